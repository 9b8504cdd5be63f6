/** How a setting's value is said. */
import { sayCount } from '#ui/format.ts'
import type { Setting, SettingValue } from '../model.ts'

/** 3 个工作日; 按有效数 */
export function sayValue({ kind, unit, choices }: Setting, value: SettingValue): string {
  if (kind === 'choice') return choices.find((choice) => choice.value === value)?.label ?? String(value)
  return `${sayCount(Number(value))} ${unit ?? ''}`
}

/** The key in an address: one with a dot looks like a file's name to servers. */
export function addressOf(key: string): string {
  return key.replace('.', '-')
}
