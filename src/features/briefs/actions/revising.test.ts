/** Changing a brief and taking it back, and every refusal on the way. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSeconds } from '#core/instant.ts'
import {
  clocksOf,
  deskIn,
  follow,
  input,
  mention,
  type Sent,
  says,
  type Thread,
  thursday,
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

describe('revising', () => {
  const revised = async (thread: Thread, more: Partial<Sent>, by = '孙海燕') =>
    (
      await (
        await city.as(by)
      ).call(contract.revise, { params: { id: thread.brief.id }, ifMatch: thread.brief.version, input: input(more) })
    ).body

  test('keeps the difference in the thread, and a repeated mask keeps the phone', async () => {
    const first = await desk.sent()
    const second = await revised(first, {
      body: first.brief.body.replace('2亿元', '3亿元'),
      contactPhone: '139****2222',
      contactName: '李经理',
    })
    expect(second.brief).toMatchObject({ revision: 2, version: 2, contactPhoneMasked: '139****2222' })
    const [change] = second.messages
    expect(change).toMatchObject({ kind: 'revision', by: { name: '孙海燕' }, no: 2 })
    expect(change?.kind === 'revision' && change.changes.map(({ field, after }) => [field, after.slice(-20)])).toEqual([
      ['正文', second.brief.body.slice(-20)],
      ['企业联系人', '李**'],
    ])
    const { body } = await (await city.as('孙海燕')).call(contract.unmask, {
      params: { id: first.brief.id },
      input: { reason: '约时间' },
    })
    expect(body.contactPhone).toBe('13911112222')
  })

  test('that fills what was missing starts the claim at the server’s time, once', async () => {
    const thin = await desk.sent('孙海燕', { contactName: null })
    const full = await revised(thin, {}, '蒋涛')
    expect(full.brief.firstCompleteAt).toBe(full.now)
    const again = await revised(full, { contactName: null })
    expect(again.brief).toMatchObject({ firstCompleteAt: full.brief.firstCompleteAt, missing: ['企业联系人'] })
    const lines = await city.look<{ event: string }>(
      `select event from ledger where subjects[1] = $1 order by recorded_at`,
      [`brief:${thin.brief.id}`],
    )
    expect(lines.map(({ event }) => event)).toEqual(['brief.sent', 'brief.completed', 'brief.revised'])
  })

  test('can narrow who sees it', async () => {
    const wide = await desk.sent()
    await revised(wide, { visibility: 'leaders' })
    const { problem } = await (await city.as('应勇')).refused(contract.thread, { params: { id: wide.brief.id } })
    expect(problem.code).toBe('not-found')
  })

  test('shows nobody words that stood where they could not look, before or after', async () => {
    const secret = '企业要求对外保密，正与宁波谈判。'
    const closed = await desk.sent('孙海燕', { visibility: 'leaders', nextStep: secret })
    const kinds = ({ messages }: Thread) => messages.map(({ kind }) => kind)
    const opened = await revised(closed, { visibility: 'block' })
    expect(kinds(opened)).toEqual(['revision'])
    for (const who of ['蒋涛', '唐国栋', '姚敏', '林海生'])
      expect(kinds(await desk.seen(who, opened.brief.id))).toEqual(['revision'])
    const neighbour = await desk.seen('应勇', opened.brief.id)
    expect(neighbour.brief.id).toBe(opened.brief.id)
    expect(kinds(neighbour)).toEqual([])
    expect(JSON.stringify(neighbour)).not.toContain(secret)
    const shut = await revised(opened, { visibility: 'leaders', nextStep: secret })
    const again = await revised(shut, { visibility: 'block', place: '苏州市' })
    const plain = await revised(again, { visibility: 'block', place: '杭州市' })
    expect(JSON.stringify(await desk.seen('应勇', plain.brief.id))).not.toContain(secret)
    expect(kinds(await desk.seen('应勇', plain.brief.id))).toEqual(['revision'])
    expect(kinds(plain)).toHaveLength(4)
  })

  test('refuses a stale version and says what has changed, a missing one, a foreign hand, another unit, no change', async () => {
    const first = await desk.sent()
    const params = { id: first.brief.id }
    await desk.judges('姚敏', first)
    const sun = await city.as('孙海燕')
    const stale = await sun.refused(contract.revise, { params, ifMatch: 1, input: input({ place: '苏州市' }) })
    expect([stale.status, stale.problem.code, stale.problem.detail]).toEqual([
      412,
      'version-stale',
      '您打开之后，已有核实结论',
    ])
    expect(stale.problem.details).toEqual({ version: 2 })
    const missing = await sun.refused(contract.revise, { params, input: input({ place: '苏州市' }) })
    expect([missing.status, missing.problem.code]).toEqual([428, 'version-missing'])
    const foreign = await (await city.as('应勇')).refused(contract.revise, {
      params,
      ifMatch: 2,
      input: input({ place: '苏州市' }),
    })
    expect([foreign.status, foreign.problem.detail]).toEqual([403, '由发简报的人或单位负责人修改'])
    const neighbour = await (await city.as('乐苗')).refused(contract.revise, { params, ifMatch: 2, input: input() })
    expect(neighbour.status).toBe(404)
    const moved = await sun.refused(contract.revise, { params, ifMatch: 2, input: input({ unitId: yancang }) })
    expect([moved.status, moved.problem.because[0]?.field]).toEqual([422, 'unitId'])
    const same = await sun.refused(contract.revise, { params, ifMatch: 2, input: input({ body: first.brief.body }) })
    expect([same.status, same.problem.detail]).toEqual([409, '没有改动'])
  })

  test('of two at once one is told to look again', async () => {
    const { brief } = await desk.sent()
    const [sun, jiang] = [await city.as('孙海燕'), await city.as('蒋涛')]
    const asked = (place: string) => ({ params: { id: brief.id }, ifMatch: 1, input: input({ place }) })
    const answers = await Promise.allSettled([
      sun.call(contract.revise, asked('苏州市')),
      jiang.call(contract.revise, asked('杭州市')),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(String(answers.find((answer) => answer.status === 'rejected')?.reason)).toContain('version-stale')
  })
})

describe('taking it back', () => {
  test('within two minutes: the words are shown no more, to nobody, and nothing runs on', async () => {
    const { brief } = await desk.sent()
    const sun = await city.as('孙海燕')
    const { body } = await sun.call(contract.recall, { params: { id: brief.id }, ifMatch: 1 })
    expect(body.brief).toMatchObject({
      state: 'recalled',
      body: '',
      mentions: [],
      contacts: [],
      contactName: null,
      contactPhoneMasked: null,
      lifted: [],
    })
    expect(clocksOf(body)).toEqual({ respond: 'cancelled', judge: 'cancelled' })
    const list = await sun.call(contract.list, { query: { mine: 'written', limit: 100 } as never })
    expect(list.body.rows.some(({ id }) => id === brief.id)).toBe(false)
    for (const [by, call] of [
      ['唐国栋', contract.rule],
      ['应勇', contract.reply],
    ] as const) {
      const someone = await city.as(by)
      const { problem } = await someone.refused(call, {
        params: { id: brief.id },
        input: (call === contract.rule ? follow : says('看', { unitId: yancang })) as never,
      })
      expect([problem.code, problem.detail]).toEqual(['conflict', '这条简报已撤回'])
    }
  })

  test('not by the head, not after two minutes', async () => {
    const { brief } = await desk.sent()
    const head = await (await city.as('蒋涛')).refused(contract.recall, { params: { id: brief.id }, ifMatch: 1 })
    expect([head.status, head.problem.detail]).toEqual([403, '只有发简报的人可以撤回'])
    await city.setNow(addSeconds(brief.sentAt, 121))
    const late = await (await city.as('孙海燕')).refused(contract.recall, { params: { id: brief.id }, ifMatch: 1 })
    expect([late.status, late.problem.code]).toEqual([409, 'too-late'])
    await city.setNow(thursday)
  })

  test('later by withdrawal, which leaves a stub with number, unit, date and reason', async () => {
    const { brief } = await desk.sent('孙海燕', { mentions: [mention('杭州暗礁科技有限公司')] })
    const sun = await city.as('孙海燕')
    const { body } = await sun.call(contract.withdraw, {
      params: { id: brief.id },
      ifMatch: 1,
      input: { reason: '企业要求保密，电话13800000000' },
    })
    expect(body.brief).toMatchObject({
      state: 'withdrawn',
      number: brief.number,
      unit: brief.unit,
      sentAt: brief.sentAt,
      body: '',
      mentions: [],
      withdrawnReason: '企业要求保密，电话138****0000',
    })
    const found = await sun.call(contract.list, { query: { q: '暗礁' } as never })
    expect(found.body.rows).toEqual([])
    const stub = await sun.call(contract.list, { query: { q: brief.number.slice(3) } as never })
    expect(stub.body.rows).toMatchObject([
      { state: 'withdrawn', companies: [], intention: null, investmentFen: null, contactOn: null },
    ])
    const judged = await (await city.as('姚敏')).refused(contract.judge, {
      params: { id: brief.id },
      ifMatch: 2,
      input: valid,
    })
    expect([judged.problem.code, judged.problem.detail]).toEqual(['conflict', '这条简报已撤销'])
    const phone = await sun.refused(contract.unmask, { params: { id: brief.id }, input: { reason: '核对' } })
    expect(phone.problem.code).toBe('conflict')
    const again = await sun.refused(contract.withdraw, {
      params: { id: brief.id },
      ifMatch: 2,
      input: { reason: '再撤' },
    })
    expect(again.problem.code).toBe('conflict')
    const stranger = await (await city.as('应勇')).refused(contract.withdraw, {
      params: { id: brief.id },
      ifMatch: 2,
      input: { reason: '看看' },
    })
    expect(stranger.status).toBe(403)
  })
})
