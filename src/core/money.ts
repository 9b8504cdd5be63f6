/** Money of the city: fen as bigint, read and written as officials do (元, 万元, 亿元), never through a float. */
import * as z from 'zod'

const fenIn = { 元: 100n, 万元: 1_000_000n, 亿元: 10_000_000_000n } as const
export type MoneyUnit = keyof typeof fenIn
export const moneyUnits = Object.keys(fenIn) as [MoneyUnit, ...MoneyUnit[]] // keys of a literal object are exactly its units

/** The most that fits JSON exactly: 90.07 万亿元. */
export const mostFen = BigInt(Number.MAX_SAFE_INTEGER)

/** Fen on the wire: a safe integer, not negative. */
export const fenOnWire = z.int({ error: '金额须为整数（分）' }).min(0, { error: '金额不能为负' })

export function toWire(fen: bigint): number {
  if (fen > mostFen || fen < -mostFen) throw new RangeError(`amount too large for the wire: ${fen} fen`)
  return Number(fen)
}

export function fromWire(fen: number): bigint {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${fen}`)
  return BigInt(fen)
}

const scale = { '': 1n, 十: 10n, 百: 100n, 千: 1000n, 万: 10_000n, 亿: 100_000_000n } as const
const part = /(\d+)(?:\.(\d+))?(千|百|十)?(万亿|亿|万)?/g
const whole = /^人民币?(?=.)|^¥/
const amount = /^(?:\d+(?:\.\d+)?(?:千|百|十)?(?:万亿|亿|万)?)+(元|圆)?整?$/

/**
 * '35亿元', '2,000万', '1亿2000万元', '5千万元', '１２．５万元' → fen. Null for what names no unit at all (a bare '35'
 * may be 万元 or 元), for other currencies and for parts of a fen.
 */
export function parseMoney(text: string): bigint | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,]/g, '')
    .replace(whole, '')
    .replace(/人民币$/, '')
  if (!amount.test(plain) || /^[\d.]+$/.test(plain)) return null
  let fen = 0n
  let last = 10n ** 18n
  for (const found of plain.matchAll(part)) {
    const [, digits = '', decimals = '', small = '', large = ''] = found
    // the alternatives of `part` are exactly the keys of `scale`, save 万亿
    const times =
      scale[small as keyof typeof scale] * (large === '万亿' ? 10n ** 12n : scale[large as keyof typeof scale])
    if (times >= last) return null
    last = times
    const scaled = BigInt(digits + decimals) * times * 100n
    const divisor = 10n ** BigInt(decimals.length)
    if (scaled % divisor !== 0n) return null
    fen += scaled / divisor
  }
  return fen
}

/** The number alone, grouped, at most two decimals (half away from zero): 6,663,200 or 853.66. `fixed` keeps the zeros for columns. */
export function moneyIn(fen: bigint, unit: MoneyUnit, style: 'plain' | 'fixed' = 'plain'): string {
  return hundredths(divideRounded(fen * 100n, fenIn[unit]), style)
}

/** With its unit: the largest in which the amount is at least 1. 9,999.9999万元 is not rounded up into 亿元. */
export function moneyZh(fen: bigint): string {
  const size = fen < 0n ? -fen : fen
  const unit: MoneyUnit = size >= fenIn.亿元 ? '亿元' : size >= fenIn.万元 ? '万元' : '元'
  return `${moneyIn(fen, unit)}${unit}`
}

/** Whole hundredths as text, e.g. 85366n → 853.66. */
export function hundredths(value: bigint, style: 'plain' | 'fixed' = 'plain'): string {
  const size = value < 0n ? -value : value
  const whole = String(size / 100n).replace(/\B(?=(\d{3})+$)/g, ',')
  const decimals = String(size % 100n).padStart(2, '0')
  const shown = style === 'fixed' ? decimals : decimals.replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${whole}${shown ? `.${shown}` : ''}`
}

/** a / b to the nearest whole number, halves away from zero; b > 0. */
export function divideRounded(a: bigint, b: bigint): bigint {
  return a < 0n ? -((-a * 2n + b) / (b * 2n)) : (a * 2n + b) / (b * 2n)
}
