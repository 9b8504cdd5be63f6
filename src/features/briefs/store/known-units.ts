/** The units that a text may name as the one that reports. */
import { sqlOf } from '#platform/database.ts'

export function knownUnitsQuery() {
  return sqlOf.selectFrom('units').select(['id', 'name', 'short']).orderBy('id').compile()
}
