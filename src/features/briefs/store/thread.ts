/** Everything on the page of one brief, as queries that go out together: one round trip. */
import { type RawBuilder, sql } from 'kysely'
import type { Subject } from '#core/event.ts'
import { attachedQuery } from '#features/documents/store.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import { accessed } from '#platform/access-log.ts'
import { type Query, type RowsOf, sqlOf } from '#platform/database.ts'
import { instantInJson } from '#platform/in-json.ts'
import { storyOf } from '#platform/ledger-reader.ts'
import { builtOnce } from '#platform/statements.ts'
import { judgeVacant } from './standing.ts'

/** a thread that long is a meeting; the oldest stay away */
const most = 1000
/** nobody reads further down */
const mostRepeats = 50

export type ThreadRows = RowsOf<ReturnType<typeof threadQueries>>
export type ThreadRow = ThreadRows['thread'][0]

export function threadQueries(id: string) {
  return {
    thread: threadQuery(id),
    attached: attachedQuery(id),
    lines: storyOf(`brief:${id}` satisfies Subject),
    settings: settingRowsQuery(),
  }
}

/** in whose city the question is asked; said once, since every proof of it takes time */
const here = sql<boolean>`tenant_id = (select tenant_id from asked)`

/**
 * One statement for the brief and all that hangs under it: as fifteen they cost the database three times as much.
 * Each part stays behind its own row security.
 */
const threadQuery = builtOnce((id) =>
  sqlOf
    .with('asked', (db) => db.selectNoFrom(sql<string>`sec.tenant()`.as('tenant_id')))
    .with('mentioned', () => mentionsOf(id))
    .with('lifted', () => liftedOf(id))
    .with('named', () => namedOf(id))
    .with('met', () => contactsOf(id))
    .with('opened', () => readsOf(id))
    .with('replied', () => repliesOf(id))
    .with('ruled', () => rulingsOf(id))
    .with('judged', () => judgementsOf(id))
    .with('repeated', () => repeatsOf(id))
    .with('revised', () => revisionsOf(id))
    .with('negotiated', () => negotiationsOf(id))
    .selectFrom('briefs as b')
    .innerJoin('blocks as k', (on) => on.onRef('k.tenant_id', '=', 'b.tenant_id').onRef('k.id', '=', 'b.block_id'))
    .innerJoin('units as u', (on) => on.onRef('u.tenant_id', '=', 'b.tenant_id').onRef('u.id', '=', 'b.unit_id'))
    .innerJoin('persons as p', (on) => on.onRef('p.tenant_id', '=', 'b.tenant_id').onRef('p.id', '=', 'b.recorder_id'))
    .leftJoin('blocks as i', (on) =>
      on.onRef('i.tenant_id', '=', 'b.tenant_id').onRef('i.id', '=', 'b.intent_block_id'),
    )
    .leftJoin('persons as o', (on) =>
      on.onRef('o.tenant_id', '=', 'b.tenant_id').onRef('o.id', '=', 'b.original_poster_id'),
    )
    .selectAll('b')
    .select([
      'k.name as block_name',
      'k.kind as block_kind',
      'u.name as unit_name',
      'u.kind as unit_kind',
      'p.name as recorder_name',
      'i.name as intent_block_name',
      'o.name as original_name',
      judgeVacant.as('judge_vacant'),
      listOf<typeof mentionsOf>('mentioned').as('mentions'),
      listOf<typeof liftedOf>('lifted').as('lifted'),
      listOf<typeof namedOf>('named').as('named'),
      listOf<typeof contactsOf>('met').as('contacts'),
      listOf<typeof readsOf>('opened').as('reads'),
      listOf<typeof repliesOf>('replied').as('replies'),
      listOf<typeof rulingsOf>('ruled').as('rulings'),
      listOf<typeof judgementsOf>('judged').as('judgements'),
      listOf<typeof repeatsOf>('repeated').as('repeats'),
      listOf<typeof revisionsOf>('revised').as('revisions'),
      listOf<typeof negotiationsOf>('negotiated').as('negotiations'),
      namesOf('units', unitIds).as('units'),
      namesOf('persons', personIds).as('persons'),
    ])
    .where('b.id', '=', id)
    .where(sql<boolean>`b.tenant_id = (select tenant_id from asked)`)
    .where(sql<boolean>`b.audience && (select sec.keys())`),
)

/** The rows of one part, in its order, as one JSON column. */
function listOf<Part extends (id: string) => Query>(part: string): RawBuilder<RowOf<ReturnType<Part>>[]> {
  return sql`(select coalesce(json_agg(to_json(x)), '[]') from ${sql.ref(part)} x)`
}
type RowOf<Q> = Q extends Query<infer R> ? R : never

const mentionsOf = (id: string) =>
  sqlOf
    .selectFrom('mentions')
    .select(['id', 'company_name', 'usc_code', 'company_region', 'intention', 'industry'])
    // a sum stays exact in JSON as text
    .select([
      sql<string | null>`investment_fen::text`.as('investment_fen'),
      'investment_currency',
      'investment_qualifier',
    ])
    .select(['land_m2', 'floor_area_m2'])
    .where('brief_id', '=', id)
    .where(here)
    .orderBy('no')

const liftedOf = (id: string) =>
  sqlOf.selectFrom('lifted_personals').select(['kind', 'masked']).where('brief_id', '=', id).where(here).orderBy('id')

const namedOf = (id: string) => sqlOf.selectFrom('brief_units').select('unit_id').where('brief_id', '=', id).where(here)

const contactsOf = (id: string) =>
  sqlOf
    .selectFrom('contacts')
    .select(['unit_id', 'person_id', 'joint'])
    .where('brief_id', '=', id)
    .where(here)
    .orderBy('id')

