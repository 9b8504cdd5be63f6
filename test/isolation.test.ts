/** Every route, asked by one person of every role for what is not theirs: nothing foreign comes out, and everybody's own is there. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chanceOf } from '#app/demo/chance.ts'
import { cityRoutes } from '#app/routes.ts'
import type { AnyEndpoint } from '#core/endpoint.ts'
import { monthRange } from '#core/month.ts'
import * as briefs from '#features/briefs/contract.ts'
import * as documents from '#features/documents/contract.ts'
import { otherTenant, rowsOf } from '#test/isolation/bait.ts'
import { mayKnow } from '#test/isolation/knowing.ts'
import { foreignIds, poolOf } from '#test/isolation/pools.ts'
import { holdsId, type Kind, madeFor, parametersOf } from '#test/isolation/requests.ts'
import { type Everything, type Row, sees } from '#test/isolation/sight.ts'
import { inTurn, Sweep } from '#test/isolation/sweep.ts'
import { everythingIn, type Looker, openWorld, type World } from '#test/isolation/world.ts'

const seed = Date.now() % 2 ** 31
const chance = chanceOf(seed)
let world: World
let all: Everything
let sessions: readonly Row[]
let total = 0
const routes = cityRoutes().map(({ endpoint }) => endpoint)

beforeAll(async () => {
  world = await openWorld()
  all = await everythingIn(world.city)
  const client = new pg.Client({ connectionString: world.city.urls.migrator })
  await client.connect()
  sessions = await rowsOf(client, '(select tenant_id, id, person_id from sec.sessions)')
  await client.end()
})
afterAll(async () => {
  await world.city.close()
  console.log(`${total} requests in all (seed ${seed})`)
})

const foreignOf = (kind: Kind, by: Looker, n: number) =>
  foreignIds(poolOf(kind, by, all, sessions), by.actor, chance, n)
const anyForeign = (by: Looker) => (kind: Kind) => String(foreignOf(kind, by, 2)[0]?.id)
const anyOwn = (by: Looker) => (kind: Kind) => {
  const { own } = poolOf(kind, by, all, sessions)
  return String((own.length > 0 ? chance.pick(own) : foreignOf(kind, by, 1)[0])?.id)
}
const made = (schema: AnyEndpoint['input'], { verb }: AnyEndpoint, ids: (kind: Kind) => string) =>
  madeFor(schema, { chance, ids, verb })

/** what flew out to somebody who may not know it, by the rows as they stand now */
function strays(sweep: Sweep, now: Everything): string[] {
  return sweep.flights
    .filter(({ by, verb, canary }) => !mayKnow(by.actor, verb, canary, now))
    .map(({ by, verb, canary: { table, column, row }, status }) => {
      const of = row.tenant_id === otherTenant ? 'the other city' : `${row.brief_id ?? row.id}`
      return `${by.name} ${verb} ${status}: ${table}.${column} of ${of}`
    })
}

function judge(sweep: Sweep, now: Everything = all): void {
  total += sweep.sent
  expect([...new Set(sweep.wrong)], `seed ${seed}`).toEqual([])
  expect([...new Set(strays(sweep, now))], `seed ${seed}`).toEqual([])
}

/** a file is opened by the link that its reader was given just before */
async function linkIn(
  sweep: Sweep,
  by: Looker,
  { verb }: AnyEndpoint,
  params: Record<string, string>,
): Promise<object> {
  if (verb !== documents.content.verb) return {}
  const { status, body } = await sweep.send(by, documents.link, { params })
  const { url } = (status === 200 ? body : { url: '/' }) as { url: string } // by the endpoint's own schema
  return Object.fromEntries(new URL(url, 'http://127.0.0.1').searchParams)
}

/** signing out would end the looking around; it names nothing */
const asked = routes.filter(({ verb }) => verb !== 'people.signOut')

test('every route has answered somebody with their own', () => {
  expect(routes.filter(({ verb }) => !world.answered.has(verb)).map(({ verb }) => verb)).toEqual([])
})

