/** The access log: who opened, exported or unmasked what. Reading never enters the ledger, and this log holds no text of the city's. */
import { type RawBuilder, sql } from 'kysely'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'

/** One line; `from` limits it to what whoever acts may see, e.g. sql`briefs b where b.id = …`. */
export function accessed(
  verb: string,
  subject: RawBuilder<unknown>,
  { from, reason }: { from?: RawBuilder<unknown>; reason?: string } = {},
): Query {
  return sql`
    insert into access_log (tenant_id, person_id, verb, subject, reason)
    select sec.tenant(), sec.person(), ${verb}, ${subject}, ${reason ?? null}${from ? sql` from ${from}` : sql``}`.compile(
    sqlOf,
  )
}

/** For the answer of a change that shows what is logged: one line each time that it is shown, on a repeated key as well. */
export function noteAccess(tx: Tx, verb: string, subject: string, reason: string): void {
  tx.send(accessed(verb, sql`${subject}`, { reason }), 1)
}
