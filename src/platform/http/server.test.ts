/** The boundary: how often strangers may knock, and what is no text, day or page for anybody. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#app/demo/city.ts'
import { cityRoutes } from '#app/routes.ts'
import { cursorOf } from '#platform/cursor.ts'
import { openDatabase } from '#platform/database.ts'
import { buildServer } from '#platform/http/server.ts'
import { input } from '#test/brief-desk.ts'
import { type City, openCity } from '#test/harness.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

describe('before signing in', () => {
  const knocks = async (
    https: boolean,
    from: (nth: number) => { cookie?: string; forwarded?: string; peer?: string },
  ) => {
    const login = openDatabase(city.urls.login, 1, 'login')
    const app = await buildServer({
      db: city.db,
      login,
      routes: cityRoutes(),
      https,
      logLevel: 'silent',
      rate: { person: 100, address: 3 },
      ready: async () => true,
    })
    try {
      const statuses: number[] = []
      for (let nth = 0; nth < 5; nth += 1) {
        const { cookie, forwarded, peer = '127.0.0.1' } = from(nth)
        const { statusCode } = await app.inject({
          method: 'POST',
          url: '/api/sessions',
          remoteAddress: peer,
          headers: { 'x-wutong': '1', ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) },
          cookies: cookie ? { [https ? '__Host-wutong' : 'wutong']: cookie } : {},
          payload: { account: `nobody${nth}`, password: 'x', remember: false, deviceName: '' },
        })
        statuses.push(statusCode)
      }
      return statuses
    } finally {
      await app.close()
      await login.end()
    }
  }

  test('a made-up cookie buys no further tries', async () => {
    expect(await knocks(false, () => ({ cookie: randomUUID() }))).toEqual([422, 422, 422, 429, 429])
  })

  test('behind https each address counts for itself, as the proxy on this machine tells it', async () => {
    expect(await knocks(true, (nth) => ({ forwarded: `10.0.0.${nth}` }))).toEqual([422, 422, 422, 422, 422])
    const pretending = await knocks(true, (nth) => ({ forwarded: `10.0.0.${nth}`, peer: '203.0.113.9' }))
    expect(pretending).toEqual([422, 422, 422, 429, 429])
    expect(await knocks(false, (nth) => ({ forwarded: `10.0.0.${nth}` }))).toEqual([422, 422, 422, 429, 429])
  })
})

describe('with a session that nobody opened', () => {
  const asking = async (work: (ask: (cookie: string) => Promise<number>) => Promise<void>) => {
    const app = await buildServer({
      db: city.db,
      login: city.db,
      routes: cityRoutes(),
      https: false,
      logLevel: 'silent',
      rate: { person: 100, address: 3 },
      ready: async () => true,
    })
    try {
      await work(async (cookie) => (await app.inject({ url: '/api/me', cookies: { wutong: cookie } })).statusCode)
    } finally {
      await app.close()
    }
  }

  test('each new name counts by address, and whoever is known goes on working behind it', async () => {
    const [known, late] = await Promise.all([city.as('孙海燕'), city.as('应勇')])
    await asking(async (ask) => {
      expect(await ask(known.token)).toBe(200)
      const made: number[] = []
      for (let nth = 0; nth < 6; nth += 1) made.push(await ask(randomUUID()))
      expect(made).toEqual([401, 401, 401, 429, 429, 429])
      expect(await ask(known.token)).toBe(200)
      // whoever comes back to this address after a restart waits until the minute is over
      expect(await ask(late.token)).toBe(429)
    })
  })

  test('an office that opens in the morning uses up nothing', async () => {
    const names = ['孙海燕', '应勇', '胡秀', '姚敏', '郑立', '林海生']
    const tokens = (await Promise.all(names.map((name) => city.as(name)))).map(({ token }) => token)
    await asking(async (ask) => {
      for (const token of [...tokens, ...tokens]) expect(await ask(token)).toBe(200)
    })
  })
})

describe('what nobody can mean is refused, not a fault', () => {
  const made = (list: string, after: string[]) => encodeURIComponent(cursorOf(list, {}, after))
  const ranking = `/leaderboards?board=monthly-briefs&block=${idOf('block:定海区')}&month=`
  test.each([
    '/briefs?q=%00',
    '/briefs?month=0000-01',
    '/briefs?month=9999-12',
    '/persons?q=%00',
    '/organisation?on=0000-01-01',
    `${ranking}0000-06`,
    `${ranking}0001-01`,
    `${ranking}9999-12`,
    `/persons?cursor=${made('people.persons', ['x', 'y'])}`,
    `/briefs?cursor=${made('briefs.list by sent_at, latest first', ['2022-01-01T00:00:00.000000Z', '-'.repeat(36)])}`,
  ])('%s', async (path) => {
    const { token } = await city.as('孙海燕')
    const { statusCode } = await city.app.inject({ url: `/api${path}`, cookies: { wutong: token } })
    expect(statusCode).toBe(422)
  })

  test.each([
    ['a NUL', { body: '拜访\u0000公司' }],
    ['the year 0', { contactOn: '0000-01-01' }],
  ])('a brief with %s', async (_, more) => {
    const { token } = await city.as('孙海燕')
    const { statusCode } = await city.app.inject({
      method: 'POST',
      url: '/api/briefs',
      cookies: { wutong: token },
      headers: { 'x-wutong': '1', 'idempotency-key': randomUUID() },
      payload: { ...input(), ...more },
    })
    expect(statusCode).toBe(422)
  })
})
