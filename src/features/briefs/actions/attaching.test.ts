/** Files on briefs and replies: seen by whoever sees what they hang on, and no file hangs where it should not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as documents from '#features/documents/contract.ts'
import { docxParts, jpegOf, zipOf } from '#test/files/making.ts'
import { inspectSent, sendFile } from '#test/files/sending.ts'
import { type Ask, type City, openCity } from '#test/harness.ts'
import { briefOf, says } from '#test/story.ts'
import * as briefs from '../contract.ts'

let city: City
const ask: Ask = async (who, endpoint, asked) => (await (await city.as(who)).call(endpoint, asked)).body
const sun = '孙海燕'
const photo = { name: '现场.jpg', bytes: jpegOf(1600, 1200), family: 'photo' } as const
const paper = { name: '协议.docx', bytes: zipOf(docxParts()) }

beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

async function cleanFile(who: string, sample: Parameters<typeof sendFile>[2] = photo): Promise<string> {
  const { id } = await sendFile(ask, who, sample)
  await inspectSent(city)
  return id
}

/** as the browser follows an address */
async function get(who: string, url: string) {
  const { token } = await city.as(who)
  return city.app.inject({ method: 'GET', url, cookies: { wutong: token } })
}

const linkTo = async (who: string, id: string) => (await ask(who, documents.link, { params: { id } })).url

describe('what it hangs on', () => {
  const unitOf = '定海区驻上海招商组'

  test('with a brief it is seen by whoever sees the brief, and by nobody else', async () => {
    const id = await cleanFile(sun, paper)
    expect((await (await city.as('唐国栋')).refused(documents.document, { params: { id } })).status).toBe(404)
    const sent = await ask(sun, briefs.send, { input: { ...briefOf(unitOf, '上海附件有限公司'), documentIds: [id] } })
    expect(sent.attachments).toMatchObject([{ replyId: null, document: { id, state: 'clean' } }])
    expect((await get('唐国栋', await linkTo('唐国栋', id))).statusCode).toBe(200)
    for (const stranger of ['乐苗', '钱系统', '审计员'])
      expect((await (await city.as(stranger)).refused(documents.link, { params: { id } })).status).toBe(404)
  })

  test('a link is of no use in other hands, though they may see the file', async () => {
    const id = await cleanFile(sun)
    await ask(sun, briefs.send, { input: { ...briefOf(unitOf, '上海链接有限公司'), documentIds: [id] } })
    const url = await linkTo(sun, id)
    expect((await get('唐国栋', url)).statusCode).toBe(403)
    expect((await get(sun, url)).statusCode).toBe(200)
  })

  test('with a reply it stands under the reply', async () => {
    const sent = await ask(sun, briefs.send, { input: briefOf(unitOf, '上海跟帖有限公司') })
    const id = await cleanFile('应勇')
    const input = { ...says('盐仓街道', '厂房照片'), documentIds: [id] }
    const thread = await ask('应勇', briefs.reply, { params: { id: sent.brief.id }, input })
    const reply = thread.messages.find((message) => message.kind === 'reply')
    expect(thread.attachments).toMatchObject([{ replyId: reply?.kind === 'reply' ? reply.id : '', document: { id } }])
  })

  test('of a brief that was taken back it is seen no more, by its sender neither', async () => {
    const id = await cleanFile(sun)
    const { brief } = await ask(sun, briefs.send, {
      input: { ...briefOf(unitOf, '上海撤回有限公司'), documentIds: [id] },
    })
    const url = await linkTo(sun, id)
    const recalled = await ask(sun, briefs.recall, { params: { id: brief.id }, ifMatch: brief.version })
    expect(recalled.attachments).toEqual([])
    expect((await get(sun, url)).statusCode).toBe(404)
    expect((await (await city.as(sun)).refused(documents.link, { params: { id } })).status).toBe(404)
  })

  test('one still in quarantine may ride along and is opened by nobody; one refused, half, foreign or used may not', async () => {
    const other = await cleanFile('应勇')
    const used = await cleanFile(sun)
    const quarantined = await sendFile(ask, sun, photo)
    const half = await ask(sun, documents.declare, {
      input: { name: 'x.jpg', family: 'photo', bytes: 10, sha256: 'a'.repeat(64), seconds: null },
    })
    const input = (...documentIds: string[]) => ({ input: { ...briefOf(unitOf, '上海检查有限公司'), documentIds } })
    const { brief } = await ask(sun, briefs.send, input(quarantined.id, used))
    expect(
      (await (await city.as('唐国栋')).refused(documents.link, { params: { id: quarantined.id } })).problem.detail,
    ).toBe('附件还没有通过检查')
    const liar = await sendFile(ask, sun, { name: 'x.pdf', bytes: jpegOf(9, 9) })
    await inspectSent(city)
    const refused = async (...ids: string[]) =>
      (await (await city.as(sun)).refused(briefs.send, input(...ids))).problem.detail
    expect(await refused(liar.id)).toBe('附件没有通过检查，请去掉后再发')
    expect(await refused(other)).toBe('没有这个附件')
    expect(await refused(half.id)).toBe('附件还没有传完')
    expect(await refused(used)).toMatch(/没有这个附件|已经发出/)
    expect(await refused(half.id, half.id)).toBe('同一个附件只能放一次')
    const replied = await (await city.as(sun)).refused(briefs.reply, {
      params: { id: brief.id },
      input: { ...says(unitOf, '再发'), documentIds: [other] },
    })
    expect(replied.problem.detail).toBe('没有这个附件')
  })
})
