/** The list of persons, one person's sheet, and what the system administrator does to accounts. */
import { sql } from 'kysely'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import { accessed } from '#platform/access-log.ts'
import { afterOf, cursorOf } from '#platform/cursor.ts'
import type { Tx } from '#platform/database.ts'
import { plan, reads, writes } from '#platform/http/route.ts'
import { hashPassword } from '#platform/passwords.ts'
import * as contract from '../contract.ts'
import type { Person } from '../model.ts'
import { policy } from '../policy.ts'
import { pageSize, personQuery, personsQuery, saveAccount, savePerson, saveSuspension } from '../store/persons.ts'

export const persons = reads(contract.persons, ({ query }) => {
  const { cursor, ...filters } = query
  return plan({ found: personsQuery(filters, afterOf('people.persons', filters, cursor, 2)) }, ({ found }) => {
    const rows = found.slice(0, pageSize)
    const last = found.length > pageSize ? rows.at(-1) : undefined
    return { rows, next: last ? cursorOf('people.persons', filters, [last.name, last.id]) : null }
  })
})

export const person = reads(contract.person, ({ params }) =>
  plan({ found: personQuery(params.id) }, ({ found }) => only(found), [
    accessed('people.person', sql`'person:' || p.id`, { from: sql`persons p where p.id = ${params.id}::uuid` }),
  ]),
)

/** One person: before a change to decide on, after it to show. */
export async function personIn(tx: Tx, id: string): Promise<Person> {
  return only(await tx.ask(personQuery(id)))
}

function only(found: readonly Person[]): Person {
  const [one] = found
  if (!one) throw new Refusal('not-found', '没有这个人')
  return one
}

export const addPerson = writes(
  contract.addPerson,
  async ({ input }, tx) => {
    await tx.entered()
    const subject = { kind: 'person', id: newId(Date.parse(tx.now)), version: 'new' } as const
    const grant = allow(policy, 'people.addPerson', tx, null, subject)
    savePerson(tx, grant, { ...input, hash: await hashPassword(input.password) })
    return subject.id
  },
  personIn,
)

export const setAccount = writes(
  contract.setAccount,
  async ({ params, input, version }, tx) => {
    const whom = await personIn(tx, params.id)
    const grant = allow(policy, 'people.setAccount', tx, { personId: whom.id }, subjectOf(whom))
    atVersion(whom, version)
    saveAccount(tx, grant, version, input.account, await hashPassword(input.password))
    return whom.id
  },
  personIn,
)

export const suspend = writes(
  contract.suspend,
  async ({ params, input, version }, tx) => {
    const whom = await personIn(tx, params.id)
    const grant = allow(policy, 'people.suspend', tx, { personId: whom.id }, subjectOf(whom))
    atVersion(whom, version)
    if (whom.active === input.active) throw new Refusal('conflict', input.active ? '账号没有停用' : '账号已经停用')
    saveSuspension(tx, grant, version, input.active, input.reason)
    return whom.id
  },
  personIn,
)

export function subjectOf({ id, version }: Person) {
  return { kind: 'person', id, version } as const
}

/** Looked at after the permission, so that strangers learn nothing from it. */
export function atVersion(whom: Person, version: number): void {
  if (whom.version !== version) throw new Refusal('version-stale')
}
