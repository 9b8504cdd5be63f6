/** Who may do what to people, posts and units (三员分立: docs/decisions/0006-three-administrators.md). */
import { type Actor, holds, type Role } from '#core/actor.ts'
import { no, policyOf } from '#core/grant.ts'
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
  endDelegation: (actor, { leaderId }: { leaderId: string }) =>
    leaderId === actor.personId || no('只能收回自己的委托'),
  revokeSession: (actor, whom: Whom) => !notOneself(actor, whom) || no('只能退出自己的设备'),
  changePassword: (actor, whom: Whom) => !notOneself(actor, whom) || no('只能修改自己的密码'),
  accesses: (actor, _: null) => holds(actor, 'audit-admin') || no('访问日志由审计管理员查看'),
})
