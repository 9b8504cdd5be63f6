/** Every page, on a phone and at a desk, light and dark: nothing complains, nothing overflows, axe finds nothing, and its picture is kept. */
import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allPages } from '#app/web/pages.tsx'
import * as briefs from '#features/briefs/contract.ts'
import * as leaderboards from '#features/leaderboards/contract.ts'
import { caller } from '#test/harness.ts'
import { block, monthly, person, tell, unit } from '#test/story.ts'
import type { PageDefinition } from '#ui/routes.ts'
import { openStage, picture, type Seat, type Stage, seats, type Window } from './stage.ts'

type Visit = { name: string; who: string | null; path: string; at: (ids: Ids) => string; ready?: string }
type Ids = { brief: string; own: string; issue: string; draft: string }

const month = `board=${monthly.board}&block=${block('定海区')}&month=${monthly.month}`
const figure = `unit=${unit('盐仓街道')}&column=submitted`

const visits: readonly Visit[] = [
  { name: 'sign-in', who: null, path: '/sign-in', at: () => '/sign-in' },
  { name: 'gallery', who: null, path: '/_gallery', at: () => '/_gallery' },
  { name: 'gallery-split', who: null, path: '/_gallery/split', at: () => '/_gallery/split' },
  { name: 'home-leader', who: '贺普陀', path: '/', at: () => '/' },
  { name: 'home-verifier', who: '姚敏', path: '/', at: () => '/' },
  { name: 'home-unit', who: '应勇', path: '/', at: () => '/' },
  { name: 'home-machine', who: '钱系统', path: '/', at: () => '/' },
  { name: 'briefs', who: '唐国栋', path: '/briefs', at: () => '/briefs' },
  { name: 'briefs-none', who: '唐国栋', path: '/briefs', at: () => '/briefs?q=没有这样的企业' },
  { name: 'thread-leader', who: '唐国栋', path: '/briefs/$id', at: ({ brief }) => `/briefs/${brief}` },
  { name: 'thread-verifier', who: '姚敏', path: '/briefs/$id', at: ({ brief }) => `/briefs/${brief}` },
  { name: 'thread-gone', who: '唐国栋', path: '/briefs/$id', at: () => `/briefs/${person('nobody')}`, ready: '没有' },
  { name: 'write', who: '孙海燕', path: '/write', at: () => '/write' },
  { name: 'transcribing', who: '应勇', path: '/transcribing', at: () => '/transcribing' },
  { name: 'transcribe', who: '应勇', path: '/transcribe/$id', at: ({ draft }) => `/transcribe/${draft}` },
  { name: 'words', who: '沈知行', path: '/words', at: () => '/words' },
  { name: 'revise', who: '孙海燕', path: '/revise/$id', at: ({ own }) => `/revise/${own}` },
  { name: 'boards', who: '吴桐', path: '/boards', at: () => `/boards?${month}` },
  { name: 'boards-checking', who: '邬晴', path: '/boards', at: () => `/boards` },
  { name: 'boards-city', who: '林海生', path: '/boards', at: () => '/boards' },
  { name: 'contents', who: '吴桐', path: '/boards/contents', at: () => `/boards/contents?${month}&${figure}` },
  { name: 'issues', who: '吴桐', path: '/boards/issues', at: () => `/boards/issues?board=${monthly.board}` },
  { name: 'issue', who: '吴桐', path: '/boards/issues/$id', at: ({ issue }) => `/boards/issues/${issue}` },
  {
    name: 'issue-contents',
    who: '吴桐',
    path: '/boards/issues/$id/contents',
    at: ({ issue }) => `/boards/issues/${issue}/contents?${figure}`,
  },
  { name: 'organisation', who: '钱系统', path: '/organisation', at: () => '/organisation' },
  { name: 'unit', who: '钱系统', path: '/organisation/$id', at: () => `/organisation/${unit('盐仓街道')}` },
  { name: 'people', who: '钱系统', path: '/people', at: () => '/people' },
  { name: 'person', who: '安全员', path: '/people/$id', at: () => `/people/${person('应勇')}` },
  { name: 'accesses', who: '审计员', path: '/accesses', at: () => '/accesses' },
  { name: 'mine', who: '唐国栋', path: '/mine', at: () => '/mine' },
  { name: 'settings', who: '沈知行', path: '/settings', at: () => '/settings' },
  { name: 'setting', who: '沈知行', path: '/settings/$key', at: () => '/settings/board-rankBy' },
  { name: 'lost', who: '唐国栋', path: '*', at: () => '/no-such-page' },
]

