/** The same hash as Node's own, around every length at which the padding changes. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'

test.each([0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 200_003])('%i bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255)
  expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('the well-known one', () => {
  expect(sha256(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
