/** Pictures by their own structure: whole, one frame, of a size that a phone can show, and nothing behind the last byte. */
import { crc32, inflateSync } from 'node:zlib'
import type { MediaType } from '#core/media.ts'
import { mostPixels } from '#core/media.ts'
import { boxesIn } from './boxes.ts'
import { broken, type Found, found, Refused, refuseTwofold, twofold } from './refused.ts'

/** `width` and `height` as the picture itself says */
function sized(mediaType: MediaType, width: number, height: number): Found {
  if (width < 1 || height < 1) throw broken()
  if (width * height > mostPixels || width > 30_000 || height > 30_000)
    throw new Refused(`图片有 ${width}×${height} 像素，过大，请缩小后再传`)
  return found(mediaType, width, height)
}

const moving = () => new Refused('动图不能上传，请换成静态图片')

export function checkJpeg(bytes: Buffer): Found {
  refuseTwofold(bytes)
  let size: { width: number; height: number } | null = null
  let at = 2
  for (;;) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) throw broken()
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) throw broken()
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (size || length < 8) throw broken()
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    at += 2 + length
    if (marker === 0xda) break
  }
  if (!size) throw broken()
  refuseScans(bytes, at)
  return sized('image/jpeg', size.width, size.height)
}

/** A picture may come in a dozen passes; each costs the reader a whole decoding. */
function refuseScans(bytes: Buffer, from: number): void {
  let scans = 1
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1]
    if (marker === 0xd9) return
    if (marker === 0xda) scans += 1
    if (scans > 64) throw new Refused('图片结构不正常，请重新另存后再传')
  }
  throw broken()
}

export function checkPng(bytes: Buffer): Found {
  refuseTwofold(bytes)
  const data: Buffer[] = []
  let head: Buffer | null = null
  let at = 8
  for (;;) {
    if (at + 12 > bytes.length) throw broken()
    const length = bytes.readUInt32BE(at)
    if (length > bytes.length - at - 12) throw broken()
    const type = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length)) throw broken()
    if ((at === 8) !== (type === 'IHDR')) throw broken()
    if (type === 'IHDR') head = content
    if (type === 'acTL') throw moving()
    if (type === 'IDAT') data.push(content)
    if (['zTXt', 'iTXt', 'iCCP'].includes(type)) refuseFolded(content)
    at += 12 + length
    if (type === 'IEND') break
  }
  if (at !== bytes.length) throw twofold()
  if (head?.length !== 13) throw broken()
  const result = sized('image/png', head.readUInt32BE(0), head.readUInt32BE(4))
  refuseOverfull(Buffer.concat(data), head)
  return result
}

/** texts and colour profiles, folded up: a few hundred kilobytes at most */
function refuseFolded(content: Buffer): void {
  const start = content.indexOf(0x78, content.indexOf(0) + 1)
  if (start >= 0) unfoldedWithin(content.subarray(start), 8 * 1024 * 1024, false)
}

/** what unfolds must fit the size that the picture claims */
function refuseOverfull(data: Buffer, head: Buffer): void {
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[head[9] ?? -1]
  if (channels === undefined) throw broken()
  const [width, height, bits] = [head.readUInt32BE(0), head.readUInt32BE(4), (head[8] ?? 0) * channels]
  const rows = height * (1 + Math.ceil((width * bits) / 8))
  // seven passes, each with its own row heads
  const most = head[12] === 0 ? rows : rows * 2 + 64
  // a hundred megabytes and more of pixels are measured by what they claim alone: unfolding them here would be the harm
  if (most <= 100 * 1024 * 1024) unfoldedWithin(data, most, true)
  else if (data.length * 1000 < most) throw new Refused('图片展开后过大，疑似压缩炸弹')
}

function unfoldedWithin(data: Buffer, most: number, whole: boolean): void {
  try {
    inflateSync(data, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      // zlib rejects with ErrnoException
      throw new Refused('图片展开后过大，疑似压缩炸弹')
    if (whole) throw broken()
  }
}

export function checkWebp(bytes: Buffer): Found {
  refuseTwofold(bytes)
  const said = bytes.readUInt32LE(4) + 8
  if (said > bytes.length) throw broken()
  if (said < bytes.length) throw twofold()
  let size: readonly [number, number] | null = null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (content.length < length || (length < 10 && /^VP8/.test(type))) throw broken()
    if (type === 'ANIM' || type === 'ANMF') throw moving()
    if (type === 'VP8X') size ??= [content.readUIntLE(4, 3) + 1, content.readUIntLE(7, 3) + 1]
    if (type === 'VP8 ') size ??= [content.readUInt16LE(6) & 0x3fff, content.readUInt16LE(8) & 0x3fff]
    if (type === 'VP8L') {
      const packed = content.readUInt32LE(1)
      size ??= [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1]
    }
    at += 8 + length + (length % 2)
  }
  if (!size) throw broken()
  return sized('image/webp', size[0], size[1])
}

export function checkHeic(bytes: Buffer): Found {
  refuseTwofold(bytes)
  const boxes = boxesIn(bytes)
  const meta = boxes.find(({ type }) => type === 'meta')
  if (!meta || boxes.some(({ type }) => type === 'moov')) throw broken()
  let largest: readonly [number, number] = [0, 0]
  for (let at = meta.content.indexOf('ispe'); at >= 0; at = meta.content.indexOf('ispe', at + 4)) {
    if (at + 16 > meta.content.length) throw broken()
    const size = [meta.content.readUInt32BE(at + 8), meta.content.readUInt32BE(at + 12)] as const
    if (size[0] * size[1] > largest[0] * largest[1]) largest = size
  }
  return sized('image/heic', largest[0], largest[1])
}
