/** A city of its own with its pages on a free port, and a real browser in which its people sit at phones and desks. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, inject, type TestContext } from 'vitest'
import { demoPassword, people } from '#app/demo/city.ts'
import { serve } from '#app/serve.ts'
import { readConfig } from '#platform/config.ts'
import { findBrowser } from '#test/browser.ts'
import { type City, openCity } from '#test/harness.ts'

export const seats = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1440, height: 900 }, hasTouch: false, isMobile: false },
} as const
export type Seat = keyof typeof seats
export type Theme = 'light' | 'dark'

export type Stage = {
  city: City
  address: string
  /** a browser window of nobody yet; closed with the stage */
  open(seat: Seat, theme?: Theme): Promise<Window>
  /** comes in by the door, with account and password */
  signIn(name: string, seat: Seat): Promise<Window>
  /** is in already: the door has its own tests */
  seated(name: string, seat: Seat, theme?: Theme): Promise<Window>
  /** somebody else, or nobody, at the same window */
  seat(window: Window, name: string | null): Promise<void>
  /** after each test: where one failed, what every window showed then is left in .cache/journeys */
  look(context: TestContext): Promise<void>
  close(): Promise<void>
}

export type Window = {
  page: Page
  context: BrowserContext
  /** what the browser complained of since it was last asked */
  complaints(): string[]
}

/** `now` is what the city's clock says; it runs on from there. */
export async function openStage(now: string): Promise<Stage> {
  const city = await openCity()
  await city.setNow(now)
  const dir = mkdtempSync(join(tmpdir(), 'wutong-e2e-'))
  const port = await freePort()
  const given = { port, keysDir: inject('keysDir'), checkpointDir: dir, filesDir: join(dir, 'files') }
  const config = { ...readConfig({ LOG_LEVEL: 'error' }), ...given }
  const served = await serve(city.urls, config)
  const browser = await launch()
  const address = `http://127.0.0.1:${port}`
  const open = (seat: Seat, theme: Theme = 'light') => windowIn(browser, address, seat, theme)
  const seatIn = async ({ context }: Window, name: string | null) => {
    await context.clearCookies()
    if (name === null) return
    const { token } = await city.as(name)
    await context.addCookies([{ name: 'wutong', value: token, url: address, httpOnly: true }])
  }
  return {
    city,
    address,
    open,
    signIn: async (name, seat) => {
      const window = await open(seat)
      await enter(window.page, name)
      return window
    },
    seated: async (name, seat, theme) => {
      const window = await open(seat, theme)
      await seatIn(window, name)
      return window
    },
    seat: seatIn,
    look: async ({ task }) => {
      if (task.result?.state !== 'fail') return
      const pages = browser.contexts().flatMap((context) => context.pages())
      for (const [at, page] of pages.entries())
        await page.screenshot({ path: `.cache/journeys/${task.name.slice(0, 40).replaceAll('/', ' ')} ${at}.png` })
    },
    close: async () => {
      await browser.close()
      await served.close()
      await city.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Types account and password as a person does. */
export async function enter(page: Page, name: string): Promise<void> {
  const account = people.find((person) => person.name === name)?.account ?? name
  await page.goto('/sign-in')
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '待办', level: 1 }).waitFor()
}

/** For what comes about on the page a little later. */
export function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: 30_000, interval: 50 })
}

async function launch(): Promise<Browser> {
  const found = await findBrowser()
  if (!found) throw new Error('no browser starts here: bin/browser says how to get one')
  // a microphone that beeps
  const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
  return chromium.launch({ ...found, args: [...found.args, ...microphone] })
}

async function windowIn(browser: Browser, address: string, seat: Seat, theme: Theme): Promise<Window> {
  const context = await browser.newContext({
    ...seats[seat],
    baseURL: address,
    locale: 'zh-CN',
    // not the city's: what is shown must not depend on where the machine thinks it is
    timezoneId: 'America/Los_Angeles',
    colorScheme: theme,
    reducedMotion: 'reduce',
    deviceScaleFactor: picturing && seat === 'phone' ? 1.5 : 1,
    permissions: ['clipboard-read', 'clipboard-write', 'microphone'],
  })
  context.setDefaultTimeout(30_000)
  const said: string[] = []
  const page = await context.newPage()
  page.on('console', (message) => {
    // that nobody is signed in is an answer, which the browser reports as if it were a fault
    if (!['error', 'warning'].includes(message.type()) || message.text().includes('status of 401')) return
    said.push(`${new URL(page.url()).pathname}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => said.push(`${new URL(page.url()).pathname}: ${error.message}`))
  return { page, context, complaints: () => said.splice(0) }
}

const picturing = process.env.UPDATE_PICTURES === '1'
const guide = 'docs/guide/pictures'

/** For the 用户手册; taken anew only when asked for, so that a run leaves the tree as it was. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!picturing) return
  mkdirSync(guide, { recursive: true })
  await page.screenshot({ path: `${guide}/${name}.png`, animations: 'disabled' })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
