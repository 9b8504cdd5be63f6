/** Reads an archive as a hostile one: every byte has one owner, every header says the truth, and what unfolds is counted. */
import { crc32, inflateRawSync } from 'node:zlib'
import { broken, Refused, twofold } from './refused.ts'

export type Entry = { name: string; content: Buffer }

/** more than any real paper has */
const mostEntries = 1000
const mostUnfolded = 200 * 1024 * 1024
/** one part of a paper: held in memory whole */
const mostPart = 48 * 1024 * 1024
const mostRatio = 100
/** small parts may fold up better: there is no harm in what stays small */
const smallPart = 1024 * 1024

type Listed = { name: string; flags: number; method: number; crc: number; folded: number; size: number; at: number }

/** Throws Refused; gives the parts one after the other, so that only one is unfolded at a time. */
export function* entriesOf(bytes: Buffer): Generator<Entry> {
  const { listed, listAt } = listOf(bytes)
  const starts = startsOf(bytes, listed, listAt)
  let total = 0
  for (const entry of listed) {
    const start = starts.get(entry) ?? 0
    const content = unfolded(entry, bytes.subarray(start, start + entry.folded))
    total += content.length
    if (total > mostUnfolded) throw bomb()
    yield { name: entry.name, content }
  }
}

const bomb = () => new Refused('文件展开后过大，疑似压缩炸弹')

function listOf(bytes: Buffer): { listed: Listed[]; listAt: number } {
  const end = bytes.length - 22
  // a comment at the end is a place to hide something, and no office program writes one
  if (end < 0 || bytes.readUInt32LE(end) !== 0x06054b50 || bytes.readUInt16LE(end + 20) !== 0) throw twofold()
  const count = bytes.readUInt16LE(end + 10)
  const [size, listAt] = [bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)]
  if (bytes.readUInt16LE(end + 4) !== 0 || bytes.readUInt16LE(end + 6) !== 0) throw broken()
  if (count !== bytes.readUInt16LE(end + 8) || count === 0) throw broken()
  if (count > mostEntries) throw new Refused(`文件内部有 ${count} 个部件，超过 ${mostEntries} 个，不能上传`)
  if (listAt + size !== end) throw twofold()
  const listed: Listed[] = []
  let at = listAt
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw broken()
    const [nameBytes, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field))
    const next = at + 46 + (nameBytes ?? 0) + (extra ?? 0) + (comment ?? 0)
    if (next > end) throw broken()
    // the upper half of the attributes is Unix's mode: a link points out of the archive
    if (bytes.readUInt32LE(at + 38) >>> 28 === 0xa) throw new Refused('文件内部含链接，不能上传')
    listed.push({
      name: bytes.subarray(at + 46, at + 46 + (nameBytes ?? 0)).toString('utf8'),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      folded: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at = next
  }
  if (at !== end) throw broken()
  refuseNames(listed)
  return { listed, listAt }
}

function refuseNames(listed: readonly Listed[]): void {
  const seen = new Set<string>()
  for (const { name, flags } of listed) {
    if ((flags & 0x2041) !== 0) throw new Refused('文件有密码，请去掉密码后再传')
    const steps = name.split('/')
    const outside = name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\\') || steps.includes('..')
    const odd = /[\p{Cc}\p{Cf}\ufffd]/u.test(name)
    if (outside || odd || name === '' || name.length > 260 || steps.length > 16)
      throw new Refused('文件内部的路径不正常，不能上传')
    const same = name.toLowerCase()
    if (seen.has(same)) throw twofold()
    seen.add(same)
  }
}

/** Where each part's bytes begin. The parts lie one behind the other from the first byte on: nothing before, between or twice. */
function startsOf(bytes: Buffer, listed: readonly Listed[], listAt: number): Map<Listed, number> {
  const starts = new Map<Listed, number>()
  let expected: readonly number[] = [0]
  for (const entry of [...listed].sort((a, b) => a.at - b.at)) {
    const { at } = entry
    if (!expected.includes(at)) throw twofold()
    if (at + 30 > listAt || bytes.readUInt32LE(at) !== 0x04034b50) throw broken()
    const nameBytes = bytes.readUInt16LE(at + 26)
    const name = bytes.subarray(at + 30, at + 30 + nameBytes).toString('utf8')
    const same = name === entry.name && bytes.readUInt16LE(at + 8) === entry.method
    if (!same || ((bytes.readUInt16LE(at + 6) ^ entry.flags) & 0x0009) !== 0) throw twofold()
    const start = at + 30 + nameBytes + bytes.readUInt16LE(at + 28)
    const end = start + entry.folded
    if (end > listAt) throw broken()
    starts.set(entry, start)
    // a writer that streams puts sizes behind the part, with or without a sign before them
    expected = (entry.flags & 8) === 0 ? [end] : [end, end + 12, end + 16, end + 20, end + 24]
  }
  if (!expected.includes(listAt)) throw twofold()
  return starts
}

function unfolded({ method, folded, size, crc }: Listed, raw: Buffer): Buffer {
  if (method !== 0 && method !== 8) throw new Refused('文件用了少见的压缩方式，请重新另存后再传')
  const most = Math.min(mostPart, Math.max(smallPart, folded * mostRatio))
  if (size > most) throw bomb()
  const content = method === 0 ? raw : inflated(raw, most)
  if (content.length !== size || crc32(content) !== crc) throw broken()
  return content
}

function inflated(raw: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(raw, { maxOutputLength: most })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? bomb() : broken() // zlib rejects with ErrnoException
  }
}
