/** Proves the rules on posts, departures, delegations, moves and passwords, with the cases an organisation office meets. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Role, roleNames } from '#core/actor.ts'
import { addDays } from '#core/calendar.ts'
import type { AddUnitInput, AppointInput, DatedPost } from './model.ts'
import {
  administrators,
  delegationFaults,
  heldOn,
  leaveClashes,
  leaveFaults,
  moveClashes,
  overlap,
  passwordFaults,
  postClashes,
  postFaults,
  standingFaults,
  unitFaults,
} from './rules.ts'

const today = '2022-11-03'
const says = (faults: readonly { say: string }[]) => faults.map(({ say }) => say)
const post = (role: Role, fromDay: string, toDay: string | null = null, unitId = 'yancang'): DatedPost => ({
  id: `${role} ${fromDay}`,
  role,
  unitId,
  unitName: '盐仓街道',
  blockId: 'dinghai',
  blockName: '定海区',
  cityLevel: false,
  acting: false,
  fromDay,
  toDay,
  document: null,
})
const asked: AppointInput = {
  role: 'reporter',
  unitId: 'yancang',
  acting: false,
  fromDay: today,
  toDay: null,
  document: null,
}

describe('a post asked for', () => {
  const town = { cityLevel: false }
  test.each<[string, Partial<AppointInput>, { cityLevel: boolean } | null, string[]]>([
    ['报送员, from today', {}, town, []],
    ['nowhere', {}, null, ['没有这个单位']],
    ['核实岗 without a paper', { role: 'verifier' }, town, ['任区块核实岗须写明任职文件']],
    ['核实岗 with one', { role: 'verifier', document: '定组干〔2022〕7号' }, town, []],
    ['市领导 in a town', { role: 'city-leader', document: '舟委干〔2022〕1号' }, town, ['市领导只设在市本级单位']],
    ['审计管理员 in a town', { role: 'audit-admin', document: 'x' }, town, ['审计管理员只设在市本级单位']],
    ['audit in the city', { role: 'audit-admin', document: 'x' }, { cityLevel: true }, []],
    ['acting without an end', { acting: true }, town, ['代理须写明到期日']],
    ['acting for a month', { acting: true, toDay: '2022-12-03' }, town, []],
    ['acting for two years', { acting: true, toDay: '2024-11-03' }, town, ['代理最长一年，到期另行任命']],
    ['ends before it begins', { toDay: today }, town, ['到期日应晚于任岗日']],
    ['too long ago', { fromDay: '2021-10-01' }, town, ['任岗日期应在前后一年之内']],
    ['too far ahead', { fromDay: '2023-12-01' }, town, ['任岗日期应在前后一年之内']],
  ])('%s', (_, change, unit, wanted) => {
    expect(says(postFaults({ ...asked, ...change }, today, unit))).toEqual(wanted)
  })

  test.each<[string, Partial<AppointInput>, DatedPost[], string]>([
    ['a second unit', {}, [post('reporter', '2021-01-01', null, 'baiquan')], ''],
    ['a second role there', {}, [post('unit-head', '2021-01-01')], ''],
    ['the same once more', {}, [post('reporter', '2021-01-01')], '已在该单位任报送员'],
    ['the same after it ended', {}, [post('reporter', '2021-01-01', today)], ''],
    ['business beside 审计', {}, [post('audit-admin', '2021-01-01')], '三员分立'],
    ['系统 beside 报送员', { role: 'system-admin' }, [post('reporter', '2021-01-01')], '三员分立'],
    ['系统 after 安全 ended', { role: 'system-admin' }, [post('security-admin', '2021-01-01', today)], ''],
    ['系统 in a second unit', { role: 'system-admin' }, [post('system-admin', '2021-01-01', null, 'other')], ''],
  ])('beside what is held: %s', (_, change, posts, wanted) => {
    expect(says(postClashes({ ...asked, ...change }, { active: true, posts })).join()).toContain(wanted)
    expect(postClashes({ ...asked, ...change }, { active: true, posts }).length).toBe(wanted === '' ? 0 : 1)
  })

  test('not for a closed account', () => {
    expect(says(postClashes(asked, { active: false, posts: [] }))).toEqual(['账号已停用，不能任岗'])
  })

  test('whatever is granted one after the other, no account ever holds an administrator beside anything else', () => {
    const span = fc.record({
      role: fc.constantFrom(...roleNames),
      from: fc.integer({ min: 0, max: 300 }),
      days: fc.option(fc.integer({ min: 1, max: 200 })),
    })
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), fc.integer({ min: 0, max: 500 }), (spans, on) => {
        const held: DatedPost[] = []
        for (const { role, from, days } of spans) {
          const fromDay = addDays(today, from)
          const wanted = post(role, fromDay, days === null ? null : addDays(fromDay, days))
          if (postClashes({ ...asked, ...wanted }, { active: true, posts: held }).length === 0) held.push(wanted)
        }
        const roles = new Set(held.filter((one) => heldOn(one, addDays(today, on))).map(({ role }) => role))
        expect(roles.size > 1 && administrators.some((role) => roles.has(role))).toBe(false)
      }),
    )
  })

  test('two spans overlap exactly when some day is in both', () => {
    const anySpan = fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.option(fc.integer({ min: 1, max: 9 })))
      .map(([from, days]) => ({
        fromDay: addDays(today, from),
        toDay: days === null ? null : addDays(today, from + days),
      }))
    fc.assert(
      fc.property(anySpan, anySpan, (one, other) => {
        const days = Array.from({ length: 30 }, (_, n) => addDays(today, n))
        expect(overlap(one, other)).toBe(days.some((day) => heldOn(one, day) && heldOn(other, day)))
      }),
    )
  })
})

describe('leaving', () => {
  const held = post('reporter', '2021-01-01')
  const colleague = { id: 'chenyan', active: true, posts: [post('unit-head', '2021-01-01')] }
  const facts = (toDay: string, change: object = {}) => ({
    input: { postId: held.id, toDay, successorId: null, reason: '调离' },
    today,
    personId: 'yingyong',
    post: held,
    successor: undefined,
    others: 3,
    ...change,
  })

  test.each([
    [facts(today), []],
    [facts('2022-12-01'), []],
    [facts('2022-11-02'), ['离岗日期不能早于今天']],
    [facts(today, { successor: colleague }), []],
    [facts(today, { successor: null }), ['接办人那时须在同一单位任岗']],
    [facts(today, { successor: { ...colleague, active: false } }), ['接办人那时须在同一单位任岗']],
    [
      facts(today, { successor: { ...colleague, posts: [post('unit-head', '2021-01-01', today)] } }),
      ['接办人那时须在同一单位任岗'],
    ],
    [facts(today, { successor: { ...colleague, id: 'yingyong' } }), ['不能移交给本人']],
    [
      facts('2022-12-01', { post: { ...held, toDay: '2022-11-10' } }),
      ['原定2022年11月10日到期，不能更晚；如需延长请另行任岗'],
    ],
    [facts(today, { post: { ...held, fromDay: '2022-12-01' } }), ['离岗日期不能早于任岗日期']],
  ])('case %#: %j', (given, wanted) => {
    expect(says(leaveFaults(given))).toEqual(wanted)
  })

  test('not twice, and never the last of the three administrators', () => {
    expect(says(leaveClashes(facts(today, { post: { ...held, toDay: today } })))).toEqual(['这个岗位已经结束'])
    const last = facts(today, { post: post('audit-admin', '2021-01-01'), others: 0 })
    expect(says(leaveClashes(last))).toEqual(['全市只有一名审计管理员，请先任命另一人'])
    expect(leaveClashes({ ...last, others: 1 })).toEqual([])
    expect(leaveClashes(facts(today, { others: 0 }))).toEqual([])
  })
})

test.each<[string, string | null, Parameters<typeof delegationFaults>[3], string[]]>([
  ['a secretary', null, { id: 'qin', active: true, posts: [post('reporter', '2021-01-01')] }, []],
  ['nobody', null, null, ['代录人须在岗']],
  [
    'one who has left',
    null,
    { id: 'qin', active: true, posts: [post('reporter', '2021-01-01', today)] },
    ['代录人须在岗'],
  ],
  [
    'an administrator',
    null,
    { id: 'aud', active: true, posts: [post('audit-admin', '2021-01-01')] },
    ['三员不得代录批示'],
  ],
  ['oneself', null, { id: 'tang', active: true, posts: [post('block-leader', '2021-01-01')] }, ['不能委托本人']],
  ['until today', today, { id: 'qin', active: true, posts: [post('reporter', '2021-01-01')] }, ['到期日应晚于今天']],
])('a leader’s word entered by %s', (_, toDay, delegate, wanted) => {
  expect(says(delegationFaults(toDay, today, 'tang', delegate))).toEqual(wanted)
})

describe('units', () => {
  const known = { blocks: new Set(['dinghai', 'xincheng']), units: new Map([['u1', '定海区投促中心']]) }
  const team: AddUnitInput = {
    name: '定海区驻成都招商组',
    short: '驻成都组',
    kind: 'posted',
    blockId: 'dinghai',
    fromDay: '2022-11-01',
    sendingUnitId: 'u1',
    postCity: '成都市',
  }
  test.each<[Partial<AddUnitInput>, string[]]>([
    [{}, []],
    [{ name: '定海区投促中心' }, ['已有同名单位']],
    [{ postCity: null }, ['驻外招商组须写明驻在城市']],
    [{ sendingUnitId: null }, ['驻外招商组须写明派出单位']],
    [{ sendingUnitId: 'u9' }, ['没有这个派出单位']],
    [{ kind: 'town' }, ['只有驻外招商组有派出单位和驻在城市']],
    [{ blockId: 'atlantis' }, ['没有这个区块']],
    [{ fromDay: '2022-10-31' }, ['以前月份已经计数，日期不能早于2022年11月1日']],
    [{ fromDay: '2024-01-01' }, ['日期最远为一年后']],
  ])('a new one with %o', (change, wanted) => {
    expect(says(unitFaults({ ...team, ...change }, today, known))).toEqual(wanted)
  })

  test('is ranked in one block at a date: a move begins after the last one and goes elsewhere', () => {
    const standing = { blockId: 'dinghai', fromDay: '2022-10-01' }
    const move = { blockId: 'xincheng', fromDay: '2022-11-01' }
    expect(standingFaults(move, today, known.blocks)).toEqual([])
    expect(moveClashes(move, standing)).toEqual([])
    expect(says(moveClashes({ ...move, blockId: 'dinghai' }, standing))).toEqual(['单位已在这个区块'])
    expect(says(moveClashes(move, { ...standing, fromDay: '2022-11-01' }))[0]).toContain('调整日期须在此之后')
  })
})

test.each([
  ['putuo-2022-shan', []],
  ['short1', ['新密码至少10位']],
  ['correct-horse-2', ['新密码不能与当前密码相同']],
  ['my-YaoMin-2022', ['新密码不能含有账号']],
  ['1234567890', ['这个密码太常见，请换一个']],
  ['Password2022!', ['这个密码太常见，请换一个']],
  ['aaaaaaaaaaaa', ['这个密码太常见，请换一个']],
  ['onlyletterspls', ['新密码须含字母、数字、符号中的两种']],
  ['密码要长一点才好呀呀', ['新密码须含字母、数字、符号中的两种']],
])('the password %s', (next, wanted) => {
  expect(says(passwordFaults(next, 'correct-horse-2', 'yaomin', 10))).toEqual(wanted)
})
