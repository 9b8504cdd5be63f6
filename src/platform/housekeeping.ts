/** Every night: new days for the idempotency record, and what is kept no longer is forgotten. */
import { sql } from 'kysely'
import { sqlOf, type Tx } from '#platform/database.ts'
import type { Job } from '#platform/feature.ts'
import { derive } from '#platform/ledger.ts'

/** at an hour when hardly anybody waits for a lock */
export const housekeeping: Job = { name: 'housekeeping', cron: '17 3 * * *', run: keepHouse }

/** Bears being run twice: days that are there stay, and what is gone is gone. */
export async function keepHouse(tx: Tx): Promise<void> {
  await tx.entered()
  derive(tx, [
    { query: sql`select sec.turn_idempotency_days()`.compile(sqlOf) },
    { query: sql`select sec.forget_old()`.compile(sqlOf) },
    { query: sql`select sec.forget_drafts()`.compile(sqlOf) },
  ])
  await tx.settle()
}
