/** A change of a brief answers with the whole thread: the answer is the page's new data. */
import type { AnyEndpoint } from '#core/endpoint.ts'
import { type Act, useAct, usePage } from '#ui/data.tsx'
import { useRenewal } from '#ui/live.ts'
import * as briefs from '../contract.ts'
import type { Thread } from '../model.ts'

export function useThread(id: string) {
  const subject = `brief:${id}`
  useRenewal(briefs.thread, { params: { id } }, ({ subjects }) => subjects.includes(subject), {
    afterMs: 100,
    apartMs: 2_000,
  })
  return usePage(briefs.thread, { params: { id } }, { everyMs: 30_000 })
}

export function useThreadAct<E extends AnyEndpoint>(endpoint: E, id: string): Act<E> {
  return useAct(endpoint, {
    // each of these endpoints answers with threadSchema; contract.ts says so
    seeds: (answer, seed) => seed(briefs.thread, { params: { id } }, answer as Thread),
    stales: [briefs.list],
  })
}
