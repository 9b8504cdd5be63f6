/** Answering in the thread, drawing others in, looking behind a mask. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pathOf } from '#core/endpoint.ts'
import { clocksOf, deskIn, park, person, says, shanghai, thursday, unit, yancang } from '#test/brief-desk.ts'
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

describe('replying', () => {
  test('stands in the thread in the unit’s name; it is no response that a leader owes', async () => {
    const { brief } = await desk.sent()
    const ying = await city.as('应勇')
    const { body, status } = await ying.call(contract.reply, {
      params: { id: brief.id },
      input: says('我街道有合适厂房，电话13700001111', { unitId: yancang }),
    })
    expect(status).toBe(201)
    expect(body.messages).toMatchObject([
      {
        kind: 'reply',
        author: { name: '应勇' },
        unit: { name: '盐仓街道' },
        body: '我街道有合适厂房，电话137****1111',
      },
    ])
    expect(clocksOf(body)).toEqual({ respond: 'green', judge: 'green' })
  })

  test('by a leader or the 核实岗 is the response', async () => {
    for (const [name, unitName] of [
      ['俞静', '定海区委区政府'],
      ['姚敏', '定海区投促中心'],
    ] as const) {
      const { brief } = await desk.sent()
      const { body } = await (await city.as(name)).call(contract.reply, {
        params: { id: brief.id },
        input: says('好', { unitId: unit(unitName) }),
      })
      expect(clocksOf(body)).toEqual({ respond: 'met', judge: 'green' })
    }
  })

  test('with @ draws the called unit and person in', async () => {
    const { brief } = await desk.sent('孙海燕', { visibility: 'units', unitIds: [yancang] })
    await (await city.as('白露')).refused(contract.thread, { params: { id: brief.id } })
    const { body } = await (await city.as('应勇')).call(contract.reply, {
      params: { id: brief.id },
      input: says('@园区 @丁一川', { unitId: yancang, calledUnitIds: [park], calledPersonIds: [person('丁一川')] }),
    })
    expect(body.messages[0]).toMatchObject({
      calledUnits: [{ name: '定海工业园区' }],
      calledPersons: [{ name: '丁一川' }],
    })
    expect((await desk.seen('白露', brief.id)).brief.id).toBe(brief.id)
    expect((await desk.seen('丁一川', brief.id)).brief.id).toBe(brief.id)
  })

  test('a person who was called and then moved to another block reads it no more, whoever replies after that', async () => {
    const { brief } = await desk.sent('孙海燕', { visibility: 'leaders' })
    const params = { id: brief.id }
    const ding = person('丁一川')
    await (await city.as('孙海燕')).call(contract.reply, {
      params,
      input: says('@丁一川', { calledPersonIds: [ding] }),
    })
    expect((await desk.seen('丁一川', brief.id)).brief.id).toBe(brief.id)
    await city.look('update posts set unit_id = $2 where person_id = $1', [ding, unit('沈家门街道')])
    expect((await (await city.as('丁一川')).refused(contract.thread, { params })).status).toBe(404)
    await (await city.as('孙海燕')).call(contract.reply, { params, input: says('@园区', { calledUnitIds: [park] }) })
    expect((await (await city.as('丁一川')).refused(contract.thread, { params })).status).toBe(404)
    await city.look('update posts set unit_id = $2 where person_id = $1', [ding, unit('定海区经济和信息化局')])
    expect((await desk.seen('丁一川', brief.id)).brief.id).toBe(brief.id)
  })

  test('across blocks only a leader may call', async () => {
    const { brief } = await desk.sent()
    const call = { calledUnitIds: [unit('沈家门街道')] }
    const barred = await (await city.as('应勇')).refused(contract.reply, {
      params: { id: brief.id },
      input: says('@沈家门', { unitId: yancang, ...call }),
    })
    expect([barred.status, barred.problem.detail]).toEqual([403, '沈家门街道不在本区块，跨区块须由领导交办或 @'])
    await (await city.as('乐苗')).refused(contract.thread, { params: { id: brief.id } })
    await (await city.as('俞静')).call(contract.reply, {
      params: { id: brief.id },
      input: says('@沈家门 一起看', { unitId: unit('定海区委区政府'), ...call }),
    })
    expect((await desk.seen('乐苗', brief.id)).brief.id).toBe(brief.id)
  })

  test.each<[string, string, Parameters<typeof says>[1], number, string]>([
    ['in another unit’s name', '应勇', { unitId: shanghai }, 403, '只能以本人所在单位的名义回复'],
    ['calling a unit that is none', '孙海燕', { calledUnitIds: [randomUUID()] }, 422, '没有这个单位'],
    ['calling nobody', '孙海燕', { calledPersonIds: [randomUUID()] }, 422, '没有这个人'],
    [
      'calling an administrator',
      '孙海燕',
      { calledPersonIds: [person('钱系统')] },
      422,
      '钱系统没有业务岗位，看不到简报',
    ],
    ['answering a ruling that is none', '孙海燕', { answersRulingId: randomUUID() }, 422, '没有这条批示'],
  ])('not %s', async (_, by, more, status, said) => {
    const { brief } = await desk.sent()
    const refused = await (await city.as(by)).refused(contract.reply, {
      params: { id: brief.id },
      input: says('好', more),
    })
    expect([refused.status, refused.problem.detail]).toEqual([status, said])
  })

  test('marked secret is refused like a brief', async () => {
    const { brief } = await desk.sent()
    const { problem } = await (await city.as('孙海燕')).refused(contract.reply, {
      params: { id: brief.id },
      input: says('【机密】'),
    })
    expect(problem.code).toBe('secret')
  })

  test('to what a neighbour sent is refused as not found', async () => {
    const { brief } = await desk.sent()
    const { status } = await (await city.as('乐苗')).refused(contract.reply, {
      params: { id: brief.id },
      input: says('好', { unitId: unit('沈家门街道') }),
    })
    expect(status).toBe(404)
  })
})

describe('looking behind a mask', () => {
  test('leaves a line each time that it is shown, also when the same key comes again', async () => {
    const { brief } = await desk.sent()
    const { token } = await city.as('姚敏')
    const key = randomUUID()
    const press = () =>
      city.app.inject({
        method: 'POST',
        url: `/api${pathOf(contract.unmask.path, { id: brief.id })}`,
        cookies: { wutong: token },
        headers: { 'x-wutong': '1', 'idempotency-key': key },
        payload: { reason: '电话核实 13900000000' },
      })
    for (const _ of [1, 2]) expect(JSON.parse((await press()).body)).toMatchObject({ contactPhone: '13911112222' })
    const log = await city.look('select reason from access_log where verb = $1 and subject = $2', [
      'briefs.unmask',
      `brief:${brief.id}`,
    ])
    expect(log).toEqual([{ reason: '电话核实 139****0000' }, { reason: '电话核实 139****0000' }])
  })

  test('is allowed to few, with a reason, and leaves its mark in both logs', async () => {
    const { brief } = await desk.sent()
    const params = { id: brief.id }
    const { body } = await (await city.as('姚敏')).call(contract.unmask, {
      params,
      input: { reason: '电话核实 13900000000' },
    })
    expect(body).toEqual({ contactPhone: '13911112222', lifted: [{ kind: 'phone', value: '13800000000' }] })
    const log = await city.look('select reason from access_log where verb = $1 and subject = $2', [
      'briefs.unmask',
      `brief:${brief.id}`,
    ])
    expect(log).toEqual([{ reason: '电话核实 139****0000' }])
    const lines = await city.look<{ actor_id: string }>(
      `select actor_id from ledger where event = 'brief.unmasked' and subjects[1] = $1`,
      [`brief:${brief.id}`],
    )
    expect(lines).toEqual([{ actor_id: person('姚敏') }])
    for (const name of ['应勇', '丁一川']) {
      const refused = await (await city.as(name)).refused(contract.unmask, { params, input: { reason: '看看' } })
      expect([refused.status, refused.problem.detail]).toEqual([
        403,
        '联系方式限发送单位、接触人、承办单位、核实岗和领导查看',
      ])
    }
    expect((await (await city.as('乐苗')).refused(contract.unmask, { params, input: { reason: '看看' } })).status).toBe(
      404,
    )
  })
})
