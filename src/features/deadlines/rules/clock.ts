/** One clock: how it starts, what moves it and when it is due. */
import {
  addDays,
  addWorkingDays,
  dayOf,
  daysBetween,
  endOfDay,
  type WorkCalendar,
  workingDaysBetween,
} from '#core/calendar.ts'
import type { LedgerLine, Subject } from '#core/event.ts'
import { addMicros, compareInstants, parseInstant } from '#core/instant.ts'
import { type Amber, type Clock, type ClockDefinition, type Within, withinSchema } from '../model.ts'
import type { Basis, Role } from './definitions.ts'

/** The subject's clocks with the one that the line starts; no new one while one of the same instance runs. */
export function started(
  basis: Basis,
  definition: ClockDefinition,
  subject: Subject,
  clocks: readonly Clock[],
  line: LedgerLine,
  startedAt: string,
  instance: string,
): readonly Clock[] {
  const before = clocks.filter((clock) => clock.key === definition.key && clock.instance === instance)
  if (before.some(isOpen)) return clocks
  const given = definition.within(basis.limitsAt(startedAt), line)
  if (given === null) return clocks
  const within = withinSchema.parse(given)
  const clock = {
    key: definition.key,
    title: definition.title,
    source: definition.source,
    subject,
    instance,
    round: before.length + 1,
    startLineId: line.id,
    startedAt,
    within,
    amber: definition.amberAt,
    pausedAt: null,
    pausedDays: 0,
    stoppedAt: null,
    stopLineId: null,
    cancelledAt: null,
    answerers: definition.answerers(line, instance),
    audience: definition.audience(line, instance),
  }
  return [...clocks, { ...clock, ...timesOf(startedAt, within, definition.amberAt, 0, basis.calendar) }]
}

export function isOpen(clock: Clock): boolean {
  return clock.stoppedAt === null && clock.cancelledAt === null
}

export function touched(basis: Basis, clock: Clock, role: Role, at: string, lineId: string): Clock {
  if (role === 'pauses') return clock.pausedAt === null && at <= clock.dueAt ? { ...clock, pausedAt: at } : clock
  const running = resumed(basis, clock, at)
  if (role === 'stops') return { ...running, stoppedAt: at, stopLineId: lineId }
  if (role === 'cancels') return { ...running, cancelledAt: at }
  return running
}

function resumed(basis: Basis, clock: Clock, at: string): Clock {
  if (clock.pausedAt === null) return clock
  const [from, to] = [dayOf(clock.pausedAt), dayOf(at)]
  const lasted =
    'workingDays' in clock.within ? workingDaysBetween(from, to, basis.calendar).days : daysBetween(from, to)
  const pausedDays = clock.pausedDays + lasted
  return {
    ...clock,
    pausedAt: null,
    pausedDays,
    ...timesOf(clock.startedAt, clock.within, clock.amber, pausedDays, basis.calendar),
  }
}

type Times = { amberAt: string; dueAt: string; known: boolean }

function timesOf(startedAt: string, within: Within, amber: Amber, pausedDays: number, calendar: WorkCalendar): Times {
  const start = dayOf(startedAt)
  if ('workingDays' in within) {
    const due = addWorkingDays(start, within.workingDays + pausedDays, calendar)
    const green = addWorkingDays(start, greenDays(within.workingDays, amber) + pausedDays, calendar)
    return { amberAt: endOfDay(green.day), dueAt: endOfDay(due.day), known: due.known }
  }
  if ('days' in within) {
    const green = addDays(start, greenDays(within.days, amber) + pausedDays)
    return { amberAt: endOfDay(green), dueAt: endOfDay(addDays(start, within.days + pausedDays)), known: true }
  }
  const until = within.until.length === 10 ? endOfDay(within.until) : parseInstant(within.until)
  const dueAt = addMicros(until, pausedDays * 86_400_000_000)
  const green = endOfDay(addDays(start, greenDays(Math.max(0, daysBetween(start, dayOf(until))), amber) + pausedDays))
  const early = compareInstants(green, dueAt) < 0
  return { amberAt: early ? green : dueAt, dueAt, known: true }
}

function greenDays(days: number, amber: Amber): number {
  if ('fraction' in amber) return Math.floor(days * amber.fraction)
  return 'daysBefore' in amber ? Math.max(0, days - amber.daysBefore) : Math.min(days, amber.daysAfter)
}
