/** Finds the browser that plays the officials: the one shipped in our packages, else one that the machine has. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { arch } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const house = fileURLToPath(new URL('..', import.meta.url))
const packed = join(house, 'node_modules/@sparticuz/chromium')
const type = join(house, 'node_modules/@expo-google-fonts/noto-sans-sc')

/** Debian's, Ubuntu's and Google's names for it */
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export type Browser = { executablePath: string; args: string[] }

/** the sandbox needs user namespaces or a setuid helper; only our own pages are opened */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--force-color-profile=srgb']

/** Null where none starts here: `bin/browser` says how to get one. */
export async function findBrowser(): Promise<Browser | null> {
  const own = arch() === 'x64' && existsSync(packed) ? [await unpacked()] : []
  const executable = [...own, ...installed.filter(existsSync)].find(starts)
  if (executable === undefined) return null
  return { executablePath: own.includes(executable) ? executable : launcherFor(executable), args }
}

function starts(executable: string): boolean {
  try {
    execFileSync(executable, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}

/** Unpacks once into .cache; a half-done unpacking is never taken for a whole one. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string } // npm's own file
  const home = join(house, '.cache/browser', version)
  const launcher = join(home, 'launch')
  if (existsSync(launcher)) return launcher
  const draft = `${home}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  await inflate('chromium.br', join(draft, 'chromium'))
  chmodSync(join(draft, 'chromium'), 0o755)
  for (const part of ['al2023', 'swiftshader']) {
    await inflate(`${part}.tar.br`, join(draft, `${part}.tar`))
    execFileSync('tar', ['-xf', `${part}.tar`, '--no-same-owner'], { cwd: draft })
    rmSync(join(draft, `${part}.tar`))
  }
  writeLauncher(draft, home, join(home, 'chromium'))
  try {
    renameSync(draft, home)
  } catch (error) {
    // another run may have finished first: its folder is as good as ours
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(launcher)) throw error
  }
  return launcher
}

async function inflate(part: string, to: string): Promise<void> {
  await pipeline(createReadStream(join(packed, 'bin', part)), createBrotliDecompress(), createWriteStream(to))
}

function launcherFor(executable: string): string {
  const home = join(house, '.cache/browser/installed')
  mkdirSync(home, { recursive: true })
  writeLauncher(home, home, executable)
  return join(home, 'launch')
}

/** Our own Chinese type on every machine, and the shipped libraries only where the machine lacks them. */
function writeLauncher(into: string, home: string, executable: string): void {
  const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(type, '400Regular')}</dir>
  <dir>${join(type, '700Bold')}</dir>
  <cachedir>${join(home, 'fonts')}</cachedir>
</fontconfig>
`
  const script = `#!/bin/sh
if ldd '${executable}' 2>&1 | grep -q 'not found'; then
  LD_LIBRARY_PATH='${join(home, 'lib')}'
  export LD_LIBRARY_PATH
fi
FONTCONFIG_FILE='${join(home, 'fonts.conf')}'
export FONTCONFIG_FILE
exec '${executable}' "$@"
`
  writeFileSync(join(into, 'fonts.conf'), fonts)
  writeFileSync(join(into, 'launch'), script, { mode: 0o755 })
}
