/** Tries people as the city's own persons would: signing in first. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword } from '#app/demo/city.ts'
import { type City, caller, openCity } from '#test/harness.ts'
import * as contract from './contract.ts'

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
})
