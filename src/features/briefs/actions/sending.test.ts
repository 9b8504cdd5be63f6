/** Sending a brief, and every refusal on the way. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  assign,
  block,
  deskIn,
  input,
  mention,
  type Sent,
  says,
  shanghai,
  text,
  thursday,
  unit,
  valid,
  yancang,
} from '#test/brief-desk.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
let desk: ReturnType<typeof deskIn>
beforeAll(async () => {
  city = await openCity()
  desk = deskIn(city)
  await city.setNow(thursday)
})
afterAll(() => city.close())

describe('sending', () => {
  test('gives the brief its number, the server’s time and a claim, and answers with its thread', async () => {
    const sun = await city.as('孙海燕')
    const { body, status } = await sun.call(contract.send, { input: input() })
    expect(status).toBe(201)
    expect(body.brief).toMatchObject({
      number: '简报 330902-202211-0001',
      state: 'sent',
      validity: 'pending',
      missing: [],
      recorder: { name: '孙海燕' },
      unit: { name: '定海区驻上海招商组', kind: 'posted' },
      contacts: [{ unit: { name: '定海区驻上海招商组' }, person: { name: '蒋涛' }, joint: false }],
      mentions: [{ companyName: '上海海川电子有限公司', investmentFen: 20_000_000_000, landM2: 20_000 }],
    })
    expect(body.brief.firstCompleteAt).toBe(body.brief.sentAt)
    expect(body.brief.sentAt.slice(0, 16)).toBe('2022-11-03T01:00')
    expect(body.clocks.map(({ key, state, answerer }) => [key, state, answerer])).toEqual([
      ['briefs.respond', 'green', '定海区领导'],
      ['briefs.judge', 'green', '定海区核实岗'],
    ])
    expect(body.readBy.map((read) => read.unit.name)).toEqual(['定海区驻上海招商组'])
  })

  test('counts on within block and month, and gives a zone the city’s code and its own name', async () => {
    expect((await desk.sent('应勇', { unitId: yancang, contacts: [] })).brief.number).toBe('简报 330902-202211-0002')
    const zone = await desk.sent('高新民', { unitId: unit('高新区投促中心'), contacts: [] })
    expect(zone.brief.number).toBe('简报 330900高新区-202211-0001')
    const city_ = await desk.sent('许一帆', { unitId: unit('市驻深圳招商组'), contacts: [] })
    expect(city_.brief.number).toBe('简报 330900-202211-0001')
  })

  test('without the company’s contact or its intention says what a claim lacks, and starts none', async () => {
    const thin = await desk.sent('孙海燕', { contactName: null, mentions: [mention('上海海川电子有限公司', null)] })
    expect(thin.brief).toMatchObject({ missing: ['企业联系人', '投资意向'], firstCompleteAt: null })
  })

  test('lifts phones and ID numbers out of every field before anything is stored', async () => {
    const body = `${text} 身份证330902199001011231`
    const { brief } = await desk.sent('孙海燕', {
      body,
      helpNeeded: '请与13700001111联系',
      contactName: '王经理 13600002222',
    })
    expect(brief.body).not.toMatch(/13800000000|330902199001011231/)
    expect(brief).toMatchObject({ contactPhoneMasked: '139****2222', helpNeeded: '请与137****1111联系' })
    expect(brief.lifted.map(({ kind }) => kind).sort()).toEqual(['id-number', 'phone', 'phone', 'phone'])
    const everything = await city.look<{ all: string }>(`
      select (select jsonb_agg(b)::text from briefs b) || (select jsonb_agg(l)::text from ledger l)
        || (select jsonb_agg(i)::text from idempotency i) || (select jsonb_agg(p)::text from lifted_personals p) as all`)
    expect(everything[0]?.all).not.toMatch(
      /13800000000|13911112222|139 1111 2222|13700001111|13600002222|330902199001011231/,
    )
  })

  test('refuses a text marked secret and stores nothing of it, not even that it was tried', async () => {
    const sun = await city.as('孙海燕')
    const before = [await desk.count('briefs'), await desk.count('idempotency'), await desk.count('ledger')]
    for (const marked of [
      { body: '机密★1年\n某项目选址方案' },
      { nextStep: '【秘密】' },
      { mentions: [mention('某公司', '密级：绝密')] },
    ]) {
      const { status, problem } = await sun.refused(contract.send, { input: input(marked) })
      expect([status, problem.code]).toEqual([422, 'secret'])
      expect(JSON.stringify(problem)).not.toMatch(/选址/)
    }
    expect([await desk.count('briefs'), await desk.count('idempotency'), await desk.count('ledger')]).toEqual(before)
  })

  test('pressed ten times at once, with one key, is sent once', async () => {
    const sun = await city.as('孙海燕')
    const before = await desk.count('briefs')
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => sun.call(contract.send, { input: input(), key })),
    )
    expect(new Set(answers.map(({ body }) => body.brief.id)).size).toBe(1)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(await desk.count('briefs')).toBe(before + 1)
    const other = await sun.refused(contract.send, { input: input({ place: '苏州市' }), key })
    expect([other.status, other.problem.code]).toEqual([422, 'key-reused'])
  })

  test('needs a key', async () => {
    const { token } = await city.as('孙海燕')
    const answer = await city.app.inject({
      method: 'POST',
      url: '/api/briefs',
      cookies: { wutong: token },
      headers: { 'x-wutong': '1' },
      payload: input(),
    })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'key-missing'])
  })

  test('at once from many hands leaves no gap and no double in the numbers', async () => {
    const hands = await Promise.all(['孙海燕', '应勇', '胡秀', '毛雪'].map((name) => city.as(name)))
    const units = [shanghai, yancang, unit('白泉镇'), unit('定海区驻西安招商组')]
    const before = Number((await desk.sent()).brief.number.slice(-4))
    const numbers = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const hand = hands[i % 4]
        const unitId = units[i % 4] ?? shanghai
        return (await hand?.call(contract.send, { input: input({ unitId, contacts: [] }) }))?.body.brief.number
      }),
    )
    expect(numbers.map((number) => Number(number?.slice(-4))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, i) => before + 1 + i),
    )
  })

  test.each([
    ['应勇', '只能以本人所在单位的名义发简报'],
    ['姚敏', '只能以本人所在单位的名义发简报'],
    ['钱系统', '只能以本人所在单位的名义发简报'],
  ])('not by %s in the name of another unit', async (name, said) => {
    const { status, problem } = await (await city.as(name)).refused(contract.send, { input: input() })
    expect([status, problem.code, problem.detail]).toEqual([403, 'forbidden', said])
  })

  test.each<[string, Partial<Sent>, string, string]>([
    ['a contact tomorrow', { contactOn: '2022-11-04' }, 'contactOn', '接触日期不能晚于今天'],
    ['指定单位 without one', { visibility: 'units' }, 'unitIds', '请选出可以看到的单位'],
    ['units without 指定单位', { unitIds: [yancang] }, 'unitIds', '只有“指定单位”才选单位'],
    ['a unit that is none', { visibility: 'units', unitIds: [randomUUID()] }, 'unitIds', '指定的单位有误'],
    [
      'a unit of another block',
      { visibility: 'units', unitIds: [yancang, unit('沈家门街道')] },
      'unitIds',
      '只能指定本区块的单位；给其他区块看，请由领导交办或 @',
    ],
    [
      'a contact’s unit that is none',
      { contacts: [{ unitId: randomUUID(), personId: null, joint: true }] },
      'contacts.0.unitId',
      '没有这个单位',
    ],
    [
      'a contact that is nobody',
      { contacts: [{ unitId: shanghai, personId: randomUUID(), joint: true }] },
      'contacts.0.personId',
      '没有这个人',
    ],
    ['a block that is none', { intentBlockId: randomUUID() }, 'intentBlockId', '没有这个区块'],
    ['市本级 as the intended block', { intentBlockId: block('市本级') }, 'intentBlockId', '没有这个区块'],
    [
      'a credit code with a slip',
      { mentions: [{ ...mention('海川'), uscCode: '91330900MA28K00001' }] },
      'mentions.0.uscCode',
      '统一社会信用代码有误',
    ],
  ])('not with %s', async (_, more, field, said) => {
    const { status, problem } = await (await city.as('孙海燕')).refused(contract.send, { input: input(more) })
    expect([status, problem.code, problem.because[0]?.field]).toEqual([422, 'invalid', field])
    expect(problem.detail).toContain(said)
  })

  test('is told to the ledger with ids and dates only', async () => {
    const { brief } = await desk.sent()
    const [line] = await city.look<{ event: string; payload: Record<string, unknown>; audience: string[] }>(
      `select event, payload, audience from ledger where subjects[1] = $1`,
      [`brief:${brief.id}`],
    )
    expect(line).toMatchObject({
      event: 'brief.sent',
      payload: { complete: true, judge: 'block', contactOn: '2022-11-02', unitId: shanghai },
    })
    expect(JSON.stringify(line)).not.toMatch(/海川|王经理|孙海燕/)
  })

  test('and every other change of a brief is three round trips: who and what, the change with its answer, commit', async () => {
    const sun = await city.as('孙海燕')
    const send = await sun.call(contract.send, { input: input() })
    const params = { id: send.body.brief.id }
    const reply = await sun.call(contract.reply, { params, input: says('请支持') })
    const rule = await (await city.as('唐国栋')).call(contract.rule, { params, input: assign() })
    const judge = await (await city.as('姚敏')).call(contract.judge, { params, ifMatch: 1, input: valid })
    const revise = await sun.call(contract.revise, { params, ifMatch: 2, input: input({ place: '苏州市' }) })
    const withdraw = await sun.call(contract.withdraw, { params, ifMatch: 3, input: { reason: '误发' } })
    expect([send, reply, rule, judge, revise, withdraw].map(({ trips }) => trips)).toEqual([3, 3, 3, 3, 3, 3])
  })
})
