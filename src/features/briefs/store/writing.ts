/** Writing a brief's rows: sent with its number, revised with the difference kept, taken back as a stub. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { fromWire } from '#core/money.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import { type Filing, keysInUse, type Row, write } from '#platform/ledger.ts'
import type { Original } from '../model/transcribing.ts'
import type { BriefInput, MentionInput } from '../model.ts'
import { inBoth } from '../rules/audience.ts'
import { keysVersion } from '../rules/company-parts.ts'
import { numberHead, type Series } from '../rules/numbering.ts'
import { maskOf, type PersonalItem } from '../rules/personal-data.ts'
import { here, type Loaded } from './briefs.ts'
import { keyRows } from './resemblances.ts'

/** What a writer's words become: free text shown without personal data, the rest as it came. */
export type Draft = Omit<BriefInput, 'unitId' | 'contactPhone' | 'mentions'> & {
  mentions: readonly MentionInput[]
  /** null: none; 'kept': a revision that repeats the mask keeps the number */
  phone: PersonalItem | { masked: string } | null
  lifted: readonly PersonalItem[]
  complete: boolean
  audience: string[]
}

export type Place = { blockId: string; unitId: string; judge: string; series: Series }

/** `original`: of a 补录, with the row that takes its draft out of the list. */
export function insertBrief(
  tx: Tx,
  grant: Grant<'briefs.send'>,
  draft: Draft,
  place: Place,
  filing: Filing,
  { from, attached }: { from: { original: Original; sent: Row } | null; attached: readonly Row[] },
): void {
  const { id } = grant.subject
  const { tenantId, personId } = tx.actor
  const written = { ...columnsOf(draft), ...(from === null ? {} : originalColumns(from.original)) }
  const names = sql.join(Object.keys(written).map((name) => sql.ref(name)))
  const values = sql.join(Object.values(written))
  // the counter and the brief in one statement: no number is spent on a brief that does not come to be
  const insert = sql`
    with counted as (
      insert into brief_numbers (tenant_id, block_id, month, last) values (${tenantId}, ${place.blockId}, ${place.series.month}, 1)
      on conflict (tenant_id, block_id, month) do update set last = brief_numbers.last + 1 returning last)
    insert into briefs (tenant_id, id, number, block_id, unit_id, recorder_id, judge, first_complete_at, ${names})
    select ${tenantId}, ${id}, ${numberHead(place.series)} || lpad(last::text, greatest(4, length(last::text)), '0'),
      ${place.blockId}, ${place.unitId}, ${personId}, ${place.judge}, ${draft.complete ? tx.now : null}, ${values}
    from counted`.compile(sqlOf)
  write(
    tx,
    grant,
    [
      { query: insert, expect: 1 },
      ...partsOf(tx, id, draft),
      readByUnits(tx, id, [place.unitId]),
      ...(from === null ? [] : [from.sent]),
      ...attached,
    ],
    filing,
  )
}

/** Written once: who first posted it is no part of a revision. */
function originalColumns({ poster, person, on, time, certain }: Original) {
  return {
    transcribed: sql<boolean>`true`,
    original_poster: sql<string | null>`${poster}::text`,
    original_poster_id: sql<string | null>`${person?.id ?? null}::uuid`,
    original_on: sql<string | null>`${on}::date`,
    original_time: sql<string | null>`${time}::text`,
    original_certain: sql<boolean>`${certain}::boolean`,
  }
}

/** Columns that both sending and revising write, with their casts: in a SELECT list a bare parameter would be text. */
function columnsOf(draft: Draft) {
  return {
    contact_on: sql<string | null>`${draft.contactOn}::date`,
    channel: sql<string | null>`${draft.channel}::text`,
    place: sql<string | null>`${draft.place}::text`,
    body: sql<string>`${draft.body}::text`,
    next_step: sql<string | null>`${draft.nextStep}::text`,
    next_on: sql<string | null>`${draft.nextOn}::date`,
    help_needed: sql<string | null>`${draft.helpNeeded}::text`,
    contact_name: sql<string | null>`${draft.contactName}::text`,
    visibility: sql<string>`${draft.visibility}::text`,
    intent_block_id: sql<string | null>`${draft.intentBlockId}::uuid`,
    audience: sql<string[]>`${draft.audience}::text[]`,
    ...phoneColumns(draft.phone),
  }
}

function phoneColumns(phone: Draft['phone']) {
  if (phone !== null && 'masked' in phone) return {}
  return {
    contact_phone_sealed: sql<string | null>`${phone === null ? null : keysInUse().seal(phone.value)}::text`,
    contact_phone_masked: sql<string | null>`${phone === null ? null : maskOf(phone)}::text`,
  }
}

