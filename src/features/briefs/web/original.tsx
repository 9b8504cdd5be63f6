/** 补录: who first posted a brief in a chat and when, as the list, the thread and the form say it. */
import { Badge } from '#ui/badge.tsx'
import { useNow } from '#ui/now.ts'
import type { Original } from '../model/transcribing.ts'
import { sayOriginal } from './said.ts'

export function OriginalMark({ of: original }: { of: Original | null }) {
  const now = useNow()
  if (original === null) return null
  return (
    <span className="original-mark">
      <Badge tone="plain" word="补录" /> <span className="small">{sayOriginal(original, now)}</span>
    </span>
  )
}
