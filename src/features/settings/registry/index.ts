/** Every setting of the city, in the order in which its page shows them. */
import type { ChoiceSetting, NumberSetting, SettingDefinition } from '../model.ts'
import { checkHours, publicity, rankBy, topN } from './boards.ts'
import {
  draftDays,
  judgementUndoMinutes,
  judgeWithinDays,
  lateContactDays,
  recallSeconds,
  respondWithinDays,
  undoSeconds,
} from './briefs.ts'
import { minLength, rememberDays } from './sessions.ts'

export const registry = {
  'brief.respondWithinDays': respondWithinDays,
  'brief.judgeWithinDays': judgeWithinDays,
  'brief.recallSeconds': recallSeconds,
  'brief.undoSeconds': undoSeconds,
  'brief.judgementUndoMinutes': judgementUndoMinutes,
  'brief.lateContactDays': lateContactDays,
  'brief.draftDays': draftDays,
  'board.rankBy': rankBy,
  'board.publicity': publicity,
  'board.topN': topN,
  'board.checkHours': checkHours,
  'session.rememberDays': rememberDays,
  'password.minLength': minLength,
} as const satisfies Readonly<Record<string, SettingDefinition>>

for (const [key, definition] of Object.entries(registry))
  if (key !== definition.key) throw new Error(`setting ${definition.key} is listed as ${key}`)

export type SettingKey = keyof typeof registry
type ValueOf<D> = D extends NumberSetting ? number : D extends ChoiceSetting<infer C> ? C : never
/** The values in force, by key. */
export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof registry)[K]> }

export function definitionOf(key: string): SettingDefinition | undefined {
  return Object.hasOwn(registry, key) ? registry[key as SettingKey] : undefined // the line before has just looked
}
