/** Who opens and lists which briefs, and what each look leaves behind. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '#core/endpoint.ts'
import { assign, block, deskIn, mention, person, says, thursday, unit, yancang } from '#test/brief-desk.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
let desk: ReturnType<typeof deskIn>
beforeAll(async () => {
  city = await openCity()
  desk = deskIn(city)
  await city.setNow(thursday)
})
afterAll(() => city.close())

describe('who sees it', () => {
  const sees = async (name: string, id: string) => {
    const someone = await city.as(name)
    const list = await someone.call(contract.list, { query: { limit: 100 } as never })
    const inList = list.body.rows.some((row) => row.id === id)
    const opened = await someone.call(contract.thread, { params: { id } }).then(
      () => true,
      () => false,
    )
    expect(inList).toBe(opened)
    return opened
  }
  const seers = async (id: string, ...names: string[]) => {
    const found: string[] = []
    for (const name of names) if (await sees(name, id)) found.push(name)
    return found
  }
  const all = [
    '孙海燕',
    '蒋涛',
    '应勇',
    '丁一川',
    '唐国栋',
    '姚敏',
    '周文澜',
    '林海生',
    '邬晴',
    '贺普陀',
    '乐苗',
    '方远',
    '卢晓舟',
    '钱系统',
    '审计员',
  ]

  test('全区: the block, the city’s recognisers and leaders; never the neighbours', async () => {
    const { brief } = await desk.sent()
    expect(await seers(brief.id, ...all)).toEqual([
      '孙海燕',
      '蒋涛',
      '应勇',
      '丁一川',
      '唐国栋',
      '姚敏',
      '周文澜',
      '林海生',
    ])
    const { status, problem } = await (await city.as('乐苗')).refused(contract.thread, { params: { id: brief.id } })
    expect([status, problem.code]).toEqual([404, 'not-found'])
  })

  test('指定单位: those named, and whoever leads and judges', async () => {
    const { brief } = await desk.sent('孙海燕', { visibility: 'units', unitIds: [yancang] })
    expect(await seers(brief.id, ...all)).toEqual(['孙海燕', '蒋涛', '应勇', '唐国栋', '姚敏', '周文澜', '林海生'])
  })

  test('仅领导: the writer, the unit’s head, leaders and whoever judges', async () => {
    const { brief } = await desk.sent('孙海燕', { visibility: 'leaders' })
    expect(await seers(brief.id, ...all)).toEqual(['孙海燕', '蒋涛', '唐国栋', '姚敏', '林海生'])
  })

  test('whoever wrote it leaves it behind with the unit, also what only leaders may see', async () => {
    for (const visibility of ['block', 'leaders'] as const) {
      const { brief } = await desk.sent('毛雪', { unitId: unit('定海区驻西安招商组'), visibility })
      expect(await seers(brief.id, '毛雪')).toEqual(['毛雪'])
      await city.look('update posts set unit_id = $2 where person_id = $1', [person('毛雪'), unit('沈家门街道')])
      expect(await seers(brief.id, '毛雪')).toEqual([])
      await city.look('update posts set unit_id = $2 where person_id = $1', [person('毛雪'), brief.unit.id])
    }
  })

  test('市本级 with an intended block is shared with that block', async () => {
    const { brief } = await desk.sent('许一帆', {
      unitId: unit('市驻深圳招商组'),
      contacts: [],
      intentBlockId: block('普陀区'),
    })
    expect(await seers(brief.id, ...all, '许一帆')).toEqual([
      '周文澜',
      '林海生',
      '邬晴',
      '贺普陀',
      '乐苗',
      '方远',
      '卢晓舟',
      '许一帆',
    ])
  })

  test('a block’s own brief that names another block stays in the block', async () => {
    const { brief } = await desk.sent('孙海燕', { intentBlockId: block('普陀区') })
    expect(await seers(brief.id, '邬晴', '贺普陀', '乐苗')).toEqual([])
  })
})

describe('reading', () => {
  test('takes one trip, marks it read by the reader’s unit, and tells the access log', async () => {
    const { brief } = await desk.sent()
    const ying = await city.as('应勇')
    expect((await ying.call(contract.thread, { params: { id: brief.id } })).trips).toBe(1)
    await desk.seen('唐国栋', brief.id)
    await desk.seen('林海生', brief.id)
    expect((await desk.seen('孙海燕', brief.id)).readBy.map((read) => read.unit.name)).toEqual([
      '定海区驻上海招商组',
      '盐仓街道',
    ])
    const log = await city.look<{ person_id: string }>(`select person_id from access_log where subject = $1`, [
      `brief:${brief.id}`,
    ])
    expect(log.map(({ person_id }) => person_id).sort()).toEqual(
      [person('应勇'), person('唐国栋'), person('林海生'), person('孙海燕')].sort(),
    )
  })

  test('what one may not see leaves no mark', async () => {
    const { brief } = await desk.sent('孙海燕', { visibility: 'leaders' })
    await (await city.as('应勇')).refused(contract.thread, { params: { id: brief.id } })
    expect(await city.look(`select from access_log where subject = $1`, [`brief:${brief.id}`])).toEqual([])
    expect(await city.look(`select from unit_reads where brief_id = $1 and unit_id = $2`, [brief.id, yancang])).toEqual(
      [],
    )
  })

  test('shows the company’s contact in full only to those who may look behind the masks', async () => {
    const { brief } = await desk.sent()
    expect((await desk.seen('孙海燕', brief.id)).brief.contactName).toBe('王经理')
    expect((await desk.seen('姚敏', brief.id)).brief.contactName).toBe('王经理')
    expect((await desk.seen('应勇', brief.id)).brief.contactName).toBe('王**')
  })
})

describe('the list', () => {
  const listed = async (name: string, query: Record<string, string>) =>
    (await (await city.as(name)).call(contract.list, { query: query as never })).body
  const numbers = ({ rows }: OutputOf<typeof contract.list>) => rows.map(({ number }) => number)

  test('takes one trip and pages by key without gap or double', async () => {
    const ding = await city.as('丁一川')
    expect((await ding.call(contract.list, {})).trips).toBe(1)
    const whole = await listed('丁一川', { limit: '100', block: block('定海区') })
    const paged: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: OutputOf<typeof contract.list> = await listed('丁一川', {
        limit: '7',
        block: block('定海区'),
        ...(cursor ? { cursor } : {}),
      })
      expect(page.total).toBe(whole.rows.length)
      paged.push(...numbers(page))
      cursor = page.next
    }
    expect(paged).toEqual(numbers(whole))
    expect(new Set(paged).size).toBe(paged.length)
  })

  test('refuses a cursor that was made for other filters, or made up', async () => {
    const { next } = await listed('丁一川', { limit: '2' })
    const ding = await city.as('丁一川')
    for (const query of [{ cursor: next, validity: 'valid' }, { cursor: 'bm9uc2Vuc2U' }, { month: '2022-13' }]) {
      const { status, problem } = await ding.refused(contract.list, { query: query as never })
      expect([status, problem.code]).toEqual([422, 'invalid'])
    }
  })

  test('is narrowed by unit, kind, month, words, state and by what concerns me', async () => {
    const brief = (
      await desk.sent('胡秀', {
        unitId: unit('白泉镇'),
        contacts: [],
        mentions: [mention('宁波灵峰机械有限公司')],
        body: '来访洽谈液压阀',
      })
    ).brief
    const only = async (name: string, query: Record<string, string>) =>
      (await listed(name, { limit: '100', ...query })).rows.map(({ id }) => id)
    expect(await only('丁一川', { q: '灵峰' })).toEqual([brief.id])
    expect(await only('丁一川', { q: '液压阀' })).toEqual([brief.id])
    expect(await only('丁一川', { q: '%%' })).toEqual([])
    expect(await only('丁一川', { unit: unit('白泉镇'), month: '2022-11' })).toContain(brief.id)
    expect(await only('丁一川', { unit: unit('白泉镇'), month: '2022-10' })).toEqual([])
    expect(await only('丁一川', { unitKind: 'town' })).toContain(brief.id)
    expect(await only('丁一川', { unitKind: 'posted' })).not.toContain(brief.id)
    expect(await only('胡秀', { mine: 'written' })).toContain(brief.id)
    expect(await only('应勇', { mine: 'assigned' })).not.toContain(brief.id)
    const thread = await desk.rules('唐国栋', await desk.seen('胡秀', brief.id), assign())
    expect(await only('应勇', { mine: 'assigned' })).toContain(brief.id)
    expect(await only('白露', { mine: 'assigned' })).toContain(brief.id)
    expect(await only('丁一川', { ruled: 'assign' })).toContain(brief.id)
    expect(await only('丁一川', { ruled: 'none' })).not.toContain(brief.id)
    await (await city.as('胡秀')).call(contract.reply, {
      params: { id: brief.id },
      input: says('请看', { unitId: unit('白泉镇'), calledPersonIds: [person('丁一川')] }),
    })
    expect(await only('丁一川', { mine: 'called' })).toEqual([brief.id])
    await desk.judges('姚敏', thread)
    expect(await only('丁一川', { validity: 'valid' })).toContain(brief.id)
    expect(await only('丁一川', { negotiating: 'yes' })).toEqual([])
    const row = (await listed('丁一川', { q: '灵峰' })).rows[0]
    expect(row).toMatchObject({
      companies: ['宁波灵峰机械有限公司'],
      ruled: 'assign',
      replies: 1,
      validity: 'valid',
      read: false,
    })
    await desk.seen('丁一川', brief.id)
    expect((await listed('丁一川', { q: '灵峰' })).rows[0]?.read).toBe(true)
    expect((await listed('唐国栋', { q: '灵峰' })).rows[0]?.read).toBe(true)
  })
})
