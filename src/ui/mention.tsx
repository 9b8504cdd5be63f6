/** A box to write in, where @ finds persons and units. */
import { Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea.js'
import { type KeyboardEvent, useId, useRef, useState } from 'react'

export type Candidate = {
  readonly kind: 'person' | 'unit'
  readonly id: string
  readonly name: string
  /** unit and post of a person, block of a unit */
  readonly note?: string
}

export type Mentioned = { readonly kind: 'person' | 'unit'; readonly id: string }

const mostShown = 7

export type MentionBoxProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly candidates: readonly Candidate[]
  readonly placeholder?: string
  readonly id?: string
  /** Ctrl+Enter */
  readonly onSend?: () => void
}

export function MentionBox({ label, value, onChange, candidates, placeholder, id, onSend }: MentionBoxProps) {
  const list = useId()
  const field = useRef<TextAreaRef>(null)
  const [asked, setAsked] = useState<{ at: number; word: string } | null>(null)
  const [active, setActive] = useState(0)
  const found = asked ? matching(candidates, asked.word) : []
  const look = (text: string, caret: number) => {
    const word = /@([^\s@]{0,12})$/.exec(text.slice(0, caret))
    setAsked(word ? { at: caret - (word[1] ?? '').length - 1, word: word[1] ?? '' } : null)
    setActive(0)
  }
  const take = (candidate: Candidate) => {
    if (!asked) return
    const end = asked.at + 1 + asked.word.length
    const before = `${value.slice(0, asked.at)}@${candidate.name} `
    onChange(before + value.slice(end).replace(/^ /, ''))
    setAsked(null)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.resizableTextArea?.textArea.setSelectionRange(before.length, before.length)
    })
  }
  const press = (event: KeyboardEvent) => {
    const chosen = found[active]
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend?.()
    else if (!chosen) return
    else if (event.key === 'ArrowDown') setActive((active + 1) % found.length)
    else if (event.key === 'ArrowUp') setActive((active + found.length - 1) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(chosen)
    else if (event.key === 'Escape') setAsked(null)
    else return
    event.preventDefault()
  }
  const open = found.length > 0
  return (
    <div className="mention">
      {open ? (
        <div className="mention-list" id={list} role="listbox" aria-label="提到谁">
          {found.map((candidate, index) => (
            // keys are handled in the box, which keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div
              key={`${candidate.kind}:${candidate.id}`}
              id={`${list}-${index}`}
              role="option"
              className="mention-option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(candidate)}
            >
              {candidate.name}
              <span className="soft"> {candidate.note ?? (candidate.kind === 'unit' ? '单位' : '')}</span>
            </div>
          ))}
        </div>
      ) : null}
      <Input.TextArea
        ref={field}
        {...(id ? { id } : {})}
        aria-label={label}
        aria-autocomplete="list"
        {...(open ? { 'aria-controls': list, 'aria-activedescendant': `${list}-${active}` } : {})}
        autoSize={{ minRows: 1, maxRows: 8 }}
        value={value}
        {...(placeholder ? { placeholder } : {})}
        onChange={(event) => {
          onChange(event.target.value)
          look(event.target.value, event.target.selectionStart)
        }}
        onKeyDown={press}
        onBlur={() => setAsked(null)}
      />
    </div>
  )
}

/** Who is mentioned in the text as it stands: the longest name wins where one begins another. */
export function mentionedIn(text: string, candidates: readonly Candidate[]): readonly Mentioned[] {
  const byLength = [...candidates].sort((one, other) => other.name.length - one.name.length)
  const found = new Map<string, Mentioned>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const candidate = byLength.find(({ name }) => text.startsWith(name, at + 1))
    if (candidate) found.set(`${candidate.kind}:${candidate.id}`, { kind: candidate.kind, id: candidate.id })
  }
  return [...found.values()]
}

function matching(candidates: readonly Candidate[], word: string): readonly Candidate[] {
  const starts = candidates.filter(({ name }) => name.startsWith(word))
  const inside = candidates.filter(({ name, note }) => !name.startsWith(word) && `${name}${note ?? ''}`.includes(word))
  return [...starts, ...inside].slice(0, mostShown)
}
