/** Who may do what to people, posts and units (三员分立: docs/decisions/0006-three-administrators.md). */
import { type Actor, holds, type Role } from '#core/actor.ts'
import { may, no, policyOf } from '#core/grant.ts'
import { elsewhere, here, type MatrixRow } from '#core/matrix.ts'
import { appointedByUnitAdmin, leaderRoles } from './rules.ts'

type Whom = { personId: string }
type WhichPost = Whom & { role: Role; blockId: string }

const keepsAccounts = (actor: Actor, say: string) => holds(actor, 'system-admin') || no(say)
const notOneself = (actor: Actor, { personId }: Whom) => personId !== actor.personId

/** Posts in a block's units are also its unit administrator's; every post is the security administrator's; one's own is nobody's. */
function decidesPosts(actor: Actor, { personId, role, blockId }: WhichPost) {
  if (!notOneself(actor, { personId })) return no('任何人不能任免自己')
  if (holds(actor, 'security-admin')) return true
  if (appointedByUnitAdmin.includes(role) && holds(actor, 'unit-admin', { blockId })) return true
  return no('岗位由安全管理员任免；报送员、单位负责人、联审单位也可由本区块的单位管理员任免')
}

export const policy = policyOf('people', {
  addUnit: (actor, _: null) => keepsAccounts(actor, '单位由系统管理员设立'),
  renameUnit: (actor, _: null) => keepsAccounts(actor, '单位由系统管理员更名'),
  moveUnit: (actor, _: null) => keepsAccounts(actor, '单位的归属由系统管理员依文件调整'),
  addPerson: (actor, _: null) => keepsAccounts(actor, '人员和账号由系统管理员新增'),
  setAccount: (actor, whom: Whom) =>
    notOneself(actor, whom) ? keepsAccounts(actor, '账号由系统管理员重设') : no('自己的密码请在“我的”中修改'),
  suspend: (actor, whom: Whom) =>
    notOneself(actor, whom) ? keepsAccounts(actor, '账号由系统管理员停用和恢复') : no('不能停用自己的账号'),
  appoint: decidesPosts,
  leave: decidesPosts,
  delegate: (actor, _: null) =>
    leaderRoles.some((role) => holds(actor, role)) || no('只有区块领导和市领导可以委托代录'),
  endDelegation: (actor, { leaderId }: { leaderId: string }) => leaderId === actor.personId || no('只能收回自己的委托'),
  revokeSession: (actor, whom: Whom) => !notOneself(actor, whom) || no('只能退出自己的设备'),
  changePassword: (actor, whom: Whom) => !notOneself(actor, whom) || no('只能修改自己的密码'),
  accesses: (actor, _: null) => holds(actor, 'audit-admin') || no('访问日志由审计管理员查看'),
})

const post = (verb: 'people.appoint' | 'people.leave') => (on: string, which: WhichPost) => ({
  verb,
  on,
  verdict: (actor: Actor) => may(policy, verb, actor, which),
})
const overPosts = (['people.appoint', 'people.leave'] as const).flatMap((verb) => {
  const other = { personId: elsewhere.personId }
  return [
    post(verb)('本区块单位的报送员', { ...other, role: 'reporter', blockId: here.blockId }),
    post(verb)('其他区块单位的报送员', { ...other, role: 'reporter', blockId: elsewhere.blockId }),
    post(verb)('本区块的核实岗', { ...other, role: 'verifier', blockId: here.blockId }),
    post(verb)('安全管理员', { ...other, role: 'security-admin', blockId: here.blockId }),
    post(verb)('自己，任何岗位', { personId: here.personId, role: 'reporter', blockId: here.blockId }),
  ]
})

/** Every verb on typical subjects, for docs/generated/roles.md and its test. */
export const matrix: readonly MatrixRow[] = [
  ...(['people.addUnit', 'people.renameUnit', 'people.moveUnit', 'people.addPerson'] as const).map((verb) => ({
    verb,
    on: '全市',
    verdict: (actor: Actor) => may(policy, verb, actor, null),
  })),
  ...(['people.setAccount', 'people.suspend', 'people.revokeSession', 'people.changePassword'] as const).flatMap(
    (verb) => [
      { verb, on: '他人', verdict: (actor: Actor) => may(policy, verb, actor, { personId: elsewhere.personId }) },
      { verb, on: '自己', verdict: (actor: Actor) => may(policy, verb, actor, { personId: here.personId }) },
    ],
  ),
  ...overPosts,
  { verb: 'people.delegate', on: '自己的批示', verdict: (actor) => may(policy, 'people.delegate', actor, null) },
  ...[here, elsewhere].map(({ personId }) => ({
    verb: 'people.endDelegation',
    on: personId === here.personId ? '自己的委托' : '他人的委托',
    verdict: (actor: Actor) => may(policy, 'people.endDelegation', actor, { leaderId: personId }),
  })),
  { verb: 'people.accesses', on: '全市访问日志', verdict: (actor) => may(policy, 'people.accesses', actor, null) },
]
