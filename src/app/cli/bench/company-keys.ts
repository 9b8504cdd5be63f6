/** Keys of companies for the duplicates check: of those that are asked about made by the city's own job, of the others drawn. */
import type pg from 'pg'
import { tenant } from '#app/demo/city.ts'
import { cityJobs } from '#app/routes.ts'
import { change, openDatabase } from '#platform/database.ts'
import type { Keys } from '#platform/keys.ts'
import { armLedger } from '#platform/ledger.ts'
import type { Ground } from './ground.ts'
import { statementsIn } from './statements.ts'

export async function keepKeys(admin: pg.Client, ground: Ground, keys: Keys): Promise<void> {
  const statement = await statementsIn('keys.sql')
  const job = cityJobs().find(({ name }) => name === 'mention-keys')
  if (!job) throw new Error('no job keeps the keys of mentions')
  for (const name of ['sample', 'ask']) await admin.query(statement(name))
  await admin.query('analyze mentions')
  armLedger(keys)
  const db = openDatabase(ground.urls.app, 1)
  try {
    while ((await admin.query<{ some: boolean }>(statement('left'))).rows[0]?.some === true)
      await change(db, keys.jobToken(tenant.id, 'housekeeping'), (tx) => job.run(tx))
  } finally {
    await db.end()
  }
  for (const name of ['copy', 'others']) await admin.query(statement(name))
}
