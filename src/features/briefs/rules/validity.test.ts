/** 核实 by example and over random posts: who judges, and that nobody ever judges what their own unit sent. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, type Post, roleNames } from '#core/actor.ts'
import type { BriefFacts } from '../model.ts'
import {
  faultsIn,
  judgeFor,
  judgingPost,
  recheckingPost,
  whyNotJudge,
  whyNotNegotiate,
  whyNotOriginal,
  whyNotRecheck,
} from './validity.ts'

const brief = (more: Partial<BriefFacts> = {}): BriefFacts => ({
  blockId: '定海',
  cityLevelBlock: false,
  intentBlockId: null,
  unitId: '驻上海组',
  recorderId: '孙',
  sentAt: '2022-11-03T01:00:00.000000Z',
  state: 'sent',
  validity: 'pending',
  visibility: 'block',
  judge: 'block',
  judgeVacant: false,
  judgedByIds: [],
  rechecked: false,
  negotiating: false,
  contactPersonIds: [],
  assignedUnitIds: [],
  ...more,
})

test.each([
  ['a block’s unit', { cityLevel: false, verifies: false, recognises: false }, 'block'],
  ['the block’s judging body', { cityLevel: false, verifies: true, recognises: false }, 'city'],
  ['a body of 市本级', { cityLevel: true, verifies: false, recognises: false }, 'city'],
  ['the city’s judging body', { cityLevel: true, verifies: false, recognises: true }, 'joint'],
] as const)('a brief of %s is judged there: %o → %s', (_, unit, level) => {
  expect(judgeFor(unit)).toBe(level)
})

describe('nobody judges their own', () => {
  const units = ['驻上海组', '投促中心', '市中心', '统计局'] as const
  const anyPost: fc.Arbitrary<Post> = fc.record({
    id: fc.constant('x'),
    role: fc.constantFrom(...roleNames),
    unitId: fc.constantFrom(...units),
    unitName: fc.constant(''),
    blockId: fc.constantFrom('定海', '普陀', '市本级'),
    blockName: fc.constant(''),
    cityLevel: fc.boolean(),
    acting: fc.boolean(),
  })
  const anyActor: fc.Arbitrary<Actor> = fc.record({
    kind: fc.constant('person' as const),
    tenantId: fc.constant('t'),
    personId: fc.constantFrom('孙', '姚', '周'),
    name: fc.constant(''),
    posts: fc.array(anyPost, { maxLength: 4 }),
    delegations: fc.constant([]),
    keys: fc.constant([]),
  })
  const anyBrief = fc.record({
    unitId: fc.constantFrom(...units),
    recorderId: fc.constantFrom('孙', '姚'),
    blockId: fc.constantFrom('定海', '市本级'),
    judge: fc.constantFrom('block' as const, 'city' as const, 'joint' as const),
    judgeVacant: fc.boolean(),
    contactPersonIds: fc.subarray(['姚', '周']),
  })
  test.each([
    ['judging', judgingPost],
    ['rechecking', recheckingPost],
  ] as const)('%s, over 10,000 random persons', (_, postFor) => {
    let judged = 0
    fc.assert(
      fc.property(anyActor, anyBrief, (actor, facts) => {
        const post = postFor(actor, brief(facts))
        if (!('id' in post)) return
        judged += 1
        expect(post.unitId).not.toBe(facts.unitId)
        expect(actor.posts.some(({ unitId }) => unitId === facts.unitId)).toBe(false)
        expect(actor.personId).not.toBe(facts.recorderId)
        expect(facts.contactPersonIds).not.toContain(actor.personId)
      }),
      { numRuns: 10_000 },
    )
    // a rule that lets nobody judge would hold as well
    expect(judged).toBeGreaterThan(100)
  })
})

test.each<[string, Parameters<typeof faultsIn>[1], string[]]>([
  ['有效 needs no word', { verdict: 'valid', reason: null, duplicateOf: null }, []],
  ['无效 needs a reason', { verdict: 'invalid', reason: null, duplicateOf: null }, ['reason']],
  [
    '重复 needs a reason and the other brief',
    { verdict: 'duplicate', reason: null, duplicateOf: null },
    ['reason', 'duplicateOf'],
  ],
  ['重复 with itself is none', { verdict: 'duplicate', reason: '同一企业', duplicateOf: '甲' }, ['duplicateOf']],
  ['无效 links to nothing', { verdict: 'invalid', reason: '空', duplicateOf: '乙' }, ['duplicateOf']],
  ['重复 with another', { verdict: 'duplicate', reason: '同一企业', duplicateOf: '乙' }, []],
])('%s', (_, word, fields) => {
  expect(faultsIn('甲', word).map(({ field }) => field)).toEqual(fields)
})

test.each([
  [undefined, '没有找到那条简报，或您无权查看'],
  [{ state: 'withdrawn', validity: 'valid' }, '那条简报已撤回或撤销'],
  [{ state: 'sent', validity: 'duplicate' }, '那条简报本身是重复，请关联最早的一条'],
  [{ state: 'sent', validity: 'pending' }, null],
])('an original %o: %s', (original, said) => {
  expect(whyNotOriginal(original)?.say ?? null).toBe(said)
})

test('once judged it is not judged again; 无效 is looked at once more by another', () => {
  expect(whyNotJudge(brief())).toBeNull()
  expect(whyNotJudge(brief({ validity: 'invalid' }))?.say).toBe('已核实过；无效的可以复核一次')
  expect(whyNotJudge(brief({ state: 'withdrawn' }))?.say).toBe('这条简报已撤销')
  const invalid = { validity: 'invalid', judgedByIds: ['姚'] } as const
  expect(whyNotRecheck(brief({ ...invalid, judgedByIds: ['姚'] }), '贺')).toBeNull()
  expect(whyNotRecheck(brief({ ...invalid, judgedByIds: ['姚'] }), '姚')?.say).toBe('复核须由另一人作出')
  expect(whyNotRecheck(brief({ ...invalid, judgedByIds: ['姚', '贺'], rechecked: true }), '周')?.say).toBe(
    '已复核过一次',
  )
  expect(whyNotRecheck(brief({ validity: 'valid' }), '贺')?.say).toBe('只有判为无效的简报可以复核')
})

test.each<[string, Partial<BriefFacts>, string, string | null]>([
  ['有效, today', { validity: 'valid' }, '2022-11-03', null],
  ['有效, on the day of contact', { validity: 'valid' }, '2022-11-02', null],
  ['before the contact', { validity: 'valid' }, '2022-11-01', '转在谈的日期不能早于接触日期'],
  ['tomorrow', { validity: 'valid' }, '2022-11-04', '转在谈的日期不能晚于今天'],
  ['待核', {}, '2022-11-03', '核实为有效的简报才能转在谈'],
  ['twice', { validity: 'valid', negotiating: true }, '2022-11-03', '已转在谈'],
])('转在谈: %s', (_, more, onDay, said) => {
  expect(whyNotNegotiate({ ...brief(more), contactOn: '2022-11-02' }, onDay, '2022-11-03')?.say ?? null).toBe(said)
})
