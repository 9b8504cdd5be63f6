/** The plain bones of a page: things under each other, beside each other, sections, and facts with their names. */
import type { ReactNode } from 'react'

export function Stack({ children, gap = 'normal' }: { children: ReactNode; gap?: 'small' | 'normal' | 'large' }) {
  return <div className={`stack stack-${gap}`}>{children}</div>
}

/** Beside each other, wrapping where the line is full. */
export function Row({ children, apart = false }: { children: ReactNode; apart?: boolean }) {
  return <div className={apart ? 'row row-apart' : 'row'}>{children}</div>
}

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** A sheet of paper: the one surface of the kit; never put into another. */
export function Sheet({ children, label }: { children: ReactNode; label?: string }) {
  return label ? (
    <section className="paper" aria-label={label}>
      {children}
    </section>
  ) : (
    <div className="paper">{children}</div>
  )
}

export type Fact = { readonly name: string; readonly value: ReactNode }

/** Names and values under each other; facts without a value are left out. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Words only for those who listen to the page. */
export function Unseen({ children }: { children: ReactNode }) {
  return <span className="unseen">{children}</span>
}
