/** Who may do what to people, posts and units. */
import { policyOf } from '#core/grant.ts'

export const policy = policyOf('people', {
  /** one's own devices */
  revokeSession: () => true,
})
