/** Proves that moments keep their microseconds and that their text order is time order. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addMicros,
  addSeconds,
  compareInstants,
  instantFromMicros,
  instantOf,
  isInstant,
  microsOf,
  parseInstant,
  secondsBetween,
} from './instant.ts'

const anyMicros = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2200, 0, 1) * 1000 })

test.each([
  ['2022-11-03T01:12:00.123456Z', '2022-11-03T01:12:00.123456Z'],
  ['2022-11-03T01:12:00Z', '2022-11-03T01:12:00.000000Z'],
  ['2022-11-03 09:12:00.5+08', '2022-11-03T01:12:00.500000Z'],
  ['2022-11-03T09:12:00.123+08:00', '2022-11-03T01:12:00.123000Z'],
  ['2022-11-02T20:42:00-0430', '2022-11-03T01:12:00.000000Z'],
])('%s is read', (text, instant) => {
  expect(parseInstant(text)).toBe(instant)
})

test.each(['2022-11-03', '2022-11-03T01:12:00', '2022-02-30T01:12:00Z', '2022-11-03T25:12:00Z', 'now', ''])(
  '%s is no instant',
  (text) => {
    expect(() => parseInstant(text)).toThrow('not an instant')
    expect(isInstant(text)).toBe(false)
  },
)

test('micros there and back, order, sums', () => {
  fc.assert(
    fc.property(anyMicros, anyMicros, (a, b) => {
      const [x, y] = [instantFromMicros(a), instantFromMicros(b)]
      expect(isInstant(x)).toBe(true)
      expect(microsOf(x)).toBe(a)
      expect(compareInstants(x, y)).toBe(Math.sign(a - b))
      expect(addMicros(x, b - a)).toBe(y)
      expect(secondsBetween(x, y)).toBe((b - a) / 1_000_000)
    }),
  )
  expect(instantOf(new Date('2022-11-03T01:12:00.123Z'))).toBe('2022-11-03T01:12:00.123000Z')
  expect(addSeconds('2022-11-03T01:12:00.123456Z', 0.5)).toBe('2022-11-03T01:12:00.623456Z')
})
