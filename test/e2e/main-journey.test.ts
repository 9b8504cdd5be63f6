/** The main job as its people do it: pasted on a phone in Shanghai, ruled on, answered, judged, and a month later a published figure that opens down to it. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { enter, eventually, openStage, picture, type Seat, type Stage, type Window } from './stage.ts'

const company = '上海澜衡仪表有限公司'
const told = [
  '【定海区驻上海招商组】11月2日下午到闵行区拜访上海澜衡仪表有限公司，与副总经理季文斌面谈。',
  '企业主营船用流量计，拟在定海建装配和标定基地，总投资约1.8亿元，用地约35亩。',
  '季总电话13816001234。下一步：11月10日请企业来定海看厂房。需要协调：盐仓片区的标准厂房。',
].join('\n')

let stage: Stage
const windows = new Map<string, Window>()

beforeAll(async () => {
  stage = await openStage('2022-11-03T01:12:00Z')
})
afterEach((context) => stage.look(context))
afterAll(() => stage.close())

/** The same window for the same person, who signs in again when the session has run out. */
async function at(name: string, seat: Seat): Promise<Page> {
  const open = windows.get(name) ?? (await stage.signIn(name, seat))
  windows.set(name, open)
  await open.page.goto('/')
  const first = open.page.getByRole('heading', { name: '待办', level: 1 })
  await first.or(open.page.getByRole('heading', { name: '梧桐' })).waitFor()
  if (!(await first.isVisible())) await enter(open.page, name)
  return open.page
}

