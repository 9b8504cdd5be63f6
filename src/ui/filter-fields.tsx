/** The fields of the filters: a choice, or words to search for. */
import { Input, Select } from 'antd'
import { useId } from 'react'
import type { Chosen, Filter } from './filter.ts'
import { useSearchKey } from './keyboard.tsx'

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
  return filters.map((filter) => (
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
        <Words id={id} filter={filter} value={value} set={set} />
      )}
    </div>
  )
}

/** Words are searched when they are finished (Enter or leaving the field), not at every letter. */
function Words({ id, filter, value, set }: { id: string; filter: Filter; value: string | undefined; set: Set }) {
  const field = useSearchKey<{ focus: () => void }>()
  const take = (text: string) => {
    const next = text.trim() || undefined
    if (next !== value) set({ [filter.name]: next })
  }
  return (
    <Input
      id={id}
      key={value ?? ''}
      ref={field as never} // antd's handle has focus(), which is all that the key needs
      type="search"
      placeholder={filter.all}
      defaultValue={value ?? ''}
      allowClear
      onPressEnter={(event) => take(event.currentTarget.value)}
      onBlur={(event) => take(event.target.value)}
    />
  )
}
