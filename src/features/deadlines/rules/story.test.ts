/** Proves that deadlines kept line by line equal those read anew, over 10,000 random stories with slips of every kind. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf, isWorkingDay, startOfDay, stateCouncilCalendar } from '#core/calendar.ts'
import type { EventName, LedgerLine, Subject } from '#core/event.ts'
import { addSeconds } from '#core/instant.ts'
import type { Clock, ClockDefinition } from '../model.ts'
import { basisOf } from './definitions.ts'
import {
  advance,
  applyLines,
  clocksIn,
  foldClocks,
  noStories,
  nothingTold,
  retell,
  subjectsIn,
  type Told,
} from './story.ts'

const runs = 10_000
const common = { source: '示例', answerers: () => ['u:1'], audience: () => ['u:1', 'L'] }
const definitions: ClockDefinition[] = [
  {
    ...common,
    key: 'briefs.judge',
    title: '研判',
    subject: 'brief',
    starts: 'brief.sent',
    stops: 'brief.judged',
    cancels: 'brief.withdrawn',
    within: (limits) => ({ workingDays: limits('judge') }),
    amberAt: { daysBefore: 1 },
  },
  {
    ...common,
    key: 'briefs.answer',
    title: '落实批示',
    subject: 'brief',
    starts: 'brief.ruled',
    stops: ['brief.answered', 'brief.closed'],
    cancels: 'brief.withdrawn',
    within: (_, { payload }) => (typeof payload.deadline === 'string' ? { until: payload.deadline } : null),
    amberAt: { fraction: 0.5 },
    instance: ({ payload }) => (typeof payload.rulingId === 'string' ? payload.rulingId : null),
  },
  {
    ...common,
    key: 'supervision.carryOut',
    title: '督办',
    subject: 'order',
    starts: 'order.issued',
    stops: 'order.done',
    pauses: ['order.held', 'brief.withdrawn'],
    resumes: 'order.resumed',
    within: (limits) => ({ workingDays: limits('order') }),
    amberAt: { daysAfter: 2 },
  },
  {
    ...common,
    key: 'orders.report',
    title: '报告',
    subject: 'order',
    starts: ['order.issued', 'order.done'],
    stops: ['order.reported'],
    pauses: 'order.held',
    resumes: 'order.resumed',
    within: () => ({ days: 5 }),
    amberAt: { fraction: 0.4 },
  },
]
// the settings change in the middle of the stories
const basis = basisOf(
  definitions,
  (at) => (key) => (key === 'judge' ? 3 : 4) + (at < '2022-10-03' ? 0 : 2),
  stateCouncilCalendar,
)

const events: EventName[] = [...basis.parts.keys(), 'brief.read'] // no clock listens to the last
// around 春节 and 国庆, where working days are least even
const opening = fc.constantFrom('2022-01-25', '2022-09-26', '2023-01-16', '2023-09-25', '2026-02-10', '2027-02-03')
/** six-hour steps, so that equal moments and midnights are frequent */
const tick = fc.nat(100)
const when = (from: string, ticks: number) => addSeconds(startOfDay(from), ticks * 21_600)

