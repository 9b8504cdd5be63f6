/** What a search finds among the briefs that whoever asks may see: the newest of them, ranked by where the words stand. */
import { type SqlBool, sql } from 'kysely'
import { isInstant } from '#core/instant.ts'
import { Refusal } from '#core/refusal.ts'
import { afterOf, cursorOf } from '#platform/cursor.ts'
import { type Query, type RowsOf, sqlOf } from '#platform/database.ts'
import { askedIn, boundsOf, conditions, type Filters, listed, pageSize, type Scope } from './list.ts'

/** of a word that stands in more briefs, the newest of them are ranked, and the page says so */
export const mostSought = 500
const sortedBy = 'briefs.list by relevance, then latest first'

export type ListedRow = RowsOf<{ rows: ReturnType<typeof soughtRows> }>['rows'][0]
/** A line of the answer, which has one even where nothing was found. */
export type SoughtRow = { total: bigint; looked: bigint } & (ListedRow | { [K in keyof ListedRow]: null })

export function isFound(row: SoughtRow): row is SoughtRow & ListedRow {
  return row.id !== null
}

/** Words, place and unit are looked up in the index; what else was asked is asked of the newest that these have found. */
export function searchQueries(filters: Filters & { q: string }): { found: Query<SoughtRow> } {
  return {
    found: sql<SoughtRow>`
      with found as materialized (
        select f.brief_id, f.standing from ${foundBy(filters)} f),
      sought as materialized (${soughtAmong(filters)}),
      shown as materialized (${shownOf(filters)})
      select (select count(*) from sought) as total, (select count(*) from found) as looked, page.*
      from (select 1) as one left join (${soughtRows()}) page on true
      order by page.standing, page.sent_at desc, page.id desc`.compile(sqlOf),
  }
}

function foundBy({ q, block, unit, mine, month }: Filters & { q: string }) {
  const bounds = month === undefined ? null : boundsOf(month)
  const recorder = mine === 'written' ? sql`(select sec.person())` : sql`null`
  return sql`sec.found_briefs(${q}::text, ${block ?? null}::uuid, ${unit ?? null}::uuid, ${recorder}::uuid,
    ${bounds?.from ?? null}::timestamptz, ${bounds?.before ?? null}::timestamptz, ${sql.lit(mostSought + 1)})`
}

/** As an array, so that the planner looks each of them up instead of reading all briefs past them. */
const byId = (ids: string) => sql<SqlBool>`b.id = any (array(${sql.raw(ids)}))`

/** The rows' own security decides once more what was found. */
function soughtAmong(filters: Filters) {
  return sqlOf
    .selectFrom(sql<{ brief_id: string; standing: number }>`found`.as('f'))
    .innerJoin('briefs as b', (on) => on.onRef('b.id', '=', 'f.brief_id'))
    .select(['b.id', 'b.sent_at', 'f.standing'])
    .where(byId('select brief_id from found'))
    .where((eb) => conditions(filters)(eb as unknown as Scope)) // the conditions name the brief alone
}

/** One page of them, before anything else is read. */
function shownOf(filters: Filters) {
  const after = placeIn(filters)
  const rest = after
    ? sql`where s.standing > ${after.standing}::int or s.standing = ${after.standing}::int
        and (s.sent_at, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``
  return sql`select s.id, s.standing from sought s ${rest}
    order by s.standing, s.sent_at desc, s.id desc limit ${sql.lit((filters.limit ?? pageSize) + 1)}`
}

function soughtRows() {
  return listed()
    .innerJoin(sql<{ id: string; standing: number }>`shown`.as('s'), (on) => on.onRef('s.id', '=', 'b.id'))
    .select([
      's.standing',
      'b.body',
      'b.place',
      'b.next_step',
      'b.help_needed',
      sql<string[]>`array(
        select x.name from persons x join contacts c on c.tenant_id = x.tenant_id and c.person_id = x.id
        where c.tenant_id = b.tenant_id and c.brief_id = b.id)`.as('contacts'),
    ])
    .where(sql<SqlBool>`b.tenant_id = (select sec.tenant())`)
    .where(byId('select id from shown'))
}

/** Says after which row the next page begins. */
export function cursorAfterSought(filters: Filters, row: { standing: number; sent_at: string; id: string }): string {
  return cursorOf(sortedBy, askedIn(filters), [String(row.standing), row.sent_at, row.id])
}

function placeIn(filters: Filters): { standing: number; at: string; id: string } | null {
  const after = afterOf(sortedBy, askedIn(filters), filters.cursor, 3)
  if (!after) return null
  const [standing = '', at = '', id = ''] = after
  if (!/^\d{1,4}$/.test(standing) || !isInstant(at) || !/^[0-9a-f-]{36}$/.test(id))
    throw new Refusal('invalid', '翻页位置有误，请从头看起')
  return { standing: Number(standing), at, id }
}
