/** Who may do what with a file: whoever does business sends, the owner goes on with their own, and only a job says what was found. */
import { type Actor, holds, roleNames } from '#core/actor.ts'
import { may, no, policyOf } from '#core/grant.ts'
import type { MatrixRow } from '#core/matrix.ts'
import type { State } from './model.ts'

const apart = ['system-admin', 'security-admin', 'audit-admin']
const doesBusiness = (actor: Actor) => roleNames.some((role) => !apart.includes(role) && holds(actor, role))

export type OwnFacts = { ownerId: string }

export const policy = policyOf('documents', {
  declare: (actor, _: object) => doesBusiness(actor) || no('没有业务岗位，不上传附件'),
  receive: (actor, { ownerId }: OwnFacts) => actor.personId === ownerId || no('只能上传自己的附件'),
  inspect: (actor, _: object) => actor.kind === 'system' || no('附件由系统检查'),
  // whether it is theirs to see was decided by the rows' own security
  open: (_, { state }: { state: State }) => state === 'clean' || no('附件还没有通过检查'),
})

/** Every verb on typical subjects, for docs/generated/roles.md and its test. */
export const matrix: readonly MatrixRow[] = [
  { verb: 'documents.declare', on: '附件', verdict: (actor) => may(policy, 'documents.declare', actor, {}) },
  {
    verb: 'documents.receive',
    on: '自己的附件',
    verdict: (actor) => may(policy, 'documents.receive', actor, { ownerId: actor.personId }),
  },
  {
    verb: 'documents.receive',
    on: '别人的附件',
    verdict: (actor) => may(policy, 'documents.receive', actor, { ownerId: '' }),
  },
  { verb: 'documents.inspect', on: '附件', verdict: (actor) => may(policy, 'documents.inspect', actor, {}) },
  {
    verb: 'documents.open',
    on: '看得到、已通过检查的附件',
    verdict: (actor) => may(policy, 'documents.open', actor, { state: 'clean' }),
  },
  {
    verb: 'documents.open',
    on: '看得到、还没通过检查的附件',
    verdict: (actor) => may(policy, 'documents.open', actor, { state: 'quarantined' }),
  },
]
