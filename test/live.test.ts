/** A page that stands open is told within moments what it may see, and nothing else, by whichever server it is connected to. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { cityCounts, cityRoutes } from '#app/routes.ts'
import type { Actor } from '#core/actor.ts'
import { allow, policyOf } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import * as briefs from '#features/briefs/contract.ts'
import * as people from '#features/people/contract.ts'
import { change, type Tx } from '#platform/database.ts'
import { buildServer } from '#platform/http/server.ts'
import { write } from '#platform/ledger.ts'
import { sequence } from '#platform/ledger-order.ts'
import { deskIn, follow, thursday } from '#test/brief-desk.ts'
import { type City, caller, openCity } from '#test/harness.ts'
import { ask, OpenPage } from '#test/live-stream.ts'

const policy = policyOf('samples', { note: (_: Actor, __: object) => true as const })
let city: City
let desk: ReturnType<typeof deskIn>
let login: pg.Pool
const servers: FastifyInstance[] = []
let one: string
let other: string
let working = true
let worker: Promise<void>
let pages: OpenPage[] = []

/** another process on the same database */
async function serverWith(live: Parameters<typeof buildServer>[0]['live']): Promise<string> {
  const { db } = city
  const app = await buildServer({
    db,
    login: db,
    routes: cityRoutes(),
    https: false,
    logLevel: 'silent',
    rate: { person: 1_000_000, address: 1_000_000 },
    ready: async () => true,
    ...(live ? { live } : {}),
  })
  servers.push(app)
  return app.listen({ port: 0, host: '127.0.0.1' })
}

beforeAll(async () => {
  city = await openCity()
  await city.setNow(thursday)
  desk = deskIn(city)
  login = new pg.Pool({ connectionString: city.urls.login, max: 1 })
  ;[one, other] = [
    await serverWith({ url: city.urls.app, countsOf: cityCounts() }),
    await serverWith({ url: city.urls.app, countsOf: cityCounts() }),
  ]
  worker = (async () => {
    for (; working; await sleep(100)) await city.asJob('sequencer', sequence)
  })()
})
afterEach(() => {
  for (const page of pages) page.leave()
  pages = []
})
afterAll(async () => {
  working = false
  await worker
  await Promise.all(servers.map((app) => app.close()))
  await login.end()
  await city.close()
})

async function open(base: string, who: string | { token: string }, after?: string): Promise<OpenPage> {
  const { token } = typeof who === 'string' ? await city.as(who) : who
  const page = await OpenPage.open(base, token, after)
  pages.push(page)
  return page
}

/** a further session of the same person */
async function sessionOf(account: string, idle = '10 years') {
  const [id, token] = [randomUUID(), randomUUID()]
  await login.query('select sec.open_session($1, $2, $3, $4, $5, true, $6, $7)', [
    ...[account, id, token, 'test', 'test', '3650 days', idle],
  ])
  return { id, token, ...caller(city.app, token) }
}

/** a line of the ledger that says nothing */
function note(tx: Tx, audience: string): string {
  const id = newId(Date.parse(tx.now))
  const grant = allow(policy, 'samples.note', tx, {}, { kind: 'sample', id, version: 1 })
  write(tx, grant, [], { event: 'sample.noted', audience: [audience], payload: {} })
  return `sample:${id}`
}

const placed = async () => Number((await city.look('select max(position) from ledger_positions'))[0]?.max ?? 0)

