/** One press on a month: the answer is the month's page, so nothing is read again. */
import type { AnyEndpoint } from '#core/endpoint.ts'
import { type Act, useAct } from '#ui/data.tsx'
import * as contract from '../contract.ts'
import type { BoardPage, Closure } from '../model.ts'

/** Every verb of a month answers with the month's page. */
export function useVerb<E extends AnyEndpoint>(endpoint: E, { board, block, month }: BoardPage): Act<E> {
  return useAct(endpoint, {
    seeds: (answer, seed) =>
      // every verb of this feature has the page as its output
      seed(contract.board, { query: { board: board.key, block: block.id, month } }, answer as BoardPage),
    stales: [contract.issues, contract.duties],
  })
}

export const atClosure = ({ id, version }: Closure) => ({ params: { id }, ifMatch: version })
