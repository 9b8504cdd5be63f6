/** How a check says no to a file: one sentence that the person who sent it can act on. */
import type { MediaType } from '#core/media.ts'

export class Refused extends Error {
  constructor(say: string) {
    super(say)
    this.name = 'Refused'
  }
}

export type Found = { mediaType: MediaType; width: number | null; height: number | null }

export const found = (mediaType: MediaType, width: number | null = null, height: number | null = null): Found => ({
  mediaType,
  width,
  height,
})

export const broken = () => new Refused('文件不完整或已损坏，请重新导出后再传')
export const twofold = () => new Refused('文件里夹带了其他内容，不能上传')

// in two pieces, so that no scanner takes this source for the sample
const eicar = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD'}-ANTIVIRUS-TEST-FILE!$H+H*`)

/** The industry's test virus is known even where no scanner stands behind. */
export function refuseTestVirus(bytes: Buffer): void {
  if (bytes.includes(eicar)) throw new Refused('文件含病毒，不能上传')
}

const page = /<(?:script|html|svg|iframe|\?php|!doctype\s+html)[\s>]/i
const endOfZip = Buffer.from('PK\x05\x06', 'latin1')

/** A picture, sound or paper that is a web page or an archive as well. */
export function refuseTwofold(bytes: Buffer): void {
  if (page.test(bytes.toString('latin1'))) throw twofold()
  if (bytes.subarray(-65_557).includes(endOfZip)) throw twofold()
}
