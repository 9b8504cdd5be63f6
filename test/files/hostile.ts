/** Files that somebody would send to harm: each with what it tries. None of them does any harm by itself. */
import * as make from './making.ts'

export type Sample = { tries: string; name: string; bytes: Buffer }

const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD'}-ANTIVIRUS-TEST-FILE!$H+H*`
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024)
const docx = (tries: string, bytes: Buffer): Sample => ({ tries, name: '协议.docx', bytes })
const withPart = (tries: string, part: make.Part) => docx(tries, make.zipOf(make.docxParts([part])))
const withBody = (tries: string, body: string) => docx(tries, make.zipOf(make.docxParts([], body)))
const withRelation = (tries: string, relation: string) =>
  docx(tries, make.zipOf(make.docxParts([], undefined, relation)))
const xlsx = (tries: string, ...parts: make.Part[]): Sample => ({
  tries,
  name: '台账.xlsx',
  bytes: make.zipOf(make.xlsxParts(parts)),
})
const pdf = (tries: string, inner: string, after = ''): Sample => ({
  tries,
  name: '合同.pdf',
  bytes: make.pdfOf(inner, after),
})
const claims = (tries: string, name: string, bytes: Buffer | string): Sample => ({
  tries,
  name,
  bytes: Buffer.from(bytes),
})
const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(512)])
const program = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(126),
  Buffer.from('This program cannot be run in DOS mode'),
])

const bombs: Sample[] = [
  withPart('a part that unfolds a thousandfold', { name: 'word/media/a.xml', content: zeros(40) }),
  docx(
    'many parts, large together',
    make.zipOf(make.docxParts(Array.from({ length: 300 }, (_, i) => ({ name: `word/p${i}.xml`, content: zeros(1) })))),
  ),
  withPart('a header that claims to be small', { name: 'word/media/a.bin', content: zeros(20), size: 2290 }),
  withPart('a header that claims to be large', { name: 'word/a.xml', content: '<a/>', size: 4_000_000_000 }),
  docx(
    'the same bytes listed a hundred times',
    make.zipOf(
      make.docxParts(
        Array.from({ length: 100 }, (_, i) => ({
          name: `word/o${i}.xml`,
          content: '<a/>',
          ...(i > 0 ? { sameAs: 4 } : {}),
        })),
      ),
    ),
  ),
  docx(
    'ten thousand parts',
    make.zipOf(make.docxParts(Array.from({ length: 10_000 }, (_, i) => ({ name: `word/t${i}.xml`, content: '<a/>' })))),
  ),
  docx('a count of parts that is not true', make.zipOf(make.docxParts(), { count: 3 })),
  withBody('XML nested a hundred thousand deep', '<w:p>'.repeat(100_000)),
  xlsx('a sheet of zeros', { name: 'xl/worksheets/sheet2.xml', content: zeros(45) }),
  claims('a picture that unfolds beyond its size', '图.png', make.pngOf(10, 10, zeros(30))),
  claims('a picture of four billion pixels', '图.png', make.pngOf(65_000, 65_000, Buffer.alloc(100))),
  claims('a JPEG of four billion pixels', '图.jpg', make.jpegOf(65_000, 65_000)),
  claims('a WebP of 268 million pixels', '图.webp', make.webpOf(16_384, 16_384)),
  claims('a HEIC of four billion pixels', '图.heic', make.heicOf(65_000, 65_000)),
  claims(
    'a colour profile that unfolds a thousandfold',
    '图.png',
    make.pngOf(10, 10, undefined, [['iCCP', Buffer.concat([Buffer.from('x\0\0'), Buffer.from(deflated(zeros(30)))])]]),
  ),
  claims('a JPEG in ten thousand passes', '图.jpg', make.jpegOf(100, 100, { scans: 10_000 })),
  pdf('an object stream that unfolds a thousandfold', make.pdfStream('/Type/ObjStm/N 1/First 4', zeros(100))),
]

