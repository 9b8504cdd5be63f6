/**
 * The days of the city, Asia/Shanghai, and which of them are worked.
 * The offset is a fixed +08:00: China has kept no summer time since 1992, and no record here is older.
 */
import * as z from 'zod'
import { stateCouncilYears, type YearArrangement, yearArrangementSchema } from './calendar-data.ts'

const dayMs = 86_400_000
const offsetMs = 8 * 3_600_000

/** 'YYYY-MM-DD'; a day that exists. */
export const daySchema = z.iso.date({ error: '不是一个日期' })

export function isDay(text: string): boolean {
  return daySchema.safeParse(text).success
}

/** The day on which an instant falls in the city. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(`${instant.slice(0, 23)}Z`) + offsetMs).toISOString().slice(0, 10)
}

/** The first microsecond of the day, as an instant. */
export function startOfDay(day: string): string {
  return new Date(dayNumber(day) * dayMs - offsetMs).toISOString().replace('Z', '000Z')
}

/** The last microsecond of the day, so that `now <= endOfDay(due)` is in time. */
export function endOfDay(day: string): string {
  return new Date(dayNumber(day) * dayMs + dayMs - offsetMs - 1).toISOString().replace('Z', '999Z')
}

export function addDays(day: string, days: number): string {
  return dayFrom(dayNumber(day) + days)
}

/** b − a in calendar days. */
export function daysBetween(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** 2022年11月3日 */
export function dayZh(day: string): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

function dayNumber(day: string): number {
  const ms = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(ms)) throw new Error(`not a day: ${day}`)
  return ms / dayMs
}

function dayFrom(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10)
}

/** Which days are worked. A year outside `years` is judged by weekends alone, and the answers say so by `known: false`. */
export type WorkCalendar = {
  readonly years: ReadonlySet<number>
  readonly off: ReadonlySet<string>
  readonly worked: ReadonlySet<string>
}

/** Checks the years it is given: an office that loads next year's notice with a slip learns it here. A later entry replaces its year. */
export function workCalendar(arrangements: readonly YearArrangement[]): WorkCalendar {
  const byYear = new Map(arrangements.map((given) => [given.year, yearArrangementSchema.parse(given)]))
  const off = new Set<string>()
  const worked = new Set<string>()
  for (const arrangement of byYear.values()) {
    for (const [first, last] of arrangement.off) {
      if (first > last || daysBetween(first, last) > 31)
        throw new Error(`${arrangement.year}: bad span ${first}–${last}`)
      for (let day = first; day <= last; day = addDays(day, 1)) off.add(day)
    }
    for (const day of arrangement.worked) {
      if (weekdayOf(day) < 6) throw new Error(`${arrangement.year}: ${day} is no weekend day`)
      worked.add(day)
    }
  }
  for (const day of worked) if (off.has(day)) throw new Error(`${day} is both off and worked`)
  return { years: new Set(byYear.keys()), off, worked }
}

export const stateCouncilCalendar: WorkCalendar = workCalendar(stateCouncilYears)

export function isWorkingDay(day: string, calendar: WorkCalendar): boolean {
  return calendar.worked.has(day) || (weekdayOf(day) < 6 && !calendar.off.has(day))
}

/** Has the arrangement of the day's year been loaded? */
export function isKnown(day: string, calendar: WorkCalendar): boolean {
  return calendar.years.has(Number(day.slice(0, 4)))
}

/**
 * The n-th working day after `day`, which itself does not count (民法典 art. 201); 0 gives the day itself or the next
 * working day, a negative n counts backwards. `known` is false when a year on the way has no arrangement.
 */
export function addWorkingDays(day: string, n: number, calendar: WorkCalendar): { day: string; known: boolean } {
  const step = n < 0 ? -1 : 1
  let at = day
  let left = Math.abs(n)
  let known = isKnown(day, calendar)
  while (left > 0 || !isWorkingDay(at, calendar)) {
    at = addDays(at, step)
    known &&= isKnown(at, calendar)
    if (left > 0 && isWorkingDay(at, calendar)) left -= 1
  }
  return { day: at, known }
}

/** Working days after `a` up to and including `b`; negative when b lies before a. */
export function workingDaysBetween(a: string, b: string, calendar: WorkCalendar): { days: number; known: boolean } {
  if (b < a) {
    const back = workingDaysBetween(b, a, calendar)
    return { days: 0 - back.days, known: back.known }
  }
  let days = 0
  let known = isKnown(a, calendar)
  for (let at = a; at < b; ) {
    at = addDays(at, 1)
    known &&= isKnown(at, calendar)
    if (isWorkingDay(at, calendar)) days += 1
  }
  return { days, known }
}
