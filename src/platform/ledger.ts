/** Every change is one ledger line in the same transaction: who, which verb, on what, when, why. */

import { sql } from 'kysely'
import { dayOf } from '#core/calendar.ts'
import { canonical } from '#core/canonical.ts'
import type { EventName, LedgerLine, Subject } from '#core/event.ts'
import { type Grant, spend } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import type { Because } from '#core/refusal.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
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

/** The single way to change rows: uses the grant up, sends the rows and files the grant as a ledger line. */
export function write(tx: Tx, grant: Grant, rows: readonly Row[], filing: Filing): LedgerLine {
  spend(grant, tx)
  for (const row of rows) tx.send(row.query, row.expect)
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

/** For jobs alone: rows that repeat what the ledger says (deadlines, reader positions) and can be rebuilt from it are no change of the city. */
export function derive(tx: Tx, rows: readonly Row[]): void {
  if (tx.actor.kind !== 'system') throw new Error('only jobs derive rows from the ledger')
  for (const row of rows) tx.send(row.query, row.expect)
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