describe('what is named in the address', () => {
  test('foreign briefs, rulings, units, persons, closures, issues, delegations and sessions are not there', async () => {
    const sweep = new Sweep(world)
    const work = asked.flatMap((endpoint) =>
      parametersOf(endpoint).flatMap((parameter) =>
        world.lookers.flatMap((by) =>
          foreignOf(parameter.kind, by, 4).map((row) => ({ endpoint, parameter, by, row })),
        ),
      ),
    )
    await inTurn(work, ({ endpoint, parameter, by, row }) => {
      const others = parametersOf(endpoint).map(({ name, kind }) => [name, anyOwn(by)(kind)])
      const query = made(endpoint.query, endpoint, anyOwn(by))
      const input = made(endpoint.input, endpoint, anyOwn(by))
      const version = typeof row.version === 'number' ? row.version : 1
      const params = { ...Object.fromEntries(others), [parameter.name]: String(row.id) }
      return sweep.foreign(by, endpoint, { params, query, input, version })
    })
    judge(sweep)
    expect(sweep.sent).toBeGreaterThan(3000)
  }, 300_000)
})

describe('what is named in the question', () => {
  test('foreign units, blocks and persons in a filter give nothing of theirs', async () => {
    const sweep = new Sweep(world)
    const reads = asked.filter((endpoint) => endpoint.method === 'GET' && parametersOf(endpoint).length === 0)
    const work = reads.flatMap((endpoint) =>
      world.lookers.flatMap((by) => Array.from({ length: holdsId(endpoint.query) ? 12 : 1 }, () => ({ endpoint, by }))),
    )
    await inTurn(work, ({ endpoint, by }) =>
      sweep.send(by, endpoint, { query: made(endpoint.query, endpoint, anyForeign(by)) }),
    )
    judge(sweep)
  }, 300_000)

  test('own pages answer everybody, and show nothing that is not theirs', async () => {
    const sweep = new Sweep(world)
    const reads = asked.filter((endpoint) => endpoint.method === 'GET' && !holdsId(endpoint.query))
    const seen = new Map<string, number>()
    const work = reads.flatMap((endpoint) => world.lookers.map((by) => ({ endpoint, by })))
    await inTurn(work, async ({ endpoint, by }) => {
      const [parameter] = parametersOf(endpoint)
      const own = parameter ? poolOf(parameter.kind, by, all, sessions).own : [{ id: '' }]
      for (const row of own.slice(0, 12)) {
        const params = parameter ? { [parameter.name]: String(row.id) } : {}
        const came = await sweep.send(by, endpoint, { params, query: await linkIn(sweep, by, endpoint, params) })
        if (came.status === 200) seen.set(endpoint.verb, (seen.get(endpoint.verb) ?? 0) + 1)
        else if (came.status !== 403)
          sweep.wrong.push(`${came.status} for their own: ${by.name} ${endpoint.verb} ${row.id}`)
      }
    })
    judge(sweep)
    expect(reads.filter(({ verb }) => !seen.has(verb)).map(({ verb }) => verb)).toEqual([])
    // whoever sees marked rows does get the marks to see: the net has a mesh
    expect(sweep.flights.length).toBeGreaterThan(500)
  }, 300_000)
})

