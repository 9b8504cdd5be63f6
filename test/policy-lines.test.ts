/** Each line of each policy, taken away by itself: somebody who was refused no longer is, and this test says where. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { chanceOf } from '#app/demo/chance.ts'
import { tenant } from '#app/demo/city.ts'
import { cityRoutes } from '#app/routes.ts'
import type { Actor } from '#core/actor.ts'
import type { AnyEndpoint } from '#core/endpoint.ts'
import type { PolicyLine, PolicyLines } from '#core/grant.ts'
import { waiting as filesWaiting, inspectAll } from '#features/documents/actions/inspecting.ts'
import { settleChecks } from '#features/leaderboards/actions/closing.ts'
import { policy as people } from '#features/people/policy.ts'
import { change } from '#platform/database.ts'
import { poolOf } from '#test/isolation/pools.ts'
import { type Kind, madeFor, parametersOf } from '#test/isolation/requests.ts'
import type { Everything } from '#test/isolation/sight.ts'
import { type Came, inTurn, type Sent, Sweep } from '#test/isolation/sweep.ts'
import { everythingIn, type Looker, openWorld, type World } from '#test/isolation/world.ts'

/** the lines there are, and the one that says yes to everybody just now */
const law = vi.hoisted(() => ({ lines: [] as string[], open: '' }))

// the only thing replaced is what a policy's lines are when they are registered; grants are sealed and spent as ever
vi.mock('#core/grant.ts', async (original) => {
  const real = await original<typeof import('#core/grant.ts')>()
  const opened = (verb: string, line: PolicyLine<never>): PolicyLine<never> => {
    law.lines.push(verb)
    return (actor, subject) => (law.open === verb ? true : line(actor, subject))
  }
  const policyOf = (feature: string, lines: PolicyLines) =>
    real.policyOf(
      feature,
      Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, opened(`${feature}.${name}`, line)])),
    )
  return { ...real, policyOf }
})

const chance = chanceOf(2022)
const routes = cityRoutes().map(({ endpoint }) => endpoint)
let world: World
let all: Everything

beforeAll(async () => {
  world = await openWorld()
  all = await everythingIn(world.city)
})
afterAll(() => world.city.close())

/** lines that decide what a page shows, by the routes on which that is to be seen */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  'leaderboards.view': ['leaderboards.board', 'leaderboards.issues'],
  'leaderboards.viewWhole': ['leaderboards.board'],
}
/** lines asked on a route of another name */
const askedOn: Readonly<Record<string, readonly string[]>> = { 'documents.open': ['documents.link'] }
/** no route leads there, only a job: tried by themselves */
const byJobs = ['leaderboards.settle', 'documents.inspect']
/** their rows are asked for by who acts, so that no request can name another's: the line is a second lock, tried by itself */
const onlyOwn = {
  'people.endDelegation': { leaderId: tenant.id },
  'people.revokeSession': { personId: tenant.id },
  'people.changePassword': { personId: tenant.id },
} as const

type Attempt = { by: Looker; endpoint: AnyEndpoint; sent: Omit<Sent, 'version'>; table: string | null }

function attemptsAt(verb: string): Attempt[] {
  const endpoints = routes.filter((endpoint) => (shownBy[verb] ?? askedOn[verb] ?? [verb]).includes(endpoint.verb))
  return endpoints.flatMap((endpoint) => world.lookers.flatMap((by) => attemptsOf(by, endpoint)))
}

/** on what they may see, with a body that names what they may name */
function attemptsOf(by: Looker, endpoint: AnyEndpoint): Attempt[] {
  const own = (kind: Kind) => poolOf(kind, by, all, []).own
  const [subject, ...others] = parametersOf(endpoint)
  const targets = subject
    ? own(subject.kind).filter((row) => (row.state ?? 'sent') !== 'recalled')
    : Array.from({ length: endpoint.method === 'GET' ? 20 : 1 }, () => ({ id: '' }))
  const table = subject
    ? ({ brief: 'briefs', closure: 'closures', unit: 'units', person: 'persons' } as const)[subject.kind as 'brief']
    : null
  return targets.slice(0, subject ? 8 : 20).flatMap((row) => {
    const under = (table: string) => (all.get(table) ?? []).find((one) => one.brief_id === row.id)?.id ?? tenant.id
    const rest = others.map(({ name }) => [name, String(under(`${name}s`))])
    const params = subject ? { [subject.name]: String(row.id), ...Object.fromEntries(rest) } : {}
    // what belongs to the subject goes before what does not: a person's own post, a brief's own ruling
    const ids = (kind: Kind) => {
      const near = own(kind).filter((one) => row.id !== '' && Object.values(one).includes(row.id) && one !== row)
      const known = near.length > 0 ? near : own(kind)
      return String((known.length > 0 ? chance.pick(known) : { id: tenant.id }).id)
    }
    const make = (schema: AnyEndpoint['input']) => madeFor(schema, { chance, ids, verb: endpoint.verb })
    return [
      {
        by,
        endpoint,
        table: table ?? null,
        sent: { params, query: make(endpoint.query), input: make(endpoint.input) },
      },
    ]
  })
}

