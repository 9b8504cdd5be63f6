/** Proves which value is in force on which day, on a city's changes of mind. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SettingRow } from './model.ts'
import { registry } from './registry/index.ts'
import { earliestFrom, faultsIn, settingsAt } from './rules.ts'

const row = (
  key: string,
  value: unknown,
  effectiveFrom: string,
  blockId: string | null = null,
  setAt = '1',
): SettingRow => ({
  key,
  value,
  effectiveFrom,
  blockId,
  setAt,
})
const dinghai = '11111111-1111-8111-a111-111111111111'
const putuo = '22222222-2222-8222-a222-222222222222'
const rows = [
  row('board.rankBy', 'submitted', '2022-01-01'),
  row('board.rankBy', 'valid', '2022-07-01'),
  row('board.rankBy', 'negotiating', '2022-09-01', dinghai),
  row('brief.judgeWithinDays', 5, '2022-03-01', null, '2022-02-01'),
  row('brief.judgeWithinDays', 2, '2022-03-01', null, '2022-02-20'),
  row('brief.recallSeconds', 60, '2022-01-01', dinghai),
]

describe('the number of the day', () => {
  test.each([
    ['2021-12-31', null, 'valid', 3],
    ['2022-01-01', null, 'submitted', 3],
    ['2022-03-01', null, 'submitted', 2],
    ['2022-06-30', dinghai, 'submitted', 2],
    ['2022-07-01', dinghai, 'valid', 2],
    ['2022-09-01', dinghai, 'negotiating', 2],
    ['2022-09-01', putuo, 'valid', 2],
    ['2022-09-01', null, 'valid', 2],
  ])('on %s in %s: ranked by %s, judged within %i', (day, block, rankBy, within) => {
    const settings = settingsAt(rows, day, block)
    expect(settings['board.rankBy']).toBe(rankBy)
    expect(settings['brief.judgeWithinDays']).toBe(within)
  })

  test('what is one for the whole city has no value of a block', () => {
    expect(settingsAt(rows, '2022-09-01', dinghai)['brief.recallSeconds']).toBe(120)
  })

  test('a value that no longer fits its kind is as if never set', () => {
    expect(settingsAt([row('board.rankBy', 'beauty', '2022-01-01')], '2022-02-01')['board.rankBy']).toBe('valid')
    expect(settingsAt([row('board.topN', 'ten', '2022-01-01')], '2022-02-01')['board.topN']).toBe(10)
  })

  test('the order of the rows does not matter', () => {
    const wanted = settingsAt(rows, '2022-10-01', dinghai)
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (mixed) => {
        expect(settingsAt(mixed, '2022-10-01', dinghai)).toEqual(wanted)
      }),
    )
  })

  test('what is set for later changes nothing earlier', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(registry)), fc.integer({ min: 0, max: 400 }), (key, value) => {
        const later = [...rows, row(key, value, '2023-01-01')]
        expect(settingsAt(later, '2022-12-31', dinghai)).toEqual(settingsAt(rows, '2022-12-31', dinghai))
      }),
    )
  })
})

describe('setting a new one', () => {
  const input = {
    key: 'brief.judgeWithinDays',
    blockId: null,
    value: 5,
    effectiveFrom: '2022-11-10',
    document: '舟招办〔2022〕9号',
  }
  const say = (change: Partial<typeof input> | { value: string } | { blockId: string }) =>
    faultsIn({ ...input, ...change }, '2022-11-03', new Set([dinghai])).map(({ say: said }) => said)

  test.each([
    [{}, []],
    [{ effectiveFrom: '2022-11-01' }, []],
    [{ effectiveFrom: '2022-10-31' }, ['以前月份已经计数，施行日期不能早于2022年11月1日']],
    [{ effectiveFrom: '2025-01-01' }, ['施行日期最远为两年后']],
    [{ value: 0 }, ['应在 1 到 30 个工作日之间']],
    [{ value: '5' }, ['应为整数']],
    [{ key: 'board.rankBy' }, ['不在可选范围内']],
    [{ key: 'board.rankBy', value: 'toString' }, ['不在可选范围内']],
    [{ key: 'toString' }, ['没有这项参数']],
    [{ blockId: dinghai }, []],
    [{ blockId: putuo }, ['没有这个区块']],
    [{ key: 'brief.recallSeconds', blockId: dinghai }, ['这项参数全市统一，不能按区块设置']],
  ])('%o: %j', (change, wanted) => {
    expect(say(change)).toEqual(wanted)
  })

  test('this month may still be changed', () => {
    expect(earliestFrom('2022-11-30')).toBe('2022-11-01')
  })
})
