/** Proves areas and land intensity on the figures of the city's own projects. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaIn, areaOnWire, areaZh, intensity, m2OfMu, parseArea } from './area.ts'
import { parseMoney } from './money.ts'

test.each([
  ['T2', '35亿元', 410, '853.66'],
  ['T3', '100亿元', 410, '2,439.02'],
  ['T5', '20亿元', 195, '1,025.64'],
  ['T5', '5亿元', 195, '256.41'],
  ['T6', '20亿元', 300, '666.67'],
])('%s: %s on %i亩 is %s万元/亩', (_, money, mu, said) => {
  expect(intensity(parseMoney(money) ?? 0n, m2OfMu(mu))).toBe(said)
})

test('T4: 130,000㎡ is 195亩', () => {
  expect(areaIn(130_000, '亩', 'fixed')).toBe('195.00')
  expect(areaZh(130_000)).toBe('195亩')
  expect(areaZh(130_000, '公顷')).toBe('13公顷')
  expect(intensity(1n, 0)).toBeNull()
})

test.each([
  ['410亩', 273_333.33],
  ['13万平方米', 130_000],
  ['130,000㎡', 130_000],
  ['２公顷', 20_000],
  ['1.5平方公里', 1_500_000],
  ['3千平', 3000],
  ['410', null],
  ['约410亩', null],
  ['410亿元', null],
])('%s is read as %s', (text, m2) => {
  expect(parseArea(text)).toBe(m2)
})

test('亩 to the hundredth survive being kept in m²', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (hundredths) => {
      const mu = hundredths / 100
      expect(areaIn(m2OfMu(mu), '亩').replaceAll(',', '')).toBe(String(mu))
    }),
  )
  expect([-1, Number.NaN, Number.POSITIVE_INFINITY].some((m2) => areaOnWire.safeParse(m2).success)).toBe(false)
})
