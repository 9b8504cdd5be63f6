/** Drafts of a pasted chat: laid down in one statement, listed to their owner alone, their words sealed. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { type RowsOf, sqlOf, type Tx } from '#platform/database.ts'
import { keysInUse, type Row, write } from '#platform/ledger.ts'
import type { Original } from '../model/transcribing.ts'
import type { ChatMessage } from '../rules/chat-stretch.ts'
import { here } from './briefs.ts'
import { now } from './standing.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['brief_drafts']

const mostListed = 1000
/** repeated for the planner: the rows' own security says the same */
const mine = sql<boolean>`owner_id = (select sec.person())`

/** The latest drafts, in the order of the chat. */
export function draftsQuery() {
  return sqlOf
    .selectFrom(
      sqlOf
        .selectFrom('brief_drafts')
        .selectAll()
        .where(here)
        .where(mine)
        .orderBy('made_at', 'desc')
        .orderBy('stretch_id', 'desc')
        .orderBy('no', 'desc')
        .limit(mostListed)
        .as('d'),
    )
    .leftJoin('persons as p', (on) => on.onRef('p.tenant_id', '=', 'd.tenant_id').onRef('p.id', '=', 'd.poster_id'))
    .selectAll('d')
    .select('p.name as poster_name')
    .orderBy('d.made_at')
    .orderBy('d.stretch_id')
    .orderBy('d.no')
}
export type DraftRow = RowsOf<{ rows: ReturnType<typeof draftsQuery> }>['rows'][0]

export function draftQuery(id: string) {
  return sqlOf
    .selectFrom('brief_drafts as d')
    .leftJoin('persons as p', (on) => on.onRef('p.tenant_id', '=', 'd.tenant_id').onRef('p.id', '=', 'd.poster_id'))
    .leftJoin('briefs as b', (on) => on.onRef('b.tenant_id', '=', 'd.tenant_id').onRef('b.id', '=', 'd.brief_id'))
    .selectAll('d')
    .select([
      'p.name as poster_name',
      'b.state as brief_state',
      // where they stand today
      sql<{ id: string; name: string }[]>`coalesce((
        select jsonb_agg(distinct jsonb_build_object('id', u.id, 'name', u.name))
        from posts o join units u on u.tenant_id = o.tenant_id and u.id = o.unit_id
        where o.tenant_id = d.tenant_id and o.person_id = d.poster_id and ${now('o')}), '[]')`.as('poster_units'),
    ])
    .where('d.id', '=', id)
    .where(sql<boolean>`d.tenant_id = (select sec.tenant())`)
    .where(sql<boolean>`d.owner_id = (select sec.person())`)
}

export type FoundDraft = RowsOf<{ rows: ReturnType<typeof draftQuery> }>['rows'][0]

