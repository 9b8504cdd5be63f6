/** A PDF that is only paper: no scripts, no programs to start, no files inside, no password. */
import { inflateSync } from 'node:zlib'
import { broken, type Found, found, Refused, refuseTwofold, twofold } from './refused.ts'

/** long enough not to stand anywhere by chance: looked for in every byte, so that no false `stream` hides them */
const forbidden: readonly [RegExp, string][] = [
  [/\/JavaScript\b/, 'PDF 含脚本，请重新打印成 PDF 后再传'],
  [
    /\/(Launch|ImportData|SubmitForm|RichMedia|Movie|Rendition|GoToE)\b/,
    'PDF 含会启动程序或外传内容的动作，请重新打印成 PDF 后再传',
  ],
  [/\/(EmbeddedFiles?|Filespec)\b/, 'PDF 里嵌有其他文件，请去掉附件后再传'],
  [/\/Encrypt\b/, 'PDF 有密码，请去掉密码后再传'],
]
/** three letters stand in any picture: looked for only where names stand */
const short: readonly [RegExp, string][] = [
  ...forbidden,
  [/\/JS\b/, 'PDF 含脚本，请重新打印成 PDF 后再传'],
  [/\/XFA\b/, 'PDF 含动态表单，请重新打印成 PDF 后再传'],
]

/** object streams are where names hide; what they unfold to is small in honest papers */
const mostUnfolded = 64 * 1024 * 1024

export function checkPdf(bytes: Buffer): Found {
  refuseTwofold(bytes)
  const text = bytes.toString('latin1')
  const end = text.lastIndexOf('%%EOF')
  if (end < 0) throw broken()
  if (!/^[\s\0]*$/.test(text.slice(end + 5))) throw twofold()
  refuseNames(plainNames(text), forbidden)
  refuseNames(plainNames(outsideStreams(text)), short)
  let total = 0
  for (const content of objectStreams(bytes, text)) {
    total += content.length
    if (total > mostUnfolded) throw new Refused('文件展开后过大，疑似压缩炸弹')
    refuseNames(plainNames(content.toString('latin1')), short)
  }
  return found('application/pdf')
}

/** /#4aavaScript is /JavaScript */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

const outsideStreams = (text: string) => text.replace(/\bstream\r?\n[\s\S]*?endstream/g, 'stream endstream')

function refuseNames(text: string, names: typeof forbidden): void {
  const fault = names.find(([pattern]) => pattern.test(text))
  if (fault) throw new Refused(fault[1])
}

function* objectStreams(bytes: Buffer, text: string): Generator<Buffer> {
  for (const { index, 0: opening } of text.matchAll(/\bstream\r?\n/g)) {
    const dictionary = plainNames(text.slice(Math.max(0, text.lastIndexOf('obj', index)), index))
    if (!/\/ObjStm\b/.test(dictionary)) continue
    const start = index + opening.length
    const end = text.indexOf('endstream', start)
    if (end < 0) throw broken()
    const raw = bytes.subarray(start, end)
    if (!/\/Filter\b/.test(dictionary)) yield raw
    else if (/\/Filter\s*\[?\s*\/(FlateDecode|Fl)\s*(\]|\/|>)/.test(dictionary)) yield inflated(raw)
    else throw new Refused('PDF 用了少见的压缩方式，请重新打印成 PDF 后再传')
  }
}

function inflated(raw: Buffer): Buffer {
  try {
    return inflateSync(raw, { maxOutputLength: Math.min(mostUnfolded, Math.max(1024 * 1024, raw.length * 100)) })
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' // zlib rejects with ErrnoException
    throw large ? new Refused('文件展开后过大，疑似压缩炸弹') : broken()
  }
}
