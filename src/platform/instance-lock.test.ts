/** Who may serve a data folder: one at a time, and never a dead one. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockInstance } from './instance-lock.ts'
import { end, identityOf, isAlive } from './processes.ts'

let dataDir = ''
const lockFile = () => path.join(dataDir, 'wutong.lock')

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'wutong-lock-'))
})
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }))

test('the second is told who holds it; after a release the next gets it', () => {
  const first = lockInstance(dataDir, 'http://127.0.0.1:8080')
  expect(() => lockInstance(dataDir, 'http://127.0.0.1:8081')).toThrow(
    new RegExp(`进程 ${process.pid}，http://127.0.0.1:8080`),
  )
  first.release()
  lockInstance(dataDir, 'http://127.0.0.1:8081').release()
  expect(fs.readdirSync(dataDir)).toEqual([])
})

test('a holder whose pid was given to another process since is forgotten', () => {
  const [pid, boot] = (identityOf(process.pid) ?? '').split(' ')
  fs.writeFileSync(lockFile(), `${pid} ${boot} 1\nhttp://127.0.0.1:8080\n`)
  const lock = lockInstance(dataDir, 'here')
  expect(fs.readFileSync(lockFile(), 'utf8')).toContain('here')
  lock.release()
})

test('of many that find a dead holder at once exactly one gets it', async () => {
  fs.writeFileSync(lockFile(), '999999 - 1\ngone\n')
  const source = `
    import { lockInstance } from ${JSON.stringify(new URL('./instance-lock.ts', import.meta.url).href)}
    try { lockInstance(${JSON.stringify(dataDir)}, 'me'); console.log('mine') } catch (error) { console.log(error.name) }
    setTimeout(() => undefined, 20000)`
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const said = await Promise.all(
    children.map(
      (child) => new Promise<string>((resolve) => child.stdout.once('data', (line) => resolve(String(line).trim()))),
    ),
  )
  expect(said.sort()).toEqual(['Trouble', 'Trouble', 'Trouble', 'Trouble', 'Trouble', 'mine'])
  await end(
    children.flatMap((child) => child.pid ?? []),
    [['SIGKILL', 5000]],
  )
})

test('a killed process is dead although nobody has counted it yet', async () => {
  const child = spawn('sleep', ['60'])
  const pid = child.pid ?? 0
  expect(isAlive(pid)).toBe(true)
  expect(identityOf(pid)).toMatch(new RegExp(`^${pid} `))
  process.kill(pid, 'SIGKILL')
  // no await in between, so that Node can't have collected it
  while (fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z');
  expect(isAlive(pid)).toBe(false)
  expect(identityOf(pid)).toBeNull()
})
