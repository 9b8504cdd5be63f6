/** The boxes of which HEIC pictures and M4A sounds are made: they fill the file from the first byte to the last. */
import { broken } from './refused.ts'

export type Box = { type: string; content: Buffer }

export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length || boxes.length > 10_000) throw broken()
    const said = bytes.readUInt32BE(at)
    const long = said === 1
    if (long && at + 16 > bytes.length) throw broken()
    // 0: up to the end
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : said === 0 ? bytes.length - at : said
    if (size < (long ? 16 : 8) || at + size > bytes.length) throw broken()
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      content: bytes.subarray(at + (long ? 16 : 8), at + size),
    })
    at += size
  }
  return boxes
}
