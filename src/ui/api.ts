/** The browser's one way to the city's server: reads, writes that are done once however often sent, refusals as refusals. */
import { type AnyEndpoint, type InputOf, type OutputOf, type ParamsOf, pathOf, type QueryOf } from '#core/endpoint.ts'
import { type Because, Refusal, type RefusalCode, refusals } from '#core/refusal.ts'

/** A part that may be empty may be left out. */
type Part<Name extends string, Value> =
  Record<string, never> extends Value ? { readonly [K in Name]?: Value } : { readonly [K in Name]: Value }

export type AskOf<E extends AnyEndpoint> = Part<'params', ParamsOf<E>> & Part<'query', QueryOf<E>>
export type ActOf<E extends AnyEndpoint> = Part<'params', ParamsOf<E>> &
  Part<'input', InputOf<E>> & {
    /** the version that was on the screen; needed by `update` endpoints */
    readonly ifMatch?: string | number
    /** one for each intention, kept over its retries; made here when left out */
    readonly key?: string
  }

/** What goes over the wire; the outbox keeps letters of this shape. */
export type Wire = {
  readonly method: string
  readonly url: string
  readonly body: unknown
  readonly ifMatch: string | null
  readonly key: string | null
}
/** with it goes no JSON but a piece of a file */
type Parcel = Wire & { readonly bytes?: Blob }

/** The network gave no answer: nobody knows whether the server has it. */
class NoAnswer extends Error {}

const answerWithinMs = 30_000
const waitsMs = [500, 1_500, 4_000, 8_000]
const signedOutListeners = new Set<(code: 'signed-out' | 'stale') => void>()

/** Called whenever the server says that nobody is signed in here. Returns the way to stop listening. */
export function onSignedOut(listener: (code: 'signed-out' | 'stale') => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

export async function ask<E extends AnyEndpoint>(
  endpoint: E,
  args: AskOf<E>,
  signal?: AbortSignal,
): Promise<OutputOf<E>> {
  const url = addressOf(endpoint, args)
  const answer = await deliver({ method: endpoint.method, url, body: undefined, ifMatch: null, key: null }, signal)
  return answer as OutputOf<E> // the server checked it by the same schema before it was sent
}

export async function act<E extends AnyEndpoint>(endpoint: E, args: ActOf<E>): Promise<OutputOf<E>> {
  const answer = await deliver(wireOf(endpoint, args))
  return answer as OutputOf<E> // the server checked it by the same schema before it was sent
}

/** A piece of a file: sent again until it has arrived, since the same twice is once. */
export async function put<E extends AnyEndpoint>(
  endpoint: E,
  args: AskOf<E>,
  bytes: Blob,
  signal?: AbortSignal,
): Promise<OutputOf<E>> {
  const wire = { method: endpoint.method, url: addressOf(endpoint, args), body: undefined, ifMatch: null, key: null }
  const answer = await deliver({ ...wire, bytes }, signal)
  return answer as OutputOf<E> // the server checked it by the same schema before it was sent
}

export function wireOf<E extends AnyEndpoint>(endpoint: E, args: ActOf<E>): Wire {
  const given = args as { params?: Record<string, unknown>; input?: unknown; ifMatch?: string | number; key?: string } // its parts by name, whatever E is
  return {
    method: endpoint.method,
    url: `/api${pathOf(endpoint.path, given.params ?? {})}`,
    body: given.input ?? {},
    ifMatch: given.ifMatch === undefined ? null : String(given.ifMatch),
    key: endpoint.effect === 'exempt' || endpoint.effect === 'read' ? null : (given.key ?? newKey()),
  }
}

/** `/api/briefs?group=…&state=a&state=b`: empty values are left out, lists repeat their name. */
export function addressOf<E extends AnyEndpoint>(endpoint: E, args: AskOf<E>): string {
  const given = args as { params?: Record<string, unknown>; query?: Record<string, unknown> } // its parts by name, whatever E is
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(given.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  const tail = search.size > 0 ? `?${search}` : ''
  return `/api${pathOf(endpoint.path, given.params ?? {})}${tail}`
}

/** Sends until there is an answer: same key, growing pauses, no longer than somebody waits in front of the page. */
export async function deliver(wire: Parcel, signal?: AbortSignal): Promise<unknown> {
  const repeatable = wire.method === 'GET' || wire.key !== null || wire.bytes !== undefined
  for (let tries = 0; ; tries += 1) {
    try {
      return await once(wire, signal)
    } catch (problem) {
      if (signal?.aborted) throw problem
      const wait = waitsMs[tries]
      if (!repeatable || wait === undefined || !worthRepeating(problem)) throw asRefusal(problem)
      if (!navigator.onLine) throw asRefusal(problem)
      await pause(wait)
    }
  }
}

function worthRepeating(problem: unknown): boolean {
  if (problem instanceof NoAnswer) return true
  return problem instanceof Refusal && (problem.code === 'busy' || problem.code === 'unavailable')
}

/** True when the same letter may be sent again later, because the server has not said yes or no. */
export function isOpen(refusal: Refusal): boolean {
  return refusal.code === 'unavailable' || refusal.code === 'busy' || refusal.code === 'too-many'
}

export function asRefusal(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem
  if (problem instanceof NoAnswer) {
    return new Refusal('unavailable', '网络没有连上，内容还在这里。连上网后再试一次', { offline: true })
  }
  return new Refusal('unavailable', '页面出了问题，请刷新后再试')
}

async function once(wire: Parcel, signal?: AbortSignal): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-wutong': '1' }
  const writes = wire.method !== 'GET'
  if (writes) headers['content-type'] = wire.bytes ? 'application/octet-stream' : 'application/json'
  if (wire.key) headers['idempotency-key'] = wire.key
  if (wire.ifMatch !== null) headers['if-match'] = `"${wire.ifMatch}"`
  const limit = AbortSignal.timeout(answerWithinMs)
  let response: Response
  let text: string
  try {
    response = await fetch(wire.url, {
      method: wire.method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(writes ? { body: wire.bytes ?? JSON.stringify(wire.body) } : {}),
    })
    text = await response.text()
  } catch (cause) {
    throw new NoAnswer('no answer', { cause })
  }
  if (response.ok) return text === '' ? null : JSON.parse(text)
  throw tell(refusalFrom(response.status, text))
}

function tell(refusal: Refusal): Refusal {
  if (refusal.code === 'signed-out' || refusal.code === 'stale') {
    for (const listener of signedOutListeners) listener(refusal.code)
  }
  return refusal
}

function refusalFrom(status: number, text: string): Refusal {
  const problem = parsed(text)
  if (problem && isCode(problem.code)) {
    const because = Array.isArray(problem.because) ? (problem.because as Because[]) : [] // made by problemOf on our server
    const details = typeof problem.details === 'object' && problem.details !== null ? problem.details : {}
    return new Refusal(problem.code, because, details as Record<string, unknown>) // same
  }
  if (status === 401) return new Refusal('signed-out')
  if (status === 403) return new Refusal('forbidden')
  if (status === 404) return new Refusal('not-found')
  if (status === 413) return new Refusal('too-large')
  if (status === 429) return new Refusal('too-many')
  return new Refusal('unavailable', '系统出了问题，已记录。请稍后再试', { status })
}

function parsed(text: string): { code?: unknown; because?: unknown; details?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

function isCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && Object.hasOwn(refusals, code)
}

/** A random UUID; `crypto.randomUUID` is missing where a site is served by plain http under a name. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
