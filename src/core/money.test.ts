/** Proves that no fen is lost between what officials write, what is kept and what is shown. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  divideRounded,
  fenOnWire,
  fromWire,
  moneyIn,
  moneyUnits,
  moneyZh,
  mostFen,
  parseMoney,
  toWire,
} from './money.ts'

const anyFen = fc.bigInt({ min: -mostFen, max: mostFen })
const yuan = (amount: number) => BigInt(amount) * 100n

describe('reading', () => {
  test.each([
    ['35亿元', yuan(3_500_000_000)],
    ['2000万元', yuan(20_000_000)],
    ['2,000万', yuan(20_000_000)],
    ['666.32亿元', yuan(66_632_000_000)],
    ['1.00亿元', yuan(100_000_000)],
    ['１２．５万元', yuan(125_000)],
    ['5千万元', yuan(50_000_000)],
    ['3百亿', yuan(30_000_000_000)],
    ['1亿2000万元', yuan(120_000_000)],
    ['90万亿元', yuan(90_000_000_000_000)],
    ['人民币 50 亿元', yuan(5_000_000_000)],
    ['¥1,234.56元', 123_456n],
    ['0.01元', 1n],
  ])('%s', (text, fen) => {
    expect(parseMoney(text)).toBe(fen)
  })

  test.each(['35', '35亿美元', '约35亿元', '2万3亿元', '0.001元', '亿元', '', '35亩', '1.2.3亿元'])(
    '%s is not guessed at',
    (text) => {
      expect(parseMoney(text)).toBeNull()
    },
  )
})

describe('showing', () => {
  test('T1: 666.32亿元 is 6,663,200万元', () => {
    expect(moneyIn(yuan(66_632_000_000), '万元')).toBe('6,663,200')
  })

  test.each([
    [yuan(3_500_000_000), '35亿元'],
    [yuan(20_000_000), '2,000万元'],
    [yuan(99_999_999), '10,000万元'],
    [yuan(100_000_000), '1亿元'],
    [123_456n, '1,234.56元'],
    [0n, '0元'],
    [-yuan(125_000), '-12.5万元'],
  ])('%s fen is %s', (fen, said) => {
    expect(moneyZh(fen)).toBe(said)
  })

  test('columns keep their zeros', () => {
    expect(moneyIn(yuan(3_500_000_000), '亿元', 'fixed')).toBe('35.00')
  })

  test('what is shown in 元 reads back to the same fen', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: mostFen }), (fen) => parseMoney(`${moneyIn(fen, '元')}元`) === fen))
  })

  test('rounding is to the nearest hundredth and the sign only changes the sign', () => {
    fc.assert(
      fc.property(anyFen, fc.constantFrom(...moneyUnits), (fen, unit) => {
        const shown = BigInt(moneyIn(fen, unit, 'fixed').replace(/[.,]/g, ''))
        const perHundredth = parseMoney(`1${unit}`) ?? 0n
        const gap = shown * perHundredth - fen * 100n
        expect(2n * (gap < 0n ? -gap : gap) <= perHundredth).toBe(true)
        if (moneyIn(fen, unit) !== '0') expect(moneyIn(-fen, unit)).toBe(`-${moneyIn(fen, unit)}`.replace('--', ''))
      }),
    )
  })

  test('halves go away from zero', () => {
    expect([divideRounded(5n, 2n), divideRounded(-5n, 2n), divideRounded(4n, 3n)]).toEqual([3n, -3n, 1n])
  })
})

describe('on the wire', () => {
  test('a safe integer there and back; beyond it a throw, not a wrong amount', () => {
    fc.assert(fc.property(anyFen, (fen) => fromWire(toWire(fen)) === fen))
    expect(() => toWire(mostFen + 1n)).toThrow('too large')
    expect(() => fromWire(0.5)).toThrow('whole number')
    expect([0, 1, Number(mostFen)].every((fen) => fenOnWire.safeParse(fen).success)).toBe(true)
    expect([-1, 0.5, Number(mostFen) + 1, '1', 1n].some((fen) => fenOnWire.safeParse(fen).success)).toBe(false)
  })
})
