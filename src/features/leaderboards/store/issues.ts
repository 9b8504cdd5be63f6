/** Published issues: written once, never changed; the database itself grants no change. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
import { type Row, write } from '#platform/ledger.ts'
import type { Frozen, Publicity } from '../model.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['issues']

export type IssueRow = {
  id: string
  closureId: string
  board: string
  blockId: string
  cityLevel: boolean
  month: string
  number: string
  draftedBy: string
  publishedBy: string
  publishedByName: string
  publishedAt: string
  frozen: unknown
  hash: Buffer
  alg: string
  publicity: string
  topN: number | null
}

const issues = sql`
  select i.id, i.closure_id as "closureId", i.board, i.block_id as "blockId", b.kind = 'city-level' as "cityLevel", i.month, i.number,
    i.drafted_by as "draftedBy", i.published_by as "publishedBy", p.name as "publishedByName", i.published_at as "publishedAt",
    i.frozen, i.hash, i.alg, i.publicity, i.top_n as "topN"
  from issues i
  join blocks b on b.tenant_id = i.tenant_id and b.id = i.block_id
  join persons p on p.tenant_id = i.tenant_id and p.id = i.published_by`

export const issueById = (id: string): Query<IssueRow> =>
  sql<IssueRow>`${issues} where i.tenant_id = (select sec.tenant()) and i.id = ${id}`.compile(sqlOf)

export type IssueHead = {
  id: string
  number: string
  publishedBy: string
  publishedByName: string
  publishedAt: string
}

export const issueOfMonth = (board: string, blockId: string, month: string): Query<IssueHead> =>
  sql<IssueHead>`
    select i.id, i.number, i.published_by as "publishedBy", p.name as "publishedByName", i.published_at as "publishedAt"
    from issues i join persons p on p.tenant_id = i.tenant_id and p.id = i.published_by
    where i.tenant_id = (select sec.tenant()) and i.board = ${board} and i.block_id = ${blockId} and i.month = ${month}`.compile(
    sqlOf,
  )

/** The issue before; ranks are compared with it where its month is the one directly before. */
export const previousIssue = (
  board: string,
  blockId: string,
  month: string,
): Query<{ id: string; number: string; month: string; groups: unknown }> =>
  sql<{ id: string; number: string; month: string; groups: unknown }>`
    select i.id, i.number, i.month, i.frozen -> 'groups' as groups from issues i
    where i.tenant_id = (select sec.tenant()) and i.board = ${board} and i.block_id = ${blockId} and i.month < ${month}
    order by i.month desc limit 1`.compile(sqlOf)

/** The `most` issues of other months, latest month first. */
export const issuesBeside = (board: string, blockId: string, month: string, most: number): Query<IssueRow> =>
  sql<IssueRow>`${issues}
    where i.tenant_id = (select sec.tenant()) and i.board = ${board} and i.block_id = ${blockId} and i.month <> ${month}
    order by i.month desc limit ${most}`.compile(sqlOf)

export type IssueLine = {
  id: string
  number: string
  month: string
  publishedAt: string
  publishedBy: string
  adjustments: number
}

export const issueLines = (board: string, blockId: string, before: string, most: number): Query<IssueLine> =>
  sql<IssueLine>`
    select i.id, i.number, i.month, i.published_at as "publishedAt", p.name as "publishedBy",
      jsonb_array_length(i.frozen -> 'adjustments') as adjustments
    from issues i join persons p on p.tenant_id = i.tenant_id and p.id = i.published_by
    where i.tenant_id = (select sec.tenant()) and i.board = ${board} and i.block_id = ${blockId} and i.month < ${before}
    order by i.month desc limit ${most}`.compile(sqlOf)

/** What became of the figures of this issue's month and units: the facts of today, for the line that says why they differ. */
export const factsSinceIssue = (
  issueId: string,
): Query<{
  unitId: string
  month: string
  state: string
  validity: string
  daysAfterContact: number | null
  negotiating: boolean
  ids: string[]
}> =>
  sql<{
    unitId: string
    month: string
    state: string
    validity: string
    daysAfterContact: number | null
    negotiating: boolean
    ids: string[]
  }>`
    select f.unit_id as "unitId", i.month, f.state, f.validity,
      (f.sent_at at time zone 'Asia/Shanghai')::date - f.contact_on as "daysAfterContact", f.negotiating_at is not null as negotiating,
      array_agg(f.id::text order by f.sent_at, f.id) as ids
    from issues i
    cross join lateral jsonb_object_keys(i.frozen -> 'lists') listed (unit_id)
    join briefs_facts f on f.tenant_id = i.tenant_id and f.unit_id = listed.unit_id::uuid and f.state <> 'recalled'
      and f.sent_at >= (i.month || '-01')::date::timestamp at time zone 'Asia/Shanghai'
      and f.sent_at < ((i.month || '-01')::date + interval '1 month') at time zone 'Asia/Shanghai'
    where i.tenant_id = (select sec.tenant()) and i.id = ${issueId}
    group by 1, 2, 3, 4, 5, 6`.compile(sqlOf)

export type NewIssue = {
  closureId: string
  frozen: Frozen
  /** the canonical text that was hashed is what is stored */
  text: string
  hash: Buffer
  alg: string
  publicity: Publicity
}

export function saveIssue(tx: Tx, grant: Grant<'leaderboards.publish'>, issue: NewIssue, ended: Row): void {
  const { frozen } = issue
  const row = sqlOf.insertInto('issues').values({
    tenant_id: tx.actor.tenantId,
    id: grant.subject.id,
    closure_id: issue.closureId,
    board: frozen.board,
    block_id: frozen.block.id,
    month: frozen.month,
    number: frozen.number,
    drafted_by: frozen.draftedBy.id,
    published_by: frozen.publishedBy.id,
    frozen: issue.text,
    hash: issue.hash,
    alg: issue.alg,
    publicity: issue.publicity.mode,
    top_n: issue.publicity.mode === 'top' ? issue.publicity.topN : null,
  })
  write(tx, grant, [{ query: row, expect: 1 }, ended], {
    event: 'issue.published',
    concerns: [`closure:${issue.closureId}`],
    audience: [`b:${frozen.block.id}`, 'R', 'L', 'A'],
    payload: {
      board: frozen.board,
      blockId: frozen.block.id,
      month: frozen.month,
      closureId: issue.closureId,
      hash: issue.hash.toString('hex'),
      alg: issue.alg,
      adjustments: frozen.adjustments.length,
    },
  })
}
