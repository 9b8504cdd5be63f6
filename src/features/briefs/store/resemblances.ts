/** By which keys mentions of one company are found again: kept beside each mention, looked up for whoever writes or judges. */
import { sql } from 'kysely'
import { accessed } from '#platform/access-log.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
import { derive, keysInUse, type Row } from '#platform/ledger.ts'
import { keysOf, keysVersion } from '../rules/company-parts.ts'

type Named = { companyName: string; uscCode: string | null }
/** what stands in the database of a key: its keyed hash, which names nobody */
export type HashedKey = { key: string; strong: boolean }

export function hashedKeysOf({ companyName, uscCode }: Named): HashedKey[] {
  return keysOf(companyName, uscCode).map(({ text, strong }) => ({ key: hashed(text), strong }))
}

function hashed(text: string): string {
  const hex = keysInUse().mac(`mention-key|${text}`).mac.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Rows beside the mentions of one brief, in their order. */
export function keyRows(tenantId: string, briefId: string, mentions: readonly Named[]): Row[] {
  const rows = mentions.flatMap((mention, i) => rowsOf(tenantId, { ...mention, briefId, no: i + 1 }))
  return rows.length > 0 ? [{ query: sqlOf.insertInto('mention_keys').values(rows) }] : []
}

function rowsOf(tenantId: string, { briefId, no, ...named }: Named & { briefId: string; no: number }) {
  return hashedKeysOf(named).map(({ key, strong }) => ({ tenant_id: tenantId, key, brief_id: briefId, no, strong }))
}

/** so many of one key are looked at, newest first: who writes wants to know that there are some */
const mostOfOneKey = 40
/** a hidden brief is told among the newest of its company or not at all */
const mostSearched = 200
const mostHiddenOfOneKey = 10

const mine = sql`(select sec.tenant())`
const visible = sql`b.audience && (select sec.keys())`

/** A mention that shares a key with what is asked about and that whoever asks may read. */
export type Candidate = {
  id: string
  number: string
  sentAt: string
  validity: string
  unitId: string
  unitName: string
  companyName: string
  uscCode: string | null
  intention: string | null
  industry: string | null
  investmentFen: bigint | null
  landM2: string | null
}

export function candidatesQuery(keys: readonly string[], exceptId: string | null): Query<Candidate> {
  return sql<Candidate>`
    select b.id, b.number, b.sent_at as "sentAt", b.validity, u.id as "unitId", u.name as "unitName",
      m.company_name as "companyName", m.usc_code as "uscCode", m.intention, m.industry,
      m.investment_fen as "investmentFen", m.land_m2 as "landM2"
    from (
      select distinct near.brief_id, near.no from unnest(${[...keys]}::uuid[]) asked (key)
      cross join lateral (
        select k.brief_id, k.no from mention_keys k
        join briefs b on b.tenant_id = ${mine} and b.id = k.brief_id and ${visible} and b.state = 'sent'
        where k.tenant_id = ${mine} and k.key = asked.key and k.brief_id is distinct from ${exceptId}::uuid
        order by k.brief_id desc limit ${sql.lit(mostOfOneKey)}) near) found
    join briefs b on b.tenant_id = ${mine} and b.id = found.brief_id
    join mentions m on m.tenant_id = ${mine} and m.brief_id = found.brief_id and m.no = found.no
    join units u on u.tenant_id = ${mine} and u.id = b.unit_id
    order by b.sent_at desc, b.id desc`.compile(sqlOf)
}

/** What whoever asks may not read, found by a strong key alone: its unit and its day, as every ranking shows them. */
export type Elsewhere = { key: string; unit: string; day: string }

export function elsewhereQuery(strongKeys: readonly string[]): Query<Elsewhere> {
  return sql<Elsewhere>`
    select distinct h.key, u.name as unit, (h.sent_at at time zone 'Asia/Shanghai')::date as day
    from ${hidden(strongKeys)} join units u on u.tenant_id = ${mine} and u.id = h.unit_id
    order by day desc, unit`.compile(sqlOf)
}

/** What is told of a brief that stays hidden is told to the auditor too: whoever tries names leaves a line for each. */
export function toldOfHidden(strongKeys: readonly string[]): Query {
  return accessed('briefs.resemble', sql`'brief:' || h.id`, { from: hidden(strongKeys) })
}

/** Unreadable briefs behind strong keys. */
function hidden(strongKeys: readonly string[]) {
  return sql`(
    select asked.key, unseen.* from unnest(${[...strongKeys]}::uuid[]) asked (key)
    cross join lateral (
      select f.id, f.unit_id, f.sent_at from (
        select k.brief_id from mention_keys k
        where k.tenant_id = ${mine} and k.key = asked.key and k.strong
        order by k.brief_id desc limit ${sql.lit(mostSearched)}) newest
      join briefs_facts f on f.tenant_id = ${mine} and f.id = newest.brief_id and f.state = 'sent'
      where not exists (select from briefs b where b.tenant_id = ${mine} and b.id = newest.brief_id and ${visible})
      order by f.id desc limit ${sql.lit(mostHiddenOfOneKey)}) unseen) h`
}

const mostKeyedAtOnce = 500

/** Mentions that came before keys were kept, or past the verbs: the job gives them theirs. */
export async function keyMentions(tx: Tx): Promise<void> {
  const bare = await tx.ask(
    sqlOf
      .selectFrom('mentions')
      .select(['brief_id as briefId', 'no', 'company_name as companyName', 'usc_code as uscCode'])
      .where(sql<boolean>`tenant_id = ${mine}`)
      .where('keyed_by', '=', 0)
      .limit(mostKeyedAtOnce)
      .forUpdate()
      .skipLocked(),
  )
  if (bare.length === 0) return
  const rows = bare.flatMap((mention) => rowsOf(tx.actor.tenantId, mention))
  const insert = sqlOf
    .insertInto('mention_keys')
    .values(rows)
    .onConflict((on) => on.doNothing())
  const marked = sql`
    update mentions m set keyed_by = ${keysVersion}
    from unnest(${bare.map(({ briefId }) => briefId)}::uuid[], ${bare.map(({ no }) => no)}::int[]) keyed (brief_id, no)
    where m.tenant_id = ${mine} and m.brief_id = keyed.brief_id and m.no = keyed.no`.compile(sqlOf)
  derive(tx, [...(rows.length > 0 ? [{ query: insert }] : []), { query: marked, expect: bare.length }])
}
