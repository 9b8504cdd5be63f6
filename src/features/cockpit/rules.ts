/** In which order the home page shows what is to be done. */
import type { Task } from './model.ts'

/** By the clock: what runs out first stands first; what has no clock comes last, as it came. */
export function inOrder(tasks: readonly Task[]): Task[] {
  return tasks
    .map((task, index) => ({ task, index, due: dueOf(task) ?? '9' }))
    .sort((one, other) => (one.due === other.due ? one.index - other.index : one.due < other.due ? -1 : 1))
    .map(({ task }) => task)
}

export function dueOf(task: Task): string | null {
  return task.kind === 'brief' ? (task.task.clock?.dueAt ?? null) : task.duty.dueAt
}
