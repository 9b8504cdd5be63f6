/** The access log, for the audit administrator; looking into it is itself a line of it. */
import { sql } from 'kysely'
import { may } from '#core/grant.ts'
import { Refusal } from '#core/refusal.ts'
import { accessed } from '#platform/access-log.ts'
import { afterOf, cursorOf } from '#platform/cursor.ts'
import { plan, reads } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { policy } from '../policy.ts'
import { accessesQuery, accessPageSize } from '../store/profile.ts'

export const accesses = reads(contract.accesses, ({ query }) => {
  const { cursor, ...filters } = query
  return plan(
    { found: accessesQuery(filters, afterOf('people.accesses', filters, cursor, 2)) },
    ({ found }, { actor }) => {
      const verdict = may(policy, 'people.accesses', actor, null)
      if (verdict !== true) throw new Refusal('forbidden', [verdict])
      const rows = found.slice(0, accessPageSize)
      const last = found.length > accessPageSize ? rows.at(-1) : undefined
      return { rows, next: last ? cursorOf('people.accesses', filters, [last.at, last.id]) : null }
    },
    [accessed('people.accesses', sql`'access-log:' || ${filters.on ?? 'all'}`)],
  )
})
