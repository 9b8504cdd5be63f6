/** Proves the order of the boards: 1, 2, 2, 4, zeros ranked, silence not, the arrow against the issue before. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Better, changeOf, rank } from './ranking.ts'

type Row = { unit: string; figure: number | null }
const rows = (...figures: (number | null)[]): Row[] => figures.map((figure, index) => ({ unit: `u${index}`, figure }))
const places = (given: Row[], better: Better, leastToRank?: number) =>
  rank(given, { value: (row) => row.figure, better, ...(leastToRank === undefined ? {} : { leastToRank }) })

test('T11: 90, 88, 88, 70 are 1, 2, 2, 4', () => {
  const board = places(rows(88, 90, 70, 88), 'more')
  expect(board.map(({ row, rank, tied }) => [row.unit, rank, tied])).toEqual([
    ['u1', 1, false],
    ['u0', 2, true],
    ['u3', 2, true],
    ['u2', 4, false],
  ])
})

test('zeros are ranked, 未报 stands last without a rank, less may be better', () => {
  expect(places(rows(0, null, 3, 0), 'more').map(({ rank }) => rank)).toEqual([1, 2, 2, null])
  expect(places(rows(5, 1), 'less').map(({ row }) => row.unit)).toEqual(['u1', 'u0'])
  expect(rank([3n, 10n ** 30n, 4n], { value: (n) => n, better: 'more' }).map(({ row }) => row)).toEqual([
    10n ** 30n,
    4n,
    3n,
  ])
})

test('a group that is too small is listed without ranks', () => {
  expect(places(rows(3, 2), 'more', 3).map(({ rank }) => rank)).toEqual([null, null])
  expect(places(rows(3, 2, 1), 'more', 3).map(({ rank }) => rank)).toEqual([1, 2, 3])
})

test('equals keep the written order of units', () => {
  const board = rank(rows(1, 1, 1), {
    value: (row) => row.figure,
    better: 'more',
    amongEquals: (a, b) => b.unit.localeCompare(a.unit),
  })
  expect(board.map(({ row }) => row.unit)).toEqual(['u2', 'u1', 'u0'])
})

test('a rank is one more than the number of those who are better', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 0, max: 9 }))),
      fc.constantFrom<Better>('more', 'less'),
      (figures, better) => {
        const board = places(rows(...figures), better)
        expect(board).toHaveLength(figures.length)
        const told = figures.filter((figure) => figure !== null)
        for (const { row, rank, tied } of board) {
          const own = row.figure
          if (own === null) {
            expect(rank).toBeNull()
            continue
          }
          expect(rank).toBe(told.filter((other) => (better === 'more' ? other > own : other < own)).length + 1)
          expect(tied).toBe(told.filter((other) => other === own).length > 1)
        }
      },
    ),
  )
})

test.each([
  [1, 3, { kind: 'up', places: 2 }],
  [4, 3, { kind: 'down', places: 1 }],
  [2, 2, { kind: 'same' }],
  [2, null, { kind: 'new' }],
  [2, undefined, { kind: 'new' }],
  [null, 2, { kind: 'none' }],
])('rank %s after %s', (now, before, change) => {
  expect(changeOf(now, before)).toEqual(change)
})
