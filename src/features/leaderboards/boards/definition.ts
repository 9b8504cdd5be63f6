/** What a board says of itself: whom it ranks, what it counts, how it is said. */
import type { Better } from '#core/ranking.ts'
import type { Counted, Limits } from '../model.ts'

export type Column = {
  readonly key: string
  readonly title: string
  /** what it counts, in one line */
  readonly about: string
  readonly counts: (fact: Counted, limits: Limits) => boolean
  /** what moves it after publishing but a withdrawal, in a word: 修订 (of the contact day), 复核 */
  readonly movedBy: string
  /** the setting may name it as the one that ranks */
  readonly ranks: boolean
}

export type Group = { readonly key: string; readonly title: string; readonly kinds: readonly string[] }

export type SaidRow = {
  readonly unitName: string
  readonly rank: number | null
  readonly figures: Readonly<Record<string, number>>
}

export type BoardDefinition = {
  readonly key: string
  readonly title: string
  /** the document or rule that the board follows */
  readonly source: string
  /** kinds of units that are ranked among themselves */
  readonly groups: readonly Group[]
  readonly columns: readonly Column[]
  /** the column that ranks where no setting says another */
  readonly rankBy: string
  readonly better: Better
  /** a group with fewer units is listed without ranks */
  readonly leastToRank: number
  readonly unit: string
  /** 口径 in one line */
  readonly scope: (limits: Limits) => string
  /** one row as it is said in the group */
  readonly say: (row: SaidRow) => string
}
