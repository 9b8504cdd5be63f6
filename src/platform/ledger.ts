/** Every change is one ledger line in the same transaction: who, which verb, on what, when, why. */

import { type CompiledQuery, sql } from 'kysely'
import { dayOf } from '#core/calendar.ts'
import { canonical } from '#core/canonical.ts'
import type { EventName, LedgerLine, Subject } from '#core/event.ts'
import { type Grant, spend } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import type { Because } from '#core/refusal.ts'
import { compiledOf, type Query, sqlOf, type Tx } from '#platform/database.ts'
import type { Keys } from '#platform/keys.ts'

export type Row = {
  /** INSERT, UPDATE or DELETE */
  query: Query
  /** rows it must touch; an UPDATE that names the version it was read at says 1, so that a race becomes `version-stale` */
  expect?: number
}

export type Filing = {
  event: EventName
  /** other things the line concerns; the grant's own subject always comes first */
  concerns?: readonly Subject[]
  audience: readonly string[]
  /** the day a person claims it happened; without it, today in Asia/Shanghai */
  occurredOn?: string
  payload: Readonly<Record<string, unknown>>
  because?: readonly Because[]
}

/** Version of the rules that decided, kept with each line: raised by hand when a rule in features/ changes its meaning. */
export const ruleVersion = '2026.11'

let keys: Keys | undefined
/** Called once by app/ at start: the MAC key lives in memory, never in the database. */
export function armLedger(given: Keys): void {
  keys = given
}
export function keysInUse(): Keys {
  if (!keys) throw new Error('keys are not loaded')
  return keys
}

/**
 * The single way to change rows: uses the grant up, sends the rows and files the grant as a ledger line. What it guarantees:
 * the grant was sealed by a policy for this transaction and is used once; the line bears the grant's verb, actor and subject;
 * a new subject comes with a row inserted, and every UPDATE says how many rows it must touch, so that a lost race is told.
 * It does not read the rows: that they belong to the verb is said by the store function, which takes `Grant<'feature.verb'>`
 * so that another verb's grant does not compile, and by the database's own policies and triggers.
 */
export function write(tx: Tx, grant: Grant, rows: readonly Row[], filing: Filing): LedgerLine {
  const sent = rows.map(({ query, expect }) => ({ query: compiledOf(query), expect }))
  if (grant.subject.version === 'new' && !sent.some(({ query }) => inserts(query)))
    throw new Error(`${grant.verb} creates its subject and inserts nothing`)
  const vague = sent.find(({ query, expect }) => query.query.kind === 'UpdateQueryNode' && expect === undefined)
  if (vague) throw new Error(`an update says how many rows it must touch: ${vague.query.sql.slice(0, 80)}`)
  spend(grant, tx)
  for (const { query, expect } of sent) tx.send(query, expect)
  const line = lineFor(tx, grant, filing)
  const sealed = keysInUse().mac(macText(tx.actor.tenantId, line, filing.audience, filing.because ?? [], ruleVersion))
  tx.send(
    sqlOf.insertInto('ledger').values({
      tenant_id: tx.actor.tenantId,
      id: line.id,
      event: line.event,
      subjects: [...line.subjects],
      audience: [...filing.audience],
      actor_id: line.actorId,
      verb: line.verb,
      occurred_on: line.occurredOn,
      payload: sql`${canonical(line.payload)}::jsonb`,
      because: sql`${canonical(filing.because ?? [])}::jsonb`,
      rule_version: ruleVersion,
      mac: sealed.mac,
      alg: sealed.alg,
      key_id: sealed.keyId,
    }),
    1,
  )
  tx.send(sqlOf.insertInto('ledger_pending').values({ tenant_id: tx.actor.tenantId, line_id: line.id }), 1)
  return line
}

/** For jobs alone: what repeats the ledger and can be rebuilt from it (deadlines, readers' places), and what is swept away by age, is no change of the city. */
export function derive(tx: Tx, rows: readonly Row[]): void {
  if (tx.actor.kind !== 'system') throw new Error('only jobs derive rows from the ledger')
  for (const row of rows) tx.send(row.query, row.expect)
}

function inserts({ query, sql: text }: CompiledQuery): boolean {
  return query.kind === 'InsertQueryNode' || (query.kind === 'RawNode' && /\binsert\s+into\b/i.test(text))
}

function lineFor(tx: Tx, grant: Grant, filing: Filing): LedgerLine {
  return {
    id: newId(Date.parse(tx.now)),
    event: filing.event,
    subjects: [`${grant.subject.kind}:${grant.subject.id}`, ...(filing.concerns ?? [])],
    occurredOn: filing.occurredOn ?? dayOf(tx.now),
    recordedAt: tx.now,
    payload: filing.payload,
    actorId: grant.actorId,
    verb: grant.verb,
  }
}

/** The text under a line's MAC. `recordedAt` is the transaction's clock, which the column takes from the database itself. */
export function macText(
  tenantId: string,
  line: LedgerLine,
  audience: readonly string[],
  because: readonly unknown[],
  rules: string,
): string {
  return canonical({
    tenantId,
    ...line,
    subjects: [...line.subjects],
    audience: [...audience],
    because: [...because],
    rules,
  })
}
