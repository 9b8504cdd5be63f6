/** The command a new user types: the whole system in a folder of its own, and one clear line for everything that stops it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { end, processesIn } from '#platform/processes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

type Run = { child: ChildProcess; out: () => string; err: () => string; ended: Promise<number | null> }

let folder = ''
let dataDir = ''
let port = 0
let runs: Run[] = []

// once and as ourselves: an ordinary user may not write into a project of root's
beforeAll(() => {
  const built = spawnSync(process.execPath, [path.join(root, 'src', 'app', 'web-build.ts')], { encoding: 'utf8' })
  expect(built.stderr).toBe('')
})

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wutong-whole-'))
  fs.chmodSync(folder, 0o755)
  dataDir = path.join(folder, 'data')
  port = await freePort()
  runs = []
})

afterEach(async () => {
  await end(
    runs.flatMap((run) => run.child.pid ?? []),
    [
      ['SIGTERM', 10_000],
      ['SIGKILL', 2000],
    ],
  )
  await end(processesIn(path.join(dataDir, 'pg'), 'postgres'), [['SIGKILL', 3000]])
  fs.rmSync(folder, { recursive: true, force: true })
})

function start(env: Record<string, string> = {}, before: string[] = [], project = root): Run {
  const node = project === root ? process.execPath : path.join(project, 'node_modules', '.bin', 'node')
  const command = [...before, node, path.join(project, 'src', 'app', 'start.ts')]
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: project,
    env: {
      PATH: process.env.PATH ?? '',
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: 'no',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    // Node's own warnings are for developers; a person sees the last line
    if (!/Warning|Deprecation|--trace/.test(chunk)) err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const run = { child, out: () => out, err: () => err, ended }
  runs.push(run)
  return run
}

/** Waits until it says so; a run that ends without it fails at once with what it said instead. */
async function said(run: Run, words: string): Promise<void> {
  const over = run.ended.then(() => {
    if (!run.out().includes(words)) throw new Error(`ended without ${words}: ${run.out()}${run.err()}`)
  })
  // whoever loses the race is judged by the other
  over.catch(() => undefined)
  await Promise.race([over, expect.poll(() => run.out(), { timeout: 300_000, interval: 10 }).toContain(words)])
}

async function ready(run: Run): Promise<number> {
  await expect.poll(() => run.out() + run.err(), { timeout: 300_000, interval: 50 }).toMatch(/已就绪|。\n/)
  expect(run.err()).toBe('')
  return Number(run.out().match(/用时 ([\d.]+) 秒，按/)?.[1])
}

