/** What a deadline of the city is: a clock that one event starts and another stops, told only by the ledger. */

import * as z from 'zod'
import type { EventName, LedgerLine } from '#core/event.ts'

/** In the order of urgency in which a page shows them. */
export const clockStates = {
  red: '已超期',
  amber: '临近时限',
  green: '时限内',
  paused: '已暂停',
  missed: '逾期办结',
  met: '按时办结',
  cancelled: '已取消',
} as const
export type ClockState = keyof typeof clockStates

/** How long: to the end of the n-th working or calendar day after the start, or until a day (its end) or an instant. */
export const withinSchema = z.union([
  z.strictObject({ workingDays: z.int().min(0) }),
  z.strictObject({ days: z.int().min(0) }),
  z.strictObject({ until: z.union([z.iso.date(), z.iso.datetime()]) }),
])
export type Within = z.infer<typeof withinSchema>

/** When it turns amber, counted in the unit of `within` (calendar days for `until`): green to the end of that day. */
export const amberSchema = z.union([
  z.strictObject({ fraction: z.number().gt(0).lt(1) }),
  z.strictObject({ daysBefore: z.int().min(0) }),
  z.strictObject({ daysAfter: z.int().min(0) }),
])
export type Amber = z.infer<typeof amberSchema>

/** The settings in force at one instant, of a block where it has its own; throws on a key that does not exist. */
export type Limits = (key: string, blockId?: string) => number
/** March is judged by March's numbers: the settings in force when the clock started decide. */
export type LimitsAt = (instant: string) => Limits

type Events = EventName | readonly EventName[]

export type ClockDefinition = {
  /** `feature.clock`, e.g. `briefs.judge` */
  readonly key: string
  readonly title: string
  /** the document or rule that sets the limit */
  readonly source: string
  /** the kind of subject it hangs on: the first subject of this kind that a line names */
  readonly subject: string
  readonly starts: Events
  readonly stops: Events
  readonly cancels?: Events
  readonly pauses?: Events
  readonly resumes?: Events
  /** null: this line starts no clock */
  readonly within: (limits: Limits, line: LedgerLine) => Within | null
  readonly amberAt: Amber
  /** scope keys of those who must answer, e.g. `u:<unit>`; from the starting line */
  readonly answerers: (line: LedgerLine, instance: string) => readonly string[]
  /** scope keys of those who may see it */
  readonly audience: (line: LedgerLine, instance: string) => readonly string[]
  /**
   * Where one subject may have several clocks of this key at once (one a ruling, one a unit): those that a line
   * starts or touches. null on a line that is no start: all of them.
   */
  readonly instance?: (line: LedgerLine) => string | readonly string[] | null
}

export const clockSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  source: z.string(),
  subject: z.templateLiteral([z.string(), ':', z.string()]),
  /** '' where the definition has no instances */
  instance: z.string(),
  /** 1, and one more each time it starts anew after it was stopped or cancelled */
  round: z.int(),
  startLineId: z.string(),
  startedAt: z.string(),
  within: withinSchema,
  amber: amberSchema,
  /** the last moments of green and of being in time */
  amberAt: z.string(),
  dueAt: z.string(),
  /** false: a year on the way has no holiday arrangement loaded, weekends alone were counted */
  known: z.boolean(),
  /** since when it stands still */
  pausedAt: z.string().nullable(),
  /** in the unit of `within`; the pause that still runs not counted */
  pausedDays: z.int(),
  stoppedAt: z.string().nullable(),
  stopLineId: z.string().nullable(),
  cancelledAt: z.string().nullable(),
  answerers: z.array(z.string()).readonly(),
  audience: z.array(z.string()).readonly(),
})
export type Clock = z.infer<typeof clockSchema>

/** after so many days over its end a clock is counted on the home page and no longer shown by itself */
export const longOverdueDays = 30
