/** Reading and ruling: what was pressed can be taken back, back keeps the place, and a desk needs no mouse. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as briefs from '#features/briefs/contract.ts'
import { briefOf } from '#test/story.ts'
import { eventually, openStage, picture, type Stage } from './stage.ts'

let stage: Stage
const many = 40
const companyNo = (no: number) => `舟山示例第${no}机械有限公司`

beforeAll(async () => {
  stage = await openStage('2022-11-03T01:00:00Z')
  const ying = await stage.city.as('应勇')
  for (let no = 1; no <= many; no += 1) await ying.call(briefs.send, { input: briefOf('盐仓街道', companyNo(no)) })
})
afterEach((context) => stage.look(context))
afterAll(() => stage.close())

test('a ruling is one tap and can be taken back for ten seconds', async () => {
  const { page, context } = await stage.seated('唐国栋', 'phone')
  await page.goto('/')
  const task = page.getByRole('listitem').filter({ hasText: companyNo(1) })
  await task.getByRole('button', { name: '不跟进' }).tap()
  await page.getByText('已批示：不跟进').waitFor()
  await task.getByText('已办', { exact: true }).waitFor()
  await picture(page, 'undo')
  await page.getByRole('button', { name: '撤销' }).tap()
  await page.getByText('批示已撤销').waitFor()
  await eventually(() => task.getByText('已办', { exact: true }).count()).toBe(0)
  await task.getByRole('link').tap()
  await page.locator('.thread').waitFor()
  expect(await page.getByRole('article', { name: '批示：不跟进' }).count()).toBe(0)
  await context.close()
})

test('after ten seconds there is nothing to take back any more', async () => {
  const { page, context } = await stage.seated('唐国栋', 'phone')
  await page.goto('/')
  const task = page.getByRole('listitem').filter({ hasText: companyNo(2) })
  await task.getByRole('button', { name: '跟进', exact: true }).tap()
  const pressed = performance.now()
  const undo = page.getByRole('button', { name: '撤销' })
  await undo.waitFor()
  await undo.waitFor({ state: 'detached' })
  expect(performance.now() - pressed).toBeGreaterThan(8_000)
  await context.close()
})

test('back from a brief finds the list where it was left', async () => {
  const { page, context } = await stage.seated('应勇', 'phone')
  await page.goto('/briefs')
  const row = page.getByRole('list', { name: '简报' }).getByText(companyNo(12), { exact: true })
  await row.scrollIntoViewIfNeeded()
  const place = await page.evaluate(() => scrollY)
  expect(place).toBeGreaterThan(1_000)
  await row.tap()
  await page.getByRole('heading', { name: companyNo(12), level: 1 }).waitFor()
  await page.goBack()
  await row.waitFor()
  await eventually(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(place))
  await row.tap()
  await page.getByRole('heading', { name: companyNo(12), level: 1 }).waitFor()
  await page.getByRole('link', { name: '‹ 简报' }).tap()
  await row.waitFor()
  await eventually(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(place))
  await context.close()
})

test('j and k walk the list, Enter opens beside it, ? lists the keys, / searches', async () => {
  const { page, context } = await stage.seated('唐国栋', 'desk')
  await page.goto('/briefs')
  await page.getByRole('list', { name: '简报' }).getByText(companyNo(many), { exact: true }).waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  await page.keyboard.press('j')
  expect(await focused()).toContain(companyNo(many))
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  expect(await focused()).toContain(companyNo(many - 2))
  await page.keyboard.press('k')
  expect(await focused()).toContain(companyNo(many - 1))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: companyNo(many - 1), level: 2 }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: companyNo(many - 2), level: 2 }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('示例第7机械')
  await page.keyboard.press('Enter')
  await page.getByText('1 条', { exact: false }).first().waitFor()
  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()) // the search field has it
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog')
  await keys.getByText('下一条').waitFor()
  await keys.getByText('搜索').waitFor()
  await context.close()
})
