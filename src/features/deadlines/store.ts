/** The kept clocks: one row for each round of each clock, replaced whenever its subject's story goes on. */

import { sql } from 'kysely'
import type { Subject } from '#core/event.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
import { derive, type Row } from '#platform/ledger.ts'
import { type Clock, longOverdueDays } from './model.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['deadlines']

const mine = sql<boolean>`tenant_id = (select sec.tenant()) and ended_at is null and answerers && (select sec.keys())`

const lately = sql<boolean>`due_at >= (select sec.clock()) - make_interval(days => ${sql.lit(longOverdueDays)})`

/**
 * The clocks that wait for whoever asks: 待办. What nobody has answered for long stays away, and of too many those due last
 * come, so that old ones never keep new ones out. One row more than `most` says that there are more.
 */
export function waitingForMe(most: number): Query<{ clock: unknown }> {
  return sqlOf
    .selectFrom('deadlines')
    .select('clock')
    .where(mine)
    .where(lately)
    .orderBy('due_at', 'desc')
    .orderBy('subject')
    .limit(most + 1)
}

/** What of mine is over its end for long, counted by kind and by who has to answer. */
export function longOverdueForMe() {
  return sqlOf
    .selectFrom('deadlines')
    .select(['key', 'answerers', ({ fn }) => fn.countAll<bigint>().as('n')])
    .where(mine)
    .where(sql<boolean>`not ${lately}`)
    .groupBy(['key', 'answerers'])
    .limit(1000)
}

/** The things of one kind that wait for whoever asks, as above: a column of ids for a query of the feature that owns them. */
export function idsWaitingForMe(kind: string) {
  const head = `${kind}:`
  return sqlOf
    .selectFrom('deadlines')
    .select(
      sql<string>`case when starts_with(subject, ${head}) then substr(subject, ${head.length + 1})::uuid end`.as('id'),
    )
    .where(mine)
    .where(lately)
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