function deflated(content: Buffer): Buffer {
  return Buffer.from(make.pdfStream('', content).split('stream\n')[1]?.split('\nend')[0] ?? '', 'latin1')
}

const xmls: Sample[] = [
  withPart('an entity that reads a file', {
    name: 'word/x.xml',
    content: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  }),
  withPart('a billion laughs', {
    name: 'word/x.xml',
    content: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
  }),
  withPart('a DTD from elsewhere', {
    name: 'word/x.xml',
    content: '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
  }),
  withPart('a DTD in UTF-16', {
    name: 'word/x.xml',
    content: Buffer.from('\ufeff<?xml version="1.0"?><!DOCTYPE a><a/>', 'utf16le'),
  }),
  withPart('a DTD in UTF-7', {
    name: 'word/x.xml',
    content: '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
  }),
  withPart('UTF-16 that does not say so', {
    name: 'word/x.xml',
    content: Buffer.from('<?xml version="1.0"?><!DOCTYPE a><a/>', 'utf16le'),
  }),
  withPart('a drawing with a script', {
    name: 'word/media/i.svg',
    content: '<svg xmlns="http://www.w3.org/2000/svg"><script >alert(1)</script></svg>',
  }),
]

const offices: Sample[] = [
  withPart('a macro', { name: 'word/vbaProject.bin', content: ole }),
  docx(
    'a macro under another name',
    make.zipOf([
      make.typesWith(
        'wordprocessingml.document',
        '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>',
      ),
      ...make.docxParts().slice(1),
    ]),
  ),
  docx(
    'a docm called docx',
    make.zipOf([
      {
        name: '[Content_Types].xml',
        content:
          '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
      },
      ...make.docxParts().slice(1),
    ]),
  ),
  xlsx('an Excel 4 macro sheet', { name: 'xl/macrosheets/sheet1.xml', content: '<a/>' }),
  withPart('an OLE object', { name: 'word/embeddings/oleObject1.bin', content: ole }),
  withPart('an OLE object called a picture', { name: 'word/media/image1.png', content: ole }),
  withPart('an archive inside', { name: 'word/embeddings/a.xlsx', content: make.zipOf(make.xlsxParts()) }),
  withPart('a program inside', { name: 'word/media/a.png', content: program }),
  withPart('a script inside', { name: 'word/a.vbs', content: 'CreateObject("WScript.Shell")' }),
  withPart('an ActiveX control', { name: 'word/activeX/activeX1.xml', content: '<a/>' }),
  withRelation('a template from elsewhere', make.relation('attachedTemplate', 'http://127.0.0.1/t.dotm')),
  withRelation('a picture from elsewhere', make.relation('image', 'http://127.0.0.1/i.png')),
  withRelation('a share of this network', make.relation('image', '\\\\127.0.0.1\\x\\i.png')),
  withRelation(
    'a mode written in entities',
    make.relation('frame', 'http://127.0.0.1/', ' TargetMode="Ext&#101;rnal"'),
  ),
  withRelation('a link that starts a program', make.relation('hyperlink', 'ms-msdt:/id PCWDiagnostic')),
  withRelation('a link to a file', make.relation('hyperlink', 'file:///c:/windows/system32/calc.exe')),
  withBody(
    'a field that starts a program',
    '<w:p><w:r><w:instrText>DDEAUTO "c:\\\\windows\\\\system32\\\\cmd.exe" "/k calc"</w:instrText></w:r></w:p>',
  ),
  withBody(
    'such a field in pieces',
    '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO "cmd"</w:instrText></w:r></w:p>',
  ),
  xlsx('another workbook', { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' }),
  {
    tries: 'a formula that starts a program',
    name: '台账.xlsx',
    bytes: make.zipOf(make.xlsxParts([], "<row><c><f>cmd|'/k calc'!A0</f></c></row>")),
  },
  claims('an encrypted paper', '协议.docx', ole),
  docx('a part with a password', make.zipOf(make.docxParts([{ name: 'word/a.xml', content: '<a/>', flags: 0x801 }]))),
  {
    tries: 'a presentation',
    name: '协议.docx',
    bytes: make.zipOf([make.typesWith('presentationml.presentation', ''), ...make.docxParts().slice(1)]),
  },
  claims('a Word paper called Excel', '台账.xlsx', make.zipOf(make.docxParts())),
]

const archives: Sample[] = [
  withPart('a way out of the folder', { name: '../../../etc/cron.d/x', content: 'x' }),
  withPart('a way out, written for Windows', { name: '..\\..\\x.xml', content: 'x' }),
  withPart('an absolute path', { name: '/etc/passwd', content: 'x' }),
  withPart('a drive', { name: 'C:/x.xml', content: 'x' }),
  withPart('a link', { name: 'word/link', content: '/etc/passwd', mode: 0o120777 }),
  withPart('a name that turns the reading direction', { name: 'word/\u202egpj.exe', content: 'x' }),
  withPart('a name with a zero in it', { name: 'word/a.xml\0.png', content: 'x' }),
  withPart('two names for one part', { name: 'word/a.xml', localName: 'word/b.xml', content: '<a/>' }),
  docx('the same name twice', make.zipOf(make.docxParts([{ name: 'WORD/document.xml', content: '<a/>' }]))),
  docx(
    'something before the archive',
    make.zipOf(make.docxParts(), { before: Buffer.from('PK\x03\x04hidden', 'latin1') }),
  ),
  docx(
    'something behind the archive',
    make.zipOf(make.docxParts(), { after: Buffer.from('<script>alert(1)</script>') }),
  ),
  docx('a page in the comment', make.zipOf(make.docxParts(), { comment: '<script>alert(1)</script>' })),
  withPart('a sum that does not fit', { name: 'word/a.xml', content: '<a/>', crc: 1 }),
  withPart('a way of folding that nobody knows', { name: 'word/a.xml', content: '<a/>', method: 99 }),
  docx('half an archive', make.zipOf(make.docxParts()).subarray(0, 400)),
  claims('any archive', '协议.docx', make.zipOf([{ name: 'a.txt', content: 'x' }])),
]

const pdfs: Sample[] = [
  pdf('a script', '3 0 obj\n<</S/JavaScript/JS(app.alert\\(1\\))>>\nendobj'),
  pdf('a script in other letters', '3 0 obj\n<</S/#4aava#53cript/#4aS(x)>>\nendobj'),
  pdf('a script in an object stream', make.pdfStream('/Type/ObjStm/N 1/First 4', '3 0 <</S/JavaScript/JS(x)>>')),
  pdf('a script in what looks like a picture', '% stream\n3 0 obj\n<</S/JavaScript>>\nendobj\nendstream'),
  pdf('a program to start', '3 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj'),
  pdf('a file inside', '3 0 obj\n<</Type/EmbeddedFile>>\nendobj'),
  pdf('a form that changes itself', '3 0 obj\n<</AcroForm<</XFA 4 0 R>>>>\nendobj'),
  pdf('a form that sends', '3 0 obj\n<</S/SubmitForm/F(http://127.0.0.1/)>>\nendobj'),
  pdf('a password', '3 0 obj\n<</Encrypt 4 0 R>>\nendobj'),
  pdf('an archive behind it', '', make.zipOf(make.docxParts()).toString('latin1')),
  pdf('a page in it', '<html><script>alert(1)</script></html>'),
  claims('no end', '合同.pdf', make.pdfOf().subarray(0, 40)),
]

const disguised: Sample[] = [
  claims('a program called a picture', '照片.jpg', program),
  claims('a program of another system', '照片.jpg', '\x7fELF…'),
  claims('a script called a sound', '语音.amr', '#!/bin/sh\nrm -rf /'),
  claims('a drawing called a picture', '图.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  claims('a page called a paper', '合同.pdf', '<!DOCTYPE html><script>alert(1)</script>'),
  claims('a page in UTF-16', '合同.pdf', Buffer.from('\ufeff<html>', 'utf16le')),
  claims('a picture called a paper', '合同.pdf', make.jpegOf(10, 10)),
  claims('a paper called a picture', '照片.jpg', make.pdfOf()),
  claims('a GIF called PNG', '图.png', 'GIF89a…'),
  claims('an old paper', '协议.docx', ole),
  claims('rich text', '协议.docx', '{\\rtf1 x}'),
  claims('a film called a sound', '语音.m4a', make.m4aOf('vide')),
  claims('a film called WebM', '语音.webm', make.webmOf('V_VP8')),
  claims('a Matroska called WebM', '语音.webm', make.webmOf('A_OPUS', 'matroska')),
  claims('a film in Ogg', '语音.ogg', make.oggOf('\x80theora')),
  claims(
    'a picture with an archive behind it',
    '照片.jpg',
    make.jpegOf(10, 10, { after: make.zipOf(make.docxParts()) }),
  ),
  claims(
    'a picture with a page in its comment',
    '照片.jpg',
    make.jpegOf(10, 10, { comment: '<script>alert(1)</script>' }),
  ),
  claims(
    'a picture with a program of the server in its comment',
    '照片.jpg',
    make.jpegOf(10, 10, { comment: '<?php system($_GET[0]); ?>' }),
  ),
  claims('a PNG with something behind it', '图.png', Buffer.concat([make.pngOf(4, 4), Buffer.from('hidden')])),
  claims('a moving PNG', '图.png', make.pngOf(4, 4, undefined, [['acTL', Buffer.alloc(8)]])),
  claims('a WebP with something behind it', '图.webp', Buffer.concat([make.webpOf(4, 4), Buffer.from('hidden')])),
  claims('a box longer than the file', '图.heic', make.boxOf('ftyp', 'heic', 4_000_000_000)),
  claims('a sound with something behind it', '语音.amr', make.amrOf(Buffer.from('\xff\xff\xffhidden', 'latin1'))),
  claims('an Ogg with something behind it', '语音.ogg', make.oggOf('OpusHead', program)),
  claims('half a picture', '照片.jpg', make.jpegOf(10, 10).subarray(0, 30)),
  claims('nothing that anybody knows', '合同.pdf', Buffer.from([1, 2, 3, 4, 5])),
]

const viruses: Sample[] = [
  claims('the test virus', '合同.pdf', eicar),
  withPart('the test virus in a paper', { name: 'word/media/a.txt', content: eicar }),
  xlsx('the test virus in a sheet', { name: 'xl/media/a.txt', content: eicar }),
  claims('the test virus in an archive', '协议.docx', make.zipOf([{ name: 'a.com', content: eicar }])),
  claims('the test virus behind a picture', '照片.jpg', make.jpegOf(10, 10, { after: Buffer.from(eicar) })),
]

export const hostile: readonly Sample[] = [
  ...bombs,
  ...xmls,
  ...offices,
  ...archives,
  ...pdfs,
  ...disguised,
  ...viruses,
]

/** what everybody may send: without these a check that refuses everything would look good */
export const honest: readonly Sample[] = [
  claims('Word', '协议.docx', make.zipOf(make.docxParts())),
  claims('Excel', '台账.XLSX', make.zipOf(make.xlsxParts())),
  claims('OFD', '公文.ofd', make.zipOf(make.ofdParts())),
  claims('PDF', '合同.pdf', make.pdfOf(make.pdfStream('/Type/ObjStm/N 1/First 4', '3 0 <</Type/Page>>'))),
  claims('PNG', '图.png', make.pngOf(40, 30)),
  claims('JPEG', '照片.JPG', make.jpegOf(1600, 1200)),
  claims('WebP', '图.webp', make.webpOf(40, 30)),
  claims('HEIC', '照片.heic', make.heicOf(4032, 3024)),
  claims('MP3', '录音.mp3', make.mp3Of()),
  claims('M4A', '录音.m4a', make.m4aOf()),
  claims('AMR', '录音.amr', make.amrOf()),
  claims('Ogg', '录音.ogg', make.oggOf()),
  claims('WebM', '录音.webm', make.webmOf()),
]
