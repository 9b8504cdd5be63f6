/** The nouns of people: 区块 blocks, 单位 units, persons and their dated posts. */
import * as z from 'zod'
import { postSchema, roleNames } from '#core/actor.ts'

export const blockKinds = { county: '县（区）', zone: '功能区', 'city-level': '市本级' } as const
/** how units are grouped on a board: 镇街, 局办 and 驻外 are never ranked against each other */
export const unitKinds = {
  town: '镇街',
  bureau: '局办',
  posted: '驻外招商组',
  park: '园区',
  company: '国企',
} as const
export const unitKindNames = Object.keys(unitKinds) as [UnitKind, ...UnitKind[]] // keys of a literal object are exactly its union
export type UnitKind = keyof typeof unitKinds

export const blockSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  short: z.string(),
  kind: z.enum(['county', 'zone', 'city-level']),
  /** GB/T 2260; zones have none */
  regionCode: z.string().nullable(),
})
export type Block = z.infer<typeof blockSchema>

export const unitSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  short: z.string(),
  kind: z.enum(['town', 'bureau', 'posted', 'park', 'company']),
  /** where it is ranked on the day asked for */
  blockId: z.uuid(),
  /** for posted teams: who sent it and where it works; neither says where a trip went */
  sendingUnitId: z.uuid().nullable(),
  postCity: z.string().nullable(),
  version: z.int(),
})
export type Unit = z.infer<typeof unitSchema>

export const townshipSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  countyCode: z.string(),
  blockId: z.uuid().nullable(),
})

export const organisationSchema = z.strictObject({
  city: z.string(),
  on: z.iso.date(),
  blocks: z.array(blockSchema),
  units: z.array(unitSchema),
  townships: z.array(townshipSchema),
})
export type Organisation = z.infer<typeof organisationSchema>

const unitName = z.string().trim().min(2, '至少两个字').max(60)
const unitShort = z.string().trim().min(1, '请填写简称').max(20)

export const addUnitInput = z.strictObject({
  name: unitName,
  short: unitShort,
  kind: z.enum(unitKindNames),
  blockId: z.uuid(),
  fromDay: z.iso.date(),
  sendingUnitId: z.uuid().nullable(),
  postCity: z.string().trim().max(20).nullable(),
})
export type AddUnitInput = z.infer<typeof addUnitInput>
export const renameUnitInput = z.strictObject({ name: unitName, short: unitShort })
export const moveUnitInput = z.strictObject({
  blockId: z.uuid(),
  fromDay: z.iso.date(),
  /** a town's own township, which goes along; null: the land stays where it belongs */
  townshipCode: z
    .string()
    .regex(/^\d{9}$/)
    .nullable(),
})
export type MoveUnitInput = z.infer<typeof moveUnitInput>

export const datedPostSchema = z.strictObject({
  ...postSchema.shape,
  fromDay: z.iso.date(),
  /** the first day on which it is no longer held */
  toDay: z.iso.date().nullable(),
  document: z.string().nullable(),
})
export type DatedPost = z.infer<typeof datedPostSchema>

export const personSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** shown to its owner and to the system and security administrators only */
  account: z.string().nullable(),
  /** 138****0000; the full number is shown to nobody here */
  phoneMasked: z.string().nullable(),
  active: z.boolean(),
  version: z.int(),
  posts: z.array(datedPostSchema),
})
export type Person = z.infer<typeof personSchema>

export const personListSchema = z.strictObject({
  rows: z.array(personSchema),
  next: z.string().nullable(),
})

const password = z.string().min(8, '至少8位').max(256)
/** letters, digits, dot, dash and underscore: it is typed on phones */
const account = z
  .string()
  .trim()
  .regex(/^[A-Za-z][\w.-]{2,31}$/, '3到32位，字母开头，可用字母、数字、点、横线和下划线')

export const addPersonInput = z.strictObject({
  name: z.string().trim().min(2, '请填写姓名').max(40),
  account,
  phone: z
    .string()
    .trim()
    .regex(/^1[3-9]\d{9}$/, '应为11位手机号')
    .nullable(),
  /** a first one, told by word of mouth; must be changed at the first sign-in */
  password,
})
export const setAccountInput = z.strictObject({ account, password })
export const suspendInput = z.strictObject({
  active: z.boolean(),
  reason: z.string().trim().min(1, '请写明原因').max(200),
})

export const appointInput = z.strictObject({
  role: z.enum(roleNames),
  unitId: z.uuid(),
  acting: z.boolean(),
  fromDay: z.iso.date(),
  /** the first day on which it is no longer held; null: until further notice */
  toDay: z.iso.date().nullable(),
  document: z.string().trim().max(120).nullable(),
})
export type AppointInput = z.infer<typeof appointInput>

export const leaveInput = z.strictObject({
  postId: z.uuid(),
  /** the first day on which it is no longer held */
  toDay: z.iso.date(),
  /** who takes over what is still open; null leaves it with the unit */
  successorId: z.uuid().nullable(),
  reason: z.string().trim().min(1, '请写明原因').max(200),
})
export type LeaveInput = z.infer<typeof leaveInput>

export const delegateInput = z.strictObject({
  delegateId: z.uuid(),
  toDay: z.iso.date().nullable(),
})

export const profileSchema = z.strictObject({
  person: personSchema,
  delegates: z.array(
    z.strictObject({
      id: z.uuid(),
      personId: z.uuid(),
      name: z.string(),
      fromDay: z.iso.date(),
      toDay: z.iso.date().nullable(),
    }),
  ),
  sessions: z.array(
    z.strictObject({
      id: z.uuid(),
      deviceName: z.string(),
      startedAt: z.string(),
      lastSeenAt: z.string(),
      expiresAt: z.string(),
      current: z.boolean(),
    }),
  ),
  /** a new password has at least so many characters */
  passwordMinLength: z.int(),
})
export type Profile = z.infer<typeof profileSchema>

export const accessListSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: z.uuid(),
      at: z.string(),
      personId: z.uuid(),
      personName: z.string(),
      verb: z.string(),
      /** a thing by kind and id, never its text */
      subject: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  next: z.string().nullable(),
})

/** @public Events this feature tells the ledger. */
export const events = [
  'person.added',
  'person.appointed',
  'person.left',
  'person.suspended',
  'person.restored',
  'person.delegated',
  'person.undelegated',
  'account.set',
  'unit.added',
  'unit.moved',
  'unit.renamed',
  'session.revoked',
  'password.changed',
] as const
