/** What rankings contribute to the home page: figures to check, objections to answer, months to close, draft and publish. */
import type { Identity, RowsOf } from '#platform/database.ts'
import type { BoardDefinition } from './boards/definition.ts'
import { boards } from './boards/index.ts'
import { type Duty, snapshotSchema } from './model.ts'
import { dutiesOf } from './rules/duties.ts'
import { checksGoingOn, closuresGoingOn } from './store/closures.ts'
import { blocksQuery, blocksToldLastMonth } from './store/figures.ts'

/** Put these among the queries of the page: still one round trip. */
export const dutyQueries = () => ({
  rankingClosures: closuresGoingOn(),
  rankingChecks: checksGoingOn(),
  rankingBlocks: blocksQuery(),
  rankingTold: blocksToldLastMonth(),
})

/** And give their rows to this. */
export function dutiesFrom(
  rows: RowsOf<ReturnType<typeof dutyQueries>>,
  { actor, now }: Pick<Identity, 'actor' | 'now'>,
  known: readonly BoardDefinition[] = boards,
): Duty[] {
  const closures = rows.rankingClosures.map((closure) => ({
    ...closure,
    units: snapshotSchema
      .parse(closure.figures)
      .groups.flatMap((group) => group.rows.map(({ unit }) => ({ id: unit.id, name: unit.name }))),
    checks: rows.rankingChecks
      .filter((check) => check.closureId === closure.id)
      .map(({ unitId, unitName, agrees, answer }) => ({ unitId, unitName, agrees, answered: answer !== null })),
  }))
  const toldBlocks = new Set(rows.rankingTold.map(({ blockId }) => blockId))
  return dutiesOf(actor, { closures, toldBlocks, blocks: rows.rankingBlocks, boards: known, now })
}
