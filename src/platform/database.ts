/** The only way to the database: every statement runs inside a transaction that says who acts. */
import type { Socket } from 'node:net'
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import pg from 'pg'
import type { Actor } from '#core/actor.ts'
import { Refusal } from '#core/refusal.ts'
import type { Tables } from '#db/tables.ts'
import { codeOf, onlyFollowed, refusalFor } from '#platform/database-refusals.ts'
import { isRead, preparedOf } from '#platform/statements.ts'

/** Compiles queries; it has no connection, so nothing can be run past the identity. */
export const sqlOf = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

export type Query<R = unknown> = { compile(): CompiledQuery<R> } | CompiledQuery<R>
export type Queries = Readonly<Record<string, Query>>
export type RowsOf<Q extends Queries> = { [K in keyof Q]: Q[K] extends Query<infer R> ? R[] : never }

export type Identity = {
  actor: Actor
  sessionId: string
  mark: 'real' | 'demo' | 'test'
  /** the clock of this transaction, ISO UTC with microseconds */
  now: string
}

export type Database = {
  /** pipelined connections of the app role */
  readonly pool: pg.Pool
  /** the instant that its transactions are told; heeded only by databases marked demo or test */
  readonly at?: string
  end(): Promise<void>
}

/** The same database as if it were another moment: how the demo city's year is told, day by day. */
export function atMoment(db: Database, at: string): Database {
  return { pool: db.pool, at, end: () => db.end() }
}

const instantType = 1184 // timestamptz
const dateType = 1082
const bigintType = 20

/** Dates stay strings (a Date would move 1 November to 31 October); instants become ISO UTC with 6 digits; bigint stays exact. */
function parserFor(oid: number): (text: string) => unknown {
  if (oid === instantType) return instantFromText
  if (oid === dateType) return (text) => text
  if (oid === bigintType) return BigInt
  return pg.types.getTypeParser(oid)
}

/** '2022-11-03 01:12:00.5+00' → '2022-11-03T01:12:00.500000Z'; every session runs in UTC. */
export function instantFromText(text: string): string {
  const [whole = '', fraction = ''] = text.replace(' ', 'T').replace(/\+00$/, '').split('.')
  return `${whole}.${fraction.padEnd(6, '0')}Z`
}

export function openDatabase(url: string, size: number, role: 'app' | 'login' = 'app'): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    pipeline: true,
    connectionTimeoutMillis: 2000,
    query_timeout: 8000,
    keepAlive: true,
    application_name: `wutong-${role}`,
    options:
      '-c TimeZone=UTC -c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 -c client_min_messages=warning',
    types: { getTypeParser: (oid: number) => parserFor(oid) },
  } as pg.PoolConfig) // @types/pg does not know that a pool hands `pipeline` on to its clients
  // an idle connection that dies (restart, failover) must not end the process; the next checkout reconnects
  pool.on('error', () => undefined)
  // nor may one that dies while it works: whoever waits for its answer is told by the query itself
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { pool, end: () => pool.end() }
}

/** One open transaction. Sends do not wait for each other; answers come in order. */
export class Tx {
  readonly #client: pg.PoolClient
  readonly #entered: Promise<unknown>
  readonly #sent: Promise<unknown>[] = []
  #identity: Identity | undefined
  #gate: Promise<void> | null = null
  trips = 0
  #waiting = false
  #gathering = false
  /** statements sent and not answered yet */
  #open = 0

