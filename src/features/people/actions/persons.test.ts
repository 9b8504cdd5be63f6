/** Tries the staff list, a person's sheet, accounts and the access log as the city's people would. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword, idOf, people } from '#app/demo/city.ts'
import type { InputOf } from '#core/endpoint.ts'
import { type City, caller, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

const whom = (name: string) => ({ id: idOf(`person:${name}`) })
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name)
const newcomer: InputOf<typeof contract.addPerson> = {
  name: '章新来',
  account: 'zhangxinlai',
  phone: '13800138000',
  password: 'first-by-phone-1',
}

describe('the staff list', () => {
  test('is one round trip, in pinyin order, page by page, everybody once', async () => {
    const hu = await city.as('胡秀')
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body, trips } = await hu.call(contract.persons, { query: cursor ? { cursor } : {} })
      expect(trips).toBe(1)
      expect(body.rows.length).toBeLessThanOrEqual(50)
      seen.push(...names(body.rows))
      cursor = body.next ?? undefined
    } while (cursor)
    expect(seen.length).toBe(people.length)
    expect(new Set(seen).size).toBe(people.length)
    // 沈 is read shěn as a family name; over others that are read in two ways people differ
    const clear = ['白露', '丁一川', '胡秀', '毛雪', '沈知行', '孙海燕', '姚敏', '郑立']
    expect(seen.filter((name) => clear.includes(name))).toEqual(clear)
  })

  test.each([
    [{ unit: idOf('unit:盐仓街道') }, ['陈盐', '应勇'], ['姚敏']],
    [{ q: '驻西安' }, ['毛雪'], ['孙海燕']],
    [{ q: '姚敏' }, ['姚敏'], ['毛雪']],
    [{ q: '投促', block: idOf('block:岱山县') }, ['苗岱山'], ['姚敏', '夏岱']],
    [{ block: idOf('block:岱山县') }, ['苗岱山', '夏岱'], ['姚敏']],
  ])('filtered by %o', async (query, there, absent) => {
    const hu = await city.as('胡秀')
    const found = names((await hu.call(contract.persons, { query })).body.rows)
    expect(found).toEqual(expect.arrayContaining(there))
    expect(found.filter((name) => absent.includes(name))).toEqual([])
  })

  test('a percent sign is searched for, not a pattern', async () => {
    const hu = await city.as('胡秀')
    expect((await hu.call(contract.persons, { query: { q: '%' } })).body.rows).toEqual([])
  })

  test('a cursor of another list or other filters is refused', async () => {
    const sys = await city.as('钱系统')
    for (let i = 0; people.length + i <= 50; i += 1)
      await sys.call(contract.addPerson, { input: { ...newcomer, account: `filler${i}`, phone: null } })
    const { next } = (await sys.call(contract.persons)).body
    expect(next).not.toBeNull()
    for (const query of [{ cursor: next ?? '', q: '姚' }, { cursor: 'bm9uc2Vuc2U' }])
      expect((await sys.refused(contract.persons, { query })).problem.code).toBe('invalid')
  })
})

describe('a person’s sheet', () => {
  test('shows posts and the masked phone; accounts only to their owner and the administrators; looking is logged', async () => {
    const hu = await city.as('胡秀')
    const { body, trips } = await hu.call(contract.person, { params: whom('姚敏') })
    expect(trips).toBe(1)
    expect(body).toMatchObject({ name: '姚敏', account: null, active: true, version: 1 })
    expect((await (await city.as('姚敏')).call(contract.person, { params: whom('姚敏') })).body.account).toBe('yaomin')
    expect((await (await city.as('钱系统')).call(contract.person, { params: whom('姚敏') })).body.account).toBe(
      'yaomin',
    )
    const seen = await city.look(
      `select verb, subject from access_log where person_id = $1 and verb = 'people.person'`,
      [hu.id],
    )
    expect(seen).toEqual([{ verb: 'people.person', subject: `person:${whom('姚敏').id}` }])
    expect((await hu.refused(contract.person, { params: whom('龙王') })).status).toBe(404)
  })
})

const knock = (account: string, password: string) =>
  city.app.inject({
    method: 'POST',
    url: '/api/sessions',
    headers: { 'x-wutong': '1' },
    payload: { account, password, remember: false, deviceName: '电脑' },
  })
const enter = async (account: string, password: string) => {
  const token = (await knock(account, password)).cookies.find(({ name }) => name === 'wutong')?.value
  return token === undefined ? null : caller(city.app, token)
}

describe('accounts', () => {
  test('the system administrator adds somebody, whose first password opens nothing until it is changed', async () => {
    const sys = await city.as('钱系统')
    const { status, body } = await sys.call(contract.addPerson, { input: newcomer })
    expect(status).toBe(201)
    expect(body).toMatchObject({ name: '章新来', account: 'zhangxinlai', phoneMasked: '138****8000', posts: [] })
    const [stored] = await city.look<{ phone_sealed: string }>(`select phone_sealed from persons where id = $1`, [
      body.id,
    ])
    expect(stored?.phone_sealed).not.toContain('13800138000')
    expect(JSON.stringify(await city.look(`select * from ledger`))).not.toContain('章新来')
    await (await city.as('安全员')).call(contract.appoint, {
      params: { id: body.id },
      input: {
        role: 'reporter',
        unitId: idOf('unit:白泉镇'),
        acting: false,
        fromDay: '2022-11-03',
        toDay: null,
        document: null,
      },
    })
    const zhang = await enter('zhangxinlai', newcomer.password)
    expect((await zhang?.call(contract.me))?.body).toMatchObject({ mustChange: true, actor: { posts: [] } })
    await zhang?.call(contract.changePassword, { input: { current: newcomer.password, next: 'putuo-2022-shan' } })
    expect((await zhang?.call(contract.me))?.body).toMatchObject({
      mustChange: false,
      actor: { posts: [{ role: 'reporter', unitName: '白泉镇' }] },
    })
  })

  test('an account is one person’s', async () => {
    const sys = await city.as('钱系统')
    const { status, problem } = await sys.refused(contract.addPerson, { input: { ...newcomer, account: 'YAOMIN' } })
    expect([status, problem.detail]).toEqual([409, '这个账号已有人使用'])
    for (const wrong of [{ account: '1abc' }, { password: 'short' }, { phone: '12345' }, { name: ' ' }])
      expect((await sys.refused(contract.addPerson, { input: { ...newcomer, ...wrong } })).status).toBe(422)
  })

  test('one who forgot gets a new password, and every device is signed out', async () => {
    const before = await enter('lemiao', demoPassword)
    const sys = await city.as('钱系统')
    const input = { account: 'lemiao', password: 'told-by-phone-2' }
    await sys.call(contract.setAccount, { params: whom('乐苗'), input, ifMatch: 1 })
    expect((await before?.refused(contract.me))?.problem.code).toBe('stale')
    expect(await enter('lemiao', demoPassword)).toBeNull()
    expect(await enter('lemiao', input.password)).not.toBeNull()
    expect((await sys.refused(contract.setAccount, { params: whom('乐苗'), input, ifMatch: 1 })).status).toBe(412)
  })

  test('a closed account is out at the next request, and comes back', async () => {
    const liu = await enter('liuqu', demoPassword)
    const sys = await city.as('钱系统')
    const asked = { params: whom('柳衢'), input: { active: false, reason: '手机遗失' } }
    await sys.call(contract.suspend, { ...asked, ifMatch: 1 })
    expect((await liu?.refused(contract.me))?.problem.code).toBe('stale')
    expect((await knock('liuqu', demoPassword)).json()).toMatchObject({ code: 'invalid', detail: '账号或密码不对' })
    expect((await sys.refused(contract.suspend, { ...asked, ifMatch: 2 })).problem.detail).toBe('账号已经停用')
    await sys.call(contract.suspend, { ...asked, input: { active: true, reason: '已找回' }, ifMatch: 2 })
    expect((await liu?.call(contract.me))?.status).toBe(200)
  })

  test.each(['安全员', '审计员', '沈知行', '管一统'])('not by %s', async (name) => {
    const person = await city.as(name)
    const refused = await Promise.all([
      person.refused(contract.addPerson, { input: { ...newcomer, account: 'another' } }),
      person.refused(contract.setAccount, {
        params: whom('姚敏'),
        input: { account: 'yaomin', password: 'mine-now-1' },
        ifMatch: 1,
      }),
      person.refused(contract.suspend, { params: whom('姚敏'), input: { active: false, reason: '试试' }, ifMatch: 1 }),
    ])
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
  })

  test('nor over oneself', async () => {
    const sys = await city.as('钱系统')
    const params = { id: sys.id }
    const close = await sys.refused(contract.suspend, { params, input: { active: false, reason: '试试' }, ifMatch: 1 })
    const reset = await sys.refused(contract.setAccount, {
      params,
      input: { account: 'sys', password: 'mine-now-1' },
      ifMatch: 1,
    })
    expect([close, reset].map(({ problem }) => problem.detail)).toEqual([
      '不能停用自己的账号',
      '自己的密码请在“我的”中修改',
    ])
  })

  test('the database itself lets nobody else set one', async () => {
    const { rows } = await city.db.pool.query(`select sec.my_account() as mine`)
    expect(rows).toEqual([{ mine: null }])
    const forged = city.db.pool.query(`select sec.set_account($1, 'x', 'x')`, [whom('姚敏').id])
    await expect(forged).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the access log', () => {
  test('is the audit administrator’s: newest first, page by page, by person and day, and reading it is in it', async () => {
    const audit = await city.as('审计员')
    const first = await audit.call(contract.accesses)
    expect(first.trips).toBe(1)
    const times = first.body.rows.map(({ at }) => at)
    expect(times).toEqual([...times].sort().reverse())
    const again = (await audit.call(contract.accesses, { query: { person: audit.id } })).body
    expect(again.rows[0]).toMatchObject({ personName: '审计员', verb: 'people.accesses' })
    expect((await audit.call(contract.accesses, { query: { on: '2022-11-02' } })).body.rows).toEqual([])
    expect((await audit.call(contract.accesses, { query: { on: '2022-11-03' } })).body.rows.length).toBeGreaterThan(0)
  })

  test('pages meet without gap or double', async () => {
    const audit = await city.as('审计员')
    const hu = await city.as('胡秀')
    for (let i = 0; i < 55; i += 1) await hu.call(contract.person, { params: whom('姚敏') })
    const page = (await audit.call(contract.accesses, { query: { person: hu.id } })).body
    const next = (await audit.call(contract.accesses, { query: { person: hu.id, cursor: page.next ?? '' } })).body
    const ids = [...page.rows, ...next.rows].map(({ id }) => id)
    const [all] = await city.look<{ n: number }>(`select count(*)::int as n from access_log where person_id = $1`, [
      hu.id,
    ])
    expect(page.rows).toHaveLength(50)
    expect(new Set(ids).size).toBe(all?.n)
  })

  test.each(['钱系统', '安全员', '林海生', '姚敏'])('not %s’s', async (name) => {
    const { problem } = await (await city.as(name)).refused(contract.accesses)
    expect([problem.code, problem.detail]).toEqual(['forbidden', '访问日志由审计管理员查看'])
  })
})
