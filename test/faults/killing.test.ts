/** Server and database are killed again and again while eight people write: what was acknowledged is there, once, with its one line in the ledger. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chanceOf } from '#app/demo/chance.ts'
import { tenant } from '#app/demo/city.ts'
import { loadKeys } from '#platform/keys.ts'
import { auditLedger } from '#platform/ledger-audit.ts'
import { Rig } from './rig.ts'
import { Writers } from './writers.ts'

const kills = 20
const wanted = 2_000

let rig: Rig
beforeEach(async () => {
  rig = await Rig.start()
})
afterEach(() => rig.clear())

/** how often each mark stands in the database, whatever it stands in */
async function stored(): Promise<Map<string, number>> {
  const rows = await rig.ask<{ mark: string; times: number }>(`
    select substring(body from '【[^】]+】') as mark, count(*)::int as times from replies group by 1
    union all select substring(company_name from '【[^】]+】'), count(*)::int from mentions group by 1`)
  return new Map(rows.map(({ mark, times }) => [mark, times]))
}

async function progress(writers: Writers, more: number): Promise<void> {
  const until = writers.acknowledged + more
  for (const deadline = Date.now() + 60_000; writers.acknowledged < until; await sleep(20)) {
    if (Date.now() > deadline) throw new Error(`nobody gets an answer any more: ${JSON.stringify(writers.acts.at(-1))}`)
  }
}

/** Lines without a row, rows without a line, twice the same, or without a place. */
const misfits = `
  with told as (
    select id::text, 'reply' as kind from replies
    union all select id::text, 'brief' from briefs),
  lines as (
    select l.payload ->> 'replyId' as id, 'reply' as kind, l.id as line from ledger l where l.event = 'brief.replied'
    union all select substr(l.subjects[1], 7), 'brief', l.id from ledger l where l.event = 'brief.sent')
  select coalesce(t.kind, l.kind) as kind, coalesce(t.id, l.id) as id, count(l.line)::int as lines, count(p.position)::int as places
  from told t full join lines l on l.id = t.id and l.kind = t.kind
  left join ledger_positions p on p.line_id = l.line
  group by t.kind, l.kind, t.id, l.id
  having count(l.line) <> 1 or count(p.position) <> 1 or t.id is null`

test('20 kills of the server and 20 of PostgreSQL: nothing acknowledged is lost or doubled', async () => {
  const seed = Date.now() % 2 ** 31
  const chance = chanceOf(seed)
  const writers = new Writers(rig.address)
  await writers.begin()
  const [restarts, recoveries]: [number[], number[]] = [[], []]
  for (let i = 0; i < kills; i += 1) {
    await progress(writers, chance.between(5, 30))
    await sleep(chance.between(0, 120))
    await rig.killPostgres(chance.in(0.5))
    recoveries.push(await rig.recovered())
    await progress(writers, chance.between(5, 30))
    await sleep(chance.between(0, 120))
    await rig.killServer()
    restarts.push(await rig.startServer())
  }
  await progress(writers, Math.max(20, wanted - writers.acknowledged))
  await writers.finish()
  await placed()
  const times = await stored()
  const acts = writers.acts
  const unknown = acts.filter(({ history }) => history.includes('unknown'))
  const median = (ms: number[]) => `${((ms.sort((a, b) => a - b)[ms.length >> 1] ?? 0) / 1000).toFixed(1)} s`
  console.log(
    `${kills} + ${kills} kills (seed ${seed}): ${writers.acknowledged} acknowledged, ${unknown.length} of them after an unknown outcome;` +
      ` server back after ${median(restarts)}, database after ${median(recoveries)}`,
  )
  expect(acts.filter(({ history }) => history.at(-1) === 'fail')).toEqual([])
  expect(writers.acknowledged).toBeGreaterThanOrEqual(wanted)
  expect(unknown.length).toBeGreaterThan(kills)
  expect(acts.filter(({ mark }) => !times.has(mark)).map(({ mark }) => mark)).toEqual([])
  expect([...times].filter(([, n]) => n !== 1)).toEqual([])
  expect(times.size).toBe(acts.length)
  expect(await rig.ask(misfits)).toEqual([])
  const keys = await loadKeys(join(rig.dataDir, 'keys'))
  const audit = await auditLedger(rig.url('migrator'), tenant.id, keys, join(rig.dataDir, 'checkpoints'))
  expect(audit.findings).toEqual([])
  expect(audit.lines).toBeGreaterThanOrEqual(wanted)
  expect(audit.checkpoints).toBeGreaterThan(0)
})

async function placed(): Promise<void> {
  for (const deadline = Date.now() + 40_000; Date.now() < deadline; await sleep(200)) {
    const [left] = await rig.ask<{ n: number }>('select count(*)::int as n from ledger_pending')
    if (left?.n === 0) return
  }
  throw new Error('lines wait for their place for ever')
}

test('control: with synchronous_commit=off the same check finds acknowledged writes that are lost', async () => {
  // the log is written out as late as PostgreSQL lets it be
  for (const [name, value] of [
    ['synchronous_commit', 'off'],
    ['wal_writer_delay', '10s'],
    ['wal_writer_flush_after', '1GB'],
    ['bgwriter_lru_maxpages', '0'],
  ])
    await rig.ask(`alter system set ${name} = '${value}'`, 'superuser')
  await rig.ask('select pg_reload_conf()', 'superuser')
  const writers = new Writers(rig.address)
  await writers.begin()
  let lost: string[] = []
  for (let round = 0; round < 6 && lost.length === 0; round += 1) {
    await progress(writers, 60)
    const before = writers.acts.filter(({ history }) => history.at(-1) === 'ok').map(({ mark }) => mark)
    await rig.killPostgres(true)
    await rig.recovered()
    const times = await stored()
    lost = before.filter((mark) => !times.has(mark))
  }
  console.log(`control: ${lost.length} of ${writers.acknowledged} acknowledged writes are gone`)
  expect(lost.length).toBeGreaterThan(0)
})
