/** Addresses: from the features' page definitions to routes; signed-in pages stand inside the shell, public ones outside. */
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { Bones } from '#ui/page.tsx'
import type { PageDefinition } from '#ui/routes.ts'
import { Lost, LostOutside, Spoilt } from './lost.tsx'
import { allPages } from './pages.tsx'
import { Shell } from './shell.tsx'

const ownPages: readonly PageDefinition[] = [
  {
    path: '/sign-in',
    title: '登录',
    access: 'public',
    load: async () => (await import('./sign-in.tsx')).SignInPage,
  },
  {
    path: '/_gallery',
    title: '界面组件',
    access: 'public',
    load: async () => (await import('#ui/gallery/gallery.tsx')).GalleryPage,
  },
  {
    path: '/_gallery/split',
    title: '列表与内容',
    access: 'public',
    load: async () => (await import('#ui/gallery/split.tsx')).SplitPage,
    inside: [
      {
        path: '/_gallery/split/$id',
        title: '内容',
        load: async () => (await import('#ui/gallery/split.tsx')).SplitDetailPage,
      },
    ],
  },
]

export function newRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: LostOutside })
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })
  const all = [...allPages, ...ownPages]
  const inShell = all.filter(({ access }) => access !== 'public').map((page) => routeOf(page, shell))
  const outside = all.filter(({ access }) => access === 'public').map((page) => routeOf(page, root))
  return createRouter({
    routeTree: root.addChildren([shell.addChildren(inShell), ...outside]),
    defaultPreload: 'intent',
    defaultPendingComponent: Bones,
    // something moves soon, also where a page's file is long on its way
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultErrorComponent: Spoilt,
    defaultNotFoundComponent: Lost,
    scrollRestoration: true,
    // plain words in the address, so that it can be read and sent to a colleague; the router's own way is JSON
    parseSearch: searchOf,
    stringifySearch: queryOf,
  })
}

function searchOf(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

function queryOf(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query ? `?${query}` : ''
}

function routeOf(page: PageDefinition, parent: AnyRoute, outer = ''): AnyRoute {
  const route: AnyRoute = createRoute({
    getParentRoute: () => parent,
    path: page.path.slice(outer.length),
    component: lazyRouteComponent(async () => ({ default: await page.load() })),
  })
  return page.inside ? route.addChildren(page.inside.map((inner) => routeOf(inner, route, page.path))) : route
}
