/** The kept clocks: one row for each round of each clock, replaced whenever its subject's story goes on. */

import { sql } from 'kysely'
import type { Subject } from '#core/event.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
import { derive, type Row } from '#platform/ledger.ts'
import type { Clock } from './model.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['deadlines']

/** The clocks that wait for whoever asks, most urgent first: 待办. One row more than `most` says that there are more. */
export function waitingForMe(most: number): Query<{ clock: unknown }> {
  return sqlOf
    .selectFrom('deadlines')
    .select('clock')
    .where(sql<boolean>`tenant_id = (select sec.tenant())`)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`answerers && (select sec.keys())`)
    .orderBy('due_at')
    .orderBy('subject')
    .limit(most + 1)
}

/** The things of one kind that wait for whoever asks: a column of ids for a query of the feature that owns them. */
export function idsWaitingForMe(kind: string) {
  const head = `${kind}:`
  return sqlOf
    .selectFrom('deadlines')
    .select(
      sql<string>`case when starts_with(subject, ${head}) then substr(subject, ${head.length + 1})::uuid end`.as('id'),
    )
    .where(sql<boolean>`tenant_id = (select sec.tenant())`)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`answerers && (select sec.keys())`)
    .where(sql<boolean>`starts_with(subject, ${head})`)
}

export function replaceClocks(tx: Tx, subjects: readonly Subject[], clocks: readonly Clock[]): void {
  const rows: Row[] = [{ query: sqlOf.deleteFrom('deadlines').where('subject', 'in', [...subjects]) }]
  if (clocks.length > 0) {
    rows.push({
      query: sqlOf.insertInto('deadlines').values(
        clocks.map((clock) => ({
          tenant_id: tx.actor.tenantId,
          key: clock.key,
          subject: clock.subject,
          instance: clock.instance,
          round: clock.round,
          started_at: clock.startedAt,
          due_at: clock.dueAt,
          ended_at: clock.stoppedAt ?? clock.cancelledAt,
          answerers: [...clock.answerers],
          audience: [...clock.audience],
          clock: JSON.stringify(clock),
        })),
      ),
      expect: clocks.length,
    })
  }
  derive(tx, rows)
}