describe('from a text in the group to a published figure', () => {
  test('孙海燕 pastes what she wrote in the group, corrects one value and sends, with three taps at most', async () => {
    const page = await at('孙海燕', 'phone')
    await page.getByRole('link', { name: '写' }).tap()
    const text = page.getByLabel('粘贴你发在群里的话')
    await text.waitFor()
    await paste(page, told)
    await countTaps(page)
    const money = page.getByLabel('投资', { exact: true })
    await eventually(() => money.inputValue()).toBe('1.8')
    await eventually(() => page.getByLabel('企业', { exact: true }).inputValue()).toBe(company)
    await eventually(() => page.getByLabel('用地', { exact: true }).inputValue()).toBe('35')
    await money.tap()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2.1')
    await page.getByRole('button', { name: '提交' }).tap()
    await page.getByRole('heading', { name: company, level: 1 }).waitFor()
    expect(await tapsOf(page)).toBeLessThanOrEqual(3)
    await page.locator('.thread').getByText('待核', { exact: true }).waitFor()
    await page.locator('.thread').getByText('约2.1亿元').waitFor()
  })

  test('the phone number is blanked wherever the text stands', async () => {
    const { page } = windows.get('孙海燕') ?? (await stage.signIn('孙海燕', 'phone'))
    await page.getByText('原文', { exact: true }).tap()
    await page.getByText('季总电话').waitFor()
    const shown = (await page.locator('main').textContent()) ?? ''
    expect(shown).not.toContain('13816001234')
    expect(shown).not.toMatch(/1\d{10}/)
    expect(shown).toContain('季总电话')
  })

  test('唐国栋 assigns it to a unit with a deadline from his list of things to do', async () => {
    const page = await at('唐国栋', 'phone')
    const task = page.getByRole('article', { name: `请批示：${company}` })
    await task.waitFor()
    await task.getByRole('button', { name: '交办' }).tap()
    await page.getByRole('combobox', { name: '牵头单位' }).tap()
    await page.getByRole('combobox', { name: '牵头单位' }).fill('盐仓')
    await page.getByTitle('盐仓街道').tap()
    await page.getByRole('textbox', { name: '批示的话' }).fill('厂房先备两处，企业来时陪着看')
    await picture(page, 'assign')
    await page.getByRole('button', { name: '交办 盐仓街道' }).tap()
    await page.getByText('已批示：交办 盐仓街道').waitFor()
    await done(page)
  })

  test('盐仓街道 finds it in 待办 with its clock and answers in time', async () => {
    await stage.city.setNow('2022-11-07T02:30:00Z')
    const page = await at('应勇', 'phone')
    const task = page.getByRole('article', { name: `请答复交办：${company}` })
    await task.getByText('厂房先备两处').waitFor()
    expect(await task.textContent()).toMatch(/\d 天后到期|\d 小时后到期/)
    const answer = task.getByRole('textbox', { name: `答复交办：${company}` })
    await answer.waitFor()
    await picture(page, 'home-unit')
    await answer.fill('已备两处：老机械厂 3000㎡、园区二期 5000㎡。')
    await task.getByRole('button', { name: '答复' }).tap()
    await done(page)
    await page.getByRole('link', { name: '简报', exact: true }).tap()
    await page.getByRole('list', { name: '简报' }).getByText(company).tap()
    await page.locator('.thread').getByText('已备两处').waitFor()
  })

  test('姚敏 judges it valid at her desk', async () => {
    const page = await at('姚敏', 'desk')
    const task = page.getByRole('article', { name: `请核实：${company}` })
    await task.getByRole('button', { name: '有效' }).click()
    await page.getByText('已电话核实').click()
    await picture(page, 'judge')
    await page.getByRole('button', { name: '核实为有效' }).click()
    await done(page)
  })

  test('next month 郑立 closes, a unit checks, and after a day he drafts', async () => {
    await stage.city.setNow('2022-12-01T01:00:00Z')
    const page = await at('郑立', 'desk')
    await page.getByRole('link', { name: '去关账' }).first().click()
    await page.getByRole('button', { name: '关账' }).click()
    await page.getByRole('button', { name: '确认关账' }).click()
    await page.getByText('为止；0 个同意').waitFor()
    const head = await at('蒋涛', 'phone')
    await head.getByRole('link', { name: '去核对' }).tap()
    await head.getByRole('button', { name: '数字无误' }).waitFor()
    await picture(head, 'check')
    await head.getByRole('button', { name: '数字无误' }).tap()
    await head.getByText('已同意').waitFor()
    await stage.city.setNow('2022-12-02T02:00:00Z')
    const again = await at('郑立', 'desk')
    await again.getByRole('link', { name: '去起草' }).first().click()
    await again.getByRole('button', { name: '拟稿' }).click()
    await again.getByText('请由另一人').or(again.getByText('另一')).first().waitFor()
  })

  test('another person publishes, and is told before that it cannot be changed', async () => {
    const page = await at('吴桐', 'desk')
    await page.getByRole('link', { name: '去公布' }).first().click()
    await page.getByRole('button', { name: '公布', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: '公布这一期' })
    await sheet.getByText('不再更改').waitFor()
    await picture(page, 'publish')
    await sheet.getByRole('button', { name: '公布', exact: true }).click()
    await page.getByRole('link', { name: '看公布的第 11 期' }).click()
    await page.getByText('与公布时一致').waitFor()
  })

  test('the published figure opens down to the brief, which says what became of it', async () => {
    const page = await at('孙海燕', 'phone')
    await page.getByRole('link', { name: '排名' }).tap()
    await page.getByText('2022年11月', { exact: true }).waitFor()
    await page.getByRole('link', { name: '看公布的第 11 期' }).tap()
    await page.getByRole('link', { name: /定海区驻上海招商组 有效数/ }).tap()
    await page.getByText(company).tap()
    await page.getByRole('heading', { name: company, level: 1 }).waitFor()
    await page.getByText('核实为').waitFor()
    await page.getByRole('article', { name: '批示：交办' }).waitFor()
  })

  test('复制到群 gives a text that can be pasted, without phone numbers', async () => {
    const { page } = windows.get('孙海燕') ?? (await stage.signIn('孙海燕', 'phone'))
    await page.getByRole('button', { name: '复制到群' }).tap()
    await page.getByText('已复制').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain(`【定海区驻上海招商组简报】`)
    expect(copied).toContain('投资约2.1亿元')
    expect(copied).toContain('交办 盐仓街道')
    expect(copied).not.toMatch(/1\d{10}/)
  })

  test('no window complained on the way', () => {
    expect([...windows.values()].flatMap((window) => window.complaints())).toEqual([])
  })
})

/** It stays where it stood, marked. */
async function done(page: Page): Promise<void> {
  await page.getByRole('listitem').filter({ hasText: company }).getByText('已办', { exact: true }).waitFor()
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await page.keyboard.press('Control+v')
}

/** Counts every touch of the screen from now on. */
async function countTaps(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counted = window as unknown as { taps: number } // a counter of this test
    counted.taps = 0
    addEventListener('pointerdown', () => counted.taps++, true)
  })
}

function tapsOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { taps: number }).taps) // set above
}
