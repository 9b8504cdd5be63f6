/** One line of the form: name, control, from which words of the text its value came, and what is wrong with it. */
import { type ReactNode, useId } from 'react'
import type { Span } from '../rules/span.ts'

export type Light = (span: Span) => void

export type CellControl = {
  readonly id: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string
  /** where no label stands beside it */
  readonly 'aria-label'?: string
}

export function Cell({
  label,
  source,
  error,
  light,
  children,
}: {
  label: string
  source?: Span | undefined
  error?: string | undefined
  light: Light
  children: (control: CellControl) => ReactNode
}) {
  const id = useId()
  return (
    <div className={error ? 'cell cell-wrong' : 'cell'}>
      <div className="cell-head">
        <label className="cell-name" htmlFor={id}>
          {label}
        </label>
        {source && !error ? <Source span={source} light={light} label={label} /> : null}
      </div>
      <div className="cell-value">
        {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': `${id}-note` })}
        <div id={`${id}-note`} className="cell-error">
          {error}
        </div>
      </div>
    </div>
  )
}

/** A tap shows the words in the text. */
function Source({ span, light, label }: { span: Span; light: Light; label: string }) {
  return (
    <button
      type="button"
      className="source"
      title={span.text}
      onClick={() => light(span)}
      aria-label={`${label}读自原文：${span.text}`}
    >
      原文
    </button>
  )
}
