/** Searching: two characters on a phone, the keyboard at a desk, and filters that are kept under a name and shared. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deskIn, mention, unit } from '#test/brief-desk.ts'
import { openStage, picture, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage('2022-11-03T01:12:00Z')
  const desk = deskIn(stage.city)
  await desk.sent('孙海燕', { mentions: [mention('陕西聚泰新材料有限公司', '年产5万吨正极材料')] })
  await desk.sent('应勇', {
    unitId: unit('盐仓街道'),
    contacts: [],
    mentions: [mention('西安高压开关有限公司')],
    body: '西安招商周上与多家企业见面，其中提到聚泰的上游供应商也在找海边的地，<b>下周</b>去拜访。',
  })
  await desk.sent('乐苗', { unitId: unit('沈家门街道'), contacts: [], mentions: [mention('聚泰海洋有限公司')] })
})
afterEach((context) => stage.look(context))
afterAll(() => stage.close())

test('on a phone two characters find a company and a text, marked, and nothing of another district', async () => {
  const { page, context } = await stage.seated('丁一川', 'phone')
  await page.goto('/briefs')
  const box = page.getByRole('searchbox', { name: '搜索' })
  await box.fill('聚')
  await page.getByText('再输入一个字就开始搜索').waitFor()
  await box.fill('聚泰')
  await page.locator('mark').first().waitFor()
  const rows = page.getByRole('list', { name: '简报' }).getByRole('listitem')
  expect(await rows.count()).toBe(2)
  expect(await rows.nth(0).locator('mark').first().textContent()).toBe('聚泰')
  expect(await rows.nth(0).textContent()).toContain('陕西聚泰新材料有限公司')
  expect(await rows.nth(1).textContent()).toContain('其中提到聚泰的上游供应商也在找海边的地，<b>下周</b>')
  expect(await page.content()).not.toContain('聚泰海洋')
  await page.getByText('“聚泰” · 2 条').waitFor()
  await picture(page, 'searched')
  await box.fill('泰新材')
  await page.getByText('正极').first().waitFor()
  await box.fill('没有这回事')
  await page.getByText('没有找到“没有这回事”').waitFor()
  await context.close()
})

test('at a desk / goes to the box, what was found is kept under a name and shared with the district', async () => {
  const { page, context } = await stage.seated('姚敏', 'desk')
  await page.goto('/briefs')
  await page.getByRole('searchbox', { name: '搜索' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('聚泰')
  await page.locator('mark').first().waitFor()
  await page.getByRole('button', { name: '存为常用' }).click()
  await page.getByLabel('名称').fill('聚泰的')
  await page.getByLabel('谁能用').click()
  await page.getByText('定海区的人都能用').click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '整理' }).waitFor()
  await picture(page, 'saved-view')
  await context.close()
  const other = await stage.seated('应勇', 'desk')
  await other.page.goto('/briefs')
  await other.page.getByLabel('常用筛选').click()
  await other.page.getByText('聚泰的（姚敏）').click()
  await other.page.locator('mark').first().waitFor()
  expect(new URL(other.page.url()).searchParams.get('q')).toBe('聚泰')
  await other.context.close()
})
