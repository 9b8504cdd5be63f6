/** The clocks of a brief: somebody responds, somebody judges, and the unit that was told answers in time. */
import type { LedgerLine } from '#core/event.ts'
import type { ClockDefinition } from '#features/deadlines/model.ts'
import type { JudgeLevel } from './model.ts'
import { judgeKey } from './rules/audience.ts'

const processing = '江门线索办理时限：1天响应、3天初判；参数可改'

/** What the lines of a brief carry for its clocks; ids and dates only. */
export type ClockPayload = {
  blockId: string
  intentBlockId: string | null
  cityLevel: boolean
  unitId: string
  judge: JudgeLevel
  /** who saw the brief when the line was written */
  audience: readonly string[]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const keys = (value: unknown): string[] => (Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [])
/** written by `send` and `rule` in exactly this shape */
const told = (line: LedgerLine): ClockPayload => line.payload as unknown as ClockPayload

/** 区块领导 answer for their block; for 市本级 the city's leaders, and those of the block that it is meant for and shared with. */
function leadersOf({ cityLevel, blockId, intentBlockId, audience }: ClockPayload): string[] {
  if (!cityLevel) return [`l:${blockId}`]
  return intentBlockId && audience.includes(`b:${intentBlockId}`) ? ['L', `l:${intentBlockId}`] : ['L']
}

const gone = ['brief.recalled', 'brief.withdrawn'] as const

export const respond: ClockDefinition = {
  key: 'briefs.respond',
  title: '对简报作出回应',
  source: processing,
  subject: 'brief',
  starts: 'brief.sent',
  // whoever judged it has looked at it: the unit knows where it stands
  stops: ['brief.ruled', 'brief.replied', 'brief.judged'],
  cancels: gone,
  within: (limits, line) => ({ workingDays: limits('brief.respondWithinDays', told(line).blockId) }),
  amberAt: { daysBefore: 0 },
  answerers: (line) => leadersOf(told(line)),
  audience: (line) => keys(line.payload.audience),
  // a reply counts when a leader or whoever judges wrote it
  instance: (line) => (line.event === 'brief.replied' && line.payload.responds !== true ? [] : ''),
}

export const judge: ClockDefinition = {
  key: 'briefs.judge',
  title: '核实简报',
  source: processing,
  subject: 'brief',
  starts: 'brief.sent',
  stops: 'brief.judged',
  cancels: gone,
  within: (limits, line) => ({ workingDays: limits('brief.judgeWithinDays', told(line).blockId) }),
  amberAt: { daysBefore: 1 },
  answerers: (line) => {
    const key = judgeKey(told(line))
    // 联审单位 may not be appointed everywhere: then a 市领导 judges what the recognising body wrote
    return key === 'J' ? ['J', 'L'] : [key]
  },
  audience: (line) => keys(line.payload.audience),
}

/** One for each 交办 in force, until the day that it names. A ruling that is undone is struck out of the story. */
export const answer: ClockDefinition = {
  key: 'briefs.answer',
  title: '答复交办',
  source: '批示载明的时限',
  subject: 'brief',
  starts: 'brief.ruled',
  stops: 'brief.replied',
  cancels: [...gone, 'brief.ruling-superseded'],
  within: (_, { payload }) =>
    payload.conclusion === 'assign' && payload.inForce === true ? { until: text(payload.dueOn) } : null,
  amberAt: { daysBefore: 1 },
  answerers: ({ payload }) => [`u:${text(payload.leadUnitId)}`],
  audience: (line) => keys(line.payload.audience),
  instance: ({ event, payload }) => {
    if (event === 'brief.ruled' || event === 'brief.ruling-superseded') return text(payload.rulingId)
    if (event !== 'brief.replied') return null
    return typeof payload.answersRulingId === 'string' ? payload.answersRulingId : []
  },
}

export const clocks: readonly ClockDefinition[] = [respond, judge, answer]