/** What went wrong, said once: a line, a way out, no stack. */
async function refusal(run: Run): Promise<string> {
  expect(await run.ended).toBe(1)
  expect(run.err()).toMatch(/^[^\n]+。\n$/)
  expect(run.err()).not.toMatch(/ at |Error/)
  return run.err()
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const healthy = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200

describe('npm start', () => {
  test('first and later: ready in time, answers, stops in order and leaves nothing behind', {
    timeout: 300_000,
  }, async () => {
    const first = start({ DEMO: '' })
    expect(await ready(first)).toBeLessThan(60)
    expect(first.out()).toContain(`http://127.0.0.1:${port}`)
    expect(first.out()).toContain('示例账号')
    expect(await healthy()).toBe(true)
    const began = performance.now()
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(processesIn(path.join(dataDir, 'pg'), 'postgres')).toEqual([])
    expect(fs.existsSync(path.join(dataDir, 'wutong.lock'))).toBe(false)

    const second = start({ DEMO: '' })
    expect(await ready(second)).toBeLessThan(5)
    expect(second.out()).toContain('示例账号')
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(0)
  })

  test('killed at any moment, the next start recovers by itself', { timeout: 1_200_000 }, async () => {
    for (const moment of ['创建数据库', '数据库升级', '准备示例城市', '条简报', '已就绪']) {
      const run = start({ DEMO: '' })
      await said(run, moment)
      run.child.kill('SIGKILL')
      await run.ended
    }
    const last = start({ DEMO: '' })
    await ready(last)
    expect(last.out()).toContain('示例账号')
    expect(await healthy()).toBe(true)
  })

  test('a killed database comes back while the city works', async () => {
    const run = start()
    await ready(run)
    process.kill(Number.parseInt(fs.readFileSync(path.join(dataDir, 'pg', 'postmaster.pid'), 'utf8'), 10), 'SIGKILL')
    await expect.poll(() => run.out(), { timeout: 20_000 }).toContain('数据库已恢复')
    await expect.poll(healthy, { timeout: 10_000 }).toBe(true)
  })

  test('as an ordinary user', async () => {
    const { user, project, uid } = ordinary()
    fs.chownSync(folder, uid, uid)
    const run = start({ HOME: '/nonexistent' }, user, project)
    await ready(run)
    expect(fs.statSync(path.join(dataDir, 'secrets', 'pg-admin')).uid).toBe(uid)
    expect(fs.statSync(path.join(dataDir, 'pg')).uid).toBe(uid)
  })
})

/** Whoever runs the tests, or nobody where that is root; with the project itself, or a copy where nobody may go. */
function ordinary(): { user: string[]; project: string; uid: number } {
  const uid = process.getuid?.() ?? 0
  if (uid !== 0) return { user: [], project: root, uid }
  const user = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  if (spawnSync('setpriv', [...user.slice(1), 'test', '-r', path.join(root, 'package.json')]).status === 0) {
    return { user, project: root, uid: 65534 }
  }
  const project = path.join(folder, 'project')
  fs.mkdirSync(project)
  for (const part of ['src', 'db', 'dist', 'node_modules', 'package.json', 'package-lock.json', 'vite.config.ts']) {
    if (fs.existsSync(path.join(root, part))) spawnSync('cp', ['-a', path.join(root, part), project])
  }
  spawnSync('chmod', ['-R', 'a+rX', project])
  spawnSync('chown', ['-R', '65534:65534', project])
  return { user, project, uid: 65534 }
}

describe('one clear line', () => {
  test('a second start on the same data says who holds it and where', async () => {
    const first = start()
    await ready(first)
    const line = await refusal(start({ PORT: String(await freePort()) }))
    expect(line).toContain(`进程 ${first.child.pid}`)
    expect(line).toContain(`http://127.0.0.1:${port}`)
    expect(await healthy()).toBe(true)
  })

  test('a busy port', async () => {
    const other = net.createServer()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    expect(await refusal(start())).toContain(`端口 ${port} 已被占用`)
    other.close()
  })

  test('a folder that can not be used', async () => {
    fs.writeFileSync(path.join(folder, 'file'), '')
    expect(await refusal(start({ DATA_DIR: path.join(folder, 'file', 'data') }))).toContain('DATA_DIR')
    const closed = path.join(folder, 'closed')
    fs.mkdirSync(closed, { mode: 0o500 })
    const { user, project } = ordinary()
    expect(await refusal(start({ DATA_DIR: path.join(closed, 'data') }, user, project))).toContain(closed)
  })

  test('a wrong setting, and a database that is not there', async () => {
    expect(await refusal(start({ PORT: 'abc' }))).toContain('PORT=abc')
    const url = `postgresql://wutong_app:x@127.0.0.1:${port}/wutong`
    expect(await refusal(start({ DATABASE_URL: url }))).toContain('DATABASE_URL')
  })

  test('a full disk', async () => {
    const mounts = 'mkdir -p "$1/small" && mount -t tmpfs -o size=20m tmpfs "$1/small" && shift && exec "$@"'
    const within = ['unshare', '--mount', 'sh', '-c', mounts, 'sh', folder]
    if (spawnSync(within[0] ?? '', [...within.slice(1), 'true']).status === 0) {
      expect(await refusal(start({ DATA_DIR: path.join(folder, 'small') }, within))).toContain('磁盘将满')
    }
    const { faultIn } = await import('#platform/embedded/cluster.ts')
    expect(faultIn('FATAL:  could not write lock file "postmaster.pid": No space left on device').message).toContain(
      '磁盘已满',
    )
  })
})
