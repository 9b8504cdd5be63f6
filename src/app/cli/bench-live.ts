/** bin/wutong bench live: five hundred open pages on one server process; what they weigh, what they cost, how soon the last is told. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { idOf, tenant } from '#app/demo/city.ts'
import { foundCity } from '#app/demo/found.ts'
import { dayOf } from '#core/calendar.ts'
import { instantOf } from '#core/instant.ts'
import { loadKeys } from '#platform/keys.ts'
import { press } from '#platform/loopback-load.ts'
import { openStreams, type Streams, send } from '#platform/loopback-streams.ts'
import { type Server, spent, startServer } from './bench/children.ts'
import { clearGround, type Ground, groundFolder, onGround } from './bench/ground.ts'
import { statementsIn } from './bench/statements.ts'

const pages = 500
const peopleOfThem = 100
const quietSeconds = 30
const changes = 20
const busySeconds = 20
const unitId = idOf('unit:盐仓街道')
const megabyte = 2 ** 20

type Say = (line: string) => void
type Costs = { server: number; database: number }

/** Prints a table in Markdown. */
export async function benchLive(say: Say): Promise<void> {
  const dir = await groundFolder(0, false)
  try {
    await onGround(dir, 'build', async ({ urls }) =>
      foundCity(urls.migrator, { mark: 'demo', from: '2018-01-01', keys: await loadKeys(join(dir, 'keys')) }),
    )
    await onGround(dir, 'measure', async (ground) => {
      const tokens = await signedIn(ground)
      const city = await startServer({ city: { urls: ground.urls, dataDir: dir } })
      try {
        for (const line of await measured(ground, city, tokens)) say(line)
      } finally {
        city.stop()
      }
    })
  } finally {
    await clearGround(dir)
  }
}

async function signedIn({ adminUrl }: Ground): Promise<string[]> {
  const statement = await statementsIn('live.sql')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // what is told here stands for people who were appointed long ago
    await client.query('set session_replication_role = replica')
    const { rows } = await client.query<{ id: string }>(statement('people'), [tenant.id, peopleOfThem])
    const ids = rows.map(({ id }) => id)
    await client.query(statement('posts'), [tenant.id, unitId, ids])
    const tokens = Array.from({ length: pages }, () => randomUUID())
    const owners = tokens.map((_, i) => ids[i % ids.length])
    await client.query(statement('sessions'), [tenant.id, owners, tokens])
    await client.query('analyze')
    return tokens
  } finally {
    await client.end()
  }
}

async function measured(ground: Ground, city: Server, tokens: readonly string[]): Promise<string[]> {
  const writer = tokens[0] ?? ''
  const costs = (work: () => Promise<unknown>) => share(ground, city, work)
  // a process that has just started grows with its first requests, whoever waits
  for (let i = 0; i < 30; i += 1) await sent(city, writer)
  await sleep(2_000)
  const before = residentOf(city.pid)
  const alone = await costs(() => sleep(quietSeconds * 1000))
  const began = performance.now()
  const streams = await openStreams(city.port, tokens)
  const openedIn = performance.now() - began
  const quiet = await costs(() => sleep(quietSeconds * 1000))
  const after = residentOf(city.pid)
  const single: number[][] = []
  for (let i = 0; i < changes; i += 1) single.push(await timesOf(streams, await sent(city, writer)))
  const flow = await inFlow(city, tokens, streams, costs)
  const lost = streams.lost()
  streams.close()
  const last = single.map((times) => times.at(-1) ?? 0).sort((a, b) => a - b)
  const first = single.map((times) => times[0] ?? 0).sort((a, b) => a - b)
  return [
    `| ${pages} open pages of ${peopleOfThem} people, one server process | |`,
    '| --- | ---: |',
    `| opened in | ${(openedIn / 1000).toFixed(1)} s |`,
    `| resident memory before → with them | ${inMb(before)} → ${inMb(after)} MB (${Math.round((after - before) / pages / 1024)} KB a page) |`,
    `| CPU, nothing happens, without them → with them, server | ${percent(alone.server)} → ${percent(quiet.server)} |`,
    `| the same, database | ${percent(alone.database)} → ${percent(quiet.database)} |`,
    `| a brief is sent: first page told, median of ${changes} | ${Math.round(first[first.length >> 1] ?? 0)} ms |`,
    `| the last of ${pages} told, median / slowest of ${changes} | ${Math.round(last[last.length >> 1] ?? 0)} / ${Math.round(last.at(-1) ?? 0)} ms |`,
    `| a brief a second for ${busySeconds} s: the last of ${pages} told, median / slowest | ${Math.round(flow.median)} / ${Math.round(flow.slowest)} ms |`,
    `| CPU meanwhile, server / database | ${percent(flow.costs.server)} / ${percent(flow.costs.database)} |`,
    `| list page meanwhile, p50 / p95 (without open pages) | ${flow.page.p50} / ${flow.page.p95} ms (${flow.pageAlone.p50} / ${flow.pageAlone.p95}) |`,
    `| streams lost | ${lost} |`,
    `| load of the machine meanwhile (${cpus().length} cores) | ${loadavg()[1]?.toFixed(1)} |`,
  ]
}

