/** The door of people: its endpoints bound to their verbs. */
import { matrixTable } from '#core/matrix.ts'
import type { Feature } from '#platform/feature.ts'
import { accesses } from './actions/accesses.ts'
import { addUnit, moveUnit, organisation, renameUnit } from './actions/organisation.ts'
import { addPerson, person, persons, setAccount, suspend } from './actions/persons.ts'
import { appoint, leave } from './actions/posts.ts'
import { changePassword, delegate, endDelegation, profile, revokeSession } from './actions/profile.ts'
import { me, signIn, signOut } from './actions/sessions.ts'
import * as contract from './contract.ts'
import { events } from './model.ts'
import { matrix } from './policy.ts'

export const feature = {
  name: 'people',
  contract,
  routes: [
    ...[signIn, signOut, me],
    ...[organisation, addUnit, renameUnit, moveUnit],
    ...[persons, addPerson, person, setAccount, suspend],
    ...[appoint, leave],
    ...[profile, delegate, endDelegation, revokeSession, changePassword],
    accesses,
  ],
  jobs: [],
  events,
  papers: { roles: () => matrixTable('组织人员 people', matrix) },
} satisfies Feature
