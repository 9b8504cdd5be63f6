/** Land and floor area: kept in m² with at most two decimals, shown in 亩 and 公顷; intensity is 万元/亩. */
import * as z from 'zod'
import { divideRounded, hundredths } from './money.ts'

/** m² on the wire and in rows: numeric(14,2). */
export const areaOnWire = z.number().min(0, { error: '面积不能为负' }).max(999_999_999_999, { error: '面积过大' })

/** 1亩 = 2000/3 ㎡, 1公顷 = 15亩 = 10,000㎡ */
const m2In = { 亩: [2000n, 3n], 公顷: [10_000n, 1n], 平方公里: [1_000_000n, 1n], '㎡': [1n, 1n] } as const
export type AreaUnit = keyof typeof m2In
type Style = 'plain' | 'fixed'

/** The number alone, grouped, at most two decimals: 130,000㎡ is 195亩. */
export function areaIn(m2: number, unit: AreaUnit, style: Style = 'plain'): string {
  const [times, per] = m2In[unit]
  return hundredths(divideRounded(hundredthsOf(m2) * per, times), style)
}

export function areaZh(m2: number, unit: AreaUnit = '亩'): string {
  return `${areaIn(m2, unit)}${unit}`
}

/** m² of so many 亩, to the hundredth: 410 → 273333.33. */
export function m2OfMu(mu: number): number {
  return Number(divideRounded(hundredthsOf(mu) * 2000n, 3n)) / 100
}

/** 万元/亩 of an investment on a piece of land, two decimals; null where there is no land. */
export function intensity(fen: bigint, m2: number, style: Style = 'plain'): string | null {
  const land = hundredthsOf(m2)
  if (land <= 0n) return null
  // hundredths of (fen / 1e6 万元) / (land / 100 × 3 / 2000 亩) = fen × 20 / (3 × land)
  return hundredths(divideRounded(fen * 20n, 3n * land), style)
}

const units: Readonly<Record<string, AreaUnit>> = {
  亩: '亩',
  公顷: '公顷',
  平方公里: '平方公里',
  km2: '平方公里',
  平方米: '㎡',
  平方: '㎡',
  平米: '㎡',
  平: '㎡',
  m2: '㎡',
}
const written = /^(\d{1,10})(?:\.(\d{1,6}))?(千|万)?(亩|公顷|平方公里|km2|平方米|平方|平米|平|m2)$/i

/** '410亩', '13万平方米', '130,000㎡', '2公顷' → m²; null for anything else. */
export function parseArea(text: string): number | null {
  const found = written.exec(text.normalize('NFKC').replace(/[\s,]/g, ''))
  const unit = found?.[4] === undefined ? undefined : units[found[4].toLowerCase()]
  if (!found || unit === undefined) return null
  const [, digits = '', decimals = '', large] = found
  const [times, per] = m2In[unit]
  const size = large === '万' ? 10_000n : large === '千' ? 1000n : 1n
  const shift = 10n ** BigInt(decimals.length)
  return Number(divideRounded(BigInt(digits + decimals) * size * times * 100n, per * shift)) / 100
}

function hundredthsOf(value: number): bigint {
  return BigInt(Math.round(value * 100))
}
