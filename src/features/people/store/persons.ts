/** Persons with their dated posts, and what changes them. */
import { type RawBuilder, sql } from 'kysely'
import type { Role } from '#core/actor.ts'
import type { Grant } from '#core/grant.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import { keysInUse, write } from '#platform/ledger.ts'
import type { AppointInput, DatedPost, Person } from '../model.ts'
import { today } from './organisation.ts'

export const pageSize = 50

/** as a surname 沈 is shěn and 单 is shàn: each stands where a word of that one reading stands */
const surnames = { read: '沈单仇曾查区解朴覃盖翟', as: '审善求增渣欧谢瓢秦葛宅' }

/** pinyin order, as a staff list is read; the collation alone reads 沈 as chén */
const inPinyin = (name: RawBuilder<unknown>) => sql`
  (translate(left(${name}, 1), ${surnames.read}, ${surnames.as}) || substr(${name}, 2)) collate "zh-Hans-CN-x-icu"`

/** The block is where the unit is ranked today; of a unit that begins later, where it will be. */
const postsOf = (person: RawBuilder<unknown>, running: boolean) => sql`
  coalesce((
    select jsonb_agg(jsonb_build_object('id', o.id, 'role', o.role, 'unitId', u.id, 'unitName', u.name, 'blockId', b.id,
      'blockName', b.name, 'cityLevel', b.kind = 'city-level', 'acting', o.acting, 'fromDay', o.from_day, 'toDay', o.to_day,
      'document', o.document) order by o.to_day desc nulls first, o.from_day desc, o.id)
    from posts o join units u on u.tenant_id = o.tenant_id and u.id = o.unit_id
      cross join lateral (
        select ub.block_id from unit_blocks ub where ub.tenant_id = u.tenant_id and ub.unit_id = u.id
        order by ub.from_day <= ${today} desc, ub.from_day desc limit 1) ranked
      join blocks b on b.tenant_id = u.tenant_id and b.id = ranked.block_id
    where o.tenant_id = (select sec.tenant()) and o.person_id = ${person}
      and (${!running} or o.to_day is null or o.to_day > ${today})
  ), '[]') as posts`

/** One person with every post ever held. `id` is an id or an expression for one. */
export function personQuery(id: string | RawBuilder<unknown>) {
  const wanted = typeof id === 'string' ? sql`${id}::uuid` : id
  return sql<Person>`
    select p.id, p.name, a.account, p.phone_masked as "phoneMasked", p.active, p.version, ${postsOf(sql`p.id`, false)}
    from persons p left join sec.accounts_of(array[${wanted}]) a on a.person_id = p.id
    where p.id = ${wanted} and p.kind = 'person'`.compile(sqlOf)
}

export type PersonFilters = { unit?: string | undefined; block?: string | undefined; q?: string | undefined }

/** One more row than a page, so that the reader knows whether there is another. Posts: those that run or will. */
export function personsQuery({ unit, block, q }: PersonFilters, after: readonly string[] | null) {
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  const [name, id] = after ?? []
  return sql<Person>`
    with page as (
      select p.id, p.name, p.phone_masked, p.active, p.version from persons p
      where p.tenant_id = (select sec.tenant()) and p.kind = 'person'
        and (${name ?? null}::text is null or (${inPinyin(sql`p.name`)}, p.id) > (${inPinyin(sql`${name ?? null}::text`)}, ${id ?? null}::uuid))
        and (${like}::text is null and ${unit ?? null}::uuid is null and ${block ?? null}::uuid is null
          or ${like}::text is not null and ${unit ?? null}::uuid is null and ${block ?? null}::uuid is null and p.name like ${like}
          or exists (
            select from posts o join units u on u.tenant_id = o.tenant_id and u.id = o.unit_id
            where o.tenant_id = p.tenant_id and o.person_id = p.id and (o.to_day is null or o.to_day > ${today})
              and (${unit ?? null}::uuid is null or u.id = ${unit ?? null}::uuid)
              and (${like}::text is null or p.name like ${like} or u.name like ${like})
              and (${block ?? null}::uuid is null or exists (
                select from unit_blocks ub where ub.tenant_id = u.tenant_id and ub.unit_id = u.id and ub.block_id = ${block ?? null}::uuid
                  and ub.from_day <= ${today} and (ub.to_day is null or ub.to_day > ${today})))))
      order by ${inPinyin(sql`p.name`)}, p.id limit ${pageSize + 1})
    select page.id, page.name, a.account, page.phone_masked as "phoneMasked", page.active, page.version, ${postsOf(sql`page.id`, true)}
    from page left join sec.accounts_of((select array_agg(id) from page)) a on a.person_id = page.id
    order by ${inPinyin(sql`page.name`)}, page.id`.compile(sqlOf)
}

