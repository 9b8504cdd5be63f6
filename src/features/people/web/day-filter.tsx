/** A day among the filters of a page. */
import { useId } from 'react'
import { DayField } from '#ui/day-field.tsx'

export function DayFilter({
  label,
  day,
  set,
}: {
  label: string
  day: string | undefined
  set: (day: string | undefined) => void
}) {
  const id = useId()
  return (
    <div className="filter people-on">
      <label htmlFor={id}>{label}</label>
      <DayField id={id} value={day} onChange={(next) => set(next ?? undefined)} />
    </div>
  )
}
