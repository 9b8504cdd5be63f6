/** Signing in and out, and who I am. */
import { randomBytes } from 'node:crypto'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import { rememberDays } from '#features/settings/registry/sessions.ts'
import { read } from '#platform/database.ts'
import { exempts, reads } from '#platform/http/route.ts'
import { nobodysHash, passwordMatches } from '#platform/passwords.ts'
import * as contract from '../contract.ts'
import { cityQuery } from '../store/organisation.ts'
import {
  endThisSession,
  mustChangeQuery,
  openSession,
  type SignInFacts,
  signedOutReceipt,
  signInFacts,
} from '../store/sessions.ts'

/** ASVS 5.0 V7.3: 30 minutes idle, 12 hours in all; a device that its owner registered stays for days */
const idleSeconds = 30 * 60
const absoluteSeconds = 12 * 3600
/** one sentence for a wrong password, an unknown account and one that was closed: none of them can be told apart */
const wrong = () => new Refusal('invalid', '账号或密码不对')

export const signIn = exempts(contract.signIn, async ({ input }, way) => {
  const { account, password, remember, deviceName } = input
  const facts = await signInFacts(way.login, { account, device: way.device, address: way.address })
  refuseLocked(facts)
  const matches = await passwordMatches(facts.hash ?? (await nobodysHash), password)
  if (!matches || facts.hash === null || !facts.active) throw wrong()
  const days = typeof facts.rememberDays === 'number' ? facts.rememberDays : rememberDays.default
  const lastsSeconds = remember ? days * 86_400 : absoluteSeconds
  const token = randomBytes(32).toString('base64url')
  await openSession(way.login, facts.attemptId, {
    account,
    id: newId(way.nowMs),
    token,
    device: way.device,
    deviceName,
    remembered: remember,
    lastsSeconds,
    idleSeconds: remember ? lastsSeconds : idleSeconds,
  })
  way.setToken(token, remember ? lastsSeconds : null)
  return { signedIn: true as const }
})

export function refuseLocked({ lockedMinutes }: SignInFacts): void {
  if (lockedMinutes === null) return
  throw new Refusal('locked', `密码多次输错，已暂时锁定，请 ${lockedMinutes} 分钟后再试`, { minutes: lockedMinutes })
}

export const signOut = exempts(contract.signOut, async (_, way) => {
  if (way.token !== null) {
    try {
      await read(way.db, way.token, {}, [endThisSession, signedOutReceipt])
    } catch (error) {
      // a session that has ended already is what was asked for
      if (!(error instanceof Refusal && (error.code === 'signed-out' || error.code === 'stale'))) throw error
    }
  }
  way.setToken(null, null)
  return { signedIn: false as const }
})

export const me = reads(contract.me, () => ({
  queries: { city: cityQuery(), password: mustChangeQuery },
  answer: ({ city, password }, { actor, mark, now }) => ({
    actor,
    city: city[0]?.city ?? '',
    demo: mark !== 'real',
    now,
    mustChange: password[0]?.mustChange ?? false,
  }),
}))
