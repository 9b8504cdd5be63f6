/** How days of office are said. */
import { expect, test } from 'vitest'
import { sayTerm } from './words.ts'

test.each([
  ['2021-01-01', null, '2021年1月1日起'],
  ['2021-01-01', '2022-11-03', '2021年1月1日至2022年11月2日'],
  ['2022-11-03', '2022-11-03', '2022年11月3日，当日离任'],
])('%s to %s: %s', (fromDay, toDay, said) => {
  expect(sayTerm({ fromDay, toDay })).toBe(said)
})
