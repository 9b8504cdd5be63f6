/** 调整: what became of earlier issues' figures since they were last told. An issue stays as it is; the next one says the difference. */
import { monthZh } from '#core/month.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import type { Adjustment, BriefFact, Frozen, KeptAdjustment, Limits, Shift } from '../model.ts'
import { columnOf } from './definitions.ts'
import { momentZh } from './words.ts'

/** how far back an issue looks */
export const monthsLookedBack = 12

type Told = Map<string, { issue: Frozen; ids: readonly string[] }>
const place = (month: string, unitId: string, column: string) => `${month}|${unitId}|${column}`

/**
 * Each figure of a month before `month` against what was last told of it: the issue itself, then the adjustments of all
 * issues in the order in which they came out, which need not be that of their months: nothing is told twice.
 * `facts` are today's, of the earlier issues' months and units, the withdrawn ones too.
 */
export function adjustmentsOf(
  board: BoardDefinition,
  issues: readonly Frozen[],
  facts: readonly BriefFact[],
  month: string,
): KeptAdjustment[] {
  const told = lastTold([...issues].sort((a, b) => (a.dataTime < b.dataTime ? -1 : 1)))
  const earlier = issues.filter((issue) => issue.month < month).sort((a, b) => (a.month < b.month ? -1 : 1))
  return earlier.flatMap((issue) =>
    issue.groups.flatMap((group) =>
      group.rows.flatMap(({ unit }) =>
        issue.columns.flatMap(({ key }) => {
          // a column that the board no longer has is not counted any more
          if (!board.columns.some((column) => column.key === key)) return []
          const before = told.get(place(issue.month, unit.id, key))?.ids ?? []
          const now = idsBehind(board, facts, {
            unitId: unit.id,
            month: issue.month,
            column: key,
            limits: issue.limits,
          })
          if (before.length === now.length) return []
          const gone = before.filter((id) => !now.includes(id))
          const come = now.filter((id) => !before.includes(id))
          return {
            month: issue.month,
            number: issue.number,
            unit: { id: unit.id, name: unit.name },
            column: key,
            columnTitle: columnOf(board, key).title,
            before: before.length,
            now: now.length,
            because: causes(board, key, [...gone, ...come], facts),
            gone,
            come,
          }
        }),
      ),
    ),
  )
}

function lastTold(inOrder: readonly Frozen[]): Told {
  const told: Told = new Map()
  for (const issue of inOrder) {
    for (const [unitId, columns] of Object.entries(issue.lists))
      for (const [column, ids] of Object.entries(columns)) told.set(place(issue.month, unitId, column), { issue, ids })
  }
  // whatever an issue adjusts had been published before it
  for (const { month, unit, column, gone, come } of inOrder.flatMap((issue) => issue.adjustments)) {
    const at = place(month, unit.id, column)
    const before = told.get(at)
    if (before) told.set(at, { ...before, ids: [...before.ids.filter((id) => !gone.includes(id)), ...come] })
  }
  return told
}

type Figure = { unitId: string; month: string; column: string; limits: Limits }

export function idsBehind(board: BoardDefinition, facts: readonly BriefFact[], figure: Figure): string[] {
  const column = columnOf(board, figure.column)
  return facts
    .filter(
      (fact) => fact.unitId === figure.unitId && fact.month === figure.month && column.counts(fact, figure.limits),
    )
    .flatMap((fact) => fact.ids)
}

/** 撤销 1 条、复核 2 条 */
function causes(board: BoardDefinition, column: string, ids: readonly string[], facts: readonly BriefFact[]): string[] {
  const words = ids.map((id) => {
    const fact = facts.find((one) => one.ids.includes(id))
    if (fact?.state === 'withdrawn') return '撤销'
    const { movedBy } = columnOf(board, column)
    // a talk that fell away with its brief's validity was moved by the recheck; what counts whatever the verdict was not
    return fact && fact.validity !== 'valid' && movedBy !== '修订' ? '复核' : movedBy
  })
  return [...new Set(words)].map((word) => `${word} ${words.filter((one) => one === word).length} 条`)
}

/** Why an issue's figures are not today's, in one line; null where they are. */
export function shiftLine(publishedAt: string, shifts: readonly Shift[]): string | null {
  if (shifts.length === 0) return null
  return `本期数字以公布时（${momentZh(publishedAt)}）为准；公布后因撤销、修订、复核或转在谈，今天有 ${shifts.length} 个数字与本期不同，差额列入以后各期的“调整”`
}

/** 11月 盐仓街道 有效数 3 → 2（复核 1 条） */
export function sayAdjustment({ month, unit, columnTitle, before, now, because }: Adjustment): string {
  return `${monthZh(month)} ${unit.name} ${columnTitle} ${before} → ${now}${because.length > 0 ? `（${because.join('、')}）` : ''}`
}
