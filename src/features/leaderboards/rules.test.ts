/** The ranking's rules in the officials' words: who counts where, who is first, when a month may be published, what an adjustment is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '#core/canonical.ts'
import type { BoardDefinition } from './boards/definition.ts'
import { boards } from './boards/index.ts'
import { monthlyBriefs } from './boards/monthly-briefs.ts'
import type { BriefFact, Frozen, UnitRef } from './model.ts'
import { adjustmentsOf, sayAdjustment } from './rules/adjustments.ts'
import {
  blockersOf,
  type State,
  whyNotAnswer,
  whyNotCheck,
  whyNotClose,
  whyNotDraft,
  whyNotPublish,
  whyNotReopen,
} from './rules/closing.ts'
import { checkBoards } from './rules/definitions.ts'
import { boardsTable } from './rules/papers.ts'
import { parametersOf } from './rules/parameters.ts'
import { figuresIn, isShown, listsOf, shiftsBetween, standing } from './rules/standing.ts'
import { compareZh, fullMomentZh, groupText, headOf, numberOf, scopeOf } from './rules/words.ts'

const limits = { lateAfterDays: 15 }
const ids = Array.from({ length: 9 }, (_, i) => `00000000-0000-8000-a000-00000000000${i}`)
const id = (n: number) => ids[n] ?? ''
const town = (n: number, name: string): UnitRef => ({ id: id(n), name: `${name}街道`, short: name, kind: 'town' })
const units = [town(1, '环南'), town(2, '盐仓'), town(3, '白泉'), town(4, '干览')]

let made = 0
const fact = (unit: number, over: Partial<BriefFact> = {}, times = 1): BriefFact => ({
  unitId: id(unit),
  month: '2022-11',
  state: 'sent',
  validity: 'valid',
  daysAfterContact: 0,
  negotiating: false,
  ids: Array.from({ length: times }, () => {
    made += 1
    return `10000000-0000-8000-a000-${String(made).padStart(12, '0')}`
  }),
  ...over,
})
const counted = (facts: readonly BriefFact[]) => ({ units, facts, month: '2022-11', limits })

describe('what a brief counts for', () => {
  test.each<[string, Partial<BriefFact>, string]>([
    ['有效的简报', {}, '提交 1 有效 1 在谈 0 补报 0'],
    ['待核的', { validity: 'pending' }, '提交 1 有效 0 在谈 0 补报 0'],
    ['无效的', { validity: 'invalid' }, '提交 1 有效 0 在谈 0 补报 0'],
    ['重复的', { validity: 'duplicate' }, '提交 1 有效 0 在谈 0 补报 0'],
    ['转在谈的', { negotiating: true }, '提交 1 有效 1 在谈 1 补报 0'],
    ['转在谈后复核为无效的', { negotiating: true, validity: 'invalid' }, '提交 1 有效 0 在谈 0 补报 0'],
    ['联系满 15 天当天报的', { daysAfterContact: 15 }, '提交 1 有效 1 在谈 0 补报 0'],
    ['联系后第 16 天才报的', { daysAfterContact: 16, negotiating: true }, '提交 0 有效 0 在谈 0 补报 1'],
    ['没写联系日期的', { daysAfterContact: null }, '提交 1 有效 1 在谈 0 补报 0'],
    ['撤销的', { state: 'withdrawn' }, '提交 0 有效 0 在谈 0 补报 0'],
    ['撤销的补报', { state: 'withdrawn', daysAfterContact: 40 }, '提交 0 有效 0 在谈 0 补报 0'],
    ['上个月收到的', { month: '2022-10' }, '提交 0 有效 0 在谈 0 补报 0'],
  ])('%s', (_, over, said) => {
    const figures = figuresIn(monthlyBriefs, counted([fact(1, over)]))(id(1), '2022-11')
    expect(`提交 ${figures.submitted} 有效 ${figures.valid} 在谈 ${figures.negotiating} 补报 ${figures.late}`).toBe(
      said,
    )
  })

  test('a figure and its list never part', () => {
    const kind = fc.record({
      unit: fc.integer({ min: 1, max: 4 }),
      state: fc.constantFrom('sent' as const, 'withdrawn' as const),
      validity: fc.constantFrom('pending' as const, 'valid' as const, 'invalid' as const, 'duplicate' as const),
      daysAfterContact: fc.option(fc.integer({ min: 0, max: 30 })),
      negotiating: fc.boolean(),
      times: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 30 }), (kinds) => {
        const facts = kinds.map(({ unit, times, ...over }) => fact(unit, over, times))
        const lists = listsOf(monthlyBriefs, counted(facts))
        for (const unit of units) {
          const figures = figuresIn(monthlyBriefs, counted(facts))(unit.id, '2022-11')
          for (const { key } of monthlyBriefs.columns) expect(lists[unit.id]?.[key]).toHaveLength(figures[key] ?? -1)
          // 补报 stands beside, never inside
          expect(figures.valid).toBeLessThanOrEqual(figures.submitted ?? -1)
          expect(figures.negotiating).toBeLessThanOrEqual(figures.valid ?? -1)
        }
      }),
    )
  })
})

describe('who stands where', () => {
  const stand = (times: readonly number[], before: ReadonlyMap<string, number | null> | null = null) =>
    standing(monthlyBriefs, {
      ...counted(times.flatMap((n, i) => (n > 0 ? [fact(i + 1, {}, n)] : []))),
      rankBy: 'valid',
      before,
    })[0]?.rows ?? []

  test('90, 88, 88, 70 are first, second, second, fourth', () => {
    expect(stand([90, 88, 88, 70]).map((row) => [row.rank, row.tied])).toEqual([
      [1, false],
      [2, true],
      [2, true],
      [4, false],
    ])
  })
  test('zeros are printed and ranked', () => {
    expect(stand([2, 0, 0, 1]).map((row) => row.rank)).toEqual([1, 2, 3, 3])
  })
  test('a group of one is listed without a rank', () => {
    const alone = standing(monthlyBriefs, {
      ...counted([fact(1)]),
      units: [town(1, '环南')],
      rankBy: 'valid',
      before: null,
    })
    expect(alone[0]?.rows[0]).toMatchObject({ rank: null, figures: { valid: 1 } })
  })
  test('change is against the issue before; without one there is none, and a unit that was not in it is new', () => {
    expect(stand([1, 2, 0, 0]).map((row) => row.change.kind)).toEqual(['none', 'none', 'none', 'none'])
    const before = new Map([
      [id(1), 1],
      [id(2), 3],
      [id(3), 3],
    ])
    expect(stand([2, 3, 1, 1], before).map((row) => [row.unit.short, row.change])).toEqual([
      ['盐仓', { kind: 'up', places: 2 }],
      ['环南', { kind: 'down', places: 1 }],
      ['白泉', { kind: 'same' }],
      ['干览', { kind: 'new' }],
    ])
    // a tie of those who sent nothing lifts nobody
    expect(stand([1, 2, 0, 0], before).map((row) => row.change.kind)).toEqual(['up', 'down', 'none', 'none'])
  })
  test('what moved between two moments', () => {
    const [old, fresh] = [
      [2, 0, 0, 1],
      [2, 1, 0, 0],
    ].map((times) => [{ key: 'towns', title: '镇街', kept: 0, rows: stand(times) }])
    const moved = shiftsBetween(monthlyBriefs, old ?? [], fresh ?? [])
    expect(moved.filter((one) => one.column === 'valid').map((one) => [one.unit.name, one.before, one.now])).toEqual([
      ['干览街道', 1, 0],
      ['盐仓街道', 0, 1],
    ])
  })
  test.each([
    ['全部公布', { mode: 'full' }, 9, false, true],
    ['前 3 名，第 3 名', { mode: 'top', topN: 3 }, 3, false, true],
    ['前 3 名，第 4 名', { mode: 'top', topN: 3 }, 4, false, false],
    ['前 3 名，第 4 名，领导看', { mode: 'top', topN: 3 }, 4, true, true],
    ['只见本单位，第 1 名', { mode: 'own' }, 1, false, false],
  ] as const)('publicity: %s', (_, publicity, rank, whole, shown) => {
    expect(isShown({ unit: { id: id(1) }, rank }, publicity, { whole, unitIds: [id(2)] })).toBe(shown)
    expect(isShown({ unit: { id: id(2) }, rank }, publicity, { whole, unitIds: [id(2)] })).toBe(true)
  })
})

describe('the parameters of a month', () => {
  const row = (key: string, value: unknown, effectiveFrom: string, blockId: string | null = null) => ({
    key,
    value,
    effectiveFrom,
    blockId,
    setAt: `${effectiveFrom}T00:00:00.000000Z`,
  })
  test('a new city ranks by 有效数; the demo’s 2022 by 提交数; a block may choose for itself', () => {
    expect(parametersOf(monthlyBriefs, id(1), '2022-11', []).rankBy).toBe('valid')
    const set = [
      row('board.rankBy', 'submitted', '2022-01-01'),
      row('board.rankBy', 'negotiating', '2022-11-30', id(1)),
    ]
    expect(parametersOf(monthlyBriefs, id(2), '2022-11', set).rankBy).toBe('submitted')
    expect(parametersOf(monthlyBriefs, id(1), '2022-11', set).rankBy).toBe('negotiating')
    expect(parametersOf(monthlyBriefs, id(1), '2022-10', set).rankBy).toBe('submitted')
  })
  test('publicity carries its n', () => {
    const set = [row('board.publicity', 'top', '2022-01-01'), row('board.topN', 5, '2022-01-01')]
    expect(parametersOf(monthlyBriefs, id(1), '2022-11', set).publicity).toEqual({ mode: 'top', topN: 5 })
    expect(parametersOf(monthlyBriefs, id(1), '2021-11', set)).toMatchObject({
      publicity: { mode: 'full' },
      checkHours: 24,
      limits,
    })
  })
})

describe('the way of a month', () => {
  const say = (no: { because: readonly { say: string }[] } | null) => no?.because[0]?.say ?? '可以'
  test.each<[string, string, string, State | null]>([
    ['2022年11月还没有结束，12月1日起可以关账', '2022-11', '2022-11-30T15:59:59.999999Z', null],
    ['可以', '2022-11', '2022-11-30T16:00:00.000000Z', null],
    ['可以', '2022-11', '2022-12-20T00:00:00.000000Z', 'reopened'],
    ['2022年11月核对中，不用再关账', '2022-11', '2022-12-20T00:00:00.000000Z', 'checking'],
    ['2022年11月已公布，不用再关账', '2022-11', '2022-12-20T00:00:00.000000Z', 'published'],
  ])('close: %s', (said, month, now, was) => {
    expect(say(whyNotClose({ month, now, standing: was }))).toBe(said)
  })
  const until = '2022-12-02T01:00:00.000000Z'
  test.each<[string, State, string, boolean]>([
    ['可以', 'checking', until, true],
    ['可以', 'drafted', until, true],
    ['核对时间到 12月2日 09:00 为止，未核对的视为同意', 'checking', '2022-12-02T01:00:00.000001Z', true],
    ['这个单位不在本期排名里', 'checking', until, false],
    ['本期已公布；以后的更正列入下期“调整”', 'published', until, true],
    ['本月已重开，重新关账后再核对', 'reopened', until, true],
  ])('check: %s', (said, state, now, listed) => {
    expect(say(whyNotCheck({ state, checkUntil: until, now, listed }))).toBe(said)
  })
  test('answer', () => {
    const open = { state: 'checking', agrees: false, answered: false, latest: true } as const
    expect(say(whyNotAnswer(open))).toBe('可以')
    expect(say(whyNotAnswer({ ...open, agrees: true }))).toBe('这个单位没有异议')
    expect(say(whyNotAnswer({ ...open, answered: true }))).toBe('这条异议已经答复')
    expect(say(whyNotAnswer({ ...open, latest: false }))).toContain('请答复最新的一条')
    expect(say(whyNotAnswer({ ...open, state: 'published' }))).toBe('本月已公布，不用再答复')
  })
  test('draft and reopen, until it is published', () => {
    for (const state of ['checking', 'drafted'] as const) {
      expect(whyNotDraft(state)).toBeNull()
      expect(whyNotReopen(state)).toBeNull()
    }
    expect(say(whyNotDraft('published'))).toBe('本期已公布，不能再拟稿')
    expect(say(whyNotDraft('reopened'))).toBe('本月已重开，重新关账后再拟稿')
    expect(say(whyNotReopen('published'))).toContain('本期已公布，不能重开')
    expect(say(whyNotReopen('reopened'))).toBe('本月已经重开')
  })
  test('publish', () => {
    const shift = { unit: { id: id(1), name: '环南街道' }, column: 'valid', columnTitle: '有效数', before: 3, now: 2 }
    const ready = { state: 'drafted', blockers: [], shiftsSinceDraft: [] } as const
    expect(say(whyNotPublish(ready))).toBe('可以')
    expect(say(whyNotPublish({ ...ready, state: 'checking' }))).toBe('还没有拟稿；由一位发布岗拟稿，另一位公布')
    expect(say(whyNotPublish({ ...ready, state: 'published' }))).toBe('本期已公布')
    expect(say(whyNotPublish({ ...ready, shiftsSinceDraft: [shift] }))).toBe(
      '拟稿后有 1 个数字变了（环南街道 有效数 3 → 2），请重新拟稿后公布',
    )
    expect(say(whyNotPublish({ ...ready, blockers: [{ say: '还有待核' }], shiftsSinceDraft: [shift] }))).toBe(
      '还有待核',
    )
  })
  test.each<[string, { now?: string; pending?: number; objecting?: string[]; silent?: string[] }, number]>([
    ['时间已到，没有待核和异议', {}, 0],
    ['时间没到，还有单位没核对', { now: until, silent: ['盐仓街道'] }, 1],
    ['时间没到，全部核对了', { now: until }, 0],
    ['时间到了，没核对的视为同意', { silent: ['盐仓街道'] }, 0],
    ['还有待核', { pending: 2 }, 1],
    ['有异议没答复', { objecting: ['盐仓街道'] }, 1],
    ['都有', { now: until, pending: 1, objecting: ['盐仓街道'], silent: ['白泉镇'] }, 3],
  ])('what blocks publishing: %s', (_, over, count) => {
    const facts = {
      month: '2022-11',
      now: '2022-12-03T00:00:00.000000Z',
      checkUntil: until,
      pending: 0,
      pendingLink: '/briefs',
      objecting: [],
      silent: [],
    }
    expect(blockersOf({ ...facts, ...over })).toHaveLength(count)
  })
})

describe('adjustments', () => {
  const issueOf = (month: string, facts: readonly BriefFact[], adjustments: Frozen['adjustments'] = []): Frozen => ({
    board: monthlyBriefs.key,
    title: monthlyBriefs.title,
    block: { id: id(0), name: '定海区', short: '定海' },
    month,
    number: numberOf(monthlyBriefs, '定海', month),
    rankBy: 'valid',
    columns: monthlyBriefs.columns.map(({ key, title, about }) => ({ key, title, about })),
    limits,
    scope: scopeOf(monthlyBriefs, 'valid', limits),
    source: monthlyBriefs.source,
    ruleVersion: '1',
    dataTime: `${month}-28T08:00:00.000000Z`,
    draftedBy: { id: id(7), name: '郑立' },
    publishedBy: { id: id(8), name: '吴桐' },
    previous: null,
    groups: standing(monthlyBriefs, { units, facts, month, limits, rankBy: 'valid', before: null }),
    adjustments,
    lists: listsOf(monthlyBriefs, { units, facts, month, limits }),
  })

  test('a recheck and a withdrawal after publishing are said once, with their reason', () => {
    const [kept, turned, gone] = [fact(2), fact(2), fact(2)]
    const november = issueOf('2022-11', [kept, turned, gone])
    const today: BriefFact[] = [kept, { ...turned, validity: 'invalid' }, { ...gone, state: 'withdrawn' }]
    const told = adjustmentsOf(monthlyBriefs, [november], today, '2022-12')
    expect(told.map(sayAdjustment)).toEqual([
      '2022年11月 盐仓街道 提交数 3 → 2（撤销 1 条）',
      '2022年11月 盐仓街道 有效数 3 → 1（复核 1 条、撤销 1 条）',
    ])
    const december = issueOf('2022-12', [], told)
    expect(adjustmentsOf(monthlyBriefs, [november, december], today, '2023-01')).toEqual([])
    // December came out before November's neighbour of October: what it said is not said again
    const october = issueOf('2022-10', [])
    expect(adjustmentsOf(monthlyBriefs, [october, november, december], today, '2022-12')).toEqual([])
    const turnedBack: BriefFact[] = [kept, turned, { ...gone, state: 'withdrawn' }]
    expect(adjustmentsOf(monthlyBriefs, [december, november], turnedBack, '2023-01').map(sayAdjustment)).toEqual([
      '2022年11月 盐仓街道 有效数 1 → 2（复核 1 条）',
    ])
    const late: BriefFact[] = [kept, turned, { ...gone, daysAfterContact: 16 }].map((one) => ({
      ...one,
      validity: 'invalid',
    }))
    expect(adjustmentsOf(monthlyBriefs, [november], late, '2022-12').map(sayAdjustment)).toEqual([
      '2022年11月 盐仓街道 提交数 3 → 2（修订 1 条）',
      '2022年11月 盐仓街道 有效数 3 → 0（复核 3 条）',
      '2022年11月 盐仓街道 补报 0 → 1（修订 1 条）',
    ])
  })

  test('whatever is judged and withdrawn later, an issue and all adjustments after it add up to today, and the issue stays', () => {
    const change = fc.record({
      at: fc.nat(5),
      state: fc.constantFrom('sent' as const, 'withdrawn' as const),
      validity: fc.constantFrom('valid' as const, 'invalid' as const, 'duplicate' as const),
      negotiating: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 6 }), { minLength: 1, maxLength: 6 }), (months) => {
        const begun = [1, 1, 2, 2, 3, 4].map((unit) => fact(unit))
        const first = issueOf(
          '2021-12',
          begun.map((one) => ({ ...one, month: '2021-12' })),
        )
        const before = canonical(first)
        let today = begun.map((one) => ({ ...one, month: '2021-12' }))
        const issues: Frozen[] = [first]
        const monthAt = (i: number) => `2022-${String(i + 1).padStart(2, '0')}`
        months.forEach((changes, i) => {
          for (const { at, ...over } of changes) today = today.map((one, n) => (n === at ? { ...one, ...over } : one))
          issues.push(issueOf(monthAt(i), [], adjustmentsOf(monthlyBriefs, issues, today, monthAt(i))))
        })
        expect(canonical(first)).toBe(before)
        for (const unit of units)
          for (const { key } of monthlyBriefs.columns) {
            const frozen = first.lists[unit.id]?.[key]?.length ?? 0
            const moved = issues
              .flatMap((issue) => issue.adjustments)
              .filter((one) => one.unit.id === unit.id && one.column === key)
            const sum = moved.reduce((total, one) => total + one.now - one.before, frozen)
            expect(sum).toBe(figuresIn(monthlyBriefs, { facts: today, limits })(unit.id, '2021-12')[key])
          }
      }),
    )
  })
})

describe('how it is said', () => {
  test('the number of an issue is the month’s', () => {
    expect(numberOf(monthlyBriefs, '定海', '2022-11')).toBe('定海招商简报月度排名〔2022〕第11期')
  })
  test('口径 in one line names the column that ranks', () => {
    expect(scopeOf(monthlyBriefs, 'submitted', limits)).toMatch(
      /超过 15 天才报的算补报.*按提交数排名，数字相同名次并列$/,
    )
  })
  test.each([
    ['2022-11', null, '没有上期，不比升降'],
    ['2022-11', '2022-10', '升降对比定海招商简报月度排名〔2022〕第10期'],
    ['2023-01', '2022-12', '升降对比定海招商简报月度排名〔2022〕第12期'],
    ['2023-02', '2022-12', '上一期是〔2022〕第12期，不作升降比较'],
  ])('%s after %s: %s', (month, before, said) => {
    const previous = before ? { month: before, number: numberOf(monthlyBriefs, '定海', before) } : null
    expect(compareZh(month, previous)).toBe(said)
  })
  test('what is read elsewhere says its year, and that it is an example', () => {
    expect(fullMomentZh('2022-12-31T16:05:00.000000Z')).toBe('2023年1月1日 00:05')
    expect(headOf('定海', true)).toBe('【示例数据】定海')
    expect(headOf('定海', false)).toBe('定海')
  })
  test('the text for the group', () => {
    const rows = standing(monthlyBriefs, {
      ...counted([fact(1, {}, 3), fact(2, { negotiating: true })]),
      rankBy: 'valid',
      before: null,
    })
    expect(groupText(monthlyBriefs, '定海招商简报月度排名〔2022〕第11期', rows, '数据时间 12月2日 10:00')).toBe(
      [
        '定海招商简报月度排名〔2022〕第11期',
        '【镇街】',
        '第 1 名 环南：提交 3，有效 3，转在谈 0',
        '第 2 名 盐仓：提交 1，有效 1，转在谈 1',
        '本月为 0：白泉、干览',
        '数据时间 12月2日 10:00',
      ].join('\n'),
    )
  })
  test('the paper of the boards prints what runs', () => {
    expect(boardsTable(boards, 15)).toContain('| 有效数 | 提交数中核实为有效的 | 复核 |')
  })
})

describe('a definition', () => {
  test('of the city stands', () => {
    expect(checkBoards(boards)).toBe(boards)
  })
  const bad = (over: Partial<BoardDefinition>) => () => checkBoards([{ ...monthlyBriefs, ...over }])
  const [first] = monthlyBriefs.columns
  test.each<[string, () => unknown, string]>([
    ['a key twice', () => checkBoards([monthlyBriefs, monthlyBriefs]), 'key is taken'],
    ['a bad key', bad({ key: 'Monthly' }), 'bad key'],
    ['no title', bad({ title: ' ' }), 'a title is missing'],
    ['no source', bad({ source: '' }), 'a source is missing'],
    ['no unit', bad({ unit: '' }), 'a unit of counting'],
    ['a least of nothing', bad({ leastToRank: 0 }), 'leastToRank'],
    ['no 口径', bad({ scope: () => '' }), '口径'],
    ['no groups', bad({ groups: [] }), 'no group'],
    [
      'a kind in two groups',
      bad({ groups: [...monthlyBriefs.groups, { key: 'all', title: '全部', kinds: ['town'] }] }),
      'two groups',
    ],
    ['a kind that no unit has', bad({ groups: [{ key: 'x', title: '某', kinds: ['village'] }] }), 'no unit is of kind'],
    ['an empty group', bad({ groups: [{ key: 'x', title: '某', kinds: [] }] }), 'a group is empty'],
    [
      'groups with one key',
      bad({
        groups: [
          { key: 'x', title: '某', kinds: ['town'] },
          { key: 'x', title: '某', kinds: ['park'] },
        ],
      }),
      'share a key',
    ],
    ['no columns', bad({ columns: [] }), 'no column'],
    ['columns with one key', bad({ columns: first ? [first, first] : [] }), 'two columns'],
    ['a column that does not say itself', bad({ columns: first ? [{ ...first, about: '' }] : [] }), 'does not say'],
    ['a column with a bad key', bad({ columns: first ? [{ ...first, key: 'A' }] : [] }), 'bad key of a column'],
    ['a rank by what does not rank', bad({ rankBy: 'late' }), 'does not rank'],
    ['a row that forgets its unit', bad({ say: () => '第 7 名' }), 'how to say a row'],
  ])('with %s is refused at birth', (_, birth, fault) => {
    expect(birth).toThrow(fault)
  })
})
