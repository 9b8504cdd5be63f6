/** Proves the check character of company codes on codes that exist. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUscCode, uscCodeSchema } from './usc-code.ts'

test.each([
  ['914403001922038216', true],
  ['91440300708461136T', true],
  ['91330100799655058B', true],
  ['91110000100000310K', false],
  ['91440300708461136t', false],
  ['9144030019220382', false],
  ['91440300192203821O', false],
])('T13: %s is a code: %s', (code, valid) => {
  expect(isUscCode(code)).toBe(valid)
})

test('what people type is brought to the normal form', () => {
  expect(uscCodeSchema.parse(' ９１440300708461136t ')).toBe('91440300708461136T')
  expect(uscCodeSchema.safeParse('').success).toBe(false)
})

test('every single slip is found', () => {
  const code = '91330100799655058B'
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  fc.assert(
    fc.property(fc.nat(17), fc.constantFrom(...alphabet), (place, character) => {
      const typed = code.slice(0, place) + character + code.slice(place + 1)
      expect(isUscCode(typed)).toBe(typed === code)
    }),
  )
})
