/** The city's own words: added by whoever keeps the business rules, found by everybody, read in what is entered next. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { thursday } from '#test/brief-desk.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow(thursday)
})
afterAll(() => city.close())

const island = { kind: 'place', word: '螺头湾', aliasOf: null } as const

async function added() {
  const { words } = (await (await city.as('沈知行')).call(contract.words)).body
  const found = words.find(({ word }) => word === island.word)
  if (!found) throw new Error('was added')
  return { params: { id: found.id }, ifMatch: found.version }
}

describe('looking one up', () => {
  test('is one trip, and says from where a shipped word comes', async () => {
    const { body, trips } = await (await city.as('胡秀')).call(contract.words, { query: { q: '盐仓' } })
    expect(trips).toBe(1)
    expect(body.shipped).toEqual([{ kind: '镇街', word: '盐仓街道', source: expect.stringContaining('GB/T 2260') }])
    expect((await (await city.as('胡秀')).call(contract.words)).body).toEqual({ words: [], shipped: [] })
  })
})

describe('a word of the city', () => {
  test('is added by the business administrator, with name and time', async () => {
    const { status, body } = await (await city.as('沈知行')).call(contract.addWord, { input: island })
    expect(status).toBe(201)
    expect(body.words).toMatchObject([{ ...island, addedBy: '沈知行', since: expect.any(String), withdrawnAt: null }])
    const [line] = await city.look<{ payload: unknown }>(`select payload from ledger where event = 'word.added'`)
    expect(line?.payload).toEqual({ kind: 'place' })
  })

  test('is withdrawn, and that is taken back', async () => {
    const shen = await city.as('沈知行')
    const gone = await shen.call(contract.withdrawWord, await added())
    expect(gone.body.words[0]?.withdrawnAt).not.toBeNull()
    expect((await shen.refused(contract.withdrawWord, await added())).problem.detail).toBe('这个词已经撤回')
    const back = await shen.call(contract.restoreWord, await added())
    expect(back.body.words[0]?.withdrawnAt).toBeNull()
    expect((await shen.refused(contract.restoreWord, await added())).problem.detail).toBe('这个词没有撤回')
  })

  test('that was added anew meanwhile is not brought back beside itself', async () => {
    const shen = await city.as('沈知行')
    const old = await added()
    await shen.call(contract.withdrawWord, old)
    await shen.call(contract.addWord, { input: island })
    const { problem } = await shen.refused(contract.restoreWord, { ...old, ifMatch: Number(old.ifMatch) + 1 })
    expect(problem.detail).toBe('这个词后来又加过一次，不用恢复')
  })

  test.each([
    [island, '本市词典里已有这个词'],
    [{ ...island, word: '项目' }, '几乎每条简报里都有'],
    [{ ...island, word: '2022' }, '不能只是数字'],
    [{ ...island, word: '湾' }, '词长 2 到 30 个字'],
    [{ ...island, word: '盐仓街道' }, '系统自带的词典里已有这个词'],
  ])('not %o', async (input, said) => {
    const { status, problem } = await (await city.as('沈知行')).refused(contract.addWord, { input })
    expect([status, problem.detail]).toEqual([422, expect.stringContaining(said)])
  })

  test.each(['胡秀', '唐国栋', '姚敏', '安全员'])('not by %s', async (name) => {
    const other = await city.as(name)
    const input = { ...island, word: '长白岛' }
    expect((await other.refused(contract.addWord, { input })).problem.detail).toBe('本市词典由市级业务管理岗维护')
    const word = await added()
    expect((await other.refused(contract.withdrawWord, word)).status).toBe(403)
    expect((await other.refused(contract.restoreWord, word)).status).toBe(403)
  })
})
