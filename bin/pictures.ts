/** Takes the pictures of README and 用户手册 that need a full year: from a demo city that is running, where nothing is changed. */
import { mkdirSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { demoPassword, idOf } from '#app/demo/city.ts'
import { findBrowser } from '#test/browser.ts'

const into = 'docs/guide/pictures'
const address = process.argv[2] ?? 'http://127.0.0.1:8080'
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
const desk = { viewport: { width: 1440, height: 900 } }
const november = `block=${idOf('block:定海区')}&month=2022-11`

const groupText = [
  '【定海区驻上海招商组】11月2日下午到闵行区拜访上海澜衡仪表有限公司，与副总经理季文斌面谈。',
  '企业主营船用流量计，拟在定海建装配和标定基地，总投资约1.8亿元，用地约35亩。',
  '下一步：请企业来定海看厂房。需要协调：盐仓片区的标准厂房。',
].join('\n')

async function main(): Promise<void> {
  const found = await findBrowser()
  if (!found) throw new Error('no browser starts here: bin/browser says how to get one')
  mkdirSync(into, { recursive: true })
  const browser = await chromium.launch(found)
  try {
    await asLeader(browser, phone, { home: 'home', thread: 'thread', ranking: 'ranking-phone' })
    await asLeader(browser, desk, { home: 'home-desk', thread: 'thread-desk', ranking: 'ranking' })
    await writing(browser, phone, 'write')
  } finally {
    await browser.close()
  }
}

type Names = { home: string; thread: string; ranking: string }

async function asLeader(browser: Browser, seat: BrowserContextOptions, names: Names): Promise<void> {
  const page = await enter(browser, seat, 'tangguodong')
  await take(page, names.home)
  await page.goto(`/boards?${november}&group=towns`)
  await page.getByRole('heading', { name: '定海招商简报月度排名' }).waitFor()
  await page.getByText('截至').waitFor()
  await take(page, names.ranking)
  await page.goto(`/briefs/${await richBrief(page)}?${november}`)
  await page.getByRole('article', { name: '批示：交办' }).waitFor()
  await stretch(page)
  await take(page, names.thread)
  await page.context().close()
}

/** Higher than a screen, so that the talk under the facts is seen too. */
async function stretch(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? desk.viewport
  // text, since this side knows no document
  const whole = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.setViewportSize({ width, height: whole > height ? whole : Math.round(height * 1.3) })
}

/** One that was assigned, answered and judged: the first of November that shows all of it. */
async function richBrief(page: Page): Promise<string> {
  const rows = await page.evaluate(async (query) => {
    const answer = await fetch(`/api/briefs?${query}&limit=100`)
    return (
      (await answer.json()) as {
        rows: { id: string; ruled: string; replies: number; landM2: number; validity: string }[]
      }
    ).rows // briefs.list
  }, november)
  const rich = rows.find((row) => row.ruled === 'assign' && row.validity === 'valid' && row.replies > 0 && row.landM2)
  if (!rich) throw new Error(`${address} has no demo year: take the pictures from a new demo city`)
  return rich.id
}

async function writing(browser: Browser, seat: BrowserContextOptions, name: string): Promise<void> {
  const page = await enter(browser, seat, 'sunhaiyan')
  await page.goto('/write')
  await page.getByLabel('粘贴你发在群里的话').fill(groupText)
  await page.getByLabel('企业', { exact: true }).waitFor()
  await take(page, name)
  await page.context().close()
}

async function enter(browser: Browser, seat: BrowserContextOptions, account: string): Promise<Page> {
  const context = await browser.newContext({
    ...seat,
    baseURL: address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '昨天以来' }).waitFor()
  return page
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${into}/${name}.png`, animations: 'disabled' })
  process.stdout.write(`${into}/${name}.png\n`)
}

await main()