function partsOf(tx: Tx, briefId: string, draft: Draft): Row[] {
  const mine = { tenant_id: tx.actor.tenantId, brief_id: briefId }
  const fresh = () => newId(Date.parse(tx.now))
  const mentions = draft.mentions.map((mention, i) => ({
    ...mine,
    id: fresh(),
    no: i + 1,
    company_name: mention.companyName,
    usc_code: mention.uscCode,
    company_region: mention.companyRegion,
    intention: mention.intention,
    industry: mention.industry,
    investment_fen: mention.investmentFen === null ? null : fromWire(mention.investmentFen),
    investment_currency: mention.investmentCurrency,
    investment_qualifier: mention.investmentQualifier,
    land_m2: mention.landM2 === null ? null : mention.landM2.toFixed(2),
    floor_area_m2: mention.floorAreaM2 === null ? null : mention.floorAreaM2.toFixed(2),
    keyed_by: keysVersion,
  }))
  const contacts = draft.contacts.map((contact) => ({
    ...mine,
    id: fresh(),
    unit_id: contact.unitId,
    person_id: contact.personId,
    joint: contact.joint,
  }))
  const units = draft.unitIds.map((unitId) => ({ ...mine, unit_id: unitId }))
  return [
    ...(mentions.length > 0 ? [{ query: sqlOf.insertInto('mentions').values(mentions) }] : []),
    ...keyRows(mine.tenant_id, briefId, draft.mentions),
    ...(contacts.length > 0 ? [{ query: sqlOf.insertInto('contacts').values(contacts) }] : []),
    ...(units.length > 0 ? [{ query: sqlOf.insertInto('brief_units').values(units) }] : []),
    ...liftedRows(tx, briefId, draft.lifted),
  ]
}

/** Sealed with a key that the database never sees; the mask is what anybody reads. */
export function liftedRows(tx: Tx, briefId: string, lifted: readonly PersonalItem[]): Row[] {
  if (lifted.length === 0) return []
  const rows = lifted.map((item) => ({
    tenant_id: tx.actor.tenantId,
    id: newId(Date.parse(tx.now)),
    brief_id: briefId,
    kind: item.kind,
    sealed: keysInUse().seal(item.value),
    masked: maskOf(item),
  }))
  return [{ query: sqlOf.insertInto('lifted_personals').values(rows) }]
}

function readByUnits(tx: Tx, briefId: string, unitIds: readonly string[]): Row {
  const rows = unitIds.map((unitId) => ({ tenant_id: tx.actor.tenantId, brief_id: briefId, unit_id: unitId }))
  return {
    query: sqlOf
      .insertInto('unit_reads')
      .values(rows)
      .onConflict((on) => on.doNothing()),
  }
}

/** The new words over the old, the parts anew, the difference kept. */
export function saveRevision(
  tx: Tx,
  grant: Grant<'briefs.revise'>,
  brief: Loaded,
  draft: Draft,
  changes: readonly { field: string; before: string; after: string }[],
  filing: Filing,
): void {
  const revision = brief.revision + 1
  const completes = draft.complete && brief.firstCompleteAt === null
  const update = sqlOf
    .updateTable('briefs')
    .set({
      ...columnsOf(draft),
      ...(completes ? { first_complete_at: tx.now } : {}),
      revision,
      version: brief.version + 1,
    })
    .where('id', '=', brief.id)
    .where('version', '=', brief.version)
    .where(here)
  const replaced = (['mentions', 'mention_keys', 'contacts', 'brief_units'] as const).map((table) =>
    emptied(table, brief.id),
  )
  const kept = sqlOf.insertInto('revisions').values({
    tenant_id: tx.actor.tenantId,
    brief_id: brief.id,
    no: revision,
    by_id: tx.actor.personId,
    changes: sql`${JSON.stringify(changes)}::jsonb`,
    audience: inBoth(brief.audience, draft.audience),
  })
  write(
    tx,
    grant,
    [{ query: update, expect: 1 }, ...replaced, ...partsOf(tx, brief.id, draft), { query: kept, expect: 1 }],
    filing,
  )
}

function emptied(table: 'mentions' | 'mention_keys' | 'contacts' | 'brief_units', briefId: string): Row {
  switch (table) {
    case 'mentions':
      return { query: sqlOf.deleteFrom('mentions').where('brief_id', '=', briefId).where(here) }
    case 'mention_keys':
      return { query: sqlOf.deleteFrom('mention_keys').where('brief_id', '=', briefId).where(here) }
    case 'contacts':
      return { query: sqlOf.deleteFrom('contacts').where('brief_id', '=', briefId).where(here) }
    case 'brief_units':
      return { query: sqlOf.deleteFrom('brief_units').where('brief_id', '=', briefId).where(here) }
  }
}

/** Recall and withdrawal: the row stays as a stub, its words are shown no more. */
export function closeBrief(
  tx: Tx,
  grant: Grant,
  brief: Loaded,
  to: { state: 'recalled' } | { state: 'withdrawn'; reason: string; lifted: readonly PersonalItem[] },
  filing: Filing,
): void {
  const update = sqlOf
    .updateTable('briefs')
    .set({
      state: to.state,
      withdrawn_reason: to.state === 'withdrawn' ? to.reason : null,
      version: brief.version + 1,
    })
    .where('id', '=', brief.id)
    .where('version', '=', brief.version)
    .where(here)
  write(
    tx,
    grant,
    [{ query: update, expect: 1 }, ...(to.state === 'withdrawn' ? liftedRows(tx, brief.id, to.lifted) : [])],
    filing,
  )
}

/** Who may see it now; no version of its own, since whoever reads the brief need not look again. */
export function audienceRow(briefId: string, audience: string[]): Row {
  return {
    query: sqlOf.updateTable('briefs').set({ audience }).where('id', '=', briefId).where(here),
    expect: 1,
  }
}
