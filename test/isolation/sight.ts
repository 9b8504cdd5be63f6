/** Which rows of which table somebody may see: the rule said once more, apart from policies and predicates, to hold both against. */
import { canSee } from '#features/briefs/rules/audience.ts'

export type Row = Readonly<Record<string, unknown>>
export type Viewer = {
  tenantId: string
  personId: string
  keys: readonly string[]
  system: boolean
  posts: readonly { role: string }[]
}
/** rows by table, as nobody but the migrator sees them */
export type Everything = ReadonlyMap<string, readonly Row[]>

type Rule = (row: Row, viewer: Viewer, all: Everything) => boolean
const everybody: Rule = () => true
const meets = (keys: readonly string[], audience: unknown) => canSee(keys, audience as string[]) // the columns are text[]
const byAudience: Rule = (row, { keys }) => meets(keys, row.audience)
const blockOf = (row: Row) => [`b:${row.block_id}`, 'R', 'L', 'A']
const byBlock: Rule = (row, { keys }) => meets(keys, blockOf(row))
const own: Rule = (row, { personId }) => row.person_id === personId
const owned: Rule = (row, { personId }) => row.owner_id === personId
/** that a brief called somebody is told to whom it called, and to nobody else */
const called: Rule = (row, { personId, keys }) => row.party_id === personId || keys.includes(`u:${row.party_id}`)
/** one's own, or shared with a unit or a block */
const shared: Rule = (row, viewer, all) =>
  owned(row, viewer, all) || viewer.keys.includes(`u:${row.unit_id}`) || viewer.keys.includes(`b:${row.block_id}`)
/** no job's business either */
const personal = [own, owned, called, shared]

/** what hangs under a row is seen by whoever sees that row */
function under(table: string, column: string): Rule {
  return (row, viewer, all) =>
    (all.get(table) ?? []).some(
      (parent) => parent.tenant_id === row.tenant_id && parent.id === row[column] && sees(table, parent, viewer, all),
    )
}
const underBrief = under('briefs', 'brief_id')
const underClosure = under('closures', 'closure_id')

/** a table that is not here fails the tests: its author has to say who sees it */
const rules: Readonly<Record<string, Rule>> = {
  tenants: everybody,
  blocks: everybody,
  units: everybody,
  unit_blocks: everybody,
  townships: everybody,
  township_blocks: everybody,
  persons: everybody,
  posts: everybody,
  delegations: everybody,
  settings: everybody,
  ledger_positions: everybody,
  ledger_seals: everybody,
  ledger_readers: everybody,
  brief_numbers: everybody,
  // count columns only, so that a figure is the same for every viewer
  briefs_facts: everybody,
  ledger: byAudience,
  ledger_pending: () => false,
  access_log: (_, { keys }) => keys.includes('A'),
  idempotency: own,
  idempotency_rest: own,
  // a pasted chat is its owner's alone until a message of it is sent
  brief_drafts: owned,
  city_words: everybody,
  brief_calls: called,
  saved_views: shared,
  deadlines: (row, { keys }) => meets(keys, row.audience) || meets(keys, row.answerers),
  briefs: byAudience,
  mentions: underBrief,
  // keyed hashes: a strong one says to everybody of the city that the brief is there, the others follow it
  mention_keys: (row, viewer, all) => row.strong === true || underBrief(row, viewer, all),
  contacts: underBrief,
  brief_units: underBrief,
  lifted_personals: underBrief,
  // an older text stays with those who saw it when it stood
  revisions: (row, viewer, all) => byAudience(row, viewer, all) && underBrief(row, viewer, all),
  replies: underBrief,
  rulings: underBrief,
  judgements: underBrief,
  negotiations: underBrief,
  // of a brief that was taken back only what others answered is left
  attachments: (row, viewer, all) =>
    underBrief(row, viewer, all) &&
    (row.reply_id !== null ||
      (all.get('briefs') ?? []).some((brief) => brief.id === row.brief_id && brief.state === 'sent')),
  documents: (row, viewer, all) =>
    (row.owner_id === viewer.personId && row.attached === false) ||
    (all.get('attachments') ?? []).some(
      (hung) =>
        hung.document_id === row.id && hung.tenant_id === row.tenant_id && sees('attachments', hung, viewer, all),
    ),
  unit_reads: underBrief,
  closures: byBlock,
  unit_checks: underClosure,
  objection_answers: underClosure,
  reopenings: underClosure,
  issues: byBlock,
}

/** where not everybody who sees a row may write it: who adds to the city, and who changes and removes which rows */
type WriteRule = { adds(viewer: Viewer): boolean; changes(row: Row, viewer: Viewer, all: Everything): boolean }
const jobsAlone: WriteRule = { adds: ({ system }) => system, changes: (_, { system }) => system }
const writeRules: Readonly<Record<string, WriteRule>> = {
  ledger_positions: jobsAlone,
  ledger_seals: jobsAlone,
  ledger_readers: jobsAlone,
  deadlines: jobsAlone,
  // a signature or a post given is asked for when a post is added, by a trigger
  posts: {
    adds: () => true,
    changes: (row, viewer) => row.person_id !== viewer.personId && holdsOne(viewer, 'security-admin', 'unit-admin'),
  },
  delegations: {
    adds: (viewer) => holdsOne(viewer, 'block-leader', 'city-leader'),
    changes: (row, { personId }) => row.leader_id === personId,
  },
  city_words: {
    adds: (viewer) => holdsOne(viewer, 'business-admin'),
    changes: (_, viewer) => holdsOne(viewer, 'business-admin'),
  },
  brief_calls: { adds: () => false, changes: () => false },
  saved_views: { adds: () => true, changes: (row, { personId }) => row.owner_id === personId },
  mention_keys: { adds: () => true, changes: (row, viewer, all) => viewer.system || underBrief(row, viewer, all) },
  // what hangs already hangs nowhere else, whoever would hang it
  attachments: { adds: () => false, changes: () => true },
  documents: { adds: () => true, changes: (row, { system, personId }) => system || row.owner_id === personId },
  settings: { adds: (viewer) => holdsOne(viewer, 'business-admin', 'security-admin'), changes: () => true },
}
const holdsOne = ({ posts }: Viewer, ...roles: string[]) => posts.some(({ role }) => roles.includes(role))

export function adds(table: string, viewer: Viewer): boolean {
  return writeRules[table]?.adds(viewer) ?? true
}

/** of the rows that the viewer sees */
export function changes(table: string, row: Row, viewer: Viewer, all: Everything): boolean {
  return writeRules[table]?.changes(row, viewer, all) ?? true
}

/** a day's partition is what its parent is */
export function ruledTable(table: string): string {
  return table.replace(/^idempotency_\d{8}$/, 'idempotency')
}

export function hasRule(table: string): boolean {
  return ruledTable(table) in rules
}

export function sees(table: string, row: Row, viewer: Viewer, all: Everything): boolean {
  const rule = rules[ruledTable(table)]
  if (!rule) throw new Error(`nobody has said who sees ${table}`)
  if (row.tenant_id !== viewer.tenantId) return false
  // jobs read their whole city; what belongs to one person alone is not the city's
  if (viewer.system && !personal.includes(rule)) return true
  return rule(row, viewer, all)
}
