/** Passwords and keys that this machine makes for itself: one file each, readable by its owner only, never in the database. */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Trouble } from './trouble.ts'

/** The secret of this name, made the first time: 32 random bytes as base64url. Two processes at once get the same one. */
export function secretIn(folder: string, name: string): string {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, name)
  const known = readSecret(file)
  if (known) return known
  makeOnce(file, () => `${randomBytes(32).toString('base64url')}\n`)
  const secret = readSecret(file)
  if (!secret) throw new Trouble(`密钥文件 ${file} 是空的：请从备份恢复它后重试。`)
  return secret
}

/** The file whole or not at all, whenever the power fails; whoever was quicker keeps theirs. */
export function makeOnce(file: string, make: () => string): void {
  const fresh = `${file}.${process.pid}`
  const handle = fs.openSync(fresh, 'w', 0o600)
  try {
    fs.writeSync(handle, make())
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
  try {
    // unlike a rename, a link never replaces the secret of a process that was quicker
    fs.linkSync(fresh, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    fs.rmSync(fresh, { force: true })
  }
}

export function hasSecret(folder: string, name: string): boolean {
  return readSecret(path.join(folder, name)) !== null
}

function readSecret(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8').trim() || null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
