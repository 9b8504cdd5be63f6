/** 常用筛选: saved under a name, shared at home, changed by their owner alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { block, thursday, unit } from '#test/brief-desk.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow(thursday)
})
afterAll(() => city.close())

const mine = { name: '我写的', filters: { mine: 'written' }, unitId: null, blockId: null } as const
const ofBlock = {
  name: '定海待核',
  filters: { validity: 'pending', q: '传感器' },
  unitId: null,
  blockId: block('定海区'),
} as const
const names = async (who: string) =>
  (await (await city.as(who)).call(contract.views)).body.views.map(({ name }) => name)
const one = async (who: string, wanted: string) => {
  const found = (await (await city.as(who)).call(contract.views)).body.views.find(({ name }) => name === wanted)
  if (!found) throw new Error(`${wanted} was saved`)
  return found
}

describe('saving', () => {
  test('keeps filters and words under a name, for oneself', async () => {
    const { status, body } = await (await city.as('姚敏')).call(contract.saveView, { input: mine })
    expect(status).toBe(201)
    expect(body.views).toMatchObject([
      { ...{ name: mine.name, filters: mine.filters }, unit: null, block: null, owner: { name: '姚敏' } },
    ])
    expect(await names('贺小满')).toEqual([])
  })

  test('shares with one’s own block or unit, and with no other', async () => {
    await (await city.as('姚敏')).call(contract.saveView, { input: ofBlock })
    expect(await names('姚敏')).toEqual(['我写的', '定海待核'])
    expect(await names('应勇')).toEqual(['定海待核'])
    expect(await names('乐苗')).toEqual([])
    await (await city.as('应勇')).call(contract.saveView, {
      input: { ...mine, name: '盐仓的', unitId: unit('盐仓街道') },
    })
    expect(await names('陈盐')).toEqual(['定海待核', '盐仓的'])
    expect(await names('姚敏')).toEqual(['我写的', '定海待核'])
    for (const to of [{ unitId: unit('沈家门街道') }, { blockId: block('普陀区') }]) {
      const { status, problem } = await (await city.as('姚敏')).refused(contract.saveView, {
        input: { ...mine, name: '别处', ...to },
      })
      expect([status, problem.detail]).toEqual([403, '只能共享给本人所在的单位或区块'])
    }
  })

  test.each([
    [{ ...mine, name: '定海待核' }, '已有名为“定海待核”的常用筛选，请换个名称'],
    [{ ...mine, name: '空的', filters: {} }, '先选好筛选条件再存'],
    [{ ...mine, name: '两处', unitId: unit('定海区投促中心'), blockId: block('定海区') }, '共享给单位或区块，二者选一'],
  ])('refuses %o', async (input, say) => {
    expect((await (await city.as('姚敏')).refused(contract.saveView, { input })).problem.detail).toBe(say)
  })

  test('ends at fifty', async () => {
    const tang = await city.as('唐国栋')
    for (let i = 0; i < 50; i += 1) await tang.call(contract.saveView, { input: { ...mine, name: `第${i}个` } })
    expect((await tang.refused(contract.saveView, { input: mine })).problem.detail).toContain('最多 50 个')
  })
})

describe('changing', () => {
  test('is its owner’s: renamed, ordered, shared otherwise, removed', async () => {
    const yao = await city.as('姚敏')
    const view = await one('姚敏', '定海待核')
    const at = { params: { id: view.id }, ifMatch: view.version }
    const changed = await yao.call(contract.changeView, {
      ...at,
      input: { ...ofBlock, name: '待我核实', blockId: null },
    })
    expect(changed.body.views.map(({ name }) => name)).toEqual(['我写的', '待我核实'])
    expect(await names('应勇')).toEqual(['盐仓的'])
    expect((await yao.refused(contract.changeView, { ...at, input: ofBlock })).status).toBe(412)
    const ids = changed.body.views.map(({ id }) => id)
    const ordered = await yao.call(contract.orderViews, { input: { viewIds: [...ids].reverse() } })
    expect(ordered.body.views.map(({ name }) => name)).toEqual(['待我核实', '我写的'])
    const { problem } = await yao.refused(contract.orderViews, { input: { viewIds: ids.slice(1) } })
    expect(problem.detail).toBe('常用筛选刚刚有变动，请看过再排')
    await yao.call(contract.removeView, { params: { id: view.id } })
    expect(await names('姚敏')).toEqual(['我写的'])
  })

  test('is nobody else’s, also where it is shared', async () => {
    const view = await one('陈盐', '盐仓的')
    const chen = await city.as('陈盐')
    const asked = { params: { id: view.id }, ifMatch: view.version, input: { ...mine, name: '改了' } }
    expect((await chen.refused(contract.changeView, asked)).status).toBe(404)
    expect((await chen.refused(contract.removeView, { params: { id: view.id } })).status).toBe(403)
    expect((await chen.refused(contract.orderViews, { input: { viewIds: [view.id] } })).status).toBe(409)
    expect(await names('应勇')).toContain('盐仓的')
  })

  test('not even by a statement of one’s own is a view shared away from home', async () => {
    await expect(
      city.look(
        `insert into saved_views (tenant_id, id, owner_id, name, filters, unit_id)
        select tenant_id, gen_random_uuid(), owner_id, 'x', '{}', $1 from saved_views limit 1`,
        [unit('沈家门街道')],
      ),
    ).rejects.toThrow('of one')
  })
})
