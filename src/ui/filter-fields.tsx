/** The fields of the filters: a choice, or words to search for. */
import { Select } from 'antd'
import { useId } from 'react'
import type { Chosen, Filter } from './filter.ts'
import { SearchField } from './search-field.tsx'

type Set = (patch: Record<string, string | undefined>) => void

export function FilterFields({
  filters,
  value,
  set,
  stacked,
}: {
  filters: readonly Filter[]
  value: Chosen
  set: Set
  stacked: boolean
}) {
  return filters
    .filter(({ aside }) => !aside)
    .map((filter) => (
      <FilterField key={filter.name} filter={filter} value={value[filter.name]} set={set} stacked={stacked} />
    ))
}

function FilterField({
  filter,
  value,
  set,
  stacked,
}: {
  filter: Filter
  value: string | undefined
  set: Set
  stacked: boolean
}) {
  const id = useId()
  return (
    <div className={stacked ? 'field' : 'filter'}>
      <label htmlFor={id} className={stacked ? '' : 'unseen'}>
        {filter.label}
      </label>
      {filter.options ? (
        <Select
          id={id}
          aria-label={filter.label}
          value={value ?? ''}
          onChange={(next: string) => set({ [filter.name]: next || undefined })}
          options={[{ value: '', label: filter.all }, ...filter.options]}
          showSearch={filter.options.length > 12 ? { optionFilterProp: 'label' } : false}
          popupMatchSelectWidth={false}
          style={{ width: stacked ? '100%' : undefined, minWidth: 96 }}
        />
      ) : (
        <SearchField id={id} placeholder={filter.all} value={value} set={(words) => set({ [filter.name]: words })} />
      )}
    </div>
  )
}
