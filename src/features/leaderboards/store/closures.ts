/** Closures of months, what units say to their figures, and what they are answered: all SQL on those tables. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
import { type Filing, type Row, write } from '#platform/ledger.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['closures', 'unit_checks', 'objection_answers', 'reopenings']

export type ClosureRow = {
  id: string
  board: string
  blockId: string
  month: string
  state: 'checking' | 'drafted' | 'published' | 'reopened'
  closedBy: string
  closedByName: string
  closedAt: string
  checkUntil: string
  settledAt: string | null
  figures: unknown
  draftedBy: string | null
  draftedByName: string | null
  draftedAt: string | null
  drafted: unknown
  version: number
}

const closures = sql`
  select c.id, c.board, c.block_id as "blockId", c.month, c.state, c.closed_by as "closedBy", p.name as "closedByName",
    c.closed_at as "closedAt", c.check_until as "checkUntil", c.settled_at as "settledAt", c.figures,
    c.drafted_by as "draftedBy", d.name as "draftedByName", c.drafted_at as "draftedAt", c.drafted, c.version
  from closures c
  join persons p on p.tenant_id = c.tenant_id and p.id = c.closed_by
  left join persons d on d.tenant_id = c.tenant_id and d.id = c.drafted_by`

/** The one in force; a month that was opened again has none until it is closed anew. */
export const closureOf = (board: string, blockId: string, month: string): Query<ClosureRow> =>
  sql<ClosureRow>`${closures}
    where c.tenant_id = (select sec.tenant()) and c.board = ${board} and c.block_id = ${blockId} and c.month = ${month}
      and c.state <> 'reopened'`.compile(sqlOf)

export const closureById = (id: string): Query<ClosureRow> =>
  sql<ClosureRow>`${closures} where c.tenant_id = (select sec.tenant()) and c.id = ${id}`.compile(sqlOf)

/** Holds a closure until commit: a check, an answer, a draft and the publishing of one month follow each other. */
export const closureHeld = (id: string): Query =>
  sqlOf
    .selectFrom('closures')
    .select('id')
    .where(sql<boolean>`tenant_id = (select sec.tenant())`)
    .where('id', '=', id)
    .forNoKeyUpdate()

/** Not published yet, and those of the last month whatever their state: what duties are made of. */
export const closuresGoingOn = (): Query<ClosureRow> =>
  sql<ClosureRow>`${closures}
    where c.tenant_id = (select sec.tenant()) and (c.state in ('checking', 'drafted')
      or c.month = to_char((select sec.clock()) at time zone 'Asia/Shanghai' - interval '1 month', 'YYYY-MM') and c.state = 'published')
    order by c.month, c.closed_at limit 200`.compile(sqlOf)

export const closuresToSettle = (): Query<{
  id: string
  version: number
  blockId: string
  month: string
  board: string
}> =>
  sql<{ id: string; version: number; blockId: string; month: string; board: string }>`
    select c.id, c.version, c.block_id as "blockId", c.month, c.board from closures c
    where c.tenant_id = (select sec.tenant()) and c.state in ('checking', 'drafted') and c.settled_at is null
      and c.check_until < (select sec.clock())
    order by c.id limit 100`.compile(sqlOf)

export type CheckRow = {
  id: string
  closureId: string
  unitId: string
  unitName: string
  agrees: boolean
  word: string | null
  byId: string
  byName: string
  at: string
  answer: string | null
  answeredBy: string | null
  answeredByName: string | null
  answeredAt: string | null
}

/** The latest word of each unit, oldest first. */
const latestChecks = (where: ReturnType<typeof sql>) => sql<CheckRow>`
  select * from (
    select distinct on (k.closure_id, k.unit_id) k.id, k.closure_id as "closureId", k.unit_id as "unitId", u.name as "unitName",
      k.agrees, k.word, k.by_id as "byId", p.name as "byName", k.at,
      a.word as answer, a.by_id as "answeredBy", q.name as "answeredByName", a.at as "answeredAt"
    from unit_checks k
    join closures c on c.tenant_id = k.tenant_id and c.id = k.closure_id
    join units u on u.tenant_id = k.tenant_id and u.id = k.unit_id
    join persons p on p.tenant_id = k.tenant_id and p.id = k.by_id
    left join objection_answers a on a.tenant_id = k.tenant_id and a.check_id = k.id
    left join persons q on q.tenant_id = a.tenant_id and q.id = a.by_id
    where k.tenant_id = (select sec.tenant()) and ${where}
    order by k.closure_id, k.unit_id, k.at desc, k.id desc
  ) latest order by at, id`

export const checksOf = (board: string, blockId: string, month: string): Query<CheckRow> =>
  latestChecks(
    sql`c.board = ${board} and c.block_id = ${blockId} and c.month = ${month} and c.state <> 'reopened'`,
  ).compile(sqlOf)

export const checksOfClosure = (id: string): Query<CheckRow> => latestChecks(sql`c.id = ${id}`).compile(sqlOf)

export const checksGoingOn = (): Query<CheckRow> => latestChecks(sql`c.state in ('checking', 'drafted')`).compile(sqlOf)

