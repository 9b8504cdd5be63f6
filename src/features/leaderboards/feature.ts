/** The door of leaderboards: the boards of the city bound to their endpoints, clocks and jobs. */
import { matrixTable } from '#core/matrix.ts'
import type { ClockDefinition } from '#features/deadlines/model.ts'
import { registry } from '#features/settings/registry/index.ts'
import type { Feature } from '#platform/feature.ts'
import type { Route } from '#platform/http/route.ts'
import { closingRoutes } from './actions/closing.ts'
import { dutiesRoute } from './actions/duties.ts'
import { publishRoute } from './actions/publishing.ts'
import { readingRoutes } from './actions/reading.ts'
import type { BoardDefinition } from './boards/definition.ts'
import { boards } from './boards/index.ts'
import { clocks } from './clocks.ts'
import * as contract from './contract.ts'
import { jobs } from './jobs.ts'
import { events } from './model.ts'
import { matrix } from './policy.ts'
import { checkBoards } from './rules/definitions.ts'
import { boardsTable } from './rules/papers.ts'

/** The same endpoints for whatever boards there are; a bad definition stops the start. */
export function routesFor(definitions: readonly BoardDefinition[]): Route[] {
  checkBoards(definitions)
  return [
    ...readingRoutes(definitions),
    dutiesRoute(definitions),
    ...closingRoutes(definitions),
    publishRoute(definitions),
  ]
}

export const feature = {
  name: 'leaderboards',
  contract,
  routes: routesFor(boards),
  jobs,
  clocks,
  events,
  papers: {
    roles: () => matrixTable('月度排名 leaderboards', matrix),
    rules: () => boardsTable(boards, registry['brief.lateContactDays'].default),
  },
} satisfies Feature & { clocks: readonly ClockDefinition[] }
