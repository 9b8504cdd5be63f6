/** Opening a file: by a link that is its reader's alone and soon dead, and so that no browser runs it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docxParts, jpegOf, zipOf } from '#test/files/making.ts'
import { inspectSent, sendFile } from '#test/files/sending.ts'
import { type Ask, type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
const ask: Ask = async (who, endpoint, asked) => (await (await city.as(who)).call(endpoint, asked)).body
const sun = '孙海燕'
const photo = { name: '现场 照片"1".jpg'.replaceAll('"', '_'), bytes: jpegOf(1600, 1200), family: 'photo' } as const
const paper = { name: '协议.docx', bytes: zipOf(docxParts()) }
const start = '2022-11-03T01:00:00Z'

beforeAll(async () => {
  city = await openCity()
  await city.setNow(start)
})
afterAll(() => city.close())

async function cleanFile(who: string, sample: Parameters<typeof sendFile>[2] = photo): Promise<string> {
  const { id } = await sendFile(ask, who, sample)
  await inspectSent(city)
  return id
}

/** as the browser follows an address */
async function get(who: string, url: string, headers: Record<string, string> = {}) {
  const { token } = await city.as(who)
  return city.app.inject({ method: 'GET', url, cookies: { wutong: token }, headers })
}

const linkTo = async (who: string, id: string) => (await ask(who, contract.link, { params: { id } })).url

describe('documents.link and documents.content', () => {
  test('the owner gets the very bytes, and no browser runs them', async () => {
    const id = await cleanFile(sun)
    const came = await get(sun, await linkTo(sun, id))
    expect(came.statusCode).toBe(200)
    expect(came.rawPayload.equals(photo.bytes)).toBe(true)
    expect(came.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition': `inline; filename="file.jpg"; filename*=UTF-8''${encodeURIComponent(photo.name)}`,
    })
  })

  test('what is no picture is saved, never shown', async () => {
    const id = await cleanFile(sun, paper)
    const came = await get(sun, await linkTo(sun, id))
    expect(came.headers['content-disposition']).toMatch(/^attachment; /)
  })

  test('players of sound get the range that they ask for', async () => {
    const id = await cleanFile(sun)
    const came = await get(sun, await linkTo(sun, id), { range: 'bytes=2-5' })
    expect([came.statusCode, came.rawPayload.equals(photo.bytes.subarray(2, 6))]).toEqual([206, true])
    expect(came.headers['content-range']).toBe(`bytes 2-5/${photo.bytes.length}`)
  })

  test('a link is dead after 60 s, without its seal, and with another version', async () => {
    const id = await cleanFile(sun)
    const url = await linkTo(sun, id)
    expect((await get(sun, url.replace(/seal=.*/, 'seal=x'))).statusCode).toBe(403)
    expect((await get(sun, url.replace(/version=\d+/, 'version=9'))).statusCode).toBe(403)
    expect((await get(sun, url.replace(/until=\d+/, 'until=9999999999'))).statusCode).toBe(403)
    expect((await get(sun, `/api/documents/${id}/content`)).statusCode).toBe(403)
    expect((await get(sun, url)).statusCode).toBe(200)
    await city.setNow('2022-11-03T01:05:00Z')
    expect((await get(sun, url)).json()).toMatchObject({
      code: 'forbidden',
      detail: '这个链接已失效，请回到原页面重新打开',
    })
  })

  test('who opened it is in the access log', async () => {
    const id = await cleanFile(sun)
    await get(sun, await linkTo(sun, id))
    const lines = await city.look(`select from access_log where verb = 'documents.content' and subject = $1`, [
      `document:${id}`,
    ])
    expect(lines).toHaveLength(1)
  })
})
