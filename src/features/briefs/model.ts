/** The nouns of 招商简报: a brief, the companies it mentions, the thread under it. */

import * as z from 'zod'
import { areaOnWire } from '#core/area.ts'
import { fenOnWire } from '#core/money.ts'
import { documentSchema } from '#features/documents/model.ts'
import { mostAttached } from '#features/documents/rules.ts'
import { originalSchema } from './model/transcribing.ts'

export const channels = {
  visit: '拜访',
  reception: '来访',
  remote: '电话/网络',
  fair: '展会/推介会',
  introduced: '以商招商',
  intermediary: '中介/商协会',
  capital: '基金/资本',
  alumni: '乡贤/校友',
  'handed-down': '上级转交',
  self: '企业自荐',
} as const
export const visibilities = { block: '全区/全市', units: '指定单位', leaders: '仅领导' } as const
export const conclusions = { follow: '跟进', assign: '交办', hold: '暂缓', drop: '不跟进' } as const
export const verdicts = { valid: '有效', invalid: '无效', duplicate: '重复' } as const
export const validities = { pending: '待核', ...verdicts } as const
export const briefStates = { sent: '已发', recalled: '已撤回', withdrawn: '已撤销' } as const
/** who judges: the block's 核实岗; the city's 认定岗; another body where the city's own judging body wrote */
export const judgeLevels = { block: '区块核实岗', city: '市级认定岗', joint: '联审单位' } as const
export type JudgeLevel = keyof typeof judgeLevels

const named = z.strictObject({ id: z.uuid(), name: z.string() })
const words = (most: number) => z.string().trim().min(1).max(most)

export const mentionInput = z.strictObject({
  companyName: words(120),
  uscCode: z.string().trim().toUpperCase().length(18).nullable(),
  companyRegion: words(60).nullable(),
  intention: words(500).nullable(),
  industry: words(60).nullable(),
  investmentFen: fenOnWire.nullable(),
  investmentCurrency: z.string().length(3),
  investmentQualifier: z.enum(['gt', 'lt', 'approx']).nullable(),
  landM2: areaOnWire.nullable(),
  floorAreaM2: areaOnWire.nullable(),
})
export type MentionInput = z.infer<typeof mentionInput>

/** What the form sends. Only the text and one company are needed to send; what a claim still lacks is said, not refused. */
export const briefInput = z.strictObject({
  unitId: z.uuid(),
  body: words(20_000),
  contactOn: z.iso.date().nullable(),
  channel: z.enum(Object.keys(channels) as [keyof typeof channels, ...(keyof typeof channels)[]]).nullable(), // keys of a literal object
  place: words(120).nullable(),
  mentions: z.array(mentionInput).min(1).max(20),
  contacts: z.array(z.strictObject({ unitId: z.uuid(), personId: z.uuid().nullable(), joint: z.boolean() })).max(20),
  contactName: words(40).nullable(),
  contactPhone: words(30).nullable(),
  nextStep: words(500).nullable(),
  nextOn: z.iso.date().nullable(),
  helpNeeded: words(500).nullable(),
  visibility: z.enum(['block', 'units', 'leaders']),
  unitIds: z.array(z.uuid()).max(50),
  intentBlockId: z.uuid().nullable(),
})
export type BriefInput = z.infer<typeof briefInput>

