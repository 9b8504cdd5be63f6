/** A leader's word: given, undone, confirmed, superseded, and every refusal. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSeconds } from '#core/instant.ts'
import {
  assign,
  clocksOf,
  deskIn,
  follow,
  park,
  person,
  type Ruling,
  rulingsOf,
  says,
  thursday,
  unit,
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

describe('ruling', () => {
  test('one tap: 跟进, seen by all, and the response clock stops', async () => {
    const { body, status } = await (await city.as('唐国栋')).call(contract.rule, {
      params: { id: (await desk.sent()).brief.id },
      input: follow,
    })
    expect(status).toBe(201)
    expect(rulingsOf(body)).toMatchObject([
      {
        leader: { name: '唐国栋' },
        leaderPost: '定海区委区政府区块领导',
        conclusion: 'follow',
        inForce: true,
        undone: false,
        enteredBy: null,
      },
    ])
    expect(clocksOf(body)).toEqual({ respond: 'met', judge: 'green' })
  })

  test('交办 gives the unit sight and a clock; its answer stops it', async () => {
    const first = await desk.sent('孙海燕', { visibility: 'leaders' })
    const { brief } = first
    await (await city.as('应勇')).refused(contract.thread, { params: { id: brief.id } })
    const ruled = await desk.rules('唐国栋', first, assign())
    const [ruling] = rulingsOf(ruled)
    expect(clocksOf(ruled)).toEqual({ respond: 'met', judge: 'green', answer: 'green' })
    expect(ruled.clocks.at(-1)).toMatchObject({
      instance: ruling?.id,
      answerer: '盐仓街道',
      dueAt: '2022-11-10T15:59:59.999999Z',
    })
    expect(ruled.facts.assignedUnitIds.sort()).toEqual([yancang, park].sort())
    const told = await desk.seen('应勇', brief.id)
    expect(told.brief.contactName).toBe('王经理')
    const wrong = await (await city.as('白露')).refused(contract.reply, {
      params: { id: brief.id },
      input: says('已对接', { unitId: park, answersRulingId: ruling?.id ?? '' }),
    })
    expect(wrong.problem.detail).toBe('这条批示交办给另一个单位，由牵头单位答复')
    await city.setNow('2022-11-09T01:00:00Z')
    const { body } = await (await city.as('应勇')).call(contract.reply, {
      params: { id: brief.id },
      input: says('已对接，下周来看厂房', { unitId: yancang, answersRulingId: ruling?.id ?? '' }),
    })
    expect(clocksOf(body)).toMatchObject({ answer: 'met' })
    await city.setNow(thursday)
  })

  test('a later ruling supersedes the earlier one and its clock; the senior leader’s stands over both', async () => {
    const first = await desk.sent()
    await desk.rules('唐国栋', first, assign())
    const second = await desk.rules('俞静', first, { ...follow, conclusion: 'hold', body: '先等等' })
    expect(rulingsOf(second).map(({ leader, inForce }) => [leader.name, inForce])).toEqual([
      ['唐国栋', false],
      ['俞静', true],
    ])
    expect(clocksOf(second)).toMatchObject({ answer: 'cancelled' })
    const third = await desk.rules('林海生', first, assign({ leadUnitId: unit('沈家门街道'), coUnitIds: [] }))
    const fourth = await desk.rules('唐国栋', first, { ...follow, conclusion: 'drop' })
    expect(rulingsOf(fourth).map(({ leader, inForce }) => [leader.name, inForce])).toEqual([
      ['唐国栋', false],
      ['俞静', false],
      ['林海生', true],
      ['唐国栋', false],
    ])
    expect(third.clocks.filter(({ key }) => key === 'briefs.answer').map(({ state }) => state)).toEqual([
      'cancelled',
      'green',
    ])
    expect(fourth.clocks.filter(({ key }) => key === 'briefs.answer').map(({ state }) => state)).toEqual([
      'cancelled',
      'green',
    ])
    expect((await desk.seen('乐苗', first.brief.id)).brief.id).toBe(first.brief.id)
  })

  test('undone within ten seconds it is as if it had not been: clocks, sight and all', async () => {
    const first = await desk.sent('孙海燕', { visibility: 'leaders' })
    const told = await desk.rules('唐国栋', first, assign({ coUnitIds: [] }))
    const other = await desk.rules('唐国栋', first, assign({ leadUnitId: park, coUnitIds: [] }))
    expect(other.clocks.filter(({ key }) => key === 'briefs.answer').map(({ state }) => state)).toEqual([
      'cancelled',
      'green',
    ])
    const [, slip] = rulingsOf(other)
    const tang = await city.as('唐国栋')
    const { body } = await tang.call(contract.undoRuling, { params: { id: first.brief.id, ruling: slip?.id ?? '' } })
    expect(rulingsOf(body).map(({ undone, inForce, body: word }) => [undone, inForce, word !== null])).toEqual([
      [false, true, true],
      [true, false, false],
    ])
    expect(body.clocks).toEqual(told.clocks.map((clock) => ({ ...clock, because: expect.any(String) })))
    expect((await desk.seen('应勇', first.brief.id)).brief.id).toBe(first.brief.id)
    await (await city.as('白露')).refused(contract.thread, { params: { id: first.brief.id } })
    const twice = await tang.refused(contract.undoRuling, { params: { id: first.brief.id, ruling: slip?.id ?? '' } })
    expect(twice.problem.code).toBe('conflict')
    const unheard = await tang.refused(contract.undoRuling, { params: { id: first.brief.id, ruling: randomUUID() } })
    expect(unheard.status).toBe(404)
  })

  test('undoing one that another had replaced revives nothing: what stands over it stands over the first as well', async () => {
    const first = await desk.sent()
    await desk.rules('俞静', first, assign({ coUnitIds: [] }))
    const second = await desk.rules('唐国栋', first, assign({ leadUnitId: park, coUnitIds: [] }))
    const third = await desk.rules('林海生', first, assign({ leadUnitId: unit('白泉镇'), coUnitIds: [] }))
    const answers = (thread: typeof first) =>
      thread.clocks.flatMap(({ key, answerer, state }) => (key === 'briefs.answer' ? [[answerer, state]] : []))
    expect(answers(third)).toEqual([
      ['盐仓街道', 'cancelled'],
      ['定海工业园区', 'cancelled'],
      ['白泉镇', 'green'],
    ])
    const slip = rulingsOf(second).at(-1)
    const undo = async (by: string, ruling: string) =>
      (await (await city.as(by)).call(contract.undoRuling, { params: { id: first.brief.id, ruling } })).body
    const undone = await undo('唐国栋', slip?.id ?? '')
    expect(answers(undone)).toEqual([
      ['盐仓街道', 'cancelled'],
      ['白泉镇', 'green'],
    ])
    // the one in force undone as well: the first stands again, and its clock runs
    const back = await undo('林海生', rulingsOf(third).at(-1)?.id ?? '')
    expect(rulingsOf(back).map(({ leader, inForce }) => [leader.name, inForce])).toEqual([
      ['俞静', true],
      ['唐国栋', false],
      ['林海生', false],
    ])
    expect(answers(back)).toEqual([['盐仓街道', 'green']])
  })

  test('undoing the only ruling lets the response clock run on from where it began', async () => {
    const first = await desk.sent()
    const ruled = await desk.rules('唐国栋', first, follow)
    const [ruling] = rulingsOf(ruled)
    const { body } = await (await city.as('唐国栋')).call(contract.undoRuling, {
      params: { id: first.brief.id, ruling: ruling?.id ?? '' },
    })
    expect(body.clocks.map(({ key, state, startedAt }) => [key, state, startedAt])).toEqual(
      first.clocks.map(({ key, startedAt }) => [key, 'green', startedAt]),
    )
  })

  test('is not undone by another, nor after ten seconds', async () => {
    const first = await desk.sent()
    const [ruling] = rulingsOf(await desk.rules('唐国栋', first, follow))
    const params = { id: first.brief.id, ruling: ruling?.id ?? '' }
    const other = await (await city.as('俞静')).refused(contract.undoRuling, { params })
    expect([other.status, other.problem.detail]).toEqual([403, '谁作出的批示由谁撤回'])
    await city.setNow(addSeconds(ruling?.at ?? '', 11))
    const late = await (await city.as('唐国栋')).refused(contract.undoRuling, { params })
    expect([late.status, late.problem.code]).toEqual([409, 'too-late'])
    await city.setNow(thursday)
  })

  test('代录: a delegate enters the leader’s word, marked, and the leader confirms it once', async () => {
    const first = await desk.sent()
    const ruled = await desk.rules('秦秘书', first, { ...follow, leaderId: person('唐国栋') })
    const [ruling] = rulingsOf(ruled)
    expect(ruling).toMatchObject({
      leader: { name: '唐国栋' },
      enteredBy: { name: '秦秘书' },
      confirmedAt: null,
      inForce: true,
    })
    const params = { id: first.brief.id, ruling: ruling?.id ?? '' }
    const self = await (await city.as('秦秘书')).refused(contract.confirmRuling, { params })
    expect([self.status, self.problem.detail]).toEqual([403, '代录的批示由领导本人确认'])
    const tang = await city.as('唐国栋')
    const { body } = await tang.call(contract.confirmRuling, { params })
    expect(rulingsOf(body)[0]?.confirmedAt).toBe(body.now)
    expect((await tang.refused(contract.confirmRuling, { params })).problem.detail).toBe('已确认过')
    const own = rulingsOf(await desk.rules('唐国栋', first, follow)).at(-1)
    const needless = await tang.refused(contract.confirmRuling, { params: { ...params, ruling: own?.id ?? '' } })
    expect(needless.problem.detail).toBe('这条批示由领导本人作出，无须确认')
  })

  test('代录 ends with the delegate’s own posts, and while the leader is suspended', async () => {
    const { brief } = await desk.sent('孙海燕', { visibility: 'leaders' })
    const qin = await city.as('秦秘书')
    const asked = { params: { id: brief.id }, input: { ...follow, leaderId: person('唐国栋') } }
    const refusedNow = async () => (await qin.refused(contract.rule, asked)).status
    await city.look(`update posts set to_day = '2022-11-03' where person_id = $1`, [qin.id])
    expect(await refusedNow()).toBe(404)
    await city.look(`update posts set to_day = null, role = 'security-admin' where person_id = $1`, [qin.id])
    expect(await refusedNow()).toBe(404)
    await city.look(`update posts set role = 'reporter' where person_id = $1`, [qin.id])
    await city.look('update persons set active = false where id = $1', [person('唐国栋')])
    expect(await refusedNow()).toBe(404)
    await city.look('update persons set active = true where id = $1', [person('唐国栋')])
    expect((await qin.call(contract.rule, asked)).status).toBe(201)
  })

  test.each<[string, string, Ruling]>([
    ['a reporter', '应勇', follow],
    ['the 核实岗', '姚敏', follow],
    ['a delegate in their own name', '秦秘书', follow],
    ['a delegate for a leader who gave no delegation', '秦秘书', { ...follow, leaderId: person('俞静') }],
    ['a leader for another leader', '俞静', { ...follow, leaderId: person('唐国栋') }],
  ])('not by %s', async (_, by, ruling) => {
    const refused = await (await city.as(by)).refused(contract.rule, {
      params: { id: (await desk.sent()).brief.id },
      input: ruling,
    })
    expect([refused.status, refused.problem.detail]).toEqual([403, '由本区块领导或市领导批示；代录须有委托'])
  })

  test('not by a neighbour’s leader, who does not even find it', async () => {
    const refused = await (await city.as('贺普陀')).refused(contract.rule, {
      params: { id: (await desk.sent()).brief.id },
      input: follow,
    })
    expect(refused.status).toBe(404)
  })

  test.each<[string, Partial<Ruling>, string]>([
    ['without a unit', { leadUnitId: null }, 'leadUnitId'],
    ['without a day', { dueOn: null }, 'dueOn'],
    ['until yesterday', { dueOn: '2022-11-02' }, 'dueOn'],
    ['with the lead unit as its own helper', { coUnitIds: [yancang] }, 'coUnitIds'],
    ['to a unit that is none', { leadUnitId: randomUUID() }, 'leadUnitId'],
    ['by a 区块领导 to another block’s unit', { leadUnitId: unit('沈家门街道') }, 'leadUnitId'],
    ['as 跟进', { conclusion: 'follow' }, 'conclusion'],
  ])('no 交办 %s', async (_, more, field) => {
    const refused = await (await city.as('唐国栋')).refused(contract.rule, {
      params: { id: (await desk.sent()).brief.id },
      input: assign(more),
    })
    expect([refused.status, refused.problem.because[0]?.field]).toEqual([422, field])
  })

  test('two at once both stay, and one of them stands', async () => {
    const first = await desk.sent()
    await Promise.all([
      desk.rules('唐国栋', first, assign()),
      desk.rules('俞静', first, assign({ leadUnitId: park, coUnitIds: [] })),
    ])
    const thread = await desk.seen('孙海燕', first.brief.id)
    expect(rulingsOf(thread).filter(({ inForce }) => inForce)).toHaveLength(1)
    const answers = thread.clocks.filter(({ key }) => key === 'briefs.answer')
    // the one that came in later by the clock but waited for the other never was in force: it has no clock to cancel
    expect(answers.filter(({ state }) => state !== 'cancelled').map(({ state }) => state)).toEqual(['green'])
  })
})
