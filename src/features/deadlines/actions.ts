/** Keeps the clocks up with the ledger: reads what is new by position and replaces the clocks of the subjects it touches. */
import { stateCouncilCalendar, type WorkCalendar } from '#core/calendar.ts'
import type { Subject } from '#core/event.ts'
import type { Tx } from '#platform/database.ts'
import { lineOf, linesAfter, linesOf, mostLines, remember } from '#platform/ledger-reader.ts'
import type { Clock, ClockDefinition, LimitsAt } from './model.ts'
import { type Basis, basisOf } from './rules/definitions.ts'
import { retell, subjectsIn } from './rules/story.ts'
import { replaceClocks } from './store.ts'

const reader = 'deadlines'

export type Keeping = {
  definitions: readonly ClockDefinition[]
  /** the settings of the entered city; read once a turn */
  limits(tx: Tx): Promise<LimitsAt>
  calendar?: WorkCalendar
}

/** One turn: up to 500 lines. Returns how many it read; 0 means that the clocks are up to date. */
export async function follow(tx: Tx, keeping: Keeping): Promise<number> {
  await tx.entered()
  const { lines, position } = await linesAfter(tx, reader)
  if (lines.length === 0) return 0
  const basis = basisOf(keeping.definitions, await keeping.limits(tx), keeping.calendar ?? stateCouncilCalendar)
  const subjects = [...new Set(lines.flatMap((line) => subjectsIn(basis, line)))]
  if (subjects.length > 0) replaceClocks(tx, subjects, await tell(tx, subjects, basis))
  remember(tx, reader, position)
  await tx.settle()
  return lines.length
}

/** Fifty subjects a query: a story is tens of lines, and none may be cut. */
async function tell(tx: Tx, subjects: readonly Subject[], basis: Basis): Promise<Clock[]> {
  const clocks: Clock[] = []
  for (let from = 0; from < subjects.length; from += 50) {
    const some = subjects.slice(from, from + 50)
    const rows = await tx.ask(linesOf(some, [...basis.parts.keys()]))
    if (rows.length === mostLines)
      throw new Error(`the stories of ${some.length} subjects are too long to tell at once`)
    const story = rows.map(lineOf)
    clocks.push(
      ...some.flatMap((subject) => [
        ...retell(
          basis,
          subject,
          story.filter((line) => line.subjects.includes(subject)),
        ).clocks,
      ]),
    )
  }
  return clocks
}

/** Forgets every clock and reads the ledger from its first line: the same clocks must come out. */
export function rebuild(tx: Tx): void {
  remember(tx, reader, 0n)
}