/** with the version that stands there now */
async function tried(sweep: Sweep, { by, endpoint, sent, table }: Attempt): Promise<Came> {
  const id = sent.params?.id
  const rows =
    table && id ? await world.city.look<{ version: number }>(`select version from ${table} where id = $1`, [id]) : []
  return sweep.send(by, endpoint, { ...sent, version: rows[0]?.version ?? 1 })
}

/** what was said, without the clock */
function saidIn({ status, text, body }: Came): string {
  const code = (body as { code?: string } | null)?.code
  return status >= 300 ? `${status} ${code}` : text.replace(/"now":"[^"]*"/, '')
}

async function openedBy(verb: string): Promise<{ noticed: number; accepted: number }> {
  const sweep = new Sweep(world)
  const before = new Map<Attempt, string>()
  const attempts = attemptsAt(verb)
  await inTurn(attempts, async (attempt) => {
    const said = saidIn(await tried(sweep, attempt))
    if (said === '403 forbidden' || verb in shownBy) before.set(attempt, said)
  })
  let [noticed, accepted] = [0, 0]
  law.open = verb
  try {
    for (const [attempt, said] of before) {
      const came = await tried(sweep, attempt)
      if (saidIn(came) === said) continue
      noticed += 1
      if (came.status < 300) accepted += 1
      if (accepted >= 2 || noticed >= 25) break
    }
  } finally {
    law.open = ''
  }
  return { noticed, accepted }
}

test('with any one line of law gone, somebody who was refused gets in', async () => {
  const reached = law.lines.filter(
    (verb) => !(verb in onlyOwn) && !verb.startsWith('samples.') && !byJobs.includes(verb),
  )
  expect(reached.length).toBeGreaterThan(30)
  const table: string[] = []
  const unnoticed: string[] = []
  for (const verb of reached) {
    const { noticed, accepted } = await openedBy(verb)
    table.push(
      `${verb}: ${accepted > 0 ? 'done by somebody who may not' : `stopped only by the next rule (${noticed})`}`,
    )
    if (noticed === 0) unnoticed.push(verb)
  }
  console.log(table.join('\n'))
  expect(unnoticed).toEqual([])
}, 300_000)

test('only the clock of the city settles a month; without its line any job could', async () => {
  const asOther = () => change(world.city.db, world.city.keys.jobToken(tenant.id, 'housekeeping'), settleChecks)
  await world.city.setNow('2022-12-20T01:00:00Z')
  await expect(asOther()).rejects.toThrow('forbidden')
  law.open = 'leaderboards.settle'
  await asOther().finally(() => {
    law.open = ''
  })
  expect(await world.city.look(`select from ledger where event = 'closure.settled'`)).not.toEqual([])
})

test('only a job says what is in a file; without its line its owner could', async () => {
  const { token } = world.looker('应勇')
  const asOwner = async () => inspectAll(await waiting(), (work) => change(world.city.db, token, work))
  const waiting = () => world.city.asJob('housekeeping', filesWaiting)
  await expect(asOwner()).rejects.toThrow('forbidden')
  law.open = 'documents.inspect'
  // the database is the next lock
  await expect(asOwner()).rejects.toThrow(/receiving to quarantined/)
  law.open = ''
})

test.each(Object.entries(onlyOwn))('%s refuses another’s, and would not without its line', (verb, facts) => {
  const { actor } = world.looker('应勇')
  const line = people.lines[verb.slice('people.'.length) as keyof typeof people.lines] as (
    a: Actor,
    f: unknown,
  ) => unknown
  expect(line(actor, facts)).not.toBe(true)
  law.open = verb
  expect(line(actor, facts)).toBe(true)
  law.open = ''
})