const readsOf = (id: string) =>
  sqlOf
    .selectFrom('unit_reads')
    .select(['unit_id', instantInJson('first_at').as('first_at')])
    .where('brief_id', '=', id)
    .where(here)
    .orderBy('unit_reads.first_at')

const repliesOf = (id: string) =>
  sqlOf
    .selectFrom('replies')
    .select(['id', instantInJson('at').as('at'), 'author_id', 'unit_id', 'body', 'called_units', 'called_persons'])
    .select('answers_ruling_id')
    .where('brief_id', '=', id)
    .where(here)
    .orderBy('replies.at', 'desc')
    .limit(most)

const rulingsOf = (id: string) =>
  sqlOf
    .selectFrom('rulings')
    .select(['id', instantInJson('at').as('at'), 'leader_id', 'leader_post', 'seniority', 'conclusion'])
    .select(['lead_unit_id', 'co_unit_ids', 'due_on', 'body', 'entered_by'])
    .select(instantInJson<string | null>('confirmed_at').as('confirmed_at'))
    .select(instantInJson<string | null>('undone_at').as('undone_at'))
    .where('brief_id', '=', id)
    .where(here)
    .orderBy('rulings.at', 'desc')
    .limit(most)

/** The number of the original comes along only where whoever looks may see it. */
const judgementsOf = (id: string) =>
  sqlOf
    .selectFrom('judgements as j')
    .leftJoin('briefs as o', (on) =>
      on
        .onRef('o.tenant_id', '=', 'j.tenant_id')
        .onRef('o.id', '=', 'j.duplicate_of')
        .on(sql<boolean>`o.audience && (select sec.keys())`),
    )
    .select(['j.id', instantInJson('j.at').as('at'), 'j.judge_id', 'j.judge_unit_id', 'j.verdict', 'j.reason'])
    .select(['j.duplicate_of', 'o.number as original_number', 'j.recheck'])
    .select(instantInJson<string | null>('j.undone_at').as('undone_at'))
    .where('j.brief_id', '=', id)
    .where(sql<boolean>`j.tenant_id = (select tenant_id from asked)`)
    .orderBy('j.at')

/** Briefs judged to repeat this one, of those that whoever looks may see. */
const repeatsOf = (id: string) =>
  sqlOf
    .selectFrom('judgements as j')
    .innerJoin('briefs as o', (on) => on.onRef('o.tenant_id', '=', 'j.tenant_id').onRef('o.id', '=', 'j.brief_id'))
    .innerJoin('units as u', (on) => on.onRef('u.tenant_id', '=', 'o.tenant_id').onRef('u.id', '=', 'o.unit_id'))
    .select(['o.id', 'o.number', 'u.name as unit', instantInJson('o.sent_at').as('sent_at')])
    .where('j.duplicate_of', '=', id)
    .where('j.undone_at', 'is', null)
    .where('o.validity', '=', 'duplicate')
    .where('o.state', '=', 'sent')
    .where(sql<boolean>`j.tenant_id = (select tenant_id from asked)`)
    .where(sql<boolean>`o.audience && (select sec.keys())`)
    .orderBy('o.sent_at')
    .limit(mostRepeats)

const revisionsOf = (id: string) =>
  sqlOf
    .selectFrom('revisions')
    .select(['no', instantInJson('at').as('at'), 'by_id', 'changes'])
    .where('brief_id', '=', id)
    .where(here)
    .where(sql<boolean>`audience && (select sec.keys())`)
    .orderBy('no', 'desc')
    .limit(most)

const negotiationsOf = (id: string) =>
  sqlOf
    .selectFrom('negotiations')
    .select([instantInJson('at').as('at'), 'by_id', 'on_day', 'note'])
    .where('brief_id', '=', id)
    .where(here)

/** ids of all units and persons that the parts above mention */
const unitIds = sql`
  select unit_id from met union all select unit_id from named union all select unit_id from opened
  union all select unit_id from replied union all select unnest(called_units) from replied
  union all select lead_unit_id from ruled union all select unnest(co_unit_ids) from ruled
  union all select judge_unit_id from judged`
const personIds = sql`
  select person_id from met union all select author_id from replied union all select unnest(called_persons) from replied
  union all select leader_id from ruled union all select entered_by from ruled
  union all select judge_id from judged union all select by_id from revised union all select by_id from negotiated`

function namesOf(what: 'units' | 'persons', ids: RawBuilder<unknown>): RawBuilder<{ id: string; name: string }[]> {
  return sql`(
    select coalesce(json_agg(json_build_object('id', n.id, 'name', n.name)), '[]') from ${sql.table(what)} n
    where n.tenant_id = (select tenant_id from asked) and n.id = any (array(${ids})))`
}

/** Opening a brief is told to the access log, and marks it read by the reader's units; reading by leaders is not kept. */
export function readReceipts(id: string): Query[] {
  const seen = sql`briefs b where b.id = ${id} and b.tenant_id = (select sec.tenant()) and b.audience && (select sec.keys())`
  return [
    accessed('briefs.thread', sql`'brief:' || b.id`, { from: seen }),
    sql`
      insert into unit_reads (tenant_id, brief_id, unit_id)
      select b.tenant_id, b.id, substr(k.key, 3)::uuid
      from briefs b cross join unnest((select sec.keys())) k (key)
      where b.id = ${id} and b.tenant_id = (select sec.tenant()) and b.audience && (select sec.keys())
        and k.key like 'u:%'
        and not exists (select from unnest((select sec.keys())) l (key) where l.key = 'L' or l.key like 'l:%')
      on conflict do nothing`.compile(sqlOf),
  ]
}
