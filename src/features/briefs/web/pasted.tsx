/** The pasted text: a large box to paste into, then the text itself with what was read from it marked. */
import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea.js'
import { useEffect, useId, useRef, useState } from 'react'
import { longestStretch } from '../model/transcribing.ts'
import type { Span } from '../rules/span.ts'

/** more than a thumb types between two looks: it was pasted */
const pasteAtLeast = 12

export type Lit = { readonly span: Span; readonly time: number }

export function PastedText({
  text,
  onChange,
  spans,
  lit,
  error,
  label = '粘贴你发在群里的话',
}: {
  text: string
  onChange: (text: string) => void
  spans: readonly Span[]
  /** the span that somebody asked for; `time` makes a second tap count */
  lit: Lit | null
  error?: string | undefined
  label?: string
}) {
  const id = useId()
  const [writing, setWriting] = useState(text === '')
  const field = useRef<TextAreaRef>(null)
  const open = writing || text === ''
  const edit = () => {
    setWriting(true)
    requestAnimationFrame(() => field.current?.focus({ cursor: 'end' }))
  }
  return (
    <div className="pasted">
      <div className="pasted-head">
        <label htmlFor={id}>{label}</label>
        {open ? null : (
          <Button type="link" onClick={edit}>
            改原文
          </Button>
        )}
      </div>
      {open ? (
        <Input.TextArea
          ref={field}
          id={id}
          autoFocus
          autoSize={{ minRows: 7, maxRows: 18 }}
          value={text}
          maxLength={longestStretch}
          placeholder="在群里长按那段话，复制，粘贴到这里。企业、金额、用地、日期会自动填好"
          status={error ? 'error' : ''}
          onChange={(event) => {
            const next = event.target.value
            onChange(next)
            setWriting(!(text === '' && next.length >= pasteAtLeast))
          }}
          onBlur={() => setWriting(false)}
        />
      ) : (
        <Shown text={text} spans={spans} lit={lit} />
      )}
      {error ? (
        <p className="cell-error" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}

function Shown({ text, spans, lit }: { text: string; spans: readonly Span[]; lit: Lit | null }) {
  const mark = useRef<HTMLElement>(null)
  useEffect(() => {
    if (lit) mark.current?.scrollIntoView({ block: 'center' })
  }, [lit])
  const placed = apart(lit ? [lit.span, ...spans] : spans)
  let at = 0
  const pieces = placed.flatMap((span) => {
    const before = text.slice(at, span.start)
    at = span.end
    const isLit = span === lit?.span
    return [
      before,
      <mark key={span.start} ref={isLit ? mark : null} className={isLit ? 'mark mark-lit' : 'mark'}>
        {text.slice(span.start, span.end)}
      </mark>,
    ]
  })
  return (
    <section className="pasted-text" aria-label="原文">
      {pieces}
      {text.slice(at)}
    </section>
  )
}

/** In the order of the text, none over another; the first given wins. */
function apart(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = []
  for (const span of spans) {
    if (span.end > span.start && kept.every(({ start, end }) => span.end <= start || span.start >= end)) kept.push(span)
  }
  return kept.sort((one, other) => one.start - other.start)
}
