/** How a no is said: what, why, and what to do now. */
import { Button } from 'antd'
import { type Refusal, refusals } from '#core/refusal.ts'

/** One note in place; nothing where nothing was refused. */
export function RefusalNote({ of: refusal, again }: { of: Refusal | null; again?: () => void }) {
  if (!refusal) return null
  const { what, why } = wordsOf(refusal)
  return (
    <div className="note note-red" role="alert">
      <strong>{what}</strong>
      {why.map((say) => (
        <p key={say}>{say}</p>
      ))}
      {again && refusals[refusal.code].retryable ? <Button onClick={again}>再试一次</Button> : null}
    </div>
  )
}

export function wordsOf(refusal: Refusal): { what: string; why: readonly string[] } {
  const what = refusals[refusal.code].zh
  return { what, why: [...new Set(refusal.because.map(({ say }) => say))].filter((say) => say !== what) }
}

/** In one line: for messages that pass by. */
export function sayRefusal(refusal: Refusal): string {
  const { what, why } = wordsOf(refusal)
  return why.length > 0 ? `${what}：${why.join('；')}` : what
}
