/** The pages of 招商简报: writing one, the list with the thread beside it, mending one. */
import type { Actor } from '#core/actor.ts'
import { pages as definePages } from '#ui/routes.ts'
import { freshBriefs } from './fresh.ts'

export const pages = definePages(
  {
    path: '/briefs',
    title: '简报',
    nav: { slot: 'briefs', label: '简报', seenBy: doesBusiness, fresh: freshBriefs },
    load: async () => (await import('./list.tsx')).BriefsPage,
    inside: [{ path: '/briefs/$id', title: '简报', load: async () => (await import('./thread.tsx')).ThreadPage }],
  },
  {
    path: '/write',
    title: '写简报',
    nav: { slot: 'write', label: '写', seenBy: doesBusiness },
    load: async () => (await import('./write.tsx')).WritePage,
  },
  {
    path: '/transcribing',
    title: '补录',
    nav: { slot: 'briefs', label: '补录', seenBy: doesBusiness },
    load: async () => (await import('./transcribing.tsx')).TranscribingPage,
  },
  {
    path: '/transcribe/$id',
    title: '补录一条',
    load: async () => (await import('./transcribe.tsx')).TranscribePage,
  },
  {
    path: '/words',
    title: '词典',
    nav: { slot: 'admin', label: '词典', seenBy: doesBusiness },
    load: async () => (await import('./words.tsx')).WordsPage,
  },
  {
    path: '/revise/$id',
    title: '修改简报',
    load: async () => (await import('./revise.tsx')).RevisePage,
  },
)

/** The three administrators keep the machine and see no business. */
function doesBusiness(actor: Actor): boolean {
  return actor.posts.some(({ role }) => !role.endsWith('-admin') || role === 'business-admin')
}
