/** What a board counts: the block, its units at the month's end, and the briefs as the count columns tell them, the same for every viewer. */
import { sql } from 'kysely'
import { monthRange, previousMonth } from '#core/month.ts'
import { type Query, sqlOf } from '#platform/database.ts'
import type { BriefCount, BriefFact, UnitRef } from '../model.ts'

export const blocksQuery = () =>
  sqlOf
    .selectFrom('blocks')
    .select(['id', 'name', 'short', sql<boolean>`kind = 'city-level'`.as('cityLevel')])
    .orderBy('sort')

export const blockQuery = (blockId: string) => blocksQuery().where('id', '=', blockId)

/** The last day of the month, or today while it runs: where a unit stands then is where it is ranked. */
const rankingDay = (month: string) =>
  sql`least((select (sec.clock() at time zone 'Asia/Shanghai')::date), (${`${month}-01`}::date + interval '1 month' - interval '1 day')::date)`

const standsIn = (blockId: string, month: string) => sql`
  ub.tenant_id = (select sec.tenant()) and ub.block_id = ${blockId}
  and ub.from_day <= ${rankingDay(month)} and (ub.to_day is null or ub.to_day > ${rankingDay(month)})`

export const unitsQuery = (blockId: string, month: string): Query<UnitRef> =>
  sql<UnitRef>`
    select u.id, u.name, u.short, u.kind from unit_blocks ub
    join units u on u.tenant_id = ub.tenant_id and u.id = ub.unit_id
    where ${standsIn(blockId, month)}
    order by u.name collate "zh-Hans-CN-x-icu"`.compile(sqlOf)

export type FactRow = Omit<BriefFact, 'state' | 'validity' | 'ids'> & { state: string; validity: string; ids: string[] }

export type CountRow = Omit<BriefCount, 'state' | 'validity'> & { state: string; validity: string }

/**
 * How many of each kind, from the one month to the other, of the units that stand in the block at the end of `standing`.
 * The index by unit holds every column that is read here, so that no brief is fetched.
 */
export function countsQuery(blockId: string, standing: string, since: string, month: string): Query<CountRow> {
  const months = monthsFrom(since, month)
  const starts = months.map((one) => monthRange(one).from)
  // writing the month's name beside every brief would cost a third of the whole
  const place = months.length === 1 ? sql`1` : sql`width_bucket(f.sent_at, ${starts}::timestamptz[])`
  return sql<CountRow>`
    select k."unitId", (${months}::text[])[k.place] as month, k.state, k.validity, k."daysAfterContact", k.negotiating, k.count
    from (
      select f.unit_id as "unitId", ${place} as place, f.state, f.validity,
        (${local})::date - f.contact_on as "daysAfterContact", f.negotiating_at is not null as negotiating, count(*)::int as count
      from unit_blocks ub
      join briefs_facts f on f.tenant_id = ub.tenant_id and f.unit_id = ub.unit_id
      where ${standsIn(blockId, standing)} and ${receivedIn(since, month)}
      group by ${factKinds}) k`.compile(sqlOf)
}

function monthsFrom(since: string, month: string): string[] {
  return since >= month ? [month] : [...monthsFrom(since, previousMonth(month)), month]
}

/** Blocks in which a unit that stood there at the end of last month sent a brief in that month. */
export const blocksToldLastMonth = (): Query<{ blockId: string }> =>
  sql<{ blockId: string }>`
    select distinct ub.block_id as "blockId"
    from (select date_trunc('month', (select sec.clock()) at time zone 'Asia/Shanghai') as before) this
    join briefs_facts f on f.sent_at >= (this.before - interval '1 month') at time zone 'Asia/Shanghai'
      and f.sent_at < this.before at time zone 'Asia/Shanghai'
    join unit_blocks ub on ub.tenant_id = f.tenant_id and ub.unit_id = f.unit_id
      and ub.from_day < this.before::date and (ub.to_day is null or ub.to_day >= this.before::date)
    where f.tenant_id = (select sec.tenant()) and f.state <> 'recalled'`.compile(sqlOf)

/** The same of named units, wherever they stand now: for what became of earlier issues. */
export const factsOfUnits = (unitIds: readonly string[], since: string, month: string): Query<FactRow> =>
  sql<FactRow>`
    select ${factColumns} from briefs_facts f
    where f.unit_id = any(${[...unitIds]}::uuid[]) and ${receivedIn(since, month)}
    group by ${factKinds}`.compile(sqlOf)

// a recalled brief was never told
const receivedIn = (since: string, month: string) => sql`
  f.tenant_id = (select sec.tenant()) and f.state <> 'recalled'
  and f.sent_at >= ${monthRange(since).from} and f.sent_at < ${monthRange(month).before}`

const local = sql`f.sent_at at time zone 'Asia/Shanghai'`
const factColumns = sql`
  f.unit_id as "unitId", to_char(${local}, 'YYYY-MM') as month, f.state, f.validity,
  (${local})::date - f.contact_on as "daysAfterContact", f.negotiating_at is not null as negotiating,
  array_agg(f.id::text order by f.sent_at, f.id) as ids`
const factKinds = sql`1, 2, 3, 4, 5, 6`

export function factOf(row: FactRow): BriefFact {
  // the columns' own checks allow exactly these words
  return { ...row, state: row.state as BriefFact['state'], validity: row.validity as BriefFact['validity'] }
}

export function countedOf(row: CountRow): BriefCount {
  // as above
  return { ...row, state: row.state as BriefCount['state'], validity: row.validity as BriefCount['validity'] }
}

/** One brief behind a figure: its count columns always, its number and companies where the viewer may read it. */
export type BehindRow = FactRow & { number: string | null; sentAt: string | null; companies: string | null }

const behind = sql`
  left join briefs b on b.tenant_id = f.tenant_id and b.id = f.id
    and ((select sec.sees_all()) or b.audience && (select sec.keys()))`
// of what has been taken back only the stub is shown, here as everywhere
const behindColumns = sql`
  b.number, b.sent_at as "sentAt",
  (select string_agg(m.company_name, '、' order by m.no) from mentions m
   where m.tenant_id = b.tenant_id and m.brief_id = b.id and b.state = 'sent') as companies`

export const behindQuery = (unitId: string, month: string): Query<BehindRow> =>
  sql<BehindRow>`
    select f.unit_id as "unitId", to_char(${local}, 'YYYY-MM') as month, f.state, f.validity,
      (${local})::date - f.contact_on as "daysAfterContact", f.negotiating_at is not null as negotiating,
      array[f.id::text] as ids, ${behindColumns}
    from briefs_facts f ${behind}
    where f.unit_id = ${unitId} and ${receivedIn(month, month)}
    order by f.sent_at, f.id
    limit 2000`.compile(sqlOf)

/** The briefs that a frozen issue lists behind a figure, as they are today. */
export const frozenBehindQuery = (issueId: string, unitId: string, column: string): Query<BehindRow> =>
  sql<BehindRow>`
    select f.unit_id as "unitId", to_char(${local}, 'YYYY-MM') as month, f.state, f.validity,
      (${local})::date - f.contact_on as "daysAfterContact", f.negotiating_at is not null as negotiating,
      array[f.id::text] as ids, ${behindColumns}
    from issues i
    cross join lateral jsonb_array_elements_text(i.frozen #> array['lists', ${unitId}, ${column}]) listed (id)
    join briefs_facts f on f.tenant_id = i.tenant_id and f.id = listed.id::uuid ${behind}
    where i.tenant_id = (select sec.tenant()) and i.id = ${issueId}
    order by f.sent_at, f.id
    limit 2000`.compile(sqlOf)
