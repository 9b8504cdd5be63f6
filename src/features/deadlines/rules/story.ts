/** Reads the city's deadlines out of the ledger: the same whether told line by line, late, corrected or all at once. */
import type { LedgerLine, Subject } from '#core/event.ts'
import { isInstant } from '#core/instant.ts'
import type { Clock } from '../model.ts'
import { isOpen, started, touched } from './clock.ts'
import type { Basis } from './definitions.ts'

/** The subjects whose clocks a line may concern: the first of each kind that has clocks. */
export function subjectsIn(basis: Basis, line: LedgerLine): Subject[] {
  if (!basis.parts.has(line.event) && correctedBy(line) === null) return []
  return basis.kinds.flatMap((kind) => firstOf(line, kind) ?? [])
}

/** What has been told of one subject, and up to where: enough to go on without its earlier lines. */
export type Told = {
  readonly clocks: readonly Clock[]
  /** the last line told, in time order */
  readonly last: { readonly at: string; readonly id: string } | null
  /** a line of it was corrected: every further line reads the story again */
  readonly corrected: boolean
}

export const nothingTold: Told = { clocks: [], last: null, corrected: false }

/** Goes on with new lines of one subject. Null: a line is late, known already or a correction; `retell` with all lines then. */
export function advance(basis: Basis, subject: Subject, told: Told, lines: readonly LedgerLine[]): Told | null {
  if (told.corrected || lines.some((line) => correctedBy(line) !== null)) return null
  let { clocks, last } = told
  for (const line of inOrder(lines)) {
    const moment = { at: momentOf(line), id: line.id }
    if (last && compare(moment, last) <= 0) return null
    clocks = step(basis, subject, clocks, line)
    last = moment
  }
  return { clocks, last, corrected: false }
}

/** Reads one subject's whole story, corrections applied; lines in any order, each any number of times. */
export function retell(basis: Basis, subject: Subject, lines: Iterable<LedgerLine>): Told {
  const byId = new Map<string, LedgerLine>()
  for (const line of lines) byId.set(line.id, line)
  const corrections = new Map<string, LedgerLine>()
  for (const line of byId.values()) {
    const target = correctedBy(line)
    const before = target === null ? undefined : corrections.get(target)
    if (target !== null && (!before || compareRecorded(before, line) < 0)) corrections.set(target, line)
  }
  const story = inOrder([...byId.values()].flatMap((line) => asCorrected(line, corrections.get(line.id)) ?? []))
  const last = story.at(-1)
  return {
    clocks: story.reduce<readonly Clock[]>((clocks, line) => step(basis, subject, clocks, line), []),
    last: last ? { at: momentOf(last), id: last.id } : null,
    corrected: corrections.size > 0,
  }
}

/** All clocks of all subjects from nothing: subjects in text order, each one's clocks in the order in which they started. */
export function foldClocks(basis: Basis, lines: readonly LedgerLine[]): Clock[] {
  return clocksIn(applyLines(basis, noStories, lines).stories)
}

export type Stories = ReadonlyMap<Subject, { readonly lines: ReadonlyMap<string, LedgerLine>; readonly told: Told }>
export const noStories: Stories = new Map()

/** Goes on in memory with lines as they arrive; `changed` names the subjects whose clocks were read anew. */
export function applyLines(
  basis: Basis,
  before: Stories,
  arrived: readonly LedgerLine[],
): { stories: Stories; changed: Subject[] } {
  const bySubject = new Map<Subject, LedgerLine[]>()
  for (const line of arrived) {
    for (const subject of subjectsIn(basis, line)) {
      const known = bySubject.get(subject)
      if (known) known.push(line)
      else bySubject.set(subject, [line])
    }
  }
  const stories = new Map(before)
  for (const [subject, fresh] of bySubject) {
    const story = before.get(subject) ?? { lines: new Map<string, LedgerLine>(), told: nothingTold }
    const lines = new Map([...story.lines, ...fresh.map((line) => [line.id, line] as const)])
    const told = advance(basis, subject, story.told, fresh) ?? retell(basis, subject, lines.values())
    stories.set(subject, { lines, told })
  }
  return { stories, changed: [...bySubject.keys()] }
}

export function clocksIn(stories: Stories): Clock[] {
  return [...stories.keys()].sort().flatMap((subject) => stories.get(subject)?.told.clocks ?? [])
}

/** The moment at which a line counts. `at` in a payload is reserved for it. */
export function momentOf(line: LedgerLine): string {
  const { at } = line.payload
  if (at === undefined) return line.recordedAt
  if (typeof at !== 'string' || !isInstant(at)) throw new Error(`ledger line ${line.id}: payload.at is no instant`)
  return at
}

function correctedBy(line: LedgerLine): string | null {
  const { corrects } = line.payload
  return typeof corrects === 'string' ? corrects : null
}

/** Null: the line is a correction itself, or was struck out. */
function asCorrected(line: LedgerLine, correction: LedgerLine | undefined): LedgerLine | null {
  if (correctedBy(line) !== null) return null
  if (!correction) return line
  if (correction.payload.at === null) return null
  const { corrects: _, ...said } = correction.payload
  return { ...line, payload: { ...line.payload, ...said } }
}

function inOrder(lines: readonly LedgerLine[]): LedgerLine[] {
  return lines
    .map((line) => ({ at: momentOf(line), id: line.id, line }))
    .sort(compare)
    .map(({ line }) => line)
}

function compare(a: { at: string; id: string }, b: { at: string; id: string }): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function compareRecorded(a: LedgerLine, b: LedgerLine): number {
  return compare({ at: a.recordedAt, id: a.id }, { at: b.recordedAt, id: b.id })
}

function firstOf(line: LedgerLine, kind: string): Subject | undefined {
  return line.subjects.find((subject) => subject.startsWith(`${kind}:`))
}

/** One line further, all corrections done. */
function step(basis: Basis, subject: Subject, clocks: readonly Clock[], line: LedgerLine): readonly Clock[] {
  const at = momentOf(line)
  let now = clocks
  for (const { definition, role } of basis.parts.get(line.event) ?? []) {
    if (firstOf(line, definition.subject) !== subject) continue
    const named = definition.instance ? definition.instance(line) : ''
    const instances = typeof named === 'string' ? [named] : named
    if (role === 'starts') {
      for (const instance of instances ?? ['']) now = started(basis, definition, subject, now, line, at, instance)
    } else {
      now = now.map((clock) => {
        const meant = clock.key === definition.key && isOpen(clock) && (instances?.includes(clock.instance) ?? true)
        return meant ? touched(basis, clock, role, at, line.id) : clock
      })
    }
  }
  return now
}
