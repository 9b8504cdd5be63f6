/** The pages of settings: the list of numbers, and one of them with its history beside it. */
import { pages as definePages } from '#ui/routes.ts'

export const pages = definePages({
  path: '/settings',
  title: '参数',
  nav: { slot: 'admin', label: '参数' },
  load: async () => (await import('./settings.tsx')).SettingsPage,
  inside: [{ path: '/settings/$key', title: '参数', load: async () => (await import('./setting.tsx')).SettingPage }],
})
