/** The rows of a brief: what its writer said, the companies, the contacts, and the number it got. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { fromWire } from '#core/money.ts'
import { Refusal } from '#core/refusal.ts'
import type { SettingRow } from '#features/settings/model.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import { type Filing, keysInUse, type Row, write } from '#platform/ledger.ts'
import type { BriefFacts, BriefInput, MentionInput } from '../model.ts'
import type { AudienceFacts } from '../rules/audience.ts'
import { numberHead, type Series } from '../rules/numbering.ts'
import { maskOf, type PersonalItem } from '../rules/personal-data.ts'

/** @public read by the house's tests: only these files write them */
export const tables = [
  'briefs',
  'brief_numbers',
  'mentions',
  'contacts',
  'brief_units',
  'lifted_personals',
  'revisions',
  'replies',
  'rulings',
  'judgements',
  'negotiations',
  'unit_reads',
]

export const here = sql<boolean>`tenant_id = (select sec.tenant())`

/** A brief and what hangs under it, as verbs need it. */
export type Loaded = {
  id: string
  version: number
  revision: number
  firstCompleteAt: string | null
  contactOn: string | null
  facts: BriefFacts
  /** the facts of `audienceOf` that stand outside `facts` */
  drawnIn: Pick<AudienceFacts, 'namedUnitIds' | 'calledUnitIds' | 'calledPersonIds'>
  audience: string[]
  rulings: RulingRecord[]
  settings: SettingRow[]
}

export type RulingRecord = {
  id: string
  at: string
  leaderId: string
  seniority: number
  conclusion: string
  leadUnitId: string | null
  coUnitIds: string[]
  dueOn: string | null
  enteredBy: string | null
  confirmedAt: string | null
  undoneAt: string | null
}

/**
 * Finds a brief that whoever acts may see and holds it until commit, so that two changes of one brief follow each other.
 * The lock is a statement of its own: the ones behind it then read what the change before has written.
 */
export async function find(tx: Tx, id: string): Promise<Loaded> {
  const [, briefs, rulings, settings] = await Promise.all([
    tx.ask(sqlOf.selectFrom('briefs').select('id').where('id', '=', id).where(here).forNoKeyUpdate()),
    tx.ask(factsOf(id)),
    tx.ask(rulingsOf(id)),
    tx.ask(settingRowsQuery()),
  ])
  const row = briefs[0]
  if (!row) throw new Refusal('not-found')
  const { version, revision, first_complete_at, contact_on, audience, named, calledUnits, calledPersons, ...rest } = row
  const assigned = rulings.filter(({ undoneAt }) => undoneAt === null)
  return {
    id,
    version,
    revision,
    firstCompleteAt: first_complete_at,
    contactOn: contact_on,
    audience,
    // the columns' check constraints hold exactly the values of these unions
    facts: {
      ...rest,
      assignedUnitIds: [...new Set(assigned.flatMap((ruling) => [ruling.leadUnitId ?? [], ruling.coUnitIds].flat()))],
    } as BriefFacts,
    drawnIn: { namedUnitIds: named, calledUnitIds: calledUnits, calledPersonIds: calledPersons },
    rulings,
    settings: settings as SettingRow[], // `value` was checked when it was set
  }
}

const under = (table: string) => sql`from ${sql.table(table)} x where x.tenant_id = b.tenant_id and x.brief_id = b.id`

function factsOf(id: string) {
  return factsQuery().where('b.id', '=', id)
}

/** The facts of every brief that whoever asks may see. */
export function factsQuery() {
  return sqlOf
    .selectFrom('briefs as b')
    .innerJoin('blocks as k', (on) => on.onRef('k.tenant_id', '=', 'b.tenant_id').onRef('k.id', '=', 'b.block_id'))
    .select([
      'b.version',
      'b.revision',
      'b.first_complete_at',
      'b.contact_on',
      'b.audience',
      'b.block_id as blockId',
      'b.intent_block_id as intentBlockId',
      'b.unit_id as unitId',
      'b.recorder_id as recorderId',
      'b.sent_at as sentAt',
      'b.state',
      'b.validity',
      'b.visibility',
      'b.judge',
      sql<boolean>`k.kind = 'city-level'`.as('cityLevelBlock'),
      sql<boolean>`b.negotiating_at is not null`.as('negotiating'),
      sql<string[]>`array(select x.judge_id ${under('judgements')})`.as('judgedByIds'),
      sql<boolean>`exists (select ${under('judgements')} and x.recheck)`.as('rechecked'),
      sql<string[]>`array(select distinct x.person_id ${under('contacts')} and x.person_id is not null)`.as(
        'contactPersonIds',
      ),
      sql<string[]>`array(select x.unit_id ${under('brief_units')})`.as('named'),
      sql<string[]>`array(select distinct unnest(x.called_units) ${under('replies')})`.as('calledUnits'),
      sql<string[]>`array(select distinct unnest(x.called_persons) ${under('replies')})`.as('calledPersons'),
    ])
    .where(sql<boolean>`b.tenant_id = (select sec.tenant())`)
    .where(sql<boolean>`b.audience && (select sec.keys())`)
}

export function rulingsOf(id: string) {
  return sqlOf
    .selectFrom('rulings')
    .select([
      'id',
      'at',
      'leader_id as leaderId',
      'seniority',
      'conclusion',
      'lead_unit_id as leadUnitId',
      'co_unit_ids as coUnitIds',
      'due_on as dueOn',
      'entered_by as enteredBy',
      'confirmed_at as confirmedAt',
      'undone_at as undoneAt',
    ])
    .where('brief_id', '=', id)
    .where(here)
    .orderBy('at')
    .orderBy('id')
}

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

export function insertBrief(tx: Tx, grant: Grant<'briefs.send'>, draft: Draft, place: Place, filing: Filing): void {
  const { id } = grant.subject
  const { tenantId, personId } = tx.actor
  const written = columnsOf(draft)
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
    [{ query: insert, expect: 1 }, ...partsOf(tx, id, draft), readByUnits(tx, id, [place.unitId])],
    filing,
  )
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
  const replaced = (['mentions', 'contacts', 'brief_units'] as const).map((table) => emptied(table, brief.id))
  const kept = sqlOf.insertInto('revisions').values({
    tenant_id: tx.actor.tenantId,
    brief_id: brief.id,
    no: revision,
    by_id: tx.actor.personId,
    changes: sql`${JSON.stringify(changes)}::jsonb`,
  })
  write(
    tx,
    grant,
    [{ query: update, expect: 1 }, ...replaced, ...partsOf(tx, brief.id, draft), { query: kept, expect: 1 }],
    filing,
  )
}

function emptied(table: 'mentions' | 'contacts' | 'brief_units', briefId: string): Row {
  switch (table) {
    case 'mentions':
      return { query: sqlOf.deleteFrom('mentions').where('brief_id', '=', briefId).where(here) }
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
