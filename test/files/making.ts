/** Makes files byte by byte, honest and otherwise: archives, papers, pictures and sounds for the tests of what may be uploaded. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

export type Part = {
  name: string
  content: Buffer | string
  /** what the headers say instead of the truth */
  size?: number
  folded?: number
  crc?: number
  method?: number
  flags?: number
  /** the name that the part itself bears, where it differs from the list's */
  localName?: string
  mode?: number
  /** in the list alone, pointing at this part's bytes */
  sameAs?: number
}
export type ZipAround = { before?: Buffer; after?: Buffer; comment?: string; count?: number }

export function zipOf(parts: readonly Part[], around: ZipAround = {}): Buffer {
  const [bodies, list, starts]: [Buffer[], Buffer[], number[]] = [[], [], []]
  let at = around.before?.length ?? 0
  if (around.before) bodies.push(around.before)
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const method = part.method ?? 8
    const folded = method === 8 ? deflateRawSync(content) : content
    const sizes = {
      crc: part.crc ?? crc32(content),
      folded: part.folded ?? folded.length,
      size: part.size ?? content.length,
    }
    const flags = part.flags ?? 0x800
    starts.push(part.sameAs === undefined ? at : (starts[part.sameAs] ?? 0))
    if (part.sameAs === undefined) {
      const local = headOf(Buffer.alloc(30), 0x04034b50, 4, {
        ...sizes,
        flags,
        method,
        name: part.localName ?? part.name,
      })
      const body = Buffer.concat([local, Buffer.from(part.localName ?? part.name), folded])
      bodies.push(body)
      at += body.length
    }
    const listed = headOf(Buffer.alloc(46), 0x02014b50, 6, { ...sizes, flags, method, name: part.name })
    listed.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 38)
    listed.writeUInt32LE(starts.at(-1) ?? 0, 42)
    list.push(Buffer.concat([listed, Buffer.from(part.name)]))
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(around.count ?? parts.length, 8)
  end.writeUInt16LE(around.count ?? parts.length, 10)
  end.writeUInt32LE(Buffer.concat(list).length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(Buffer.byteLength(around.comment ?? ''), 20)
  return Buffer.concat([...bodies, ...list, end, Buffer.from(around.comment ?? ''), around.after ?? Buffer.alloc(0)])
}

type Head = { flags: number; method: number; crc: number; folded: number; size: number; name: string }

/** both kinds of header hold the same fields, the list's two bytes further on */
function headOf(head: Buffer, sign: number, at: number, { flags, method, crc, folded, size, name }: Head): Buffer {
  head.writeUInt32LE(sign, 0)
  head.writeUInt16LE(20, at)
  head.writeUInt16LE(flags, at + 2)
  head.writeUInt16LE(method, at + 4)
  head.writeUInt32LE(crc, at + 10)
  head.writeUInt32LE(folded, at + 14)
  head.writeUInt32LE(size, at + 18)
  head.writeUInt16LE(Buffer.byteLength(name), at + 22)
  return head
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const types = (main: string, more = '') =>
  `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/main.xml" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/>${more}</Types>`
const rels = (inner = '') =>
  `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const relation = (type: string, target: string, mode = ' TargetMode="External"') =>
  `<Relationship Id="rId9" Type="${relationType}/${type}" Target="${target}"${mode}/>`

export function docxParts(
  more: readonly Part[] = [],
  body = '<w:p><w:r><w:t>投资协议</w:t></w:r></w:p>',
  relations = '',
): Part[] {
  return [
    { name: '[Content_Types].xml', content: types('wordprocessingml.document') },
    { name: '_rels/.rels', content: rels(relation('officeDocument', 'word/document.xml', '')) },
    { name: 'word/document.xml', content: `${xml}<w:document ${w}><w:body>${body}</w:body></w:document>` },
    {
      name: 'word/_rels/document.xml.rels',
      content: rels(relation('hyperlink', 'https://www.zhoushan.gov.cn/') + relations),
    },
    ...more,
  ]
}

export function xlsxParts(more: readonly Part[] = [], cells = '<row r="1"><c r="A1"><v>1</v></c></row>'): Part[] {
  return [
    { name: '[Content_Types].xml', content: types('spreadsheetml.sheet') },
    { name: '_rels/.rels', content: rels(relation('officeDocument', 'xl/workbook.xml', '')) },
    { name: 'xl/workbook.xml', content: `${xml}<workbook/>` },
    { name: 'xl/worksheets/sheet1.xml', content: `${xml}<worksheet><sheetData>${cells}</sheetData></worksheet>` },
    ...more,
  ]
}

export const typesWith = (main: string, more: string): Part => ({
  name: '[Content_Types].xml',
  content: types(main, more),
})
export const ofdParts = (): Part[] => [
  { name: 'OFD.xml', content: `${xml}<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"/>` },
  { name: 'Doc_0/Document.xml', content: `${xml}<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"/>` },
]

