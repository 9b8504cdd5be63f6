/** Searching as officials do: any two characters, anywhere in a word; and never a word of what one may not see. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenant } from '#app/demo/city.ts'
import { block, deskIn, input, mention, person, says, shanghai, thursday, unit } from '#test/brief-desk.ts'
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

const search = async (who: string, q: string, more: Record<string, string> = {}) =>
  (await city.as(who)).call(contract.list, { query: { q, ...more } as never })
const found = async (who: string, q: string, more: Record<string, string> = {}) =>
  (await search(who, q, more)).body.rows.map(({ id }) => id)

const xian = (company: string, body: string, more: Parameters<typeof desk.sent>[1] = {}) =>
  desk.sent('孙海燕', { mentions: [mention(company, null)], body, place: null, nextStep: null, ...more })

describe('what is found', () => {
  test.each([
    ['聚泰', '陕西聚泰新材料有限公司', '洽谈扩产'],
    ['泰新', '陕西聚泰新材料有限公司', '洽谈扩产'],
    ['西聚泰新材', '陕西聚泰新材料有限公司', '洽谈扩产'],
    ['谈扩', '陕西聚泰新材料有限公司', '洽谈扩产'],
    ['长涂岛修船', '舟山某船厂', '拟在长涂\n岛修船基地投资'],
    ['ａｂｂ', 'ABB（中国）有限公司', '来访'],
    ['abb(中国)', 'ABB（中国）有限公司', '来访'],
    ['2.5亿', '杭州宽带公司', '总投资２．５亿元'],
    ['50%', '宁波折扣公司', '占股50%，另有50_股'],
    ['50_', '宁波折扣公司', '占股50%，另有50_股'],
  ])('%s in %s: %s', async (q, company, body) => {
    const { brief } = await xian(company, body)
    expect(await found('丁一川', q)).toContain(brief.id)
  })

  test('takes one trip, and says how it was read', async () => {
    const { body, trips } = await search('丁一川', ' 聚泰　扩产 ')
    expect(trips).toBe(1)
    expect(body).toMatchObject({
      total: body.rows.length,
      capped: false,
      next: null,
      sought: { among: null },
    })
    expect(body.rows.length).toBeGreaterThan(0)
    expect((await (await city.as('丁一川')).call(contract.list, {})).body.sought).toBeNull()
  })

  test('is found by number, place, next step, and by who wrote or met', async () => {
    const { brief } = await xian('苏州寻常公司', '平常的话', { place: '昆山花桥', nextStep: '再看厂房漆面' })
    for (const q of [brief.number, '花桥', '漆面', '孙海', '蒋涛']) expect(await found('丁一川', q)).toContain(brief.id)
  })

  test('every word must occur, in whatever place', async () => {
    const { brief } = await xian('绍兴合纤公司', '洽谈无纺布')
    expect(await found('丁一川', '合纤 无纺')).toEqual([brief.id])
    expect(await found('丁一川', '无纺 合纤 布')).toEqual([brief.id])
    expect(await found('丁一川', '合纤 没有的')).toEqual([])
  })

  test('comes with the piece of text around it, as text', async () => {
    await xian('湖州某家公司', `${'前'.repeat(40)}<b>琥珀糖</b>${'后'.repeat(40)}`)
    const [row] = (await search('丁一川', '琥珀')).body.rows
    expect(row?.excerpt).toBe(`…${'前'.repeat(27)}<b>琥珀糖</b>${'后'.repeat(25)}…`)
    expect((await search('丁一川', '湖州某家')).body.rows[0]?.excerpt).toBeNull()
  })

  test('a single character is no search', async () => {
    const { status, problem } = await (await city.as('丁一川')).refused(contract.list, { query: { q: '聚 泰' } })
    expect([status, problem.because]).toEqual([422, [{ say: '至少输入两个字', field: 'q' }]])
  })
})

describe('in which order', () => {
  test('company before place before text, and of these the latest first', async () => {
    const inText = (await xian('甲公司', '提到了玳瑁山')).brief.id
    const inPlace = (await xian('乙公司', '别的话', { place: '玳瑁山路' })).brief.id
    const inName = (await xian('玳瑁实业公司', '别的话')).brief.id
    const later = (await xian('丙公司', '又提到玳瑁山')).brief.id
    expect(await found('丁一川', '玳瑁')).toEqual([inName, inPlace, later, inText])
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof search>> = await search('丁一川', '玳瑁', {
        limit: '1',
        ...(cursor ? { cursor } : {}),
      })
      expect(page.body.total).toBe(4)
      pages.push(...page.body.rows.map(({ id }) => id))
      cursor = page.body.next
    }
    expect(pages).toEqual([inName, inPlace, later, inText])
    const { next } = (await search('丁一川', '玳瑁', { limit: '1' })).body
    const { problem } = await (await city.as('丁一川')).refused(contract.list, {
      query: { q: '玳瑁山', cursor: next } as never,
    })
    expect(problem.code).toBe('invalid')
  })

  test('narrowed as the list is', async () => {
    const here = (await xian('温州孔雀石公司', '洽谈')).brief.id
    const there = (
      await desk.sent('胡秀', { unitId: unit('白泉镇'), contacts: [], mentions: [mention('温州孔雀石公司')] })
    ).brief.id
    const only = (more: Record<string, string>) => found('丁一川', '孔雀石', more)
    expect(await only({ unit: shanghai })).toEqual([here])
    expect(await only({ unitKind: 'town' })).toEqual([there])
    expect(await only({ block: block('定海区'), month: '2022-11' })).toEqual([there, here])
    expect(await only({ block: block('普陀区') })).toEqual([])
    expect(await only({ month: '2022-10' })).toEqual([])
    expect(await only({ validity: 'valid' })).toEqual([])
    expect(await found('胡秀', '孔雀石', { mine: 'written' })).toEqual([there])
  })
})

describe('what is not found', () => {
  test('a brief of another block, neither in the list nor in the total, until one is called to it', async () => {
    const { brief } = await xian('常州隐泉公司', '洽谈隐泉水')
    const nothing = { rows: [], total: 0, capped: false, next: null }
    expect((await search('乐苗', '隐泉')).body).toMatchObject(nothing)
    expect((await search('乐苗', brief.number)).body).toMatchObject(nothing)
    await (await city.as('唐国栋')).call(contract.reply, {
      params: { id: brief.id },
      input: says('请看', { unitId: unit('定海区委区政府'), calledPersonIds: [person('乐苗')] }),
    })
    expect(await found('乐苗', '隐泉')).toEqual([brief.id])
    expect(await found('乐苗', '隐泉', { mine: 'called' })).toEqual([brief.id])
  })

  test('仅领导 for whoever is none', async () => {
    const { brief } = await xian('无锡密谈公司', '洽谈', { visibility: 'leaders' })
    expect(await found('丁一川', '密谈')).toEqual([])
    expect((await search('丁一川', '密谈')).body.total).toBe(0)
    expect(await found('唐国栋', '密谈')).toEqual([brief.id])
    expect(await found('林海生', '密谈')).toEqual([brief.id])
  })

  test('the contact person and the numbers behind their masks, by nobody', async () => {
    await xian('嘉兴联系公司', '电话13777778888', { contactName: '尉迟恭谦', contactPhone: '13666665555' })
    for (const q of ['尉迟恭谦', '恭谦', '13777778888', '7777', '6666'])
      for (const who of ['孙海燕', '唐国栋', '林海生']) expect(await found(who, q)).toEqual([])
  })

  test('what was withdrawn, but by its number; what was recalled not at all', async () => {
    const { brief } = await xian('金华撤销公司', '洽谈青瓷')
    const sun = await city.as('孙海燕')
    await sun.call(contract.withdraw, {
      params: { id: brief.id },
      ifMatch: brief.version,
      input: { reason: '企业要求' },
    })
    expect(await found('孙海燕', '青瓷')).toEqual([])
    expect(await found('孙海燕', '金华撤销')).toEqual([])
    expect((await search('孙海燕', brief.number)).body.rows).toMatchObject([
      { id: brief.id, state: 'withdrawn', excerpt: null, companies: [] },
    ])
    const again = (await xian('金华撤回公司', '洽谈青瓷')).brief
    await sun.call(contract.recall, { params: { id: again.id }, ifMatch: again.version })
    expect(await found('孙海燕', '青瓷')).toEqual([])
    expect(await found('孙海燕', again.number)).toEqual([])
  })

  test('words that were revised away', async () => {
    const { brief } = await xian('台州旧名公司', '洽谈旧事情')
    const revised = { ...input(), mentions: [mention('台州新号公司', null)], body: '洽谈新事情' }
    await (await city.as('孙海燕')).call(contract.revise, {
      params: { id: brief.id },
      ifMatch: brief.version,
      input: revised,
    })
    expect(await found('丁一川', '旧名')).toEqual([])
    expect(await found('丁一川', '旧事情')).toEqual([])
    expect(await found('丁一川', '新号')).toEqual([brief.id])
    expect(await found('丁一川', '新事情')).toEqual([brief.id])
  })

  test('by the application itself the words can be read in no other way', async () => {
    const app = city.db.pool
    await expect(app.query('select * from sec.brief_words')).rejects.toThrow('permission denied')
    await expect(app.query('select * from sec.sayable')).rejects.toThrow('permission denied')
    const { rows } = await app.query(`select * from sec.found_briefs('公司', null, null, null, null, null, 500)`)
    expect(rows).toEqual([])
  })
})

describe('a word that stands everywhere', () => {
  test('is looked for among the newest five hundred, and the page says so', async () => {
    await city.look(
      `with written as (
        insert into briefs (tenant_id, id, number, block_id, unit_id, recorder_id, body, visibility, judge, audience, sent_at)
        select $1, gen_random_uuid(), '简报 多-' || n, $2::uuid, $3, $4, '到处都是砗磲', 'block', 'block', array['b:' || $2::uuid, 'w:x'], '2022-11-03T00:00:00Z'::timestamptz - n * interval '4 hours'
        from generate_series(1, 620) n returning id)
      select count(*) from written`,
      [tenant.id, block('定海区'), shanghai, person('孙海燕')],
    )
    const { body } = await search('丁一川', '砗磲', { limit: '100' })
    expect(body).toMatchObject({ total: 500, capped: true, sought: { among: 500 } })
    expect(body.rows[0]?.number).toBe('简报 多-1')
    expect((await search('丁一川', '砗磲', { month: '2022-10' })).body).toMatchObject({
      total: 186,
      capped: false,
      sought: { among: null },
    })
    expect((await search('乐苗', '砗磲')).body).toMatchObject({ total: 0, capped: false, sought: { among: null } })
  })
})
