/** Choosing units of the city, by block and name. */
import { Select } from 'antd'
import { useMemo } from 'react'
import type { Organisation } from '#features/people/model.ts'
import type { CellControl } from './cell.tsx'

type Base = {
  readonly organisation: Organisation | undefined
  readonly control?: CellControl
  readonly label: string
  readonly placeholder: string
  /** those who may not be chosen */
  readonly without?: readonly string[]
}

export function UnitField({ value, onChange, ...base }: Base & { value: string; onChange: (id: string) => void }) {
  const options = useUnitOptions(base)
  return (
    <Select
      {...(base.control ?? {})}
      aria-label={base.label}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={base.placeholder}
      value={value || null}
      onChange={(id: string | null) => onChange(id ?? '')}
      options={options}
      style={{ width: '100%' }}
      {...(base.control ? { variant: 'borderless' as const } : {})}
    />
  )
}

export function UnitsField({
  value,
  onChange,
  ...base
}: Base & { value: readonly string[]; onChange: (ids: readonly string[]) => void }) {
  const options = useUnitOptions(base)
  return (
    <Select
      {...(base.control ?? {})}
      mode="multiple"
      aria-label={base.label}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={base.placeholder}
      value={[...value]}
      onChange={(ids: string[]) => onChange(ids)}
      options={options}
      style={{ width: '100%' }}
      {...(base.control ? { variant: 'borderless' as const } : {})}
    />
  )
}

function useUnitOptions({ organisation, without = [] }: Base) {
  return useMemo(
    () =>
      (organisation?.blocks ?? []).map((block) => ({
        label: block.short,
        options: (organisation?.units ?? [])
          .filter(({ blockId, id }) => blockId === block.id && !without.includes(id))
          .map(({ id, name }) => ({ value: id, label: name })),
      })),
    [organisation, without],
  )
}
