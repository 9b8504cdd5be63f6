/** The door of settings: its endpoints bound to their verbs. */
import type { Feature } from '#platform/feature.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'

const { list, set } = contract

export const feature = {
  name: 'settings',
  contract: { list, set },
  routes: [actions.list, actions.set],
  jobs: [],
} satisfies Feature
