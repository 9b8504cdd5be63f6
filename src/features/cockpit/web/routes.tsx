/** 待办: the first page of everybody. */
import { pages as definePages } from '#ui/routes.ts'

export const pages = definePages({
  path: '/',
  title: '待办',
  nav: { slot: 'todo', label: '待办' },
  load: async () => (await import('./home.tsx')).HomePage,
})
