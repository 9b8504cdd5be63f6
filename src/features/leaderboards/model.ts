/** The nouns of 月度排名: what is counted, a month's closure with its checks, and the frozen, numbered issue. */
import * as z from 'zod'
import { monthSchema } from '#core/month.ts'

/** One or more briefs that count alike, as `briefs_facts` tells them: no text, no company, the same whoever looks. */
export type BriefFact = {
  readonly unitId: string
  /** of the server's receipt, Asia/Shanghai */
  readonly month: string
  readonly state: 'sent' | 'withdrawn'
  readonly validity: 'pending' | 'valid' | 'invalid' | 'duplicate'
  /** days from the contact to the day of sending; null: no contact day was given */
  readonly daysAfterContact: number | null
  /** 转在谈 */
  readonly negotiating: boolean
  readonly ids: readonly string[]
}
/** The same where nobody asks which: a city with a million briefs counts a block's month without carrying its ids. */
export type BriefCount = Omit<BriefFact, 'ids'> & { readonly count: number }
export type Counted = BriefFact | BriefCount

/** Numbers that officials may change and that the month is counted with. */
export const limitsSchema = z.strictObject({ lateAfterDays: z.int().min(0) })
export type Limits = z.infer<typeof limitsSchema>

export const publicitySchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('full') }),
  z.strictObject({ mode: z.literal('top'), topN: z.int().min(1) }),
  z.strictObject({ mode: z.literal('own') }),
])
export type Publicity = z.infer<typeof publicitySchema>

export const closureStates = { checking: '核对中', drafted: '已拟稿', published: '已公布', reopened: '已重开' } as const

const named = z.strictObject({ id: z.uuid(), name: z.string() })
const figures = z.record(z.string(), z.int())
export type Figures = z.infer<typeof figures>
const unitRef = z.strictObject({ id: z.uuid(), name: z.string(), short: z.string(), kind: z.string() })
export type UnitRef = z.infer<typeof unitRef>

export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['up', 'down']), places: z.int() }),
  z.strictObject({ kind: z.enum(['same', 'new', 'none']) }),
])

export const rowSchema = z.strictObject({
  unit: unitRef,
  rank: z.int().nullable(),
  tied: z.boolean(),
  change: changeSchema,
  figures,
})
export type Row = z.infer<typeof rowSchema>

const groupOf = <R extends z.ZodType>(row: R) =>
  z.strictObject({
    key: z.string(),
    title: z.string(),
    rows: z.array(row),
    /** rows that the publicity of this board keeps from the viewer */
    kept: z.int(),
  })
export const rankedGroupSchema = groupOf(rowSchema)
export type RankedGroup = z.infer<typeof rankedGroupSchema>

/** The figures of one moment: at closing, at drafting. */
export const snapshotSchema = z.strictObject({
  rankBy: z.string(),
  limits: limitsSchema,
  groups: z.array(rankedGroupSchema),
})
export type Snapshot = z.infer<typeof snapshotSchema>

export const shiftSchema = z.strictObject({
  unit: named,
  column: z.string(),
  columnTitle: z.string(),
  before: z.int(),
  now: z.int(),
})
export type Shift = z.infer<typeof shiftSchema>

/** 调整: a figure of an earlier issue that is another today, listed once. */
export const adjustmentSchema = z.strictObject({
  month: monthSchema,
  number: z.string(),
  ...shiftSchema.shape,
  because: z.array(z.string()),
})
export type Adjustment = z.infer<typeof adjustmentSchema>

const keptAdjustment = z.strictObject({
  ...adjustmentSchema.shape,
  /** briefs that left and joined the figure */
  gone: z.array(z.uuid()),
  come: z.array(z.uuid()),
})
export type KeptAdjustment = z.infer<typeof keptAdjustment>

/** What is frozen and hashed. Lists: unit → column → ids of the briefs behind the figure. */
export const frozenSchema = z.strictObject({
  board: z.string(),
  title: z.string(),
  block: z.strictObject({ id: z.uuid(), name: z.string(), short: z.string() }),
  month: monthSchema,
  number: z.string(),
  rankBy: z.string(),
  columns: z.array(z.strictObject({ key: z.string(), title: z.string(), about: z.string() })),
  limits: limitsSchema,
  scope: z.string(),
  source: z.string(),
  ruleVersion: z.string(),
  dataTime: z.string(),
  draftedBy: named,
  publishedBy: named,
  previous: z.string().nullable(),
  groups: z.array(rankedGroupSchema),
  adjustments: z.array(keptAdjustment),
  lists: z.record(z.string(), z.record(z.string(), z.array(z.uuid()))),
})
export type Frozen = z.infer<typeof frozenSchema>

const signed = z.strictObject({ by: named, at: z.string() })
export const checkSchema = z.strictObject({
  id: z.uuid(),
  unit: named,
  agrees: z.boolean(),
  word: z.string().nullable(),
  ...signed.shape,
  answer: z.strictObject({ word: z.string(), ...signed.shape }).nullable(),
})
export type Check = z.infer<typeof checkSchema>