async function inFlow(
  city: Server,
  tokens: readonly string[],
  streams: Streams,
  costs: (work: () => Promise<unknown>) => Promise<Costs>,
) {
  const lasts: number[] = []
  let page = { p50: '', p95: '' }
  const spentThen = await costs(async () => {
    const reading = pageTimes(city, tokens, busySeconds)
    for (let i = 0; i < busySeconds; i += 1) {
      const began = performance.now()
      const change = await sent(city, tokens[0] ?? '')
      lasts.push((await timesOf(streams, change)).at(-1) ?? 0)
      await sleep(Math.max(0, 1000 - (performance.now() - began)))
    }
    page = await reading
  })
  lasts.sort((a, b) => a - b)
  const pageAlone = await pageTimes(city, tokens, 5)
  const [median = 0, slowest = 0] = [lasts[lasts.length >> 1], lasts.at(-1)]
  return { median, slowest, costs: spentThen, page, pageAlone }
}

/** One reader after the other, as somebody who works while the others are told. */
async function pageTimes(
  { port }: Server,
  tokens: readonly string[],
  seconds: number,
): Promise<{ p50: string; p95: string }> {
  const rounds = [[{ method: 'GET' as const, path: '/api/briefs?limit=20' }]]
  const { times, failure } = await press({ port, rounds, cookies: tokens, key: randomUUID(), atOnce: 1, seconds })
  if (failure !== null) throw new Error(failure)
  const sorted = times.sort((a, b) => a - b)
  const at = (of: number) => (sorted[Math.floor(sorted.length * of)] ?? 0).toFixed(1)
  return { p50: at(0.5), p95: at(0.95) }
}

type Change = { subject: string; answeredAt: number }

/** The moment that counts is when the sender's own page has its answer. */
async function sent({ port }: Server, token: string): Promise<Change> {
  const answer = await send(port, token, '/api/briefs', brief(dayOf(instantOf(Date.now()))))
  const answeredAt = performance.now()
  const { id } = (answer as { brief: { id: string } }).brief // the contract of sending says so
  return { subject: `brief:${id}`, answeredAt }
}

const brief = (contactOn: string) => ({
  unitId,
  body: '盐仓街道赴宁波拜访示例企业，洽谈高性能膜材料项目，总投资约5亿元，需用地80亩。',
  contactOn,
  channel: 'visit',
  place: '宁波',
  mentions: [
    {
      companyName: '示例高性能膜材料有限公司',
      uscCode: null,
      companyRegion: '宁波',
      intention: '新建高性能膜材料项目',
      industry: null,
      investmentFen: 50_000_000_000,
      investmentCurrency: 'CNY',
      investmentQualifier: 'approx',
      landM2: 53333.33,
      floorAreaM2: null,
    },
  ],
  contacts: [{ unitId, personId: null, joint: false }],
  contactName: '王总',
  contactPhone: null,
  nextStep: '准备地块资料',
  nextOn: null,
  helpNeeded: null,
  visibility: 'block',
  unitIds: [],
  intentBlockId: null,
})

async function timesOf(streams: Streams, { subject, answeredAt }: Change): Promise<number[]> {
  for (const until = answeredAt + 20_000; streams.toldOf(subject).length < pages; await sleep(5))
    if (performance.now() > until)
      throw new Error(`only ${streams.toldOf(subject).length} of ${pages} were told within 20 s`)
  return streams.toldOf(subject).map((at) => at - answeredAt)
}

async function share({ clusterDir }: Ground, { pid }: Server, work: () => Promise<unknown>): Promise<Costs> {
  const [before, began] = [spent(pid, clusterDir), performance.now()]
  await work()
  const [after, took] = [spent(pid, clusterDir), performance.now() - began]
  // a backend that has ended takes with it what it had spent
  return {
    server: (after.server - before.server) / took,
    database: Math.max(0, after.database - before.database) / took,
  }
}

/** bytes, as Linux counts what a process holds */
function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
}

const inMb = (bytes: number) => Math.round(bytes / megabyte)
const percent = (of: number) => `${(of * 100).toFixed(1)} % of a core`
