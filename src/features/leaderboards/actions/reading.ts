/** What can be read of rankings: the month, an issue, the list of issues, and the briefs behind a figure. */
import { may } from '#core/grant.ts'
import { monthOf } from '#core/month.ts'
import { Refusal } from '#core/refusal.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import { afterOf, cursorOf } from '#platform/cursor.ts'
import type { Identity } from '#platform/database.ts'
import { plan, type Route, reads } from '#platform/http/route.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import * as contract from '../contract.ts'
import { type Contents, type Frozen, frozenSchema, type IssuePage, type Publicity, publicitySchema } from '../model.ts'
import { type Place, policy } from '../policy.ts'
import { idsBehind, shiftLine } from '../rules/adjustments.ts'
import { columnOf } from '../rules/definitions.ts'
import { parametersOf } from '../rules/parameters.ts'
import { isShown, shownTo } from '../rules/standing.ts'
import {
  type BehindRow,
  behindQuery,
  blockQuery,
  type FactRow,
  factOf,
  frozenBehindQuery,
  unitsQuery,
} from '../store/figures.ts'
import { factsSinceIssue, type IssueRow, issueById, issueLines } from '../store/issues.ts'
import { definitionIn, monthQueries, pageFrom, viewerOf } from './board-page.ts'
import { hashOf } from './closing.ts'

const pageLength = 100
const issueList = 'leaderboards.issues by month'
const placeIn = ({ board, block }: { board: string; block: string }) => ({ board, block })

/** Issues before this month; the first page begins after the last of all months. */
function startOf(query: { board: string; block: string; cursor?: string | undefined }): string {
  return afterOf(issueList, placeIn(query), query.cursor, 1)?.[0] ?? '9999-12'
}

export function readingRoutes(boards: readonly BoardDefinition[]): Route[] {
  const board = reads(contract.board, ({ query }) =>
    plan(monthQueries(query), (rows, identity) => pageFrom(boards, query, rows, identity)),
  )

  const contents = reads(contract.contents, ({ query }) =>
    plan(
      {
        block: blockQuery(query.block),
        units: unitsQuery(query.block, query.month),
        settings: settingRowsQuery(),
        behind: behindQuery(query.unit, query.month),
      },
      ({ block: [block], units, settings, behind }, { actor, now }) => {
        const definition = definitionIn(boards, query.board)
        if (!definition.columns.some((column) => column.key === query.column)) throw new Refusal('not-found')
        if (query.month > monthOf(now) || !block) throw new Refusal('not-found')
        const place = { blockId: block.id, cityLevel: block.cityLevel }
        refuseUnlessSeen(actor, place)
        const unit = units.find((one) => one.id === query.unit)
        if (!unit) throw new Refusal('not-found', '这个单位当月不在本区块排名')
        const { limits, publicity } = parametersOf(definition, block.id, query.month, settings)
        // without the whole board its ranks are not known here: the first n open their figures from the issue
        refuseUnlessShown({ unit, rank: null }, publicity, actor, place)
        const column = columnOf(definition, query.column)
        return contentsOf(
          behind.filter((row) => column.counts(factOf(row), limits)),
          {
            block,
            unit,
            month: query.month,
            column,
            issue: null,
          },
        )
      },
    ),
  )

  const issues = reads(contract.issues, ({ query }) =>
    plan(
      {
        block: blockQuery(query.block),
        rows: issueLines(query.board, query.block, startOf(query), pageLength + 1),
      },
      ({ block: [block], rows }, { actor }) => {
        definitionIn(boards, query.board)
        if (!block) throw new Refusal('not-found', '没有这个区块')
        refuseUnlessSeen(actor, { blockId: block.id, cityLevel: block.cityLevel })
        const shown = rows.slice(0, pageLength)
        const last = shown.at(-1)
        return {
          rows: shown,
          next: rows.length > pageLength && last ? cursorOf(issueList, placeIn(query), [last.month]) : null,
        }
      },
    ),
  )

  const issue = reads(contract.issue, ({ params }) =>
    plan({ issue: issueById(params.id), today: factsSinceIssue(params.id) }, ({ issue: [row], today }, identity) => {
      if (!row) throw new Refusal('not-found')
      return issuePage(definitionIn(boards, row.board), row, today, identity)
    }),
  )

  const issueContents = reads(contract.issueContents, ({ params, query }) =>
    plan(
      { issue: issueById(params.id), behind: frozenBehindQuery(params.id, query.unit, query.column) },
      ({ issue: [row], behind }, { actor }) => {
        if (!row) throw new Refusal('not-found')
        const place = { blockId: row.blockId, cityLevel: row.cityLevel }
        refuseUnlessSeen(actor, place)
        const frozen = frozenSchema.parse(row.frozen)
        const column = frozen.columns.find((one) => one.key === query.column)
        const found = frozen.groups.flatMap((group) => group.rows).find((one) => one.unit.id === query.unit)
        if (!column || !found) throw new Refusal('not-found')
        refuseUnlessShown(found, publicityOf(row), actor, place)
        const { block, month } = frozen
        return contentsOf(behind, { block, unit: found.unit, month, column, issue: { id: row.id, number: row.number } })
      },
    ),
  )
  return [board, contents, issues, issue, issueContents]
}

