/** The city's own PostgreSQL: started beside the server from one npm package, and never left behind or started twice. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { end, isAlive, processesIn } from '../processes.ts'
import { Trouble } from '../trouble.ts'
import { bound, programEnv } from './binaries.ts'
import { type Cluster, faultIn, here, openCluster, superuser } from './cluster.ts'
import { portFor } from './port.ts'

export type EmbeddedOptions = {
  /** holds pg/ (the cluster), secrets/, run/ (the socket) and postgres.log */
  readonly dataDir: string
  readonly say: (line: string) => void
  /** false only for tests: faster, and a power cut loses everything */
  readonly fsync?: boolean
  /** else a free one is chosen and kept for the next start */
  readonly port?: number
  /** more -c settings, for tests of faults */
  readonly settings?: Readonly<Record<string, string>>
  /** called once when the server dies without stop() having been called */
  readonly onLost?: () => void
}

export type Embedded = {
  /** superuser on the database `postgres` */
  readonly adminUrl: string
  readonly port: number
  /** null where the path is too long for a socket, or the account can't reach it */
  readonly socketDir: string | null
  /** of the postmaster */
  readonly pid: number
  /** true when a server that was left running was taken over */
  readonly adopted: boolean
  stop(): Promise<void>
}

/** Makes the cluster the first time; takes over a live server; clears what a killed one left; tries for 10 s. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, say } = options
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const cluster = await openCluster(dataDir, options.fsync ?? true, say)
  for (const deadline = Date.now() + 10_000; ; await sleep(200)) {
    const running = (await adopt(cluster, options)) ?? (await launch(cluster, options, Date.now() > deadline))
    if (running) return running
  }
}

function urlOf(cluster: Cluster, port: number): string {
  return `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/postgres`
}

type PidFile = { pid: number; port: number; status: string }

/** The lines of postmaster.pid: 1 pid, 4 port, 8 status. */
function readPidFile(cluster: Cluster): PidFile | null {
  try {
    const lines = fs.readFileSync(path.join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
  } catch {
    return null
  }
}

/** Null when nothing of an earlier server lives any more and a new one may start. */
async function adopt(cluster: Cluster, options: EmbeddedOptions): Promise<Embedded | null> {
  for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
    const left = processesIn(cluster.folder, 'postgres')
    const noted = readPidFile(cluster)
    if (!noted || !left.includes(noted.pid)) {
      await clear(cluster, left, noted)
      return null
    }
    if (noted.status === 'ready' && (await answers(urlOf(cluster, noted.port)))) {
      options.say(`接管仍在运行的数据库（进程 ${noted.pid}）`)
      return watched(cluster, noted.pid, noted.port, options, null)
    }
    // it stops, or starts, by itself; one that does neither for a minute hangs
    if (Date.now() > deadline)
      await end(
        [noted.pid],
        [
          ['SIGINT', 5000],
          ['SIGQUIT', 5000],
          ['SIGKILL', 2000],
        ],
      )
  }
}

/**
 * Backends that outlived a killed postmaster hold the shared memory until their statement ends: they are stopped. A pid
 * file is removed only when its pid was given to another program since and no server works in the folder.
 */
