/** The filters of the list, each said in words. */
import { addMonths, monthOf } from '#core/month.ts'
import type { Organisation } from '#features/people/model.ts'
import { unitKinds } from '#features/people/model.ts'
import type { Filter, Option } from '#ui/filters.tsx'
import { sayMonth, todayOf } from '#ui/format.ts'
import { briefFilters, conclusions, validities } from '../model.ts'

/** what stands in the address: everything but where the list was left off */
export const addressFilters = briefFilters.omit({ cursor: true, limit: true })

export const searchHint = '搜企业、内容、人、编号'

const monthsShown = 24

export function filtersFor(
  organisation: Organisation | undefined,
  { block, month, negotiating }: { [name in 'block' | 'month' | 'negotiating']?: string | undefined },
  now: number,
): readonly Filter[] {
  const units = (organisation?.units ?? []).filter(({ blockId }) => block === undefined || blockId === block)
  return [
    { name: 'block', label: '区块', all: '全部区块', options: named(organisation?.blocks ?? []) },
    {
      name: 'unit',
      label: '单位',
      all: '全部单位',
      options: units.map(({ id, name }) => ({ value: id, label: name })),
    },
    { name: 'unitKind', label: '类别', all: '各类单位', options: entries(unitKinds) },
    { name: 'month', label: '月份', all: '各月', options: months(now, month) },
    { name: 'validity', label: '核实', all: '核实不限', options: entries(validities) },
    {
      name: 'ruled',
      label: '批示',
      all: '批示不限',
      options: [{ value: 'none', label: '未批示' }, ...entries(conclusions)],
    },
    {
      name: 'mine',
      label: '与我有关',
      all: '所有人的',
      options: [
        { value: 'written', label: '我写的' },
        { value: 'assigned', label: '交办我单位的' },
        { value: 'called', label: '@ 我的' },
      ],
    },
    // figures of a ranking lead here with it; a filter that works must be seen
    ...(negotiating
      ? [{ name: 'negotiating', label: '在谈', all: '在谈不限', options: [{ value: 'yes', label: '已转在谈' }] }]
      : []),
    { name: 'q', label: '搜索', all: searchHint },
  ]
}

function named(blocks: readonly { id: string; short: string }[]): readonly Option[] {
  return blocks.map(({ id, short }) => ({ value: id, label: short }))
}

function entries(vocabulary: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(vocabulary).map(([value, label]) => ({ value, label }))
}

/** a figure of an old ranking leads here with a month further back */
function months(now: number, chosen: string | undefined): readonly Option[] {
  const lately = Array.from({ length: monthsShown }, (_, back) => addMonths(monthOf(todayOf(now)), -back))
  const all = chosen === undefined || lately.includes(chosen) ? lately : [...lately, chosen]
  return all.map((month) => ({ value: month, label: sayMonth(month, now) }))
}
