/** Proves that ids are version 7, never twice the same and in the order in which they were made. */
import { expect, test } from 'vitest'
import * as z from 'zod'
import { madeAtMs, newId } from './ids.ts'

const now = Date.UTC(2022, 10, 3, 1, 12)

test('50,000 ids of one process are in order and different, also when the clock stands or steps back a little', () => {
  const ids = Array.from({ length: 50_000 }, (_, index) => newId(now + Math.floor(index / 20_000) - (index % 3)))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true)
})

test('an id tells its millisecond, of an earlier time too', () => {
  const earlier = Date.UTC(2022, 0, 4)
  expect(madeAtMs(newId(earlier))).toBe(earlier)
})
