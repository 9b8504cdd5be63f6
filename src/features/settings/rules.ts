/** Which value is in force on a day, and which new one may be set. */
import { addDays, dayZh, isDay } from '#core/calendar.ts'
import type { Because } from '#core/refusal.ts'
import type { SetInput, SettingDefinition, SettingRow, SettingValue } from './model.ts'
import { definitionOf, registry, type Settings } from './registry/index.ts'

/** A document is known at most this long ahead. */
const aheadDays = 731

/**
 * The numbers of that day: the block's own before the city's before the default. Of two set for the same first day the one
 * set later holds. Rows may come in any order and hold other keys.
 */
export function settingsAt(rows: readonly SettingRow[], day: string, blockId: string | null = null): Settings {
  const values = Object.values(registry).map((definition) => [definition.key, valueAt(definition, rows, day, blockId)])
  return Object.fromEntries(values) as Settings // every key of the registry with a value its own definition fits
}

export function valueAt(
  definition: SettingDefinition,
  rows: readonly SettingRow[],
  day: string,
  blockId: string | null,
): SettingValue {
  const city = inForce(definition, rows, day, null)
  const own = blockId !== null && definition.scope === 'block' ? inForce(definition, rows, day, blockId) : undefined
  return own ?? city ?? definition.default
}

function inForce(
  definition: SettingDefinition,
  rows: readonly SettingRow[],
  day: string,
  blockId: string | null,
): SettingValue | undefined {
  let latest: SettingRow | undefined
  for (const row of rows) {
    if (row.key !== definition.key || row.blockId !== blockId || row.effectiveFrom > day) continue
    if (!latest || ordered(row) > ordered(latest)) latest = row
  }
  // bounds may have been narrowed since: the past is judged by what was set then
  return latest && fitsKind(definition, latest.value) ? latest.value : undefined
}

function ordered({ effectiveFrom, setAt }: SettingRow): string {
  return `${effectiveFrom} ${setAt}`
}

function fitsKind(definition: SettingDefinition, value: unknown): value is SettingValue {
  return definition.kind === 'number'
    ? Number.isSafeInteger(value)
    : typeof value === 'string' && Object.hasOwn(definition.choices, value)
}

/**
 * The first day that a new value may name. Documents reach the office late and say 自某月1日起施行, so this month may still
 * be changed; earlier months have been counted and published.
 */
export function earliestFrom(today: string): string {
  return `${today.slice(0, 8)}01`
}

/** What is wrong with a new value; none: it may be set. */
export function faultsIn(input: SetInput, today: string, knownBlocks: ReadonlySet<string>): Because[] {
  const definition = definitionOf(input.key)
  if (!definition) return [{ say: '没有这项参数', field: 'key' }]
  return [
    ...valueFaults(definition, input.value),
    ...scopeFaults(definition, input, knownBlocks),
    ...dayFaults(input, today),
  ]
}

function valueFaults(definition: SettingDefinition, value: SettingValue): Because[] {
  if (!fitsKind(definition, value))
    return [{ say: definition.kind === 'number' ? '应为整数' : '不在可选范围内', field: 'value' }]
  if (definition.kind === 'choice' || (Number(value) >= definition.min && Number(value) <= definition.max)) return []
  return [{ say: `应在 ${definition.min} 到 ${definition.max} ${definition.unit}之间`, field: 'value' }]
}

function scopeFaults(definition: SettingDefinition, { blockId }: SetInput, known: ReadonlySet<string>): Because[] {
  if (blockId === null) return []
  if (definition.scope === 'city') return [{ say: '这项参数全市统一，不能按区块设置', field: 'blockId' }]
  return known.has(blockId) ? [] : [{ say: '没有这个区块', field: 'blockId' }]
}

function dayFaults({ effectiveFrom }: SetInput, today: string): Because[] {
  const earliest = earliestFrom(today)
  if (!isDay(effectiveFrom) || effectiveFrom < earliest)
    return [{ say: `以前月份已经计数，施行日期不能早于${dayZh(earliest)}`, field: 'effectiveFrom' }]
  return effectiveFrom > addDays(today, aheadDays) ? [{ say: '施行日期最远为两年后', field: 'effectiveFrom' }] : []
}

/** Markdown for docs/generated/rules.md: each setting with its bounds, default and source. */
export function settingsTable(definitions: readonly SettingDefinition[]): string {
  const lines = definitions.map((definition) => {
    const { key, title, scope, source } = definition
    const [value, bounds] =
      definition.kind === 'number'
        ? [`${definition.default} ${definition.unit}`, `${definition.min}～${definition.max}`]
        : [definition.choices[definition.default] ?? definition.default, Object.values(definition.choices).join('、')]
    return `| ${title} \`${key}\` | ${value} | ${bounds} | ${scope === 'city' ? '全市' : '全市，区块可另设'} | ${source} |`
  })
  return [
    '## 参数 settings',
    '',
    '| 参数 | 默认 | 范围 | 层级 | 来源 |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n')
}
