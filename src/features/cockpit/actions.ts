/** Opening the home page: the parts of the features below, in one round trip. */
import { movesFrom, overdueFrom, taskQueries, tasksFrom } from '#features/briefs/parts.ts'
import type { Clock } from '#features/deadlines/model.ts'
import { waitingForMe } from '#features/deadlines/store.ts'
import { dutiesFrom, dutyQueries } from '#features/leaderboards/parts.ts'
import { reads } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import type { Task } from './model.ts'
import { inOrder, mostUrgent } from './rules.ts'

/** enough that what this person may do is among what waits for the whole post: a 发布岗 is told of what 核实岗 do */
const mostClocks = 300
/** more than a person does in a day */
const mostTasks = 100

export const home = reads(contract.home, () => ({
  queries: { clocks: waitingForMe(mostClocks), ...taskQueries(), ...dutyQueries() },
  answer: (rows, identity) => {
    // written by the deadlines engine in exactly this shape
    const clocks = rows.clocks.slice(0, mostClocks).map(({ clock }) => clock as Clock)
    const all: Task[] = [
      ...tasksFrom(rows, clocks, identity).map((task) => ({ kind: 'brief' as const, task })),
      ...dutiesFrom(rows, identity).map((duty) => ({ kind: 'ranking' as const, duty })),
    ]
    const [since] = rows.briefsSince
    return {
      tasks: inOrder(mostUrgent(all, mostTasks, identity.now)),
      overdue: overdueFrom(rows, identity.actor),
      more: all.length > mostTasks || rows.clocks.length > mostClocks,
      moves: movesFrom(rows),
      since: { sent: Number(since?.sent ?? 0n), valid: Number(since?.valid ?? 0n) },
      now: identity.now,
    }
  },
}))
