/** The city after its story, with the second one beside it, and one person of every role to look around in it. */
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { tenant } from '#app/demo/city.ts'
import { cityJobs } from '#app/routes.ts'
import { type Actor, type Role, roleNames } from '#core/actor.ts'
import * as briefs from '#features/briefs/contract.ts'
import type { Identity } from '#platform/database.ts'
import { filesInUse } from '#platform/files/blobs.ts'
import { keepHouse } from '#platform/housekeeping.ts'
import { seal, sequence } from '#platform/ledger-order.ts'
import { type City, caller, openCity, type Person } from '#test/harness.ts'
import { type Canaries, enterOther, layBait, otherTenant, rowsOf } from '#test/isolation/bait.ts'
import { tablesOf } from '#test/isolation/grasp.ts'
import type { Everything, Row } from '#test/isolation/sight.ts'
import { briefOf, tell } from '#test/story.ts'

/** one of each role in 定海 or the city, the leader's delegate, and their like in another block */
export const cast: readonly string[] = [
  ...['应勇', '陈盐', '姚敏', '郑立', '唐国栋', '林海生', '周文澜', '沈知行', '卢晓舟', '管一统'],
  ...['钱系统', '安全员', '审计员', '秦秘书', '乐苗', '邬晴', '贺普陀'],
]
/** of the second city */
export const stranger = '孙海燕（另一城市）'

export type Looker = Pick<Person, 'call' | 'refused'> & { name: string; token: string; actor: Actor }
export type World = {
  city: City
  canaries: Canaries
  lookers: readonly Looker[]
  looker(name: string): Looker
  /** verbs that were answered with 2xx in the story */
  answered: ReadonlySet<string>
}

export async function openWorld(): Promise<World> {
  const city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
  // from here on two days have partitions, later ones fall into the rest
  await city.asJob('housekeeping', keepHouse)
  const answered = new Set<string>()
  await tell({
    city,
    ask: async (who, endpoint, asked) => {
      const asks = who.startsWith('nobody') ? caller(city.app, who) : await city.as(who)
      const { body } = await asks.call(endpoint, asked)
      answered.add(endpoint.verb)
      return body
    },
  })
  await workOn(city)
  const canaries = await layBait(city)
  await copyFiles()
  const lookers = await Promise.all([...cast.map((name) => lookerOf(city, name)), strangerIn(city)])
  const roles = new Set(lookers.flatMap(({ actor }) => actor.posts.map(({ role }) => role)))
  const absent: Role[] = roleNames.filter((role) => !roles.has(role))
  if (absent.length > 0) throw new Error(`nobody here is ${absent.join(', ')}`)
  const looker = (name: string) => {
    const found = lookers.find((one) => one.name === name)
    if (!found) throw new Error(`${name} does not look around here`)
    return found
  }
  return { city, canaries, lookers, looker, answered }
}

/** What was uploaded lies in the second city's folder as well. */
async function copyFiles(): Promise<void> {
  const { blobs, receivingDir } = filesInUse()
  for (const sha256 of await blobs.olderThan(tenant.id, -60_000)) {
    const copy = join(receivingDir, sha256)
    await blobs.at(tenant.id, sha256, (place) => copyFile(place, copy))
    await blobs.put(otherTenant, sha256, copy)
  }
}

/** The worker's turn; then one more brief, so that some lines still wait for their place. */
async function workOn(city: City): Promise<void> {
  await city.asJob('sequencer', sequence)
  await city.asJob('sequencer', seal)
  for (const job of cityJobs()) if (job.name === 'deadlines') await city.asJob('deadlines', job.run)
  const hu = await city.as('胡秀')
  await hu.call(briefs.send, { input: briefOf('白泉镇', '杭州在路上有限公司', { contactOn: '2022-12-02' }) })
}

async function lookerOf(city: City, name: string): Promise<Looker> {
  const person = await city.as(name)
  return { ...person, name, actor: await actorOf(city, person.token) }
}

async function strangerIn(city: City): Promise<Looker> {
  const login = new pg.Pool({ connectionString: city.urls.login, max: 1 })
  try {
    const token = await enterOther(login, 'sunhaiyan')
    return { ...caller(city.app, token), name: stranger, token, actor: await actorOf(city, token) }
  } finally {
    await login.end()
  }
}

async function actorOf(city: City, token: string): Promise<Actor> {
  return entered(city, token, async (_, { actor }) => actor)
}

/** As the application is connected, entered, in a transaction that is taken back. */
export async function entered<T>(
  city: City,
  token: string,
  work: (client: pg.PoolClient, identity: Identity) => Promise<T>,
): Promise<T> {
  const client = await city.db.pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ enter: Identity }>('select sec.enter($1) as enter', [token])
    const identity = rows[0]?.enter
    if (!identity) throw new Error('entered as nobody')
    return await work(client, identity)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

export function jobToken({ keys }: City): string {
  return keys.jobToken(tenant.id, 'deadlines')
}

/** Every row of both cities, as nobody but the migrator sees them. */
export async function everythingIn({ urls }: Pick<City, 'urls'>): Promise<Everything> {
  const client = new pg.Client({ connectionString: urls.migrator, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    const all = new Map<string, readonly Row[]>()
    for (const { name } of await tablesOf(client)) all.set(name, await rowsOf(client, rowsBehind(name)))
    return all
  } finally {
    await client.end()
  }
}

/** the view of the figures shows what its reader's city has: its rows are told from the table */
function rowsBehind(name: string): string {
  if (name !== 'briefs_facts') return name
  return '(select tenant_id, id, block_id, unit_id, sent_at, contact_on, state, validity, judged_at, negotiating_at, transcribed from briefs)'
}
