/** Says above a list that others have moved something in it, and reads it again where somebody asks for it: rows never jump by themselves. */
import { useEffect } from 'react'
import { sayCount } from './format.ts'
import { type Freshness, useFresh } from './live.ts'

/** `data`: what the list shows; when it has been read again, what was new has been seen */
export function FreshBar({ of, data, again }: { of: Freshness; data: unknown; again: () => void }) {
  const { count, seen } = useFresh(of)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new data is what makes it seen
  useEffect(seen, [data, seen])
  return (
    <div role="status" className="fresh-place">
      {count > 0 ? (
        <button
          type="button"
          className="fresh"
          onClick={() => {
            seen()
            again()
          }}
        >
          有 {sayCount(count)} 条新动态，点此刷新
        </button>
      ) : null}
    </div>
  )
}

/** Beside the entry that leads there. */
export function FreshCount({ of }: { of: Freshness | undefined }) {
  const { count } = useFresh(of)
  if (count === 0) return null
  return (
    <span className="fresh-count">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="unseen">{count} 条新动态</span>
    </span>
  )
}
