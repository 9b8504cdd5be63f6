/** Sends what somebody should not send, as everybody, and keeps what came back: statuses, and every canary that flew out. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { AnyEndpoint } from '#core/endpoint.ts'
import { pathOf } from '#core/endpoint.ts'
import type { Canary } from './bait.ts'
import type { Looker, World } from './world.ts'

export type Sent = { params?: Record<string, string>; query?: unknown; input?: unknown; version?: number }
export type Came = { status: number; text: string; body: unknown }
export type Flight = { by: Looker; verb: string; canary: Canary; status: number }

export class Sweep {
  readonly #world: World
  readonly #app: FastifyInstance
  sent = 0
  /** statuses of 500 and above, and foreign things that were neither forbidden nor not found */
  readonly wrong: string[] = []
  readonly flights: Flight[] = []
  readonly statuses = new Map<number, number>()

  constructor(world: World, app: FastifyInstance = world.city.app) {
    this.#world = world
    this.#app = app
  }

  async send(by: Looker, endpoint: AnyEndpoint, { params = {}, query, input, version }: Sent): Promise<Came> {
    const asked = new URLSearchParams()
    // queries and inputs are objects by definition, here and below
    for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) asked.set(name, String(value))
    const {
      statusCode,
      headers,
      body: text,
    } = await this.#app.inject({
      method: endpoint.method,
      url: `/api${pathOf(endpoint.path, params)}?${asked}`,
      cookies: { wutong: by.token },
      headers: {
        'x-wutong': '1',
        ...(endpoint.effect === 'read' || endpoint.effect === 'exempt' ? {} : { 'idempotency-key': randomUUID() }),
        ...(endpoint.effect === 'update' ? { 'if-match': `"${version ?? 1}"` } : {}),
      },
      ...(endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : { payload: (input ?? {}) as object }), // as above
    })
    this.sent += 1
    this.statuses.set(statusCode, (this.statuses.get(statusCode) ?? 0) + 1)
    const said = `${by.name}: ${endpoint.verb} ${JSON.stringify({ params, query, input }).slice(0, 300)}`
    if (statusCode >= 500) this.wrong.push(`${statusCode} ${said}`)
    for (const canary of this.#world.canaries.in(text))
      this.flights.push({ by, verb: endpoint.verb, canary, status: statusCode })
    const json = /json/.test(String(headers['content-type'] ?? 'json'))
    return { status: statusCode, text, body: text === '' || !json ? null : JSON.parse(text) }
  }

  /** A thing that is not theirs: as if it were not there, or forbidden. */
  async foreign(by: Looker, endpoint: AnyEndpoint, sent: Sent): Promise<Came> {
    const came = await this.send(by, endpoint, sent)
    if (came.status !== 403 && came.status !== 404)
      this.wrong.push(
        `${came.status} for a foreign id, ${by.name}: ${endpoint.verb} ${JSON.stringify(sent).slice(0, 300)}`,
      )
    return came
  }
}

/** Several at a time, as many as the pool has connections. */
export async function inTurn<T>(work: readonly T[], one: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...work]
  const hand = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await one(item)
  }
  await Promise.all(Array.from({ length: 6 }, hand))
}
