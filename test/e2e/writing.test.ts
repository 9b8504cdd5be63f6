/** Writing on a phone in a bad place: nothing is lost, nothing is sent twice, what may not be written is not kept. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { eventually, openStage, picture, type Stage, type Window } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage('2022-11-03T01:12:00Z')
})
afterEach((context) => stage.look(context))
afterAll(() => stage.close())

const told = (company: string) =>
  `【定海区驻上海招商组】11月2日拜访${company}，洽谈船用阀门项目，总投资约3.2亿元，用地60亩。联系人范总13716005678。下一步请企业来定海看地。`

async function writing(company: string): Promise<Window> {
  const window = await stage.seated('孙海燕', 'phone')
  await window.page.goto('/write')
  await window.page.getByLabel('粘贴你发在群里的话').fill(told(company))
  await eventually(() => window.page.getByLabel('企业', { exact: true }).inputValue()).toBe(company)
  return window
}

async function arrived(company: string): Promise<number> {
  const rows = await stage.city.look<{ n: string }>(
    'select count(*) n from briefs b join mentions m on (m.tenant_id, m.brief_id) = (b.tenant_id, b.id) where m.company_name = $1',
    [company],
  )
  return Number(rows[0]?.n)
}

const send = (page: Page) => page.getByRole('button', { name: '提交' })

test('sent without a network it is kept, and goes out once by itself when the network is back', async () => {
  const company = '温州渡海阀门有限公司'
  const { page, context } = await writing(company)
  await context.setOffline(true)
  await send(page).tap()
  await page.getByText('已存在本机，有网自动发出').waitFor()
  await page.getByText('没有网络').waitFor()
  await picture(page, 'offline')
  expect(await arrived(company)).toBe(0)
  await context.setOffline(false)
  await page.getByText('刚才存的已发出').waitFor()
  expect(await arrived(company)).toBe(1)
  await page.reload()
  await page.getByLabel('粘贴你发在群里的话').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await arrived(company)).toBe(1)
  await context.close()
})

test('kept without a network, closed and opened again, it still goes out', async () => {
  const company = '台州石塘泵业有限公司'
  const { page, context } = await writing(company)
  await context.setOffline(true)
  await send(page).tap()
  await page.getByText('已存在本机，有网自动发出').waitFor()
  await page.close()
  await context.setOffline(false)
  const next = await context.newPage()
  await next.goto('/')
  await eventually(() => arrived(company)).toBe(1)
  await context.close()
})

test('pressed ten times it is one brief', async () => {
  const company = '宁波象山锚链有限公司'
  const { page, context } = await writing(company)
  await send(page).evaluate((button: HTMLButtonElement) => {
    for (let press = 0; press < 10; press += 1) button.click()
  })
  await page.getByRole('heading', { name: company, level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(await arrived(company)).toBe(1)
  await context.close()
})

test('the draft is there again after the page was closed', async () => {
  const company = '嘉兴乍浦轴承有限公司'
  const { page, context } = await writing(company)
  await page.getByLabel('投资', { exact: true }).fill('4.5')
  await page.close()
  const next = await context.newPage()
  await next.goto('/write')
  await next.getByText('接着上次没发的写').waitFor()
  await next.getByText(company).first().waitFor()
  expect(await next.getByLabel('投资', { exact: true }).inputValue()).toBe('4.5')
  expect(await arrived(company)).toBe(0)
  await context.close()
})

test('a text marked as secret is refused on the spot and kept nowhere', async () => {
  const { page, context } = await stage.seated('孙海燕', 'phone')
  await page.goto('/write')
  await page.getByLabel('粘贴你发在群里的话').fill('机密★5年　关于某军港配套项目的情况，拟选址定海区。')
  await page.getByRole('alert').filter({ hasText: '机密' }).waitFor()
  await picture(page, 'secret')
  const kept = await page.evaluate(() => JSON.stringify(localStorage))
  expect(kept).not.toContain('军港')
  const stored = await stage.city.look(`select 1 from briefs where body like '%军港%'`)
  expect(stored).toEqual([])
  await context.close()
})

test('within two minutes it can be called back, and leaves a stub', async () => {
  const company = '绍兴滨海船机有限公司'
  const { page, context } = await writing(company)
  await send(page).tap()
  await page.getByRole('button', { name: /撤回（还剩 \d 分钟）/ }).tap()
  await page.getByRole('button', { name: '确定撤回' }).tap()
  await page.getByRole('heading', { name: '已撤回的简报' }).waitFor()
  expect(await page.locator('.thread').textContent()).not.toContain(company)
  expect(await page.locator('.thread').textContent()).not.toContain('待核')
  await page.getByRole('button', { name: '重新编辑' }).tap()
  await eventually(() => page.getByLabel('企业', { exact: true }).inputValue()).toBe(company)
  await context.close()
})

test('after two minutes it cannot be called back any more, and the button is gone', async () => {
  const company = '湖州太湖绳缆有限公司'
  const { page, context } = await writing(company)
  await send(page).tap()
  await page.getByRole('button', { name: /撤回/ }).waitFor()
  const address = page.url()
  await stage.city.setNow('2022-11-03T02:30:00Z')
  await page.goto(address)
  await page.getByRole('button', { name: '复制到群' }).waitFor()
  expect(await page.getByRole('button', { name: /撤回/ }).count()).toBe(0)
  await context.close()
})
