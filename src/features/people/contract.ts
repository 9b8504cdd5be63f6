/** The endpoints of people: signing in, who I am, the organisation, persons and posts. */

import * as z from 'zod'
import { actorSchema } from '#core/actor.ts'
import { endpoint } from '#core/endpoint.ts'
import {
  appointInput,
  delegateInput,
  leaveInput,
  organisationSchema,
  personListSchema,
  personSchema,
  profileSchema,
} from './model.ts'

const id = z.strictObject({ id: z.uuid() })

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
  }),
})

export const organisation = endpoint({
  verb: 'people.organisation',
  method: 'GET',
  path: '/organisation',
  summary: '组织树：区块、单位和今天的归属',
  query: z.strictObject({ on: z.iso.date().optional() }),
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
    cursor: z.string().max(400).optional(),
  }),
  output: personListSchema,
})

export const person = endpoint({
  verb: 'people.person',
  method: 'GET',
  path: '/persons/:id',
  summary: '一个人和他历任的岗位',
  params: id,
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
  summary: '修改密码',
  input: z.strictObject({ current: z.string().min(1).max(256), next: z.string().min(10).max(256) }),
  output: profileSchema,
})