export const briefSchema = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  version: z.int(),
  revision: z.int(),
  block: named,
  unit: z.strictObject({ ...named.shape, kind: z.string() }),
  recorder: named,
  sentAt: z.string(),
  recallUntil: z.string(),
  firstCompleteAt: z.string().nullable(),
  /** 补录: who first posted it in a chat and when; null for a brief sent in the first place */
  original: originalSchema.nullable(),
  contactOn: z.iso.date().nullable(),
  channel: briefInput.shape.channel,
  place: z.string().nullable(),
  /** phones and ID numbers blanked; empty when recalled or withdrawn, as are the parts below */
  body: z.string(),
  mentions: z.array(
    z.strictObject({ id: z.uuid(), ...mentionInput.shape, companyName: z.string(), uscCode: z.string().nullable() }),
  ),
  contacts: z.array(z.strictObject({ unit: named, person: named.nullable(), joint: z.boolean() })),
  /** in full for those who may unmask, else 王** */
  contactName: z.string().nullable(),
  contactPhoneMasked: z.string().nullable(),
  /** masked forms of phones and ID numbers lifted from the text */
  lifted: z.array(z.strictObject({ kind: z.enum(['phone', 'id-number']), masked: z.string() })),
  nextStep: z.string().nullable(),
  nextOn: z.iso.date().nullable(),
  helpNeeded: z.string().nullable(),
  visibility: briefInput.shape.visibility,
  units: z.array(named),
  intentBlock: named.nullable(),
  state: z.enum(['sent', 'recalled', 'withdrawn']),
  withdrawnReason: z.string().nullable(),
  validity: z.enum(['pending', 'valid', 'invalid', 'duplicate']),
  negotiatingAt: z.string().nullable(),
  /** what a claim still lacks, in the officials' words; empty when it stands */
  missing: z.array(z.string()),
})
export type Brief = z.infer<typeof briefSchema>

/** files sent before, to hang on what is sent now */
export const documentIds = z.array(z.uuid()).max(mostAttached)

export const replyInput = z.strictObject({
  body: words(4000),
  unitId: z.uuid(),
  calledUnitIds: z.array(z.uuid()).max(20),
  calledPersonIds: z.array(z.uuid()).max(20),
  answersRulingId: z.uuid().nullable(),
  documentIds: documentIds.optional(),
})

export const rulingInput = z.strictObject({
  conclusion: z.enum(['follow', 'assign', 'hold', 'drop']),
  /** 交办 only */
  leadUnitId: z.uuid().nullable(),
  coUnitIds: z.array(z.uuid()).max(20),
  dueOn: z.iso.date().nullable(),
  body: words(1000).nullable(),
  /** 代录: the leader whose word this is, when somebody else types it */
  leaderId: z.uuid().nullable(),
})

export const judgementInput = z.strictObject({
  verdict: z.enum(['valid', 'invalid', 'duplicate']),
  reason: words(500).nullable(),
  duplicateOf: z.uuid().nullable(),
})

const at = z.string()
export const messageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reply'),
    id: z.uuid(),
    at,
    author: named,
    unit: named,
    body: z.string(),
    calledUnits: z.array(named),
    calledPersons: z.array(named),
    answersRulingId: z.uuid().nullable(),
  }),
  z.strictObject({
    kind: z.literal('ruling'),
    id: z.uuid(),
    at,
    leader: named,
    leaderPost: z.string(),
    conclusion: rulingInput.shape.conclusion,
    leadUnit: named.nullable(),
    coUnits: z.array(named),
    dueOn: z.iso.date().nullable(),
    body: z.string().nullable(),
    enteredBy: named.nullable(),
    confirmedAt: z.string().nullable(),
    undone: z.boolean(),
    /** whether this one is in force: the senior leader's latest that is not undone */
    inForce: z.boolean(),
    undoUntil: z.string(),
  }),
  z.strictObject({
    kind: z.literal('judgement'),
    id: z.uuid(),
    at,
    judge: named,
    unit: named,
    verdict: judgementInput.shape.verdict,
    reason: z.string().nullable(),
    /** number is null for whoever may not see that brief */
    duplicateOf: z.strictObject({ id: z.uuid(), number: z.string().nullable() }).nullable(),
    recheck: z.boolean(),
    undone: z.boolean(),
    undoUntil: z.string(),
  }),
  z.strictObject({
    kind: z.literal('revision'),
    no: z.int(),
    at,
    by: named,
    changes: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  }),
  z.strictObject({ kind: z.literal('negotiation'), at, by: named, onDay: z.iso.date(), note: z.string().nullable() }),
])
export type Message = z.infer<typeof messageSchema>

