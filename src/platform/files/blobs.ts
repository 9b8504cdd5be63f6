/** Where the bytes of files lie, outside the database: what arrives in parts, and what is whole, under the hash of its content. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#core/refusal.ts'
import type { Scanner } from './scanner.ts'

/** A store holds whole files by city and hash; a folder here, something like S3 elsewhere. */
export type BlobStore = {
  /** takes the file at `path` over; twice the same is once */
  put(tenantId: string, sha256: string, path: string): Promise<void>
  /** null where it is not there */
  read(tenantId: string, sha256: string, range?: { from: number; to: number }): Promise<Readable | null>
  /** hashes of what was put at least so long ago */
  olderThan(tenantId: string, ageMs: number): Promise<string[]>
  remove(tenantId: string, sha256: string): Promise<void>
  /** a path at which a check may read it, for as long as `use` runs */
  at<T>(tenantId: string, sha256: string, use: (path: string) => Promise<T>): Promise<T>
}

export type Files = {
  blobs: BlobStore
  /** what has not arrived whole yet lies here, on this machine */
  receivingDir: string
  /** null: no scanner was set up */
  scanner: Scanner | null
}

let files: Files | undefined
/** Called once by app/ at start. */
export function armFiles(given: Files): void {
  files = given
}
export function filesInUse(): Files {
  if (!files) throw new Error('no place for files was named')
  return files
}

const hash = /^[0-9a-f]{64}$/
const uuid = /^[0-9a-f-]{36}$/

export function folderStore(dir: string): BlobStore {
  // both come from the database; a path is made of them, so they are looked at once more
  const placeOf = (tenantId: string, sha256: string) => {
    if (!uuid.test(tenantId) || !hash.test(sha256)) throw new Error('no name for a file')
    return path.join(dir, tenantId, sha256.slice(0, 2), sha256)
  }
  return {
    put: async (tenantId, sha256, from) => {
      const place = placeOf(tenantId, sha256)
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      await rename(from, place)
    },
    read: async (tenantId, sha256, range) => {
      const place = placeOf(tenantId, sha256)
      const there = await stat(place).catch(() => null)
      return there && createReadStream(place, range ? { start: range.from, end: range.to } : {})
    },
    olderThan: async (tenantId, ageMs) => {
      const old: string[] = []
      for (const entry of await entriesOf(path.join(dir, tenantId))) {
        const { mtimeMs } = await stat(entry)
        if (hash.test(path.basename(entry)) && mtimeMs < Date.now() - ageMs) old.push(path.basename(entry))
      }
      return old
    },
    remove: (tenantId, sha256) => rm(placeOf(tenantId, sha256), { force: true }),
    at: (tenantId, sha256, use) => use(placeOf(tenantId, sha256)),
  }
}

/** files below a folder, or none where there is no folder */
async function entriesOf(dir: string): Promise<string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

const partsDir = (tenantId: string, id: string) => {
  if (!uuid.test(tenantId) || !uuid.test(id)) throw new Error('no name for a file')
  return path.join(filesInUse().receivingDir, tenantId, id)
}

/** The same part twice is one part; half a part is none, since it gets its name when it is whole. */
export async function keepPart(tenantId: string, id: string, no: number, bytes: Uint8Array): Promise<void> {
  const dir = partsDir(tenantId, id)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const half = path.join(dir, `${no}.${process.hrtime.bigint()}.half`)
  await writeFile(half, bytes, { mode: 0o600 }).catch(fullDisk)
  await rename(half, path.join(dir, String(no)))
}

/** A full disk is nobody's fault in the code: said in words, and what was there can still be read. */
function fullDisk(error: unknown): never {
  const { code } = error as NodeJS.ErrnoException // fs rejects with ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT')
    throw new Refusal('unavailable', '存放附件的磁盘已满，请告诉系统管理员', { cause: code })
  throw error
}

/** numbers of the parts that have arrived */
export async function partsOf(tenantId: string, id: string): Promise<number[]> {
  const names = await readdir(partsDir(tenantId, id)).catch(() => [])
  return names.filter((name) => /^\d+$/.test(name)).map(Number)
}

export type Joined = 'stored' | 'incomplete' | 'different'

/** The parts become a file of the store if they are what was promised; otherwise they stay, to be sent again. */
export async function joinParts(
  tenantId: string,
  id: string,
  promised: { parts: number; bytes: number; sha256: string },
): Promise<Joined> {
  const dir = partsDir(tenantId, id)
  const there = new Set(await partsOf(tenantId, id))
  const numbers = Array.from({ length: promised.parts }, (_, no) => no)
  if (numbers.some((no) => !there.has(no))) return 'incomplete'
  const whole = path.join(dir, `whole.${process.hrtime.bigint()}.half`)
  const digest = createHash('sha256')
  let bytes = 0
  await pipeline(
    async function* () {
      for (const no of numbers) {
        for await (const chunk of createReadStream(path.join(dir, String(no)))) {
          const piece = chunk as Buffer // no encoding was set, so it reads buffers
          digest.update(piece)
          bytes += piece.length
          yield piece
        }
      }
    },
    createWriteStream(whole, { mode: 0o600, flush: true }),
  ).catch(fullDisk)
  if (bytes !== promised.bytes || digest.digest('hex') !== promised.sha256) {
    await rm(dir, { recursive: true, force: true })
    return 'different'
  }
  await filesInUse().blobs.put(tenantId, promised.sha256, whole)
  return 'stored'
}

export async function dropParts(tenantId: string, id: string): Promise<void> {
  await rm(partsDir(tenantId, id), { recursive: true, force: true })
}

/** Parts of uploads that nobody came back to. */
export async function dropOldParts(tenantId: string, ageMs: number): Promise<number> {
  if (!uuid.test(tenantId)) throw new Error('no name for a file')
  const dir = path.join(filesInUse().receivingDir, tenantId)
  let dropped = 0
  for (const name of await readdir(dir).catch(() => [])) {
    const { mtimeMs } = await stat(path.join(dir, name))
    if (mtimeMs >= Date.now() - ageMs) continue
    await rm(path.join(dir, name), { recursive: true, force: true })
    dropped += 1
  }
  return dropped
}
