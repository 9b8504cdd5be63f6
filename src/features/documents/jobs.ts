/** What was sent is looked into within seconds; what nobody sent along is swept up at night. */
import type { Job } from '#platform/feature.ts'
import { forget, inspectAll, type Swept, sweep, type Waiting, waiting } from './actions/inspecting.ts'

export const jobs: readonly Job[] = [
  {
    name: 'inspect-documents',
    as: 'housekeeping',
    everyMs: 700,
    run: waiting,
    afterwards: (found, again) => inspectAll(found as Waiting, again), // what `run` has just returned
  },
  {
    name: 'sweep-documents',
    as: 'housekeeping',
    cron: '41 3 * * *',
    run: forget,
    afterwards: (found, again) => sweep(found as Swept, again), // what `run` has just returned
  },
]
