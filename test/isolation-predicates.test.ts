/** With every row policy wide open the stores' own predicate alone still keeps briefs from whoever may not see them; and each place where it stands is needed. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceOf } from '#app/demo/chance.ts'
import { cityRoutes } from '#app/routes.ts'
import type { AnyEndpoint } from '#core/endpoint.ts'
import { mayKnow } from '#test/isolation/knowing.ts'
import { poolOf } from '#test/isolation/pools.ts'
import { type Kind, madeFor, parametersOf } from '#test/isolation/requests.ts'
import { type Everything, type Row, sees } from '#test/isolation/sight.ts'
import { type Came, type Sent, Sweep } from '#test/isolation/sweep.ts'
import { everythingIn, type Looker, openWorld, stranger, type World } from '#test/isolation/world.ts'
import { block, likeIslands, monthly, unit } from '#test/story.ts'

/** the fragment as it stands in what is sent to the database */
const predicate = /(\w+\.)?"?audience"? && \(select sec\.keys\(\)\)/g

const chance = chanceOf(2022)
const routes = cityRoutes().map(({ endpoint }) => endpoint)
let world: World
let all: Everything
let owner: pg.Client

/** every place is a statement and which of its predicates; the one in `gone` is sent as true */
const seam = { places: new Map<string, Set<Request>>(), asking: null as Request | null, gone: '' }

type Request = { by: Looker; endpoint: AnyEndpoint; sent: Sent; foreign: boolean }

beforeAll(async () => {
  world = await openWorld()
  // the day after most of it was written: the home page shows what moved since yesterday
  await world.city.setNow('2022-11-04T01:00:00Z')
  owner = new pg.Client({ connectionString: world.city.urls.migrator, options: '-c TimeZone=UTC' })
  await owner.connect()
  await openPolicies()
  listenIn()
  all = await everythingIn(world.city)
})
afterAll(async () => {
  await owner.end()
  await world.city.close()
})

/** Within the city everybody may read and change every row, as far as policies go; the city itself is held by them alone. */
async function openPolicies(): Promise<void> {
  const { rows } = await owner.query<{ table: string; name: string }>(`
    select tablename as table, policyname as name from pg_policies
    where schemaname = 'public' and roles = '{wutong_app}' and cmd in ('SELECT', 'UPDATE', 'DELETE')`)
  for (const { table, name } of rows)
    await owner.query(`alter policy ${name} on ${table} using (tenant_id = (select sec.tenant()))`)
}

/** The only seam: what leaves for the database is looked at, and one predicate of it may be taken out. */
function listenIn(): void {
  const pool = world.city.db.pool
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  const heard = new WeakSet<pg.PoolClient>()
  Object.assign(pool, {
    connect: async () => {
      const client = await connect()
      if (!heard.has(client)) {
        heard.add(client)
        const query = client.query.bind(client) as (asked: unknown) => unknown
        Object.assign(client, { query: (asked: unknown) => query(withoutOne(asked)) })
      }
      return client
    },
  })
}

function withoutOne(asked: unknown): unknown {
  const { text, values } = asked as { text?: string; values?: unknown[] }
  if (text === undefined) return asked
  let n = 0
  let changed = false
  const other = text.replace(predicate, (whole) => {
    n += 1
    const place = `${n}|${text}`
    if (seam.asking) seam.places.set(place, (seam.places.get(place) ?? new Set()).add(seam.asking))
    if (place !== seam.gone) return whole
    changed = true
    return 'true'
  })
  // unnamed, so that the connection does not take it for the statement it has prepared
  return changed ? { text: other, values } : asked
}

/** what those few ask for that is not theirs, and their own lists */
function requests(): Request[] {
  const lookers = ['乐苗', '应勇', '姚敏', '管一统', '陈盐', '贺普陀', '周文澜', '审计员', stranger].map((name) =>
    world.looker(name),
  )
  return lookers.flatMap((by) => [...onForeign(by), ...onOwn(by)])
}

function onForeign(by: Looker): Request[] {
  const viewer = { ...by.actor, system: false }
  const briefs = (all.get('briefs') ?? []).filter((row) => row.tenant_id === by.actor.tenantId)
  const hidden = briefs.filter((row) => !sees('briefs', row, viewer, all))
  const routesOfBriefs = routes.filter((endpoint) => parametersOf(endpoint)[0]?.kind === 'brief')
  return routesOfBriefs.flatMap((endpoint) =>
    hidden.slice(0, 4).map((row) => ({ by, endpoint, foreign: true, sent: sentFor(by, endpoint, row) })),
  )
}

function sentFor(by: Looker, endpoint: AnyEndpoint, row: Row): Sent {
  const own = (kind: Kind) => String((poolOf(kind, by, all, []).own[0] ?? { id: by.actor.personId }).id)
  const ruling = (all.get('rulings') ?? []).find((one) => one.brief_id === row.id)
  const judgement = (all.get('judgements') ?? []).find((one) => one.brief_id === row.id)
  const params: Record<string, string> = {
    id: String(row.id),
    ruling: String(ruling?.id ?? by.actor.personId),
    judgement: String(judgement?.id ?? by.actor.personId),
  }
  const make = (schema: AnyEndpoint['input']) => madeFor(schema, { chance, ids: own, verb: endpoint.verb })
  return { params, query: make(endpoint.query), input: make(endpoint.input), version: Number(row.version ?? 1) }
}

