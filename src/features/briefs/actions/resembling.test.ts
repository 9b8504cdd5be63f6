/** 可能重复 while somebody writes: what is found, what stays hidden of it, and that nothing else gives it away. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '#core/endpoint.ts'
import { deskIn, input, mention, thursday, unit } from '#test/brief-desk.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'
import { keyMentions } from '../store/resemblances.ts'

let city: City
let desk: ReturnType<typeof deskIn>
beforeAll(async () => {
  city = await openCity()
  desk = deskIn(city)
  await city.setNow(thursday)
})
afterAll(() => city.close())

type Asked = InputOf<typeof contract.resemblances>['mentions'][0]
const about = (companyName: string, more: Partial<Asked> = {}): Asked => ({
  companyName,
  uscCode: null,
  otherNames: [],
  intention: null,
  industry: null,
  investmentFen: null,
  landM2: null,
  ...more,
})
const asks = async (by: string, mentions: Asked[], exceptBriefId: string | null = null) =>
  (await city.as(by)).call(contract.resemblances, { input: { mentions, exceptBriefId } })
const asked = async (by: string, companyName: string, more: Partial<Asked> = {}) => {
  const [one] = (await asks(by, [about(companyName, more)])).body.mentions
  if (!one) throw new Error('one was asked about')
  return one
}
const company = (name: string, more: Partial<ReturnType<typeof mention>> = {}) => ({
  mentions: [{ ...mention(name), ...more }],
})
const zhanmao = { unitId: unit('沈家门街道'), contacts: [] }
const tencent = '91440300708461136T'

describe('a brief that may be read', () => {
  test('is shown with why, in one trip: by its name, its short name and its code', async () => {
    const { brief } = await desk.sent(
      '孙海燕',
      company('陕西聚泰新材料有限公司', { intention: '年产5万吨正极材料', landM2: 266_666.67 }),
    )
    const answer = await asks('应勇', [about('聚泰', { intention: '正极材料项目', landM2: 266_666.67 })])
    expect([answer.status, answer.trips]).toEqual([200, 1])
    expect(answer.body).toEqual({
      mentions: [
        {
          rows: [
            {
              id: brief.id,
              number: brief.number,
              unit: { id: brief.unit.id, name: '定海区驻上海招商组' },
              sentAt: brief.sentAt,
              company: '陕西聚泰新材料有限公司',
              validity: 'pending',
              degree: 'probably',
              reasons: ['简称“聚泰”含在“陕西聚泰新材料有限公司”中', '意向相近：都提到 正极材料、400亩'],
            },
          ],
          elsewhere: [],
        },
      ],
    })
    expect((await asked('应勇', '陕西聚泰新材料股份有限公司')).rows).toMatchObject([{ degree: 'same' }])
    const coded = await desk.sent('孙海燕', company('深圳企鹅科技', { uscCode: tencent }))
    expect((await asked('应勇', '另一个写法', { uscCode: tencent })).rows).toMatchObject([
      { id: coded.brief.id, degree: 'same', reasons: ['同一统一社会信用代码'] },
    ])
    expect((await asked('应勇', '宁波远山机械有限公司')).rows).toEqual([])
  })

  test('not the brief itself while it is revised; after that by its new name only; not once it is withdrawn', async () => {
    const { brief } = await desk.sent('孙海燕', company('杭州星野光电有限公司'))
    expect((await asks('孙海燕', [about('杭州星野光电')], brief.id)).body.mentions[0]?.rows).toEqual([])
    const sun = await city.as('孙海燕')
    const { body } = await sun.call(contract.revise, {
      params: { id: brief.id },
      ifMatch: 1,
      input: input(company('杭州星田光电有限公司')),
    })
    expect((await asked('孙海燕', '杭州星野光电')).rows).toEqual([])
    expect((await asked('孙海燕', '杭州星田光电')).rows).toHaveLength(1)
    await sun.call(contract.withdraw, {
      params: { id: brief.id },
      ifMatch: body.brief.version,
      input: { reason: '误发' },
    })
    expect((await asked('孙海燕', '杭州星田光电')).rows).toEqual([])
  })

  test('each company of a form for itself, at most ten of each, the surest first', async () => {
    for (let nth = 0; nth < 11; nth += 1) await desk.sent('孙海燕', company('苏州万帆储能有限公司'))
    await desk.sent('孙海燕', company('万帆'))
    const { mentions } = (
      await asks('应勇', [
        about('苏州万帆储能'),
        about('没有这家公司'),
        about('万帆', { otherNames: ['苏州万帆储能'] }),
      ])
    ).body
    expect(mentions.map(({ rows }) => rows.length)).toEqual([10, 0, 10])
    expect(mentions[0]?.rows.every(({ degree }) => degree === 'same')).toBe(true)
    const times = mentions[0]?.rows.map(({ sentAt }) => sentAt) ?? []
    expect(times).toEqual([...times].sort().reverse())
  })
})

describe('a brief of another district', () => {
  test('is noticed by its name in full, and shows its unit and its day and nothing else', async () => {
    const { brief } = await desk.sent('乐苗', {
      ...zhanmao,
      ...company('青岛鲸落海工装备有限公司', { intention: '深海养殖平台' }),
    })
    const answer = await asks('应勇', [about('青岛鲸落海工装备', { intention: '深海养殖平台' })])
    expect(answer.body).toEqual({ mentions: [{ rows: [], elsewhere: [{ unit: '沈家门街道', day: '2022-11-03' }] }] })
    for (const told of [brief.id, brief.number, '有限公司', '深海', '鲸落'])
      expect(JSON.stringify(answer.body)).not.toContain(told)
    // whoever may read it reads it, and is not told twice
    expect(await asked('乐苗', '青岛鲸落海工装备')).toMatchObject({ rows: [{ id: brief.id }], elsewhere: [] })
  })

  test('is not given away by a beginning, a short name, a trade, or another’s place', async () => {
    await desk.sent('乐苗', { ...zhanmao, ...company('青岛虎啸动力有限公司', { intention: '船用发动机' }) })
    for (const name of [
      '虎啸',
      '虎啸动力',
      '青岛虎',
      '青岛虎啸',
      '青岛虎啸动',
      '青岛',
      '动力',
      '大连虎啸动力有限公司',
      '虎啸动力集团',
    ])
      expect(await asked('应勇', name, { intention: '船用发动机' }), name).toEqual({ rows: [], elsewhere: [] })
  })

  test('by its credit code, when that is one', async () => {
    await desk.sent('乐苗', { ...zhanmao, ...company('某企业', { uscCode: '91330100799655058B' }) })
    expect((await asked('应勇', '随便什么', { uscCode: '91330100799655058b' })).elsewhere).toEqual([
      { unit: '沈家门街道', day: '2022-11-03' },
    ])
    expect((await asked('应勇', '随便什么', { uscCode: '9133010079965505' })).elsewhere).toEqual([])
  })

  test('仅领导 too; several of one unit on one day are one line; not what was recalled', async () => {
    for (const visibility of ['leaders', 'block', 'block'] as const)
      await desk.sent('乐苗', { ...zhanmao, visibility, ...company('大连瀚海生物有限公司') })
    const { brief } = await desk.sent('乐苗', { ...zhanmao, ...company('大连退潮生物有限公司') })
    await (await city.as('乐苗')).call(contract.recall, { params: { id: brief.id }, ifMatch: 1 })
    expect((await asked('应勇', '大连瀚海生物有限公司')).elsewhere).toEqual([{ unit: '沈家门街道', day: '2022-11-03' }])
    expect((await asked('应勇', '大连退潮生物有限公司')).elsewhere).toEqual([])
  })

  test('leaves a line for the auditor each time that it is told, and none where nothing is hidden', async () => {
    await desk.sent('乐苗', { ...zhanmao, ...company('厦门白鹭软件有限公司') })
    const lines = async () =>
      (await city.look<{ n: string }>(`select count(*) n from access_log where verb = 'briefs.resemble'`))[0]?.n
    const before = Number(await lines())
    await asked('应勇', '厦门白鹭软件有限公司')
    await asked('应勇', '白鹭')
    await asked('乐苗', '厦门白鹭软件有限公司')
    expect(Number(await lines())).toBe(before + 1)
  })
})

describe('who may ask', () => {
  test('whoever sends briefs or judges them; not those who only administer', async () => {
    for (const name of ['安全员', '审计员']) {
      const refused = await (await city.as(name)).refused(contract.resemblances, {
        input: { mentions: [about('陕西聚泰新材料有限公司')], exceptBriefId: null },
      })
      expect([refused.status, refused.problem.detail]).toEqual([403, '由可以发简报的人查重'])
    }
    expect((await asks('姚敏', [about('聚泰')])).status).toBe(200)
    expect((await asks('唐国栋', [about('聚泰')])).status).toBe(200)
  })

  test('about one company to twenty', async () => {
    const sun = await city.as('孙海燕')
    for (const mentions of [[], Array.from({ length: 21 }, () => about('聚泰'))])
      expect((await sun.refused(contract.resemblances, { input: { mentions, exceptBriefId: null } })).status).toBe(422)
  })
})

test('mentions from before their keys were kept get them from the worker, once', async () => {
  const { brief } = await desk.sent('孙海燕', company('无锡旧录仪表有限公司'))
  await city.look('delete from mention_keys where brief_id = $1', [brief.id])
  await city.look('update mentions set keyed_by = 0 where brief_id = $1', [brief.id])
  expect((await asked('应勇', '无锡旧录仪表')).rows).toEqual([])
  for (let turn = 0; turn < 2; turn += 1) await city.asJob('housekeeping', keyMentions)
  expect((await asked('应勇', '无锡旧录仪表')).rows).toMatchObject([{ id: brief.id }])
  expect(await city.look('select from mentions where keyed_by = 0')).toEqual([])
})
