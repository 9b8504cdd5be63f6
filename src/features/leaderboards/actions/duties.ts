/** 待办 of rankings for whoever asks. */
import { type Route, reads } from '#platform/http/route.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import * as contract from '../contract.ts'
import { dutiesFrom, dutyQueries } from '../parts.ts'

export function dutiesRoute(boards: readonly BoardDefinition[]): Route {
  return reads(contract.duties, () => ({
    queries: dutyQueries(),
    answer: (rows, identity) => ({ rows: dutiesFrom(rows, identity, boards), now: identity.now }),
  }))
}