export function pngOf(width: number, height: number, data?: Buffer, more: readonly [string, Buffer][] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = data ?? Buffer.alloc(height * (1 + width * 3))
  const chunks: [string, Buffer][] = [['IHDR', head], ...more, ['IDAT', deflateSync(rows)], ['IEND', Buffer.alloc(0)]]
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...chunks.map(([type, content]) => chunkOf(type, content)),
  ])
}

function chunkOf(type: string, content: Buffer): Buffer {
  const [length, sum, named] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type), content])]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** enough of one for its structure: tables and picture data are not decoded here */
export function jpegOf(
  width: number,
  height: number,
  around: { comment?: string; after?: Buffer; scans?: number } = {},
): Buffer {
  const segment = (marker: number, content: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(content.length + 2, 2)
    return Buffer.concat([head, content])
  }
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  const scan = Buffer.concat([
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0x34, 0xff, 0, 0x56]),
  ])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(around.comment === undefined ? [] : [segment(0xfe, Buffer.from(around.comment))]),
    segment(0xc0, frame),
    ...Array.from({ length: around.scans ?? 1 }, () => scan),
    Buffer.from([0xff, 0xd9]),
    around.after ?? Buffer.alloc(0),
  ])
}

export function webpOf(width: number, height: number, more: Buffer = Buffer.alloc(0)): Buffer {
  const canvas = Buffer.alloc(10)
  canvas.writeUIntLE(width - 1, 4, 3)
  canvas.writeUIntLE(height - 1, 7, 3)
  const body = Buffer.concat([Buffer.from('WEBP'), riffOf('VP8X', canvas), more])
  return riffOf('RIFF', body)
}

export function riffOf(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}

export function boxOf(type: string, content: Buffer | string, size?: number): Buffer {
  const body = Buffer.from(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(size ?? body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

export const heicOf = (width: number, height: number) => {
  const extent = Buffer.alloc(12)
  extent.writeUInt32BE(width, 4)
  extent.writeUInt32BE(height, 8)
  return Buffer.concat([
    boxOf('ftyp', 'heic\0\0\0\0mif1heic'),
    boxOf('meta', boxOf('ispe', extent)),
    boxOf('mdat', 'x'),
  ])
}

export const m4aOf = (handler = 'soun') =>
  Buffer.concat([
    boxOf('ftyp', 'M4A \0\0\0\0M4A isom'),
    boxOf('moov', boxOf('trak', boxOf('mdia', boxOf('hdlr', `\0\0\0\0\0\0\0\0${handler}`)))),
    boxOf('mdat', 'sound'),
  ])

export const amrOf = (after: Buffer = Buffer.alloc(0)) =>
  Buffer.concat([
    Buffer.from('#!AMR\n'),
    ...Array.from({ length: 50 }, () => Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31)])),
    after,
  ])

export const oggOf = (codec = 'OpusHead', after: Buffer = Buffer.alloc(0)) => {
  const page = Buffer.alloc(27)
  page.write('OggS')
  page[26] = 1
  return Buffer.concat([page, Buffer.from([codec.length]), Buffer.from(codec), after])
}

export const webmOf = (codec = 'A_OPUS', type = 'webm') =>
  Buffer.concat([
    Buffer.from('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84', 'latin1'),
    Buffer.from(type),
    Buffer.from(`…${codec}…`),
  ])

export const mp3Of = () =>
  Buffer.concat([
    Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'),
    Buffer.from([0xff, 0xfb, 0x90, 0x64]),
    Buffer.alloc(413),
  ])

export const pdfOf = (inner = '', after = '') =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n${inner}\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n${after}`,
    'latin1',
  )

export const pdfStream = (dictionary: string, content: string | Buffer) => {
  const folded = deflateSync(content)
  return `5 0 obj\n<<${dictionary}/Filter/FlateDecode/Length ${folded.length}>>\nstream\n${folded.toString('latin1')}\nendstream\nendobj\n`
}