/** Two people who close at once: the second waits here and then finds it closed. */
export const closingTurn = ({ board, block, month }: { board: string; block: string; month: string }): Query =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`closure|${board}|${block}|${month}`} || (select sec.tenant())::text, 0))`.compile(
    sqlOf,
  )

type Place = { board: string; blockId: string; month: string }
const filed = (
  event: Filing['event'],
  { board, blockId, month }: Place,
  payload: Record<string, unknown>,
  also: Partial<Filing> = {},
): Filing => ({
  event,
  audience: [`b:${blockId}`, 'R', 'L', 'A'],
  payload: { board, blockId, month, ...payload },
  ...also,
})

/** The row may be touched only as it was read: another's draft or reopening in between is a stale version. */
const touch = (tx: Tx, id: string, version: number) =>
  sqlOf
    .updateTable('closures')
    .set({ version: version + 1 })
    .where('tenant_id', '=', tx.actor.tenantId)
    .where('id', '=', id)
    .where('version', '=', version)

export function saveClosure(
  tx: Tx,
  grant: Grant<'leaderboards.close'>,
  at: Place,
  closure: { checkUntil: string; figures: unknown; unitIds: readonly string[]; hash: string },
): void {
  const row = sqlOf.insertInto('closures').values({
    tenant_id: tx.actor.tenantId,
    id: grant.subject.id,
    board: at.board,
    block_id: at.blockId,
    month: at.month,
    closed_by: tx.actor.personId,
    check_until: closure.checkUntil,
    figures: JSON.stringify(closure.figures),
  })
  const { checkUntil, unitIds, hash } = closure
  write(tx, grant, [{ query: row, expect: 1 }], filed('closure.closed', at, { checkUntil, unitIds, figures: hash }))
}

export function saveCheck(
  tx: Tx,
  grant: Grant<'leaderboards.check'>,
  at: Place,
  check: { id: string; unitId: string; agrees: boolean; word: string | null },
): void {
  const row = sqlOf.insertInto('unit_checks').values({
    tenant_id: tx.actor.tenantId,
    id: check.id,
    closure_id: grant.subject.id,
    unit_id: check.unitId,
    agrees: check.agrees,
    word: check.word,
    by_id: tx.actor.personId,
  })
  const payload = { checkId: check.id, unitIds: [check.unitId], agrees: check.agrees }
  write(
    tx,
    grant,
    [{ query: row, expect: 1 }],
    filed('closure.checked', at, payload, { concerns: [`unit:${check.unitId}`] }),
  )
}

export function saveAnswer(
  tx: Tx,
  grant: Grant<'leaderboards.answer'>,
  at: Place,
  answer: { checkId: string; unitId: string; word: string },
): void {
  const row = sqlOf.insertInto('objection_answers').values({
    tenant_id: tx.actor.tenantId,
    check_id: answer.checkId,
    closure_id: grant.subject.id,
    word: answer.word,
    by_id: tx.actor.personId,
  })
  const payload = { checkId: answer.checkId, unitIds: [answer.unitId] }
  write(
    tx,
    grant,
    [{ query: row, expect: 1 }],
    filed('closure.answered', at, payload, { concerns: [`unit:${answer.unitId}`] }),
  )
}

export function saveDraft(
  tx: Tx,
  grant: Grant<'leaderboards.draft'>,
  at: Place,
  draft: { version: number; figures: unknown; hash: string },
): void {
  const row = touch(tx, grant.subject.id, draft.version).set({
    state: 'drafted',
    drafted_by: tx.actor.personId,
    drafted_at: sql`sec.clock()`,
    drafted: JSON.stringify(draft.figures),
  })
  write(tx, grant, [{ query: row, expect: 1 }], filed('closure.drafted', at, { figures: draft.hash }))
}

export function saveReopening(
  tx: Tx,
  grant: Grant<'leaderboards.reopen'>,
  at: Place,
  { version, reason }: { version: number; reason: string },
): void {
  const row = touch(tx, grant.subject.id, version).set({ state: 'reopened' })
  const why = sqlOf.insertInto('reopenings').values({
    tenant_id: tx.actor.tenantId,
    closure_id: grant.subject.id,
    reason,
    by_id: tx.actor.personId,
  })
  write(
    tx,
    grant,
    [
      { query: row, expect: 1 },
      { query: why, expect: 1 },
    ],
    filed('closure.reopened', at, {}),
  )
}

export function saveSettling(tx: Tx, grant: Grant<'leaderboards.settle'>, at: Place & { version: number }): void {
  const row = sqlOf
    .updateTable('closures')
    .set({ settled_at: sql`sec.clock()` })
    .where('tenant_id', '=', tx.actor.tenantId)
    .where('id', '=', grant.subject.id)
    .where('settled_at', 'is', null)
  write(tx, grant, [{ query: row, expect: 1 }], filed('closure.settled', at, {}))
}

/** For the issue that ends the closure, in the issue's own write. */
export function publishedRow(tx: Tx, id: string, version: number): Row {
  return { query: touch(tx, id, version).set({ state: 'published' }), expect: 1 }
}
