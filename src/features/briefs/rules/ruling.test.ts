/** 批示 by example: who may, whose word stands, what an 交办 must say, and until when it is taken back. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor, Post, Role } from '#core/actor.ts'
import {
  faultsIn,
  inForce,
  type Ruled,
  rulerFor,
  seniorityOf,
  whyNotAnswer,
  whyNotConfirm,
  whyNotUndo,
} from './ruling.ts'

const post = (role: Role, blockId = '定海', more: Partial<Post> = {}): Post => ({
  id: `${role}@${blockId}`,
  role,
  unitId: `${blockId}委`,
  unitName: `${blockId}区委区政府`,
  blockId,
  blockName: blockId,
  cityLevel: blockId === '市本级',
  acting: false,
  ...more,
})
const who = (name: string, posts: Post[], delegations: Actor['delegations'] = []): Actor => ({
  kind: 'person',
  tenantId: 't',
  personId: name,
  name,
  posts,
  delegations,
  keys: [],
})
const ofDinghai = { blockId: '定海', cityLevelBlock: false, intentBlockId: null }
const ofCity = { blockId: '市本级', cityLevelBlock: true, intentBlockId: '普陀' }

describe('who may rule', () => {
  test.each<[string, Post, typeof ofDinghai | typeof ofCity, 1 | 2 | null]>([
    ['市领导 on any brief', post('city-leader', '市本级'), ofDinghai, 1],
    ['区块领导 on the block’s', post('block-leader'), ofDinghai, 2],
    ['区块领导 not on another block’s', post('block-leader', '普陀'), ofDinghai, null],
    ['区块领导 on 市本级’s that is meant for the block', post('block-leader', '普陀'), ofCity, 2],
    ['区块领导 not on 市本级’s that is meant for another', post('block-leader'), ofCity, null],
    [
      '区块领导 not on another block’s, even when it names the block',
      post('block-leader', '普陀'),
      { ...ofDinghai, intentBlockId: '普陀' } as never,
      null,
    ],
    ['核实岗 never', post('verifier'), ofDinghai, null],
  ])('%s', (_, held, brief, seniority) => {
    expect(seniorityOf(held, brief)).toBe(seniority)
  })

  test('somebody with two posts rules by the senior one; an acting leader says so', () => {
    expect(rulerFor(who('甲', [post('block-leader'), post('city-leader', '市本级')]), ofDinghai, null)).toMatchObject({
      seniority: 1,
      enteredBy: null,
    })
    expect(rulerFor(who('乙', [post('block-leader', '定海', { acting: true })]), ofDinghai, null)?.leaderPost).toBe(
      '定海区委区政府代理区块领导',
    )
  })

  test('代录 needs the delegation of that very leader, and only for what the leader may rule on', () => {
    const secretary = who('秦', [post('reporter')], [{ personId: '唐', name: '唐', posts: [post('block-leader')] }])
    expect(rulerFor(secretary, ofDinghai, '唐')).toMatchObject({ leaderId: '唐', enteredBy: '秦', seniority: 2 })
    expect(rulerFor(secretary, ofDinghai, null)).toBeNull()
    expect(rulerFor(secretary, ofDinghai, '俞')).toBeNull()
    expect(rulerFor(secretary, { ...ofDinghai, blockId: '普陀' }, '唐')).toBeNull()
  })

  test('a leader’s own id is no 代录', () => {
    expect(rulerFor(who('唐', [post('block-leader')]), ofDinghai, '唐')).toMatchObject({
      leaderId: '唐',
      enteredBy: null,
    })
  })
})

describe('which ruling stands', () => {
  const ruled = (id: string, seniority: 1 | 2, minute: number, undone = false): Ruled => ({
    id,
    seniority,
    at: `2022-11-03T01:${String(minute).padStart(2, '0')}:00.000000Z`,
    undoneAt: undone ? 'x' : null,
  })
  test.each<[string, Ruled[], string | null]>([
    ['none', [], null],
    ['the latest of two leaders of one rank', [ruled('书记', 2, 1), ruled('区长', 2, 2)], '区长'],
    ['the senior leader’s, though a later one came', [ruled('市长', 1, 1), ruled('书记', 2, 2)], '市长'],
    ['the senior leader’s own latest', [ruled('市长一', 1, 1), ruled('书记', 2, 2), ruled('市长二', 1, 3)], '市长二'],
    ['one undone is as if it had not been', [ruled('书记', 2, 1), ruled('市长', 1, 2, true)], '书记'],
  ])('%s', (_, rulings, id) => {
    expect(inForce(rulings)?.id ?? null).toBe(id)
  })

  test('is the same in whatever order they are read', () => {
    const any = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom<1 | 2>(1, 2), fc.boolean()), {
      selector: ([n]) => n,
    })
    fc.assert(
      fc.property(any, (some) => {
        const rulings = some.map(([n, seniority, undone]) => ruled(`r${n}`, seniority, n % 3, undone))
        expect(inForce([...rulings].reverse())).toEqual(inForce(rulings))
      }),
    )
  })
})

describe('an 交办', () => {
  const by = { leaderId: '唐', leaderPost: '', seniority: 2, enteredBy: null, post: post('block-leader') } as const
  const told = [
    { id: '盐仓', name: '盐仓街道', blockId: '定海' },
    { id: '园区', name: '定海工业园区', blockId: '定海' },
    { id: '沈家门', name: '沈家门街道', blockId: '普陀' },
  ]
  const word = { conclusion: 'assign', leadUnitId: '盐仓', coUnitIds: ['园区'], dueOn: '2022-11-03' } as const
  test.each<[string, object, 1 | 2, string[]]>([
    ['says who leads, who helps and until when; today is in time', {}, 2, []],
    [
      'needs the unit and the day',
      { leadUnitId: null, dueOn: null, coUnitIds: [] },
      2,
      ['交办须写明牵头单位', '交办须写明时限'],
    ],
    ['not until yesterday', { dueOn: '2022-11-02' }, 2, ['时限不能早于今天']],
    ['not to another block’s unit', { coUnitIds: ['沈家门'] }, 2, ['沈家门街道不归本区块，请市领导交办']],
    ['by a 市领导 to any', { coUnitIds: ['沈家门'] }, 1, []],
    ['not to a unit that is none', { leadUnitId: '龙宫' }, 2, ['没有这个单位']],
    ['the lead unit is no helper', { coUnitIds: ['盐仓'] }, 2, ['牵头单位不再列为配合单位']],
    ['暂缓 names no unit', { conclusion: 'hold' }, 2, ['只有交办才写牵头单位和时限']],
    ['暂缓 alone', { conclusion: 'hold', leadUnitId: null, coUnitIds: [], dueOn: null }, 2, []],
  ])('%s', (_, more, seniority, said) => {
    expect(faultsIn({ ...word, ...more }, { ...by, seniority }, told, '2022-11-03').map(({ say }) => say)).toEqual(said)
  })
})

describe('after it is given', () => {
  const ruling = {
    id: 'r',
    seniority: 2,
    at: '2022-11-03T01:00:00.000000Z',
    undoneAt: null,
    conclusion: 'assign',
    leadUnitId: '盐仓',
    enteredBy: '秦',
    confirmedAt: null,
  }
  test.each([
    ['2022-11-03T01:00:00.000001Z', null],
    ['2022-11-03T01:00:10.000000Z', null],
    ['2022-11-03T01:00:10.000001Z', 'too-late'],
  ])('at %s undoing is %s', (now, code) => {
    expect(whyNotUndo(ruling, now, 10)?.code ?? null).toBe(code)
  })
  test('what is undone is not undone, confirmed or answered again', () => {
    const undone = { ...ruling, undoneAt: '2022-11-03T01:00:05.000000Z' }
    expect(whyNotUndo(undone, '2022-11-03T01:00:06.000000Z', 10)?.code).toBe('conflict')
    expect(whyNotConfirm(undone)?.say).toBe('这条批示已撤回')
    expect(whyNotAnswer(undone, '盐仓')?.say).toBe('这条批示已撤回')
  })
  test('代录 is confirmed once, a leader’s own word never', () => {
    expect(whyNotConfirm(ruling)).toBeNull()
    expect(whyNotConfirm({ ...ruling, confirmedAt: 'x' })?.say).toBe('已确认过')
    expect(whyNotConfirm({ ...ruling, enteredBy: null })?.say).toBe('这条批示由领导本人作出，无须确认')
  })
  test.each<[string, object | undefined, string, string | null]>([
    ['the lead unit answers', {}, '盐仓', null],
    ['a helper does not', {}, '园区', '这条批示交办给另一个单位，由牵头单位答复'],
    ['跟进 asks for no answer', { conclusion: 'follow', leadUnitId: null }, '盐仓', '这条批示没有交办'],
    ['what is not there', undefined, '盐仓', '没有这条批示'],
  ])('%s', (_, more, unitId, said) => {
    expect(whyNotAnswer(more && { ...ruling, ...more }, unitId)?.say ?? null).toBe(said)
  })
})
