/** In which order the home page shows what is to be done. */
import type { Task } from './model.ts'

/** By the clock: what runs out first stands first, of briefs due together the older; what has no clock comes last, as it came. */
export function inOrder(tasks: readonly Task[]): Task[] {
  return tasks
    .map((task, index) => ({
      task,
      index,
      due: dueOf(task) ?? '9',
      id: task.kind === 'brief' ? task.task.brief.id : '',
    }))
    .sort((one, other) => before(one.due, other.due) || before(one.id, other.id) || one.index - other.index)
    .map(({ task }) => task)
}

/** Of too many those that can still be done in time, then those that ran out last: old ones never keep new ones out. */
export function mostUrgent(tasks: readonly Task[], most: number, now: string): Task[] {
  const late = (task: Task) => (dueOf(task) ?? '9') < now
  return [...inOrder(tasks.filter((task) => !late(task))), ...inOrder(tasks.filter(late)).reverse()].slice(0, most)
}

function before(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

export function dueOf(task: Task): string | null {
  return task.kind === 'brief' ? (task.task.clock?.dueAt ?? null) : task.duty.dueAt
}
