/** The list of briefs: filters, one page by key, and a total that stops counting early. */
import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type * as z from 'zod'
import { isInstant } from '#core/instant.ts'
import { isMonth, monthRange } from '#core/month.ts'
import { Refusal } from '#core/refusal.ts'
import type { Tables } from '#db/tables.ts'
import { afterOf, cursorOf } from '#platform/cursor.ts'
import { type RowsOf, sqlOf } from '#platform/database.ts'
import type { briefFilters } from '../model.ts'

export type Filters = z.output<typeof briefFilters>
export type ListRows = RowsOf<ReturnType<typeof listQueries>>
/** beyond it the total is 「200 条以上」: counting costs more than the page, and figures are the leaderboards' matter */
export const mostCounted = 200
export const pageSize = 50
const sortedBy = 'briefs.list by sent_at, latest first'

export function listQueries(filters: Filters) {
  return { rows: rowsQuery(filters), total: totalQuery(filters) }
}

export type Scope = ExpressionBuilder<Tables & { b: Tables['briefs'] }, 'b'>

/** The ruling in force, as rules/ruling.ts says: the senior leader's latest that is not undone. */
const standing = sql<string | null>`(
  select r.conclusion from rulings r
  where r.tenant_id = b.tenant_id and r.brief_id = b.id and r.undone_at is null
  order by r.seniority, r.at desc, r.id desc limit 1)`

const mine = (id: string) => sql`'u:' || ${sql.ref(id)} = any ((select sec.keys())::text[])`
/** one's own units, from one's keys */
const myUnits = sql`(select array_agg(substr(key, 3)::uuid) from unnest((select sec.keys())) k (key) where key like 'u:%')`
/** kept beside rulings and replies, so that nobody's page asks every brief whether it called them */
const calledAs = (kind: string) => sql`b.id in (
  select c.brief_id from brief_calls c where c.tenant_id = (select sec.tenant()) and c.kind = ${sql.lit(kind)}
    and c.party_id = any (array_append(${myUnits}, (select sec.person()))::uuid[]))`
const whoseAre = {
  written: sql<SqlBool>`b.recorder_id = (select sec.person())`,
  // a ruling that was undone tells nobody any more
  assigned: sql<SqlBool>`${calledAs('assigned')} and exists (
    select from rulings r where r.tenant_id = b.tenant_id and r.brief_id = b.id and r.undone_at is null
      and (${mine('r.lead_unit_id')} or r.co_unit_ids && ${myUnits}))`,
  called: sql<SqlBool>`${calledAs('called')}`,
} as const

/** Everything but the words: a brief is found by those in search.ts. */
export function conditions(filters: Filters): (eb: Scope) => ReturnType<Scope['and']> {
  const { block, unit, unitKind, month, validity, ruled, negotiating } = filters
  return (eb) => {
    const all: Expression<SqlBool>[] = [
      sql<SqlBool>`b.tenant_id = (select sec.tenant())`,
      sql<SqlBool>`b.audience && (select sec.keys())`,
      // what was taken back within two minutes was never there
      sql<SqlBool>`b.state <> 'recalled'`,
    ]
    if (block) all.push(eb('b.block_id', '=', block))
    if (unit) all.push(eb('b.unit_id', '=', unit))
    // words of a closed vocabulary stand in the statement as they are: each has an index and statistics of its own
    if (unitKind)
      all.push(
        often(
          sql`(select u.kind from units u where u.tenant_id = b.tenant_id and u.id = b.unit_id) = ${sql.lit(unitKind)}`,
        ),
      )
    if (month) all.push(inMonth(month))
    if (validity) all.push(sql<SqlBool>`b.validity = ${sql.lit(validity)}`, sql<SqlBool>`b.state = 'sent'`)
    if (ruled === 'none') all.push(often(sql`${standing} is null`))
    else if (ruled) all.push(often(sql`${standing} = ${sql.lit(ruled)}`))
    if (negotiating) all.push(eb('b.negotiating_at', 'is not', null))
    if (filters.mine) all.push(whoseAre[filters.mine])
    return eb.and(all)
  }
}

/**
 * Taken by the planner to hold for every second brief, so that it reads the newest until a page is full. Of a condition that asks
 * another table it would else expect one in two hundred, and read and sort the briefs of five years.
 */