/** pages that list, and the one verb whose body names another brief */
function onOwn(by: Looker): Request[] {
  const verbs = [
    'briefs.resemble',
    'briefs.list',
    'cockpit.home',
    'leaderboards.contents',
    'leaderboards.issueContents',
    'briefs.judge',
  ]
  const found = (verb: string) => routes.find((endpoint) => endpoint.verb === verb) as AnyEndpoint
  for (const verb of verbs) if (!found(verb)) throw new Error(`${verb} is gone: say what shows lists now`)
  const figure = { unit: unit('盐仓街道'), column: 'submitted' }
  const issue = poolOf('issue', by, all, []).own[0]
  const viewer = { ...by.actor, system: false }
  const briefs = (all.get('briefs') ?? []).filter((row) => row.tenant_id === by.actor.tenantId)
  const hidden = briefs.find((row) => !sees('briefs', row, viewer, all))
  const pending = briefs.filter(
    (row) => sees('briefs', row, viewer, all) && row.validity === 'pending' && row.state === 'sent',
  )
  const repeats = { verdict: 'duplicate', reason: '重复', duplicateOf: String(hidden?.id) }
  return [
    { by, endpoint: found('briefs.list'), foreign: false, sent: {} },
    { by, endpoint: found('briefs.list'), foreign: false, sent: { query: { q: '有限公司' } } },
    { by, endpoint: found('cockpit.home'), foreign: false, sent: {} },
    { by, endpoint: found('briefs.resemble'), foreign: false, sent: { input: likeIslands } },
    {
      by,
      endpoint: found('leaderboards.contents'),
      foreign: false,
      sent: { query: { ...monthly, block: block('定海区'), ...figure } },
    },
    ...(issue
      ? [
          {
            by,
            endpoint: found('leaderboards.issueContents'),
            foreign: false,
            sent: { params: { id: String(issue.id) }, query: figure },
          },
        ]
      : []),
    ...(hidden
      ? pending.map((row) => ({
          by,
          endpoint: found('briefs.judge'),
          foreign: false,
          sent: { params: { id: String(row.id) }, input: repeats, version: Number(row.version) },
        }))
      : []),
    ...briefs
      .filter((row) => sees('briefs', row, viewer, all))
      .map((row) => ({
        by,
        endpoint: found('briefs.thread'),
        foreign: false,
        sent: { params: { id: String(row.id) } },
      })),
  ]
}

/** what came back and what it left behind, without the clock */
async function told(sweep: Sweep, request: Request): Promise<string> {
  const left = async () =>
    (
      await owner.query<{ n: number }>(
        `select (select count(*) from unit_reads)::int + (select count(*) from access_log where verb in ('briefs.thread', 'briefs.resemble'))::int as n`,
      )
    ).rows[0]?.n ?? 0
  const before = await left()
  seam.asking = request
  const came: Came = await sweep.send(request.by, request.endpoint, request.sent)
  seam.asking = null
  const code = (came.body as { code?: string } | null)?.code
  const said = came.status >= 300 ? `${came.status} ${code}` : came.text.replace(/"now":"[^"]*"/, '')
  return `${said} and ${(await left()) - before} rows`
}

test('with policies open within the city, the predicates alone keep every brief from whoever may not see it', async () => {
  const sweep = new Sweep(world)
  const before = new Map<Request, string>()
  for (const request of requests()) {
    // once to read and mark, once more so that a repeat finds the same
    await told(sweep, request)
    before.set(request, await told(sweep, request))
    const said = before.get(request) ?? ''
    if (request.foreign && !/^40[34] /.test(said))
      sweep.wrong.push(`${request.by.name} ${request.endpoint.verb} ${said.slice(0, 80)}`)
  }
  const strays = sweep.flights.filter(({ by, verb, canary }) => !mayKnow(by.actor, verb, canary, all))
  expect(sweep.wrong).toEqual([])
  expect(strays.map(({ by, verb, canary }) => `${by.name} ${verb} ${canary.table}.${canary.column}`)).toEqual([])
  expect(seam.places.size).toBeGreaterThan(8)

  const needless: string[] = []
  for (const [place, askers] of seam.places) {
    seam.gone = place
    let noticed = false
    for (const request of askers) {
      if ((await told(new Sweep(world), request)) !== before.get(request)) {
        noticed = true
        break
      }
    }
    seam.gone = ''
    if (!noticed) needless.push(place.replaceAll(/\s+/g, ' ').slice(0, 200))
  }
  console.log(
    `${seam.places.size} places of the predicate, each taken out by itself; ${needless.length} of them unnoticed`,
  )
  expect(needless).toEqual([])
}, 300_000)
