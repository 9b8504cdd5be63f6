/** Tries the settings as the city's administrators would, and as everybody else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#app/demo/city.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from './contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

const judging = {
  key: 'brief.judgeWithinDays',
  blockId: null,
  value: 5,
  effectiveFrom: '2022-11-01',
  document: '舟招办〔2022〕9号',
}
const dinghai = idOf('block:定海区')

describe('the list of settings', () => {
  test('is one round trip and shows everybody the defaults with their source', async () => {
    const hu = await city.as('胡秀')
    const { body, trips } = await hu.call(contract.list)
    expect(trips).toBe(1)
    expect(body).toMatchObject({ today: '2022-11-03', earliest: '2022-11-01' })
    expect(body.rows.find(({ key }) => key === 'board.rankBy')).toMatchObject({
      value: 'valid',
      default: 'valid',
      history: [],
    })
    expect(body.rows.every(({ source }) => source.length > 0)).toBe(true)
  })
})

describe('setting one', () => {
  test('by the business administrator, back to the first of this month, with the document', async () => {
    const shen = await city.as('沈知行')
    const { status, body } = await shen.call(contract.set, { input: judging })
    expect(status).toBe(201)
    expect(body.rows.find(({ key }) => key === judging.key)).toMatchObject({
      value: 5,
      history: [
        { value: 5, document: '舟招办〔2022〕9号', setByName: '沈知行', effectiveFrom: '2022-11-01', blockName: null },
      ],
    })
    const [line] = await city.look<{ payload: unknown; occurred_on: unknown; verb: string }>(
      `select verb, payload from ledger where event = 'setting.set' order by recorded_at desc limit 1`,
    )
    expect(line).toMatchObject({ verb: 'settings.set', payload: { key: judging.key, value: 5, blockId: null } })
    expect(JSON.stringify(line)).not.toContain('舟招办')
  })

  test('for one block, whose value goes before the city’s', async () => {
    const shen = await city.as('沈知行')
    const { body } = await shen.call(contract.set, {
      input: { ...judging, key: 'board.rankBy', value: 'submitted', blockId: dinghai, effectiveFrom: '2022-11-03' },
    })
    expect(body.rows.find(({ key }) => key === 'board.rankBy')).toMatchObject({
      value: 'valid',
      blocks: [{ blockName: '定海区', value: 'submitted' }],
    })
  })

  test('for later: in force only then', async () => {
    const safe = await city.as('安全员')
    const later = { ...judging, key: 'session.rememberDays', value: 7, effectiveFrom: '2022-12-01' }
    const { body } = await safe.call(contract.set, { input: later })
    expect(body.rows.find(({ key }) => key === later.key)).toMatchObject({ value: 30, history: [{ value: 7 }] })
  })

  test.each(['胡秀', '林海生', '姚敏', '钱系统', '审计员', '安全员'])('not by %s', async (name) => {
    const person = await city.as(name)
    const { status, problem } = await person.refused(contract.set, { input: judging })
    expect([status, problem.code]).toEqual([403, 'forbidden'])
    expect(problem.detail).toBe('这项参数由市级业务管理岗依文件设置')
  })

  test('what keeps strangers out is the security administrator’s, not the business administrator’s', async () => {
    const shen = await city.as('沈知行')
    const { problem } = await shen.refused(contract.set, {
      input: { ...judging, key: 'session.rememberDays', value: 7 },
    })
    expect(problem.detail).toBe('这项参数由安全管理员依文件设置')
  })

  test.each([
    [{ document: ' ' }, '请写明依据的文件'],
    [{ effectiveFrom: '2022-10-31' }, '以前月份已经计数，施行日期不能早于2022年11月1日'],
    [{ value: 99 }, '应在 1 到 30 个工作日之间'],
    [{ key: 'no.such' }, '没有这项参数'],
    [{ blockId: idOf('block:nowhere') }, '没有这个区块'],
  ])('not %o', async (change, said) => {
    const shen = await city.as('沈知行')
    const { status, problem } = await shen.refused(contract.set, { input: { ...judging, ...change } })
    expect([status, problem.code]).toEqual([422, 'invalid'])
    expect(problem.detail).toContain(said)
  })
})