const often = (condition: RawBuilder<unknown>) => sql<SqlBool>`case when ${condition} then true else false end`

function inMonth(month: string) {
  const { from, before } = boundsOf(month)
  return sql<SqlBool>`b.sent_at >= ${from} and b.sent_at < ${before}`
}

export function boundsOf(month: string) {
  if (!isMonth(month)) throw new Refusal('invalid', [{ say: '不是一个月份', field: 'month' }])
  return monthRange(month)
}

function rowsQuery(filters: Filters) {
  const after = placeIn(filters)
  const query = listed()
    .where((eb) => conditions(filters)(eb as unknown as Scope)) // the joined tables are not named in the conditions
    .orderBy('b.sent_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(sql.lit((filters.limit ?? pageSize) + 1))
  return after ? query.where(sql<SqlBool>`(b.sent_at, b.id) < (${after.at}::timestamptz, ${after.id}::uuid)`) : query
}

/** What a line of the list shows. */
export function listed() {
  return sqlOf
    .selectFrom('briefs as b')
    .innerJoin('units as u', (on) => on.onRef('u.tenant_id', '=', 'b.tenant_id').onRef('u.id', '=', 'b.unit_id'))
    .innerJoin('blocks as k', (on) => on.onRef('k.tenant_id', '=', 'b.tenant_id').onRef('k.id', '=', 'b.block_id'))
    .innerJoin('persons as p', (on) => on.onRef('p.tenant_id', '=', 'b.tenant_id').onRef('p.id', '=', 'b.recorder_id'))
    .leftJoin('persons as o', (on) =>
      on.onRef('o.tenant_id', '=', 'b.tenant_id').onRef('o.id', '=', 'b.original_poster_id'),
    )
    .select([
      'b.id',
      'b.number',
      'b.transcribed',
      'b.original_poster',
      'b.original_poster_id',
      'b.original_on',
      'b.original_time',
      'b.original_certain',
      'o.name as original_name',
      'b.unit_id',
      'u.name as unit_name',
      'b.block_id',
      'k.name as block_name',
      'p.name as recorder',
      'b.sent_at',
      'b.contact_on',
      'b.state',
      'b.validity',
      sql<boolean>`b.negotiating_at is not null`.as('negotiating'),
      standing.as('ruled'),
      sql<bigint>`(select count(*) from replies y where y.tenant_id = b.tenant_id and y.brief_id = b.id)`.as('replies'),
      sql<boolean>`exists (select from unit_reads x where x.tenant_id = b.tenant_id and x.brief_id = b.id and ${mine('x.unit_id')})`.as(
        'read',
      ),
      // JSON, not rows: a page is one query
      sql<MentionInList[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('company', m.company_name, 'intention', m.intention, 'fen', m.investment_fen,
          'currency', m.investment_currency, 'landM2', m.land_m2) order by m.no), '[]')
        from mentions m where m.tenant_id = b.tenant_id and m.brief_id = b.id)`.as('mentions'),
    ])
}

export type MentionInList = {
  company: string
  intention: string | null
  fen: number | null
  currency: string
  landM2: number | null
}

function totalQuery(filters: Filters) {
  return sqlOf
    .selectFrom(
      sqlOf
        .selectFrom('briefs as b')
        .select(sql<number>`1`.as('one'))
        .where((eb) => conditions(filters)(eb as unknown as Scope)) // as above
        // in the order of the page: any other way of reading a few of many begins with the oldest or reads them all
        .orderBy('b.sent_at', 'desc')
        .orderBy('b.id', 'desc')
        .limit(sql.lit(mostCounted + 1))
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll<bigint>().as('n'))
}

/** Says after which row the next page begins. */
export function cursorAfter(filters: Filters, row: { sent_at: string; id: string }): string {
  return cursorOf(sortedBy, askedIn(filters), [row.sent_at, row.id])
}

function placeIn(filters: Filters): { at: string; id: string } | null {
  const [at = '', id = ''] = afterOf(sortedBy, askedIn(filters), filters.cursor, 2) ?? []
  if (at === '' && id === '') return null
  if (!isInstant(at) || !/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('invalid', '翻页位置有误，请从头看起')
  return { at, id }
}

/** How many on a page changes nothing of which. */
export function askedIn({ cursor: _, limit: __, ...asked }: Filters): Omit<Filters, 'cursor' | 'limit'> {
  return asked
}
