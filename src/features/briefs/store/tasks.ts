/** What of the briefs waits for whoever asks, and what others did to them lately: the home page's part. */
import { sql } from 'kysely'
import { idsWaitingForMe, longOverdueForMe } from '#features/deadlines/store.ts'
import { type RowsOf, sqlOf } from '#platform/database.ts'
import { factsQuery } from './briefs.ts'
import type { MentionInList } from './list.ts'

export type TaskRows = RowsOf<ReturnType<typeof taskQueries>>

export const mostMoves = 20

/** Still one round trip beside the clocks themselves. */
export function taskQueries() {
  return {
    briefsWaiting: waiting(),
    rulingsWaiting: rulings(),
    briefMoves: moves(),
    briefsSince: sentSince(),
    longOverdue: longOverdueForMe(),
  }
}

/** no more than a person could ever do; the clocks are read up to a bound of their own */
const mostBriefs = 500
/** a brief is ruled on a few times */
const mostRulings = 4 * mostBriefs

function waiting() {
  const unconfirmed = sqlOf.selectFrom('rulings').select('brief_id as id').where(toConfirm)
  return factsQuery()
    .innerJoin('units as u', (on) => on.onRef('u.tenant_id', '=', 'b.tenant_id').onRef('u.id', '=', 'b.unit_id'))
    .select(['b.id', 'b.number', 'u.name as unitName', mentions.as('mentions')])
    .where('b.state', '=', 'sent')
    .where((eb) => eb.or([eb('b.id', 'in', idsWaitingForMe('brief')), eb('b.id', 'in', unconfirmed)]))
    .orderBy('b.sent_at', 'desc')
    .limit(mostBriefs)
}

const mentions = sql<MentionInList[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('company', m.company_name, 'intention', m.intention, 'fen', m.investment_fen,
    'currency', m.investment_currency, 'landM2', m.land_m2) order by m.no), '[]')
  from mentions m where m.tenant_id = b.tenant_id and m.brief_id = b.id)`

/** entered in my name by somebody else, and not yet taken as mine */
const toConfirm = sql<boolean>`tenant_id = (select sec.tenant()) and leader_id = (select sec.person())
  and entered_by is not null and confirmed_at is null and undone_at is null`

/** The rulings of those briefs: what is to be answered, what is to be confirmed, and who has been told already. */
function rulings() {
  return sqlOf
    .selectFrom('rulings as r')
    .innerJoin('persons as p', (on) => on.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.id', '=', 'r.leader_id'))
    .leftJoin('persons as e', (on) => on.onRef('e.tenant_id', '=', 'r.tenant_id').onRef('e.id', '=', 'r.entered_by'))
    .leftJoin('units as u', (on) => on.onRef('u.tenant_id', '=', 'r.tenant_id').onRef('u.id', '=', 'r.lead_unit_id'))
    .select([
      'r.id',
      'r.brief_id as briefId',
      'r.at',
      'r.leader_id as leaderId',
      'p.name as leaderName',
      'r.leader_post as leaderPost',
      'r.conclusion',
      'r.lead_unit_id as leadUnitId',
      'u.name as leadUnitName',
      'r.co_unit_ids as coUnitIds',
      'r.due_on as dueOn',
      'r.body',
      'e.name as enteredBy',
      'r.confirmed_at as confirmedAt',
      sql<boolean>`exists (select from replies y where y.tenant_id = r.tenant_id and y.brief_id = r.brief_id and y.answers_ruling_id = r.id)`.as(
        'answered',
      ),
    ])
    .where(sql<boolean>`r.tenant_id = (select sec.tenant())`)
    .where('r.undone_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('r.brief_id', 'in', idsWaitingForMe('brief')),
        sql<boolean>`r.leader_id = (select sec.person()) and r.entered_by is not null and r.confirmed_at is null`,
      ]),
    )
    .orderBy('r.at', 'desc')
    .limit(mostRulings)
}

/** since the beginning of yesterday, by the clock on the wall */
const yesterday = sql`((date_trunc('day', sec.clock() at time zone 'Asia/Shanghai') - interval '1 day') at time zone 'Asia/Shanghai')`
const visible = sql`b.tenant_id = (select sec.tenant()) and b.audience && (select sec.keys()) and b.state = 'sent'`
const others = (column: string) => sql`${sql.ref(column)} <> (select sec.person())`

const move = (what: string, table: string, word: string, by: string, also = 'true') => sql`(
  select ${sql.lit(what)} as what, x.at, ${sql.raw(word)} as word, x.brief_id as id, x.${sql.ref(by)} as by_id
  from ${sql.table(table)} x join briefs b on b.tenant_id = x.tenant_id and b.id = x.brief_id
  where ${visible} and x.at >= ${yesterday} and ${others(`x.${by}`)} and ${sql.raw(also)}
  order by x.at desc limit ${sql.lit(mostMoves)})`

type Move = {
  what: string
  at: string
  word: string | null
  by: string
  id: string
  unit: string
  companies: string[]
}

function moves() {
  return sql<Move>`
    select m.what, m.at, m.word, p.name as by, b.id, u.name as unit,
      array(select c.company_name from mentions c where c.tenant_id = b.tenant_id and c.brief_id = b.id order by c.no) as companies
    from (
      (select 'sent' as what, b.sent_at as at, null as word, b.id, b.recorder_id as by_id from briefs b
       where ${visible} and b.sent_at >= ${yesterday} and ${others('b.recorder_id')} order by b.sent_at desc limit ${sql.lit(mostMoves)})
      union all ${move('ruled', 'rulings', 'x.conclusion', 'leader_id', 'x.undone_at is null')}
      union all ${move('replied', 'replies', 'null', 'author_id')}
      union all ${move('judged', 'judgements', 'x.verdict', 'judge_id', 'x.undone_at is null')}
      union all ${move('negotiating', 'negotiations', 'null', 'by_id')}
    ) m
    join briefs b on b.tenant_id = (select sec.tenant()) and b.id = m.id
    join units u on u.tenant_id = b.tenant_id and u.id = b.unit_id
    join persons p on p.tenant_id = b.tenant_id and p.id = m.by_id
    order by m.at desc limit ${sql.lit(mostMoves)}`.compile(sqlOf)
}

function sentSince() {
  return sql<{ sent: bigint; valid: bigint }>`
    select count(*) as sent, count(*) filter (where b.validity = 'valid') as valid
    from briefs b where ${visible} and b.sent_at >= ${yesterday}`.compile(sqlOf)
}
