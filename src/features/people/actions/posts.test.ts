/** Tries appointing and leaving as the city's administrators would, and shows that a change of posts holds at the next request. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#app/demo/city.ts'
import type { InputOf } from '#core/endpoint.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

const unit = (name: string) => idOf(`unit:${name}`)
const whom = (name: string) => ({ id: idOf(`person:${name}`) })
const asked: InputOf<typeof contract.appoint> = {
  role: 'verifier',
  unitId: unit('定海区投促中心'),
  acting: false,
  fromDay: '2022-11-03',
  toDay: null,
  document: '定组干〔2022〕7号',
}
const versionOf = async (name: string) =>
  (await (await city.as('胡秀')).call(contract.person, { params: whom(name) })).body

describe('taking up a post', () => {
  test('by the security administrator: holds at the same session’s next request, and is one ledger line', async () => {
    const ding = await city.as('丁一川')
    expect((await ding.call(contract.me)).body.actor.posts).toHaveLength(1)
    const safe = await city.as('安全员')
    const { status, body } = await safe.call(contract.appoint, { params: whom('丁一川'), input: asked })
    expect(status).toBe(201)
    expect(body.posts.map(({ role }) => role)).toEqual(['verifier', 'reporter'])
    const after = (await ding.call(contract.me)).body.actor
    expect(after.posts.map(({ role }) => role)).toEqual(['reporter', 'verifier'])
    expect(after.keys).toContain(`v:${idOf('block:定海区')}`)
    const [line] = await city.look<{ payload: object; subjects: string[] }>(
      `select payload, subjects from ledger where event = 'person.appointed'`,
    )
    expect(line?.payload).toMatchObject({ role: 'verifier', acting: false, fromDay: '2022-11-03' })
    expect(line?.subjects[0]).toBe(`person:${whom('丁一川').id}`)
  })

  test('by the unit administrator, for everyday posts of the own block', async () => {
    const guan = await city.as('管一统')
    const input = { ...asked, role: 'unit-head', unitId: unit('白泉镇'), document: null } as const
    const { body } = await guan.call(contract.appoint, { params: whom('胡秀'), input })
    expect(body.posts).toMatchObject([
      { role: 'unit-head', unitName: '白泉镇', blockName: '定海区' },
      { role: 'reporter' },
    ])
  })

  test('acting, for a time, and ends by itself', async () => {
    const safe = await city.as('安全员')
    const input = { ...asked, role: 'publisher', acting: true, toDay: '2022-11-20' } as const
    await safe.call(contract.appoint, { params: whom('毛雪'), input })
    const mao = await city.as('毛雪')
    expect((await mao.call(contract.me)).body.actor.posts).toContainEqual(
      expect.objectContaining({ role: 'publisher', acting: true }),
    )
    await city.setNow('2022-11-20T01:00:00Z')
    expect((await mao.call(contract.me)).body.actor.posts.map(({ role }) => role)).toEqual(['reporter'])
    await city.setNow('2022-11-03T01:30:00Z')
  })

  test.each([
    ['管一统', '胡秀', {}, '岗位由安全管理员任免'],
    ['管一统', '乐苗', { role: 'unit-head', unitId: unit('沈家门街道') }, '岗位由安全管理员任免'],
    ['管一统', '管一统', { role: 'reporter' }, '任何人不能任免自己'],
    ['安全员', '安全员', {}, '任何人不能任免自己'],
    ['钱系统', '胡秀', {}, '岗位由安全管理员任免'],
    ['林海生', '胡秀', {}, '岗位由安全管理员任免'],
  ] as const)('not by %s for %s', async (who, subject, change, said) => {
    const person = await city.as(who)
    const { status, problem } = await person.refused(contract.appoint, {
      params: whom(subject),
      input: { ...asked, ...change },
    })
    expect(status).toBe(403)
    expect(problem.detail).toContain(said)
  })

  test.each([
    ['姚敏', {}, 409, '已在该单位任区块核实岗'],
    ['审计员', { role: 'reporter' }, 409, '三员分立'],
    ['应勇', { role: 'system-admin', unitId: unit('市信息中心') }, 409, '三员分立'],
    ['应勇', { role: 'system-admin' }, 422, '系统管理员只设在市本级单位'],
    ['应勇', { document: null }, 422, '须写明任职文件'],
    ['应勇', { acting: true }, 422, '代理须写明到期日'],
    ['应勇', { unitId: unit('龙宫') }, 422, '没有这个单位'],
    ['龙王', {}, 404, '没有这个人'],
  ] as const)('%s cannot take up %o', async (subject, change, status, said) => {
    const safe = await city.as('安全员')
    const refused = await safe.refused(contract.appoint, { params: whom(subject), input: { ...asked, ...change } })
    expect(refused.status).toBe(status)
    expect(refused.problem.detail).toContain(said)
  })

  test('the database itself keeps the three administrators apart', async () => {
    const secondPost = city.look(
      `insert into posts (tenant_id, id, person_id, unit_id, role, from_day)
       select tenant_id, gen_random_uuid(), person_id, unit_id, 'reporter', '2022-01-01' from posts where role = 'audit-admin'`,
    )
    await expect(secondPost).rejects.toMatchObject({ constraint: 'separate_administrators' })
  })
})

describe('leaving', () => {
  const leaving = async (name: string, change: Partial<InputOf<typeof contract.leave>> = {}) => {
    const { posts, version } = await versionOf(name)
    const input = { postId: posts[0]?.id ?? '', toDay: '2022-11-03', successorId: null, reason: '调离', ...change }
    return { params: whom(name), input, ifMatch: version }
  }

  test('ends the post at the next request, names who takes over, and keeps the reason out of the ledger', async () => {
    const ying = await city.as('应勇')
    expect((await ying.call(contract.me)).body.actor.posts).toHaveLength(1)
    const guan = await city.as('管一统')
    const { body } = await guan.call(contract.leave, await leaving('应勇', { successorId: whom('陈盐').id }))
    expect(body.posts).toMatchObject([{ role: 'reporter', toDay: '2022-11-03' }])
    expect((await ying.call(contract.me)).body.actor).toMatchObject({ posts: [], keys: [`p:${whom('应勇').id}`] })
    const [line] = await city.look<{ payload: object; subjects: string[] }>(
      `select payload, subjects, because from ledger where event = 'person.left'`,
    )
    expect(line?.payload).toMatchObject({ role: 'reporter', toDay: '2022-11-03', successorId: whom('陈盐').id })
    expect(line?.subjects).toContain(`person:${whom('陈盐').id}`)
    expect(JSON.stringify(line)).not.toContain('调离')
    expect(await city.look(`select end_reason from posts where end_reason is not null`)).toEqual([
      { end_reason: '调离' },
    ])
    const again = await guan.refused(contract.leave, await leaving('应勇'))
    expect(again.problem.detail).toBe('这个岗位已经结束')
  })

  test('a post that is about to begin can be taken back', async () => {
    const safe = await city.as('安全员')
    const later = { ...asked, role: 'recogniser', unitId: unit('市投促中心'), fromDay: '2022-12-01' } as const
    const { body } = await safe.call(contract.appoint, { params: whom('许一帆'), input: later })
    const post = body.posts.find(({ role }) => role === 'recogniser')
    const args = await leaving('许一帆', { postId: post?.id ?? '', toDay: '2022-12-01' })
    const left = await safe.call(contract.leave, args)
    expect(left.body.posts).toContainEqual(expect.objectContaining({ role: 'recogniser', toDay: '2022-12-01' }))
  })

  test('If-Match: missing 428, stale 412', async () => {
    const safe = await city.as('安全员')
    const { ifMatch, ...args } = await leaving('孙海燕')
    expect((await safe.refused(contract.leave, args)).status).toBe(428)
    expect((await safe.refused(contract.leave, { ...args, ifMatch: ifMatch + 1 })).status).toBe(412)
  })

  test.each([
    ['管一统', '姚敏', {}, 403, '岗位由安全管理员任免'],
    ['安全员', '安全员', {}, 403, '任何人不能任免自己'],
    ['安全员', '审计员', {}, 409, '全市只有一名审计管理员'],
    ['安全员', '姚敏', { toDay: '2022-11-02' }, 422, '离岗日期不能早于今天'],
    ['安全员', '姚敏', { successorId: whom('胡秀').id }, 422, '接办人那时须在同一单位任岗'],
    ['安全员', '姚敏', { successorId: whom('姚敏').id }, 422, '不能移交给本人'],
    ['安全员', '姚敏', { reason: ' ' }, 422, '请写明原因'],
    ['安全员', '姚敏', { postId: idOf('post:none') }, 404, '没有这个岗位'],
  ] as const)('%s cannot end the post of %s with %o', async (who, subject, change, status, said) => {
    const person = await city.as(who)
    const refused = await person.refused(contract.leave, await leaving(subject, change))
    expect(refused.status).toBe(status)
    expect(refused.problem.detail).toContain(said)
  })
})
