/** The one thing of rankings that no person does: when the time to check is over, silence counts as agreed. */
import type { Job } from '#platform/feature.ts'
import { settleChecks } from './actions/closing.ts'

export const jobs: readonly Job[] = [{ name: 'closures', everyMs: 30_000, run: settleChecks }]