describe('what a total gives away', () => {
  const filters = (by: Looker): Record<string, string>[] => [
    {},
    ...['pending', 'valid', 'invalid'].map((validity) => ({ validity })),
    { negotiating: 'yes' },
    { month: '2022-11' },
    ...['block', 'unit'].flatMap((kind) =>
      [...foreignOf(kind as Kind, by, 2), ...poolOf(kind as Kind, by, all, sessions).own]
        .slice(0, 12)
        .map((row) => ({ [kind]: String(row.id) })),
    ),
  ]
  const matches = (row: Row, { validity, negotiating, month, block, unit }: Record<string, string>) =>
    row.state !== 'recalled' &&
    (!validity || (row.validity === validity && row.state === 'sent')) &&
    (!negotiating || row.negotiating_at !== null) &&
    (!month || inMonth(String(row.sent_at), month)) &&
    (!block || row.block_id === block) &&
    (!unit || row.unit_id === unit)
  const inMonth = (sentAt: string, month: string) => {
    const { from, before } = monthRange(month)
    return Date.parse(sentAt) >= Date.parse(from) && Date.parse(sentAt) < Date.parse(before)
  }
  const list = async (sweep: Sweep, by: Looker, query: Record<string, string>) => {
    const { body } = await sweep.send(by, briefs.list, { query })
    return body as { total: number; rows: { id: string }[] }
  }

  test('by every filter the list counts what its reader may see, and nothing else', async () => {
    const sweep = new Sweep(world)
    await inTurn(
      world.lookers.flatMap((by) => filters(by).map((query) => ({ by, query }))),
      async ({ by, query }) => {
        const viewer = { ...by.actor, system: false }
        const there = (all.get('briefs') ?? []).filter((row) => sees('briefs', row, viewer, all) && matches(row, query))
        const { total: counted, rows } = await list(sweep, by, query)
        expect([counted, rows.map(({ id }) => id).sort()], `${by.name} ${JSON.stringify(query)}`).toEqual([
          there.length,
          there.map((row) => row.id).sort(),
        ])
      },
    )
    judge(sweep)
  }, 300_000)

  test('a word that stands only in what one may not see finds nothing', async () => {
    const sweep = new Sweep(world)
    const said = ['body', 'number', 'place', 'next_step', 'help_needed', 'original_poster']
    const searched = [...said.map((column) => `briefs.${column}`), 'mentions.company_name', 'mentions.intention']
    const marks = [...world.canaries.all].filter(
      ([, { table, column }]) => ['briefs', 'mentions'].includes(table) && !column.endsWith('sealed'),
    )
    await inTurn(
      world.lookers.flatMap((by) => marks.map((mark) => ({ by, mark }))),
      async ({ by, mark: [number, canary] }) => {
        const finds =
          searched.includes(`${canary.table}.${canary.column}`) && mayKnow(by.actor, 'briefs.list', canary, all)
        const recalled = canary.row.state === 'recalled'
        const { total: counted } = await list(sweep, by, { q: `雀${number}雀` })
        expect(counted, `${by.name} ${canary.table}.${canary.column}`).toBe(finds && !recalled ? 1 : 0)
      },
    )
    judge(sweep)
  }, 300_000)
})

describe('what is named in a body', () => {
  test('foreign ids in every place for one do no harm, whatever else is right', async () => {
    const sweep = new Sweep(world)
    const changes = asked.filter((endpoint) => endpoint.method !== 'GET' && holdsId(endpoint.input))
    const work = changes.flatMap((endpoint) =>
      world.lookers.flatMap((by) => Array.from({ length: 4 }, () => ({ endpoint, by }))),
    )
    const named = new Map<string, Set<string>>()
    await inTurn(work, async ({ endpoint, by }) => {
      const [parameter] = parametersOf(endpoint)
      const { own } = parameter ? poolOf(parameter.kind, by, all, sessions) : { own: [] }
      if (parameter && own.length === 0) return
      const row = parameter ? chance.pick(own) : {}
      const used = new Set<string>()
      const ids = (kind: Kind) => {
        const id = anyForeign(by)(kind)
        used.add(id)
        return id
      }
      const version = typeof row.version === 'number' ? row.version : 1
      const params = parameter ? { [parameter.name]: String(row.id) } : {}
      const came = await sweep.send(by, endpoint, { params, version, input: made(endpoint.input, endpoint, ids) })
      // what only reads stores nothing, whatever it names
      if (came.status < 300 && endpoint.effect !== 'read') named.set(`${by.name} ${endpoint.verb}`, used)
    })
    const now = await everythingIn(world.city)
    // what was let through all the same has stored nothing that belongs to another city
    for (const [said, used] of named) {
      const mine = [...now].flatMap(([table, rows]) =>
        rows.filter((one) => one.tenant_id !== otherTenant).map((one) => [table, one] as const),
      )
      const kept = mine.filter(([, one]) => [...used].some((id) => JSON.stringify(one).includes(id)))
      expect(
        kept.map(([table]) => table),
        said,
      ).toEqual([])
    }
    judge(sweep, now)
  }, 300_000)
})

test('at least 5,000 requests were made', () => {
  expect(total).toBeGreaterThanOrEqual(5_000)
})