const told = fc.record({
  event: fc.constantFrom(...events),
  brief: fc.nat(1),
  order: fc.nat(1),
  both: fc.boolean(),
  rulingId: fc.constantFrom('r1', 'r2', undefined),
  deadline: fc.option(fc.nat(25), { nil: undefined }),
  recorded: tick,
  /** said at the writing to have happened at another time */
  claimed: fc.option(tick, { nil: undefined, freq: 1 }),
})
const slip = fc.record({
  target: fc.nat(99),
  recorded: tick,
  at: fc.option(tick),
  deadline: fc.option(fc.nat(25), { nil: undefined }),
})
const arrival = fc.record({
  order: fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
  cut: fc.integer({ min: 1, max: 7 }),
})
const story = fc
  .record({
    from: opening,
    told: fc.array(told, { minLength: 2, maxLength: 16 }),
    slips: fc.array(slip, { maxLength: 4 }),
    arrival,
  })
  .map(({ from, told, slips, arrival }) => {
    const lines = told.map((each, index): LedgerLine => {
      const brief: Subject = `brief:${each.brief}`
      const order: Subject = `order:${each.order}`
      const own = each.event.startsWith('brief') ? [brief, ...(each.both ? [order] : [])] : [order, brief]
      const payload = {
        ...(each.rulingId === undefined ? {} : { rulingId: each.rulingId }),
        ...(each.deadline === undefined ? {} : { deadline: addDays(from, each.deadline) }),
        ...(each.claimed === undefined ? {} : { at: when(from, each.claimed) }),
      }
      return lineOf(`n${String(index).padStart(2, '0')}`, each.event, own, when(from, each.recorded), payload)
    })
    const corrections = slips.map((each, index): LedgerLine => {
      const target = lines[each.target % lines.length]! // there are at least two lines
      const payload = {
        corrects: target.id,
        at: each.at === null ? null : when(from, each.at),
        ...(each.deadline === undefined ? {} : { deadline: addDays(from, each.deadline) }),
      }
      return lineOf(`x${index}`, 'ledger.corrected', target.subjects, when(from, each.recorded), payload)
    })
    return { lines, corrections, batches: shuffled([...lines, ...corrections], arrival) }
  })

function lineOf(
  id: string,
  event: EventName,
  subjects: readonly Subject[],
  recordedAt: string,
  payload: LedgerLine['payload'],
): LedgerLine {
  return { id, event, subjects, recordedAt, payload, occurredOn: dayOf(recordedAt), actorId: 'p', verb: 'briefs.send' }
}

