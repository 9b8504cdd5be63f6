/** The door of people: its endpoints bound to their verbs. */
import type { Feature } from '#platform/feature.ts'
import * as sessions from './actions/sessions.ts'
import * as contract from './contract.ts'

const { signIn, signOut, me } = contract

export const feature = {
  name: 'people',
  contract: { signIn, signOut, me },
  routes: [sessions.signIn, sessions.signOut, sessions.me],
  jobs: [],
} satisfies Feature
