/** By plain SQL as the application's own role: everybody reads exactly the rows that are theirs to read, and without any one policy this test is red. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chanceOf } from '#app/demo/chance.ts'
import { people } from '#app/demo/city.ts'
import { canSee } from '#features/briefs/rules/audience.ts'
import { otherTenant } from '#test/isolation/bait.ts'
import { type Command, offences, type Table, tablesOf } from '#test/isolation/grasp.ts'
import type { Everything, Viewer } from '#test/isolation/sight.ts'
import { entered, everythingIn, jobToken, openWorld, stranger, type World } from '#test/isolation/world.ts'

const commands: readonly Command[] = ['select', 'insert', 'update', 'delete']
let world: World
let owner: pg.Client
let tables: Table[]
let all: Everything

beforeAll(async () => {
  world = await openWorld()
  owner = new pg.Client({ connectionString: world.city.urls.migrator, options: '-c TimeZone=UTC' })
  await owner.connect()
  tables = await tablesOf(owner)
  all = await everythingIn(world.city)
})
afterAll(async () => {
  await owner.end()
  await world.city.close()
})

async function reach(token: string, table: Table, command: Command): Promise<string[]> {
  return entered(world.city, token, (client, { actor }) => {
    const { tenantId, personId, keys, posts, kind } = actor
    const viewer: Viewer = { tenantId, personId, keys, posts, system: kind === 'system' }
    return offences(client, { table, command, viewer, all })
  })
}

test('there is something to find: every table has rows in both cities', () => {
  const cities = (rows: readonly { tenant_id?: unknown }[]) => new Set(rows.map((row) => row.tenant_id)).size
  // a day's partition holds one city's rows as long as the other city does not work
  const bare = tables.filter(({ name }) => cities(all.get(name) ?? []) < 2 && !/^idempotency_\d/.test(name))
  expect(bare.map(({ name }) => name)).toEqual([])
})

describe('everybody and every job', () => {
  test.each(commands)('%s reaches their own rows and no other', async (command) => {
    const tokens = [...world.lookers.map(({ name, token }) => [name, token]), ['a job', jobToken(world.city)]] as const
    for (const table of tables) {
      for (const [name, token] of tokens)
        expect(await reach(token ?? '', table, command), `${name}: ${command} ${table.name}`).toEqual([])
    }
  })
})

type Policy = { table: string; name: string; command: Command; using: string | null; check: string | null }

/** policies that let the application or the figures in; those of the owner open rows to definer functions and close none */
async function policies(): Promise<Policy[]> {
  const { rows } = await owner.query<Policy>(`
    select tablename as table, policyname as name, lower(cmd) as command, qual as using, with_check as check
    from pg_policies where schemaname = 'public' and roles && '{wutong_app,wutong_measure}' order by 1, 2`)
  return rows
}

type Part = 'using' | 'with check'
type Change = { policy: Policy; part: Part; to: string }

/** Replaces expressions, looks whether anybody gets hold of what is not theirs in the first one's table, and puts them back. */
async function without(...changes: readonly [Change, ...Change[]]): Promise<boolean> {
  const alter = ({ policy, part }: Change, to: string | null) =>
    owner.query(`alter policy ${policy.name} on ${policy.table} ${part} (${to})`)
  const [{ policy }] = changes
  const target = tables.find(({ name }) => name === (policy.name === 'measuring' ? 'briefs_facts' : policy.table))
  if (!target) throw new Error(`no table ${policy.table}`)
  for (const change of changes) await alter(change, change.to)
  try {
    const tokens = ['乐苗', '应勇', '审计员', '周文澜', '林海生', '安全员', '沈知行', '唐国栋', stranger].map(
      (name) => world.looker(name).token,
    )
    for (const token of [...tokens, jobToken(world.city)])
      if ((await reach(token, target, policy.command)).length > 0) return true
    return false
  } finally {
    for (const change of changes)
      await alter(change, change.part === 'using' ? change.policy.using : change.policy.check)
  }
}

const tenantPart = '(tenant_id = ( SELECT sec.tenant() AS tenant))'