/** States and versions of these drafts, held until commit. */
export function chosenQuery(ids: readonly string[]) {
  return sqlOf
    .selectFrom('brief_drafts')
    .select(['id', 'state'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where(here)
    .where(mine)
    .forNoKeyUpdate()
}

/** Open drafts of one poster, as the chat calls them; without one, of everybody. */
export function openQuery(poster: string | null = null) {
  return sqlOf
    .selectFrom('brief_drafts')
    .select('id')
    .where('state', '=', 'open')
    .where(sql<boolean>`(${poster}::text is null or poster = ${poster}::text)`)
    .where(here)
    .where(mine)
}

/** Everybody who may have posted: active persons with the units in which they hold a post today. */
export function cityPeopleQuery() {
  return sql<{ id: string; name: string; units: { name: string; short: string }[] }>`
    select p.id, p.name, coalesce((
      select jsonb_agg(distinct jsonb_build_object('name', u.name, 'short', u.short))
      from posts o join units u on u.tenant_id = o.tenant_id and u.id = o.unit_id
      where o.tenant_id = p.tenant_id and o.person_id = p.id and ${now('o')}), '[]') as units
    from persons p
    where p.tenant_id = (select sec.tenant()) and p.kind = 'person' and p.active
    order by p.name, p.id`.compile(sqlOf)
}

export type NewDraft = { message: ChatMessage; posterId: string | null; enters: boolean; companies: string[] }

/** Of each message; two pictures posted in one minute are two, however often they are pasted. */
function marksOf(tenantId: string, messages: readonly ChatMessage[]): Buffer[] {
  const times = new Map<string, number>()
  return messages.map(({ poster, at, text }) => {
    const said = JSON.stringify([tenantId, poster, at.date, at.time, text])
    const nth = (times.get(said) ?? 0) + 1
    times.set(said, nth)
    return keysInUse().mac(`${said} ${nth}`).mac
  })
}

/** A message that was laid down before, from an overlapping paste, stays as it is. */
export function insertDrafts(
  tx: Tx,
  grant: Grant<'briefs.transcribe'>,
  drafts: readonly NewDraft[],
  expiresOn: string,
): void {
  const keys = keysInUse()
  const { tenantId, personId } = tx.actor
  const marks = marksOf(
    tenantId,
    drafts.map(({ message }) => message),
  )
  const rows = drafts.map(({ message, posterId, enters, companies }, index) => ({
    tenant_id: tenantId,
    id: newId(Date.parse(tx.now)),
    stretch_id: grant.subject.id,
    no: index + 1,
    mark: marks[index] ?? Buffer.alloc(0),
    text_sealed: keys.seal(message.text),
    quote_sealed: message.quote === null ? null : keys.seal(message.quote),
    companies,
    enters,
    poster: message.poster,
    poster_id: posterId,
    posted_on: message.at.date,
    posted_time: message.at.time,
    posted_certain: message.at.certain,
    expires_on: expiresOn,
  }))
  const insert = sqlOf
    .insertInto('brief_drafts')
    .values(rows)
    .onConflict((on) => on.columns(['tenant_id', 'owner_id', 'mark']).doNothing())
  write(tx, grant, [{ query: insert }], {
    event: 'brief.drafted',
    audience: [`p:${personId}`],
    payload: { messages: rows.length, toEnter: rows.filter(({ enters }) => enters).length },
  })
}

export function settleDrafts(
  tx: Tx,
  grant: Grant<'briefs.discardDrafts' | 'briefs.restoreDrafts'>,
  ids: readonly string[],
  state: 'open' | 'discarded',
): void {
  const update = sqlOf
    .updateTable('brief_drafts')
    .set({ state, version: sql`version + 1` })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where(here)
    .where(mine)
  write(tx, grant, [{ query: update, expect: ids.length }], {
    event: state === 'open' ? 'brief.drafts-restored' : 'brief.drafts-discarded',
    audience: [`p:${tx.actor.personId}`],
    payload: { drafts: ids.length },
  })
}

export function savePoster(
  tx: Tx,
  grant: Grant<'briefs.namePoster'>,
  ids: readonly string[],
  personId: string | null,
): void {
  const update = sqlOf
    .updateTable('brief_drafts')
    .set({ poster_id: personId, version: sql`version + 1` })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where(here)
    .where(mine)
  write(tx, grant, [{ query: update, expect: ids.length }], {
    event: 'brief.poster-named',
    audience: [`p:${tx.actor.personId}`],
    payload: { drafts: ids.length, personId },
  })
}

/** The draft's words go with the statement that makes them a brief; the line stays, so that the work done can be counted. */
export function sentRow(draft: { id: string; version: number }, briefId: string): Row {
  return {
    query: sqlOf
      .updateTable('brief_drafts')
      .set({ state: 'sent', brief_id: briefId, text_sealed: null, quote_sealed: null, version: draft.version + 1 })
      .where('id', '=', draft.id)
      .where('version', '=', draft.version)
      .where(here)
      .where(mine),
    expect: 1,
  }
}

type Posted = {
  poster: string
  poster_id: string | null
  poster_name: string | null
  posted_on: string | null
  posted_time: string | null
  posted_certain: boolean
}

export function originalOf(row: Posted): Original {
  return {
    poster: row.poster_id === null ? row.poster || null : null,
    person: row.poster_id === null ? null : { id: row.poster_id, name: row.poster_name ?? '' },
    on: row.posted_on,
    time: row.posted_time,
    certain: row.posted_certain,
  }
}

type Told = {
  transcribed: boolean
  original_poster: string | null
  original_poster_id: string | null
  original_name: string | null
  original_on: string | null
  original_time: string | null
  original_certain: boolean
}

/** Of a brief; null where it was sent by whoever had it to tell. */
export function originalIn(row: Told): Original | null {
  if (!row.transcribed) return null
  const { original_poster_id: id, original_name: name } = row
  return {
    poster: row.original_poster,
    person: id === null ? null : { id, name: name ?? '' },
    on: row.original_on,
    time: row.original_time,
    certain: row.original_certain,
  }
}
