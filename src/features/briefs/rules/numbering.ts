/** The number of a brief: 简报 330902-202211-0001, counted by block and month of sending. */
import { monthOf } from '#core/month.ts'

/** `month` is what the counter is kept by; `code` and `month` together open the number. */
export type Series = { code: string; month: string }

/** Functional zones have no national code: theirs is the city's and their short name; 市本级 has the city's alone. */
export function seriesFor(
  block: { kind: string; short: string; regionCode: string | null },
  cityCode: string,
  sentAt: string,
): Series {
  const code = block.regionCode ?? (block.kind === 'city-level' ? cityCode : `${cityCode}${block.short}`)
  return { code, month: monthOf(sentAt) }
}

/** Everything before the count; the database adds the count in the statement that takes it. */
export function numberHead({ code, month }: Series): string {
  return `简报 ${code}-${month.replace('-', '')}-`
}

/** At least four digits: the 10,000th of a month has five. */
export function numberOf(series: Series, count: number): string {
  return numberHead(series) + String(count).padStart(4, '0')
}
