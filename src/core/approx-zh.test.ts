/** Proves how round figures are said, on the article's own: 100多条, 20余次, 近20个. */
import { expect, test } from 'vitest'
import { approxZh } from './approx-zh.ts'

test.each([
  [103, '条', undefined, '100多条'],
  [23, '次', undefined, '20余次'],
  [18, '个', undefined, '近20个'],
  [20, '个', undefined, '20个'],
  [9, '次', undefined, '9次'],
  [0, '条', undefined, '0条'],
  [580, '家', undefined, '近600家'],
  [580, '家', '余', '500余家'],
  [1450, '', undefined, '1400多'],
  [97, '个', undefined, '近100个'],
  [23, '次', '多', '20多次'],
] as const)('%i%s (%s) is said %s', (count, measure, form, said) => {
  expect(approxZh(count, measure, form)).toBe(said)
})
