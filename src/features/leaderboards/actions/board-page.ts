/** The page of a month: figures, ranks, trend, and how far closing and publishing have come, for whoever looks. */
import * as z from 'zod'
import type { Actor } from '#core/actor.ts'
import { may } from '#core/grant.ts'
import { addMonths, monthOf, monthZh, previousMonth } from '#core/month.ts'
import { Refusal } from '#core/refusal.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import { askAll, type Identity, type RowsOf, type Tx } from '#platform/database.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import {
  type BoardPage,
  type BriefCount,
  type Check,
  type Closure,
  type RankedGroup,
  rankedGroupSchema,
  type Snapshot,
  snapshotSchema,
} from '../model.ts'
import { type Place, policy } from '../policy.ts'
import { blockersOf, isOver } from '../rules/closing.ts'
import { type Parameters, parametersOf } from '../rules/parameters.ts'
import {
  countOf,
  figuresIn,
  isShown,
  ranksIn,
  shiftsBetween,
  shownTo,
  standing,
  type Viewer,
} from '../rules/standing.ts'
import { scopeOf } from '../rules/words.ts'
import { type CheckRow, type ClosureRow, checksOf, closureById, closureOf } from '../store/closures.ts'
import { blockQuery, countedOf, countsQuery, unitsQuery } from '../store/figures.ts'
import { issueOfMonth, previousIssue } from '../store/issues.ts'

const trendLength = 6

export type Asked = { board: string; block: string; month: string }

export function definitionIn(boards: readonly BoardDefinition[], key: string): BoardDefinition {
  const board = boards.find((one) => one.key === key)
  if (!board) throw new Refusal('not-found', '没有这个排名')
  return board
}

export const monthQueries = ({ board, block, month }: Asked) => ({
  block: blockQuery(block),
  units: unitsQuery(block, month),
  facts: countsQuery(block, month, month, month),
  trend: countsQuery(block, month, addMonths(month, 1 - trendLength), previousMonth(month)),
  settings: settingRowsQuery(),
  previous: previousIssue(board, block, month),
  closure: closureOf(board, block, month),
  checks: checksOf(board, block, month),
  issue: issueOfMonth(board, block, month),
})
export type MonthRows = RowsOf<ReturnType<typeof monthQueries>>

/** Everything that a verb or the page decides from. */
export type Month = {
  board: BoardDefinition
  month: string
  block: { id: string; name: string; short: string; cityLevel: boolean }
  place: Place
  parameters: Parameters
  facts: readonly BriefCount[]
  /** the same of the months before */
  earlier: readonly BriefCount[]
  groups: RankedGroup[]
  pending: number
  closure: ClosureRow | null
  checks: readonly CheckRow[]
}

export function monthFrom(board: BoardDefinition, asked: Asked, rows: MonthRows): Month {
  const [block] = rows.block
  if (!block) throw new Refusal('not-found', '没有这个区块')
  const parameters = parametersOf(board, block.id, asked.month, rows.settings)
  const facts = rows.facts.map(countedOf)
  const [previous] = rows.previous
  const groups = standing(board, {
    units: rows.units,
    facts,
    month: asked.month,
    rankBy: parameters.rankBy,
    limits: parameters.limits,
    before:
      previous?.month === previousMonth(asked.month)
        ? ranksIn(z.array(rankedGroupSchema).parse(previous.groups))
        : null,
  })
  const pending = facts.filter((fact) => fact.state === 'sent' && fact.validity === 'pending')
  return {
    board,
    month: asked.month,
    block,
    place: { blockId: block.id, cityLevel: block.cityLevel },
    parameters,
    facts,
    earlier: rows.trend.map(countedOf),
    groups,
    pending: pending.reduce((sum, fact) => sum + countOf(fact), 0),
    closure: rows.closure[0] ?? null,
    checks: rows.checks,
  }
}

export function snapshotOf({ parameters, groups }: Month): Snapshot {
  return { rankBy: parameters.rankBy, limits: parameters.limits, groups }
}

/** Reads a month within a change; one trip. */
export async function askMonth(tx: Tx, board: BoardDefinition, asked: Asked): Promise<Month> {
  return monthFrom(board, asked, await askAll(tx, monthQueries(asked)))
}

export function viewerOf(actor: Actor, place: Place): Viewer {
  return {
    whole: may(policy, 'leaderboards.viewWhole', actor, place) === true,
    unitIds: actor.posts.map((post) => post.unitId),
  }
}

/** After a verb: the page of the closure's month. */
export async function pageAfter(boards: readonly BoardDefinition[], tx: Tx, closureId: string): Promise<BoardPage> {
  const [closure] = await tx.ask(closureById(closureId))
  if (!closure) throw new Refusal('not-found')
  const asked = { board: closure.board, block: closure.blockId, month: closure.month }
  return pageFrom(boards, asked, await askAll(tx, monthQueries(asked)), tx.identity)
}

