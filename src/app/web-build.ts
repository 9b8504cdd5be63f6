/** The pages as the browser gets them: built once into dist/web, and again only when their sources have changed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { environmentWith } from '#platform/config.ts'
import { isAlive } from '#platform/processes.ts'
import { Trouble, troubleOf } from '#platform/trouble.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const webDir = path.join(root, 'dist', 'web')
const stampFile = path.join(webDir, '.sources')

export type WebBuild = { readonly done: Promise<void>; cancel(): void }

/** Builds in a process of its own, whose hundreds of megabytes go when it ends; null when nothing changed. */
export function startWebBuild(): WebBuild | null {
  if (isFresh()) return null
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    cwd: root,
    // the names that bundlers look at: a developer's shell must not decide what the city gets
    env: environmentWith({ NODE_ENV: 'production' }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-4000)
  })
  const done = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Trouble(said.trim() || `网页构建中断（${code}）。`)),
    )
  })
  // whoever awaits it later still gets the fault; until then it must not end the process
  done.catch(() => undefined)
  return { done, cancel: () => void child.kill() }
}

function isFresh(): boolean {
  return fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stampOfSources()
}

/** By content: a clone, a copy or a switch of branches gives files new times although nothing changed. */
function stampOfSources(): string {
  const hash = createHash('sha256')
  for (const file of [...sources(), 'vite.config.ts', 'package-lock.json']) {
    hash
      .update(file)
      .update('\0')
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0')
  }
  return `${hash.digest('hex')}\n`
}

function sources(): string[] {
  return fs
    .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx|css|html|svg|json)$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => !/^platform\/|^features\/[^/]+\/(store|actions|jobs|feature)(\.ts|\/)/.test(file))
    .map((file) => path.join('src', file))
    .sort()
}

/** Into a folder beside it and swapped at the end: a server that is running never serves half a build. */
async function build(): Promise<void> {
  const { build: bundle } = await import('vite')
  const stamp = stampOfSources()
  const fresh = `${webDir}.${process.pid}`
  clearLeftovers()
  // made here and not by the bundler, which says "something went wrong" where we may not write
  fs.mkdirSync(fresh, { recursive: true })
  try {
    await bundle({
      root: path.join(root, 'src', 'app'),
      configFile: path.join(root, 'vite.config.ts'),
      // the usual loader writes a temporary file into node_modules, where an ordinary user may not write
      configLoader: 'native',
      logLevel: 'silent',
      build: { outDir: fresh, emptyOutDir: true },
    })
    fs.writeFileSync(path.join(fresh, '.sources'), stamp)
    fs.rmSync(webDir, { recursive: true, force: true })
    fs.renameSync(fresh, webDir)
  } catch (error) {
    // another start was quicker with the same pages
    if (!isFresh()) throw error
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true })
  }
}

/** Builds that were killed half-way. */
function clearLeftovers(): void {
  const dist = path.dirname(webDir)
  if (!fs.existsSync(dist)) return
  for (const name of fs.readdirSync(dist)) {
    const pid = /^web\.(\d+)$/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) fs.rmSync(path.join(dist, name), { recursive: true, force: true })
  }
}

if (import.meta.main && !isFresh()) {
  try {
    process.stdout.write('构建网页\n')
    await build()
  } catch (error) {
    process.stderr.write(`${lineFor(error)}\n`)
    process.exitCode = 1
  }
}

function lineFor(error: unknown): string {
  if (error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))) {
    return `网页需要重新构建，但没有权限写入 ${path.dirname(webDir)}：请由项目文件夹的所有者运行一次 bin/setup。`
  }
  const why = stripVTControlCharacters(error instanceof Error ? error.message : String(error))
  return troubleOf(error)?.message ?? `网页构建失败：${why.replace(/\s+/g, ' ').trim().slice(0, 200)}。`
}
