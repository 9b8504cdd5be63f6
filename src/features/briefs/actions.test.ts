/** A brief's whole way, tried as the city's own persons would: sent, read, answered, ruled on, judged; and every refusal on it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#app/demo/city.ts'
import type { InputOf, OutputOf } from '#core/endpoint.ts'
import { addSeconds } from '#core/instant.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from './contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow(thursday)
})
afterAll(() => city.close())

const thursday = '2022-11-03T01:00:00Z'
const unit = (name: string) => idOf(`unit:${name}`)
const block = (name: string) => idOf(`block:${name}`)
const person = (name: string) => idOf(`person:${name}`)

const shanghai = unit('定海区驻上海招商组')
const yancang = unit('盐仓街道')
const park = unit('定海工业园区')

type Sent = InputOf<typeof contract.send>
type Thread = OutputOf<typeof contract.thread>
type Ruling = InputOf<typeof contract.rule>

const text =
  '【定海区驻上海招商组】11月2日拜访上海海川电子有限公司，洽谈高性能传感器项目，总投资约2亿元，用地30亩。联系人王经理13800000000。'
const mention = (companyName: string, intention: string | null = '高性能传感器生产'): Sent['mentions'][0] => ({
  companyName,
  uscCode: null,
  companyRegion: '上海市',
  intention,
  industry: null,
  investmentFen: 20_000_000_000,
  investmentCurrency: 'CNY',
  investmentQualifier: 'approx',
  landM2: 20_000,
  floorAreaM2: null,
})
const input = (more: Partial<Sent> = {}): Sent => ({
  unitId: shanghai,
  body: text,
  contactOn: '2022-11-02',
  channel: 'visit',
  place: '上海市',
  mentions: [mention('上海海川电子有限公司')],
  contacts: [{ unitId: shanghai, personId: person('蒋涛'), joint: false }],
  contactName: '王经理',
  contactPhone: '139 1111 2222',
  nextStep: '请来定海看厂房',
  nextOn: '2022-11-20',
  helpNeeded: null,
  visibility: 'block',
  unitIds: [],
  intentBlockId: null,
  ...more,
})

const sent = async (by = '孙海燕', more: Partial<Sent> = {}): Promise<Thread> =>
  (await (await city.as(by)).call(contract.send, { input: input(more) })).body
const seen = async (by: string, id: string): Promise<Thread> =>
  (await (await city.as(by)).call(contract.thread, { params: { id } })).body
const says = (body: string, more: Partial<InputOf<typeof contract.reply>> = {}) => ({
  body,
  unitId: shanghai,
  calledUnitIds: [],
  calledPersonIds: [],
  answersRulingId: null,
  ...more,
})
const follow: Ruling = {
  conclusion: 'follow',
  leadUnitId: null,
  coUnitIds: [],
  dueOn: null,
  body: null,
  leaderId: null,
}
const assign = (more: Partial<Ruling> = {}): Ruling => ({
  ...follow,
  conclusion: 'assign',
  leadUnitId: yancang,
  coUnitIds: [park],
  dueOn: '2022-11-10',
  body: '请盐仓牵头对接厂房',
  ...more,
})
const rules = async (by: string, { brief }: Thread, ruling: Ruling): Promise<Thread> =>
  (await (await city.as(by)).call(contract.rule, { params: { id: brief.id }, input: ruling })).body
const valid = { verdict: 'valid', reason: null, duplicateOf: null } as const
const judges = async (by: string, { brief }: Thread, word: InputOf<typeof contract.judge> = valid): Promise<Thread> =>
  (await (await city.as(by)).call(contract.judge, { params: { id: brief.id }, ifMatch: brief.version, input: word }))
    .body
const clocksOf = ({ clocks }: Thread) => Object.fromEntries(clocks.map(({ key, state }) => [key.slice(7), state]))
const rulingsOf = ({ messages }: Thread) => messages.flatMap((message) => (message.kind === 'ruling' ? [message] : []))
const count = async (table: string) => Number((await city.look<{ n: string }>(`select count(*) n from ${table}`))[0]?.n)

describe('sending', () => {
  test('gives the brief its number, the server’s time and a claim, and answers with its thread', async () => {
    const sun = await city.as('孙海燕')
    const { body, status } = await sun.call(contract.send, { input: input() })
    expect(status).toBe(201)
    expect(body.brief).toMatchObject({
      number: '简报 330902-202211-0001',
      state: 'sent',
      validity: 'pending',
      missing: [],
      recorder: { name: '孙海燕' },
      unit: { name: '定海区驻上海招商组', kind: 'posted' },
      contacts: [{ unit: { name: '定海区驻上海招商组' }, person: { name: '蒋涛' }, joint: false }],
      mentions: [{ companyName: '上海海川电子有限公司', investmentFen: 20_000_000_000, landM2: 20_000 }],
    })
    expect(body.brief.firstCompleteAt).toBe(body.brief.sentAt)
    expect(body.brief.sentAt.slice(0, 16)).toBe('2022-11-03T01:00')
    expect(body.clocks.map(({ key, state, answerer }) => [key, state, answerer])).toEqual([
      ['briefs.respond', 'green', '定海区领导'],
      ['briefs.judge', 'green', '定海区核实岗'],
    ])
    expect(body.readBy.map((read) => read.unit.name)).toEqual(['定海区驻上海招商组'])
  })

  test('counts on within block and month, and gives a zone the city’s code and its own name', async () => {
    expect((await sent('应勇', { unitId: yancang, contacts: [] })).brief.number).toBe('简报 330902-202211-0002')
    const zone = await sent('高新民', { unitId: unit('高新区投促中心'), contacts: [] })
    expect(zone.brief.number).toBe('简报 330900高新区-202211-0001')
    const city_ = await sent('许一帆', { unitId: unit('市驻深圳招商组'), contacts: [] })
    expect(city_.brief.number).toBe('简报 330900-202211-0001')
  })

  test('without the company’s contact or its intention says what a claim lacks, and starts none', async () => {
    const thin = await sent('孙海燕', { contactName: null, mentions: [mention('上海海川电子有限公司', null)] })
    expect(thin.brief).toMatchObject({ missing: ['企业联系人', '投资意向'], firstCompleteAt: null })
  })

  test('lifts phones and ID numbers out of every field before anything is stored', async () => {
    const body = `${text} 身份证330902199001011231`
    const { brief } = await sent('孙海燕', {
      body,
      helpNeeded: '请与13700001111联系',
      contactName: '王经理 13600002222',
    })
    expect(brief.body).not.toMatch(/13800000000|330902199001011231/)
    expect(brief).toMatchObject({ contactPhoneMasked: '139****2222', helpNeeded: '请与137****1111联系' })
    expect(brief.lifted.map(({ kind }) => kind).sort()).toEqual(['id-number', 'phone', 'phone', 'phone'])
    const everything = await city.look<{ all: string }>(`
      select (select jsonb_agg(b)::text from briefs b) || (select jsonb_agg(l)::text from ledger l)
        || (select jsonb_agg(i)::text from idempotency i) || (select jsonb_agg(p)::text from lifted_personals p) as all`)
    expect(everything[0]?.all).not.toMatch(
      /13800000000|13911112222|139 1111 2222|13700001111|13600002222|330902199001011231/,
    )
  })

  test('refuses a text marked secret and stores nothing of it, not even that it was tried', async () => {
    const sun = await city.as('孙海燕')
    const before = [await count('briefs'), await count('idempotency'), await count('ledger')]
    for (const marked of [
      { body: '机密★1年\n某项目选址方案' },
      { nextStep: '【秘密】' },
      { mentions: [mention('某公司', '密级：绝密')] },
    ]) {
      const { status, problem } = await sun.refused(contract.send, { input: input(marked) })
      expect([status, problem.code]).toEqual([422, 'secret'])
      expect(JSON.stringify(problem)).not.toMatch(/选址/)
    }
    expect([await count('briefs'), await count('idempotency'), await count('ledger')]).toEqual(before)
  })

  test('pressed ten times at once, with one key, is sent once', async () => {
    const sun = await city.as('孙海燕')
    const before = await count('briefs')
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => sun.call(contract.send, { input: input(), key })),
    )
    expect(new Set(answers.map(({ body }) => body.brief.id)).size).toBe(1)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(await count('briefs')).toBe(before + 1)
    const other = await sun.refused(contract.send, { input: input({ place: '苏州市' }), key })
    expect([other.status, other.problem.code]).toEqual([422, 'key-reused'])
  })

  test('needs a key', async () => {
    const { token } = await city.as('孙海燕')
    const answer = await city.app.inject({
      method: 'POST',
      url: '/api/briefs',
      cookies: { wutong: token },
      headers: { 'x-wutong': '1' },
      payload: input(),
    })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'key-missing'])
  })

  test('at once from many hands leaves no gap and no double in the numbers', async () => {
    const hands = await Promise.all(['孙海燕', '应勇', '胡秀', '毛雪'].map((name) => city.as(name)))
    const units = [shanghai, yancang, unit('白泉镇'), unit('定海区驻西安招商组')]
    const before = Number((await sent()).brief.number.slice(-4))
    const numbers = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const hand = hands[i % 4]
        const unitId = units[i % 4] ?? shanghai
        return (await hand?.call(contract.send, { input: input({ unitId, contacts: [] }) }))?.body.brief.number
      }),
    )
    expect(numbers.map((number) => Number(number?.slice(-4))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, i) => before + 1 + i),
    )
  })

  test.each([
    ['应勇', '只能以本人所在单位的名义发简报'],
    ['姚敏', '只能以本人所在单位的名义发简报'],
    ['钱系统', '只能以本人所在单位的名义发简报'],
  ])('not by %s in the name of another unit', async (name, said) => {
    const { status, problem } = await (await city.as(name)).refused(contract.send, { input: input() })
    expect([status, problem.code, problem.detail]).toEqual([403, 'forbidden', said])
  })

  test.each<[string, Partial<Sent>, string, string]>([
    ['a contact tomorrow', { contactOn: '2022-11-04' }, 'contactOn', '接触日期不能晚于今天'],
    ['指定单位 without one', { visibility: 'units' }, 'unitIds', '请选出可以看到的单位'],
    ['units without 指定单位', { unitIds: [yancang] }, 'unitIds', '只有“指定单位”才选单位'],
    ['a unit that is none', { visibility: 'units', unitIds: [randomUUID()] }, 'unitIds', '指定的单位有误'],
    [
      'a contact’s unit that is none',
      { contacts: [{ unitId: randomUUID(), personId: null, joint: true }] },
      'contacts.0.unitId',
      '没有这个单位',
    ],
    [
      'a contact that is nobody',
      { contacts: [{ unitId: shanghai, personId: randomUUID(), joint: true }] },
      'contacts.0.personId',
      '没有这个人',
    ],
    ['a block that is none', { intentBlockId: randomUUID() }, 'intentBlockId', '没有这个区块'],
    ['市本级 as the intended block', { intentBlockId: block('市本级') }, 'intentBlockId', '没有这个区块'],
    [
      'a credit code with a slip',
      { mentions: [{ ...mention('海川'), uscCode: '91330900MA28K00001' }] },
      'mentions.0.uscCode',
      '统一社会信用代码有误',
    ],
  ])('not with %s', async (_, more, field, said) => {
    const { status, problem } = await (await city.as('孙海燕')).refused(contract.send, { input: input(more) })
    expect([status, problem.code, problem.because[0]?.field]).toEqual([422, 'invalid', field])
    expect(problem.detail).toContain(said)
  })

  test('is told to the ledger with ids and dates only', async () => {
    const { brief } = await sent()
    const [line] = await city.look<{ event: string; payload: Record<string, unknown>; audience: string[] }>(
      `select event, payload, audience from ledger where subjects[1] = $1`,
      [`brief:${brief.id}`],
    )
    expect(line).toMatchObject({
      event: 'brief.sent',
      payload: { complete: true, judge: 'block', contactOn: '2022-11-02', unitId: shanghai },
    })
    expect(JSON.stringify(line)).not.toMatch(/海川|王经理|孙海燕/)
  })
})

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
    const { brief } = await sent()
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
    const { brief } = await sent('孙海燕', { visibility: 'units', unitIds: [yancang] })
    expect(await seers(brief.id, ...all)).toEqual(['孙海燕', '蒋涛', '应勇', '唐国栋', '姚敏', '周文澜', '林海生'])
  })

  test('仅领导: the writer, the unit’s head, leaders and whoever judges', async () => {
    const { brief } = await sent('孙海燕', { visibility: 'leaders' })
    expect(await seers(brief.id, ...all)).toEqual(['孙海燕', '蒋涛', '唐国栋', '姚敏', '林海生'])
  })

  test('市本级 with an intended block is shared with that block', async () => {
    const { brief } = await sent('许一帆', {
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
    const { brief } = await sent('孙海燕', { intentBlockId: block('普陀区') })
    expect(await seers(brief.id, '邬晴', '贺普陀', '乐苗')).toEqual([])
  })
})

describe('reading', () => {
  test('takes one trip, marks it read by the reader’s unit, and tells the access log', async () => {
    const { brief } = await sent()
    const ying = await city.as('应勇')
    expect((await ying.call(contract.thread, { params: { id: brief.id } })).trips).toBe(1)
    await seen('唐国栋', brief.id)
    await seen('林海生', brief.id)
    expect((await seen('孙海燕', brief.id)).readBy.map((read) => read.unit.name)).toEqual([
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
    const { brief } = await sent('孙海燕', { visibility: 'leaders' })
    await (await city.as('应勇')).refused(contract.thread, { params: { id: brief.id } })
    expect(await city.look(`select from access_log where subject = $1`, [`brief:${brief.id}`])).toEqual([])
    expect(await city.look(`select from unit_reads where brief_id = $1 and unit_id = $2`, [brief.id, yancang])).toEqual(
      [],
    )
  })

  test('shows the company’s contact in full only to those who may look behind the masks', async () => {
    const { brief } = await sent()
    expect((await seen('孙海燕', brief.id)).brief.contactName).toBe('王经理')
    expect((await seen('姚敏', brief.id)).brief.contactName).toBe('王经理')
    expect((await seen('应勇', brief.id)).brief.contactName).toBe('王**')
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
      await sent('胡秀', {
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
    expect(await only('丁一川', { q: '%' })).toEqual([])
    expect(await only('丁一川', { unit: unit('白泉镇'), month: '2022-11' })).toContain(brief.id)
    expect(await only('丁一川', { unit: unit('白泉镇'), month: '2022-10' })).toEqual([])
    expect(await only('丁一川', { unitKind: 'town' })).toContain(brief.id)
    expect(await only('丁一川', { unitKind: 'posted' })).not.toContain(brief.id)
    expect(await only('胡秀', { mine: 'written' })).toContain(brief.id)
    expect(await only('应勇', { mine: 'assigned' })).not.toContain(brief.id)
    const thread = await rules('唐国栋', await seen('胡秀', brief.id), assign())
    expect(await only('应勇', { mine: 'assigned' })).toContain(brief.id)
    expect(await only('白露', { mine: 'assigned' })).toContain(brief.id)
    expect(await only('丁一川', { ruled: 'assign' })).toContain(brief.id)
    expect(await only('丁一川', { ruled: 'none' })).not.toContain(brief.id)
    await (await city.as('胡秀')).call(contract.reply, {
      params: { id: brief.id },
      input: says('请看', { unitId: unit('白泉镇'), calledPersonIds: [person('丁一川')] }),
    })
    expect(await only('丁一川', { mine: 'called' })).toEqual([brief.id])
    await judges('姚敏', thread)
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
    await seen('丁一川', brief.id)
    expect((await listed('丁一川', { q: '灵峰' })).rows[0]?.read).toBe(true)
    expect((await listed('唐国栋', { q: '灵峰' })).rows[0]?.read).toBe(true)
  })
})

describe('revising', () => {
  const revised = async (thread: Thread, more: Partial<Sent>, by = '孙海燕') =>
    (
      await (
        await city.as(by)
      ).call(contract.revise, { params: { id: thread.brief.id }, ifMatch: thread.brief.version, input: input(more) })
    ).body

  test('keeps the difference in the thread, and a repeated mask keeps the phone', async () => {
    const first = await sent()
    const second = await revised(first, {
      body: first.brief.body.replace('2亿元', '3亿元'),
      contactPhone: '139****2222',
      contactName: '李经理',
    })
    expect(second.brief).toMatchObject({ revision: 2, version: 2, contactPhoneMasked: '139****2222' })
    const [change] = second.messages
    expect(change).toMatchObject({ kind: 'revision', by: { name: '孙海燕' }, no: 2 })
    expect(change?.kind === 'revision' && change.changes.map(({ field, after }) => [field, after.slice(-20)])).toEqual([
      ['正文', second.brief.body.slice(-20)],
      ['企业联系人', '李**'],
    ])
    const { body } = await (await city.as('孙海燕')).call(contract.unmask, {
      params: { id: first.brief.id },
      input: { reason: '约时间' },
    })
    expect(body.contactPhone).toBe('13911112222')
  })

  test('that fills what was missing starts the claim at the server’s time, once', async () => {
    const thin = await sent('孙海燕', { contactName: null })
    const full = await revised(thin, {}, '蒋涛')
    expect(full.brief.firstCompleteAt).toBe(full.now)
    const again = await revised(full, { contactName: null })
    expect(again.brief).toMatchObject({ firstCompleteAt: full.brief.firstCompleteAt, missing: ['企业联系人'] })
    const lines = await city.look<{ event: string }>(
      `select event from ledger where subjects[1] = $1 order by recorded_at`,
      [`brief:${thin.brief.id}`],
    )
    expect(lines.map(({ event }) => event)).toEqual(['brief.sent', 'brief.completed', 'brief.revised'])
  })

  test('can narrow who sees it', async () => {
    const wide = await sent()
    await revised(wide, { visibility: 'leaders' })
    const { problem } = await (await city.as('应勇')).refused(contract.thread, { params: { id: wide.brief.id } })
    expect(problem.code).toBe('not-found')
  })

  test('refuses a stale version and says what has changed, a missing one, a foreign hand, another unit, no change', async () => {
    const first = await sent()
    const params = { id: first.brief.id }
    await judges('姚敏', first)
    const sun = await city.as('孙海燕')
    const stale = await sun.refused(contract.revise, { params, ifMatch: 1, input: input({ place: '苏州市' }) })
    expect([stale.status, stale.problem.code, stale.problem.detail]).toEqual([
      412,
      'version-stale',
      '您打开之后，已有核实结论',
    ])
    expect(stale.problem.details).toEqual({ version: 2 })
    const missing = await sun.refused(contract.revise, { params, input: input({ place: '苏州市' }) })
    expect([missing.status, missing.problem.code]).toEqual([428, 'version-missing'])
    const foreign = await (await city.as('应勇')).refused(contract.revise, {
      params,
      ifMatch: 2,
      input: input({ place: '苏州市' }),
    })
    expect([foreign.status, foreign.problem.detail]).toEqual([403, '由发简报的人或单位负责人修改'])
    const neighbour = await (await city.as('乐苗')).refused(contract.revise, { params, ifMatch: 2, input: input() })
    expect(neighbour.status).toBe(404)
    const moved = await sun.refused(contract.revise, { params, ifMatch: 2, input: input({ unitId: yancang }) })
    expect([moved.status, moved.problem.because[0]?.field]).toEqual([422, 'unitId'])
    const same = await sun.refused(contract.revise, { params, ifMatch: 2, input: input({ body: first.brief.body }) })
    expect([same.status, same.problem.detail]).toEqual([409, '没有改动'])
  })

  test('of two at once one is told to look again', async () => {
    const { brief } = await sent()
    const [sun, jiang] = [await city.as('孙海燕'), await city.as('蒋涛')]
    const asked = (place: string) => ({ params: { id: brief.id }, ifMatch: 1, input: input({ place }) })
    const answers = await Promise.allSettled([
      sun.call(contract.revise, asked('苏州市')),
      jiang.call(contract.revise, asked('杭州市')),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(String(answers.find((answer) => answer.status === 'rejected')?.reason)).toContain('version-stale')
  })
})

describe('taking it back', () => {
  test('within two minutes: the words are shown no more, to nobody, and nothing runs on', async () => {
    const { brief } = await sent()
    const sun = await city.as('孙海燕')
    const { body } = await sun.call(contract.recall, { params: { id: brief.id }, ifMatch: 1 })
    expect(body.brief).toMatchObject({
      state: 'recalled',
      body: '',
      mentions: [],
      contacts: [],
      contactName: null,
      contactPhoneMasked: null,
      lifted: [],
    })
    expect(clocksOf(body)).toEqual({ respond: 'cancelled', judge: 'cancelled' })
    const list = await sun.call(contract.list, { query: { mine: 'written', limit: 100 } as never })
    expect(list.body.rows.some(({ id }) => id === brief.id)).toBe(false)
    for (const [by, call] of [
      ['唐国栋', contract.rule],
      ['应勇', contract.reply],
    ] as const) {
      const someone = await city.as(by)
      const { problem } = await someone.refused(call, {
        params: { id: brief.id },
        input: (call === contract.rule ? follow : says('看', { unitId: yancang })) as never,
      })
      expect([problem.code, problem.detail]).toEqual(['conflict', '这条简报已撤回'])
    }
  })

  test('not by the head, not after two minutes', async () => {
    const { brief } = await sent()
    const head = await (await city.as('蒋涛')).refused(contract.recall, { params: { id: brief.id }, ifMatch: 1 })
    expect([head.status, head.problem.detail]).toEqual([403, '只有发简报的人可以撤回'])
    await city.setNow(addSeconds(brief.sentAt, 121))
    const late = await (await city.as('孙海燕')).refused(contract.recall, { params: { id: brief.id }, ifMatch: 1 })
    expect([late.status, late.problem.code]).toEqual([409, 'too-late'])
    await city.setNow(thursday)
  })

  test('later by withdrawal, which leaves a stub with number, unit, date and reason', async () => {
    const { brief } = await sent('孙海燕', { mentions: [mention('杭州暗礁科技有限公司')] })
    const sun = await city.as('孙海燕')
    const { body } = await sun.call(contract.withdraw, {
      params: { id: brief.id },
      ifMatch: 1,
      input: { reason: '企业要求保密，电话13800000000' },
    })
    expect(body.brief).toMatchObject({
      state: 'withdrawn',
      number: brief.number,
      unit: brief.unit,
      sentAt: brief.sentAt,
      body: '',
      mentions: [],
      withdrawnReason: '企业要求保密，电话138****0000',
    })
    const found = await sun.call(contract.list, { query: { q: '暗礁' } as never })
    expect(found.body.rows).toEqual([])
    const stub = await sun.call(contract.list, { query: { q: brief.number.slice(3) } as never })
    expect(stub.body.rows).toMatchObject([
      { state: 'withdrawn', companies: [], intention: null, investmentFen: null, contactOn: null },
    ])
    const judged = await (await city.as('姚敏')).refused(contract.judge, {
      params: { id: brief.id },
      ifMatch: 2,
      input: valid,
    })
    expect([judged.problem.code, judged.problem.detail]).toEqual(['conflict', '这条简报已撤销'])
    const phone = await sun.refused(contract.unmask, { params: { id: brief.id }, input: { reason: '核对' } })
    expect(phone.problem.code).toBe('conflict')
    const again = await sun.refused(contract.withdraw, {
      params: { id: brief.id },
      ifMatch: 2,
      input: { reason: '再撤' },
    })
    expect(again.problem.code).toBe('conflict')
    const stranger = await (await city.as('应勇')).refused(contract.withdraw, {
      params: { id: brief.id },
      ifMatch: 2,
      input: { reason: '看看' },
    })
    expect(stranger.status).toBe(403)
  })
})

describe('replying', () => {
  test('stands in the thread in the unit’s name; it is no response that a leader owes', async () => {
    const { brief } = await sent()
    const ying = await city.as('应勇')
    const { body, status } = await ying.call(contract.reply, {
      params: { id: brief.id },
      input: says('我街道有合适厂房，电话13700001111', { unitId: yancang }),
    })
    expect(status).toBe(201)
    expect(body.messages).toMatchObject([
      {
        kind: 'reply',
        author: { name: '应勇' },
        unit: { name: '盐仓街道' },
        body: '我街道有合适厂房，电话137****1111',
      },
    ])
    expect(clocksOf(body)).toEqual({ respond: 'green', judge: 'green' })
  })

  test('by a leader or the 核实岗 is the response', async () => {
    for (const [name, unitName] of [
      ['俞静', '定海区委区政府'],
      ['姚敏', '定海区投促中心'],
    ] as const) {
      const { brief } = await sent()
      const { body } = await (await city.as(name)).call(contract.reply, {
        params: { id: brief.id },
        input: says('好', { unitId: unit(unitName) }),
      })
      expect(clocksOf(body)).toEqual({ respond: 'met', judge: 'green' })
    }
  })

  test('with @ draws the called unit and person in', async () => {
    const { brief } = await sent('孙海燕', { visibility: 'units', unitIds: [yancang] })
    await (await city.as('白露')).refused(contract.thread, { params: { id: brief.id } })
    const { body } = await (await city.as('应勇')).call(contract.reply, {
      params: { id: brief.id },
      input: says('@园区 @丁一川', { unitId: yancang, calledUnitIds: [park], calledPersonIds: [person('丁一川')] }),
    })
    expect(body.messages[0]).toMatchObject({
      calledUnits: [{ name: '定海工业园区' }],
      calledPersons: [{ name: '丁一川' }],
    })
    expect((await seen('白露', brief.id)).brief.id).toBe(brief.id)
    expect((await seen('丁一川', brief.id)).brief.id).toBe(brief.id)
  })

  test('across blocks only a leader may call', async () => {
    const { brief } = await sent()
    const call = { calledUnitIds: [unit('沈家门街道')] }
    const barred = await (await city.as('应勇')).refused(contract.reply, {
      params: { id: brief.id },
      input: says('@沈家门', { unitId: yancang, ...call }),
    })
    expect([barred.status, barred.problem.detail]).toEqual([403, '沈家门街道不在本区块，跨区块须由领导交办或 @'])
    await (await city.as('乐苗')).refused(contract.thread, { params: { id: brief.id } })
    await (await city.as('俞静')).call(contract.reply, {
      params: { id: brief.id },
      input: says('@沈家门 一起看', { unitId: unit('定海区委区政府'), ...call }),
    })
    expect((await seen('乐苗', brief.id)).brief.id).toBe(brief.id)
  })

  test.each<[string, string, Parameters<typeof says>[1], number, string]>([
    ['in another unit’s name', '应勇', { unitId: shanghai }, 403, '只能以本人所在单位的名义回复'],
    ['calling a unit that is none', '孙海燕', { calledUnitIds: [randomUUID()] }, 422, '没有这个单位'],
    ['calling nobody', '孙海燕', { calledPersonIds: [randomUUID()] }, 422, '没有这个人'],
    ['answering a ruling that is none', '孙海燕', { answersRulingId: randomUUID() }, 422, '没有这条批示'],
  ])('not %s', async (_, by, more, status, said) => {
    const { brief } = await sent()
    const refused = await (await city.as(by)).refused(contract.reply, {
      params: { id: brief.id },
      input: says('好', more),
    })
    expect([refused.status, refused.problem.detail]).toEqual([status, said])
  })

  test('marked secret is refused like a brief', async () => {
    const { brief } = await sent()
    const { problem } = await (await city.as('孙海燕')).refused(contract.reply, {
      params: { id: brief.id },
      input: says('【机密】'),
    })
    expect(problem.code).toBe('secret')
  })

  test('to what a neighbour sent is refused as not found', async () => {
    const { brief } = await sent()
    const { status } = await (await city.as('乐苗')).refused(contract.reply, {
      params: { id: brief.id },
      input: says('好', { unitId: unit('沈家门街道') }),
    })
    expect(status).toBe(404)
  })
})

describe('ruling', () => {
  test('one tap: 跟进, seen by all, and the response clock stops', async () => {
    const { body, status } = await (await city.as('唐国栋')).call(contract.rule, {
      params: { id: (await sent()).brief.id },
      input: follow,
    })
    expect(status).toBe(201)
    expect(rulingsOf(body)).toMatchObject([
      {
        leader: { name: '唐国栋' },
        leaderPost: '定海区委区政府区块领导',
        conclusion: 'follow',
        inForce: true,
        undone: false,
        enteredBy: null,
      },
    ])
    expect(clocksOf(body)).toEqual({ respond: 'met', judge: 'green' })
  })

  test('交办 gives the unit sight and a clock; its answer stops it', async () => {
    const first = await sent('孙海燕', { visibility: 'leaders' })
    const { brief } = first
    await (await city.as('应勇')).refused(contract.thread, { params: { id: brief.id } })
    const ruled = await rules('唐国栋', first, assign())
    const [ruling] = rulingsOf(ruled)
    expect(clocksOf(ruled)).toEqual({ respond: 'met', judge: 'green', answer: 'green' })
    expect(ruled.clocks.at(-1)).toMatchObject({
      instance: ruling?.id,
      answerer: '盐仓街道',
      dueAt: '2022-11-10T15:59:59.999999Z',
    })
    expect(ruled.facts.assignedUnitIds.sort()).toEqual([yancang, park].sort())
    const told = await seen('应勇', brief.id)
    expect(told.brief.contactName).toBe('王经理')
    const wrong = await (await city.as('白露')).refused(contract.reply, {
      params: { id: brief.id },
      input: says('已对接', { unitId: park, answersRulingId: ruling?.id ?? '' }),
    })
    expect(wrong.problem.detail).toBe('这条批示交办给另一个单位，由牵头单位答复')
    await city.setNow('2022-11-09T01:00:00Z')
    const { body } = await (await city.as('应勇')).call(contract.reply, {
      params: { id: brief.id },
      input: says('已对接，下周来看厂房', { unitId: yancang, answersRulingId: ruling?.id ?? '' }),
    })
    expect(clocksOf(body)).toMatchObject({ answer: 'met' })
    await city.setNow(thursday)
  })

  test('a later ruling supersedes the earlier one and its clock; the senior leader’s stands over both', async () => {
    const first = await sent()
    await rules('唐国栋', first, assign())
    const second = await rules('俞静', first, { ...follow, conclusion: 'hold', body: '先等等' })
    expect(rulingsOf(second).map(({ leader, inForce }) => [leader.name, inForce])).toEqual([
      ['唐国栋', false],
      ['俞静', true],
    ])
    expect(clocksOf(second)).toMatchObject({ answer: 'cancelled' })
    const third = await rules('林海生', first, assign({ leadUnitId: unit('沈家门街道'), coUnitIds: [] }))
    const fourth = await rules('唐国栋', first, { ...follow, conclusion: 'drop' })
    expect(rulingsOf(fourth).map(({ leader, inForce }) => [leader.name, inForce])).toEqual([
      ['唐国栋', false],
      ['俞静', false],
      ['林海生', true],
      ['唐国栋', false],
    ])
    expect(third.clocks.filter(({ key }) => key === 'briefs.answer').map(({ state }) => state)).toEqual([
      'cancelled',
      'green',
    ])
    expect(fourth.clocks.filter(({ key }) => key === 'briefs.answer').map(({ state }) => state)).toEqual([
      'cancelled',
      'green',
    ])
    expect((await seen('乐苗', first.brief.id)).brief.id).toBe(first.brief.id)
  })

  test('undone within ten seconds it is as if it had not been: clocks, sight and all', async () => {
    const first = await sent('孙海燕', { visibility: 'leaders' })
    const told = await rules('唐国栋', first, assign({ coUnitIds: [] }))
    const other = await rules('唐国栋', first, assign({ leadUnitId: park, coUnitIds: [] }))
    expect(other.clocks.filter(({ key }) => key === 'briefs.answer').map(({ state }) => state)).toEqual([
      'cancelled',
      'green',
    ])
    const [, slip] = rulingsOf(other)
    const tang = await city.as('唐国栋')
    const { body } = await tang.call(contract.undoRuling, { params: { id: first.brief.id, ruling: slip?.id ?? '' } })
    expect(rulingsOf(body).map(({ undone, inForce, body: word }) => [undone, inForce, word !== null])).toEqual([
      [false, true, true],
      [true, false, false],
    ])
    expect(body.clocks).toEqual(told.clocks.map((clock) => ({ ...clock, because: expect.any(String) })))
    expect((await seen('应勇', first.brief.id)).brief.id).toBe(first.brief.id)
    await (await city.as('白露')).refused(contract.thread, { params: { id: first.brief.id } })
    const twice = await tang.refused(contract.undoRuling, { params: { id: first.brief.id, ruling: slip?.id ?? '' } })
    expect(twice.problem.code).toBe('conflict')
    const unheard = await tang.refused(contract.undoRuling, { params: { id: first.brief.id, ruling: randomUUID() } })
    expect(unheard.status).toBe(404)
  })

  test('undoing the only ruling lets the response clock run on from where it began', async () => {
    const first = await sent()
    const ruled = await rules('唐国栋', first, follow)
    const [ruling] = rulingsOf(ruled)
    const { body } = await (await city.as('唐国栋')).call(contract.undoRuling, {
      params: { id: first.brief.id, ruling: ruling?.id ?? '' },
    })
    expect(body.clocks.map(({ key, state, startedAt }) => [key, state, startedAt])).toEqual(
      first.clocks.map(({ key, startedAt }) => [key, 'green', startedAt]),
    )
  })

  test('is not undone by another, nor after ten seconds', async () => {
    const first = await sent()
    const [ruling] = rulingsOf(await rules('唐国栋', first, follow))
    const params = { id: first.brief.id, ruling: ruling?.id ?? '' }
    const other = await (await city.as('俞静')).refused(contract.undoRuling, { params })
    expect([other.status, other.problem.detail]).toEqual([403, '谁作出的批示由谁撤回'])
    await city.setNow(addSeconds(ruling?.at ?? '', 11))
    const late = await (await city.as('唐国栋')).refused(contract.undoRuling, { params })
    expect([late.status, late.problem.code]).toEqual([409, 'too-late'])
    await city.setNow(thursday)
  })

  test('代录: a delegate enters the leader’s word, marked, and the leader confirms it once', async () => {
    const first = await sent()
    const ruled = await rules('秦秘书', first, { ...follow, leaderId: person('唐国栋') })
    const [ruling] = rulingsOf(ruled)
    expect(ruling).toMatchObject({
      leader: { name: '唐国栋' },
      enteredBy: { name: '秦秘书' },
      confirmedAt: null,
      inForce: true,
    })
    const params = { id: first.brief.id, ruling: ruling?.id ?? '' }
    const self = await (await city.as('秦秘书')).refused(contract.confirmRuling, { params })
    expect([self.status, self.problem.detail]).toEqual([403, '代录的批示由领导本人确认'])
    const tang = await city.as('唐国栋')
    const { body } = await tang.call(contract.confirmRuling, { params })
    expect(rulingsOf(body)[0]?.confirmedAt).toBe(body.now)
    expect((await tang.refused(contract.confirmRuling, { params })).problem.detail).toBe('已确认过')
    const own = rulingsOf(await rules('唐国栋', first, follow)).at(-1)
    const needless = await tang.refused(contract.confirmRuling, { params: { ...params, ruling: own?.id ?? '' } })
    expect(needless.problem.detail).toBe('这条批示由领导本人作出，无须确认')
  })

  test.each<[string, string, Ruling]>([
    ['a reporter', '应勇', follow],
    ['the 核实岗', '姚敏', follow],
    ['a delegate in their own name', '秦秘书', follow],
    ['a delegate for a leader who gave no delegation', '秦秘书', { ...follow, leaderId: person('俞静') }],
    ['a leader for another leader', '俞静', { ...follow, leaderId: person('唐国栋') }],
  ])('not by %s', async (_, by, ruling) => {
    const refused = await (await city.as(by)).refused(contract.rule, {
      params: { id: (await sent()).brief.id },
      input: ruling,
    })
    expect([refused.status, refused.problem.detail]).toEqual([403, '由本区块领导或市领导批示；代录须有委托'])
  })

  test('not by a neighbour’s leader, who does not even find it', async () => {
    const refused = await (await city.as('贺普陀')).refused(contract.rule, {
      params: { id: (await sent()).brief.id },
      input: follow,
    })
    expect(refused.status).toBe(404)
  })

  test.each<[string, Partial<Ruling>, string]>([
    ['without a unit', { leadUnitId: null }, 'leadUnitId'],
    ['without a day', { dueOn: null }, 'dueOn'],
    ['until yesterday', { dueOn: '2022-11-02' }, 'dueOn'],
    ['with the lead unit as its own helper', { coUnitIds: [yancang] }, 'coUnitIds'],
    ['to a unit that is none', { leadUnitId: randomUUID() }, 'leadUnitId'],
    ['by a 区块领导 to another block’s unit', { leadUnitId: unit('沈家门街道') }, 'leadUnitId'],
    ['as 跟进', { conclusion: 'follow' }, 'conclusion'],
  ])('no 交办 %s', async (_, more, field) => {
    const refused = await (await city.as('唐国栋')).refused(contract.rule, {
      params: { id: (await sent()).brief.id },
      input: assign(more),
    })
    expect([refused.status, refused.problem.because[0]?.field]).toEqual([422, field])
  })

  test('two at once both stay, and one of them stands', async () => {
    const first = await sent()
    await Promise.all([
      rules('唐国栋', first, assign()),
      rules('俞静', first, assign({ leadUnitId: park, coUnitIds: [] })),
    ])
    const thread = await seen('孙海燕', first.brief.id)
    expect(rulingsOf(thread).filter(({ inForce }) => inForce)).toHaveLength(1)
    const answers = thread.clocks.filter(({ key }) => key === 'briefs.answer')
    // the one that came in later by the clock but waited for the other never was in force: it has no clock to cancel
    expect(answers.filter(({ state }) => state !== 'cancelled').map(({ state }) => state)).toEqual(['green'])
  })
})

describe('judging', () => {
  test('by the block’s 核实岗: 有效, counted from then', async () => {
    const first = await sent()
    const { body, status } = await (await city.as('姚敏')).call(contract.judge, {
      params: { id: first.brief.id },
      ifMatch: 1,
      input: valid,
    })
    expect(status).toBe(201)
    expect(body.brief).toMatchObject({ validity: 'valid', version: 2 })
    expect(body.messages).toMatchObject([
      {
        kind: 'judgement',
        judge: { name: '姚敏' },
        unit: { name: '定海区投促中心' },
        verdict: 'valid',
        recheck: false,
      },
    ])
    expect(clocksOf(body)).toMatchObject({ judge: 'met' })
    const [facts] = await city.look<{ validity: string; judged_at: Date }>(
      'select validity, judged_at from briefs where id = $1',
      [first.brief.id],
    )
    expect(facts?.validity).toBe('valid')
    expect(facts?.judged_at).not.toBeNull()
  })

  test('what the judging body itself sent goes to the other level', async () => {
    const own = await sent('姚敏', { unitId: unit('定海区投促中心'), contacts: [] })
    expect(own.clocks.map(({ key, answerer }) => [key, answerer])).toContainEqual(['briefs.judge', '市级认定岗'])
    const params = { id: own.brief.id }
    for (const [name, said] of [
      ['姚敏', '本单位的简报须由其他单位认定'],
      ['贺小满', '本单位的简报须由其他单位认定'],
      ['郑立', '本单位的简报须由其他单位认定'],
      ['唐国栋', '由市级认定岗核实'],
    ] as const) {
      const refused = await (await city.as(name)).refused(contract.judge, { params, ifMatch: 1, input: valid })
      expect([refused.status, refused.problem.detail]).toEqual([403, said])
    }
    expect((await judges('周文澜', own)).brief.validity).toBe('valid')
  })

  test('市本级 is judged by the city’s 认定岗, and what that body sent by a 联审单位 or a 市领导', async () => {
    const team = await sent('许一帆', { unitId: unit('市驻深圳招商组'), contacts: [] })
    expect((await judges('周文澜', team)).brief.validity).toBe('valid')
    const centre = await sent('沈知行', { unitId: unit('市投促中心'), contacts: [], visibility: 'leaders' })
    const refused = await (await city.as('周文澜')).refused(contract.judge, {
      params: { id: centre.brief.id },
      ifMatch: 1,
      input: valid,
    })
    expect(refused.status).toBe(404)
    expect((await judges('卢晓舟', centre)).brief.validity).toBe('valid')
    const another = await sent('沈知行', { unitId: unit('市投促中心'), contacts: [] })
    const body = await (await city.as('周文澜')).refused(contract.judge, {
      params: { id: another.brief.id },
      ifMatch: 1,
      input: valid,
    })
    expect([body.status, body.problem.detail]).toEqual([403, '本单位的简报须由其他单位认定'])
    expect((await judges('林海生', another)).brief.validity).toBe('valid')
  })

  test('nobody judges what they met the company for', async () => {
    const joint = await sent('孙海燕', {
      contacts: [{ unitId: unit('定海区投促中心'), personId: person('姚敏'), joint: true }],
    })
    const refused = await (await city.as('姚敏')).refused(contract.judge, {
      params: { id: joint.brief.id },
      ifMatch: 1,
      input: valid,
    })
    expect([refused.status, refused.problem.detail]).toEqual([403, '您是接触人，须由他人认定'])
    expect((await judges('贺小满', joint)).brief.validity).toBe('valid')
  })

  test('重复 points to the original, which the reader sees by number where the reader may', async () => {
    const original = await sent('胡秀', { unitId: unit('白泉镇'), contacts: [], visibility: 'leaders' })
    const copy = await sent()
    const word = { verdict: 'duplicate', reason: '白泉镇已报', duplicateOf: original.brief.id } as const
    const judged = await judges('姚敏', copy, word)
    expect(judged.messages.at(-1)).toMatchObject({
      verdict: 'duplicate',
      duplicateOf: { id: original.brief.id, number: original.brief.number },
    })
    expect((await seen('应勇', copy.brief.id)).messages.at(-1)).toMatchObject({ duplicateOf: { number: null } })
    const third = await sent()
    const chained = await (await city.as('姚敏')).refused(contract.judge, {
      params: { id: third.brief.id },
      ifMatch: 1,
      input: { ...word, duplicateOf: copy.brief.id },
    })
    expect([chained.status, chained.problem.detail]).toEqual([422, '那条简报本身是重复，请关联最早的一条'])
  })

  test.each<[string, Partial<InputOf<typeof contract.judge>>, string]>([
    ['无效 without a reason', { verdict: 'invalid' }, '无效和重复须写明理由'],
    ['重复 without the other', { verdict: 'duplicate', reason: '重复' }, '请选出与哪一条简报重复'],
    [
      '重复 with what is not there',
      { verdict: 'duplicate', reason: '重复', duplicateOf: randomUUID() },
      '没有找到那条简报，或您无权查看',
    ],
    ['有效 with another brief', { duplicateOf: randomUUID() }, '只有判为重复才关联另一条简报'],
  ])('not %s', async (_, more, said) => {
    const refused = await (await city.as('姚敏')).refused(contract.judge, {
      params: { id: (await sent()).brief.id },
      ifMatch: 1,
      input: { ...valid, ...more },
    })
    expect([refused.status, refused.problem.code]).toEqual([422, 'invalid'])
    expect(refused.problem.detail).toContain(said)
  })

  test('not a duplicate of itself, of a neighbour’s brief, of one withdrawn; not twice; not unseen', async () => {
    const first = await sent()
    const yao = await city.as('姚敏')
    const params = { id: first.brief.id }
    const word = (duplicateOf: string) => ({
      params,
      ifMatch: 1,
      input: { verdict: 'duplicate', reason: '重复', duplicateOf } as const,
    })
    expect((await yao.refused(contract.judge, word(first.brief.id))).problem.detail).toContain('不能与自己重复')
    const putuo = await sent('乐苗', { unitId: unit('沈家门街道'), contacts: [] })
    expect((await yao.refused(contract.judge, word(putuo.brief.id))).problem.detail).toBe(
      '没有找到那条简报，或您无权查看',
    )
    const gone = await sent()
    await (await city.as('孙海燕')).call(contract.withdraw, {
      params: { id: gone.brief.id },
      ifMatch: 1,
      input: { reason: '误发' },
    })
    expect((await yao.refused(contract.judge, word(gone.brief.id))).problem.detail).toBe('那条简报已撤回或撤销')
    expect((await yao.refused(contract.judge, { params, input: valid })).status).toBe(428)
    await judges('姚敏', first)
    expect((await yao.refused(contract.judge, { params, ifMatch: 1, input: valid })).status).toBe(412)
    expect((await yao.refused(contract.judge, { params, ifMatch: 2, input: valid })).problem.detail).toBe(
      '已核实过；无效的可以复核一次',
    )
    expect((await (await city.as('邬晴')).refused(contract.judge, { params, ifMatch: 2, input: valid })).status).toBe(
      404,
    )
  })

  test('of two 核实岗 at once one is told to look again', async () => {
    const { brief } = await sent()
    const asked = { params: { id: brief.id }, ifMatch: 1, input: valid }
    const [yao, he] = [await city.as('姚敏'), await city.as('贺小满')]
    const answers = await Promise.allSettled([yao.call(contract.judge, asked), he.call(contract.judge, asked)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await city.look('select from judgements where brief_id = $1', [brief.id])).toHaveLength(1)
  })

  test('无效 may be looked at once more, by another person', async () => {
    const first = await sent()
    const judged = await judges('姚敏', first, { verdict: 'invalid', reason: '没有具体意向', duplicateOf: null })
    const params = { id: first.brief.id }
    const again = await (await city.as('姚敏')).refused(contract.recheck, { params, ifMatch: 2, input: valid })
    expect([again.problem.code, again.problem.detail]).toEqual(['conflict', '复核须由另一人作出'])
    const stranger = await (await city.as('应勇')).refused(contract.recheck, { params, ifMatch: 2, input: valid })
    expect(stranger.status).toBe(403)
    const { body } = await (await city.as('贺小满')).call(contract.recheck, {
      params,
      ifMatch: judged.brief.version,
      input: valid,
    })
    expect(body.brief.validity).toBe('valid')
    expect(body.facts).toMatchObject({ rechecked: true })
    const third = await (await city.as('周文澜')).refused(contract.recheck, { params, ifMatch: 3, input: valid })
    expect(third.problem.detail).toBe('已复核过一次')
  })

  test('where a block has one 核实岗 the city’s 认定岗 rechecks; 有效 is not rechecked', async () => {
    const putuo = await sent('乐苗', { unitId: unit('沈家门街道'), contacts: [] })
    const params = { id: putuo.brief.id }
    await judges('邬晴', putuo, { verdict: 'invalid', reason: '没有具体意向', duplicateOf: null })
    const { body } = await (await city.as('周文澜')).call(contract.recheck, {
      params,
      ifMatch: 2,
      input: { verdict: 'invalid', reason: '同意', duplicateOf: null },
    })
    expect(body.brief.validity).toBe('invalid')
    const fine = await sent()
    await judges('姚敏', fine)
    const needless = await (await city.as('贺小满')).refused(contract.recheck, {
      params: { id: fine.brief.id },
      ifMatch: 2,
      input: valid,
    })
    expect(needless.problem.detail).toBe('只有判为无效的简报可以复核')
  })
})

describe('转在谈', () => {
  test('by the 核实岗 or the block’s leader, once, when 有效', async () => {
    const first = await sent()
    const params = { id: first.brief.id }
    const word = { onDay: '2022-11-03', note: '已签保密协议，13800000000' }
    const early = await (await city.as('唐国栋')).refused(contract.negotiate, { params, ifMatch: 1, input: word })
    expect(early.problem.detail).toBe('核实为有效的简报才能转在谈')
    await judges('姚敏', first)
    const { body } = await (await city.as('唐国栋')).call(contract.negotiate, { params, ifMatch: 2, input: word })
    expect(body.brief.negotiatingAt).toBe(body.now)
    expect(body.messages.at(-1)).toMatchObject({
      kind: 'negotiation',
      by: { name: '唐国栋' },
      onDay: '2022-11-03',
      note: '已签保密协议，138****0000',
    })
    const again = await (await city.as('姚敏')).refused(contract.negotiate, { params, ifMatch: 3, input: word })
    expect(again.problem.detail).toBe('已转在谈')
  })

  test.each([
    ['孙海燕', '2022-11-03', 403, '本单位的简报须由其他单位认定'],
    ['应勇', '2022-11-03', 403, '由核实岗、认定岗或本区块领导转在谈'],
    ['姚敏', '2022-11-04', 409, '转在谈的日期不能晚于今天'],
    ['姚敏', '2022-11-01', 409, '转在谈的日期不能早于接触日期'],
  ])('not by or on: %s %s', async (by, onDay, status, said) => {
    const { brief } = await judges('姚敏', await sent())
    const refused = await (await city.as(by)).refused(contract.negotiate, {
      params: { id: brief.id },
      ifMatch: 2,
      input: { onDay, note: null },
    })
    expect([refused.status, refused.problem.detail]).toEqual([status, said])
  })
})

describe('looking behind a mask', () => {
  test('is allowed to few, with a reason, and leaves its mark in both logs', async () => {
    const { brief } = await sent()
    const params = { id: brief.id }
    const { body } = await (await city.as('姚敏')).call(contract.unmask, {
      params,
      input: { reason: '电话核实 13900000000' },
    })
    expect(body).toEqual({ contactPhone: '13911112222', lifted: [{ kind: 'phone', value: '13800000000' }] })
    const log = await city.look('select reason from access_log where verb = $1 and subject = $2', [
      'briefs.unmask',
      `brief:${brief.id}`,
    ])
    expect(log).toEqual([{ reason: '电话核实 139****0000' }])
    const lines = await city.look<{ actor_id: string }>(
      `select actor_id from ledger where event = 'brief.unmasked' and subjects[1] = $1`,
      [`brief:${brief.id}`],
    )
    expect(lines).toEqual([{ actor_id: person('姚敏') }])
    for (const name of ['应勇', '丁一川']) {
      const refused = await (await city.as(name)).refused(contract.unmask, { params, input: { reason: '看看' } })
      expect([refused.status, refused.problem.detail]).toEqual([
        403,
        '联系方式限发送单位、接触人、承办单位、核实岗和领导查看',
      ])
    }
    expect((await (await city.as('乐苗')).refused(contract.unmask, { params, input: { reason: '看看' } })).status).toBe(
      404,
    )
  })
})

describe('the database itself', () => {
  test('lets nobody judge what their own unit sent, even by a statement past the application', async () => {
    const { brief } = await sent('姚敏', { unitId: unit('定海区投促中心'), contacts: [] })
    const judged = (values: string) =>
      city.look(
        `insert into judgements (tenant_id, id, brief_id, brief_unit_id, verdict, judge_id, judge_unit_id)
        select tenant_id, gen_random_uuid(), id, ${values} from briefs where id = $1`,
        [brief.id],
      )
    const [own, other] = [`'${unit('定海区投促中心')}'`, `'${yancang}'`]
    await expect(judged(`unit_id, 'valid', '${person('姚敏')}', ${own}`)).rejects.toThrow(
      /no_own_judgement|stands outside/,
    )
    await expect(judged(`unit_id, 'valid', '${person('姚敏')}', ${other}`)).rejects.toThrow(/stands outside/)
    await expect(judged(`${other}, 'valid', '${person('姚敏')}', ${own}`)).rejects.toThrow(/foreign key|stands outside/)
  })
})
