/** bin/wutong bench: a million briefs in a scratch database, and what the pages of the main job take there beside a bare server. */
import { join } from 'node:path'
import pg from 'pg'
import { inside } from '#app/cli/bench/inside.ts'
import { dayOf } from '#core/calendar.ts'
import { instantOf } from '#core/instant.ts'
import { loadKeys } from '#platform/keys.ts'
import { armLedger } from '#platform/ledger.ts'
import { asksFor, signIn } from './bench/asks.ts'
import { build } from './bench/build.ts'
import { startPresser, startServer } from './bench/children.ts'
import { clearGround, type Ground, groundFolder, onGround } from './bench/ground.ts'
import { measure } from './bench/measure.ts'
import { type Run, tablesOf, writePaper } from './bench/paper.ts'

type Say = (line: string) => void
export type BenchOptions = {
  briefs: number
  keep: boolean
  seconds: number
  /** keys of pages, where not all are asked for; the document is then left as it is */
  only: readonly string[]
  /** a folder for the plans of all statements */
  plans?: string
}

const pool = 10

export async function bench(options: BenchOptions, say: Say): Promise<void> {
  const dir = await groundFolder(options.briefs, options.keep)
  say(`${dir}`)
  try {
    const builtIn = await build(dir, options.briefs, say)
    const run = await onGround(dir, 'measure', (ground) => measureAll(ground, dir, options, say))
    const tables = tablesOf({ ...run, builtIn })
    say(`\n${tables}`)
    if (options.only.length === 0) await writePaper(tables)
  } finally {
    if (!options.keep) await clearGround(dir)
  }
}

async function measureAll(
  ground: Ground,
  dir: string,
  { briefs, seconds, only, plans }: BenchOptions,
  say: Say,
): Promise<Run> {
  // the bench asks with the city's own keys which companies are known
  armLedger(await loadKeys(join(dir, 'keys')))
  const { people, drawn } = await signIn(ground)
  const asks = asksFor(drawn).filter(({ key }) => only.length === 0 || only.includes(key))
  const run: Run = {
    briefs,
    builtIn: 0,
    seconds,
    day: dayOf(instantOf(Date.now())),
    ...(await aboutOf(ground)),
    rows: [],
    inside: [],
  }
  for (const ask of asks) {
    for (const who of people) {
      const found = await inside(ground, ask, who, plans)
      if (!found) continue
      run.inside.push(found)
      say(
        `${ask.name} ${who.title}: ${found.statements.map(({ name, p50 }) => `${name} ${p50.toFixed(1)}`).join(', ')} ms`,
      )
    }
  }
  const city = await startServer({ city: { urls: ground.urls, dataDir: dir } })
  const bare = await startServer({ bare: { databaseUrl: ground.adminUrl, poolSize: pool } })
  const presser = startPresser()
  try {
    for (const ask of asks) {
      for (const who of people) {
        const row = await measure({ ground, city, bare, presser, seconds }, ask, who)
        run.rows.push(row)
        say(
          `${ask.name} ${who.title}: ${Math.round(row.ours.eight.perSecond)}/s, bare ${Math.round(row.bare?.eight.perSecond ?? 0)}/s`,
        )
      }
    }
  } finally {
    for (const child of [city, bare, presser]) child.stop()
  }
  return run
}

async function aboutOf({ adminUrl }: Ground): Promise<{ database: string; size: string }> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ database: string; size: string }>(
      `select current_setting('server_version') as database, pg_size_pretty(pg_database_size(current_database())) as size`,
    )
    return { database: rows[0]?.database ?? '', size: rows[0]?.size ?? '' }
  } finally {
    await client.end()
  }
}
