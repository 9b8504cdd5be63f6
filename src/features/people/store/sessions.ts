/** Signing in, the devices of a person, and passwords: through the functions that alone can read them. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { accessed } from '#platform/access-log.ts'
import { type Database, sqlOf, type Tx } from '#platform/database.ts'
import { write } from '#platform/ledger.ts'

export type SignInFacts = {
  /** null: not locked */
  lockedMinutes: number | null
  attemptId: string
  /** null: there is no such account */
  hash: string | null
  active: boolean
  /** what the city has set; null: nothing */
  rememberDays: unknown
}

/** Notes the try as wrong and says against what to verify it. On the login role. */
export async function signInFacts(
  login: Database,
  { account, device, address }: { account: string; device: string; address: string },
): Promise<SignInFacts> {
  const { rows } = await login.pool.query<{ facts: SignInFacts }>('select sec.sign_in_facts($1, $2, $3) as facts', [
    account,
    device,
    address,
  ])
  const facts = rows[0]?.facts
  if (!facts) throw new Error('sign_in_facts gave no row')
  return facts
}

export type NewSession = {
  account: string
  id: string
  token: string
  device: string
  deviceName: string
  remembered: boolean
  lastsSeconds: number
  idleSeconds: number
}

/** On the login role: the password was right, so the try is one, and there is a session. */
export async function openSession(login: Database, attemptId: string, session: NewSession): Promise<void> {
  await Promise.all([
    noteRight(login, attemptId),
    login.pool.query(
      'select sec.open_session($1, $2, $3, $4, $5, $6, make_interval(secs => $7), make_interval(secs => $8))',
      [
        session.account,
        session.id,
        session.token,
        session.device,
        session.deviceName,
        session.remembered,
        session.lastsSeconds,
        session.idleSeconds,
      ],
    ),
  ])
}

/** Ends the session that asks. */
export const endThisSession = sql<{ ended: boolean }>`
  select sec.revoke_my_session(sec.session()) as ended`.compile(sqlOf)

/** The line of the access log that says so. */
export const signedOutReceipt = accessed('people.signOut', sql`'session:' || sec.session()`)

/** On the login role: the password was the right one, whatever came of it. */
export async function noteRight(login: Database, attemptId: string): Promise<void> {
  await login.pool.query('select sec.note_right($1)', [attemptId])
}

export const myAccountQuery = sql<{ account: string | null }>`select sec.my_account() as account`.compile(sqlOf)
export const mustChangeQuery = sql<{ mustChange: boolean }>`select sec.must_change() as "mustChange"`.compile(sqlOf)

export type MySession = {
  id: string
  deviceName: string
  startedAt: string
  lastSeenAt: string
  expiresAt: string
  current: boolean
}
export const mySessionsQuery = sql<MySession>`
  select id, device_name as "deviceName", started_at as "startedAt", last_seen_at as "lastSeenAt",
    expires_at as "expiresAt", current from sec.my_sessions()`.compile(sqlOf)

export function saveRevocation(tx: Tx, grant: Grant<'people.revokeSession'>): void {
  const query = sql`select sec.revoke_my_session(${grant.subject.id}::uuid)`.compile(sqlOf)
  write(tx, grant, [{ query }], { event: 'session.revoked', audience: [`p:${grant.actorId}`, 'A'], payload: {} })
}

/** `stands` is the hash that was verified: the database changes it only while it still stands there. */
export function savePassword(tx: Tx, grant: Grant<'people.changePassword'>, stands: string, hash: string): void {
  const query = sql`select sec.set_my_password(${stands}, ${hash})`.compile(sqlOf)
  write(tx, grant, [{ query }], { event: 'password.changed', audience: [`p:${grant.actorId}`, 'A'], payload: {} })
}
