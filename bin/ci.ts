/** Runs every gate of the house one after the other, keeps going past a failing one, and counts at the end. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { findBrowser } from '#test/browser.ts'

type Count = { passed: number; failed: number; skipped: number }
type Step = { name: string; command: string[]; env?: Record<string, string>; count?: (code: number) => Count }

/** vitest's JSON report, as far as it is read here */
type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

const reports = '.cache/ci'
const modules = 'node_modules'
const postgres15 = '/usr/lib/postgresql/15/bin/initdb'
const pacific = 'America/Los_Angeles' // far west of Shanghai: a day computed in local time shows itself there

async function main(): Promise<void> {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const browser = await hasBrowser()
  const total: Count = { passed: 0, failed: 0, skipped: 0 }
  const broken: string[] = []
  for (const step of stepsFor(browser)) {
    const { code, count } = await run(step)
    if (code !== 0) broken.push(step.name)
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key]
  }
  if (!existsSync(postgres15)) console.log('\nNot tried on PostgreSQL 15. As root: apt-get install -y postgresql-15')
  if (!browser) mourn()
  if (!browser && process.env.CI === 'true') {
    broken.push('a browser for the journeys')
    total.failed += 1
  }
  if (broken.length > 0) console.log(`\nFailed: ${broken.join('; ')}`)
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
  process.exitCode = broken.length > 0 ? 1 : 0
}

function stepsFor(browser: boolean): Step[] {
  const tsc = `${modules}/tsc7/bin/tsc`
  const everywhere = ['unit', 'db']
  const plain = process.stdout.isTTY ? [] : ['--colors=off']
  const once = ['house', 'start', ...(browser ? ['e2e'] : []), 'faults']
  return [
    {
      name: 'Format and lint',
      command: [`${modules}/@biomejs/biome/bin/biome`, 'ci', '--max-diagnostics=60', ...plain, '.'],
    },
    { name: 'Types: server, without a browser', command: [tsc, '-p', 'tsconfig.server.json'] },
    { name: 'Types: web, without Node', command: [tsc, '-p', 'tsconfig.web.json'] },
    { name: 'Types: all, tests and scripts', command: [tsc, '-p', 'tsconfig.json'] },
    { name: 'Who imports whom', command: [`${modules}/dependency-cruiser/bin/dependency-cruiser.mjs`, 'src'] },
    { name: 'Unused code', command: [`${modules}/knip/bin/knip.js`, '--no-progress'] },
    { name: 'Build of the web app', command: [`${modules}/vite/bin/vite.js`, 'build', '--logLevel=warn'] },
    { name: 'Generated files are fresh', command: ['bin/docs.ts', '--check'] },
    tests('Tests under TZ=UTC', 'UTC', [...everywhere, ...once]),
    tests(`Tests under TZ=${pacific}`, pacific, everywhere),
    ...(existsSync(postgres15)
      ? [tests('Tests on Debian’s PostgreSQL 15', 'UTC', ['db'], ['test/postgres-15.ts'])]
      : []),
  ]
}

function tests(name: string, zone: string, projects: string[], through: string[] = []): Step {
  const report = `${reports}/${name.replaceAll(/[^\w]+/g, '-')}.json`
  const which = projects.flatMap((project) => ['--project', project])
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return {
    name,
    command: [...through, `${modules}/vitest/vitest.mjs`, 'run', ...which, ...output],
    env: { TZ: zone },
    count: (code) => countIn(report, code),
  }
}

/** A file that could not even be read counts as one failure; so does a run that left no report or failed outside a test. */
function countIn(report: string, code: number): Count {
  try {
    const read = JSON.parse(readFileSync(report, 'utf8')) as Report // vitest's documented JSON report
    const unread = read.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    const failed = read.numFailedTests + unread.length
    return {
      passed: read.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: read.numPendingTests + read.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** A gate without tests counts as one check. */
async function run(step: Step): Promise<{ code: number; count: Count }> {
  const began = performance.now()
  console.log(`\n── ${step.name}`)
  const code = await exitCodeOf(step)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${code === 0 ? '   ok' : '   FAILED'} (${seconds} s)`)
  const gate = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  return { code, count: step.count?.(code) ?? gate }
}

function exitCodeOf(step: Step): Promise<number> {
  const child = spawn(process.execPath, step.command, { stdio: 'inherit', env: { ...process.env, ...step.env } })
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal)
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  return new Promise((resolve) => {
    const end = (code: number) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve(code)
    }
    child.once('error', () => end(1))
    child.once('close', (code) => end(code ?? 1))
  })
}

async function hasBrowser(): Promise<boolean> {
  console.log('── A browser for the journeys')
  const code = await exitCodeOf({ name: 'browser', command: ['bin/browser.ts'] })
  return code === 0 && (await findBrowser()) !== null
}

function mourn(): void {
  console.log(`
┌──────────────────────────────────────────────────────────────────────┐
│ SKIPPED: test/e2e, the journeys in a real browser: none can be had.  │
│ To mend it, as root:  apt-get install -y chromium  (then npm test)   │
└──────────────────────────────────────────────────────────────────────┘`)
}

await main()
