/** Signing in, the devices of a person, and passwords: through the functions that alone can read them. */
import { sql } from 'kysely'
import { type Database, sqlOf } from '#platform/database.ts'

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
    login.pool.query('select sec.note_right($1)', [attemptId]),
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
  select sec.revoke_my_session((sec.identity() ->> 'sessionId')::uuid) as ended`.compile(sqlOf)

/** The line of the access log that says so. */
export const signedOutReceipt = sql`
  insert into access_log (tenant_id, person_id, verb, subject)
  select sec.tenant(), sec.person(), 'people.signOut', 'session:' || (sec.identity() ->> 'sessionId')`.compile(sqlOf)
