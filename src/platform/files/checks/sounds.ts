/** Recordings by their own structure: sound and nothing else, from the first byte to the last. */
import { boxesIn } from './boxes.ts'
import { broken, type Found, found, Refused, refuseTwofold, twofold } from './refused.ts'

const film = () => new Refused('视频不能上传，请截图或录音')

export function checkMpeg(bytes: Buffer): Found {
  refuseTwofold(bytes)
  let at = 0
  if (bytes.toString('latin1', 0, 3) === 'ID3') {
    if (bytes.length < 10) throw broken()
    // seven bits a byte
    at = 10 + [6, 7, 8, 9].reduce((size, i) => size * 128 + ((bytes[i] ?? 0) & 0x7f), 0)
    while (bytes[at] === 0) at += 1
  }
  if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xe0) !== 0xe0) throw broken()
  return found('audio/mpeg')
}

export function checkM4a(bytes: Buffer): Found {
  refuseTwofold(bytes)
  const boxes = boxesIn(bytes)
  const moov = boxes.find(({ type }) => type === 'moov')
  if (!moov || !boxes.some(({ type }) => type === 'mdat')) throw broken()
  // a handler says what its track is
  const handlers: string[] = []
  for (let at = moov.content.indexOf('hdlr'); at >= 0; at = moov.content.indexOf('hdlr', at + 4))
    handlers.push(moov.content.toString('latin1', at + 12, at + 16))
  if (handlers.includes('vide')) throw film()
  if (!handlers.includes('soun')) throw broken()
  return found('audio/mp4')
}

/** bytes behind the head of a frame, by the kind of frame */
const narrow = [12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0]
const wide = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0]

export function checkAmr(bytes: Buffer): Found {
  const head = bytes.toString('latin1', 0, 9)
  const broad = head === '#!AMR-WB\n'
  if (!broad && !head.startsWith('#!AMR\n')) throw new Refused('脚本不能上传')
  let at = broad ? 9 : 6
  while (at < bytes.length) {
    const size = (broad ? wide : narrow)[((bytes[at] ?? 0) >> 3) & 15] ?? -1
    // the two lowest bits and the highest are always 0
    if (size < 0 || ((bytes[at] ?? 0) & 0x83) !== 0) throw twofold()
    at += 1 + size
  }
  if (at !== bytes.length) throw broken()
  return found('audio/amr')
}

export function checkOgg(bytes: Buffer): Found {
  refuseTwofold(bytes)
  const head = bytes.toString('latin1', 0, 512)
  if (/theora|BBCD|VP80/.test(head)) throw film()
  if (!['OpusHead', '\x01vorbis', 'Speex   '].some((codec) => head.includes(codec))) throw broken()
  for (let at = 0; at < bytes.length; ) {
    if (bytes.toString('latin1', at, at + 4) !== 'OggS') throw at === 0 ? broken() : twofold()
    const pieces = bytes[at + 26] ?? 0
    const sizes = bytes.subarray(at + 27, at + 27 + pieces)
    if (sizes.length < pieces) throw broken()
    at += 27 + pieces + sizes.reduce((sum, size) => sum + size, 0)
    if (at > bytes.length) throw broken()
  }
  return found('audio/ogg')
}

export function checkWebm(bytes: Buffer): Found {
  refuseTwofold(bytes)
  if (!bytes.subarray(0, 64).includes('webm')) throw new Refused('视频不能上传，请截图或录音')
  const head = bytes.toString('latin1', 0, 64 * 1024)
  if (/V_(VP8|VP9|AV1|MPEG|UNCOMPRESSED|THEORA)/.test(head)) throw film()
  if (!/A_(OPUS|VORBIS)/.test(head)) throw broken()
  return found('audio/webm')
}
