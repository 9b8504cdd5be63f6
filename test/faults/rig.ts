/** A whole installation in a folder of its own, as a child process that can be killed and started again, part by part. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { superuser } from '#platform/embedded/cluster.ts'
import { end, isAlive, processesIn } from '#platform/processes.ts'

const script = fileURLToPath(new URL('./small-city.ts', import.meta.url))

export class Rig {
  readonly #home = fs.mkdtempSync(path.join(os.tmpdir(), 'wutong-faults-'))
  readonly dataDir = path.join(this.#home, 'data')
  readonly #port: number
  #child: ChildProcess | undefined
  #said = ''

  private constructor(port: number) {
    this.#port = port
    // the database's account has to pass through
    fs.chmodSync(this.#home, 0o711)
  }

  static async start(): Promise<Rig> {
    const rig = new Rig(await freePort())
    await rig.startServer()
    return rig
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get #cluster(): string {
    return path.join(this.dataDir, 'pg')
  }

  /** Returns the milliseconds until it answered. */
  async startServer(): Promise<number> {
    const began = performance.now()
    const { NODE_OPTIONS: _, ...env } = process.env
    const child = spawn(process.execPath, [script], {
      env: {
        ...env,
        DATA_DIR: this.dataDir,
        PORT: String(this.#port),
        BUILD_WEB: 'no',
        DEMO: 'yes',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    this.#said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#said += chunk
      })
    while (!(await this.#ready())) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server went away: ${this.#said}`)
      if (performance.now() - began > 90_000) throw new Error(`the server does not answer: ${this.#said}`)
      await sleep(50)
    }
    return performance.now() - began
  }

  async #ready(): Promise<boolean> {
    try {
      return (await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(2000) })).ok
    } catch {
      return false
    }
  }

  async killServer(): Promise<void> {
    const child = this.#child
    if (!child?.pid) throw new Error('no server runs')
    const gone = new Promise((resolve) => child.once('exit', resolve))
    process.kill(child.pid, 'SIGKILL')
    await gone
  }

  /** The postmaster by the pid that it has written down itself, and only while it works in this folder; or all of its kind. */
  async killPostgres(withChildren: boolean): Promise<void> {
    const here = processesIn(this.#cluster, 'postgres')
    const [noted] = fs.readFileSync(path.join(this.#cluster, 'postmaster.pid'), 'utf8').split('\n')
    const postmaster = Number(noted)
    if (!here.includes(postmaster)) throw new Error(`${noted} is not the postmaster of this folder`)
    for (const pid of withChildren ? [postmaster, ...here.filter((one) => one !== postmaster)] : [postmaster]) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // a child that went with its parent
      }
    }
    for (const deadline = Date.now() + 5000; isAlive(postmaster) && Date.now() < deadline; ) await sleep(10)
  }

  /** Until the server, which keeps its database, answers from it again. */
  async recovered(): Promise<number> {
    const began = performance.now()
    while (!(await this.#ready())) {
      if (performance.now() - began > 60_000) throw new Error(`the database does not come back: ${this.#said}`)
      await sleep(30)
    }
    return performance.now() - began
  }

  url(role: 'migrator' | 'superuser'): string {
    const port = fs.readFileSync(path.join(this.#cluster, 'postmaster.pid'), 'utf8').split('\n')[3]
    const [user, file] = role === 'superuser' ? [superuser, 'pg-admin'] : ['wutong_migrator', 'pg-migrator']
    const password = fs.readFileSync(path.join(this.dataDir, 'secrets', file), 'utf8').trim()
    return `postgresql://${user}:${password}@127.0.0.1:${port}/wutong`
  }

  async ask<R extends pg.QueryResultRow>(statement: string, role: 'migrator' | 'superuser' = 'migrator'): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.url(role) })
    await client.connect()
    try {
      return (await client.query<R>(statement)).rows
    } finally {
      await client.end()
    }
  }

  async clear(): Promise<void> {
    const child = this.#child
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await Promise.race([gone, sleep(10_000)])
      if (child.exitCode === null) child.kill('SIGKILL')
    }
    await end(processesIn(this.#cluster, 'postgres'), [
      ['SIGQUIT', 3000],
      ['SIGKILL', 3000],
    ])
    fs.rmSync(this.#home, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
