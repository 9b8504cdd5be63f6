/** The folder in which the city's database lies: made once, whole or not at all. */
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { end, processesIn } from '../processes.ts'
import { hasSecret, secretIn } from '../secrets.ts'
import { Trouble } from '../trouble.ts'
import { type Account, accountFor, binariesFor, bound, programEnv } from './binaries.ts'

export type Cluster = {
  /** PostgreSQL's data folder */
  readonly folder: string
  readonly binaries: string
  readonly account: Account
  readonly password: string
}

export const superuser = 'postgres'

/**
 * Programs run *inside* the folder and know it by this name only: the kernel's link works for an account that could not
 * walk the path to it (a project in root's home), and the folder may be moved.
 */
export const here = '/proc/self/cwd'

export async function openCluster(dataDir: string, fsync: boolean, say: (line: string) => void): Promise<Cluster> {
  const folder = path.join(dataDir, 'pg')
  const secrets = path.join(dataDir, 'secrets')
  const account = accountFor(folder)
  const binaries = binariesFor(account, say)
  const known = hasSecret(secrets, 'pg-admin')
  const cluster = { folder, binaries, account, password: secretIn(secrets, 'pg-admin') }
  if (!fs.existsSync(path.join(folder, 'PG_VERSION'))) {
    await create(cluster, fsync, say)
    return cluster
  }
  checkVersion(cluster)
  if (account && fs.statSync(folder).uid === 0) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, folder])
  if (!known && processesIn(folder, 'postgres').length === 0) await resetPassword(cluster, say)
  return cluster
}

/** In a folder beside it and renamed at the end, so that a kill in the middle leaves nothing half-made behind. */
async function create(cluster: Cluster, fsync: boolean, say: (line: string) => void): Promise<void> {
  say('创建数据库')
  if (fs.existsSync(cluster.folder) && fs.readdirSync(cluster.folder).length > 0) {
    throw new Trouble(`${cluster.folder} 不是完整的数据库：请从备份恢复，或移走该文件夹后重新运行。`)
  }
  const fresh = `${cluster.folder}.new`
  await end(processesIn(fresh, 'postgres'), [['SIGKILL', 2000]])
  fs.rmSync(fresh, { recursive: true, force: true })
  fs.mkdirSync(fresh, { mode: 0o700 })
  const letter = fs.mkdtempSync(path.join(os.tmpdir(), 'wutong-'))
  const passwordFile = path.join(letter, 'password')
  try {
    fs.writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 })
    for (const file of [fresh, letter, passwordFile]) give(file, cluster.account)
    await runInside(fresh, cluster, 'initdb', [
      '-D',
      here,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(fsync ? [] : ['--no-sync']),
    ])
    fs.renameSync(fresh, cluster.folder)
  } finally {
    fs.rmSync(letter, { recursive: true, force: true })
  }
}

/** Whoever lost the file but holds the folder is its owner: single-user mode needs no password. */
async function resetPassword(cluster: Cluster, say: (line: string) => void): Promise<void> {
  say('数据库管理密码文件缺失，重新设置')
  const order = `alter role ${superuser} password '${cluster.password}'\n`
  await runInside(cluster.folder, cluster, 'postgres', ['--single', '-D', here, '-j', 'postgres'], `${order}\n`)
}

/** In a session of its own: Ctrl-C is for us, and an interrupted creation would only have to be done again. */
async function runInside(folder: string, cluster: Cluster, program: string, args: string[], input = ''): Promise<void> {
  const [command, all] = bound('KILL', path.join(cluster.binaries, 'bin', program), args)
  const child = spawn(command, all, {
    ...cluster.account,
    cwd: folder,
    detached: true,
    env: programEnv(),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  if (code !== 0) throw faultIn(output)
}

/** PostgreSQL's own lines, said as what the person can do. */
export function faultIn(output: string): Trouble {
  const line = output.match(/(?:FATAL|PANIC|initdb: error): +(.*)/)?.[1] ?? output.trim().split('\n').at(-1) ?? ''
  if (/No space left on device|Disk quota exceeded/i.test(output)) {
    return new Trouble('磁盘已满，数据库不能启动：请清出空间（至少 500 MB）后重新运行。')
  }
  if (/Cannot allocate memory|could not map anonymous shared memory/.test(output)) {
    return new Trouble('内存不足，数据库不能启动：请关闭其他程序，或换用内存 1 GB 以上的机器。')
  }
  if (/Permission denied|Operation not permitted|EACCES|EPERM/.test(output)) {
    return new Trouble(`没有权限读写数据库文件夹（${line}）：请用当初创建它的用户运行，或用 DATA_DIR 指定新文件夹。`)
  }
  return new Trouble(`数据库不能启动：${line}。详见数据文件夹中的 postgres.log。`)
}

function checkVersion(cluster: Cluster): void {
  const there = fs.readFileSync(path.join(cluster.folder, 'PG_VERSION'), 'utf8').trim()
  const ran = spawnSync(path.join(cluster.binaries, 'bin', 'postgres'), ['--version'], { cwd: '/', encoding: 'utf8' })
  const ours = ran.stdout.match(/(\d+)\./)?.[1]
  if (ours !== there) {
    throw new Trouble(
      `${cluster.folder} 是 PostgreSQL ${there} 的数据，本版本带的是 ${ours}：请用原版本导出后导入，或用 DATA_DIR 指定新文件夹。`,
    )
  }
}

function give(file: string, account: Account): void {
  if (account) fs.chownSync(file, account.uid, account.gid)
}
