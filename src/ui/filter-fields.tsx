/** The fields of the filters: a choice, or words to search for. */
import { Input, Select } from 'antd'
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
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

/** Long enough that a name typed at one go is asked for once. */
const restMs = 300

/** Words are searched while they are typed, at each rest; letters that are still becoming Chinese are not. */
function Words({ id, filter, value, set }: { id: string; filter: Filter; value: string | undefined; set: Set }) {
  const field = useSearchKey<{ focus: () => void }>()
  const [text, setText] = useState(value ?? '')
  const [composing, setComposing] = useState(false)
  const asked = useRef(value)
  const { name } = filter
  useEffect(() => {
    // changed from elsewhere: cleared, or an address that was opened
    if (value === asked.current) return
    asked.current = value
    setText(value ?? '')
  }, [value])
  const take = useEffectEvent(() => {
    const next = text.trim() || undefined
    if (next === asked.current) return
    asked.current = next
    set({ [name]: next })
  })
  useEffect(() => {
    if (composing || (text.trim() || undefined) === asked.current) return
    const rest = setTimeout(take, restMs)
    return () => clearTimeout(rest)
  }, [text, composing])
  return (
    <Input
      id={id}
      ref={field as never} // antd's handle has focus(), which is all that the key needs
      type="search"
      placeholder={filter.all}
      value={text}
      allowClear
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onPressEnter={take}
      onBlur={take}
    />
  )
}
