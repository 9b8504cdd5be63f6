/** Sending a file, as named persons of the fixture city: each happy path and each refusal, cut-off uploads and hostile content among them. */
import { randomUUID } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenant } from '#app/demo/city.ts'
import { partBytes } from '#core/media.ts'
import { filesInUse, partsOf } from '#platform/files/blobs.ts'
import { jpegOf, pdfOf } from '#test/files/making.ts'
import { announced, inspectSent, sendFile } from '#test/files/sending.ts'
import { type Ask, type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'
import { mostLoose } from '../rules.ts'
import { forget, sweep } from './inspecting.ts'

let city: City
const ask: Ask = async (who, endpoint, asked) => (await (await city.as(who)).call(endpoint, asked)).body
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

const photo = { name: '现场.jpg', bytes: jpegOf(1600, 1200), family: 'photo' } as const
/** three parts, the last one short */
const long = { name: '合同.pdf', bytes: Buffer.concat([pdfOf(`%${'x'.repeat(2 * partBytes)}`)]) }
const sun = '孙海燕'
const state = async (id: string) =>
  (await city.look<{ state: string }>('select state from documents where id = $1', [id]))[0]?.state

describe('documents.declare', () => {
  const refused = async (input: Partial<ReturnType<typeof announced>>) =>
    (await (await city.as(sun)).refused(contract.declare, { input: { ...announced(photo), ...input } })).problem

  test('says what comes, and nothing may be seen yet', async () => {
    const document = await ask(sun, contract.declare, { input: announced(photo) })
    expect(document).toMatchObject({
      name: '现场.jpg',
      family: 'photo',
      state: 'receiving',
      mediaType: null,
      version: 1,
    })
  })

  test('a kind that the city does not take, too large, and names that deceive are refused in words', async () => {
    expect((await refused({ name: '工具.exe', family: 'file' })).detail).toContain('不收这种文件')
    expect((await refused({ name: '压缩.zip', family: 'file' })).detail).toContain('不收这种文件')
    expect((await refused({ bytes: 21 * 1024 * 1024 })).detail).toBe('照片不能超过 20 MB')
    expect((await refused({ name: '合\u202egpj.jpg' })).detail).toBe('文件名里有不能用的符号，请改名后再传')
    expect((await refused({ name: '../../x.jpg' })).detail).toBe('文件名里有不能用的符号，请改名后再传')
    expect((await refused({ name: '合同.pdf' })).detail).toBe('PDF 文档不是照片')
    expect((await refused({ name: '语音.m4a', family: 'voice' })).detail).toBe('语音要说明时长')
  })

  test('whoever does no business sends none', async () => {
    const admin = await city.as('钱系统')
    expect((await admin.refused(contract.declare, { input: announced(photo) })).problem.code).toBe('forbidden')
  })

  test('files that hang nowhere are not piled up', async () => {
    const who = await city.as('胡秀')
    for (let i = 0; i < mostLoose; i += 1) await who.call(contract.declare, { input: announced(photo) })
    expect((await who.refused(contract.declare, { input: announced(photo) })).problem.code).toBe('conflict')
  })
})

describe('documents.part and documents.receive', () => {
  test('parts come in any order, twice, and after a break; whole and true they are quarantined, then clean', async () => {
    const { id } = await ask(sun, contract.declare, { input: announced(long) })
    const piece = (no: number) => long.bytes.subarray(no * partBytes, (no + 1) * partBytes)
    const put = (no: number) => ask(sun, contract.part, { params: { id }, query: { no }, bytes: piece(no) })
    expect((await put(2)).missing).toEqual([0, 1])
    const early = await (await city.as(sun)).refused(contract.receive, { params: { id } })
    expect(early.problem.detail).toBe('还有没传到的部分，请继续上传')
    await put(0)
    await put(0)
    expect((await put(1)).missing).toEqual([])
    const key = randomUUID()
    const received = await (await city.as(sun)).call(contract.receive, { params: { id }, key })
    expect(received.body).toMatchObject({ state: 'quarantined', version: 2, mediaType: null })
    // the same press again: the same answer, one effect
    expect((await (await city.as(sun)).call(contract.receive, { params: { id }, key })).body).toEqual(received.body)
    expect(await partsOf(tenant.id, id)).toEqual([])
    await inspectSent(city)
    expect(await ask(sun, contract.document, { params: { id } })).toMatchObject({
      state: 'clean',
      mediaType: 'application/pdf',
    })
    const events = await city.look<{ event: string }>(
      `select event from ledger where subjects[1] = $1 order by recorded_at`,
      [`document:${id}`],
    )
    expect(events.map(({ event }) => event)).toEqual(['document.declared', 'document.received', 'document.inspected'])
  })

  test('what arrives and is not what was announced is refused, and may be sent again', async () => {
    const { id } = await ask(sun, contract.declare, { input: announced(photo) })
    const other = Buffer.from(photo.bytes)
    other[20] = 0x77
    await ask(sun, contract.part, { params: { id }, bytes: other })
    const { problem } = await (await city.as(sun)).refused(contract.receive, { params: { id } })
    expect(problem.detail).toBe('传到的内容和原文件不一致，请重新上传')
    expect(await state(id)).toBe('receiving')
    await ask(sun, contract.part, { params: { id }, bytes: photo.bytes })
    expect((await ask(sun, contract.receive, { params: { id } })).state).toBe('quarantined')
  })

  test('a part of another length, one that does not exist, JSON, and a second upload are refused', async () => {
    const { id } = await ask(sun, contract.declare, { input: announced(photo) })
    const hai = await city.as(sun)
    const put = (asked: object) => hai.refused(contract.part, { params: { id }, ...asked })
    expect((await put({ bytes: photo.bytes.subarray(1) })).problem.code).toBe('invalid')
    expect((await put({ bytes: photo.bytes, query: { no: 1 } })).problem.detail).toBe('没有这一段')
    expect((await put({})).problem.code).toBe('invalid')
    const sent = await sendFile(ask, sun, photo)
    const again = await hai.refused(contract.part, { params: { id: sent.id }, bytes: photo.bytes })
    expect(again.problem.detail).toBe('这个附件已经传完')
    expect((await hai.refused(contract.receive, { params: { id: sent.id } })).problem.code).toBe('conflict')
  })

  test('more than a part is not read', async () => {
    const { token } = await city.as(sun)
    const { id } = await ask(sun, contract.declare, { input: announced(long) })
    const { statusCode } = await city.app.inject({
      method: 'PUT',
      url: `/api/documents/${id}/content?no=0`,
      cookies: { wutong: token },
      headers: { 'x-wutong': '1', 'content-type': 'application/octet-stream' },
      payload: Buffer.alloc(partBytes + 1),
    })
    expect(statusCode).toBe(413)
  })

  test('nobody sends, completes or sees the file of another', async () => {
    const { id } = await ask(sun, contract.declare, { input: announced(photo) })
    for (const name of ['应勇', '唐国栋', '钱系统', '审计员']) {
      const other = await city.as(name)
      expect((await other.refused(contract.part, { params: { id }, bytes: photo.bytes })).status).toBe(404)
      expect((await other.refused(contract.receive, { params: { id } })).status).toBe(404)
      expect((await other.refused(contract.document, { params: { id } })).status).toBe(404)
    }
  })
})

describe('what is found in it', () => {
  test('a file that lies is refused in words, and never opened', async () => {
    const { id } = await sendFile(ask, sun, { name: '合同.pdf', bytes: jpegOf(10, 10) })
    await inspectSent(city)
    expect(await ask(sun, contract.document, { params: { id } })).toMatchObject({
      state: 'refused',
      refusedBecause: '文件名以 .pdf 结尾，内容却是JPG 图片，不能上传',
    })
    expect((await (await city.as(sun)).refused(contract.link, { params: { id } })).problem.code).toBe('forbidden')
  })

  test('where a scanner is set up and does not answer, the file stays where it is', async () => {
    const files = filesInUse()
    const { id } = await sendFile(ask, sun, photo)
    files.scanner = async () => 'unanswered'
    await inspectSent(city)
    expect(await state(id)).toBe('quarantined')
    expect((await (await city.as(sun)).refused(contract.link, { params: { id } })).problem.code).toBe('forbidden')
    files.scanner = async () => 'infected'
    await inspectSent(city)
    expect(await ask(sun, contract.document, { params: { id } })).toMatchObject({
      state: 'refused',
      refusedBecause: '文件含病毒，不能上传',
    })
    files.scanner = null
  })
})

describe('what nobody sent along', () => {
  test('is forgotten after two days, its bytes with it; what is younger or still needed stays', async () => {
    const { blobs } = filesInUse()
    const [old, young] = [await sendFile(ask, sun, long), await sendFile(ask, sun, photo)]
    const hashOf = async (id: string) =>
      (await city.look<{ sha256: string }>('select sha256 from documents where id = $1', [id]))[0]?.sha256 ?? ''
    const [oldHash, youngHash] = [await hashOf(old.id), await hashOf(young.id)]
    await city.look(`update documents set declared_at = declared_at - interval '3 days' where sha256 = $1`, [oldHash])
    for (const sha256 of [oldHash, youngHash]) await blobs.at(tenant.id, sha256, (place) => utimes(place, 1, 1))
    const swept = await city.asJob('housekeeping', forget)
    await sweep(swept, (work) => city.asJob('housekeeping', work))
    expect(await state(old.id)).toBeUndefined()
    expect(await state(young.id)).toBeDefined()
    expect(await blobs.read(tenant.id, oldHash)).toBeNull()
    const kept = await blobs.read(tenant.id, youngHash)
    expect(kept).not.toBeNull()
    kept?.destroy()
  })

  test('is forgotten by jobs alone', async () => {
    await expect(city.db.pool.query('select sec.forget_documents()')).rejects.toMatchObject({ code: '42501' })
  })
})

describe('past the verbs', () => {
  const asks = async (who: string, statement: string) => {
    const { token } = await city.as(who)
    const client = await city.db.pool.connect()
    try {
      await client.query('begin')
      await client.query('select sec.enter($1)', [token])
      return await client.query(statement)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  test('nobody calls their own file clean, and nothing goes back', async () => {
    const { id } = await sendFile(ask, sun, photo)
    const clean = `update documents set state = 'clean', media_type = 'image/jpeg' where id = '${id}'`
    await expect(asks(sun, clean)).rejects.toMatchObject({ code: '42501' })
    await expect(asks(sun, `update documents set state = 'receiving' where id = '${id}'`)).rejects.toMatchObject({
      code: '42501',
    })
    expect((await asks('应勇', clean)).rowCount).toBe(0)
  })
})
