/** Builds five years of a big city: month by month on two connections, indexes afterwards, and goes on where it was cut off. */
import { join } from 'node:path'
import pg from 'pg'
import { foundCity } from '#app/demo/found.ts'
import { loadKeys } from '#platform/keys.ts'
import { keepKeys } from './company-keys.ts'
import { type Ground, onGround } from './ground.ts'
import { monthsOf } from './months.ts'
import { textIn } from './statements.ts'

type Say = (line: string) => void

/** Resolves with the seconds it took; 0 where everything stood already. */
export async function build(dir: string, briefs: number, say: Say): Promise<number> {
  const began = performance.now()
  return onGround(dir, 'build', async (ground) => {
    const keys = await loadKeys(join(dir, 'keys'))
    const admin = await connect(ground)
    try {
      if (await stands(admin, 'all')) return 0
      await foundCity(ground.urls.migrator, { mark: 'demo', from: '2018-01-01', keys })
      await once(admin, 'frame', async () => {
        await admin.query(await textIn('frame.sql'))
        await plan(admin, briefs)
        await layAside(admin)
      })
      // its functions speak of tables that each month makes anew
      await admin.query(`set check_function_bodies = off; ${await textIn('month.sql')}`)
      await tellMonths(ground, briefs, say)
      if (!(await stands(admin, 'keys'))) {
        say('mention_keys')
        await keepKeys(admin, ground, keys)
        await admin.query(`insert into bench.finished values ('keys')`)
      }
      await layIndexes(ground, say)
      await once(admin, 'finish', async () => void (await admin.query(await textIn('finish.sql'))))
      say('VACUUM ANALYZE')
      await admin.query('vacuum (analyze, parallel 1)')
      await admin.query(`insert into bench.finished values ('all')`)
      await admin.query('checkpoint')
      return (performance.now() - began) / 1000
    } finally {
      await admin.end()
    }
  })
}

/** Triggers and foreign keys are for people; what is told here is dated years back and holds together by how it is drawn. */
async function connect({ adminUrl }: Ground): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`set session_replication_role = replica`)
  return client
}

async function stands(client: pg.Client, step: string): Promise<boolean> {
  const made = await client.query(`select to_regclass('bench.finished') is not null as there`)
  if (made.rows[0]?.there !== true) return false
  return ((await client.query('select from bench.finished where step = $1', [step])).rowCount ?? 0) > 0
}

async function once(client: pg.Client, step: string, work: () => Promise<void>): Promise<void> {
  if (await stands(client, step)) return
  await client.query('begin')
  await work()
  await client.query('insert into bench.finished values ($1)', [step])
  await client.query('commit')
}

async function plan(client: pg.Client, briefs: number): Promise<void> {
  const months = monthsOf(briefs)
  await client.query(
    'insert into bench.progress (month, briefs, first_no) select * from unnest($1::date[], $2::int[], $3::bigint[])',
    [months.map(({ day }) => day), months.map(({ count }) => count), months.map(({ before }) => before)],
  )
}

/** Rows go in several times faster without the indexes that no constraint needs; they are laid again at the end. */
async function layAside(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
     where n.nspname in ('public', 'sec') and not i.indisprimary and t.relname = any($1) and i.indexrelid::regclass::text <> 'mentions_to_key'
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [bigTables],
  )
  await client.query('insert into bench.indexes select * from unnest($1::int[], $2::text[])', [
    rows.map((_, i) => i),
    rows.map(({ definition }) => definition),
  ])
  for (const { name } of rows) await client.query(`drop index ${name}`)
}

const bigTables = [
  ...['briefs', 'mentions', 'contacts', 'brief_units', 'lifted_personals', 'revisions', 'replies', 'rulings'],
  ...['judgements', 'negotiations', 'unit_reads', 'ledger', 'deadlines', 'brief_words', 'mention_keys', 'brief_calls'],
]

async function tellMonths(ground: Ground, briefs: number, say: Say): Promise<void> {
  const admin = await connect(ground)
  const { rows: left } = await admin.query<{ month: string; briefs: number; first_no: string }>(
    `select month::text, briefs, first_no from bench.progress where told_at is null order by month`,
  )
  await admin.end()
  let told = briefs - left.reduce((sum, row) => sum + row.briefs, 0)
  const began = performance.now()
  await inTwo(left, ground, async (client, row) => {
    await client.query('begin')
    await client.query('select bench.tell($1, $2, $3)', [row.month, row.briefs, row.first_no])
    await client.query('update bench.progress set told_at = now() where month = $1', [row.month])
    await client.query('commit')
    told += row.briefs
    say(`${row.month.slice(0, 7)}  ${told} / ${briefs}  ${Math.round((performance.now() - began) / 1000)} s`)
  })
}

async function layIndexes(ground: Ground, say: Say): Promise<void> {
  const admin = await connect(ground)
  const { rows } = await admin.query<{ no: number; definition: string }>(
    'select no, definition from bench.indexes order by no',
  )
  await admin.end()
  await inTwo(rows, ground, async (client, { no, definition }) => {
    const began = performance.now()
    await client.query('begin')
    await client.query(definition)
    await client.query('delete from bench.indexes where no = $1', [no])
    await client.query('commit')
    say(`${definition.slice(0, 70)}…  ${Math.round((performance.now() - began) / 1000)} s`)
  })
}

/** As many connections as the machine for which the bench was written has cores. */
async function inTwo<T>(
  queue: readonly T[],
  ground: Ground,
  work: (client: pg.Client, item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...queue]
  await Promise.all(
    [1, 2].map(async () => {
      const client = await connect(ground)
      try {
        for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(client, item)
      } finally {
        await client.end()
      }
    }),
  )
}
