/** The endpoints of people: signing in, who I am, the organisation, persons and posts. */
import * as z from 'zod'
import { actorSchema } from '#core/actor.ts'
import { endpoint } from '#core/endpoint.ts'
import {
  accessListSchema,
  addPersonInput,
  addUnitInput,
  appointInput,
  delegateInput,
  leaveInput,
  moveUnitInput,
  organisationSchema,
  personListSchema,
  personSchema,
  profileSchema,
  renameUnitInput,
  setAccountInput,
  suspendInput,
} from './model.ts'

const id = z.strictObject({ id: z.uuid() })
const cursor = z.string().max(400).optional()

export const signIn = endpoint({
  verb: 'people.signIn',
  method: 'POST',
  path: '/sessions',
  summary: '登录',
  access: 'public',
  effect: 'exempt',
  input: z.strictObject({
    account: z.string().trim().min(1).max(64),
    password: z.string().min(1).max(256),
    /** 记住这部手机: stays signed in for the days of the setting */
    remember: z.boolean(),
    deviceName: z.string().max(80),
  }),
  output: z.strictObject({ signedIn: z.literal(true) }),
})

export const signOut = endpoint({
  verb: 'people.signOut',
  method: 'DELETE',
  path: '/sessions/current',
  summary: '退出登录',
  effect: 'exempt',
  output: z.strictObject({ signedIn: z.literal(false) }),
})

export const me = endpoint({
  verb: 'people.me',
  method: 'GET',
  path: '/me',
  summary: '我是谁、我的岗位、这是不是示例库',
  output: z.strictObject({
    actor: actorSchema,
    city: z.string(),
    /** true in databases marked demo or test: pages show the banner 示例数据 */
    demo: z.boolean(),
    /** the database's clock, so that pages count time as the server does */
    now: z.string(),
    /** an administrator has set the password: nothing opens until it is changed */
    mustChange: z.boolean(),
  }),
})

export const organisation = endpoint({
  verb: 'people.organisation',
  method: 'GET',
  path: '/organisation',
  summary: '组织树：区块、单位和某日的归属',
  query: z.strictObject({ on: z.iso.date().optional() }),
  output: organisationSchema,
})

export const addUnit = endpoint({
  verb: 'people.addUnit',
  method: 'POST',
  path: '/units',
  summary: '新设单位',
  input: addUnitInput,
  output: organisationSchema,
})

export const renameUnit = endpoint({
  verb: 'people.renameUnit',
  method: 'PATCH',
  path: '/units/:id',
  summary: '单位更名',
  effect: 'update',
  params: id,
  input: renameUnitInput,
  output: organisationSchema,
})

export const moveUnit = endpoint({
  verb: 'people.moveUnit',
  method: 'POST',
  path: '/units/:id/moves',
  summary: '单位自某日起划归另一区块',
  effect: 'update',
  params: id,
  input: moveUnitInput,
  output: organisationSchema,
})

export const persons = endpoint({
  verb: 'people.persons',
  method: 'GET',
  path: '/persons',
  summary: '人员名单',
  query: z.strictObject({
    unit: z.uuid().optional(),
    block: z.uuid().optional(),
    q: z.string().trim().max(40).optional(),
    cursor,
  }),
  output: personListSchema,
})

export const addPerson = endpoint({
  verb: 'people.addPerson',
  method: 'POST',
  path: '/persons',
  summary: '新增人员和账号',
  input: addPersonInput,
  output: personSchema,
})

export const person = endpoint({
  verb: 'people.person',
  method: 'GET',
  path: '/persons/:id',
  summary: '一个人和他历任的岗位',
  params: id,
  output: personSchema,
})

export const setAccount = endpoint({
  verb: 'people.setAccount',
  method: 'POST',
  path: '/persons/:id/accounts',
  summary: '重设账号和初始密码，全部设备退出',
  effect: 'update',
  params: id,
  input: setAccountInput,
  output: personSchema,
})

export const suspend = endpoint({
  verb: 'people.suspend',
  method: 'POST',
  path: '/persons/:id/suspensions',
  summary: '停用或恢复一个人的账号',
  effect: 'update',
  params: id,
  input: suspendInput,
  output: personSchema,
})

export const appoint = endpoint({
  verb: 'people.appoint',
  method: 'POST',
  path: '/persons/:id/posts',
  summary: '任岗（可代理）',
  params: id,
  input: appointInput,
  output: personSchema,
})

export const leave = endpoint({
  verb: 'people.leave',
  method: 'POST',
  path: '/persons/:id/departures',
  summary: '离岗或调动：结束岗位并移交未办事项',
  effect: 'update',
  params: id,
  input: leaveInput,
  output: personSchema,
})

export const profile = endpoint({
  verb: 'people.profile',
  method: 'GET',
  path: '/profile',
  summary: '我的资料、岗位、登录过的设备',
  output: profileSchema,
})

export const delegate = endpoint({
  verb: 'people.delegate',
  method: 'POST',
  path: '/profile/delegations',
  summary: '委托他人代录批示',
  input: delegateInput,
  output: profileSchema,
})

export const endDelegation = endpoint({
  verb: 'people.endDelegation',
  method: 'DELETE',
  path: '/profile/delegations/:id',
  summary: '收回代录委托',
  params: id,
  output: profileSchema,
})

export const revokeSession = endpoint({
  verb: 'people.revokeSession',
  method: 'DELETE',
  path: '/profile/sessions/:id',
  summary: '让一部设备退出登录',
  params: id,
  output: profileSchema,
})

export const changePassword = endpoint({
  verb: 'people.changePassword',
  method: 'POST',
  path: '/profile/password',
  summary: '修改密码，其他设备退出',
  effect: 'exempt',
  input: z.strictObject({ current: z.string().min(1).max(256), next: z.string().min(8, '至少8位').max(256) }),
  output: profileSchema,
})

export const accesses = endpoint({
  verb: 'people.accesses',
  method: 'GET',
  path: '/accesses',
  summary: '访问日志：谁在何时登录、查看、导出',
  query: z.strictObject({ person: z.uuid().optional(), on: z.iso.date().optional(), cursor }),
  output: accessListSchema,
})
