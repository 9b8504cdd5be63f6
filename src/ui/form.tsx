/** Forms: one zod schema (the endpoint's input) checks the values and says at which field what is missing. */
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type * as z from 'zod'
import type { Refusal } from '#core/refusal.ts'

type Shape = z.ZodObject
export type Values<S extends Shape> = Partial<z.input<S>>
export type Name<S extends Shape> = keyof z.input<S> & string

export type Form<S extends Shape> = {
  readonly values: Values<S>
  readonly set: <N extends Name<S>>(name: N, value: z.input<S>[N] | undefined) => void
  readonly replace: (values: Values<S>) => void
  /** the first message of each field, shown after the first try to send */
  readonly errors: Readonly<Record<string, string>>
  /** for `<form onSubmit>`: checks, then calls; a returned refusal is shown at the fields it names */
  readonly submit: (send: (values: z.output<S>) => Promise<Refusal | null | undefined>) => (event?: FormEvent) => void
  readonly id: string
}

export function useForm<S extends Shape>(schema: S, initial: Values<S>): Form<S> {
  const id = useId()
  const [values, setValues] = useState<Values<S>>(initial)
  const [tried, setTried] = useState(false)
  const [told, setTold] = useState<Readonly<Record<string, string>>>({})
  const found = tried ? errorsIn(schema, values) : {}
  return {
    id,
    values,
    set: (name, value) => {
      setValues((old) => ({ ...old, [name]: value }))
      setTold(({ [name]: _, ...rest }) => rest)
    },
    replace: setValues,
    errors: { ...told, ...found },
    submit: (send) => (event) => {
      event?.preventDefault()
      setTried(true)
      const result = schema.safeParse(values)
      if (!result.success) return focusFirst(id, errorsIn(schema, values))
      void send(result.data as z.output<S>).then((refusal) => {
        // safeParse of S gives S's output
        if (!refusal) return setTold({})
        const said = errorsOf(refusal)
        setTold(said)
        focusFirst(id, said)
      })
    },
  }
}

export type Control<V> = {
  readonly id: string
  readonly value: V
  /** takes the value or the event of an input */
  readonly onChange: (next: unknown) => void
  readonly status: '' | 'error'
  readonly 'aria-invalid': boolean
  readonly 'aria-required': boolean
  readonly 'aria-describedby': string
}

/** Label, control, hint and message, tied together for those who listen. */
export function Field<S extends Shape, N extends Name<S>>({
  form,
  name,
  label,
  hint,
  optional = false,
  children,
}: {
  form: Form<S>
  name: N
  label: string
  hint?: ReactNode
  /** says 选填 after the label */
  optional?: boolean
  children: (control: Control<z.input<S>[N]>) => ReactNode
}) {
  const id = fieldId(form.id, name)
  const error = form.errors[name]
  const control: Control<z.input<S>[N]> = {
    id,
    value: form.values[name] as z.input<S>[N], // controls show an absent value as empty
    onChange: (next) => form.set(name, plain(next) as z.input<S>[N]), // checked by the schema before it is sent
    status: error ? 'error' : '',
    'aria-invalid': error !== undefined,
    'aria-required': !optional,
    'aria-describedby': `${id}-note`,
  }
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional ? <span className="field-optional">选填</span> : null}
      </label>
      {children(control)}
      <p className="field-note" id={`${id}-note`} aria-live="polite">
        {error ?? hint}
      </p>
    </div>
  )
}

/** A few choices shown at once, one of them taken: for at most seven short words. */
export function Choices<V extends string>({
  label,
  options,
  value,
  onChange,
  id,
}: {
  label: string
  options: readonly { readonly value: V; readonly label: string }[]
  value: V | undefined
  onChange: (value: V) => void
  id?: string
}) {
  const group = useId()
  return (
    <div role="radiogroup" aria-label={label} className="choices" {...(id ? { id } : {})}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'choice choice-on' : 'choice'}>
          <input
            type="radio"
            name={group}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`
}

/** Messages by field: the first of each, a nested path counts for its outer field. */
export function errorsIn(schema: Shape, values: unknown): Record<string, string> {
  const result = schema.safeParse(values)
  const found: Record<string, string> = {}
  for (const issue of result.success ? [] : result.error.issues) {
    const name = String(issue.path[0] ?? '')
    found[name] ??= sayIssue(issue, values)
  }
  return found
}

export function errorsOf(refusal: Refusal): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, say } of refusal.because) {
    if (field) found[field.split('.')[0] ?? field] ??= say
  }
  return found
}

/** zod's own English gives way to the officials' words; messages written in a schema (in Chinese) stand. */
function sayIssue(issue: z.core.$ZodIssue, values: unknown): string {
  if (/[\u4e00-\u9fff]/.test(issue.message)) return issue.message
  const given = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    values,
  ) // a path of zod leads through objects
  if (given === undefined || given === null || given === '') return '请填写'
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? `至少 ${issue.minimum} 个字` : `不能小于 ${issue.minimum}`
  if (issue.code === 'too_big')
    return issue.origin === 'string' ? `最多 ${issue.maximum} 个字` : `不能大于 ${issue.maximum}`
  return '填写的内容有误'
}

function plain(next: unknown): unknown {
  if (typeof next !== 'object' || next === null || !('target' in next)) return next
  return (next.target as HTMLInputElement).value // an event of an input
}

function focusFirst(formId: string, errors: Record<string, string>): void {
  const places = Object.keys(errors).flatMap((name) => document.getElementById(fieldId(formId, name)) ?? [])
  const [first] = places.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
  first?.focus()
}