const reasons = z.array(z.strictObject({ say: z.string(), link: z.string().optional() }))
export type Reason = z.infer<typeof reasons>[number]

export const closureSchema = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  state: z.enum(['checking', 'drafted', 'published', 'reopened']),
  closed: signed,
  checkUntil: z.string(),
  /** silence counts as agreed: the time to check is over */
  checkOver: z.boolean(),
  /** the latest word of each unit */
  checks: z.array(checkSchema),
  /** units that said nothing yet */
  silent: z.array(named),
  drafted: signed.nullable(),
  /** what moved since the units were asked */
  shiftsSinceClose: z.array(shiftSchema),
  /** why it cannot be published now; empty when it can */
  blockers: reasons,
})
export type Closure = z.infer<typeof closureSchema>

const boardRef = z.strictObject({
  key: z.string(),
  title: z.string(),
  unit: z.string(),
  columns: z.array(z.strictObject({ key: z.string(), title: z.string(), about: z.string() })),
})
const blockRef = z.strictObject({ id: z.uuid(), name: z.string(), short: z.string(), cityLevel: z.boolean() })

/** The page of one board in one block in one month. Every verb of the month answers with it. */
export const boardPageSchema = z.strictObject({
  board: boardRef,
  boards: z.array(z.strictObject({ key: z.string(), title: z.string() })),
  block: blockRef,
  month: monthSchema,
  /** the month is over, so that it can be closed */
  over: z.boolean(),
  rankBy: z.string(),
  scope: z.string(),
  publicity: publicitySchema,
  /** how long units are asked to check once the month is closed */
  checkHours: z.int(),
  groups: z.array(groupOf(z.strictObject({ ...rowSchema.shape, trend: z.array(z.int()), own: z.boolean() }))),
  trendMonths: z.array(monthSchema),
  /** 待核 of this month in this block */
  pending: z.int(),
  /** the issue before; ranks are compared with it only where its month is the one directly before */
  previous: z.strictObject({ id: z.uuid(), number: z.string(), month: monthSchema }).nullable(),
  closure: closureSchema.nullable(),
  issue: z.strictObject({ id: z.uuid(), number: z.string(), published: signed }).nullable(),
  now: z.string(),
})
export type BoardPage = z.infer<typeof boardPageSchema>

export const issuePageSchema = z.strictObject({
  id: z.uuid(),
  ...frozenSchema.omit({ lists: true, adjustments: true }).shape,
  blockFacts: z.strictObject({ blockId: z.uuid(), cityLevel: z.boolean() }),
  publishedAt: z.string(),
  publicity: publicitySchema,
  adjustments: z.array(adjustmentSchema),
  /** hex of the hash over what was frozen, and whether it still is what was frozen */
  hash: z.string(),
  alg: z.string(),
  intact: z.boolean(),
  /** figures that are others today, and why, in one line */
  shifts: z.array(shiftSchema),
  shiftLine: z.string().nullable(),
  ownUnitIds: z.array(z.uuid()),
  now: z.string(),
})
export type IssuePage = z.infer<typeof issuePageSchema>

export const issueListSchema = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        id: z.uuid(),
        number: z.string(),
        month: monthSchema,
        publishedAt: z.string(),
        publishedBy: z.string(),
        adjustments: z.int(),
      }),
    )
    .max(100),
  next: z.string().nullable(),
})

/** The briefs behind one figure: those the viewer may see, and how many more there are. */
export const contentsSchema = z.strictObject({
  block: z.strictObject({ id: z.uuid(), name: z.string() }),
  unit: named,
  month: monthSchema,
  column: z.strictObject({ key: z.string(), title: z.string(), about: z.string() }),
  issue: z.strictObject({ id: z.uuid(), number: z.string() }).nullable(),
  total: z.int(),
  /** 另有 n 条无权查看 */
  kept: z.int(),
  rows: z
    .array(
      z.strictObject({
        id: z.uuid(),
        number: z.string(),
        sentAt: z.string(),
        companies: z.string(),
        state: z.enum(['sent', 'withdrawn', 'recalled']),
        validity: z.enum(['pending', 'valid', 'invalid', 'duplicate']),
      }),
    )
    .max(100),
})
export type Contents = z.infer<typeof contentsSchema>

/** What somebody has to do about rankings, for the home page. */
export const dutySchema = z.strictObject({
  kind: z.enum(['close', 'check', 'answer', 'draft', 'publish']),
  title: z.string(),
  block: blockRef,
  board: z.string(),
  month: monthSchema,
  unit: named.nullable(),
  closure: z.strictObject({ id: z.uuid(), version: z.int() }).nullable(),
  dueAt: z.string().nullable(),
  /** the page where it is done */
  link: z.string(),
})
export type Duty = z.infer<typeof dutySchema>

/** @public Events this feature tells the ledger. */
export const events = [
  'closure.closed',
  'closure.checked',
  'closure.answered',
  'closure.settled',
  'closure.drafted',
  'closure.reopened',
  'issue.published',
] as const
