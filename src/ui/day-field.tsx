/** A day, said as officials say it; the browser's own box, which speaks the browser's language, stands behind the words. */
import { sayDay } from './format.ts'
import { useNow } from './now.ts'
import './day-field.css'

type DayFieldProps = {
  readonly id: string
  readonly value: string | null | undefined
  /** null: no day */
  readonly onChange: (day: string | null) => void
  readonly min?: string
  readonly max?: string
  readonly 'aria-invalid'?: boolean
  readonly 'aria-required'?: boolean
  readonly 'aria-describedby'?: string
  /** where no visible label is tied to it */
  readonly 'aria-label'?: string
}

export function DayField({ value, onChange, ...control }: DayFieldProps) {
  const now = useNow()
  return (
    <span className={control['aria-invalid'] ? 'day-field day-field-wrong' : 'day-field'}>
      <span className={value ? 'day-field-said' : 'day-field-said soft'} aria-hidden="true">
        {value ? sayDay(value, now) : '选日期'}
      </span>
      <input
        {...control}
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
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
