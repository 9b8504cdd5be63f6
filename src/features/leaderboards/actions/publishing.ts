/** Publishing: the second person freezes what the first drafted, with the adjustments of earlier issues. */
import { canonical } from '#core/canonical.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import type { Tx } from '#platform/database.ts'
import { type Route, writes } from '#platform/http/route.ts'
import { ruleVersion } from '#platform/ledger.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import * as contract from '../contract.ts'
import { type Frozen, frozenSchema, type KeptAdjustment, snapshotSchema } from '../model.ts'
import { policy } from '../policy.ts'
import { adjustmentsOf, monthsLookedBack } from '../rules/adjustments.ts'
import { whyNotPublish } from '../rules/closing.ts'
import { listsOf, shiftsBetween } from '../rules/standing.ts'
import { numberOf, scopeOf } from '../rules/words.ts'
import { type ClosureRow, publishedRow } from '../store/closures.ts'
import { factOf, factsOfUnits } from '../store/figures.ts'
import { issuesBeside, saveIssue } from '../store/issues.ts'
import { askMonth, definitionIn, type Month, pageAfter, readiness } from './board-page.ts'
import { askedOf, hashOf, loadClosure, refuseFor } from './closing.ts'

export function publishRoute(boards: readonly BoardDefinition[]): Route {
  return writes(
    contract.publish,
    async ({ params, version }, tx) => {
      const { closure, place } = await loadClosure(tx, params.id, version)
      const subject = { kind: 'issue', id: newId(Date.parse(tx.now)), version: 'new' } as const
      const grant = allow(policy, 'leaderboards.publish', tx, { ...place, draftedBy: closure.draftedBy }, subject)
      const month = await askMonth(tx, definitionIn(boards, closure.board), askedOf(closure))
      refuseFor(
        whyNotPublish({
          state: closure.state,
          blockers: readiness(month, closure, tx.now),
          shiftsSinceDraft: closure.drafted
            ? shiftsBetween(month.board, snapshotSchema.parse(closure.drafted).groups, month.groups)
            : [],
        }),
      )
      const frozen = await frozenFrom(tx, month, closure)
      saveIssue(
        tx,
        grant,
        {
          closureId: closure.id,
          frozen,
          text: canonical(frozen),
          hash: hashOf(frozen),
          alg: 'sha256',
          publicity: month.parameters.publicity,
        },
        publishedRow(tx, closure.id, version),
      )
      return closure.id
    },
    (tx, closureId) => pageAfter(boards, tx, closureId),
  )
}

async function frozenFrom(tx: Tx, month: Month, closure: ClosureRow): Promise<Frozen> {
  const { board, block, parameters } = month
  if (closure.draftedBy === null || closure.draftedByName === null) throw new Refusal('conflict', '还没有拟稿')
  const units = month.groups.flatMap((group) => group.rows.map((row) => row.unit))
  const [beside, rows] = await Promise.all([
    tx.ask(issuesBeside(board.key, block.id, month.month, 2 * monthsLookedBack)),
    tx.ask(
      factsOfUnits(
        units.map(({ id }) => id),
        month.month,
        month.month,
      ),
    ),
  ])
  const issues = beside.map((row) => frozenSchema.parse(row.frozen))
  const earlier = issues.filter((issue) => issue.month < month.month).slice(0, monthsLookedBack)
  return {
    board: board.key,
    title: board.title,
    block: { id: block.id, name: block.name, short: block.short },
    month: month.month,
    number: numberOf(board, block.short, month.month),
    rankBy: parameters.rankBy,
    columns: board.columns.map(({ key, title, about }) => ({ key, title, about })),
    limits: parameters.limits,
    scope: scopeOf(board, parameters.rankBy, parameters.limits),
    source: board.source,
    ruleVersion,
    dataTime: tx.now,
    draftedBy: { id: closure.draftedBy, name: closure.draftedByName },
    publishedBy: { id: tx.actor.personId, name: tx.actor.name },
    previous: earlier[0]?.number ?? null,
    groups: month.groups,
    adjustments: await adjustmentsToday(tx, board, month.month, earlier, issues),
    lists: listsOf(board, {
      units,
      facts: rows.map(factOf),
      month: month.month,
      limits: parameters.limits,
    }),
  }
}

async function adjustmentsToday(
  tx: Tx,
  board: BoardDefinition,
  month: string,
  earlier: readonly Frozen[],
  issues: readonly Frozen[],
): Promise<KeptAdjustment[]> {
  const months = earlier.map((issue) => issue.month).sort()
  const [first] = months
  if (first === undefined) return []
  const units = new Set(earlier.flatMap((issue) => Object.keys(issue.lists)))
  const last = months.at(-1) ?? first
  const facts = await tx.ask(factsOfUnits([...units], first, last))
  const told = issues.filter((issue) => issue.month > month || earlier.includes(issue))
  return adjustmentsOf(board, told, facts.map(factOf), month)
}
