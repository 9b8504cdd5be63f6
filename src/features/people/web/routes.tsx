/** The pages of people, and what the shell needs of them: who is here, coming in, going out. */
import type { PageDefinition } from '#ui/routes.ts'

export { me, signIn, signOut } from '../contract.ts'

export const pages: readonly PageDefinition[] = []