export const clockSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  instance: z.string(),
  state: z.enum(['green', 'amber', 'red', 'met', 'missed', 'paused', 'cancelled']),
  startedAt: z.string(),
  dueAt: z.string(),
  stoppedAt: z.string().nullable(),
  /** who has to answer, in words */
  answerer: z.string(),
  because: z.string(),
})

/** What policy.ts and the rules need to know of a brief: decides in the server and draws the buttons in the browser. */
export const briefFactsSchema = z.strictObject({
  blockId: z.uuid(),
  /** written by a body of 市本级 */
  cityLevelBlock: z.boolean(),
  intentBlockId: z.uuid().nullable(),
  unitId: z.uuid(),
  recorderId: z.uuid(),
  sentAt: z.string(),
  state: briefSchema.shape.state,
  validity: briefSchema.shape.validity,
  visibility: briefSchema.shape.visibility,
  judge: z.enum(['block', 'city', 'joint']),
  /** nobody of that level stands outside today (回避, or no such post): the next level up judges */
  judgeVacant: z.boolean(),
  judgedByIds: z.array(z.uuid()),
  rechecked: z.boolean(),
  negotiating: z.boolean(),
  /** persons who met the company: they judge it as little as the writer does */
  contactPersonIds: z.array(z.uuid()),
  /** lead and co-units of rulings that are not undone */
  assignedUnitIds: z.array(z.uuid()),
})
export type BriefFacts = z.infer<typeof briefFactsSchema>

/** The whole page of one brief: every change answers with it, so the page needs no refetch. */
export const threadSchema = z.strictObject({
  brief: briefSchema,
  /** in the order in which they came; `replyId` null: with the brief itself */
  attachments: z.array(z.strictObject({ replyId: z.uuid().nullable(), document: documentSchema })),
  messages: z.array(messageSchema).max(1000),
  clocks: z.array(clockSchema),
  readBy: z.array(z.strictObject({ unit: named, at })),
  /** briefs judged to repeat this one, as far as whoever looks may see them */
  repeatedBy: z.array(z.strictObject({ id: z.uuid(), number: z.string(), unit: z.string(), sentAt: at })),
  facts: briefFactsSchema,
  now: z.string(),
})
export type Thread = z.infer<typeof threadSchema>

export const briefRowSchema = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  unit: named,
  block: named,
  recorder: z.string(),
  sentAt: z.string(),
  original: originalSchema.nullable(),
  contactOn: z.iso.date().nullable(),
  companies: z.array(z.string()),
  intention: z.string().nullable(),
  investmentFen: fenOnWire.nullable(),
  investmentCurrency: z.string(),
  landM2: areaOnWire.nullable(),
  state: briefSchema.shape.state,
  validity: briefSchema.shape.validity,
  negotiating: z.boolean(),
  /** conclusion in force */
  ruled: rulingInput.shape.conclusion.nullable(),
  replies: z.int(),
  /** by a unit of whoever looks; always true for leaders, whose reading is not kept */
  read: z.boolean(),
  /** of a search: some sixty characters around the first hit, as text; null where the company's name or the number says it all */
  excerpt: z.string().nullable(),
})

export const briefListSchema = z.strictObject({
  /** newest first; of a search, those first in whose company's name more of the words stand */
  rows: z.array(briefRowSchema).max(100),
  /** counted up to 200, of a search up to 500; `capped` when there are more */
  total: z.int(),
  capped: z.boolean(),
  next: z.string().nullable(),
  /** of a search: how many of the newest hits were looked at, null where that was all of them */
  sought: z.strictObject({ among: z.int().nullable() }).nullable(),
})

