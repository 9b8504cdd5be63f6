/** Who sees a brief, by example and over random briefs: the keys of the choice, and nothing wider. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AudienceFacts, audienceOf, canSee, inBoth, whyNotCall } from './audience.ts'

const brief = (more: Partial<AudienceFacts> = {}): AudienceFacts => ({
  blockId: '定海',
  cityLevelBlock: false,
  intentBlockId: null,
  unitId: '驻上海组',
  recorderId: '孙海燕',
  visibility: 'block',
  judge: 'block',
  namedUnitIds: [],
  assignedUnitIds: [],
  calledUnitIds: [],
  calledAs: [],
  ...more,
})

describe('the keys of a brief', () => {
  test.each<[string, Partial<AudienceFacts>, string]>([
    ['全区', {}, 'L R b:定海 l:定海 u:驻上海组 v:定海 w:驻上海组:孙海燕'],
    [
      '指定单位',
      { visibility: 'units', namedUnitIds: ['盐仓'] },
      'L R l:定海 u:盐仓 u:驻上海组 v:定海 w:驻上海组:孙海燕',
    ],
    ['仅领导', { visibility: 'leaders' }, 'L h:驻上海组 l:定海 v:定海 w:驻上海组:孙海燕'],
    [
      '仅领导, by the judging body itself',
      { visibility: 'leaders', judge: 'city' },
      'L R h:驻上海组 l:定海 w:驻上海组:孙海燕',
    ],
    [
      '仅领导, by the city’s judging body',
      { visibility: 'leaders', judge: 'joint' },
      'J L h:驻上海组 l:定海 w:驻上海组:孙海燕',
    ],
    [
      '市本级 with an intended block',
      { cityLevelBlock: true, blockId: '市本级', judge: 'city', intentBlockId: '普陀' },
      'L R b:市本级 b:普陀 l:市本级 u:驻上海组 v:市本级 w:驻上海组:孙海燕',
    ],
    [
      'a block’s own with an intended block',
      { intentBlockId: '普陀' },
      'L R b:定海 l:定海 u:驻上海组 v:定海 w:驻上海组:孙海燕',
    ],
    [
      'drawn in by a ruling and by @',
      { visibility: 'leaders', assignedUnitIds: ['盐仓'], calledUnitIds: ['园区'], calledAs: ['w:经信局:丁一川'] },
      'L h:驻上海组 l:定海 u:园区 u:盐仓 v:定海 w:经信局:丁一川 w:驻上海组:孙海燕',
    ],
  ])('%s', (_, more, keys) => {
    expect(audienceOf(brief(more)).join(' ')).toBe(keys)
  })

  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
  const anyBrief: fc.Arbitrary<AudienceFacts> = fc.record({
    blockId: fc.constantFrom('b1', 'b2'),
    cityLevelBlock: fc.boolean(),
    intentBlockId: fc.option(fc.constantFrom('b1', 'b3')),
    unitId: fc.constantFrom('a', 'b'),
    recorderId: fc.constantFrom('p1', 'p2'),
    visibility: fc.constantFrom('block', 'units', 'leaders'),
    judge: fc.constantFrom('block', 'city', 'joint'),
    namedUnitIds: ids,
    assignedUnitIds: ids,
    calledUnitIds: ids,
    calledAs: ids.map((of) => of.map((id) => `w:${id}:p3`)),
  })

  test('仅领导 shows it to no unit and no block that was not drawn in by somebody', () => {
    fc.assert(
      fc.property(anyBrief, (facts) => {
        const drawn = new Set([...facts.assignedUnitIds, ...facts.calledUnitIds].map((id) => `u:${id}`))
        const wide = audienceOf({ ...facts, visibility: 'leaders' }).filter(
          (key) => /^[ub]:/.test(key) && !drawn.has(key),
        )
        expect(wide).toEqual([])
      }),
    )
  })

  test('whoever judges, leads or wrote it always sees it, and each choice is as wide as the narrower one', () => {
    fc.assert(
      fc.property(anyBrief, (facts) => {
        const [block, units, leaders] = (['block', 'units', 'leaders'] as const).map((visibility) =>
          audienceOf({ ...facts, visibility, namedUnitIds: [] }),
        )
        for (const audience of [block, units, leaders]) {
          const judge = { block: `v:${facts.blockId}`, city: 'R', joint: 'J' }[facts.judge]
          for (const key of [judge, 'L', `l:${facts.blockId}`, `w:${facts.unitId}:${facts.recorderId}`])
            expect(canSee([key], audience ?? [])).toBe(true)
        }
        // 仅领导 reaches the unit's head through the unit's own key in the wider ones
        const withoutHead = (leaders ?? []).filter((key) => !key.startsWith('h:'))
        expect(withoutHead.every((key) => units?.includes(key))).toBe(true)
        expect(units?.every((key) => block?.includes(key))).toBe(true)
      }),
    )
  })
})

test('what changed between two audiences is for those in both: a head or a writer through their unit as well', () => {
  const block = audienceOf(brief())
  const leaders = audienceOf(brief({ visibility: 'leaders', calledUnitIds: ['园区'] }))
  const both = ['L', 'h:驻上海组', 'l:定海', 'v:定海', 'w:驻上海组:孙海燕']
  expect(inBoth(block, leaders)).toEqual(both)
  expect(inBoth(leaders, block)).toEqual(both)
  expect(inBoth(block, block)).toEqual(block)
})

describe('calling by @', () => {
  const near = { name: '盐仓街道', blockIds: ['定海'], cityLevel: false }
  const far = { name: '沈家门街道', blockIds: ['普陀'], cityLevel: false }
  const centre = { name: '市投促中心', blockIds: ['市本级'], cityLevel: true }
  const reader = { ruler: false, writer: false }
  test.each<[string, Partial<AudienceFacts>, { ruler: boolean; writer: boolean }, (typeof near)[], string | null]>([
    ['anyone may call within the block and the city’s bodies', {}, reader, [near, centre], null],
    [
      'across blocks nobody but a leader may',
      {},
      { ruler: false, writer: true },
      [near, far],
      '沈家门街道不在本区块，跨区块须由领导交办或 @',
    ],
    ['a leader may', {}, { ruler: true, writer: false }, [far], null],
    [
      'the intended block of 市本级 is near',
      { cityLevelBlock: true, blockId: '市本级', intentBlockId: '普陀' },
      reader,
      [far],
      null,
    ],
    [
      'the intended block of a block’s own brief is not',
      { intentBlockId: '普陀' },
      reader,
      [far],
      '沈家门街道不在本区块，跨区块须由领导交办或 @',
    ],
    ['out of 仅领导 the writing unit may', { visibility: 'leaders' }, { ruler: false, writer: true }, [near], null],
    [
      'out of 仅领导 the 核实岗 may not',
      { visibility: 'leaders' },
      reader,
      [near],
      '这条简报仅领导可见，请由领导或发送单位来 @',
    ],
    ['calling nobody needs no leave', { visibility: 'leaders' }, reader, [], null],
  ])('%s', (_, more, by, called, said) => {
    expect(whyNotCall(brief(more), by, called)?.say ?? null).toBe(said)
  })
})
