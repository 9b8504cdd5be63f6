/** One endpoint as data: from it come validation, the OpenAPI document and the browser's typed caller. */
import * as z from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * How a call changes state, and so which headers it needs:
 * `read` none; `append` Idempotency-Key; `update` Idempotency-Key and If-Match (its rule reads the subject's state);
 * `exempt` changes state without a key (login and logout, and what is the same however often it is sent: a file's part).
 */
export type Effect = 'read' | 'append' | 'update' | 'exempt'

export type Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> = {
  /** `feature.verb`, the same word as in the feature's policy */
  readonly verb: string
  readonly method: Method
  /** below `/api`, with `:name` parameters */
  readonly path: string
  /** one line in Chinese for the document */
  readonly summary: string
  /** `public` may be called signed out */
  readonly access: 'public' | 'session'
  readonly effect: Effect
  readonly params: P
  readonly query: Q
  readonly input: I
  readonly output: O
  /** `in`: the body is a piece of a file and no JSON; `out`: so is the answer */
  readonly bytes: 'in' | 'out' | null
}

/** for parts a call does not have */
export const nothing = z.strictObject({})
export type Nothing = typeof nothing

export type AnyEndpoint = Endpoint

type Given<P, Q, I, O> = {
  verb: string
  method: Method
  path: string
  summary: string
  access?: 'public'
  effect?: Effect
  params?: P
  query?: Q
  input?: I
  output: O
  bytes?: 'in' | 'out'
}

/** Checks the definition at birth: a bad endpoint stops the start. GET is `read`, everything else `append` unless said. */
export function endpoint<
  O extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  I extends z.ZodType = Nothing,
>(given: Given<P, Q, I, O>): Endpoint<P, Q, I, O> {
  const effect = given.effect ?? (given.method === 'GET' ? 'read' : 'append')
  const wrong = faultIn(given, effect)
  if (wrong) throw new Error(`endpoint ${given.verb}: ${wrong}`)
  return Object.freeze({
    verb: given.verb,
    method: given.method,
    path: given.path,
    summary: given.summary,
    access: given.access ?? 'session',
    effect,
    // the casts say only that a part left out is `nothing`, which is what its default type parameter says too
    params: (given.params ?? nothing) as P,
    query: (given.query ?? nothing) as Q,
    input: (given.input ?? nothing) as I,
    output: given.output,
    bytes: given.bytes ?? null,
  })
}

function faultIn(given: Given<unknown, unknown, unknown, unknown>, effect: Effect): string | null {
  if (!/^[a-z]+\.[a-z][A-Za-z]*$/.test(given.verb)) return 'verb must be feature.verb'
  if (!/^(\/[a-z][a-z-]*|\/:[a-z][A-Za-z]*)+$/.test(given.path)) return `bad path ${given.path}`
  // a POST may declare that it only reads: what it asks about is too long for an address
  if (given.method === 'GET' ? effect !== 'read' : effect === 'read' && given.method !== 'POST')
    return 'GET reads, and beside it only a POST that says so'
  if (given.path.includes(':') && !given.params) return 'path parameters need a schema'
  return null
}

/** `/briefs/:id` + {id} → `/briefs/…`, each value encoded. */
export function pathOf(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
}

export type ParamsOf<E extends AnyEndpoint> = z.input<E['params']>
export type QueryOf<E extends AnyEndpoint> = z.input<E['query']>
export type InputOf<E extends AnyEndpoint> = z.input<E['input']>
export type OutputOf<E extends AnyEndpoint> = z.output<E['output']>