export const briefFilters = z.strictObject({
  block: z.uuid().optional(),
  unit: z.uuid().optional(),
  unitKind: z.enum(['town', 'bureau', 'posted', 'park', 'company']).optional(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  validity: z.enum(['pending', 'valid', 'invalid', 'duplicate']).optional(),
  ruled: z.enum(['none', 'follow', 'assign', 'hold', 'drop']).optional(),
  negotiating: z.enum(['yes']).optional(),
  mine: z.enum(['written', 'assigned', 'called']).optional(),
  q: z.string().trim().min(1).max(40).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

/** 常用筛选: filters and words under a name, one's own or shared with a unit or a block of one's own. */
export const savedFilters = briefFilters.omit({ cursor: true, limit: true })
export const savedViewInput = z.strictObject({
  name: words(20),
  filters: savedFilters,
  /** at most one of the two; neither: for oneself */
  unitId: z.uuid().nullable(),
  blockId: z.uuid().nullable(),
})
export type SavedViewInput = z.infer<typeof savedViewInput>
export const savedViewSchema = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  filters: savedFilters,
  unit: named.nullable(),
  block: named.nullable(),
  /** changed, ordered and removed by whoever saved it */
  owner: named,
})
export type SavedView = z.infer<typeof savedViewSchema>
/** One's own in one's own order, then what others share, by name. */
export const savedViewListSchema = z.strictObject({ views: z.array(savedViewSchema).max(200) })

/** A brief in which something waits for whoever looks, with what the buttons need; for the home page. */
export const briefTaskSchema = z.strictObject({
  key: z.enum(['respond', 'judge', 'answer', 'confirm']),
  brief: z.strictObject({
    id: z.uuid(),
    version: z.int(),
    number: z.string(),
    unit: named,
    sentAt: z.string(),
    /** what a claim still lacks */
    missing: briefSchema.shape.missing,
    companies: z.array(z.string()),
    intention: z.string().nullable(),
    investmentFen: fenOnWire.nullable(),
    investmentCurrency: z.string(),
    landM2: areaOnWire.nullable(),
  }),
  facts: briefFactsSchema,
  /** what is to be answered or confirmed */
  ruling: z
    .strictObject({
      id: z.uuid(),
      at,
      leader: named,
      leaderPost: z.string(),
      conclusion: rulingInput.shape.conclusion,
      leadUnit: named.nullable(),
      dueOn: z.iso.date().nullable(),
      body: z.string().nullable(),
      enteredBy: z.string().nullable(),
    })
    .nullable(),
  /** null where no clock runs */
  clock: z.strictObject({ state: clockSchema.shape.state, dueAt: z.string(), because: z.string() }).nullable(),
})
export type BriefTask = z.infer<typeof briefTaskSchema>

/** Briefs that wait for whoever looks for longer than the home page shows one by one. */
export const longOverdueSchema = z.strictObject({ key: z.enum(['respond', 'judge', 'answer']), count: z.int() })
export type LongOverdue = z.infer<typeof longOverdueSchema>

/** What others did to briefs that whoever looks may see. */
export const briefMoveSchema = z.strictObject({
  what: z.enum(['sent', 'ruled', 'replied', 'judged', 'negotiating']),
  at,
  /** conclusion or verdict */
  word: z.string().nullable(),
  by: z.string(),
  brief: z.strictObject({ id: z.uuid(), unit: z.string(), companies: z.array(z.string()) }),
})
export type BriefMove = z.infer<typeof briefMoveSchema>

/** @public Events this feature tells the ledger. */
export const events = [
  'brief.sent',
  'brief.completed',
  'brief.revised',
  'brief.recalled',
  'brief.withdrawn',
  'brief.replied',
  'brief.ruled',
  'brief.ruling-superseded',
  'brief.ruling-undone',
  'brief.ruling-confirmed',
  'brief.judged',
  'brief.rechecked',
  'brief.judgement-undone',
  'brief.negotiating',
  'brief.unmasked',
  'brief.drafted',
  'brief.drafts-discarded',
  'brief.drafts-restored',
  'brief.poster-named',
  'word.added',
  'word.withdrawn',
  'word.restored',
  'brief.view-saved',
  'brief.view-changed',
  'brief.view-removed',
  'brief.views-ordered',
] as const
