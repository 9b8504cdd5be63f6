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
  value,
  error,
  light,
  children,
}: {
  label: string
  source?: Span | undefined
  /** the value as text: where it stands in the source word for word, the source is not said again */
  value?: string | undefined
  error?: string | undefined
  light: Light
  children: (control: CellControl) => ReactNode
}) {
  const id = useId()
  return (
    <div className={error ? 'cell cell-wrong' : 'cell'}>
      <label className="cell-name" htmlFor={id}>
        {label}
      </label>
      <div className="cell-value">
        {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': `${id}-note` })}
        <div id={`${id}-note`} className="cell-note">
          {error ? <span className="cell-error">{error}</span> : null}
          {source && !error ? <Source span={source} value={value} light={light} label={label} /> : null}
        </div>
      </div>
    </div>
  )
}

function Source({ span, value, light, label }: { span: Span; value: string | undefined; light: Light; label: string }) {
  return (
    <button type="button" className="source" onClick={() => light(span)} aria-label={`${label}读自原文：${span.text}`}>
      原文{value === span.text ? '' : `「${shortOf(span.text)}」`}
    </button>
  )
}

function shortOf(text: string): string {
  const plain = text.replace(/\s+/g, ' ')
  return plain.length > 24 ? `${plain.slice(0, 23)}…` : plain
}
