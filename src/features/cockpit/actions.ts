/** Opening the home page: the parts of the features below, in one round trip. */
import { movesFrom, taskQueries, tasksFrom } from '#features/briefs/parts.ts'
import type { Clock } from '#features/deadlines/model.ts'
import { waitingForMe } from '#features/deadlines/store.ts'
import { dutiesFrom, dutyQueries } from '#features/leaderboards/parts.ts'
import { reads } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import type { Task } from './model.ts'
import { inOrder } from './rules.ts'

/** more than a person can do in a day, so that what is theirs is among what waits for their whole post */
const mostClocks = 100

export const home = reads(contract.home, () => ({
  queries: { clocks: waitingForMe(mostClocks), ...taskQueries(), ...dutyQueries() },
  answer: (rows, identity) => {
    // written by the deadlines engine in exactly this shape
    const clocks = rows.clocks.slice(0, mostClocks).map(({ clock }) => clock as Clock)
    const tasks: Task[] = [
      ...tasksFrom(rows, clocks, identity).map((task) => ({ kind: 'brief' as const, task })),
      ...dutiesFrom(rows, identity).map((duty) => ({ kind: 'ranking' as const, duty })),
    ]
    const [since] = rows.briefsSince
    return {
      tasks: inOrder(tasks),
      more: rows.clocks.length > mostClocks,
      moves: movesFrom(rows),
      since: { sent: Number(since?.sent ?? 0n), valid: Number(since?.valid ?? 0n) },
      now: identity.now,
    }
  },
}))
