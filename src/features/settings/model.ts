/** The nouns of settings: what a number is that officials may change, and each time one was set. */
import * as z from 'zod'
import type { Role } from '#core/actor.ts'

/** Who sets it: business rules are the business administrator's, what keeps strangers out is the security administrator's. */
export type SetBy = Extract<Role, 'business-admin' | 'security-admin'>

type Given = {
  /** `subject.whatItIs`; units stand in the name */
  readonly key: string
  readonly title: string
  /** one line for those who set it: what changes when it changes */
  readonly about: string
  /** the document, or whose proposal it is */
  readonly source: string
  /** `block`: a block may have its own value, which goes before the city's */
  readonly scope: 'city' | 'block'
  readonly setBy: SetBy
}

export type NumberSetting = Given & {
  readonly kind: 'number'
  readonly unit: string
  readonly default: number
  readonly min: number
  readonly max: number
}
export type ChoiceSetting<C extends string = string> = Given & {
  readonly kind: 'choice'
  readonly default: C
  /** value → label, in the order in which people choose */
  readonly choices: Readonly<Record<C, string>>
}
export type SettingDefinition = NumberSetting | ChoiceSetting

/** A whole number. A default outside its own bounds stops the start. */
export function numberSetting(given: Omit<NumberSetting, 'kind'>): NumberSetting {
  const whole = [given.default, given.min, given.max].every(Number.isSafeInteger)
  if (!whole || given.default < given.min || given.default > given.max)
    throw new Error(`setting ${given.key}: default outside its bounds`)
  return checked({ ...given, kind: 'number' })
}

export function choiceSetting<const C extends string>(
  given: Given & { choices: Readonly<Record<C, string>>; default: NoInfer<C> },
): ChoiceSetting<C> {
  if (!Object.hasOwn(given.choices, given.default)) throw new Error(`setting ${given.key}: default is no choice`)
  return checked({ ...given, kind: 'choice' })
}

function checked<D extends SettingDefinition>(definition: D): D {
  if (!/^[a-z]+\.[a-z][A-Za-z]*$/.test(definition.key)) throw new Error(`setting ${definition.key}: bad key`)
  if (definition.source === '') throw new Error(`setting ${definition.key}: no source`)
  return Object.freeze(definition)
}

export const settingValue = z.union([z.int(), z.string().max(40)])
export type SettingValue = z.infer<typeof settingValue>

/** One time that a setting was set, as rules read it. */
export type SettingRow = {
  key: string
  /** null: for the whole city */
  blockId: string | null
  value: unknown
  effectiveFrom: string
  setAt: string
}

export const settingSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  about: z.string(),
  kind: z.enum(['number', 'choice']),
  unit: z.string().nullable(),
  min: z.int().nullable(),
  max: z.int().nullable(),
  choices: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  default: settingValue,
  source: z.string(),
  scope: z.enum(['city', 'block']),
  setBy: z.enum(['business-admin', 'security-admin']),
  /** in force today for the city */
  value: settingValue,
  /** blocks with a value of their own today */
  blocks: z.array(z.strictObject({ blockId: z.uuid(), blockName: z.string(), value: settingValue })),
  /** newest first */
  history: z.array(
    z.strictObject({
      id: z.uuid(),
      blockId: z.uuid().nullable(),
      blockName: z.string().nullable(),
      value: settingValue,
      effectiveFrom: z.iso.date(),
      document: z.string(),
      setByName: z.string(),
      setAt: z.string(),
    }),
  ),
})
export type Setting = z.infer<typeof settingSchema>

export const settingListSchema = z.strictObject({
  today: z.iso.date(),
  /** no date before this one may be given to a new value */
  earliest: z.iso.date(),
  blocks: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
  rows: z.array(settingSchema),
})
export type SettingList = z.infer<typeof settingListSchema>

export const setInput = z.strictObject({
  key: z.string().max(60),
  blockId: z.uuid().nullable(),
  value: settingValue,
  effectiveFrom: z.iso.date(),
  document: z.string().trim().min(2, '请写明依据的文件').max(200),
})
export type SetInput = z.infer<typeof setInput>

/** @public Events this feature tells the ledger. */
export const events = ['setting.set'] as const
