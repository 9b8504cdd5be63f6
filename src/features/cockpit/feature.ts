/** The door of the cockpit: one page, composed of what stands below. */
import type { Feature } from '#platform/feature.ts'
import { home } from './actions.ts'
import * as contract from './contract.ts'

export const feature = { name: 'cockpit', contract, routes: [home], jobs: [] } satisfies Feature
