/** Tries the organisation tree as everybody reads it and as the system administrator changes it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blocks as cityBlocks, townships as cityTowns, idOf } from '#app/demo/city.ts'
import type { InputOf } from '#core/endpoint.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

const block = (name: string) => idOf(`block:${name}`)
const team: InputOf<typeof contract.addUnit> = {
  name: '定海区驻成都招商组',
  short: '驻成都组',
  kind: 'posted',
  blockId: block('定海区'),
  fromDay: '2022-11-01',
  sendingUnitId: idOf('unit:定海区投促中心'),
  postCity: '成都市',
}
const tree = async (on?: string) =>
  (await (await city.as('胡秀')).call(contract.organisation, { query: on ? { on } : {} })).body
const find = async (name: string, on?: string) => (await tree(on)).units.find((unit) => unit.name === name)

test('the tree is one round trip: ten blocks, 36 townships, each zone with its own', async () => {
  const { body, trips } = await (await city.as('胡秀')).call(contract.organisation)
  expect(trips).toBe(1)
  expect(body).toMatchObject({ city: '舟山市', on: '2022-11-03' })
  expect(body.blocks.map(({ name }) => name)).toEqual(cityBlocks.map(({ name }) => name))
  expect(body.townships).toHaveLength(cityTowns.length)
  expect(body.townships.find(({ name }) => name === '临城街道')).toMatchObject({
    countyCode: '330902',
    blockId: block('新城管委会'),
  })
})

describe('the system administrator', () => {
  test('adds a posted team, which stands from its day on', async () => {
    const sys = await city.as('钱系统')
    const { status, body } = await sys.call(contract.addUnit, { input: team })
    expect(status).toBe(201)
    expect(body.units.find(({ name }) => name === team.name)).toMatchObject({
      kind: 'posted',
      postCity: '成都市',
      version: 1,
    })
    expect(await find(team.name, '2022-10-31')).toBeUndefined()
  })

  test('renames one, with the version that was looked at', async () => {
    const sys = await city.as('钱系统')
    const found = await find('定海海洋科学城')
    const args = { params: { id: found?.id ?? '' }, input: { name: '定海海洋科学城管委会', short: '海洋科学城' } }
    expect((await sys.refused(contract.renameUnit, args)).status).toBe(428)
    const { body } = await sys.call(contract.renameUnit, { ...args, ifMatch: 1 })
    expect(body.units.find(({ id }) => id === found?.id)).toMatchObject({ name: '定海海洋科学城管委会', version: 2 })
    expect((await sys.refused(contract.renameUnit, { ...args, ifMatch: 1 })).status).toBe(412)
    const taken = await sys.refused(contract.renameUnit, {
      ...args,
      input: { name: '白泉镇', short: '白泉' },
      ifMatch: 2,
    })
    expect(taken.problem.detail).toBe('已有同名单位')
  })

  test('moves one to another block at a date: before it in the one, from it in the other, never in both', async () => {
    const sys = await city.as('钱系统')
    const before = await find('小沙街道')
    const args = { params: { id: before?.id ?? '' }, ifMatch: before?.version ?? 0 }
    const move = { blockId: block('新城管委会'), fromDay: '2022-12-01', townshipCode: '330902010' }
    await sys.call(contract.moveUnit, { ...args, input: move })
    expect((await find('小沙街道', '2022-11-30'))?.blockId).toBe(block('定海区'))
    expect((await find('小沙街道', '2022-12-01'))?.blockId).toBe(block('新城管委会'))
    const land = async (on: string) =>
      (await tree(on)).townships.find(({ code }) => code === move.townshipCode)?.blockId
    expect([await land('2022-11-30'), await land('2022-12-01')]).toEqual([block('定海区'), block('新城管委会')])
    const ranked = await city.look<{ n: number }>(
      `select count(*)::int as n from generate_series('2022-11-01'::date, '2023-01-31', '1 day') d
       join unit_blocks ub on ub.unit_id = $1 and ub.from_day <= d and (ub.to_day is null or ub.to_day > d)
       group by d having count(*) <> 1`,
      [before?.id],
    )
    expect(ranked).toEqual([])
    const again = {
      ...args,
      ifMatch: args.ifMatch + 1,
      input: { ...move, blockId: block('金塘管委会'), fromDay: '2022-11-20' },
    }
    expect((await sys.refused(contract.moveUnit, again)).problem.detail).toContain('调整日期须在此之后')
    const stays = { ...again, input: { ...move, fromDay: '2022-12-20' } }
    expect((await sys.refused(contract.moveUnit, stays)).problem.detail).toBe('单位已在这个区块')
    const [line] = await city.look(`select payload, occurred_on::text from ledger where event = 'unit.moved'`)
    expect(line).toMatchObject({
      occurred_on: '2022-12-01',
      payload: { fromBlockId: block('定海区'), toBlockId: block('新城管委会') },
    })
  })

  test.each([
    [{ name: '白泉镇' }, '已有同名单位'],
    [{ postCity: null }, '须写明驻在城市'],
    [{ sendingUnitId: idOf('unit:龙宫') }, '没有这个派出单位'],
    [{ blockId: block('龙宫') }, '没有这个区块'],
    [{ fromDay: '2022-10-31' }, '以前月份已经计数'],
  ])('does not add one with %o', async (change, said) => {
    const sys = await city.as('钱系统')
    const { status, problem } = await sys.refused(contract.addUnit, { input: { ...team, name: '另一个组', ...change } })
    expect(status).toBe(422)
    expect(problem.detail).toContain(said)
  })

  test('moves nothing that is not there, nowhere that is not there', async () => {
    const sys = await city.as('钱系统')
    const input = { blockId: block('龙宫'), fromDay: '2022-12-01', townshipCode: null }
    const nobody = await sys.refused(contract.moveUnit, { params: { id: idOf('unit:龙宫') }, input, ifMatch: 1 })
    expect(nobody.status).toBe(404)
    const params = { id: idOf('unit:白泉镇') }
    expect((await sys.refused(contract.moveUnit, { params, input, ifMatch: 1 })).problem.detail).toBe('没有这个区块')
    const nowhere = { blockId: block('金塘管委会'), fromDay: '2022-12-01', townshipCode: '330902999' }
    const land = await sys.refused(contract.moveUnit, { params, input: nowhere, ifMatch: 1 })
    expect(land.problem.detail).toBe('没有这个乡镇街道')
  })
})

test.each(['沈知行', '安全员', '管一统', '林海生'])('%s changes nothing in it', async (name) => {
  const person = await city.as(name)
  const params = { id: idOf('unit:白泉镇') }
  const refused = await Promise.all([
    person.refused(contract.addUnit, { input: { ...team, name: '再一个组' } }),
    person.refused(contract.renameUnit, { params, input: { name: '白泉', short: '白泉' }, ifMatch: 1 }),
    person.refused(contract.moveUnit, {
      params,
      input: { blockId: block('金塘管委会'), fromDay: '2022-12-01', townshipCode: null },
      ifMatch: 1,
    }),
  ])
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
})
