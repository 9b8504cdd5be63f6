/** One server for one data folder: the second start is told who holds it, and a dead holder is forgotten. */
import fs from 'node:fs'
import path from 'node:path'
import { identityOf } from './processes.ts'
import { Trouble } from './trouble.ts'

export type InstanceLock = { release(): void }

/** `address` is told to whoever comes second. */
export function lockInstance(dataDir: string, address: string): InstanceLock {
  const file = path.join(dataDir, 'wutong.lock')
  const mine = `${identityOf(process.pid)}\n${address}\n`
  const fresh = `${file}.${process.pid}`
  fs.writeFileSync(fresh, mine, { mode: 0o600 })
  try {
    for (let tries = 0; !(link(fresh, file) && stays(file, mine)); tries += 1) {
      const held = readLock(file)
      if (held === null) continue
      if (isHeld(held) || tries > 20) throw taken(dataDir, held)
      forget(file, held)
    }
  } finally {
    fs.rmSync(fresh, { force: true })
  }
  return {
    release() {
      if (readLock(file) === mine) fs.rmSync(file, { force: true })
    },
  }
}

/** Links are made whole or not at all, so nobody ever reads half a lock. */
function link(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Whoever still judges by the dead holder's lock may move ours aside for a moment; after that it is ours or it is not. */
function stays(file: string, mine: string): boolean {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30)
  return readLock(file) === mine
}

function readLock(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function isHeld(lock: string): boolean {
  const identity = lock.split('\n')[0] ?? ''
  return identity !== '' && identityOf(Number.parseInt(identity, 10)) === identity
}

/** Moved aside before it is deleted: if a quicker process has just taken it, its lock is put back. */
function forget(file: string, held: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    fs.renameSync(file, aside)
  } catch {
    return
  }
  if (readLock(aside) !== held) link(aside, file)
  fs.rmSync(aside, { force: true })
}

function taken(dataDir: string, held: string): Trouble {
  const [identity = '', address = ''] = held.split('\n')
  const pid = Number.parseInt(identity, 10)
  return new Trouble(
    `数据文件夹 ${dataDir} 已有一个系统在运行（进程 ${pid}，${address}）：请直接打开该网址，或先停掉它（kill ${pid}），或用 DATA_DIR 另指定文件夹。`,
  )
}
