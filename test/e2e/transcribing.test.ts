/** Forty messages of the group's chat, pasted and worked off: drafts that outlive a reload, briefs marked 补录, nothing lost. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { chatStretch } from '#features/briefs/rules/chat-stretch.ts'
import { fortyMessages } from '#features/briefs/rules/examples/chat-stretch.ts'
import { sorted } from '#features/briefs/rules/transcribing.ts'
import { eventually, openStage, picture, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage('2022-11-04T01:12:00Z')
})
afterEach((context) => stage.look(context))
afterAll(() => stage.close())

/** as the reading sorts them today */
const all = (chatStretch(fortyMessages, '2022-11-04') ?? []).filter(({ text }) => sorted(text).enters).length
const pasteInto = '粘贴你发在群里的话'

async function sent(): Promise<{ company: string; poster: string; time: string }[]> {
  return stage.city.look(
    `select m.company_name as company, p.name as poster, b.original_time as time from briefs b
     join mentions m on (m.tenant_id, m.brief_id) = (b.tenant_id, b.id)
     left join persons p on (p.tenant_id, p.id) = (b.tenant_id, b.original_poster_id)
     where b.transcribed order by b.original_on, b.original_time`,
  )
}

test('forty messages become drafts, the first is entered and the next one opens', async () => {
  const { page, context, complaints } = await stage.seated('应勇', 'desk')
  await page.goto('/write')
  await page.getByLabel(pasteInto).fill(fortyMessages)
  await page.getByText('这是一段聊天记录：40 条消息，13 个人发的').waitFor()
  await picture(page, 'chat-pasted')
  await page.getByRole('button', { name: '拆成草稿' }).click()
  await page.getByRole('heading', { name: '补录', level: 1 }).waitFor()
  await page.getByText(`0/${all}`).waitFor()
  await page.getByText(`共 40 条消息，${40 - all} 条无可录入`).waitFor()
  await picture(page, 'chat-drafts')
  await page.getByRole('button', { name: '从第一条录起' }).click()
  await page.getByRole('heading', { name: `补录 1/${all}`, level: 1 }).waitFor()
  await page.getByText('原发 应勇 11月2日', { exact: false }).waitFor()
  await eventually(() => page.getByLabel('企业', { exact: true }).inputValue()).toBe('宁波海蓝阀业有限公司')
  // 昨天 is the day before the message, not before today
  await eventually(() => page.getByText('补录计入发出当天，不计首报').count()).toBe(1)
  await page.getByRole('button', { name: '提交，下一条' }).click()
  await page.getByRole('heading', { name: `补录 2/${all}`, level: 1 }).waitFor()
  await eventually(() => page.getByLabel('企业', { exact: true }).inputValue()).toBe('上海浦澜海洋装备有限公司')
  expect(await sent()).toEqual([{ company: '宁波海蓝阀业有限公司', poster: '应勇', time: '09:12' }])
  const [contact] = await stage.city.look<{ on: string }>(
    `select to_char(contact_on, 'YYYY-MM-DD') as on from briefs where transcribed`,
  )
  expect(contact?.on).toBe('2022-11-01')
  expect(complaints()).toEqual([])
  await context.close()
})

test('a reload in the middle keeps everything, on another device too; skipped and set aside it goes on', async () => {
  const { page, context } = await stage.seated('应勇', 'phone')
  await page.goto('/transcribing')
  await page.getByText(`1/${all}`).waitFor()
  await page.getByRole('button', { name: '接着录下一条' }).tap()
  await page.getByRole('heading', { name: `补录 2/${all}`, level: 1 }).waitFor()
  await page.getByLabel('投资', { exact: true }).fill('0.85')
  await page.reload()
  await eventually(() => page.getByLabel('投资', { exact: true }).inputValue()).toBe('0.85')
  await page.getByRole('button', { name: '跳过，下一条' }).tap()
  await page.getByRole('heading', { name: `补录 3/${all}`, level: 1 }).waitFor()
  await page.getByRole('button', { name: '不录', exact: true }).tap()
  await page.getByText('1 条标为不录').waitFor()
  await page.getByRole('button', { name: /撤销/ }).tap()
  await page.goto('/transcribing')
  await page.getByText(`1/${all}`).waitFor()
  await context.close()
})

