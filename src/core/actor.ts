/** Who acts: a person with the posts that are in force now, or a job. The same shape in the server and in the browser. */
import * as z from 'zod'

/** The posts of the trade (岗位). Three administrators stand apart: nobody holds two of them and none does business. */
export const roles = {
  reporter: '报送员',
  'unit-head': '单位负责人',
  verifier: '区块核实岗',
  publisher: '区块发布岗',
  'block-leader': '区块领导',
  'city-leader': '市领导',
  recogniser: '市级认定岗',
  'business-admin': '市级业务管理岗',
  'joint-reviewer': '联审单位',
  'unit-admin': '单位管理员',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
} as const

export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]] // keys of a literal object are exactly its Role union

export const postSchema = z.strictObject({
  id: z.uuid(),
  role: z.enum(roleNames),
  unitId: z.uuid(),
  unitName: z.string(),
  /** the block, or 市本级, in which the unit is ranked today */
  blockId: z.uuid(),
  blockName: z.string(),
  /** true for 市本级 */
  cityLevel: z.boolean(),
  acting: z.boolean(),
})
export type Post = z.infer<typeof postSchema>

export const actorSchema = z.strictObject({
  kind: z.enum(['person', 'system']),
  tenantId: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  posts: z.array(postSchema),
  /** persons for whom this one may act (代录), with what they may be acted for: their leader posts */
  delegations: z.array(z.strictObject({ personId: z.uuid(), name: z.string(), posts: z.array(postSchema) })),
  /**
   * what this person can read, as keys that meet a row's `audience`:
   * p:person, w:unit:person (what this one wrote there), u:unit, h:unit (its heads), b:block (everybody in it),
   * l:block (its leaders), v:block (its verifiers and publishers),
   * R (city recognisers and business administrators), J (联审单位), L (city leaders), A (audit administrators)
   */
  keys: z.array(z.string()),
})
export type Actor = z.infer<typeof actorSchema>

export function holds(actor: Actor, role: Role, where: { unitId?: string; blockId?: string } = {}): boolean {
  return actor.posts.some(
    (post) =>
      post.role === role &&
      (where.unitId === undefined || post.unitId === where.unitId) &&
      (where.blockId === undefined || post.blockId === where.blockId),
  )
}

export function belongsTo(actor: Actor, unitId: string): boolean {
  return actor.posts.some((post) => post.unitId === unitId)
}
