/** My own page: posts, whom I let enter my rulings, my devices, my password. */
import { sql } from 'kysely'
import { dayOf } from '#core/calendar.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import { settingsAt } from '#features/settings/rules.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import { change, type RowsOf, read, type Tx } from '#platform/database.ts'
import { exempts, reads, writes } from '#platform/http/route.ts'
import { hashPassword, passwordMatches } from '#platform/passwords.ts'
import * as contract from '../contract.ts'
import type { Profile } from '../model.ts'
import { policy } from '../policy.ts'
import { delegationFaults, passwordFaults } from '../rules.ts'
import { personQuery } from '../store/persons.ts'
import { endDelegation as end, myDelegatesQuery, saveDelegation } from '../store/profile.ts'
import {
  myAccountQuery,
  mySessionsQuery,
  noteRight,
  savePassword,
  saveRevocation,
  signInFacts,
} from '../store/sessions.ts'
import { refuseLocked } from './sessions.ts'

const profileQueries = () => ({
  person: personQuery(sql`(select sec.person())`),
  delegates: myDelegatesQuery,
  sessions: mySessionsQuery,
  settings: settingRowsQuery(),
})

export const profile = reads(contract.profile, () => ({
  queries: profileQueries(),
  answer: (rows, { now }) => profileOf(rows, dayOf(now)),
}))

function profileOf(rows: RowsOf<ReturnType<typeof profileQueries>>, today: string): Profile {
  const [person] = rows.person
  if (!person) throw new Refusal('not-found')
  const { 'password.minLength': passwordMinLength } = settingsAt(rows.settings, today)
  return { person, delegates: rows.delegates, sessions: rows.sessions, passwordMinLength }
}

async function profileIn(tx: Tx): Promise<Profile> {
  const queries = profileQueries()
  const [person, delegates, sessions, settings] = await Promise.all([
    tx.ask(queries.person),
    tx.ask(queries.delegates),
    tx.ask(queries.sessions),
    tx.ask(queries.settings),
  ])
  return profileOf({ person, delegates, sessions, settings }, dayOf(tx.now))
}

export const delegate = writes(
  contract.delegate,
  async ({ input }, tx) => {
    const [found, delegates] = await Promise.all([tx.ask(personQuery(input.delegateId)), tx.ask(myDelegatesQuery)])
    const subject = { kind: 'delegation', id: newId(Date.parse(tx.now)), version: 'new' } as const
    const grant = allow(policy, 'people.delegate', tx, null, subject)
    const today = dayOf(tx.now)
    const faults = delegationFaults(input.toDay, today, tx.actor.personId, found[0] ?? null)
    if (faults.length > 0) throw new Refusal('invalid', faults)
    if (delegates.some(({ personId }) => personId === input.delegateId)) throw new Refusal('conflict', '已经委托此人')
    saveDelegation(tx, grant, { delegateId: input.delegateId, fromDay: today, toDay: input.toDay })
    return subject.id
  },
  profileIn,
)

export const endDelegation = writes(
  contract.endDelegation,
  async ({ params }, tx) => {
    const delegates = await tx.ask(myDelegatesQuery)
    const found = delegates.find(({ id }) => id === params.id)
    if (!found) throw new Refusal('not-found', '没有这项委托，或已收回')
    const subject = { kind: 'delegation', id: found.id, version: 1 } as const
    // only one's own were asked for
    const grant = allow(policy, 'people.endDelegation', tx, { leaderId: tx.actor.personId }, subject)
    end(tx, grant, found, dayOf(tx.now))
    return found.id
  },
  profileIn,
)

export const revokeSession = writes(
  contract.revokeSession,
  async ({ params }, tx) => {
    const sessions = await tx.ask(mySessionsQuery)
    const found = sessions.find(({ id }) => id === params.id)
    if (!found) throw new Refusal('not-found', '这部设备已经退出')
    if (found.current) throw new Refusal('conflict', '这是正在用的设备，请用“退出登录”')
    const subject = { kind: 'session', id: found.id, version: 1 } as const
    saveRevocation(tx, allow(policy, 'people.revokeSession', tx, { personId: tx.actor.personId }, subject))
    return found.id
  },
  profileIn,
)

/** The try counts like one at the door, so that a phone left lying open is no place to guess. */
export const changePassword = exempts(contract.changePassword, async ({ input }, way) => {
  if (way.token === null) throw new Refusal('signed-out')
  const { rows, identity } = await read(way.db, way.token, { mine: myAccountQuery, settings: settingRowsQuery() })
  const account = rows.mine[0]?.account
  if (!account) throw new Refusal('not-found', '没有账号')
  const { 'password.minLength': minLength } = settingsAt(rows.settings, dayOf(identity.now))
  const faults = passwordFaults(input.next, input.current, account, minLength)
  if (faults.length > 0) throw new Refusal('invalid', faults)
  const facts = await signInFacts(way.login, { account, device: way.device, address: way.address })
  refuseLocked(facts)
  const { hash: stands } = facts
  if (stands === null || !(await passwordMatches(stands, input.current)))
    throw new Refusal('invalid', [{ say: '当前密码不对', field: 'current' }])
  await noteRight(way.login, facts.attemptId)
  const hash = await hashPassword(input.next)
  return change(way.db, way.token, async (tx) => {
    const { actor } = await tx.entered()
    const whom = { kind: 'person', id: actor.personId, version: 1 } as const
    const grant = allow(policy, 'people.changePassword', tx, { personId: actor.personId }, whom)
    savePassword(tx, grant, stands, hash)
    return profileIn(tx)
  })
})
