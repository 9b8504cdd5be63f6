/** Tries people as the city's own persons would: signing in first. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demoPassword } from '#app/demo/city.ts'
import * as settings from '#features/settings/contract.ts'
import { passwordMatches } from '#platform/passwords.ts'
import { type City, caller, openCity } from '#test/harness.ts'
import * as contract from './contract.ts'

// works as ever and remembers what it was asked
vi.mock('#platform/passwords.ts', async (original) => {
  const real = await original<typeof import('#platform/passwords.ts')>()
  return { ...real, passwordMatches: vi.fn(real.passwordMatches) }
})

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

describe('signing in', () => {
  const knock = (account: string, password: string, more: { remember?: boolean; device?: string } = {}) =>
    city.app.inject({
      method: 'POST',
      url: '/api/sessions',
      headers: { 'x-wutong': '1' },
      cookies: more.device ? { 'wutong-device': more.device } : {},
      payload: { account, password, remember: more.remember ?? false, deviceName: '安卓手机 微信' },
    })
  const tokenIn = (answer: Awaited<ReturnType<typeof knock>>) =>
    answer.cookies.find((cookie) => cookie.name === 'wutong')

  test('with the right password, whatever the case of the account, opens a session that says who I am', async () => {
    const answer = await knock('YaoMin', demoPassword)
    expect(answer.statusCode).toBe(200)
    const cookie = tokenIn(answer)
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(cookie?.maxAge).toBeUndefined()
    const yaomin = caller(city.app, cookie?.value ?? '')
    const me = await yaomin.call(contract.me)
    expect(me.trips).toBe(1)
    expect(me.body).toMatchObject({ city: '舟山市', demo: true, actor: { name: '姚敏', kind: 'person' } })
    expect(me.body.actor.posts).toMatchObject([{ role: 'verifier', unitName: '定海区投促中心', blockName: '定海区' }])
    await yaomin.call(contract.signOut)
    expect((await yaomin.refused(contract.me)).problem.code).toBe('stale')
    const log = await city.look<{ verb: string }>(`select verb from access_log where person_id = $1 order by at`, [
      me.body.actor.personId,
    ])
    expect(log.map(({ verb }) => verb)).toEqual(['people.signIn', 'people.signOut'])
  })

  test('a remembered device stays for the days of the setting, an unknown one for the session', async () => {
    const safe = await city.as('安全员')
    const first = await knock('hexiaoman', demoPassword, { remember: true })
    expect(tokenIn(first)?.maxAge).toBe(30 * 86_400)
    const [{ effectiveFrom } = { effectiveFrom: '' }] = await city.look<{ effectiveFrom: string }>(
      `select (sec.clock() at time zone 'Asia/Shanghai')::date::text as "effectiveFrom"`,
    )
    const input = { key: 'session.rememberDays', blockId: null, value: 7, effectiveFrom, document: '安全策略第3号' }
    await safe.call(settings.set, { input })
    const later = await knock('hexiaoman', demoPassword, { remember: true })
    expect(tokenIn(later)?.maxAge).toBe(7 * 86_400)
  })

  test('a session ends after 30 idle minutes, one of a remembered device does not', async () => {
    await city.setNow('2022-11-03T01:00:00Z')
    const [brief, long] = await Promise.all(
      [false, true].map(async (remember) =>
        caller(city.app, tokenIn(await knock('zhengli', demoPassword, { remember }))?.value ?? ''),
      ),
    )
    await city.setNow('2022-11-03T01:29:00Z')
    await brief?.call(contract.me)
    await city.setNow('2022-11-03T01:58:00Z')
    await brief?.call(contract.me)
    await city.setNow('2022-11-03T02:29:00Z')
    expect((await brief?.refused(contract.me))?.problem.code).toBe('stale')
    expect((await long?.call(contract.me))?.status).toBe(200)
    await city.setNow('2022-11-29T02:29:00Z')
    expect((await long?.call(contract.me))?.status).toBe(200)
    await city.setNow('2022-12-03T01:00:05Z')
    expect((await long?.refused(contract.me))?.problem.code).toBe('stale')
  })

  test('12 hours are the most, however busy', async () => {
    await city.setNow('2022-11-03T01:00:00Z')
    const busy = caller(city.app, tokenIn(await knock('zhengli', demoPassword))?.value ?? '')
    for (let minutes = 20; minutes < 720; minutes += 20) {
      await city.setNow(new Date(Date.parse('2022-11-03T01:00:00Z') + minutes * 60_000).toISOString())
      await busy.call(contract.me)
    }
    await city.setNow('2022-11-03T13:00:01Z')
    expect((await busy.refused(contract.me)).problem.code).toBe('stale')
  })

  test('a wrong password and an unknown account are told the same, after the same work', async () => {
    for (const account of ['huxiu', 'nobody']) {
      vi.mocked(passwordMatches).mockClear()
      const answer = await knock(account, 'not the password')
      expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'invalid', detail: '账号或密码不对' }])
      // time itself says little on a busy machine: one verification of the same cost is what takes it
      const verified = vi.mocked(passwordMatches).mock.calls
      expect(verified).toEqual([[expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/), 'not the password']])
    }
  })

  test('five wrong ones lock the account for 15 minutes where they came from, not on the owner’s own phone', async () => {
    await city.setNow('2022-11-03T01:00:00Z')
    const phone = '11111111-2222-4333-8444-555555555555'
    expect((await knock('nobody-here', demoPassword, { device: phone })).statusCode).toBe(422)
    expect((await knock('sunhaiyan', demoPassword, { device: phone, remember: true })).statusCode).toBe(200)
    for (let n = 0; n < 5; n += 1) expect((await knock('sunhaiyan', `guess ${n}`)).statusCode).toBe(422)
    const locked = await knock('sunhaiyan', demoPassword)
    expect([locked.statusCode, locked.json()]).toMatchObject([
      429,
      { code: 'locked', detail: '密码多次输错，已暂时锁定，请 15 分钟后再试', details: { minutes: 15 } },
    ])
    const madeUp = await knock('sunhaiyan', demoPassword, { device: '99999999-2222-4333-8444-555555555555' })
    expect(madeUp.json()).toMatchObject({ code: 'locked' })
    expect((await knock('sunhaiyan', demoPassword, { device: phone })).statusCode).toBe(200)
    await city.setNow('2022-11-03T01:14:30Z')
    expect((await knock('sunhaiyan', demoPassword)).json()).toMatchObject({ details: { minutes: 1 } })
    await city.setNow('2022-11-03T01:15:30Z')
    expect((await knock('sunhaiyan', demoPassword)).statusCode).toBe(200)
  })

  test('guesses sent all at once gain nothing', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => knock('jiangtao', `guess ${n}`)))
    expect(answers.filter(({ statusCode }) => statusCode === 422)).toHaveLength(5)
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7)
  })

  test('twenty wrong ones from many addresses lock every device that never signed in to it', async () => {
    await city.setNow('2022-11-05T01:00:00Z')
    const from = (address: string, password: string) =>
      city.app.inject({
        method: 'POST',
        url: '/api/sessions',
        remoteAddress: address,
        headers: { 'x-wutong': '1' },
        payload: { account: 'chenyan', password, remember: false, deviceName: '' },
      })
    for (let n = 0; n < 20; n += 1) expect((await from(`10.0.0.${n}`, `guess ${n}`)).statusCode).toBe(422)
    expect((await from('10.0.1.1', demoPassword)).json()).toMatchObject({ code: 'locked' })
  })

  test('the database opens no session for the role that serves pages', async () => {
    for (const call of [`sec.sign_in_facts('yaomin', 'd', 'a')`, `sec.note_right(gen_random_uuid())`])
      await expect(city.db.pool.query(`select ${call}`)).rejects.toMatchObject({ code: '42501' })
  })

  test('signing out twice is signing out; without a session everything else says so', async () => {
    const token = tokenIn(await knock('zhengli', demoPassword))?.value ?? ''
    const zheng = caller(city.app, token)
    for (let n = 0; n < 2; n += 1) expect((await zheng.call(contract.signOut)).body).toEqual({ signedIn: false })
    const plain = await city.app.inject({ method: 'GET', url: '/api/me' })
    expect([plain.statusCode, plain.json()]).toMatchObject([401, { code: 'signed-out' }])
  })

  test('a form on another site cannot sign anybody in', async () => {
    const answer = await city.app.inject({
      method: 'POST',
      url: '/api/sessions',
      payload: { account: 'yaomin', password: demoPassword, remember: false, deviceName: '' },
    })
    expect(answer.statusCode).toBe(403)
  })
})
