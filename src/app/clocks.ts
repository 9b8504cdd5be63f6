/** Hands the features' clocks to the deadlines engine: the job that keeps 待办 up with the ledger. */
import { cityClocks } from '#app/routes.ts'
import { follow } from '#features/deadlines/actions.ts'
import type { LimitsAt } from '#features/deadlines/model.ts'
import type { Job } from '#platform/feature.ts'

/** Checked when the process starts: a bad definition is refused at birth. */
export function keepClocks(limits: () => Promise<LimitsAt>): Job {
  const definitions = cityClocks()
  return { name: 'deadlines', everyMs: 200, run: (tx) => follow(tx, { definitions, limits }) }
}
