/** Word, Excel and OFD papers from the inside: no macros, nothing embedded, nothing fetched from elsewhere, XML that is only XML. */
import type { MediaType } from '#core/media.ts'
import { type Found, found, Refused, refuseTestVirus, refuseTwofold } from './refused.ts'
import { entriesOf } from './zip.ts'

const macros = () => new Refused('文档含宏，请另存为不含宏的 docx 或 xlsx 后再传')
const embedded = () => new Refused('文档里嵌有其他文件（OLE 对象），请去掉后再传')

const mainParts: readonly [RegExp, MediaType][] = [
  [/wordprocessingml\.document\.main\+xml/, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/spreadsheetml\.sheet\.main\+xml/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]

export function checkOffice(bytes: Buffer): Found {
  let mediaType: MediaType | null = null
  for (const { name, content } of entriesOf(bytes)) {
    refuseTestVirus(content)
    refuseParts(name)
    refuseBinaries(content)
    if (!isXml(name, content)) continue
    const text = xmlOf(content)
    if (/\.rels$/i.test(name)) refuseRelations(text)
    if (name === '[Content_Types].xml') mediaType = typeOf(text)
    if (name === 'OFD.xml') mediaType ??= 'application/ofd'
    refuseFields(text)
  }
  if (mediaType === null) throw new Refused('压缩包不能上传，请逐个上传里面的文件')
  return found(mediaType)
}

function typeOf(contentTypes: string): MediaType {
  if (/macroEnabled|vbaProject|activeX/i.test(contentTypes)) throw macros()
  const main = mainParts.find(([pattern]) => pattern.test(contentTypes))
  if (!main) throw new Refused('只收 docx、xlsx 和 OFD，请另存后再传')
  return main[1]
}

function refuseParts(name: string): void {
  if (/vbaproject|vbadata|macrosheets?\/|activex\//i.test(name)) throw macros()
  if (/(^|\/)(embeddings|oleObject[^/]*)(\/|$)|oleObject\d*\.bin$/i.test(name)) throw embedded()
  if (/externalLinks\//i.test(name)) throw new Refused('表格引用了别的工作簿，请断开链接后再传')
  if (/\.(exe|dll|scr|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|html?|lnk|jar|msi)$/i.test(name))
    throw new Refused('文档里夹带程序或脚本，不能上传')
}

/** by what they are, not by what they are called */
function refuseBinaries(content: Buffer): void {
  const head = content.subarray(0, 8).toString('latin1')
  const begins = (...marks: readonly string[]) => marks.some((mark) => head.startsWith(mark))
  if (begins('\xd0\xcf\x11\xe0', 'PK\x03\x04', 'Rar!', '7z\xbc\xaf', '%PDF-')) throw embedded()
  if (begins('MZ', '\x7fELF') && content.length > 64) throw new Refused('文档里夹带程序或脚本，不能上传')
  if (begins('\xff\xd8\xff', '\x89PNG')) refuseTwofold(content)
}

const isXml = (name: string, content: Buffer) =>
  /\.(xml|rels|vml|svg)$/i.test(name) || /^(\xef\xbb\xbf)?\s*<\?xml/.test(content.subarray(0, 64).toString('latin1'))

function xmlOf(content: Buffer): string {
  const wide = content[0] === 0xff && content[1] === 0xfe
  if ((content[0] === 0xfe && content[1] === 0xff) || (!wide && content.subarray(0, 64).includes(0)))
    throw new Refused('文档内部的编码不正常，请重新另存后再传')
  const text = content.toString(wide ? 'utf16le' : 'utf8')
  const encoding = /^\ufeff?<\?xml[^>]*encoding\s*=\s*["']([^"']*)/i.exec(text)?.[1]
  if (encoding !== undefined && !/^utf-?(8|16)$/i.test(encoding))
    throw new Refused('文档内部的编码不正常，请重新另存后再传')
  // entities that unfold or fetch stand nowhere in an honest paper
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) throw new Refused('文档内部含 DTD 或实体声明，不能上传')
  if (/<(?:\w+:)?(?:script|iframe|foreignObject)[\s>]/i.test(text)) throw new Refused('文档里夹带脚本，不能上传')
  refuseDepth(text)
  return text
}

/** a tree so deep that whoever reads it by recursion falls over; Word's own stay below a hundred */
function refuseDepth(text: string): void {
  let depth = 0
  for (const [, closing, single] of text.matchAll(/<(\/?)[A-Za-z_](?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>/g)) {
    if (closing) depth -= 1
    else if (!single) depth += 1
    if (depth > 256) throw new Refused('文档内部层次过深，不能上传')
  }
}

const decoded = (value: string) =>
  value
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(hex, 16))),
    )
    .replace(/&#(\d{1,7});/g, (_, digits: string) => String.fromCodePoint(Math.min(0x10ffff, Number(digits))))

/** A link that one clicks is fine; a template, picture or frame that opens by itself is not. */
function refuseRelations(text: string): void {
  for (const [element] of text.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const attribute = (name: string) =>
      decoded(new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element)?.slice(1).find(Boolean) ?? '')
    const [type, target] = [attribute('Type'), attribute('Target')]
    if (/vbaProject|oleObject|attachedTemplate|externalLink|activeX/i.test(type) && !/^theme/.test(target))
      throw /vba|activeX/i.test(type) ? macros() : new Refused('文档引用了外部模板或对象，请断开后再传')
    if (attribute('TargetMode').toLowerCase() !== 'external') {
      if (/^[a-z]{2,}:|^\\\\|^\/\//i.test(target)) throw new Refused('文档引用了外部内容，请断开后再传')
      continue
    }
    if (!/\/hyperlink$/.test(type) || !/^(https?:|mailto:|#)/i.test(target))
      throw new Refused('文档引用了外部内容，请断开后再传')
  }
}

/** Fields and formulas that start programs. */
function refuseFields(text: string): void {
  const joined = text.replace(/<\/?(?:\w+:)?(?:instrText|r|rPr|t)\b[^>]*>/g, '')
  if (/\bDDE(AUTO)?\s+["&]|<(?:\w+:)?ddeLink\b|\|'[^'<]{0,200}'!/i.test(joined))
    throw new Refused('文档含会启动程序的域（DDE），不能上传')
}
