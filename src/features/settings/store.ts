/** The settings table: every time that a number was set, and by which document. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import { write } from '#platform/ledger.ts'
import type { SetInput } from './model.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['settings']

/** All that was ever set, for `settingsAt`: a few hundred rows in a city's life. Fits in any page's one round trip. */
export const settingRowsQuery = () =>
  sqlOf
    .selectFrom('settings')
    .select(['key', 'block_id as blockId', 'value', 'effective_from as effectiveFrom', 'set_at as setAt'])

/** The same for the page: who set it and where, newest first. Names are joined here since people stand above settings. */
export const historyQuery = () =>
  sqlOf
    .selectFrom('settings')
    .innerJoin('persons', (on) =>
      on.onRef('persons.tenant_id', '=', 'settings.tenant_id').onRef('persons.id', '=', 'settings.set_by'),
    )
    .select([
      'settings.id',
      'settings.key',
      'settings.block_id as blockId',
      'settings.value',
      'settings.effective_from as effectiveFrom',
      'settings.set_at as setAt',
      'settings.document',
      'persons.name as setByName',
    ])
    .orderBy('settings.effective_from', 'desc')
    .orderBy('settings.set_at', 'desc')

export const blocksQuery = () => sqlOf.selectFrom('blocks').select(['id', 'name']).orderBy('sort')

export function saveSetting(tx: Tx, grant: Grant<'settings.set'>, input: SetInput): void {
  const row = sqlOf.insertInto('settings').values({
    tenant_id: tx.actor.tenantId,
    id: grant.subject.id,
    key: input.key,
    block_id: input.blockId,
    value: sql`${JSON.stringify(input.value)}::jsonb`,
    effective_from: input.effectiveFrom,
    document: input.document,
    set_by: tx.actor.personId,
  })
  const { key, blockId, value, effectiveFrom, document } = input
  write(tx, grant, [{ query: row, expect: 1 }], {
    event: 'setting.set',
    audience: ['R', 'L', 'A'],
    occurredOn: effectiveFrom,
    payload: { key, blockId, value, effectiveFrom, documentHash: createHash('sha256').update(document).digest('hex') },
  })
}