async function clear(cluster: Cluster, left: readonly number[], noted: PidFile | null): Promise<void> {
  if (left.length > 0)
    await end(left, [
      ['SIGQUIT', 1500],
      ['SIGKILL', 5000],
    ])
  if (noted && isAlive(noted.pid) && processesIn(cluster.folder, 'postgres').length === 0) {
    fs.rmSync(path.join(cluster.folder, 'postmaster.pid'), { force: true })
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Null: it did not come up, but another try may help. */
async function launch(cluster: Cluster, options: EmbeddedOptions, last: boolean): Promise<Embedded | null> {
  const port = await portFor(options.dataDir, options.port)
  const log = path.join(options.dataDir, 'postgres.log')
  const from = turnLog(log)
  const child = spawnServer(cluster, options, port, log)
  const fault = await untilReady(child, cluster, options.say)
  if (!fault && child.pid !== undefined) return watched(cluster, child.pid, port, options, child)
  const output = `${fault}\n${fs.readFileSync(log).subarray(from).toString()}`
  const passing = /lock file|shared memory block|Address already in use|could not bind/.test(output)
  if (passing && !last) return null
  throw faultIn(output)
}

/** Killed with us where the machine can do that; in a session of its own, since Ctrl-C is for us, who stop it in order. */
function spawnServer(cluster: Cluster, options: EmbeddedOptions, port: number, log: string): ChildProcess {
  const program = path.join(cluster.binaries, 'bin', 'postgres')
  const socketDir = socketDirFor(cluster, options.dataDir, port)
  const args = ['-D', here]
  for (const [name, value] of Object.entries({ ...settings(options, port, socketDir), ...options.settings })) {
    args.push('-c', `${name}=${value}`)
  }
  const [command, all] = bound('INT', program, args)
  const out = fs.openSync(log, 'a', 0o600)
  try {
    return spawn(command, all, {
      ...cluster.account,
      cwd: cluster.folder,
      detached: true,
      stdio: ['ignore', out, out],
      env: programEnv(),
    })
  } finally {
    fs.closeSync(out)
  }
}

function settings(options: EmbeddedOptions, port: number, socketDir: string | null): Record<string, string> {
  const megabytes = Math.floor(os.totalmem() / 1024 / 1024)
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketDir ?? '',
    max_connections: '100',
    shared_buffers: `${Math.max(32, Math.min(256, Math.floor(megabytes / 8)))}MB`,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // rows and statements hold personal data: the log says what went wrong, never on which values
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_min_error_statement: 'panic',
    ...(options.fsync === false ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}),
  }
}

/** A socket's whole path may have 107 bytes. The folder is entered by the account's users only. */
function socketDirFor(cluster: Cluster, dataDir: string, port: number): string | null {
  const folder = path.join(path.resolve(dataDir), 'run')
  if (Buffer.byteLength(`${folder}/.s.PGSQL.${port}`) > 100 || /[",]/.test(folder)) return null
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!cluster.account) return folder
  fs.chownSync(folder, cluster.account.uid, cluster.account.gid)
  return spawnSync('test', ['-w', folder], { ...cluster.account, cwd: '/' }).status === 0 ? folder : null
}

/** Null when it accepts connections, else what is known of why not. Recovery after a crash may take its time. */
async function untilReady(child: ChildProcess, cluster: Cluster, say: (line: string) => void): Promise<string | null> {
  let fault: string | null = null
  child.once('error', (error) => {
    fault = error.message
  })
  child.once('exit', (code, signal) => {
    fault ??= `exit ${code ?? signal}`
  })
  for (let waited = 1; fault === null; waited += 1) {
    const noted = readPidFile(cluster)
    if (noted?.pid === child.pid && noted?.status === 'ready') return null
    if (waited % 400 === 0) say('数据库正在恢复上次中断的工作')
    await sleep(15)
  }
  return fault
}

function watched(
  cluster: Cluster,
  pid: number,
  port: number,
  options: EmbeddedOptions,
  child: ChildProcess | null,
): Embedded {
  let stopping = false
  const lost = () => {
    clearInterval(watch)
    if (!stopping) options.onLost?.()
  }
  const watch = setInterval(() => {
    if (!isAlive(pid)) lost()
  }, 300)
  watch.unref()
  child?.unref()
  return {
    adminUrl: urlOf(cluster, port),
    port,
    socketDir: socketDirFor(cluster, options.dataDir, port),
    pid,
    adopted: child === null,
    async stop() {
      stopping = true
      clearInterval(watch)
      // fast, then at once: both keep every acknowledged row
      const gone = await end(
        [pid],
        [
          ['SIGINT', 5000],
          ['SIGQUIT', 1500],
          ['SIGKILL', 1500],
        ],
      )
      if (!gone) throw new Trouble(`数据库进程 ${pid} 停不下来：请运行 kill -9 ${pid}，下次启动会自行恢复。`)
    },
  }
}

/** The log of earlier starts is kept once; returns where this start's lines begin. */
function turnLog(log: string): number {
  const size = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size < 5_000_000) return size
  fs.renameSync(log, `${log}.1`)
  return 0
}
