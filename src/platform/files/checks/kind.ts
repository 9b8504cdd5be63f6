/** What a file is by its first bytes, whatever it is called; what the city never takes is named in words. */
import type { MediaType } from '#core/media.ts'
import { Refused } from './refused.ts'

export type Kind = Exclude<MediaType, `application/vnd.${string}` | 'application/ofd'> | 'zip'

type Sign = readonly [at: number, bytes: string, is: Kind]
const signs: readonly Sign[] = [
  [0, '\xff\xd8\xff', 'image/jpeg'],
  [0, '\x89PNG\r\n\x1a\n', 'image/png'],
  [8, 'WEBP', 'image/webp'],
  [0, '%PDF-', 'application/pdf'],
  [0, 'PK\x03\x04', 'zip'],
  [0, '#!AMR', 'audio/amr'],
  [0, 'OggS', 'audio/ogg'],
  [0, '\x1aE\xdf\xa3', 'audio/webm'],
  [0, 'ID3', 'audio/mpeg'],
]
const heicBrands = ['heic', 'heix', 'mif1']
const soundBrands = ['M4A ', 'mp42', 'mp41', 'isom', 'iso2', 'iso5', 'iso6', 'dash', '3gp4', '3gp5']

/** by their first bytes */
const strangers: readonly (readonly [string, readonly string[]])[] = [
  ['程序文件不能上传', ['MZ', '\x7fELF', '\xcf\xfa\xed\xfe', '\xce\xfa\xed\xfe', '\xca\xfe\xba\xbe']],
  ['脚本不能上传', ['#!', '@echo', '@ECHO']],
  ['旧版或加密的 Office 文档不能上传，请另存为不加密的 docx、xlsx 或 PDF', ['\xd0\xcf\x11\xe0']],
  [
    '压缩包不能上传，请逐个上传里面的文件',
    ['Rar!', '7z\xbc\xaf', '\x1f\x8b', 'BZh', '\xfd7zXZ', 'PK\x05\x06', 'PK\x07\x08'],
  ],
  ['不收这种图片，请转成 JPG 或 PNG', ['GIF8', 'BM', 'II*\0', 'MM\0*', '8BPS']],
  ['RTF 文档不能上传，请另存为 docx 或 PDF', ['{\\rtf']],
  ['帮助文件和快捷方式不能上传', ['ITSF', 'L\0\0\0\x01\x14\x02']],
]

export function kindOf(bytes: Buffer): Kind {
  const head = bytes.subarray(0, 64).toString('latin1')
  const sign = signs.find(([at, mark]) => head.startsWith(mark, at))
  if (sign && (sign[2] !== 'image/webp' || head.startsWith('RIFF'))) return sign[2]
  if (head.startsWith('ftyp', 4)) {
    const brand = head.slice(8, 12)
    if (heicBrands.includes(brand)) return 'image/heic'
    if (soundBrands.includes(brand)) return 'audio/mp4'
    throw new Refused('视频不能上传，请截图或录音')
  }
  const stranger = strangers.find(([, marks]) => marks.some((mark) => head.startsWith(mark)))
  if (stranger) throw new Refused(stranger[0])
  // whatever the encoding: blanks, marks and zeros aside, a page begins with an angle
  if (/^<[?!a-z]/i.test(head.replaceAll('\0', '').replace(/^(ï»¿|ÿþ|þÿ)?\s*/, '')))
    throw new Refused('网页、SVG 和 XML 不能上传，请转成 PDF 或图片')
  if (isMpeg(bytes)) return 'audio/mpeg'
  throw new Refused('认不出这是什么文件，只收图片、PDF、docx、xlsx、OFD 和录音')
}

/** a frame of layer III */
function isMpeg(bytes: Buffer): boolean {
  return bytes.length > 4 && bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2 && ((bytes[2] ?? 0) & 0xf0) !== 0xf0
}
