/** The door of settings: its endpoints bound to their verbs. */
import { matrixTable } from '#core/matrix.ts'
import type { Feature } from '#platform/feature.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { events } from './model.ts'
import { matrix } from './policy.ts'
import { registry } from './registry/index.ts'
import { settingsTable } from './rules.ts'

const { list, set } = contract

export const feature = {
  name: 'settings',
  contract: { list, set },
  routes: [actions.list, actions.set],
  jobs: [],
  events,
  papers: { roles: () => matrixTable('参数 settings', matrix), rules: () => settingsTable(Object.values(registry)) },
} satisfies Feature