export function pageFrom(
  boards: readonly BoardDefinition[],
  asked: Asked,
  rows: MonthRows,
  { actor, now }: Identity,
): BoardPage {
  const month = monthFrom(definitionIn(boards, asked.board), asked, rows)
  const { board, block, place, parameters } = month
  const seen = may(policy, 'leaderboards.view', actor, place)
  if (seen !== true) throw new Refusal('forbidden', [seen])
  if (asked.month > monthOf(now)) throw new Refusal('invalid', `${monthZh(asked.month)}还没有到`)
  const viewer = viewerOf(actor, place)
  const trendMonths = Array.from({ length: trendLength }, (_, i) => addMonths(asked.month, i + 1 - trendLength))
  const figures = figuresIn(board, { facts: [...month.earlier, ...month.facts], limits: parameters.limits })
  const [previous, issue] = [rows.previous[0], rows.issue[0]]
  return {
    board: {
      key: board.key,
      title: board.title,
      unit: board.unit,
      columns: board.columns.map(({ key, title, about }) => ({ key, title, about })),
    },
    boards: boards.map(({ key, title }) => ({ key, title })),
    block,
    month: asked.month,
    over: isOver(asked.month, now),
    rankBy: parameters.rankBy,
    scope: scopeOf(board, parameters.rankBy, parameters.limits),
    publicity: parameters.publicity,
    checkHours: parameters.checkHours,
    groups: shownTo(month.groups, parameters.publicity, viewer).map((group) => ({
      ...group,
      rows: group.rows.map((row) => ({
        ...row,
        own: viewer.unitIds.includes(row.unit.id),
        trend: trendMonths.map((of) => figures(row.unit.id, of)[parameters.rankBy] ?? 0),
      })),
    })),
    trendMonths,
    pending: month.pending,
    previous: previous ? { id: previous.id, number: previous.number, month: previous.month } : null,
    closure: closureFor(month, viewer, now),
    issue: issue
      ? {
          id: issue.id,
          number: issue.number,
          published: { by: { id: issue.publishedBy, name: issue.publishedByName }, at: issue.publishedAt },
        }
      : null,
    now,
  }
}

export function closureFor(month: Month, viewer: Viewer, now: string): Closure | null {
  const { closure, parameters } = month
  if (!closure) return null
  const shown = new Set(
    month.groups.flatMap((group) =>
      group.rows.filter((row) => isShown(row, parameters.publicity, viewer)).map((row) => row.unit.id),
    ),
  )
  const asked = snapshotSchema.parse(closure.figures)
  const mayTellAll = viewer.whole || parameters.publicity.mode === 'full'
  return {
    id: closure.id,
    version: closure.version,
    state: closure.state,
    closed: { by: { id: closure.closedBy, name: closure.closedByName }, at: closure.closedAt },
    checkUntil: closure.checkUntil,
    checkOver: now > closure.checkUntil,
    checks: month.checks.filter((check) => shown.has(check.unitId)).map(checkOf),
    silent: silentIn(month).filter((unit) => shown.has(unit.id)),
    drafted:
      closure.draftedBy && closure.draftedByName && closure.draftedAt
        ? { by: { id: closure.draftedBy, name: closure.draftedByName }, at: closure.draftedAt }
        : null,
    shiftsSinceClose:
      closure.state === 'published'
        ? []
        : shiftsBetween(month.board, asked.groups, month.groups).filter((shift) => shown.has(shift.unit.id)),
    blockers: mayTellAll && closure.state !== 'published' ? readiness(month, closure, now) : [],
  }
}

export function readiness(month: Month, closure: ClosureRow, now: string) {
  return blockersOf({
    month: month.month,
    now,
    checkUntil: closure.checkUntil,
    pending: month.pending,
    pendingLink: `/briefs?block=${month.block.id}&month=${month.month}&validity=pending`,
    objecting: month.checks.filter((check) => !check.agrees && check.answer === null).map((check) => check.unitName),
    silent: silentIn(month).map((unit) => unit.name),
  })
}

/** Asked at closing and without a word since. */
function silentIn({ closure, checks }: Month): { id: string; name: string }[] {
  if (!closure) return []
  const spoken = new Set(checks.map((check) => check.unitId))
  return snapshotSchema
    .parse(closure.figures)
    .groups.flatMap((group) => group.rows.map(({ unit }) => ({ id: unit.id, name: unit.name })))
    .filter((unit) => !spoken.has(unit.id))
}

function checkOf(row: CheckRow): Check {
  const { answer, answeredBy, answeredByName, answeredAt } = row
  const answered = answer !== null && answeredBy !== null && answeredByName !== null && answeredAt !== null
  return {
    id: row.id,
    unit: { id: row.unitId, name: row.unitName },
    agrees: row.agrees,
    word: row.word,
    by: { id: row.byId, name: row.byName },
    at: row.at,
    answer: answered ? { word: answer, by: { id: answeredBy, name: answeredByName }, at: answeredAt } : null,
  }
}
