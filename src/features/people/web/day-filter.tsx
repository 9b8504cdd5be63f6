/** A day among the filters of a page. */
import { Input } from 'antd'
import { useId } from 'react'

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
      <Input id={id} type="date" value={day ?? ''} onChange={(event) => set(event.target.value || undefined)} />
    </div>
  )
}
