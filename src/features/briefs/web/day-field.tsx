/** A day, said as officials say it; the browser's own calendar opens behind it. */
import { sayDay } from '#ui/format.ts'
import { useNow } from '#ui/now.ts'
import type { CellControl } from './cell.tsx'

export function DayField({
  value,
  onChange,
  control,
  min,
  max,
}: {
  value: string
  onChange: (day: string) => void
  control: CellControl
  min?: string
  max?: string
}) {
  const now = useNow()
  return (
    <span className="day">
      <span className={value ? 'day-said' : 'day-said soft'} aria-hidden="true">
        {value ? sayDay(value, now) : '选日期'}
      </span>
      <input
        {...control}
        type="date"
        value={value}
        {...(min ? { min } : {})}
        {...(max ? { max } : {})}
        onChange={(event) => onChange(event.target.value)}
        onClick={(event) => openCalendar(event.currentTarget)}
      />
    </span>
  )
}

function openCalendar(field: HTMLInputElement): void {
  try {
    field.showPicker()
  } catch {
    // old browsers have no showPicker, and some forbid it inside frames: the field can be typed into there
  }
}
