/** The pages of people, and what the shell needs of them: who is here, coming in, going out. */
import { holds } from '#core/actor.ts'
import { pages as definePages } from '#ui/routes.ts'

export { me, signIn, signOut } from '../contract.ts'

export const pages = definePages(
  {
    path: '/organisation',
    title: '组织',
    nav: { slot: 'organisation', label: '组织' },
    load: async () => (await import('./organisation.tsx')).OrganisationPage,
    inside: [{ path: '/organisation/$id', title: '单位', load: async () => (await import('./unit.tsx')).UnitPage }],
  },
  {
    path: '/people',
    title: '人员',
    nav: { slot: 'people', label: '人员' },
    load: async () => (await import('./persons.tsx')).PersonsPage,
    inside: [{ path: '/people/$id', title: '人员', load: async () => (await import('./person.tsx')).PersonPage }],
  },
  {
    path: '/accesses',
    title: '访问日志',
    nav: { slot: 'admin', label: '访问日志', seenBy: (actor) => holds(actor, 'audit-admin') },
    load: async () => (await import('./accesses.tsx')).AccessesPage,
  },
  {
    path: '/mine',
    title: '我的',
    nav: { slot: 'mine', label: '我的' },
    load: async () => (await import('./profile.tsx')).ProfilePage,
  },
)
