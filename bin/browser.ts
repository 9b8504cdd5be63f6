/** Makes sure that the end-to-end tests have a browser: the packed one, one that is installed, or Debian's by apt. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, findBrowser } from '#test/browser.ts'

const mend = 'apt-get install -y --no-install-recommends chromium'

/** The packed one is made for x64 only, so installing is the way on arm64. */
async function ensure(): Promise<Browser | null> {
  const found = await findBrowser()
  if (found) return found
  if (process.env.NO_SYSTEM_PACKAGES === '1') {
    console.error('   none here, and NO_SYSTEM_PACKAGES=1 forbids installing one')
    return null
  }
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null
  console.log(`   none here; installing Debian’s with: ${mend}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const command of ['apt-get update -q', mend]) spawnSync('sh', ['-c', command], { stdio: 'inherit', env })
  return findBrowser()
}

const browser = await ensure()
if (browser) console.log(`   ${browser.executablePath}`)
else console.error(`   none can be had; as root: ${mend}`)
process.exitCode = browser ? 0 : 1
