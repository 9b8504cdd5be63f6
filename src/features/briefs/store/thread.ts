/** Everything on the page of one brief, as queries that go out together: one round trip. */
import { sql } from 'kysely'
import type { Subject } from '#core/event.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import { accessed } from '#platform/access-log.ts'
import { type Query, type RowsOf, sqlOf } from '#platform/database.ts'
import { linesOf } from '#platform/ledger-reader.ts'
import { here } from './briefs.ts'
import { judgeVacant } from './standing.ts'

/** a thread that long is a meeting; the oldest stay away */
const most = 1000

export type ThreadRows = RowsOf<ReturnType<typeof threadQueries>>

export function threadQueries(id: string) {
  return {
    brief: briefQuery(id),
    mentions: sqlOf.selectFrom('mentions').selectAll().where('brief_id', '=', id).where(here).orderBy('no'),
    contacts: sqlOf.selectFrom('contacts').selectAll().where('brief_id', '=', id).where(here).orderBy('id'),
    named: sqlOf.selectFrom('brief_units').select('unit_id').where('brief_id', '=', id).where(here),
    lifted: sqlOf
      .selectFrom('lifted_personals')
      .select(['kind', 'masked'])
      .where('brief_id', '=', id)
      .where(here)
      .orderBy('id'),
    revisions: sqlOf
      .selectFrom('revisions')
      .selectAll()
      .where('brief_id', '=', id)
      .where(here)
      .where(sql<boolean>`audience && (select sec.keys())`)
      .orderBy('no', 'desc')
      .limit(most),
    replies: sqlOf
      .selectFrom('replies')
      .selectAll()
      .where('brief_id', '=', id)
      .where(here)
      .orderBy('at', 'desc')
      .limit(most),
    rulings: sqlOf
      .selectFrom('rulings')
      .selectAll()
      .where('brief_id', '=', id)
      .where(here)
      .orderBy('at', 'desc')
      .limit(most),
    judgements: judgementsQuery(id),
    negotiations: sqlOf.selectFrom('negotiations').selectAll().where('brief_id', '=', id).where(here),
    reads: sqlOf.selectFrom('unit_reads').selectAll().where('brief_id', '=', id).where(here).orderBy('first_at'),
    units: namesQuery('units', id),
    persons: namesQuery('persons', id),
    lines: linesOf([`brief:${id}` satisfies Subject]),
    settings: settingRowsQuery(),
  }
}

function briefQuery(id: string) {
  return sqlOf
    .selectFrom('briefs as b')
    .innerJoin('blocks as k', (on) => on.onRef('k.tenant_id', '=', 'b.tenant_id').onRef('k.id', '=', 'b.block_id'))
    .innerJoin('units as u', (on) => on.onRef('u.tenant_id', '=', 'b.tenant_id').onRef('u.id', '=', 'b.unit_id'))
    .innerJoin('persons as p', (on) => on.onRef('p.tenant_id', '=', 'b.tenant_id').onRef('p.id', '=', 'b.recorder_id'))
    .leftJoin('blocks as i', (on) =>
      on.onRef('i.tenant_id', '=', 'b.tenant_id').onRef('i.id', '=', 'b.intent_block_id'),
    )
    .selectAll('b')
    .select([
      'k.name as block_name',
      'k.kind as block_kind',
      'u.name as unit_name',
      'u.kind as unit_kind',
      'p.name as recorder_name',
      'i.name as intent_block_name',
      judgeVacant.as('judge_vacant'),
    ])
    .where('b.id', '=', id)
    .where(sql<boolean>`b.tenant_id = (select sec.tenant())`)
    .where(sql<boolean>`b.audience && (select sec.keys())`)
}

/** The number of the original comes along only where whoever looks may see it. */
function judgementsQuery(id: string) {
  return sqlOf
    .selectFrom('judgements as j')
    .leftJoin('briefs as o', (on) =>
      on
        .onRef('o.tenant_id', '=', 'j.tenant_id')
        .onRef('o.id', '=', 'j.duplicate_of')
        .on(sql<boolean>`o.audience && (select sec.keys())`),
    )
    .selectAll('j')
    .select('o.number as original_number')
    .where('j.brief_id', '=', id)
    .where(sql<boolean>`j.tenant_id = (select sec.tenant())`)
    .orderBy('j.at')
}

const of = (id: string) => sql`where x.brief_id = ${id} and x.tenant_id = (select sec.tenant())`

/** Names of all units and persons that the page mentions, in one go. */
function namesQuery(what: 'units' | 'persons', id: string): Query<{ id: string; name: string }> {
  const ids =
    what === 'units'
      ? sql`
        select x.unit_id from contacts x ${of(id)}
        union all select x.unit_id from brief_units x ${of(id)}
        union all select x.unit_id from replies x ${of(id)}
        union all select unnest(x.called_units) from replies x ${of(id)}
        union all select x.lead_unit_id from rulings x ${of(id)}
        union all select unnest(x.co_unit_ids) from rulings x ${of(id)}
        union all select x.judge_unit_id from judgements x ${of(id)}
        union all select x.unit_id from unit_reads x ${of(id)}`
      : sql`
        select x.person_id from contacts x ${of(id)}
        union all select x.author_id from replies x ${of(id)}
        union all select unnest(x.called_persons) from replies x ${of(id)}
        union all select x.leader_id from rulings x ${of(id)}
        union all select x.entered_by from rulings x ${of(id)}
        union all select x.judge_id from judgements x ${of(id)}
        union all select x.by_id from revisions x ${of(id)}
        union all select x.by_id from negotiations x ${of(id)}`
  return sql<{ id: string; name: string }>`
    select n.id, n.name from ${sql.table(what)} n
    where n.tenant_id = (select sec.tenant()) and n.id in (${ids})`.compile(sqlOf)
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
