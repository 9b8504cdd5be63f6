/** 绿 黄 红: a state in a word and a shape, never in colour alone. */
import type { ReactNode } from 'react'

export type Tone = 'green' | 'amber' | 'red' | 'plain'

/** A circle is well, a triangle wants care, a square is over: they differ in black and white too. */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  green: <circle cx="5" cy="5" r="4.5" />,
  amber: <path d="M5 .5 9.8 9.5H.2Z" />,
  red: <rect x=".5" y=".5" width="9" height="9" />,
  plain: <circle cx="5" cy="5" r="3.8" fill="none" stroke="currentColor" strokeWidth="1.4" />,
}

export function Badge({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className={`badge badge-${tone}`}>
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" fill="currentColor">
        {shapes[tone]}
      </svg>
      {word}
    </span>
  )
}
