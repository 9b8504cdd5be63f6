/** What counts as new among the briefs: what others told, answered, ruled and judged. */
import type { Freshness } from '#ui/live.ts'

const telling: ReadonlySet<string> = new Set(
  [
    'sent',
    'revised',
    'recalled',
    'withdrawn',
    'replied',
    'ruled',
    'ruling-undone',
    'judged',
    'rechecked',
    'negotiating',
  ].map((what) => `brief.${what}`),
)

export const freshBriefs: Freshness = { name: 'briefs', counts: ({ event }) => telling.has(event) }
