/** Proves the days of the city: Asia/Shanghai whatever the server's zone, and the State Council's arrangements. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addWorkingDays,
  dayOf,
  daysBetween,
  dayZh,
  endOfDay,
  isDay,
  isWorkingDay,
  startOfDay,
  stateCouncilCalendar,
  weekdayOf,
  workCalendar,
  workingDaysBetween,
} from './calendar.ts'
import { stateCouncilYears, type YearArrangement } from './calendar-data.ts'
import { instantOf } from './instant.ts'

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
const anyMs = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2199, 11, 31) })
const anyDay = fc.integer({ min: 0, max: 2556 }).map((n) => addDays('2020-01-01', n)) // 2020 … 2026
const fewDays = fc.integer({ min: 0, max: 60 })

describe('days of the city', () => {
  test.each([
    ['2022-11-02T15:59:59.999999Z', '2022-11-02'],
    ['2022-11-02T16:00:00.000000Z', '2022-11-03'],
    ['2022-12-31T16:00:00.000000Z', '2023-01-01'],
    ['2020-02-28T16:00:00.000000Z', '2020-02-29'],
  ])('%s falls on %s', (instant, day) => {
    expect(dayOf(instant)).toBe(day)
  })

  test('agree with the time zone database since 1992', () => {
    fc.assert(fc.property(anyMs, (ms) => dayOf(instantOf(ms)) === shanghai.format(ms)))
  })

  test('a day holds its first and its last microsecond and no more', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayOf(startOfDay(day))).toBe(day)
        expect(dayOf(endOfDay(day))).toBe(day)
        expect(endOfDay(day) < startOfDay(addDays(day, 1))).toBe(true)
        expect(startOfDay(day)).toBe(`${addDays(day, -1)}T16:00:00.000000Z`)
        expect(endOfDay(day)).toBe(`${day}T15:59:59.999999Z`)
      }),
    )
  })

  test('adding and counting are each other turned round', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n)
        expect(weekdayOf(addDays(day, 7 * n))).toBe(weekdayOf(day))
      }),
    )
  })

  test('written as officials write them; what is no day is refused', () => {
    expect(dayZh('2022-11-03')).toBe('2022年11月3日')
    expect(weekdayOf('2022-11-03')).toBe(4)
    expect(['2022-02-29', '2022-2-9', '2022-13-01', ''].filter(isDay)).toEqual([])
    expect(() => addDays('yesterday', 1)).toThrow('not a day')
  })
})

describe('working days', () => {
  test.each([
    ['2022-10-07', false, '国庆'],
    ['2022-10-08', true, 'Saturday worked'],
    ['2022-10-09', true, 'Sunday worked'],
    ['2023-01-23', false, '春节'],
    ['2023-01-28', true, 'Saturday worked'],
    ['2022-12-31', false, 'Saturday, and 元旦 of 2023'],
    ['2020-01-31', false, '春节 prolonged'],
    ['2020-02-03', true, 'the Monday after'],
    ['2022-11-05', false, 'an ordinary Saturday'],
    ['2022-11-04', true, 'an ordinary Friday'],
  ])('%s worked: %s (%s)', (day, worked) => {
    expect(isWorkingDay(day, stateCouncilCalendar)).toBe(worked)
  })

  // 365 days less weekends, less weekday holidays, plus worked weekends: counted by hand from the notices
  test.each([
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, days) => {
    expect(workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, stateCouncilCalendar)).toEqual({
      days,
      known: true,
    })
  })

  test('three working days from the Friday before 国庆 2022 end on 10 October', () => {
    expect(addWorkingDays('2022-09-30', 3, stateCouncilCalendar)).toEqual({ day: '2022-10-10', known: true })
    expect(addWorkingDays('2022-10-02', 0, stateCouncilCalendar)).toEqual({ day: '2022-10-08', known: true })
    expect(addWorkingDays('2022-10-10', -3, stateCouncilCalendar)).toEqual({ day: '2022-09-30', known: true })
  })

  test('adding and counting are each other turned round', () => {
    fc.assert(
      fc.property(anyDay, fewDays, (day, n) => {
        const due = addWorkingDays(day, n, stateCouncilCalendar)
        expect(isWorkingDay(due.day, stateCouncilCalendar)).toBe(true)
        if (n > 0) expect(workingDaysBetween(day, due.day, stateCouncilCalendar).days).toBe(n)
      }),
    )
  })

  test('counting is additive and turns its sign', () => {
    fc.assert(
      fc.property(anyDay, fewDays, fewDays, (a, n, m) => {
        const b = addDays(a, n)
        const c = addDays(b, m)
        const count = (from: string, to: string) => workingDaysBetween(from, to, stateCouncilCalendar).days
        expect(count(a, b) + count(b, c)).toBe(count(a, c))
        expect(count(c, a)).toBe(0 - count(a, c))
      }),
    )
  })

  test('a year without an arrangement falls back to weekends and says so', () => {
    expect(addWorkingDays('2031-09-30', 1, stateCouncilCalendar)).toEqual({ day: '2031-10-01', known: false })
    expect(workingDaysBetween('2026-12-30', '2027-01-04', stateCouncilCalendar)).toEqual({ days: 3, known: false })
  })

  test('an office loads another year; a slip in it is refused', () => {
    const next: YearArrangement = { year: 2027, source: '示例', off: [['2027-01-01', '2027-01-03']], worked: [] }
    const loaded = workCalendar([...stateCouncilYears, next])
    expect(addWorkingDays('2026-12-31', 1, loaded)).toEqual({ day: '2027-01-04', known: true })
    expect(() => workCalendar([{ ...next, worked: ['2027-01-04'] }])).toThrow('no weekend day')
    expect(() => workCalendar([{ ...next, worked: ['2027-01-02'] }])).toThrow('both off and worked')
    expect(() => workCalendar([{ ...next, off: [['2027-01-03', '2027-01-01']] }])).toThrow('bad span')
    expect(() => workCalendar([{ ...next, source: '' }])).toThrow()
  })
})