const into = '.cache/pages'
const inGuide: readonly string[] = ['person', 'setting']
let stage: Stage
let ids: Ids

beforeAll(async () => {
  mkdirSync(into, { recursive: true })
  stage = await openStage('2022-11-03T01:00:00Z')
  const { city } = stage
  await tell({
    city,
    ask: async (who, endpoint, asked) =>
      (await (who.startsWith('nobody') ? caller(city.app, who) : await city.as(who)).call(endpoint, asked)).body,
  })
  ids = await idsIn()
})
afterAll(() => stage.close())

async function idsIn(): Promise<Ids> {
  const sun = await stage.city.as('孙海燕')
  const { rows } = (await sun.call(briefs.list, { query: { unit: unit('定海区驻上海招商组') } })).body
  const own = rows.find(({ state }) => state === 'sent')?.id ?? ''
  const query = { board: monthly.board, block: block('定海区') }
  const issue = (await sun.call(leaderboards.issues, { query })).body.rows[0]?.id ?? ''
  const [draft] = (await (await stage.city.as('应勇')).call(briefs.drafts)).body.rows
  return { brief: own, own, issue, draft: draft?.id ?? '' }
}

test('no page of the city is left out', () => {
  const flat = (pages: readonly PageDefinition[]): string[] =>
    pages.flatMap(({ path, inside }) => [path, ...flat(inside ?? [])])
  const seen = new Set(visits.map(({ path }) => path))
  expect(flat(allPages).filter((path) => !seen.has(path))).toEqual([])
})

describe.each(Object.keys(seats) as Seat[])('%s', (seat) => {
  let window: Window | undefined
  test.each(visits.map((visit) => [visit.name, visit] as const))('%s', async (name, visit) => {
    window ??= await stage.open(seat)
    await stage.seat(window, visit.who)
    const { page, complaints } = window
    complaints()
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(visit.at(ids))
    await page.getByRole('heading').first().waitFor()
    if (visit.ready) await page.getByText(visit.ready).first().waitFor()
    await page.waitForLoadState('networkidle')
    await page.evaluate(axe.source)
    const found: Record<string, unknown> = {}
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await page.screenshot({ path: `${into}/${name}-${seat}-${theme}.png`, animations: 'disabled' })
      found[theme] = await faultsIn(page, theme)
    }
    await page.emulateMedia({ colorScheme: 'light' })
    if (seat === 'desk' && inGuide.includes(name)) await picture(page, name)
    const loud = complaints().filter((said) => !(visit.ready && said.includes('status of 404')))
    expect({ ...found, wide: await overflowIn(page), loud }).toEqual({ light: [], dark: [], wide: [], loud: [] })
  })
})

/** WCAG 2 A and AA; in the second theme only what colours can spoil. */
async function faultsIn(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  return page.evaluate(async (inDark) => {
    const { axe: tool } = window as unknown as { axe: typeof axe } // laid into the page before
    const { violations } = await tool.run(
      document,
      inDark
        ? { runOnly: ['color-contrast'], resultTypes: ['violations'] }
        : { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] },
    )
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  }, theme === 'dark')
}

/** What stands out to the right of the screen; the page itself must never scroll sideways. */
async function overflowIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const places = [document.documentElement, document.querySelector('#main')].filter((one) => one !== null)
    if (places.every((one) => one.scrollWidth <= one.clientWidth)) return []
    const beyond = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1,
    )
    return beyond.slice(0, 3).map((one) => one.outerHTML.slice(0, 160))
  })
}
