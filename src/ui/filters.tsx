/** Filters in one row, said in words, kept in the address, so that a view can be sent to a colleague. */
import { useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type * as z from 'zod'
import type { Chosen, Filter } from './filter.ts'
import { sayCount } from './format.ts'
import { useGo } from './link.tsx'
import { useWide } from './screen.tsx'
import { SlideSheet } from './sheet.tsx'

export type { Filter, Option } from './filter.ts'

/** fetched when they are shown: on a phone not before the sheet opens */
const FilterFields = lazy(async () => ({ default: (await import('./filter-fields.tsx')).FilterFields }))

/** What the address says, read by the schema; what does not fit is left out, so that an old link still opens. */
export function useFilters<S extends z.ZodObject>(
  schema: S,
): readonly [Partial<z.output<S>>, (patch: { readonly [K in keyof z.input<S>]?: string | undefined }) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown> // an address's query is an object of unknown values
  const go = useGo()
  const value: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(schema.shape)) {
    const result = (part as z.ZodType).safeParse(search[name]) // every part of an object's shape is a schema
    if (result.success && result.data !== undefined) value[name] = result.data
  }
  const set = (patch: object) => go({ to: '.', search: { ...search, ...patch } }, { replace: true })
  return [value as Partial<z.output<S>>, set] // each part was parsed by its own schema
}

export function Filters({
  filters,
  value,
  set,
  count,
  capped = false,
  counter = '条',
  children,
}: {
  filters: readonly Filter[]
  value: Chosen
  set: (patch: Record<string, string | undefined>) => void
  /** how many rows that makes; undefined while it is not known */
  count?: number | undefined
  /** the count stands for 「至少」 */
  capped?: boolean
  /** what is counted: 条, 人 */
  counter?: string
  children?: ReactNode
}) {
  const wide = useWide()
  const [open, setOpen] = useState(false)
  const sentence = sentenceOf(filters, value, count, capped, counter)
  const clear = () => set(Object.fromEntries(filters.map(({ name }) => [name, undefined])))
  const any = filters.some(({ name }) => value[name] !== undefined)
  const fields = (
    <Suspense fallback={<div className="filters-wait" />}>
      <FilterFields filters={filters} value={value} set={set} stacked={!wide} />
    </Suspense>
  )
  if (wide) {
    return (
      <search className="filters" aria-label="筛选">
        {fields}
        {children}
        {any ? (
          <Button type="text" onClick={clear}>
            全部清除
          </Button>
        ) : null}
        <p className="filters-say" role="status">
          {sentence}
        </p>
      </search>
    )
  }
  return (
    <search className="filters" aria-label="筛选">
      <button type="button" className="filters-open" onClick={() => setOpen(true)}>
        <span role="status">{sentence}</span>
        <span className="filters-verb">筛选</span>
      </button>
      <SlideSheet
        title="筛选"
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={clear}>全部清除</Button>
            <Button type="primary" onClick={() => setOpen(false)}>
              看结果
            </Button>
          </>
        }
      >
        {fields}
        {children}
      </SlideSheet>
    </search>
  )
}

/** 132 条; 1 万条; 50 人 */
function sayTotal(count: number, counter: string): string {
  return count > 0 && count % 10_000 === 0 ? `${count / 10_000} 万${counter}` : `${sayCount(count)} ${counter}`
}

/** 定海 · 11月 · 有效 · 132 条; 1 万条以上 */
export function sentenceOf(
  filters: readonly Filter[],
  value: Chosen,
  count: number | undefined,
  capped = false,
  counter = '条',
): string {
  const said = filters.flatMap(({ name, options }) => {
    const chosen = value[name]
    if (chosen === undefined) return []
    return options ? (options.find((option) => option.value === chosen)?.label ?? []) : `“${chosen}”`
  })
  const number = count === undefined ? [] : `${sayTotal(count, counter)}${capped ? '以上' : ''}`
  return [...(said.length > 0 ? said : ['全部']), ...[number].flat()].join(' · ')
}
