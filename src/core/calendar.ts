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

/**
 * Which days are worked; the days stand as numbers (days since 1970), for speed. A year outside `years` is judged by
 * weekends alone, and the answers say so by `known: false`.
 */
export type WorkCalendar = {
  readonly years: ReadonlySet<number>
  readonly off: ReadonlySet<number>
  readonly worked: ReadonlySet<number>
}

/** Checks the years it is given: an office that loads next year's notice with a slip learns it here. A later entry replaces its year. */
export function workCalendar(arrangements: readonly YearArrangement[]): WorkCalendar {
  const byYear = new Map(arrangements.map((given) => [given.year, yearArrangementSchema.parse(given)]))
  const off = new Set<number>()
  const worked = new Set<number>()
  for (const arrangement of byYear.values()) {
    for (const [first, last] of arrangement.off) {
      const days = daysBetween(first, last) + 1
      if (days < 1 || days > 31) throw new Error(`${arrangement.year}: bad span ${first}–${last}`)
      for (let nth = 0; nth < days; nth += 1) off.add(dayNumber(first) + nth)
    }
    for (const day of arrangement.worked) {
      if (weekdayOf(day) < 6) throw new Error(`${arrangement.year}: ${day} is no weekend day`)
      worked.add(dayNumber(day))
    }
  }
  for (const day of worked) if (off.has(day)) throw new Error(`${dayFrom(day)} is both off and worked`)
  return { years: new Set(byYear.keys()), off, worked }
}

export const stateCouncilCalendar: WorkCalendar = workCalendar(stateCouncilYears)

export function isWorkingDay(day: string, calendar: WorkCalendar): boolean {
  return isWorked(dayNumber(day), calendar)
}

/** Have the arrangements of all years from the one day to the other been loaded? */
export function isKnown(from: string, to: string, calendar: WorkCalendar): boolean {
  const last = Number(to.slice(0, 4))
  for (let year = Number(from.slice(0, 4)); year <= last; year += 1) if (!calendar.years.has(year)) return false
  return true
}

/**
 * The n-th working day after `day`, which itself does not count (民法典 art. 201); 0 gives the day itself or the next
 * working day, a negative n counts backwards. `known` is false when a year on the way has no arrangement.
 */
export function addWorkingDays(day: string, n: number, calendar: WorkCalendar): { day: string; known: boolean } {
  const step = n < 0 ? -1 : 1
  let at = dayNumber(day)
  let left = Math.abs(n)
  while (left > 0 || !isWorked(at, calendar)) {
    at += step
    if (left > 0 && isWorked(at, calendar)) left -= 1
  }
  const found = dayFrom(at)
  return { day: found, known: step > 0 ? isKnown(day, found, calendar) : isKnown(found, day, calendar) }
}

/** Working days after `a` up to and including `b`; negative when b lies before a. */
export function workingDaysBetween(a: string, b: string, calendar: WorkCalendar): { days: number; known: boolean } {
  const [from, to] = a <= b ? [a, b] : [b, a]
  const last = dayNumber(to)
  let days = 0
  for (let at = dayNumber(from) + 1; at <= last; at += 1) if (isWorked(at, calendar)) days += 1
  return { days: a <= b ? days : 0 - days, known: isKnown(from, to, calendar) }
}

function isWorked(day: number, calendar: WorkCalendar): boolean {
  // day 0 was a Thursday
  return calendar.worked.has(day) || ((((day + 3) % 7) + 7) % 7 < 5 && !calendar.off.has(day))
}
