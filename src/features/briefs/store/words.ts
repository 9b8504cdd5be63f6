/** What others say to a brief: replies, rulings, judgements, 转在谈; each a dated, signed row. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import { type Filing, type Row, write } from '#platform/ledger.ts'
import type { PersonalItem } from '../rules/personal-data.ts'
import type { Judgement } from '../rules/validity.ts'
import { here, type Loaded } from './briefs.ts'
import { audienceRow, liftedRows } from './writing.ts'

export type ReplyRow = {
  id: string
  unitId: string
  body: string
  calledUnitIds: string[]
  calledPersonIds: string[]
  calledAs: string[]
  answersRulingId: string | null
}

export function saveReply(
  tx: Tx,
  grant: Grant<'briefs.reply'>,
  brief: Loaded,
  {
    reply,
    lifted,
    attached,
    audience,
    filing,
  }: {
    reply: ReplyRow
    lifted: readonly PersonalItem[]
    attached: readonly Row[]
    audience: string[]
    filing: Filing
  },
): void {
  const row = sqlOf.insertInto('replies').values({
    tenant_id: tx.actor.tenantId,
    id: reply.id,
    brief_id: brief.id,
    author_id: tx.actor.personId,
    unit_id: reply.unitId,
    body: reply.body,
    called_units: reply.calledUnitIds,
    called_persons: reply.calledPersonIds,
    called_as: reply.calledAs,
    answers_ruling_id: reply.answersRulingId,
  })
  const widened = sameKeys(audience, brief.audience) ? [] : [audienceRow(brief.id, audience)]
  write(tx, grant, [{ query: row, expect: 1 }, ...widened, ...attached, ...liftedRows(tx, brief.id, lifted)], filing)
}

export type NewRuling = {
  id: string
  leaderId: string
  leaderPost: string
  seniority: number
  conclusion: string
  leadUnitId: string | null
  coUnitIds: string[]
  dueOn: string | null
  body: string | null
  enteredBy: string | null
}

export function saveRuling(
  tx: Tx,
  grant: Grant<'briefs.rule'>,
  brief: Loaded,
  {
    ruling,
    lifted,
    audience,
    filing,
  }: { ruling: NewRuling; lifted: readonly PersonalItem[]; audience: string[]; filing: Filing },
): void {
  const row = sqlOf.insertInto('rulings').values({
    tenant_id: tx.actor.tenantId,
    id: ruling.id,
    brief_id: brief.id,
    leader_id: ruling.leaderId,
    leader_post: ruling.leaderPost,
    seniority: ruling.seniority,
    conclusion: ruling.conclusion,
    lead_unit_id: ruling.leadUnitId,
    co_unit_ids: ruling.coUnitIds,
    due_on: ruling.dueOn,
    body: ruling.body,
    entered_by: ruling.enteredBy,
  })
  const widened = sameKeys(audience, brief.audience) ? [] : [audienceRow(brief.id, audience)]
  write(tx, grant, [{ query: row, expect: 1 }, ...widened, ...liftedRows(tx, brief.id, lifted)], filing)
}

/** A line without a row: what follows from another row is said to the ledger, for whoever reads clocks from it. */
export function fileOnly(tx: Tx, grant: Grant, filing: Filing): void {
  write(tx, grant, [], filing)
}

export function saveUndoing(
  tx: Tx,
  grant: Grant<'briefs.undoRuling'>,
  brief: Loaded,
  rulingId: string,
  audience: string[],
  filing: Filing,
): void {
  const row = sqlOf
    .updateTable('rulings')
    .set({ undone_at: tx.now })
    .where('id', '=', rulingId)
    .where('undone_at', 'is', null)
    .where(here)
  write(tx, grant, [{ query: row, expect: 1 }, audienceRow(brief.id, audience)], filing)
}

export function saveConfirmation(tx: Tx, grant: Grant<'briefs.confirmRuling'>, rulingId: string, filing: Filing): void {
  const row = sqlOf
    .updateTable('rulings')
    .set({ confirmed_at: tx.now })
    .where('id', '=', rulingId)
    .where('confirmed_at', 'is', null)
    .where(here)
  write(tx, grant, [{ query: row, expect: 1 }], filing)
}

export type NewJudgement = {
  id: string
  verdict: 'valid' | 'invalid' | 'duplicate'
  reason: string | null
  duplicateOf: string | null
  judgeUnitId: string
  recheck: boolean
}

