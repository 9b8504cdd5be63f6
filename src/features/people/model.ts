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

export const datedPostSchema = z.strictObject({
  ...postSchema.shape,
  fromDay: z.iso.date(),
  toDay: z.iso.date().nullable(),
  document: z.string().nullable(),
})

export const personSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
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

export const appointInput = z.strictObject({
  role: z.enum(roleNames),
  unitId: z.uuid(),
  acting: z.boolean(),
  fromDay: z.iso.date(),
  document: z.string().trim().max(120).nullable(),
})

export const leaveInput = z.strictObject({
  postId: z.uuid(),
  toDay: z.iso.date(),
  /** who takes over what is still open; null leaves it with the unit */
  successorId: z.uuid().nullable(),
  reason: z.string().trim().min(1).max(200),
})

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
})

/** Events this feature tells the ledger. */
export const events = [
  'person.added',
  'person.appointed',
  'person.left',
  'person.delegated',
  'unit.added',
  'unit.moved',
  'block.added',
  'session.revoked',
  'password.changed',
] as const