  constructor(client: pg.PoolClient, token: string, at?: string) {
    this.#client = client
    this.#track(this.#run({ text: 'begin', values: [] }))
    if (at !== undefined) {
      this.#track(
        this.#run({
          text: `select set_config('wutong.at', $1, true), set_config('synchronous_commit', 'off', true)`,
          values: [at],
        }),
      )
    }
    this.#entered = this.#track(
      this.#run<{ enter: Identity }>({ text: 'select sec.enter($1) as enter', values: [token] }).then((rows) => {
        this.#identity = rows[0]?.enter
      }),
    )
  }

  get identity(): Identity {
    if (!this.#identity) throw new Error('read something first: the identity is known with the first answer')
    return this.#identity
  }
  get actor(): Actor {
    return this.identity.actor
  }
  get now(): string {
    return this.identity.now
  }

  /** What reads from now on must wait for besides their own answer; it rejects to stop the work before it changes anything. */
  gateBy(gate: Promise<void> | null): void {
    gate?.catch(() => undefined)
    this.#gate = gate
  }

  /** Waits until the identity is known. One round trip, shared with whatever was sent before it. */
  async entered(): Promise<Identity> {
    await this.#answered(Promise.all([this.#entered, this.#gate]))
    return this.identity
  }

  /** Reads rows. Only SELECT: everything that changes state needs a grant and goes through `write`. */
  ask<R>(query: Query<R>): Promise<R[]> {
    const answer = this.#ask(query)
    // of several questions asked at once one may fail first; the others then have nobody who waits
    answer.catch(() => undefined)
    return answer
  }

  async #ask<R>(query: Query<R>): Promise<R[]> {
    const compiled = compiledOf(query)
    if (!isRead(compiled)) throw new Error(`ask() reads; this changes state: ${compiled.sql.slice(0, 80)}`)
    const rows = this.#track(this.#run<R>({ text: compiled.sql, values: compiled.parameters }))
    await this.#answered(Promise.all([this.#entered, this.#gate, rows]))
    return rows
  }

  /** For `platform/` only: sends a statement of any kind without waiting; `expect` is the number of rows it must touch. */
  send(query: Query, expect?: number): void {
    const compiled = compiledOf(query)
    this.#gather()
    const sent = this.#client.query(preparedOf(compiled.sql, compiled.parameters)).then((result) => {
      if (expect !== undefined && result.rowCount !== expect) throw new Refusal('version-stale')
    })
    this.#track(sent)
  }

  /** Waits for everything sent so far and fails with the first failure. */
  async settle(): Promise<void> {
    await this.#answered(Promise.all(this.#sent))
  }

  async commit(): Promise<void> {
    this.#gather()
    const done = this.#client.query('commit')
    await this.#answered(Promise.all([...this.#sent, done]))
    // a COMMIT after a failed statement resolves, answered ROLLBACK
    if ((await done).command !== 'COMMIT') throw new Error('the transaction was rolled back at commit')
  }

  /** Of everything sent, in the order of sending: the answers of one batch may be noticed in another order. */
  async firstFailure(): Promise<unknown> {
    for (const sent of this.#sent) {
      const failure = await sent.then(
        () => undefined,
        (error: unknown) => error,
      )
      if (failure !== undefined) return failure
    }
    return undefined
  }

  async rollback(): Promise<void> {
    this.#gather()
    await this.#client.query('rollback')
  }

  /** What is sent in one go leaves in one packet: a system call for each statement costs more than the statement. */
  #gather(): void {
    if (this.#gathering) return
    this.#gathering = true
    const { stream } = (this.#client as unknown as { connection: { stream: Socket } }).connection // pg's own, missing in its types
    stream.cork()
    process.nextTick(() => {
      this.#gathering = false
      stream.uncork()
    })
  }

  #run<R>(query: { text: string; values: readonly unknown[] }): Promise<R[]> {
    this.#gather()
    return this.#client.query(preparedOf(query.text, query.values)).then((result) => result.rows as R[]) // the query's own type says what its rows are
  }

  /** A rejection is reported by whoever waits; until then it must not count as unhandled. */
  #track<T>(promise: Promise<T>): Promise<T> {
    const answered = () => {
      this.#open -= 1
    }
    this.#open += 1
    promise.then(answered, answered)
    this.#sent.push(promise)
    return promise
  }

  async #answered<T>(promise: Promise<T>): Promise<T> {
    // waiting for what has been answered already takes no trip
    if (!this.#waiting && this.#open > 0) this.trips += 1
    this.#waiting = true
    try {
      return await promise
    } finally {
      this.#waiting = false
    }
  }
}

export function compiledOf<R>(query: Query<R>): CompiledQuery<R> {
  return 'compile' in query ? query.compile() : query
}

/** The queries of one object, asked at once: one trip. */
export async function askAll<Q extends Queries>(tx: Tx, queries: Q): Promise<RowsOf<Q>> {
  const names = Object.keys(queries)
  const answers = await Promise.all(names.map((name) => tx.ask(queries[name] as Query))) // names are this object's own keys
  return Object.fromEntries(names.map((name, i) => [name, answers[i]])) as RowsOf<Q> // same names, same order
}

const laterOnDisk = sql`select set_config('synchronous_commit', 'off', true)`.compile(sqlOf)

/** Everything one page needs in one round trip: begin, enter, the queries and commit go out together. */
export async function read<Q extends Queries>(
  db: Database,
  token: string,
  queries: Q,
  receipts: readonly Query[] = [],
): Promise<{ identity: Identity; rows: RowsOf<Q>; trips: number }> {
  return withTx(db, token, async (tx) => {
    const answers = askAll(tx, queries)
    // of several questions asked at once one may fail first; this one then has nobody who waits
    answers.catch(() => undefined)
    // who only reads is promised nothing: that they looked may reach the disk a moment after the answer
    if (receipts.length > 0) tx.send(laterOnDisk)
    for (const receipt of receipts) tx.send(receipt)
    const committed = tx.commit()
    committed.catch(() => undefined)
    const [, rows] = await Promise.all([tx.entered(), answers])
    await committed
    return { identity: tx.identity, rows, trips: tx.trips }
  })
}

/**
 * As `read`, but taken back: whoever only leaves a page open has done nothing, so their session is not kept awake by it. Only
 * for what pages ask by themselves; a receipt would be lost.
 */
export async function glance<Q extends Queries>(
  db: Database,
  token: string,
  queries: Q,
): Promise<{ identity: Identity; rows: RowsOf<Q> }> {
  return withTx(db, token, async (tx) => {
    const answers = askAll(tx, queries)
    answers.catch(() => undefined)
    const undone = tx.rollback()
    undone.catch(() => undefined)
    const [, rows] = await Promise.all([tx.entered(), answers])
    await undone
    return { identity: tx.identity, rows }
  })
}

/** A transaction for a change. The work commits by returning; whatever it throws rolls back. */
export async function change<T>(db: Database, token: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withTx(db, token, async (tx) => {
    const result = await work(tx)
    await tx.commit()
    return result
  })
}

async function withTx<T>(db: Database, token: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await connect(db)
  const tx = new Tx(client, token, db.at)
  let broken: Error | undefined
  try {
    return await work(tx)
  } catch (error) {
    const cause = onlyFollowed.has(codeOf(error)) ? ((await tx.firstFailure()) ?? error) : error
    const refusal = refusalFor(cause)
    try {
      await tx.rollback()
    } catch (failure) {
      broken = failure as Error // pg rejects with Error only
    }
    throw refusal ?? cause
  } finally {
    client.release(broken)
  }
}

async function connect(db: Database): Promise<pg.PoolClient> {
  try {
    return await db.pool.connect()
  } catch (error) {
    throw new Refusal('unavailable', '数据库暂时连接不上，请稍后再试', {
      cause: String((error as { code?: string }).code ?? 'connect'), // errors of pg and of the net carry a code
    })
  }
}
