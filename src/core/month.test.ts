/** Proves the months in which the city counts: edges, order and names. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf } from './calendar.ts'
import { instantOf } from './instant.ts'
import {
  addMonths,
  endOfMonth,
  firstDay,
  isMonth,
  lastDay,
  monthOf,
  monthRange,
  monthsBetween,
  monthZh,
  nextMonth,
  previousMonth,
} from './month.ts'

/** as far ahead as ten offices' lives; what is reckoned from it by forty years stays within the years that months have */
const anyMs = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2149, 11, 31) })
const anyMonth = anyMs.map((ms) => monthOf(instantOf(ms)))

test.each([
  ['2022-11-30T15:59:59.999999Z', '2022-11'],
  ['2022-11-30T16:00:00.000000Z', '2022-12'],
  ['2022-12-31T16:00:00.000000Z', '2023-01'],
  ['2022-11-30', '2022-11'],
])('%s counts for %s', (when, month) => {
  expect(monthOf(when)).toBe(month)
})

test('edges, neighbours and names', () => {
  expect(lastDay('2024-02')).toBe('2024-02-29')
  expect(nextMonth('2022-12')).toBe('2023-01')
  expect(previousMonth('2022-01')).toBe('2021-12')
  expect(monthZh('2022-01')).toBe('2022年1月')
  expect(monthRange('2022-11')).toEqual({ from: '2022-10-31T16:00:00.000000Z', before: '2022-11-30T16:00:00.000000Z' })
  expect(['2022-00', '2022-13', '2022-1', '2022-11-01'].filter(isMonth)).toEqual([])
  expect(() => nextMonth('2022-13')).toThrow('not a month')
})

test('an instant lies in the range of its month and of no other', () => {
  fc.assert(
    fc.property(anyMs, fc.integer({ min: -20, max: 20 }), (ms, n) => {
      const instant = instantOf(ms)
      const { from, before } = monthRange(addMonths(monthOf(instant), n))
      expect(from <= instant && instant < before).toBe(n === 0)
    }),
  )
})

test('adding and counting are each other turned round, and months touch', () => {
  fc.assert(
    fc.property(anyMonth, fc.integer({ min: -500, max: 500 }), (month, n) => {
      expect(monthsBetween(month, addMonths(month, n))).toBe(n)
      expect(addDays(lastDay(month), 1)).toBe(firstDay(nextMonth(month)))
      expect(previousMonth(nextMonth(month))).toBe(month)
      expect(dayOf(endOfMonth(month))).toBe(lastDay(month))
    }),
  )
})