/** How many others, whose account is open, hold a role on a day. */
export function othersQuery(role: Role, personId: string, day: string) {
  return sql<{ others: number }>`
    select count(distinct o.person_id)::int as others
    from posts o join persons p on p.tenant_id = o.tenant_id and p.id = o.person_id and p.active
    where o.role = ${role} and o.person_id <> ${personId} and o.from_day <= ${day}::date
      and (o.to_day is null or o.to_day > ${day}::date)`.compile(sqlOf)
}

export function savePerson(
  tx: Tx,
  grant: Grant<'people.addPerson'>,
  given: { name: string; account: string; phone: string | null; hash: string },
): void {
  const person = sqlOf.insertInto('persons').values({
    tenant_id: tx.actor.tenantId,
    id: grant.subject.id,
    kind: 'person',
    name: given.name,
    phone_sealed: given.phone === null ? null : keysInUse().seal(given.phone),
    phone_masked: given.phone === null ? null : given.phone.replace(/^(\d{3})\d{4}/, '$1****'),
  })
  write(tx, grant, [{ query: person, expect: 1 }, { query: accountRow(grant, given.account, given.hash) }], {
    event: 'person.added',
    audience: ['A'],
    payload: {},
  })
}

/** A new account or password: all devices of this person are signed out. */
export function saveAccount(
  tx: Tx,
  grant: Grant<'people.setAccount'>,
  version: number,
  account: string,
  hash: string,
): void {
  write(tx, grant, [bumped(tx, grant.subject.id, version), { query: accountRow(grant, account, hash) }], {
    event: 'account.set',
    audience: ['A'],
    payload: {},
  })
}

const accountRow = (grant: Grant, account: string, hash: string) =>
  sql`select sec.set_account(${grant.subject.id}::uuid, ${account}, ${hash})`.compile(sqlOf)

export function saveSuspension(
  tx: Tx,
  grant: Grant<'people.suspend'>,
  version: number,
  active: boolean,
  reason: string,
): void {
  const query = personAt(tx, grant.subject.id, version).set({
    active,
    suspended_for: active ? null : reason,
    version: version + 1,
  })
  write(tx, grant, [{ query, expect: 1 }], {
    event: active ? 'person.restored' : 'person.suspended',
    audience: ['A'],
    payload: {},
  })
}

export type NewPost = { id: string; input: AppointInput; blockId: string }

export function savePost(
  tx: Tx,
  grant: Grant<'people.appoint'>,
  version: number,
  { id, input, blockId }: NewPost,
): void {
  const { role, unitId, acting, fromDay, toDay, document } = input
  const post = sqlOf.insertInto('posts').values({
    tenant_id: tx.actor.tenantId,
    id,
    person_id: grant.subject.id,
    unit_id: unitId,
    role,
    acting,
    from_day: fromDay,
    to_day: toDay,
    document: document || null,
  })
  write(tx, grant, [bumped(tx, grant.subject.id, version), { query: post, expect: 1 }], {
    event: 'person.appointed',
    concerns: [`post:${id}`, `unit:${unitId}`],
    audience: readersOf(grant.subject.id, unitId, blockId),
    occurredOn: fromDay,
    payload: { postId: id, role, unitId, blockId, acting, fromDay, toDay },
  })
}

export type Departure = { post: DatedPost; toDay: string; successorId: string | null; reason: string }

/** What is still open belongs to features above: they read who takes over from this line. */
export function saveDeparture(tx: Tx, grant: Grant<'people.leave'>, version: number, departure: Departure): void {
  const { post, toDay, successorId, reason } = departure
  const ended = sqlOf
    .updateTable('posts')
    .set({ to_day: toDay, end_reason: reason })
    .where('tenant_id', '=', tx.actor.tenantId)
    .where('id', '=', post.id)
  write(tx, grant, [bumped(tx, grant.subject.id, version), { query: ended, expect: 1 }], {
    event: 'person.left',
    concerns: [
      `post:${post.id}`,
      `unit:${post.unitId}`,
      ...(successorId === null ? [] : [`person:${successorId}` as const]),
    ],
    audience: [
      ...readersOf(grant.subject.id, post.unitId, post.blockId),
      ...(successorId === null ? [] : [`p:${successorId}`]),
    ],
    occurredOn: toDay,
    payload: { postId: post.id, role: post.role, unitId: post.unitId, blockId: post.blockId, toDay, successorId },
  })
}

const readersOf = (personId: string, unitId: string, blockId: string) => [
  `p:${personId}`,
  `u:${unitId}`,
  `b:${blockId}`,
  'R',
  'A',
]

/** Raises the version of whom it is about: two who decide at once on what they saw do not both win. */
function bumped(tx: Tx, personId: string, version: number) {
  return { query: personAt(tx, personId, version).set({ version: version + 1 }), expect: 1 }
}

function personAt(tx: Tx, personId: string, version: number) {
  return sqlOf
    .updateTable('persons')
    .where('tenant_id', '=', tx.actor.tenantId)
    .where('id', '=', personId)
    .where('version', '=', version)
}