test('keys lead through the list without a mouse', async () => {
  const { page, context } = await stage.seated('应勇', 'desk')
  await page.goto('/transcribing')
  await page.getByText(`1/${all}`).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: `补录 3/${all}`, level: 1 }).waitFor()
  await page.keyboard.press('j')
  await page.getByRole('heading', { name: `补录 4/${all}`, level: 1 }).waitFor()
  await page.keyboard.press('k')
  await page.getByRole('heading', { name: `补录 3/${all}`, level: 1 }).waitFor()
  await context.close()
})

test('the list and the thread say who first posted it and when', async () => {
  const { page, context } = await stage.seated('姚敏', 'phone')
  await page.goto('/briefs')
  await page.getByText('补录', { exact: true }).first().waitFor()
  await page.getByText('原发 应勇 11月2日', { exact: false }).first().tap()
  await page.getByRole('heading', { name: '宁波海蓝阀业有限公司', level: 1 }).waitFor()
  await page.locator('.thread').getByText('原发 应勇 11月2日', { exact: false }).waitFor()
  await context.close()
})

test('what is recalled is entered again as 补录', async () => {
  const { page, context } = await stage.seated('应勇', 'phone')
  await page.goto('/transcribing')
  await page.getByRole('button', { name: '接着录下一条' }).tap()
  await page.getByRole('heading', { name: `补录 2/${all}`, level: 1 }).waitFor()
  await page.getByRole('button', { name: '提交，下一条' }).tap()
  await page.getByRole('heading', { name: `补录 3/${all}`, level: 1 }).waitFor()
  await page.goto('/transcribing')
  await page.getByText('已录 2 条').tap()
  await page.getByText('上海浦澜海洋装备有限公司').tap()
  await page.getByRole('button', { name: /撤回（还剩 \d 分钟）/ }).tap()
  await page.getByRole('button', { name: '确定撤回' }).tap()
  await page.getByRole('button', { name: '重新编辑' }).tap()
  await page.getByText('补录计入发出当天，不计首报').waitFor()
  await page.getByRole('button', { name: '提交', exact: true }).tap()
  await page.getByRole('heading', { name: '上海浦澜海洋装备有限公司', level: 1 }).waitFor()
  await page.locator('.thread').getByText('补录', { exact: true }).waitFor()
  await context.close()
})

test('a word that the city adds is read in the next brief', async () => {
  const admin = await stage.seated('沈知行', 'desk')
  await admin.page.goto('/words')
  await admin.page.getByLabel('查一个词').fill('盐仓')
  await admin.page.getByText('GB/T 2260', { exact: false }).first().waitFor()
  await admin.page.getByLabel('查一个词').fill('')
  await admin.page.getByRole('button', { name: '加词' }).click()
  await admin.page.getByLabel('词', { exact: true }).fill('蓝鲸号')
  await admin.page.getByLabel('全称').fill('舟山蓝鲸号海工有限公司')
  await picture(admin.page, 'word-added')
  await admin.page.getByRole('button', { name: '加进词典' }).click()
  await admin.page.getByText('已加“蓝鲸号”').waitFor()
  const { page, context } = await stage.seated('应勇', 'phone')
  await page.goto('/write')
  await page.getByLabel(pasteInto).fill('11月3日去了蓝鲸号，想租厂房3000平米，投资2000万元')
  await eventually(() => page.getByLabel('企业', { exact: true }).inputValue()).toContain('蓝鲸号')
  await admin.page.getByRole('button', { name: '撤回蓝鲸号' }).click()
  await admin.page.getByText('已撤回“蓝鲸号”').waitFor()
  await admin.page.getByRole('button', { name: /撤销/ }).click()
  await admin.page.getByRole('button', { name: '撤回蓝鲸号' }).waitFor()
  await context.close()
  await admin.context.close()
})
