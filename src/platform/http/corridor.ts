/** The one corridor of a request: identity, idempotency, the work, the checked answer, commit. Every door leads through it. */
import { sql } from 'kysely'
import { canonical } from '#core/canonical.ts'
import type { AnyEndpoint } from '#core/endpoint.ts'
import { Refusal } from '#core/refusal.ts'
import { change, type Database, read, sqlOf, type Tx } from '#platform/database.ts'
import type { Call, Route } from '#platform/http/route.ts'
import { keysInUse } from '#platform/ledger.ts'

export type Answer = { status: number; subject: string | null; body: unknown; trips: number }

export async function runRead(db: Database, route: Route, call: Call<AnyEndpoint>, token: string): Promise<Answer> {
  if (!route.read) throw new Error(`${route.endpoint.verb} is not a read`)
  const plan = route.read(call)
  const { identity, rows, trips } = await read(db, token, plan.queries, plan.receipts)
  const body = plan.answer(rows, identity, call)
  // a file goes out as it is
  const checked = route.endpoint.bytes === 'out' ? body : route.endpoint.output.parse(body)
  return { status: 200, subject: null, body: checked, trips }
}

export async function runWrite(
  db: Database,
  route: Route,
  call: Call<AnyEndpoint>,
  token: string,
  key: string,
  /** false where nobody looks at the answer: telling the demo year */
  shown = true,
): Promise<Answer> {
  const { act, answer, endpoint } = route
  if (!act || !answer) throw new Error(`${endpoint.verb} is not a change`)
  // keyed: a body may hold a phone number or a first password, and a plain hash of those is soon guessed
  const { mac: bodyHash } = keysInUse().mac(
    canonical({
      verb: endpoint.verb,
      params: call.params,
      input: jsonOf(call.input),
    }),
  )
  return change(db, token, async (tx) => {
    const claimed = claim(tx, key)
    // the work starts at once, so that its first reads share the claim's round trip; a known key stops it there
    tx.gateBy(
      claimed.then((earlier) => {
        if (earlier) throw new Repeated()
      }),
    )
    const worked = await act(call, tx).catch((error: unknown) => {
      if (error instanceof Repeated) return null
      throw error
    })
    tx.gateBy(null)
    const earlier = await claimed
    if (earlier && !Buffer.from(earlier.body_hash).equals(bodyHash)) throw new Refusal('key-reused')
    if (!earlier && worked === null) throw new Error(`${endpoint.verb} named no subject`)
    const subject = earlier?.subject ?? worked ?? ''
    const status = earlier?.status ?? (endpoint.method === 'POST' ? 201 : 200)
    if (!earlier) file(tx, key, bodyHash, endpoint.verb, status, subject)
    const body = shown ? endpoint.output.parse(await answer(tx, subject, call)) : null
    await tx.settle()
    return { status, subject, body, trips: tx.trips + 1 }
  })
}

/** Not a refusal and not a fault: this key did its work before. */
class Repeated extends Error {}

type Earlier = { body_hash: Buffer; status: number; subject: string }

/** Waits for a call with the same key that is in flight, then says what it did; undefined when the key is new. */
async function claim(tx: Tx, key: string): Promise<Earlier | undefined> {
  const lock = sql`select pg_advisory_xact_lock(hashtextextended((select sec.person())::text || ${key}, 0))`.compile(
    sqlOf,
  )
  const earlier = sqlOf
    .selectFrom('idempotency')
    .select(['body_hash', 'status', 'subject'])
    .where('key', '=', key)
    .where('person_id', '=', sql<string>`(select sec.person())`)
    .where('tenant_id', '=', sql<string>`(select sec.tenant())`)
    .orderBy('day', 'desc')
    .limit(1)
  const [, rows] = await Promise.all([tx.ask(lock), tx.ask(earlier)])
  return rows[0]
}

function file(tx: Tx, key: string, bodyHash: Buffer, verb: string, status: number, subject: string): void {
  tx.send(
    sqlOf.insertInto('idempotency').values({
      tenant_id: tx.actor.tenantId,
      person_id: tx.actor.personId,
      key,
      body_hash: bodyHash,
      verb,
      status,
      subject,
    }),
    1,
  )
}

/** The input as JSON would carry it (no undefined), for hashing. */
function jsonOf(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input ?? null))
}
