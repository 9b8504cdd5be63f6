/** A photo and a paper ride on a brief from the phone, a voice note on the answer; who reads it at the desk sees and hears them. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { docxParts, pngOf, zipOf } from '#test/files/making.ts'
import { eventually, openStage, picture, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage('2022-11-03T01:12:00Z')
})
afterEach((context) => stage.look(context))
afterAll(() => stage.close())

const company = '宁波附图阀门有限公司'
const told = `【定海区驻上海招商组】11月2日拜访${company}，洽谈船用阀门项目，总投资约3.2亿元，用地60亩。联系人范总13716005678。`

/** Sky over sea; the first byte of a row says that nothing was filtered. */
function rowsOf(width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const depth = y / height
      const wave = depth > 0.6 ? 18 * Math.sin(x / 40 + y / 9) : 0
      const colour = depth > 0.6 ? [40, 110, 140] : [150 + 90 * depth, 190 + 50 * depth, 235]
      rows.set(
        colour.map((part) => Math.round(part + wave)),
        y * (1 + width * 3) + 1 + x * 3,
      )
    }
  return rows
}

const photo = { name: '现场.png', mimeType: 'image/png', buffer: pngOf(2000, 1500, rowsOf(2000, 1500)) }
const paper = { name: '协议.docx', mimeType: 'application/octet-stream', buffer: zipOf(docxParts()) }
const liar = { name: '合同.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ this program') }

test('from the phone to the desk and back', async () => {
  const phone = await stage.seated('孙海燕', 'phone')
  await phone.page.goto('/write')
  await phone.page.getByLabel('粘贴你发在群里的话').fill(told)
  await eventually(() => phone.page.getByLabel('企业', { exact: true }).inputValue()).toBe(company)
  await phone.page.getByLabel('选照片或拍照').setInputFiles(photo)
  await phone.page.getByLabel('选文件').setInputFiles([paper, liar])
  const list = phone.page.locator('.attach-list')
  await list.getByText('程序文件不能上传').waitFor()
  await phone.page.getByRole('button', { name: '去掉合同.pdf' }).tap()
  await eventually(() => list.locator('li').count()).toBe(2)
  await eventually(() => list.getByText(/[KM]B/).count()).toBe(2)
  await picture(phone.page, 'attach')
  await phone.page.getByRole('button', { name: '提交' }).tap()
  await phone.page.getByText('已提交').waitFor()

  const desk = await stage.seated('唐国栋', 'desk')
  await desk.page.goto(new URL(phone.page.url()).pathname)
  const shown = desk.page.getByRole('button', { name: '打开照片 现场.jpg' }).locator('img')
  await eventually(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600)
  const downloading = desk.page.waitForEvent('download')
  await desk.page.getByRole('button', { name: /协议\.docx/ }).click()
  expect((await downloading).suggestedFilename()).toBe('协议.docx')

  await phone.page.getByRole('button', { name: '语音' }).tap()
  await phone.page.getByRole('button', { name: /录完了（[12] / }).tap()
  await phone.page.locator('.attach-list').getByText(/[KM]B/).waitFor()
  await phone.page.getByRole('button', { name: '回复', exact: true }).tap()
  await phone.page.getByText('见附件').waitFor()

  await desk.page.reload()
  await desk.page.getByRole('button', { name: /▶ 语音 [12] 秒/ }).click()
  const sound = desk.page.locator('audio')
  await eventually(() => sound.evaluate((audio: HTMLAudioElement) => audio.readyState)).toBeGreaterThan(1)
  await picture(desk.page, 'attached')
  expect([...phone.complaints(), ...desk.complaints()]).toEqual([])
})