const visibleOf = (using: string) =>
  using.startsWith(`(${tenantPart} AND `) ? using.slice(tenantPart.length + 6, -1) : 'true'

/** every way to weaken one policy: all of it, its tenant, its visibility, or nobody let in */
function* weakened(policy: Policy): Generator<{ part: Part; to: string; says: string }> {
  for (const [part, now] of [
    ['using', policy.using],
    ['with check', policy.check],
  ] as const) {
    if (now === null) continue
    yield { part, to: 'true', says: 'open' }
    if (visibleOf(now) !== 'true') {
      yield { part, to: visibleOf(now), says: 'without its tenant' }
      yield { part, to: tenantPart, says: 'without its visibility' }
    }
    if (part === 'using') yield { part, to: 'false', says: 'closed to all' }
  }
}

/** What hangs under a row takes its tenant from that row's own policy: there the tenant must be taken away twice to show. */
function parentOf({ using }: Policy, known: readonly Policy[]): Policy | undefined {
  const table = /^\(EXISTS \( SELECT\s+FROM (\w+)/.exec(visibleOf(using ?? ''))?.[1]
  return known.find((one) => one.table === table && one.command === 'select' && one.name === 'reading')
}

/** whoever hangs a file owns it, and nobody owns one in another city */
const saidTwice = ['attachments.adding with check without its tenant']

test('without any one policy, or a part of it, this test is red', async () => {
  let killed = 0
  const survivors: string[] = []
  const closedByGrant: string[] = []
  const known = await policies()
  for (const policy of known) {
    for (const { part, to, says } of weakened(policy)) {
      const label = `${policy.table}.${policy.name} ${part} ${says}`
      const parent = says === 'without its tenant' ? parentOf(policy, known) : undefined
      const change = { policy, part, to }
      // no right, no way in: the policy is a second lock behind a closed door, and the door is tried above
      if (!granted(policy, part)) closedByGrant.push(label)
      else if (saidTwice.includes(label)) continue
      else if (
        parent?.using
          ? await without(change, { policy: parent, part: 'using', to: visibleOf(parent.using) })
          : await without(change)
      )
        killed += 1
      else survivors.push(label)
    }
  }
  console.log(`${killed} weakened policies found; ${closedByGrant.length} more stand behind a right nobody has`)
  expect(survivors).toEqual([])
  expect(killed).toBeGreaterThan(100)
})

function granted({ table, name, command }: Policy, part: Part): boolean {
  if (name === 'measuring') return true
  const found = tables.find((one) => one.name === table)
  if (command === 'update' && part === 'with check')
    return found?.updatable.some((one) => one.name === 'tenant_id') ?? false
  return found?.commands.includes(command) ?? false
}

test('what TypeScript and the database call visible is the same for 10,000 pairs of a person and an audience', async () => {
  const chance = chanceOf(2022)
  const keysInUse = world.lookers.flatMap(({ actor }) => actor.keys)
  const random = () => Array.from({ length: chance.between(0, 4) }, () => chance.pick(keysInUse))
  let pairs = 0
  let seen = 0
  for (const person of people) {
    const audiences = Array.from({ length: 150 }, random)
    const { token } = await world.city.as(person.name)
    await entered(world.city, token, async (client, { actor }) => {
      const { rows } = await client.query<{ sees: boolean }>(
        `select array(select jsonb_array_elements_text(a)) && (select sec.keys()) as sees
         from jsonb_array_elements($1) with ordinality as given (a, n) order by n`,
        [JSON.stringify(audiences)],
      )
      const told = audiences.map((audience) => canSee(actor.keys, audience))
      expect(told, person.name).toEqual(rows.map((row) => row.sees))
      pairs += told.length
      seen += told.filter(Boolean).length
    })
  }
  expect(pairs).toBeGreaterThanOrEqual(10_000)
  expect(seen).toBeGreaterThan(pairs / 20)
  expect(seen).toBeLessThan(pairs / 2)
})

test('the other city is another one', () => {
  const tenants = new Set(world.lookers.map(({ actor }) => actor.tenantId))
  expect([...tenants]).toContain(otherTenant)
  expect(tenants.size).toBe(2)
})
