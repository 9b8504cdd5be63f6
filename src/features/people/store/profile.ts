/** Whom a leader has asked to enter rulings, and the access log that the audit administrator reads. */
import { sql } from 'kysely'
import { endOfDay, startOfDay } from '#core/calendar.ts'
import type { Grant } from '#core/grant.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import { write } from '#platform/ledger.ts'
import { today } from './organisation.ts'

export type Delegate = { id: string; personId: string; name: string; fromDay: string; toDay: string | null }

/** Those that whoever acts has named, running or to come. */
export const myDelegatesQuery = sql<Delegate>`
  select d.id, d.delegate_id as "personId", p.name, d.from_day as "fromDay", d.to_day as "toDay"
  from delegations d join persons p on p.tenant_id = d.tenant_id and p.id = d.delegate_id
  where d.leader_id = (select sec.person()) and (d.to_day is null or d.to_day > ${today})
  order by d.from_day, d.id`.compile(sqlOf)

export function saveDelegation(
  tx: Tx,
  grant: Grant<'people.delegate'>,
  { delegateId, fromDay, toDay }: { delegateId: string; fromDay: string; toDay: string | null },
): void {
  const leaderId = tx.actor.personId
  const query = sqlOf.insertInto('delegations').values({
    tenant_id: tx.actor.tenantId,
    id: grant.subject.id,
    leader_id: leaderId,
    delegate_id: delegateId,
    from_day: fromDay,
    to_day: toDay,
  })
  write(tx, grant, [{ query, expect: 1 }], {
    event: 'person.delegated',
    concerns: [`person:${leaderId}`, `person:${delegateId}`],
    audience: [`p:${leaderId}`, `p:${delegateId}`, 'A'],
    payload: { leaderId, delegateId, fromDay, toDay },
  })
}

export function endDelegation(tx: Tx, grant: Grant<'people.endDelegation'>, { personId }: Delegate, day: string): void {
  const leaderId = tx.actor.personId
  const query = sqlOf
    .updateTable('delegations')
    .set({ to_day: day })
    .where('tenant_id', '=', tx.actor.tenantId)
    .where('id', '=', grant.subject.id)
  write(tx, grant, [{ query, expect: 1 }], {
    event: 'person.undelegated',
    concerns: [`person:${leaderId}`, `person:${personId}`],
    audience: [`p:${leaderId}`, `p:${personId}`, 'A'],
    payload: { leaderId, delegateId: personId, toDay: day },
  })
}

export const accessPageSize = 50

export type AccessFilters = { person?: string | undefined; on?: string | undefined }

/** Newest first; one row more than a page. */
export function accessesQuery({ person, on }: AccessFilters, after: readonly string[] | null) {
  const [at, id] = after ?? []
  const [from, to] = on === undefined ? [null, null] : [startOfDay(on), endOfDay(on)]
  return sql<{
    id: string
    at: string
    personId: string
    personName: string
    verb: string
    subject: string
    reason: string | null
  }>`
    select l.id, l.at, l.person_id as "personId", p.name as "personName", l.verb, l.subject, l.reason
    from access_log l join persons p on p.tenant_id = l.tenant_id and p.id = l.person_id
    where l.tenant_id = (select sec.tenant())
      and (${at ?? null}::timestamptz is null or (l.at, l.id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
      and (${person ?? null}::uuid is null or l.person_id = ${person ?? null}::uuid)
      and (${from}::timestamptz is null or l.at between ${from}::timestamptz and ${to}::timestamptz)
    order by l.at desc, l.id desc limit ${accessPageSize + 1}`.compile(sqlOf)
}
