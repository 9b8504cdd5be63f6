/** A brief found for a verb: what policies and rules ask of it, held until commit. */
import { sql } from 'kysely'
import { Refusal } from '#core/refusal.ts'
import type { SettingRow } from '#features/settings/model.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import type { BriefFacts } from '../model.ts'
import type { AudienceFacts } from '../rules/audience.ts'
import { missingFor } from '../rules/completeness.ts'
import { judgeVacant } from './standing.ts'

/** @public read by the house's tests: only these files write them */
export const tables = [
  'briefs',
  'brief_numbers',
  'mentions',
  'mention_keys',
  'brief_calls',
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
  /** 补录: claims no first report, whatever is added later */
  transcribed: boolean
  /** what a claim still lacks */
  missing: string[]
  facts: BriefFacts
  /** the facts of `audienceOf` that stand outside `facts` */
  drawnIn: Pick<AudienceFacts, 'namedUnitIds' | 'calledUnitIds' | 'calledAs'>
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
  const {
    version,
    revision,
    first_complete_at,
    contact_on,
    audience,
    named,
    calledUnits,
    calledAs,
    contactName,
    claims,
    transcribed,
    ...rest
  } = row
  const assigned = rulings.filter(({ undoneAt }) => undoneAt === null)
  return {
    id,
    version,
    revision,
    firstCompleteAt: first_complete_at,
    contactOn: contact_on,
    transcribed,
    missing: missingFor({ contactName, contactOn: contact_on, mentions: claims }),
    audience,
    // the columns' check constraints hold exactly the values of these unions
    facts: {
      ...rest,
      assignedUnitIds: [...new Set(assigned.flatMap((ruling) => [ruling.leadUnitId ?? [], ruling.coUnitIds].flat()))],
    } as BriefFacts,
    drawnIn: { namedUnitIds: named, calledUnitIds: calledUnits, calledAs },
    rulings,
    settings: settings as SettingRow[], // `value` was checked when it was set
  }
}

const under = (table: string) => sql`from ${sql.table(table)} x where x.tenant_id = b.tenant_id and x.brief_id = b.id`

function factsOf(id: string) {
  return factsQuery().select(judgeVacant.as('judgeVacant')).where('b.id', '=', id)
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
      'b.contact_name as contactName',
      'b.transcribed',
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
      sql<string[]>`array(select x.judge_id ${under('judgements')} and x.undone_at is null)`.as('judgedByIds'),
      sql<boolean>`exists (select ${under('judgements')} and x.recheck and x.undone_at is null)`.as('rechecked'),
      sql<string[]>`array(select distinct x.person_id ${under('contacts')} and x.person_id is not null)`.as(
        'contactPersonIds',
      ),
      sql<{ companyName: string; intention: string | null }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('companyName', x.company_name, 'intention', x.intention)), '[]')
        ${under('mentions')})`.as('claims'),
      sql<string[]>`array(select x.unit_id ${under('brief_units')})`.as('named'),
      sql<string[]>`array(select distinct unnest(x.called_units) ${under('replies')})`.as('calledUnits'),
      sql<string[]>`array(select distinct unnest(x.called_as) ${under('replies')})`.as('calledAs'),
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
