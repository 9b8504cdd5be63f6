/** Runs the database tests once more on Debian's PostgreSQL 15, connected as an ordinary role, as a customer's cluster would be. */
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareCluster } from '#platform/migrations.ts'
import { passwords, withDatabase } from '#test/database.ts'

const programs = '/usr/lib/postgresql/15/bin'

/** initdb and postgres refuse root; nobody's number is the same everywhere */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

async function main(vitest: readonly string[]): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'wutong-pg15-'))
  const data = join(home, 'data')
  if (nobody.uid !== undefined) chownSync(home, nobody.uid, nobody.gid)
  const port = await freePort()
  const control = (...args: string[]) => must(`${programs}/pg_ctl`, ['-D', data, '-w', '-t', '60', ...args])
  try {
    must(`${programs}/initdb`, [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '-N',
    ])
    const settings = `-p ${port} -h 127.0.0.1 -k '' -c fsync=off -c full_page_writes=off -c max_connections=200`
    control('-l', join(home, 'log'), '-o', settings, 'start')
    const admin = `postgres://postgres@127.0.0.1:${port}/postgres`
    await prepareCluster(admin, passwords, 'wutong_test')
    const migrator = new URL(withDatabase(admin, 'wutong_test'))
    migrator.username = 'wutong_migrator'
    migrator.password = passwords.migrator
    return await run(vitest, { ...process.env, TEST_MIGRATOR_URL: migrator.href })
  } finally {
    spawnSync(`${programs}/pg_ctl`, ['-D', data, '-m', 'immediate', 'stop'], { ...nobody, stdio: 'ignore', cwd: '/' })
    rmSync(home, { recursive: true, force: true })
  }
}

function must(program: string, args: string[]): void {
  const done = spawnSync(program, args, { ...nobody, cwd: '/', encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr || done.error}`)
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

process.exitCode = await main(process.argv.slice(2))
