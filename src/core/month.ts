/** The month, in which the city counts, checks and publishes: 'YYYY-MM' in Asia/Shanghai. */
import * as z from 'zod'
import { addDays, dayOf, endOfDay, startOfDay } from './calendar.ts'

/** of the years that anybody here counts: whatever is reckoned from such a month is a month too */
export const monthSchema = z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, { error: '不是一个月份' })

export function isMonth(text: string): boolean {
  return monthSchema.safeParse(text).success
}

/** Of an instant or of a day. */
export function monthOf(when: string): string {
  return (when.length > 10 ? dayOf(when) : when).slice(0, 7)
}

export function addMonths(month: string, n: number): string {
  const count = monthNumber(month) + n
  const year = Math.floor(count / 12)
  return `${String(year).padStart(4, '0')}-${String(count - year * 12 + 1).padStart(2, '0')}`
}

export function nextMonth(month: string): string {
  return addMonths(month, 1)
}

export function previousMonth(month: string): string {
  return addMonths(month, -1)
}

/** b − a in months. */
export function monthsBetween(a: string, b: string): number {
  return monthNumber(b) - monthNumber(a)
}

export function firstDay(month: string): string {
  return `${month}-01`
}

export function lastDay(month: string): string {
  return addDays(firstDay(nextMonth(month)), -1)
}

/** For a query: from ≤ instant < before. */
export function monthRange(month: string): { from: string; before: string } {
  return { from: startOfDay(firstDay(month)), before: startOfDay(firstDay(nextMonth(month))) }
}

/** The last microsecond of the month. */
export function endOfMonth(month: string): string {
  return endOfDay(lastDay(month))
}

/** 2022年11月 */
export function monthZh(month: string): string {
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`
}

function monthNumber(month: string): number {
  if (!isMonth(month)) throw new Error(`not a month: ${month}`)
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}
