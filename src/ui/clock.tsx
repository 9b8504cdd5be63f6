/** When something happened or must have happened: short in words, exact on tap. */
import { Badge, type Tone } from './badge.tsx'
import { Exact } from './exact.tsx'
import { sayAgo, sayDue, sayExactInstant, sayInstant, sayPeriod } from './format.ts'
import { useNow } from './now.ts'

export type Light = 'green' | 'amber' | 'red' | 'paused' | 'done'

const words: Readonly<Record<Light, { tone: Tone; word: string }>> = {
  green: { tone: 'green', word: '正常' },
  amber: { tone: 'amber', word: '临期' },
  red: { tone: 'red', word: '超期' },
  paused: { tone: 'plain', word: '暂停' },
  done: { tone: 'plain', word: '已办' },
}

/** A running clock: 临期 · 3 小时后到期. The light is the server's verdict; only the words count on here. */
export function Clock({ dueAt, light }: { dueAt: string; light: Light }) {
  const now = useNow()
  const { tone, word } = words[light]
  const runs = light !== 'paused' && light !== 'done'
  // an open page outlives its verdict: what has run out while it stood open is red
  const over = runs && now > Date.parse(dueAt)
  return (
    <Exact exact={`期限 ${sayExactInstant(dueAt)}`} className="clock">
      <Badge tone={over ? 'red' : tone} word={over ? '超期' : word} />
      {/* the badge has said 超期 already */}
      {runs ? <span>{over ? sayPeriod(now - Date.parse(dueAt)) : sayDue(dueAt, now)}</span> : null}
    </Exact>
  )
}

/** A moment: 今天 09:12; with `full` always the date. */
export function Moment({ at, full = false }: { at: string; full?: boolean }) {
  const now = useNow()
  return (
    <Exact exact={sayExactInstant(at)} className="moment">
      <time dateTime={at.slice(0, 19)}>{full ? sayInstant(at, now) : sayAgo(at, now)}</time>
    </Exact>
  )
}
