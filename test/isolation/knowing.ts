/** Whether somebody may come to know one marked text: the row is theirs to see, and its page shows this column to them. */
import type { Actor } from '#core/actor.ts'
import { may } from '#core/grant.ts'
import type { BriefFacts } from '#features/briefs/model.ts'
import { policy } from '#features/briefs/policy.ts'
import type { Canary } from './bait.ts'
import { type Everything, type Row, sees } from './sight.ts'

/** what stays of a brief that was recalled or withdrawn */
const ofStubs = ['number', 'withdrawn_reason']
const hiddenOfStubs = ['briefs', 'mentions', 'lifted_personals', 'revisions']

export function mayKnow(actor: Actor, verb: string, { table, column, row }: Canary, all: Everything): boolean {
  const viewer = { ...actor, system: actor.kind === 'system' }
  const now = current(table, row, all)
  if (!now || !sees(table, now, viewer, all)) return false
  // their owner reads them, words and all, wherever they stand
  if (table === 'brief_drafts') return true
  const brief = briefOf(table, now, all)
  if (brief && brief.state !== 'sent' && hiddenOfStubs.includes(table) && !ofStubs.includes(column)) return false
  if (column.endsWith('sealed')) return verb === 'briefs.unmask' && brief !== undefined && unmasks(actor, brief, all)
  if (column === 'contact_name') return brief !== undefined && unmasks(actor, brief, all)
  // a ruling that was undone within seconds is nobody's word
  if (table === 'judgements' && column === 'reason' && now.undone_at !== null) return false
  return !(table === 'rulings' && column === 'body' && now.undone_at !== null)
}

/** the row as it stands now: who sees it may have changed since it was marked */
function current(table: string, row: Row, all: Everything): Row | undefined {
  const keys = ['tenant_id', 'id', 'brief_id', 'closure_id', 'check_id', 'no'].filter((key) => key in row)
  return (all.get(table) ?? []).find((one) => keys.every((key) => one[key] === row[key])) ?? row
}

function briefOf(table: string, row: Row, all: Everything): Row | undefined {
  if (table === 'briefs') return row
  return (all.get('briefs') ?? []).find((one) => one.tenant_id === row.tenant_id && one.id === row.brief_id)
}

function unmasks(actor: Actor, brief: Row, all: Everything): boolean {
  const under = (table: string) => (all.get(table) ?? []).filter((row) => row.brief_id === brief.id)
  const rulings = under('rulings').filter((row) => row.undone_at === null)
  const block = (all.get('blocks') ?? []).find((row) => row.id === brief.block_id)
  const facts: BriefFacts = {
    blockId: String(brief.block_id),
    cityLevelBlock: block?.kind === 'city-level',
    intentBlockId: brief.intent_block_id as string | null, // uuid or null
    unitId: String(brief.unit_id),
    recorderId: String(brief.recorder_id),
    sentAt: String(brief.sent_at),
    state: brief.state as BriefFacts['state'], // by the column's own check
    validity: brief.validity as BriefFacts['validity'], // by the column's own check
    visibility: brief.visibility as BriefFacts['visibility'], // by the column's own check
    judge: brief.judge as BriefFacts['judge'], // by the column's own check
    // every block of the story has its 核实岗
    judgeVacant: false,
    judgedByIds: under('judgements').map((row) => String(row.judge_id)),
    rechecked: under('judgements').some((row) => row.recheck === true),
    negotiating: brief.negotiating_at !== null,
    contactPersonIds: under('contacts').flatMap((row) => (row.person_id === null ? [] : [String(row.person_id)])),
    assignedUnitIds: rulings.flatMap((row) => [row.lead_unit_id ?? [], row.co_unit_ids].flat() as string[]), // uuids
  }
  return may(policy, 'briefs.unmask', actor, facts) === true
}
