/** 可能重复: seen while writing on a phone, chosen when judging at a desk, taken back, and linked in both threads. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deskIn, mention, unit } from '#test/brief-desk.ts'
import { openStage, picture, type Stage } from './stage.ts'

let stage: Stage
let desk: ReturnType<typeof deskIn>

beforeAll(async () => {
  stage = await openStage('2022-11-03T01:12:00Z')
  desk = deskIn(stage.city)
})
afterEach((context) => stage.look(context))
afterAll(() => stage.close())

const told = (company: string) =>
  `【定海区驻上海招商组】11月2日拜访${company}，洽谈正极材料项目，总投资约3.2亿元，用地60亩。联系人范总13716005678。下一步请企业来定海看地。`

test('another unit’s brief is shown with why; another district’s shows its unit and its day', async () => {
  const company = '陕西聚泰新材料有限公司'
  await desk.sent('应勇', {
    unitId: unit('盐仓街道'),
    contacts: [],
    mentions: [mention(company, '年产5万吨正极材料')],
  })
  await desk.sent('乐苗', { unitId: unit('沈家门街道'), contacts: [], mentions: [mention(company, '深海养殖')] })
  const { page, context } = await stage.seated('孙海燕', 'phone')
  await page.goto('/write')
  await page.getByLabel('粘贴你发在群里的话').fill(told(company))
  await page.getByText('可能重复：').waitFor()
  const line = page.getByRole('status').filter({ hasText: '可能重复' })
  expect(await line.textContent()).toContain('盐仓街道')
  expect(await line.textContent()).toContain('另有单位已报同一企业：沈家门街道')
  expect(await page.content()).not.toContain('深海养殖')
  await line.scrollIntoViewIfNeeded()
  await picture(page, 'resembled')
  await line.getByRole('button', { name: '查看' }).tap()
  await page.getByText('意向相近：都提到 正极材料').waitFor()
  expect(await page.getByRole('link', { name: company }).getAttribute('target')).toBe('_blank')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '提交' }).tap()
  await page.getByRole('heading', { name: company, level: 1 }).waitFor()
  await context.close()
})

test('the judge picks the earlier brief, takes the judgement back and judges anew', async () => {
  const company = '杭州飞渡传感器有限公司'
  const brief = { contacts: [], mentions: [mention(company)] }
  const original = await desk.sent('应勇', { ...brief, unitId: unit('盐仓街道') })
  const copy = await desk.sent('胡秀', { ...brief, unitId: unit('白泉镇') })
  const { page, context } = await stage.seated('姚敏', 'desk')
  await page.goto(`/briefs/${copy.brief.id}`)
  const repeats = async () => {
    await page.getByRole('button', { name: '重复', exact: true }).click()
    await page.getByRole('list', { name: '可能重复的简报' }).getByText(original.brief.number).click()
    await page.getByText('同一企业同一项目').click()
    await page.getByRole('button', { name: '核实为重复' }).click()
    await page.getByText(`与 ${original.brief.number} 重复`).waitFor()
  }
  await repeats()
  await page.getByRole('button', { name: /撤回核实/ }).click()
  await page.getByText('撤回了核实（重复）').waitFor()
  await repeats()
  await page.getByRole('link', { name: `与 ${original.brief.number} 重复` }).click()
  await page.getByText('1 条简报与本条重复').click()
  await page.getByRole('link', { name: new RegExp(copy.brief.number) }).waitFor()
  await context.close()
})
