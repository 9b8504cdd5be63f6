/** Two people at two screens: what one of them does stands on the other's within two seconds, under the hands of whoever is typing there. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as briefs from '#features/briefs/contract.ts'
import * as people from '#features/people/contract.ts'
import { deskIn, follow, says, thursday } from '#test/brief-desk.ts'
import { eventually, openStage, picture, type Stage } from './stage.ts'

let stage: Stage
let desk: ReturnType<typeof deskIn>
beforeAll(async () => {
  stage = await openStage(thursday)
  desk = deskIn(stage.city)
})
afterEach((context) => stage.look(context))
afterAll(() => stage.close())

describe('a thread that stands open', () => {
  test('a ruling comes by itself, marked, within two seconds; what is being typed and read stays', async () => {
    const { brief } = await desk.sent()
    const { page, complaints } = await stage.seated('孙海燕', 'phone')
    await page.goto(`/briefs/${brief.id}`)
    const line = page.waitForResponse((response) => response.url().includes('/api/live'))
    const typed = page.getByRole('textbox', { name: '回复' })
    await typed.fill('正在写的话')
    await line
    const place = await page.evaluate(() => scrollY)
    const leader = await stage.city.as('唐国栋')
    const pressed = performance.now()
    await leader.call(briefs.rule, { params: { id: brief.id }, input: { ...follow, body: '请抓紧跟进' } })
    await page.locator('.message-new').getByText('请抓紧跟进').waitFor({ timeout: 5_000 })
    expect(performance.now() - pressed).toBeLessThan(2_000)
    expect(await typed.inputValue()).toBe('正在写的话')
    expect(await page.evaluate(() => scrollY)).toBe(place)
    expect(complaints()).toEqual([])
  })

  test('when the line is held up on the way, coming back to the page reads it', async () => {
    const { brief } = await desk.sent()
    const { page } = await stage.seated('孙海燕', 'phone')
    await page.route('**/api/live*', (route) => route.abort())
    await page.goto(`/briefs/${brief.id}`)
    await page.getByRole('textbox', { name: '回复' }).waitFor()
    const leader = await stage.city.as('唐国栋')
    await leader.call(briefs.rule, { params: { id: brief.id }, input: { ...follow, body: '没有线也看得到' } })
    await page.evaluate(() => {
      const show = (state: string) => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }
      show('hidden')
      show('visible')
    })
    await page.getByText('没有线也看得到').waitFor({ timeout: 5_000 })
  })
})

describe('the list', () => {
  test('says how much is new, beside the entry too, and shows it when asked', async () => {
    await desk.sent()
    const { page } = await stage.seated('唐国栋', 'desk')
    const line = page.waitForResponse((response) => response.url().includes('/api/live'))
    await page.goto('/briefs')
    await page.getByRole('list', { name: '简报' }).waitFor()
    await line
    const before = await page.getByRole('list', { name: '简报' }).getByRole('listitem').count()
    const { brief } = await desk.sent('孙海燕')
    await desk.sent('孙海燕')
    await (await stage.city.as('孙海燕')).call(briefs.reply, {
      params: { id: brief.id },
      input: says('补一句'),
    })
    const bar = page.getByRole('button', { name: '有 2 条新动态，点此刷新' })
    await bar.waitFor({ timeout: 5_000 })
    await page.getByText('2 条新动态', { exact: true }).waitFor({ state: 'attached' })
    expect(await page.getByRole('list', { name: '简报' }).getByRole('listitem').count()).toBe(before)
    await picture(page, 'live-list')
    await bar.click()
    await eventually(() => page.getByRole('list', { name: '简报' }).getByRole('listitem').count()).toBe(before + 2)
    expect(await bar.count()).toBe(0)
  })

  test('a new task comes to 待办 by itself', async () => {
    const { page } = await stage.seated('姚敏', 'desk')
    const line = page.waitForResponse((response) => response.url().includes('/api/live'))
    await page.goto('/')
    await page.getByRole('heading', { name: '待办', level: 1 }).waitFor()
    await line
    const tasks = page.getByRole('article', { name: /请核实/ })
    await tasks.first().waitFor()
    const before = await tasks.count()
    await desk.sent('孙海燕')
    await eventually(() => tasks.count()).toBe(before + 1)
  })
})

test('a session that is revoked elsewhere is told so, and the page goes to the door', async () => {
  const { page } = await stage.seated('应勇', 'desk')
  const line = page.waitForResponse((response) => response.url().includes('/api/live'))
  await page.goto('/')
  await page.getByRole('heading', { name: '待办', level: 1 }).waitFor()
  await line
  const admin = await stage.city.as('钱系统')
  const seen = await (await stage.city.as('安全员')).call(people.person, {
    params: { id: (await stage.city.as('应勇')).id },
  })
  await admin.call(people.suspend, {
    params: { id: seen.body.id },
    ifMatch: seen.body.version,
    input: { active: false, reason: '离职' },
  })
  await page.getByRole('heading', { name: '梧桐' }).waitFor({ timeout: 5_000 })
})
