/** The standing of the units in one month: figures, ranks within their group, change against the issue before. */
import { changeOf, type RankChange, rank } from '#core/ranking.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import type { BriefFact, Counted, Figures, Limits, Publicity, RankedGroup, Shift, Snapshot, UnitRef } from '../model.ts'

export type Counting = { units: readonly UnitRef[]; facts: readonly Counted[]; month: string; limits: Limits }

/** `before`: the ranks of the month directly before; null: it has no issue, so there is no change to speak of. */
export function standing(
  board: BoardDefinition,
  counting: Counting & { rankBy: string; before: ReadonlyMap<string, number | null> | null },
): RankedGroup[] {
  const figures = figuresIn(board, counting)
  return board.groups.flatMap((group) => {
    const rows = counting.units
      .filter((unit) => group.kinds.includes(unit.kind))
      .map((unit) => ({ unit, figures: figures(unit.id, counting.month) }))
    if (rows.length === 0) return []
    // where nothing was sent the place is the tie's doing: no rise to praise
    const changeIn = ({ unit, figures }: (typeof rows)[number], place: number | null): RankChange =>
      counting.before && (figures[counting.rankBy] ?? 0) > 0
        ? changeOf(place, counting.before.get(unit.id))
        : { kind: 'none' }
    const ranked = rank(rows, {
      value: (row) => row.figures[counting.rankBy] ?? 0,
      better: board.better,
      leastToRank: board.leastToRank,
    })
    return {
      key: group.key,
      title: group.title,
      kept: 0,
      rows: ranked.map(({ row, rank: place, tied }) => ({
        unit: row.unit,
        rank: place,
        tied,
        change: changeIn(row, place),
        figures: row.figures,
      })),
    }
  })
}

/** What a unit's month counts; the facts are gone through once, however many units and months are asked for. */
export function figuresIn(
  board: BoardDefinition,
  { facts, limits }: Pick<Counting, 'facts' | 'limits'>,
): (unitId: string, month: string) => Figures {
  const sums = new Map<string, Record<string, number>>()
  const place = (unitId: string, month: string) => `${unitId} ${month}`
  for (const fact of facts) {
    const at = place(fact.unitId, fact.month)
    const figures = sums.get(at) ?? {}
    for (const { key, counts } of board.columns)
      if (counts(fact, limits)) figures[key] = (figures[key] ?? 0) + countOf(fact)
    sums.set(at, figures)
  }
  const columns = board.columns.map(({ key }) => key)
  return (unitId, month) => Object.fromEntries(columns.map((key) => [key, sums.get(place(unitId, month))?.[key] ?? 0]))
}

export function countOf(fact: Counted): number {
  return 'ids' in fact ? fact.ids.length : fact.count
}

export type Lists = Record<string, Record<string, string[]>>

/** unit → column → the briefs behind the figure. */
export function listsOf(
  board: BoardDefinition,
  { units, facts, month, limits }: Omit<Counting, 'facts'> & { facts: readonly BriefFact[] },
): Lists {
  return Object.fromEntries(
    units.map((unit) => {
      const own = facts.filter((fact) => fact.unitId === unit.id && fact.month === month)
      const columns = board.columns.map((column) => [
        column.key,
        own.filter((fact) => column.counts(fact, limits)).flatMap((fact) => fact.ids),
      ])
      return [unit.id, Object.fromEntries(columns)]
    }),
  )
}

export function ranksIn(groups: readonly RankedGroup[]): Map<string, number | null> {
  return new Map(groups.flatMap((group) => group.rows.map((row) => [row.unit.id, row.rank] as const)))
}

/** Which figures differ between two moments of the same month; a unit that is in one of them only counts as 0 in the other. */
export function shiftsBetween(board: BoardDefinition, before: Snapshot['groups'], now: Snapshot['groups']): Shift[] {
  const rowsIn = (groups: Snapshot['groups']) =>
    new Map(groups.flatMap((group) => group.rows.map((row) => [row.unit.id, row] as const)))
  const [old, fresh] = [rowsIn(before), rowsIn(now)]
  return [...new Map([...old, ...fresh]).values()].flatMap(({ unit }) =>
    board.columns.flatMap((column) => {
      const was = old.get(unit.id)?.figures[column.key] ?? 0
      const is = fresh.get(unit.id)?.figures[column.key] ?? 0
      const shift = { unit: { id: unit.id, name: unit.name }, column: column.key, columnTitle: column.title }
      return was === is ? [] : [{ ...shift, before: was, now: is }]
    }),
  )
}

export type Viewer = {
  /** leaders, verifiers, publishers and the city's posts see every row whatever the publicity */
  whole: boolean
  unitIds: readonly string[]
}

/** What an ordinary unit is told: everything, the first n and its own place, or its own place only. */
export function shownTo<R extends { unit: { id: string }; rank: number | null }>(
  groups: readonly { key: string; title: string; kept: number; rows: readonly R[] }[],
  publicity: Publicity,
  viewer: Viewer,
): { key: string; title: string; kept: number; rows: R[] }[] {
  return groups.map((group) => {
    const rows = group.rows.filter((row) => isShown(row, publicity, viewer))
    return { ...group, rows, kept: group.rows.length - rows.length }
  })
}

export function isShown(
  row: { unit: { id: string }; rank: number | null },
  publicity: Publicity,
  viewer: Viewer,
): boolean {
  if (viewer.whole || publicity.mode === 'full' || viewer.unitIds.includes(row.unit.id)) return true
  return publicity.mode === 'top' && row.rank !== null && row.rank <= publicity.topN
}
