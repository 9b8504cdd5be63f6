/** The order of a leaderboard: competition ranking 1, 2, 2, 4, zeros ranked like everybody, a missing figure not ranked. */

export type Better = 'more' | 'less'

export type Ranked<T> = {
  row: T
  /** null: no figure (未报), or too few in the group */
  rank: number | null
  /** shares its rank with another */
  tied: boolean
}

export type RankRule<T> = {
  /** null or undefined: 未报 */
  value: (row: T) => number | bigint | null | undefined
  better: Better
  /** a group with fewer figures than this is listed without ranks */
  leastToRank?: number
  /** order among equals, e.g. by the written order of units; without it the given order stays */
  amongEquals?: (a: T, b: T) => number
}

/** Best first, those without a figure last. */
export function rank<T>(rows: readonly T[], rule: RankRule<T>): Ranked<T>[] {
  const amongEquals = rule.amongEquals ?? (() => 0)
  const told: { row: T; value: number | bigint }[] = []
  const silent: T[] = []
  for (const row of rows) {
    const value = rule.value(row)
    if (value === null || value === undefined || Number.isNaN(value)) silent.push(row)
    else told.push({ row, value })
  }
  const sign = rule.better === 'more' ? -1 : 1
  told.sort((a, b) => sign * compare(a.value, b.value) || amongEquals(a.row, b.row))
  const ranks = told.length >= (rule.leastToRank ?? 1)
  let place = 1
  const ranked = told.map(({ row, value }, index): Ranked<T> => {
    const before = told[index - 1]
    const after = told[index + 1]
    const likeBefore = before !== undefined && compare(before.value, value) === 0
    if (!likeBefore) place = index + 1
    const tied = likeBefore || (after !== undefined && compare(after.value, value) === 0)
    return ranks ? { row, rank: place, tied } : { row, rank: null, tied: false }
  })
  return [...ranked, ...silent.sort(amongEquals).map((row) => ({ row, rank: null, tied: false }))]
}

export type RankChange =
  | { kind: 'up' | 'down'; places: number }
  | { kind: 'same' }
  /** ranked now, not in the issue before */
  | { kind: 'new' }
  /** not ranked now */
  | { kind: 'none' }

/** Against the issue before; a smaller rank is better whatever the measure. */
export function changeOf(now: number | null, before: number | null | undefined): RankChange {
  if (now === null) return { kind: 'none' }
  if (before === null || before === undefined) return { kind: 'new' }
  if (now === before) return { kind: 'same' }
  return now < before ? { kind: 'up', places: before - now } : { kind: 'down', places: now - before }
}

function compare(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
