/** How a setting's value is said. */
import { dayZh } from '#core/calendar.ts'
import { sayCount } from '#ui/format.ts'
import type { SetInput, Setting, SettingValue } from '../model.ts'

/** 3 个工作日; 按有效数 */
export function sayValue({ kind, unit, choices }: Setting, value: SettingValue): string {
  if (kind === 'choice') return choices.find((choice) => choice.value === value)?.label ?? String(value)
  return `${sayCount(Number(value))} ${unit ?? ''}`
}

/** The key in an address: one with a dot looks like a file's name to servers. */
export function addressOf(key: string): string {
  return key.replace('.', '-')
}

/** What is wrong with a typed value; null: it may be sent. The server asks the same of every door. */
export function faultOf({ kind, min, max, unit, choices }: Setting, value: unknown): string | null {
  if (kind === 'choice') return choices.some((choice) => choice.value === value) ? null : '请选择'
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= (min ?? 0) && value <= (max ?? value))
    return null
  return `应为 ${min} 到 ${max} ${unit ?? ''}之间的整数`
}

/** The value that the new one takes the place of: the block's own, else the city's. */
export function valueFor(setting: Setting, blockId: string | null): SettingValue {
  return setting.blocks.find((own) => own.blockId === blockId)?.value ?? setting.value
}

/** 15 天 → 30 天，自 2022年11月10日 起，依据 舟招办〔2022〕9号 */
export function sayPlan(setting: Setting, { value, blockId, effectiveFrom, document }: SetInput): string {
  const change = `${sayValue(setting, valueFor(setting, blockId))} → ${sayValue(setting, value)}`
  return `${change}，自 ${dayZh(effectiveFrom)} 起，依据 ${document}`
}

/** The document by which the city's value of today was set; without one, where the default comes from. */
export function sourceOf({ history, source }: Setting, today: string): string {
  return history.find((past) => past.blockId === null && past.effectiveFrom <= today)?.document ?? source
}
