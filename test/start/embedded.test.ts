/** The embedded database: started, stopped, taken over, and back with every acknowledged row after any kill. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepEmbedded } from '#platform/embedded/keeper.ts'
import { type Embedded, type EmbeddedOptions, startEmbedded } from '#platform/embedded/postgres.ts'
import { end, isAlive, processesIn } from '#platform/processes.ts'

let dataDir = ''
let running: { stop(): Promise<void> }[] = []
let lines: string[] = []

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'wutong-start-'))
  fs.chmodSync(dataDir, 0o711)
  lines = []
})

afterEach(async () => {
  for (const one of running) await one.stop()
  running = []
  await end(processesIn(path.join(dataDir, 'pg'), 'postgres'), [['SIGKILL', 3000]])
  fs.rmSync(dataDir, { recursive: true, force: true })
})

async function start(more: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, say: (line) => lines.push(line), ...more })
  running.push(embedded)
  return embedded
}

async function ask<R extends pg.QueryResultRow>(embedded: { adminUrl: string }, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: embedded.adminUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<R>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('starting and stopping', () => {
  test('the first start makes the cluster, the second finds its rows, and both leave no process', async () => {
    const first = await start()
    expect(lines).toEqual(['创建数据库'])
    await ask(first, 'create table brief as select 1 as n')
    await first.stop()
    expect(processesIn(path.join(dataDir, 'pg'), 'postgres')).toEqual([])
    const second = await start()
    expect(second.port).toBe(first.port)
    expect(second.adopted).toBe(false)
    expect(await ask(second, 'select n from brief')).toEqual([{ n: 1 }])
  })

  test('only loopback and only with the password, which nobody else can read', async () => {
    const embedded = await start()
    const secret = path.join(dataDir, 'secrets', 'pg-admin')
    expect(fs.statSync(secret).mode & 0o777).toBe(0o600)
    expect(fs.statSync(path.join(dataDir, 'pg')).mode & 0o777).toBe(0o700)
    await expect(ask({ adminUrl: embedded.adminUrl.replace(/:[^:@]+@/, ':guess@') }, 'select 1')).rejects.toThrow(
      'password authentication failed',
    )
    const shown = await ask<{ name: string; setting: string }>(
      embedded,
      `select name, setting from pg_settings where name in
        ('listen_addresses', 'jit', 'TimeZone', 'fsync', 'password_encryption', 'log_error_verbosity') order by name`,
    )
    expect(Object.fromEntries(shown.map((row) => [row.name, row.setting]))).toEqual({
      fsync: 'on',
      jit: 'off',
      listen_addresses: '127.0.0.1',
      log_error_verbosity: 'terse',
      password_encryption: 'scram-sha-256',
      TimeZone: 'UTC',
    })
    expect(
      await ask(embedded, `select datlocprovider, datlocale from pg_database where datname = 'template1'`),
    ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }])
  })

  test('a creation that was cut off leaves nothing that the next start stumbles over', async () => {
    fs.mkdirSync(path.join(dataDir, 'pg.new', 'base'), { recursive: true })
    fs.writeFileSync(path.join(dataDir, 'pg.new', 'PG_VERSION'), '18\n')
    const embedded = await start()
    expect(await ask(embedded, 'select 1 as n')).toEqual([{ n: 1 }])
    expect(fs.existsSync(path.join(dataDir, 'pg.new'))).toBe(false)
  })

  test('a lost password file is made anew by whoever holds the folder', async () => {
    await (await start()).stop()
    fs.rmSync(path.join(dataDir, 'secrets', 'pg-admin'))
    expect(await ask(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
  })
})

describe('after a kill', () => {
  test('of the postmaster with a busy backend: the next start ends that backend and keeps the rows', async () => {
    const first = await start()
    await ask(first, 'create table brief as select 1 as n')
    const busy = new pg.Client({ connectionString: first.adminUrl })
    busy.on('error', () => undefined)
    await busy.connect()
    // burns the processor, so it does not notice that its postmaster is gone
    busy.query('select count(*) from generate_series(1, 10000000000)').catch(() => undefined)
    await sleep(300)
    process.kill(first.pid, 'SIGKILL')
    const began = performance.now()
    const second = await start()
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(await ask(second, 'select n from brief')).toEqual([{ n: 1 }])
    await busy.end().catch(() => undefined)
  })

  test('of the server: the database dies with it, and the next start comes up', async () => {
    const pid = await startAndDie(process.env)
    const second = await start()
    expect(isAlive(pid)).toBe(second.pid === pid)
    expect(await ask(second, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('of the server where the database outlives it: it is taken over, and stops with its new owner', async () => {
    // without setpriv on PATH nothing binds the two
    const pid = await startAndDie({ ...process.env, PATH: '/nonexistent' })
    expect(isAlive(pid)).toBe(true)
    const second = await start()
    expect(second).toMatchObject({ adopted: true, pid })
    expect(await ask(second, 'select 1 as n')).toEqual([{ n: 1 }])
    await second.stop()
    expect(isAlive(pid)).toBe(false)
  })

  test('a pid file whose pid now belongs to another program does not stop the start', async () => {
    const first = await start()
    const note = path.join(dataDir, 'pg', 'postmaster.pid')
    const kept = fs.readFileSync(note, 'utf8')
    await first.stop()
    fs.writeFileSync(note, kept.replace(/^\d+/, String(process.pid)))
    const owner = fs.statSync(path.join(dataDir, 'pg'))
    fs.chownSync(note, owner.uid, owner.gid)
    expect(await ask(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('while the city works: the keeper brings it back on the same port, three times over', async () => {
    const gaveUp: string[] = []
    const kept = await keepEmbedded({
      dataDir,
      say: (line) => lines.push(line),
      onGiveUp: (trouble) => gaveUp.push(trouble.message),
    })
    running.push(kept)
    await ask(kept, 'create table brief (n int)')
    for (let round = 1; round <= 3; round += 1) {
      await ask(kept, `insert into brief values (${round})`)
      process.kill(kept.pid, 'SIGKILL')
      await expect.poll(() => lines.filter((line) => line === '数据库已恢复').length, { timeout: 15_000 }).toBe(round)
      expect(await ask(kept, 'select count(*)::int as n from brief')).toEqual([{ n: round }])
    }
    expect(gaveUp).toEqual([])
  })
})

/** A process of its own that starts the database on our folder and is then killed; returns the postmaster's pid. */
async function startAndDie(env: NodeJS.ProcessEnv): Promise<number> {
  const source = `
    import { startEmbedded } from ${JSON.stringify(new URL('../../src/platform/embedded/postgres.ts', import.meta.url).href)}
    const embedded = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, say: () => undefined })
    process.stdout.write(embedded.pid + '\\n')
    setInterval(() => undefined, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((resolve, reject) => {
    parent.stdout.once('data', (chunk) => resolve(Number(String(chunk))))
    parent.once('exit', () => reject(new Error('the parent ended before the database was there')))
  })
  const gone = new Promise((resolve) => parent.once('exit', resolve))
  parent.kill('SIGKILL')
  await gone
  return pid
}
