/** The fixture city with its server in this process: requests go through contract, policy and a real PostgreSQL, as a named person. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { inject } from 'vitest'
import { idOf, people, type systemJobs, tenant } from '#app/demo/city.ts'
import { cityRoutes } from '#app/routes.ts'
import type { AnyEndpoint, InputOf, OutputOf, ParamsOf, QueryOf } from '#core/endpoint.ts'
import { pathOf } from '#core/endpoint.ts'
import type { Problem } from '#core/refusal.ts'
import { change, type Database, openDatabase, type Tx } from '#platform/database.ts'
import { armFiles, folderStore } from '#platform/files/blobs.ts'
import { buildServer } from '#platform/http/server.ts'
import { type Keys, loadKeys } from '#platform/keys.ts'
import { armLedger } from '#platform/ledger.ts'
import { createDatabase, dropDatabase, withDatabase } from '#test/database.ts'

export type Answered<E extends AnyEndpoint> = { status: number; body: OutputOf<E>; trips: number }
export type Refused = { status: number; problem: Problem }

export type Asked<E extends AnyEndpoint> = {
  params?: ParamsOf<E>
  query?: QueryOf<E>
  input?: InputOf<E>
  ifMatch?: number
  key?: string
  /** a piece of a file, where the endpoint takes one */
  bytes?: Uint8Array
}

/** as the named person; fails when refused */
export type Ask = <E extends AnyEndpoint>(who: string, endpoint: E, asked?: Asked<E>) => Promise<OutputOf<E>>

export type Person = {
  token: string
  id: string
  /** fails the test with the problem when refused */
  call<E extends AnyEndpoint>(endpoint: E, asked?: Asked<E>): Promise<Answered<E>>
  /** fails the test when not refused */
  refused<E extends AnyEndpoint>(endpoint: E, asked?: Asked<E>): Promise<Refused>
}

export type City = {
  app: FastifyInstance
  db: Database
  keys: Keys
  urls: { app: string; login: string; migrator: string }
  /** a signed-in person of src/app/demo/city.ts */
  as(name: string): Promise<Person>
  /** one transaction of a job of the worker */
  asJob<T>(job: (typeof systemJobs)[number], work: (tx: Tx) => Promise<T>): Promise<T>
  /** past every row security, for looking at what was stored; parameters as $1… */
  look<R extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<R[]>
  /** tells this city's clock another time: an ISO instant that "now" becomes, running on from there */
  setNow(instant: string): Promise<void>
  close(): Promise<void>
}

export async function openCity(): Promise<City> {
  const name = `wutong_c_${randomUUID().slice(0, 8)}`
  const template = inject('template')
  const base = inject('migratorUrl')
  await createDatabase(base, name, template)
  const passwords = inject('passwords')
  const as = (role: 'app' | 'login' | 'migrator') => {
    const url = new URL(withDatabase(base, name))
    url.username = `wutong_${role}`
    url.password = passwords[role]
    return url.href
  }
  const urls = { app: as('app'), login: as('login'), migrator: as('migrator') }
  const keys = await loadKeys(inject('keysDir'))
  armLedger(keys)
  const filesDir = await mkdtemp(join(tmpdir(), 'wutong-files-'))
  armFiles({ blobs: folderStore(join(filesDir, 'whole')), receivingDir: join(filesDir, 'receiving'), scanner: null })
  const db = openDatabase(urls.app, 6)
  const login = openDatabase(urls.login, 2, 'login')
  const eye = new pg.Pool({ connectionString: urls.migrator, max: 2, options: '-c TimeZone=UTC' })
  // the city's database is dropped under a connection that may still be saying goodbye
  eye.on('error', () => undefined)
  const app = await buildServer({
    db,
    login,
    routes: cityRoutes(),
    https: false,
    logLevel: 'silent',
    rate: { person: 1_000_000, address: 1_000_000 },
    ready: async () => true,
  })
  const people_ = new Map<string, Promise<Person>>()
  return {
    app,
    db,
    keys,
    urls,
    as: (who) => {
      const known = people_.get(who) ?? signIn(app, login, who)
      people_.set(who, known)
      return known
    },
    asJob: (job, work) => change(db, keys.jobToken(tenant.id, job), work),
    look: async (statement, values = []) => (await eye.query(statement, values)).rows,
    setNow: async (instant) => {
      await eye.query(`update sec.database set clock_offset = $1::timestamptz - transaction_timestamp()`, [instant])
    },
    close: async () => {
      await app.close()
      await Promise.all([db.end(), login.end(), eye.end()])
      await dropDatabase(base, name)
      await rm(filesDir, { recursive: true, force: true })
    },
  }
}

async function signIn(app: FastifyInstance, login: Database, name: string): Promise<Person> {
  const found = people.find((person) => person.name === name)
  if (!found) throw new Error(`${name} does not live in the fixture city`)
  const token = randomUUID()
  // past the password: argon2 would cost every test file seconds
  await login.pool.query('select sec.open_session($1, $2, $3, $4, $5, true, $6, $6)', [
    found.account,
    randomUUID(),
    token,
    'test',
    'test',
    '3650 days',
  ])
  return { token, id: idOf(`person:${name}`), ...caller(app, token) }
}

const payloadOf = ({ bytes, input }: Asked<AnyEndpoint>) => ({
  payload: bytes ? Buffer.from(bytes) : ((input ?? {}) as object), // inputs are objects by definition
})

/** a file comes back as its bytes */
function bodyOf(response: LightMyRequestResponse) {
  if (!/json/.test(String(response.headers['content-type'] ?? 'json'))) return response.rawPayload
  return response.body === '' ? null : response.json()
}

export function caller(app: FastifyInstance, token: string): Pick<Person, 'call' | 'refused'> {
  const send = async (endpoint: AnyEndpoint, asked: Asked<AnyEndpoint>) => {
    const query = new URLSearchParams(Object.entries((asked.query ?? {}) as Record<string, string>)) // zod checks it on arrival
    const response = await app.inject({
      method: endpoint.method,
      url: `/api${pathOf(endpoint.path, (asked.params ?? {}) as Record<string, unknown>)}?${query}`, // parameters are an object by definition
      cookies: { wutong: token },
      headers: {
        'x-wutong': '1',
        ...(endpoint.effect === 'append' || endpoint.effect === 'update'
          ? { 'idempotency-key': asked.key ?? randomUUID() }
          : {}),
        ...(asked.bytes ? { 'content-type': 'application/octet-stream' } : {}),
        ...(asked.ifMatch === undefined ? {} : { 'if-match': `"${asked.ifMatch}"` }),
      },
      ...(endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : payloadOf(asked)),
    })
    return {
      status: response.statusCode,
      body: bodyOf(response),
      trips: Number(response.headers['x-db-trips']),
    }
  }
  return {
    call: async (endpoint, asked = {}) => {
      const answer = await send(endpoint, asked)
      if (answer.status >= 300) throw new Error(`${endpoint.verb} was refused: ${JSON.stringify(answer.body)}`)
      return answer
    },
    refused: async (endpoint, asked = {}) => {
      const answer = await send(endpoint, asked)
      if (answer.status < 300)
        throw new Error(`${endpoint.verb} should have been refused: ${JSON.stringify(answer.body).slice(0, 300)}`)
      return { status: answer.status, problem: answer.body }
    },
  }
}