export function saveJudgement(
  tx: Tx,
  grant: Grant<'briefs.judge' | 'briefs.recheck'>,
  brief: Loaded,
  { judgement, lifted, filing }: { judgement: NewJudgement; lifted: readonly PersonalItem[]; filing: Filing },
): void {
  const update = sqlOf
    .updateTable('briefs')
    .set({ validity: judgement.verdict, judged_at: tx.now, version: brief.version + 1 })
    .where('id', '=', brief.id)
    .where('version', '=', brief.version)
    .where(here)
  const row = sqlOf.insertInto('judgements').values({
    tenant_id: tx.actor.tenantId,
    id: judgement.id,
    brief_id: brief.id,
    brief_unit_id: brief.facts.unitId,
    verdict: judgement.verdict,
    reason: judgement.reason,
    duplicate_of: judgement.duplicateOf,
    judge_id: tx.actor.personId,
    judge_unit_id: judgement.judgeUnitId,
    recheck: judgement.recheck,
  })
  write(
    tx,
    grant,
    [{ query: update, expect: 1 }, { query: row, expect: 1 }, ...liftedRows(tx, brief.id, lifted)],
    filing,
  )
}

export function judgementsOf(briefId: string) {
  return (
    sqlOf
      .selectFrom('judgements')
      .select(['id', 'at', 'judge_id as judgeId', 'recheck', 'undone_at as undoneAt'])
      // the column's check holds these values
      .select(sql<Judgement['verdict']>`verdict`.as('verdict'))
      .where('brief_id', '=', briefId)
      .where(here)
  )
}

/** The row stays, signed and undone; the brief is what the judgement before said, or 待核 again. */
export function saveJudgementUndoing(
  tx: Tx,
  grant: Grant<'briefs.undoJudgement'>,
  brief: Loaded,
  { judgementId, before, filing }: { judgementId: string; before: Judgement | null; filing: Filing },
): void {
  const row = sqlOf
    .updateTable('judgements')
    .set({ undone_at: tx.now })
    .where('id', '=', judgementId)
    .where('undone_at', 'is', null)
    .where(here)
  const update = sqlOf
    .updateTable('briefs')
    .set({ validity: before?.verdict ?? 'pending', judged_at: before?.at ?? null, version: brief.version + 1 })
    .where('id', '=', brief.id)
    .where('version', '=', brief.version)
    .where(here)
  write(
    tx,
    grant,
    [
      { query: row, expect: 1 },
      { query: update, expect: 1 },
    ],
    filing,
  )
}

export function saveNegotiation(
  tx: Tx,
  grant: Grant<'briefs.negotiate'>,
  brief: Loaded,
  {
    onDay,
    note,
    lifted,
    filing,
  }: { onDay: string; note: string | null; lifted: readonly PersonalItem[]; filing: Filing },
): void {
  const update = sqlOf
    .updateTable('briefs')
    .set({ negotiating_at: tx.now, version: brief.version + 1 })
    .where('id', '=', brief.id)
    .where('version', '=', brief.version)
    .where(here)
  const row = sqlOf.insertInto('negotiations').values({
    tenant_id: tx.actor.tenantId,
    brief_id: brief.id,
    on_day: onDay,
    note,
    by_id: tx.actor.personId,
  })
  write(
    tx,
    grant,
    [{ query: update, expect: 1 }, { query: row, expect: 1 }, ...liftedRows(tx, brief.id, lifted)],
    filing,
  )
}

/** The brief that another is said to repeat, if whoever judges may see it; held, so that two can't repeat each other. */
export function originalQuery(id: string) {
  return sqlOf
    .selectFrom('briefs')
    .select(['id', 'state', 'validity'])
    .where('id', '=', id)
    .where(here)
    .where(sql<boolean>`audience && (select sec.keys())`)
    .forShare()
}

/** Ciphertexts of a brief, oldest first. */
export function sealedQueries(id: string) {
  return {
    phone: sqlOf.selectFrom('briefs').select('contact_phone_sealed as sealed').where('id', '=', id).where(here),
    lifted: sqlOf
      .selectFrom('lifted_personals')
      .select(['kind', 'sealed'])
      .where('brief_id', '=', id)
      .where(here)
      .orderBy('id'),
  }
}

function sameKeys(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key) => other.includes(key))
}
