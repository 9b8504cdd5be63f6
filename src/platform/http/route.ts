/** What a feature gives to the HTTP layer: an endpoint bound to what it reads or does. */

import type * as z from 'zod'
import type { AnyEndpoint, Endpoint } from '#core/endpoint.ts'
import type { Database, Identity, Queries, Query, RowsOf, Tx } from '#platform/database.ts'

/** What came in, already checked by the endpoint's schemas. */
export type Call<E extends AnyEndpoint> = {
  params: z.output<E['params']>
  query: z.output<E['query']>
  input: z.output<E['input']>
  /** from If-Match; set exactly when the endpoint's effect is `update` */
  version: number
  /** set where the endpoint takes a piece of a file, and one came */
  bytes?: Uint8Array
}

export type ReadPlan<E extends AnyEndpoint, Q extends Queries> = {
  queries: Q
  /** access log and read marks, written in the same round trip */
  receipts?: readonly Query[]
  answer(rows: RowsOf<Q>, identity: Identity, call: Call<E>): z.output<E['output']>
}

export type Exempt = {
  db: Database
  login: Database
  token: string | null
  /** what the browser calls itself; a name that proves nothing until it has signed in once */
  device: string
  /** where the call comes from */
  address: string
  nowMs: number
  setToken(token: string | null, lastsSeconds: number | null): void
}

export type Route = {
  endpoint: AnyEndpoint
  // each kind below is typed where it is made; the server calls it with what the endpoint's schemas let through
  read?: (call: Call<AnyEndpoint>) => ReadPlan<AnyEndpoint, Queries>
  act?: (call: Call<AnyEndpoint>, tx: Tx) => Promise<string>
  answer?: (tx: Tx, subject: string, call: Call<AnyEndpoint>) => Promise<unknown>
  exempt?: (call: Call<AnyEndpoint>, way: Exempt) => Promise<unknown>
}

/** GET: the queries of one page, one round trip. */
export function reads<
  P extends z.ZodType,
  Q extends z.ZodType,
  I extends z.ZodType,
  O extends z.ZodType,
  R extends Queries,
>(
  endpoint: Endpoint<P, Q, I, O>,
  read: (call: Call<Endpoint<P, Q, I, O>>) => ReadPlan<Endpoint<P, Q, I, O>, R>,
): Route {
  // widening only: the server hands over exactly what this endpoint's own schemas produced
  return { endpoint, read: read as unknown as NonNullable<Route['read']> }
}

/** One page's reads, where what is read depends on the call: gives the answer the types of the queries' rows. */
export function plan<Q extends Queries, O>(
  queries: Q,
  answer: (rows: RowsOf<Q>, identity: Identity) => O,
  receipts: readonly Query[] = [],
): { queries: Q; receipts: readonly Query[]; answer: (rows: RowsOf<Q>, identity: Identity) => O } {
  return { queries, receipts, answer }
}

/**
 * A change. `act` returns the id of the subject it changed; `answer` makes the page's new data from that subject and is
 * all that runs when the same Idempotency-Key comes again, so it must authorise by itself what it shows.
 */
export function writes<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<P, Q, I, O>,
  act: (call: Call<Endpoint<P, Q, I, O>>, tx: Tx) => Promise<string>,
  answer: (tx: Tx, subject: string, call: Call<Endpoint<P, Q, I, O>>) => Promise<z.output<O>>,
): Route {
  return { endpoint, act: act as NonNullable<Route['act']>, answer: answer as NonNullable<Route['answer']> } // widening only, as above
}

/** Signing in, signing out and changing the password: they touch what only the login role may, and need no key. */
export function exempts<P extends z.ZodType, Q extends z.ZodType, I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<P, Q, I, O>,
  exempt: (call: Call<Endpoint<P, Q, I, O>>, way: Exempt) => Promise<z.output<O>>,
): Route {
  return { endpoint, exempt: exempt as NonNullable<Route['exempt']> } // widening only, as above
}

/** Refuses at start a list that binds an endpoint twice or leaves one of a contract unbound. */
export function checkRoutes(routes: readonly Route[], contracts: readonly Readonly<Record<string, unknown>>[]): void {
  const bound = new Set<AnyEndpoint>()
  for (const route of routes) {
    if (bound.has(route.endpoint)) throw new Error(`${route.endpoint.verb} is bound twice`)
    bound.add(route.endpoint)
  }
  for (const contract of contracts) {
    for (const [name, endpoint] of Object.entries(contract)) {
      if (isEndpoint(endpoint) && !bound.has(endpoint))
        throw new Error(`contract.${name} (${endpoint.verb}) is not bound`)
    }
  }
}

function isEndpoint(value: unknown): value is AnyEndpoint {
  return typeof value === 'object' && value !== null && 'verb' in value && 'output' in value
}
