/** The pages of 月度排名: a month with its steps, the published issues, and the briefs behind a figure. */
import type { Actor } from '#core/actor.ts'
import { pages as definePages } from '#ui/routes.ts'

export const pages = definePages(
  {
    path: '/boards',
    title: '排名',
    nav: { slot: 'boards', label: '排名', seenBy: readsRankings },
    load: async () => (await import('./month.tsx')).MonthPage,
  },
  {
    path: '/boards/contents',
    title: '数字明细',
    load: async () => (await import('./contents.tsx')).ContentsPage,
  },
  {
    path: '/boards/issues',
    title: '历次排名',
    load: async () => (await import('./issues.tsx')).IssuesPage,
  },
  {
    path: '/boards/issues/$id',
    title: '一期排名',
    load: async () => (await import('./issue.tsx')).IssuePage,
  },
  {
    path: '/boards/issues/$id/contents',
    title: '数字明细',
    load: async () => (await import('./contents.tsx')).IssueContentsPage,
  },
)

/** Whoever stands in a block, and those who read all of them; not those who only keep the machine. */
function readsRankings(actor: Actor): boolean {
  return actor.keys.some((key) => key === 'R' || key === 'L' || key === 'A' || key.startsWith('b:'))
}
