/** Tries one's own page: delegates, devices, password. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword, idOf } from '#app/demo/city.ts'
import { type City, caller, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

const id = (name: string) => idOf(`person:${name}`)
const enter = async (account: string, password: string, deviceName = '安卓手机 微信') => {
  const answer = await city.app.inject({
    method: 'POST',
    url: '/api/sessions',
    headers: { 'x-wutong': '1' },
    payload: { account, password, remember: true, deviceName },
  })
  const token = answer.cookies.find(({ name }) => name === 'wutong')?.value
  return token === undefined ? null : caller(city.app, token)
}

describe('代录', () => {
  test('a leader lets somebody enter rulings: in force at that person’s next request, until taken back', async () => {
    const yu = await city.as('俞静')
    const ding = await city.as('丁一川')
    const { body } = await yu.call(contract.delegate, { input: { delegateId: id('丁一川'), toDay: '2022-12-01' } })
    expect(body.delegates).toMatchObject([{ name: '丁一川', fromDay: '2022-11-03', toDay: '2022-12-01' }])
    const { actor } = (await ding.call(contract.me)).body
    expect(actor.delegations).toMatchObject([{ name: '俞静', posts: [{ role: 'block-leader' }] }])
    expect(actor.keys).toContain(`l:${idOf('block:定海区')}`)
    const twice = await yu.refused(contract.delegate, { input: { delegateId: id('丁一川'), toDay: null } })
    expect(twice.problem.detail).toBe('已经委托此人')
    const params = { id: body.delegates[0]?.id ?? '' }
    const strangers = await (await city.as('唐国栋')).refused(contract.endDelegation, { params })
    expect(strangers.status).toBe(404)
    expect((await yu.call(contract.endDelegation, { params })).body.delegates).toEqual([])
    expect((await ding.call(contract.me)).body.actor.delegations).toEqual([])
    const lines = await city.look(`select event from ledger where verb like 'people.%elegat%' order by recorded_at`)
    expect(lines).toEqual([{ event: 'person.delegated' }, { event: 'person.undelegated' }])
  })

  test.each([
    ['姚敏', '丁一川', null, 403, '只有区块领导和市领导可以委托代录'],
    ['俞静', '俞静', null, 422, '不能委托本人'],
    ['俞静', '审计员', null, 422, '三员不得代录批示'],
    ['俞静', '龙王', null, 422, '代录人须在岗'],
    ['俞静', '胡秀', '2022-11-03', 422, '到期日应晚于今天'],
  ])('%s cannot let %s', async (leader, delegate, toDay, status, said) => {
    const person = await city.as(leader)
    const refused = await person.refused(contract.delegate, { input: { delegateId: id(delegate), toDay } })
    expect([refused.status, refused.problem.detail]).toEqual([status, said])
  })
})

describe('my devices', () => {
  test('are listed in one round trip; another one is signed out at once, mine by signing out only', async () => {
    const phone = await enter('hexiaoman', demoPassword)
    const desk = await enter('hexiaoman', demoPassword, 'Windows 电脑 Edge')
    const { body, trips } = (await desk?.call(contract.profile)) ?? {}
    expect(trips).toBe(1)
    expect(body?.sessions.map(({ deviceName, current }) => [deviceName, current])).toEqual(
      expect.arrayContaining([
        ['安卓手机 微信', false],
        ['Windows 电脑 Edge', true],
      ]),
    )
    const other = body?.sessions.find(({ current }) => !current)
    const after = await desk?.call(contract.revokeSession, { params: { id: other?.id ?? '' } })
    expect(after?.body.sessions).toHaveLength(1)
    expect((await phone?.refused(contract.me))?.problem.code).toBe('stale')
    const own = { params: { id: after?.body.sessions[0]?.id ?? '' } }
    expect((await desk?.refused(contract.revokeSession, own))?.problem.code).toBe('conflict')
    const gone = { params: { id: other?.id ?? '' } }
    expect((await desk?.refused(contract.revokeSession, gone))?.status).toBe(404)
  })
})

describe('my password', () => {
  test('is changed with the current one; other devices are signed out, this one stays', async () => {
    const here = await enter('xiadai', demoPassword)
    const there = await enter('xiadai', demoPassword)
    const answer = await here?.call(contract.changePassword, {
      input: { current: demoPassword, next: 'gaoting-zhen-7' },
    })
    expect(answer?.body.sessions).toHaveLength(1)
    expect((await there?.refused(contract.me))?.problem.code).toBe('stale')
    expect((await here?.call(contract.me))?.status).toBe(200)
    expect(await enter('xiadai', demoPassword)).toBeNull()
    expect(await enter('xiadai', 'gaoting-zhen-7')).not.toBeNull()
    const [line] = await city.look(`select verb, payload from ledger where event = 'password.changed'`)
    expect(line).toEqual({ verb: 'people.changePassword', payload: {} })
  })

  test('not without the current one, and guessing it locks as at the door', async () => {
    const here = await enter('wuqing', demoPassword)
    const guess = (current: string) =>
      here?.refused(contract.changePassword, { input: { current, next: 'donggang-jie-8' } })
    for (let tries = 0; tries < 5; tries += 1)
      expect((await guess(`wrong ${tries}`))?.problem).toMatchObject({ code: 'invalid', detail: '当前密码不对' })
    expect((await guess(demoPassword))?.problem.code).toBe('locked')
  })

  test.each([
    ['short-1-x', '新密码至少10位'],
    [demoPassword, '新密码不能与当前密码相同'],
    ['fuxiaodong-2022', '新密码不能含有账号'],
  ])('not to %s', async (next, said) => {
    const here = await enter('fuxiaodong', demoPassword)
    const refused = await here?.refused(contract.changePassword, { input: { current: demoPassword, next } })
    expect([refused?.status, refused?.problem.detail.includes(said)]).toEqual([422, true])
  })

  test('not signed out', async () => {
    const stranger = caller(city.app, 'no such token')
    const input = { current: demoPassword, next: 'gaoting-zhen-7' }
    expect((await stranger.refused(contract.changePassword, { input })).problem.code).toBe('signed-out')
  })
})