describe('what is told', () => {
  test('a ruling reaches another person’s page on another server within two seconds', async () => {
    const { brief } = await desk.sent()
    const [near, far] = [await open(one, '孙海燕'), await open(other, '孙海燕')]
    const pressed = performance.now()
    await (await city.as('唐国栋')).call(briefs.rule, { params: { id: brief.id }, input: follow })
    for (const page of [near, far]) {
      await page.until(() => page.named('brief.ruled').length > 0)
      const [ruled] = page.named('brief.ruled')
      expect(ruled?.data.subjects[0]).toBe(`brief:${brief.id}`)
      expect(ruled?.data).toMatchObject({ counts: ['briefs'], mine: false })
      expect(ruled?.id).toBe(String(ruled?.data.position))
      expect((ruled?.atMs ?? 0) - pressed).toBeLessThan(2_000)
    }
  })

  test('of a brief that one may not see nothing comes, not even that there is one', async () => {
    const [stranger, leader] = [await open(one, '应勇'), await open(one, '唐国栋')]
    const hidden = await desk.sent('孙海燕', { visibility: 'leaders' })
    await desk.rules('唐国栋', hidden, follow)
    const shown = await desk.sent('孙海燕')
    await stranger.until(() => stranger.named('brief.sent').length > 0)
    await leader.until(() => leader.named('brief.sent').length > 1)
    const about = (page: OpenPage) => page.news.flatMap(({ data }) => data.subjects)
    expect(about(stranger)).toEqual([`brief:${shown.brief.id}`])
    expect(about(leader)).toContain(`brief:${hidden.brief.id}`)
  })

  test('ids and names of events travel, no words', async () => {
    const page = await open(one, '唐国栋')
    await desk.sent('孙海燕')
    await page.until(() => page.news.length > 0)
    for (const { data } of page.news) {
      expect(Object.keys(data).sort()).toEqual(['counts', 'event', 'mine', 'position', 'subjects'])
      expect(JSON.stringify(data)).not.toMatch(/[一-鿿]/)
    }
  })

  test('nothing on the way may keep it back', async () => {
    const { headers } = await open(one, '唐国栋')
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store, no-transform')
    expect(headers.get('x-accel-buffering')).toBe('no')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('going on where it broke off', () => {
  test('nothing is lost and nothing comes twice, also of a transaction that commits late', async () => {
    const { token, id } = await city.as('毛雪')
    const key = `p:${id}`
    const first = await open(one, '毛雪')
    const subjects: string[] = []
    let commitLate: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      commitLate = resolve
    })
    let late = ''
    const waiting = change(city.db, token, async (tx) => {
      await tx.entered()
      late = note(tx, key)
      await tx.settle()
      await held
    })
    const tell = () =>
      change(city.db, token, async (tx) => {
        await tx.entered()
        subjects.push(note(tx, key))
      })
    for (let i = 0; i < 5; i += 1) await tell()
    await first.until(() => first.news.length === 5)
    first.leave()
    // filed before the five that were told, committed after them
    commitLate()
    await waiting
    await tell()
    const again = await open(other, '毛雪', first.lastId)
    await again.until(() => again.news.length >= 2)
    await sleep(300)
    const told = [...first.news, ...again.news].map(({ data }) => data.subjects[0])
    expect(told.slice(0, 5)).toEqual(subjects.slice(0, 5))
    expect([...told].sort()).toEqual([...subjects, late].sort())
    expect(again.named('sample.noted').map(({ data }) => data.subjects[0])).toContain(late)
  })

  test('a page may also say in the address where it stood', async () => {
    const { token, id } = await city.as('毛雪')
    const before = await placed()
    await change(city.db, token, async (tx) => {
      await tx.entered()
      note(tx, `p:${id}`)
    })
    await expect.poll(placed).toBeGreaterThan(before)
    const abort = new AbortController()
    const response = await fetch(`${one}/api/live?after=${before}`, {
      headers: { cookie: `wutong=${token}` },
      signal: abort.signal,
    })
    const reader = response.body?.getReader()
    let text = ''
    while (!text.includes('event: news')) text += new TextDecoder().decode((await reader?.read())?.value)
    abort.abort()
    expect(text).toContain('sample.noted')
  })

  test('too far behind, or ahead of all, means: read anew', async () => {
    const { token, id } = await city.as('毛雪')
    const before = await placed()
    for (let i = 0; i < 3; i += 1)
      await change(city.db, token, async (tx) => {
        await tx.entered()
        for (let n = 0; n < 180; n += 1) note(tx, `p:${id}`)
      })
    await expect.poll(placed, { timeout: 20_000 }).toBe(before + 540)
    for (const after of [String(before), '999999999']) {
      const page = await open(one, '毛雪', after)
      await page.until(() => page.told.length > 1)
      expect(page.told.map(({ event }) => event)).toEqual(['hello', 'reset'])
      expect(page.lastId).toBe(String(before + 540))
    }
  })
})

describe('who may listen', () => {
  test('a revoked session ends within two seconds on every server, and opens nothing again', async () => {
    const session = await sessionOf('maoxue')
    const [near, far] = [await open(one, session), await open(other, session)]
    const pressed = performance.now()
    await (await city.as('毛雪')).call(people.revokeSession, { params: { id: session.id } })
    for (const page of [near, far]) {
      await page.until(() => page.ended)
      expect(page.told.at(-1)?.event).toBe('bye')
      expect(performance.now() - pressed).toBeLessThan(2_000)
    }
    expect((await ask(one, session.token)).status).toBe(401)
  })

  test('signing out ends it at once', async () => {
    const session = await sessionOf('maoxue')
    const page = await open(one, session)
    const response = await fetch(`${one}/api${people.signOut.path}`, {
      method: people.signOut.method,
      headers: { cookie: `wutong=${session.token}`, 'x-wutong': '1', 'content-type': 'application/json' },
      body: '{}',
    })
    expect(response.status).toBe(200)
    await page.until(() => page.ended, 500)
    expect(page.told.at(-1)?.event).toBe('bye')
  })

  test('an open page keeps no session awake: once idle for too long it is told goodbye', async () => {
    const session = await sessionOf('maoxue', '30 minutes')
    const seen = async () =>
      (await city.look('select last_seen_at::text from sec.sessions where id = $1', [session.id]))[0]?.last_seen_at
    const before = await seen()
    const page = await open(one, session)
    await city.setNow('2022-11-03T01:20:00Z')
    const sent = await desk.sent('孙海燕')
    await page.until(() => page.named('brief.sent').some(({ data }) => data.subjects[0] === `brief:${sent.brief.id}`))
    expect(await seen()).toBe(before)
    await city.setNow('2022-11-03T01:40:00Z')
    await desk.sent('孙海燕')
    await page.until(() => page.ended)
    expect(page.told.at(-1)?.event).toBe('bye')
    expect(await seen()).toBe(before)
  })

  test('strangers and made-up sessions are refused before anything is opened', async () => {
    expect((await fetch(`${one}/api/live`)).status).toBe(401)
    expect((await ask(one, 'made up')).status).toBe(401)
    expect((await ask(one, (await city.as('毛雪')).token, 'not a position')).status).toBe(200)
    expect((await fetch(`${one}/api/live?after=x`)).status).toBe(422)
  })

  test('one person has six pages open, not seven; one that is closed makes room', async () => {
    const six = await Promise.all(Array.from({ length: 6 }, () => open(one, '贺普陀')))
    const { token } = await city.as('贺普陀')
    expect((await ask(one, token)).status).toBe(429)
    six[0]?.leave()
    await expect.poll(async () => (await ask(one, token, undefined, AbortSignal.timeout(1_000))).status).toBe(200)
  })
})

describe('when nobody announces', () => {
  test('a listener that was cut off is found again, and what it missed is asked for', async () => {
    const page = await open(one, '毛雪')
    const { token, id } = await city.as('毛雪')
    const tell = () =>
      change(city.db, token, async (tx) => {
        await tx.entered()
        return note(tx, `p:${id}`)
      })
    const cut = await city.db.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'wutong-live'`,
    )
    expect(cut.rowCount).toBe(2)
    const missed = await tell()
    await page.until(() => page.news.some(({ data }) => data.subjects[0] === missed), 8_000)
    const listening = async () =>
      (
        await city.db.pool.query(
          `select from pg_stat_activity where datname = current_database() and application_name = 'wutong-live'`,
        )
      ).rowCount
    await expect.poll(listening, { timeout: 15_000 }).toBe(2)
    const began = performance.now()
    const heard = await tell()
    await page.until(() => page.news.some(({ data }) => data.subjects[0] === heard))
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(new Set(page.news.map(({ id: one }) => one)).size).toBe(page.news.length)
  })

  test('without a listener every few seconds is asked', async () => {
    const base = await serverWith(undefined)
    const [page, stranger] = [await open(base, '毛雪'), await open(base, '贺普陀')]
    const { token, id } = await city.as('毛雪')
    const subject = await change(city.db, token, async (tx) => {
      await tx.entered()
      return note(tx, `p:${id}`)
    })
    await page.until(() => page.news.some(({ data }) => data.subjects[0] === subject), 8_000)
    expect(stranger.news).toEqual([])
  })
})
