/** What the pages' statements take in the database alone: each by itself, as a person, on a connection of the application. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { cityRoutes } from '#app/routes.ts'
import type { AnyEndpoint } from '#core/endpoint.ts'
import { compiledOf, type Queries } from '#platform/database.ts'
import type { Call } from '#platform/http/route.ts'
import type { Call as LoadCall } from '#platform/loopback-load.ts'
import { preparedOf } from '#platform/statements.ts'
import type { Ask, Who } from './asks.ts'
import type { Ground } from './ground.ts'
import { atShare } from './measure.ts'

export type Statement = { name: string; p50: number; p95: number }
export type Inside = { ask: Ask; who: Who; statements: Statement[]; all: { p50: number; p95: number } }

const repeats = 60

/** `plansInto`: a folder for the plan of each statement. */
export async function inside(ground: Ground, ask: Ask, who: Who, plansInto?: string): Promise<Inside | null> {
  const rounds = ask.rounds(who)
  const queriesAt = (i: number) => queriesOf(rounds[i % rounds.length]?.[0])
  if (queriesAt(0) === null) return null
  const client = new pg.Client({ connectionString: ground.urls.app, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    const times = new Map<string, number[]>()
    const sums: number[] = []
    // five plans are made for these values, the sixth may hold for all
    for (let i = -6; i < repeats; i += 1) {
      const taken = await once(client, queriesAt(Math.abs(i)) ?? {}, who)
      if (i < 0) continue
      sums.push([...taken.values()].reduce((sum, ms) => sum + ms, 0))
      for (const [name, ms] of taken) times.set(name, [...(times.get(name) ?? []), ms])
    }
    if (plansInto !== undefined)
      await explain(client, queriesAt(0) ?? {}, who, join(plansInto, `${ask.key}-${who.key}.txt`))
    const statements = [...times].map(([name, ms]) => ({ name, ...shares(ms) }))
    return { ask, who, statements: statements.sort((a, b) => b.p50 - a.p50), all: shares(sums) }
  } finally {
    await client.end()
  }
}

function shares(times: readonly number[]): { p50: number; p95: number } {
  const sorted = [...times].sort((a, b) => a - b)
  return { p50: atShare(sorted, 0.5), p95: atShare(sorted, 0.95) }
}

async function once(client: pg.Client, queries: Queries, who: Who): Promise<Map<string, number>> {
  const taken = new Map<string, number>()
  await enter(client, who)
  for (const [name, query] of Object.entries(queries)) {
    const { sql, parameters } = compiledOf(query)
    const began = performance.now()
    await client.query(preparedOf(sql, parameters))
    taken.set(name, performance.now() - began)
  }
  await client.query('rollback')
  return taken
}

async function enter(client: pg.Client, who: Who): Promise<void> {
  await client.query('begin')
  await client.query({ name: 'enter', text: 'select sec.enter($1)', values: [who.tokens[0]] })
}

/** The very statements of the endpoint, as its route plans them for this call; null where it changes something or asks nothing. */
function queriesOf(asked: LoadCall | undefined): Queries | null {
  if (!asked) return null
  const url = new URL(asked.path, 'http://127.0.0.1')
  const path = url.pathname.replace(/^\/api/, '').split('/')
  for (const { endpoint, read } of cityRoutes()) {
    const pattern = endpoint.path.split('/')
    const fits = pattern.length === path.length && pattern.every((part, i) => part.startsWith(':') || part === path[i])
    if (endpoint.method !== asked.method || !fits) continue
    if (!read) return null
    const params = Object.fromEntries(
      pattern.flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), path[i]]] : [])),
    )
    const call: Call<AnyEndpoint> = {
      params: endpoint.params.parse(params),
      query: endpoint.query.parse(Object.fromEntries(url.searchParams)),
      input: endpoint.input.parse(asked.body === undefined ? {} : JSON.parse(asked.body)),
      version: Number.NaN,
    }
    const { queries } = read(call)
    return Object.keys(queries).length === 0 ? null : queries
  }
  throw new Error(`no page ${asked.path}`)
}

async function explain(client: pg.Client, queries: Queries, who: Who, file: string): Promise<void> {
  const parts: string[] = []
  await enter(client, who)
  for (const [name, query] of Object.entries(queries)) {
    const { sql, parameters } = compiledOf(query)
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers, settings) ${sql}`, [
      ...parameters,
    ])
    parts.push(`## ${name}\n\n${sql}\n\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`)
  }
  await client.query('rollback')
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, parts.join('\n'))
}