function shuffled(lines: LedgerLine[], { order, cut }: { order: number[]; cut: number }): LedgerLine[][] {
  const mixed = lines
    .map((line, index) => ({ line, place: order[index] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ line }) => line)
  const batches: LedgerLine[][] = []
  for (let from = 0; from < mixed.length; from += cut) batches.push(mixed.slice(from, from + cut))
  // the last batch comes twice, as after a crash between reading and noting how far one has read
  return [...batches, ...batches.slice(-1)]
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

describe(`${runs} random stories`, () => {
  test('kept as lines arrive, in memory or as rows, equals read anew; corrections count as if known from the start', () => {
    const seen = { clocks: 0, corrected: 0, readAgain: 0, wentOn: 0 }
    fc.assert(
      fc.property(story, ({ lines, corrections, batches }) => {
        let stories = noStories
        const soFar: LedgerLine[] = []
        for (const [index, batch] of batches.entries()) {
          stories = applyLines(basis, stories, batch).stories
          soFar.push(...batch)
          const halfway = index === Math.floor(batches.length / 2)
          if (halfway && !same(clocksIn(stories), foldClocks(basis, soFar))) return false
        }
        const anew = foldClocks(basis, soFar)
        const { clocks, readAgain, wentOn } = keepRows(batches)
        seen.clocks += anew.length
        seen.corrected += corrections.length
        seen.readAgain += readAgain
        seen.wentOn += wentOn
        return (
          same(clocksIn(stories), anew) &&
          same(clocks, anew) &&
          same(foldClocks(basis, truthOf(lines, corrections)), anew)
        )
      }),
      { numRuns: runs },
    )
    // the stories are not empty ones, and both ways of keeping were taken often
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(runs)
  })

  test('in the order of the ledger no story is read a second time', () => {
    fc.assert(
      fc.property(story, ({ lines }) => {
        const arriving = byRecord(lines.filter((line) => line.payload.at === undefined)).map((line) => [line])
        const { clocks, readAgain } = keepRows(arriving)
        return readAgain === 0 && same(clocks, foldClocks(basis, arriving.flat()))
      }),
      { numRuns: 1000 },
    )
  })

  test('negative control: kept without looking back, many of them come out wrong', () => {
    let wrong = 0
    fc.assert(
      fc.property(story, ({ batches }) => {
        if (!same(keepForgetfully(batches), foldClocks(basis, batches.flat()))) wrong += 1
      }),
      { numRuns: 1000 },
    )
    expect(wrong).toBeGreaterThan(250)
  })
})

test('day by day: the due day is the last working day by which no more have passed than are allowed, pauses not counted', () => {
  const spans = fc.array(fc.tuple(fc.nat(4), fc.nat(6)), { maxLength: 4 })
  fc.assert(
    fc.property(opening, fc.nat(12), spans, (from, offset, gaps) => {
      const start = addDays(from, offset)
      const lines = [at('order.issued', start)]
      const paused: [string, string][] = []
      let day = start
      for (const [running, standing] of gaps) {
        const held = addDays(day, running)
        day = addDays(held, standing)
        if (held > dueDayByDay(start, paused)) break
        paused.push([held, day])
        lines.push(at('order.held', held), at('order.resumed', day))
      }
      const clock = foldClocks(basis, lines).find(({ key }) => key === 'supervision.carryOut')
      expect(dayOf(clock?.dueAt ?? '')).toBe(dueDayByDay(start, paused))
    }),
    { numRuns: 2000 },
  )
})

let made = 0
function at(event: EventName, day: string): LedgerLine {
  made += 1
  return lineOf(String(made).padStart(9, '0'), event, ['order:1'], addSeconds(startOfDay(day), 36_000), {})
}

function dueDayByDay(start: string, paused: readonly [string, string][]): string {
  const allowed = 4 + (start < '2022-10-03' ? 0 : 2)
  let due = start
  for (let day = addDays(start, 1), passed = 0; passed <= allowed; day = addDays(day, 1)) {
    if (!isWorkingDay(day, stateCouncilCalendar)) continue
    if (!paused.some(([held, resumed]) => held < day && day <= resumed)) passed += 1
    if (passed <= allowed) due = day
  }
  return due
}

const byRecord = (lines: LedgerLine[]) => lines.toSorted((a, b) => (a.recordedAt + a.id < b.recordedAt + b.id ? -1 : 1))

/** The lines as they would stand had nobody slipped: written without the engine's own reading of corrections. */
function truthOf(lines: LedgerLine[], corrections: LedgerLine[]): LedgerLine[] {
  return lines.flatMap((line) => {
    const last = byRecord(corrections.filter((each) => each.payload.corrects === line.id)).at(-1)
    if (last?.payload.at === null) return []
    const { corrects: _, ...said } = last?.payload ?? {}
    return [{ ...line, payload: { ...line.payload, ...said } }]
  })
}

/** What the server does: rows of clocks, and the ledger to fall back on. */
function keepRows(batches: LedgerLine[][]): { clocks: Clock[]; readAgain: number; wentOn: number } {
  const rows = new Map<Subject, Told>()
  const ledger: LedgerLine[] = []
  const times = { readAgain: 0, wentOn: 0 }
  for (const batch of batches) {
    ledger.push(...batch)
    for (const subject of new Set(batch.flatMap((line) => subjectsIn(basis, line)))) {
      const of = (line: LedgerLine) => subjectsIn(basis, line).includes(subject)
      const next = advance(basis, subject, rows.get(subject) ?? nothingTold, batch.filter(of))
      times[next ? 'wentOn' : 'readAgain'] += 1
      rows.set(subject, next ?? retell(basis, subject, ledger.filter(of)))
    }
  }
  return { clocks: clocksOf(rows), ...times }
}

/** The same without late lines and corrections: each line is taken as if it were the newest. */
function keepForgetfully(batches: LedgerLine[][]): Clock[] {
  const rows = new Map<Subject, Told>()
  for (const line of batches.flat()) {
    for (const subject of subjectsIn(basis, line)) {
      const before = rows.get(subject) ?? nothingTold
      rows.set(subject, advance(basis, subject, { ...before, last: null }, [line]) ?? before)
    }
  }
  return clocksOf(rows)
}

const clocksOf = (rows: Map<Subject, Told>) =>
  [...rows.keys()].sort().flatMap((subject) => rows.get(subject)?.clocks ?? [])
