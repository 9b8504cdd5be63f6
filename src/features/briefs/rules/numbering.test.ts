/** Numbers of briefs by example: counties, zones, 市本级, the turn of a month in the city's own days. */
import { expect, test } from 'vitest'
import { numberOf, seriesFor } from './numbering.ts'

const dinghai = { kind: 'county', short: '定海', regionCode: '330902' }
test.each([
  ['a county', dinghai, '2022-11-03T01:00:00.000000Z', 1, '简报 330902-202211-0001'],
  [
    'a zone, which has no national code',
    { kind: 'zone', short: '高新区', regionCode: null },
    '2022-11-03T01:00:00.000000Z',
    12,
    '简报 330900高新区-202211-0012',
  ],
  [
    '市本级',
    { kind: 'city-level', short: '市本级', regionCode: null },
    '2022-11-03T01:00:00.000000Z',
    7,
    '简报 330900-202211-0007',
  ],
  ['the last second of a month in the city', dinghai, '2022-11-30T15:59:59.999999Z', 1, '简报 330902-202211-0001'],
  [
    'the first of the next, still the 30th in UTC',
    dinghai,
    '2022-11-30T16:00:00.000000Z',
    1,
    '简报 330902-202212-0001',
  ],
  ['the ten thousandth', dinghai, '2022-11-03T01:00:00.000000Z', 10_000, '简报 330902-202211-10000'],
])('%s', (_, block, at, count, number) => {
  expect(numberOf(seriesFor(block, '330900', at), count)).toBe(number)
})
