/** The door of deadlines: no pages of its own; it keeps the clocks that the features above it define. */
import type { Feature } from '#platform/feature.ts'

export { keepClocks } from './jobs.ts'
export type { ClockDefinition } from './model.ts'

export const feature = { name: 'deadlines', contract: {}, routes: [], jobs: [] } satisfies Feature