function refuseUnlessSeen(actor: Identity['actor'], place: Place): void {
  const seen = may(policy, 'leaderboards.view', actor, place)
  if (seen !== true) throw new Refusal('forbidden', [seen])
}

function refuseUnlessShown(
  row: { unit: { id: string }; rank: number | null },
  publicity: Publicity,
  actor: Identity['actor'],
  place: Place,
): void {
  if (!isShown(row, publicity, viewerOf(actor, place))) throw new Refusal('forbidden', '本区块的排名只公布规定的部分')
}

export function publicityOf(row: IssueRow): Publicity {
  return publicitySchema.parse(row.publicity === 'top' ? { mode: 'top', topN: row.topN } : { mode: row.publicity })
}

function contentsOf(
  behind: readonly BehindRow[],
  { block, unit, month, column, issue }: Omit<Contents, 'total' | 'kept' | 'rows'>,
): Contents {
  const seen = behind.flatMap((row) => {
    const { number, sentAt, companies } = row
    const fact = factOf(row)
    const id = row.ids[0]
    if (number === null || sentAt === null || id === undefined) return []
    return [{ id, number, sentAt, companies: companies ?? '', state: fact.state, validity: fact.validity }]
  })
  return {
    block: { id: block.id, name: block.name },
    unit: { id: unit.id, name: unit.name },
    month,
    column: { key: column.key, title: column.title, about: column.about },
    issue,
    total: behind.length,
    kept: behind.length - seen.length,
    rows: seen.slice(0, pageLength),
  }
}

function issuePage(
  board: BoardDefinition,
  row: IssueRow,
  today: readonly FactRow[],
  { actor, now }: Identity,
): IssuePage {
  const place = { blockId: row.blockId, cityLevel: row.cityLevel }
  refuseUnlessSeen(actor, place)
  const frozen = frozenSchema.parse(row.frozen)
  const publicity = publicityOf(row)
  const viewer = viewerOf(actor, place)
  const rank = new Map(frozen.groups.flatMap((group) => group.rows.map((one) => [one.unit.id, one.rank] as const)))
  const shown = (unit: { id: string }) => isShown({ unit, rank: rank.get(unit.id) ?? null }, publicity, viewer)
  const shifts = shiftsToday(board, frozen, today).filter(({ unit }) => shown(unit))
  const { lists: _, adjustments, ...told } = frozen
  return {
    id: row.id,
    ...told,
    groups: shownTo(frozen.groups, publicity, viewer),
    blockFacts: place,
    publishedAt: row.publishedAt,
    publicity,
    adjustments: adjustments
      .filter(({ unit }) => shown(unit))
      .map(({ gone: _gone, come: _come, ...adjustment }) => adjustment),
    hash: row.hash.toString('hex'),
    alg: row.alg,
    intact: row.hash.equals(hashOf(frozen)),
    shifts,
    shiftLine: shiftLine(row.publishedAt, shifts),
    ownUnitIds: viewer.unitIds.filter((id) => rank.has(id)),
    now,
  }
}

function shiftsToday(board: BoardDefinition, frozen: Frozen, today: readonly FactRow[]) {
  const facts = today.map(factOf)
  return frozen.groups.flatMap((group) =>
    group.rows.flatMap(({ unit, figures }) =>
      board.columns.flatMap((column) => {
        const before = figures[column.key] ?? 0
        const figure = { unitId: unit.id, month: frozen.month, column: column.key, limits: frozen.limits }
        const now = idsBehind(board, facts, figure).length
        const shift = { unit: { id: unit.id, name: unit.name }, column: column.key, columnTitle: column.title }
        return before === now ? [] : [{ ...shift, before, now }]
      }),
    ),
  )
}
