/** The month as its people live it: counted live, closed, checked, drafted, published by another, and never changed again. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { idOf, tenant } from '#app/demo/city.ts'
import * as briefs from '#features/briefs/contract.ts'
import { buildServer } from '#platform/http/server.ts'
import { deskIn } from '#test/brief-desk.ts'
import { type City, caller, openCity, type Person } from '#test/harness.ts'
import { settleChecks } from './actions/closing.ts'
import type { BoardDefinition } from './boards/definition.ts'
import { monthlyBriefs } from './boards/monthly-briefs.ts'
import * as contract from './contract.ts'
import { routesFor } from './feature.ts'
import type { BoardPage } from './model.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())
// each story stands in a month of its own, so that none leans on another
beforeEach(() => city.setNow('2022-12-01T01:00:00Z'))

const dinghai = idOf('block:定海区')
const unit = (name: string) => idOf(`unit:${name}`)
const board = 'monthly-briefs'

type Told = {
  by: string
  on: string
  contactOn?: string
  validity?: 'pending' | 'valid' | 'invalid' | 'duplicate'
  talks?: boolean
  leadersOnly?: boolean
}

let count = 0
/** A brief as its feature would have left it, by its count columns. */
async function told({
  by,
  on,
  contactOn,
  validity = 'valid',
  talks = false,
  leadersOnly = false,
}: Told): Promise<string> {
  const id = randomUUID()
  count += 1
  await city.look(
    `insert into briefs (tenant_id, id, number, block_id, unit_id, recorder_id, sent_at, contact_on, body, visibility, validity, negotiating_at, audience, judge)
     values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $8, '示例', $9, $10, case when $11 then $7::timestamptz end, $12, 'block')`,
    [
      tenant.id,
      id,
      `简报 定海-${on.slice(0, 7).replace('-', '')}-${String(count).padStart(4, '0')}`,
      dinghai,
      unit(by),
      idOf('person:孙海燕'),
      `${on}T02:00:00Z`,
      contactOn ?? on,
      leadersOnly ? 'leaders' : 'block',
      validity,
      talks,
      leadersOnly ? [`l:${dinghai}`, `v:${dinghai}`] : [`b:${dinghai}`],
    ],
  )
  return id
}

const judged = (id: string, validity: string) =>
  city.look('update briefs set validity = $2 where id = $1', [id, validity])

const look = async (who: Person, month: string) =>
  (await who.call(contract.board, { query: { board, block: dinghai, month } })).body

const figuresOf = (page: BoardPage, name: string) =>
  page.groups.flatMap((group) => group.rows).find((row) => row.unit.name === name)

async function closed(month: string): Promise<BoardPage> {
  const yaomin = await city.as('姚敏')
  return (await yaomin.call(contract.close, { input: { board, block: dinghai, month } })).body
}
const closureOf = (page: BoardPage) => {
  if (!page.closure) throw new Error('no closure')
  return { params: { id: page.closure.id }, ifMatch: page.closure.version }
}
const later = (hours: number, from = '2022-12-01T01:00:00Z') =>
  city.setNow(new Date(Date.parse(from) + hours * 3_600_000).toISOString())

async function published(month: string): Promise<BoardPage> {
  const [zhengli, wutong] = [await city.as('郑立'), await city.as('吴桐')]
  const page = await closed(month)
  await later(25)
  const drafted = (await zhengli.call(contract.draft, closureOf(page))).body
  return (await wutong.call(contract.publish, closureOf(drafted))).body
}

describe('the live ranking', () => {
  test('follows a judgement and its taking back at once: 有效, 重复, and neither again', async () => {
    await city.setNow('2021-09-14T01:00:00Z')
    const desk = deskIn(city)
    const yaomin = await city.as('姚敏')
    const places = async () => {
      const page = await look(yaomin, '2021-09')
      return ['盐仓街道', '白泉镇'].map((name) => [figuresOf(page, name)?.figures.valid, figuresOf(page, name)?.rank])
    }
    const of = (name: string, on: string) => ({ unitId: unit(name), contacts: [], contactOn: on, nextOn: null })
    const original = await desk.judges('姚敏', await desk.sent('应勇', of('盐仓街道', '2021-09-13')))
    const copy = await desk.sent('胡秀', of('白泉镇', '2021-09-13'))
    const more = await desk.judges('姚敏', await desk.sent('胡秀', of('白泉镇', '2021-09-12')))
    const before = await places()
    const undoes = async (judged: typeof copy) => {
      const said = judged.messages.findLast((message) => message.kind === 'judgement')
      const judgement = said?.kind === 'judgement' ? said.id : ''
      return (await yaomin.call(briefs.undoJudgement, { params: { id: judged.brief.id, judgement } })).body
    }
    const counted = await desk.judges('姚敏', copy)
    const leading = await places()
    expect([before[1]?.[0], leading[1]?.[0]]).toEqual([1, 2])
    expect(leading[1]?.[1]).toBeLessThan(Number(leading[0]?.[1]))
    const pending = await undoes(counted)
    expect(await places()).toEqual(before)
    const word = { verdict: 'duplicate', reason: '同一企业', duplicateOf: original.brief.id } as const
    const repeated = await desk.judges('姚敏', pending, word)
    expect(await places()).toEqual(before)
    await undoes(repeated)
    expect(await places()).toEqual(before)
    await undoes(more)
    expect((await places())[1]?.[0]).toBe(0)
  })

  test('is counted in one trip, by the month of the server’s receipt in Shanghai', async () => {
    await told({ by: '盐仓街道', on: '2022-03-03' })
    await told({ by: '盐仓街道', on: '2022-03-20', validity: 'pending', talks: true })
    await told({ by: '盐仓街道', on: '2022-03-21', validity: 'valid', talks: true })
    await told({ by: '盐仓街道', on: '2022-03-22', contactOn: '2022-03-06' })
    await told({ by: '盐仓街道', on: '2022-03-22', contactOn: '2022-03-07', validity: 'invalid' })
    const yingyong = await city.as('应勇')
    const answer = await yingyong.call(contract.board, { query: { board, block: dinghai, month: '2022-03' } })
    expect(answer.trips).toBe(1)
    const row = figuresOf(answer.body, '盐仓街道')
    expect(row?.figures).toEqual({ submitted: 4, valid: 2, negotiating: 1, late: 1 })
    expect(row).toMatchObject({ rank: 1, own: true, trend: [0, 0, 0, 0, 0, 2] })
    expect(answer.body.pending).toBe(1)
    // 1 April 00:30 in Shanghai is 31 March 16:30 in UTC
    await city.look(
      `update briefs set sent_at = '2022-03-31T16:30:00Z', contact_on = '2022-03-31' where number = '简报 定海-202203-0001'`,
    )
    expect(figuresOf(await look(yingyong, '2022-03'), '盐仓街道')?.figures.submitted).toBe(3)
    expect(figuresOf(await look(yingyong, '2022-04'), '盐仓街道')?.figures.submitted).toBe(1)
  })

  test('ranks 镇街, 局办, 驻外 and 园区 apart, equals share a rank, zeros are printed', async () => {
    for (const [by, times] of [
      ['白泉镇', 2],
      ['盐仓街道', 2],
      ['干览镇', 1],
    ] as const)
      for (let n = 0; n < times; n += 1) await told({ by, on: '2022-05-10' })
    const page = await look(await city.as('胡秀'), '2022-05')
    expect(page.groups.map((group) => group.title)).toEqual(['镇街', '局办', '驻外招商组', '园区和国企'])
    const towns = page.groups[0]?.rows ?? []
    expect(towns.slice(0, 4).map((row) => row.rank)).toEqual([1, 1, 3, 4])
    expect(towns).toHaveLength(10)
    expect(towns.at(-1)).toMatchObject({ rank: 4, figures: { submitted: 0, valid: 0 } })
  })

  test('is the same for a leader, a reporter and another unit, also where they may not read the briefs', async () => {
    const secret = await told({ by: '定海区驻上海招商组', on: '2022-06-02', leadersOnly: true })
    await told({ by: '定海区驻上海招商组', on: '2022-06-03' })
    const pages = await Promise.all(
      ['唐国栋', '应勇', '毛雪', '姚敏', '林海生'].map(async (name) => look(await city.as(name), '2022-06')),
    )
    for (const page of pages) expect(figuresOf(page, '定海区驻上海招商组')?.figures.valid).toBe(2)
    const asked = {
      query: { board, block: dinghai, month: '2022-06', unit: unit('定海区驻上海招商组'), column: 'valid' },
    }
    const forTown = (await (await city.as('应勇')).call(contract.contents, asked)).body
    expect(forTown).toMatchObject({ total: 2, kept: 1 })
    expect(forTown.rows.map((row) => row.id)).not.toContain(secret)
    const forLeader = await (await city.as('唐国栋')).call(contract.contents, asked)
    expect(forLeader.trips).toBe(1)
    expect(forLeader.body).toMatchObject({ total: 2, kept: 0 })
  })

  test('of another block is closed to its neighbours, and a month to come has none', async () => {
    const query = { board, block: dinghai, month: '2022-06' }
    expect((await (await city.as('乐苗')).refused(contract.board, { query })).problem.code).toBe('forbidden')
    expect((await (await city.as('钱系统')).refused(contract.board, { query })).problem.code).toBe('forbidden')
    const future = { query: { ...query, month: '2023-02' } }
    expect((await (await city.as('应勇')).refused(contract.board, future)).problem.detail).toContain('还没有到')
    const nobody = { query: { ...query, board: 'no-such' } }
    expect((await (await city.as('应勇')).refused(contract.board, nobody)).problem.code).toBe('not-found')
  })

  test('has no figure for a unit of another block, for a column that is none, or for a neighbour who asks', async () => {
    const yingyong = await city.as('应勇')
    const query = { board, block: dinghai, month: '2022-06', unit: unit('盐仓街道'), column: 'valid' }
    expect((await yingyong.call(contract.contents, { query })).body).toMatchObject({ total: 0, kept: 0, rows: [] })
    const elsewhere = await yingyong.refused(contract.contents, { query: { ...query, unit: unit('沈家门街道') } })
    expect(elsewhere.problem.detail).toBe('这个单位当月不在本区块排名')
    const strange = await yingyong.refused(contract.contents, { query: { ...query, column: 'beauty' } })
    expect(strange.problem.code).toBe('not-found')
    expect((await (await city.as('乐苗')).refused(contract.contents, { query })).problem.code).toBe('forbidden')
  })

  test('a unit that changed its block is ranked where it stands at the month’s end', async () => {
    await told({ by: '小沙街道', on: '2022-02-04' })
    await city.look('update unit_blocks set to_day = $2 where unit_id = $1', [unit('小沙街道'), '2022-02-20'])
    await city.look('insert into unit_blocks (tenant_id, unit_id, block_id, from_day) values ($1, $2, $3, $4)', [
      tenant.id,
      unit('小沙街道'),
      idOf('block:普陀区'),
      '2022-02-20',
    ])
    const inPutuo = await (await city.as('乐苗')).call(contract.board, {
      query: { board, block: idOf('block:普陀区'), month: '2022-02' },
    })
    expect(figuresOf(inPutuo.body, '小沙街道')?.figures.valid).toBe(1)
    expect(figuresOf(await look(await city.as('应勇'), '2022-02'), '小沙街道')).toBeUndefined()
    expect(figuresOf(await look(await city.as('应勇'), '2022-01'), '小沙街道')).toBeDefined()
    await city.look('delete from unit_blocks where unit_id = $1 and block_id = $2', [
      unit('小沙街道'),
      idOf('block:普陀区'),
    ])
    await city.look('update unit_blocks set to_day = null where unit_id = $1', [unit('小沙街道')])
  })
})

describe('a month is closed', () => {
  test('after it is over, once, by the block’s 核实岗 or 发布岗', async () => {
    const yaomin = await city.as('姚敏')
    const running = { input: { board, block: dinghai, month: '2022-12' } }
    expect((await yaomin.refused(contract.close, running)).problem.detail).toBe(
      '2022年12月还没有结束，1月1日起可以关账',
    )
    const over = { input: { board, block: dinghai, month: '2021-09' } }
    for (const name of ['应勇', '唐国栋', '邬晴', '林海生'])
      expect((await (await city.as(name)).refused(contract.close, over)).problem.code).toBe('forbidden')
    const page = (await yaomin.call(contract.close, over)).body
    expect(page.closure).toMatchObject({
      state: 'checking',
      checkUntil: '2022-12-02T01:00:00.000000Z'.replace('000000', page.closure?.checkUntil.slice(20, 26) ?? ''),
    })
    expect(page.closure?.silent.length).toBeGreaterThan(30)
    const again = await (await city.as('郑立')).refused(contract.close, over)
    expect(again.problem.detail).toBe('2021年9月核对中，不用再关账')
  })

  test('two who close at once: one closes', async () => {
    const over = { input: { board, block: dinghai, month: '2021-08' } }
    const [a, b] = await Promise.allSettled([
      (await city.as('姚敏')).call(contract.close, over),
      (await city.as('郑立')).call(contract.close, over),
    ])
    expect([a.status, b.status].sort()).toEqual(['fulfilled', 'rejected'])
    const rows = await city.look(`select count(*)::int as n from closures where month = '2021-08'`)
    expect(rows).toEqual([{ n: 1 }])
  })
})

describe('units check their figures', () => {
  test('head or reporter, for their own unit only, within the time', async () => {
    const page = await closed('2021-10')
    const chenyan = await city.as('陈盐')
    const agrees = { ...closureOf(page), input: { unitId: unit('盐仓街道'), agrees: true, word: null } }
    const after = (await chenyan.call(contract.check, agrees)).body
    expect(after.closure?.checks).toMatchObject([{ unit: { name: '盐仓街道' }, agrees: true, by: { name: '陈盐' } }])
    expect(after.closure?.silent.map((one) => one.name)).not.toContain('盐仓街道')
    expect((await (await city.as('胡秀')).refused(contract.check, agrees)).problem.detail).toBe('只能核对本单位的数字')
    expect(
      (
        await (
          await city.as('姚敏')
        ).refused(contract.check, { ...agrees, input: { ...agrees.input, unitId: unit('定海区投促中心') } })
      ).problem.detail,
    ).toBe('由单位负责人或报送员核对')
    const wordless = { ...agrees, input: { ...agrees.input, agrees: false } }
    expect((await chenyan.refused(contract.check, wordless)).problem.because[0]).toMatchObject({
      field: 'word',
      say: '请写明异议',
    })
    await later(25)
    expect((await chenyan.refused(contract.check, agrees)).problem).toMatchObject({
      code: 'too-late',
      detail: '核对时间到 12月2日 09:00 为止，未核对的视为同意',
    })
    expect((await chenyan.refused(contract.check, { ...agrees, params: { id: randomUUID() } })).problem.code).toBe(
      'not-found',
    )
  })

  test('an objection is answered by the 核实岗, once; the unit’s latest word counts', async () => {
    const page = await closed('2021-11')
    const [yingyong, hexiaoman] = [await city.as('应勇'), await city.as('贺小满')]
    const objects = {
      ...closureOf(page),
      input: { unitId: unit('盐仓街道'), agrees: false, word: '少算了 11 月 3 日的一条' },
    }
    const after = (await yingyong.call(contract.check, objects)).body
    const checkId = after.closure?.checks[0]?.id ?? ''
    expect(after.closure?.blockers.map((reason) => reason.say)).toContain('盐仓街道对数字有异议，核实岗答复后才能公布')
    const answer = { ...closureOf(page), input: { checkId, word: '该条为补报，已单列' } }
    expect((await (await city.as('郑立')).refused(contract.answer, answer)).problem.detail).toBe('由本区块的核实岗答复')
    const answered = (await hexiaoman.call(contract.answer, answer)).body
    expect(answered.closure?.checks[0]?.answer).toMatchObject({ word: '该条为补报，已单列', by: { name: '贺小满' } })
    expect((await hexiaoman.refused(contract.answer, answer)).problem.detail).toBe('这条异议已经答复')
    await yingyong.call(contract.check, {
      ...closureOf(page),
      input: { unitId: unit('盐仓街道'), agrees: true, word: null },
    })
    expect((await hexiaoman.refused(contract.answer, answer)).problem.detail).toContain('请答复最新的一条')
  })

  test('whatever is done to one month at once is done one after the other', async () => {
    const page = await closed('2021-01')
    const objects = { ...closureOf(page), input: { unitId: unit('盐仓街道'), agrees: false, word: '少算一条' } }
    const yingyong = await city.as('应勇')
    const publishing = new pg.Client({ connectionString: city.urls.migrator })
    await publishing.connect()
    try {
      await publishing.query('begin')
      await publishing.query(`update closures set version = version where id = $1`, [page.closure?.id])
      // an objection that slipped in beside a publishing would stand unanswered under a published issue
      expect((await yingyong.refused(contract.check, objects)).problem.code).toBe('busy')
    } finally {
      await publishing.end()
    }
    const secret = { ...objects, input: { ...objects.input, word: '机密★1年' } }
    expect((await yingyong.refused(contract.check, secret)).problem.code).toBe('secret')
    const told = { ...objects, input: { ...objects.input, word: '少算一条，问王经理13800000000' } }
    const [check] = (await yingyong.call(contract.check, told)).body.closure?.checks ?? []
    expect(check?.word).toBe('少算一条，问王经理138****0000')
    const checkId = check?.id ?? ''
    const answer = { ...closureOf(page), input: { checkId, word: '该条为补报' } }
    const answers = ['贺小满', '姚敏'].map(async (name) =>
      (await city.as(name)).call(contract.answer, answer).then(
        () => 'answered',
        (error: unknown) => String(error),
      ),
    )
    const said = await Promise.all(answers)
    expect(said.filter((one) => one === 'answered')).toHaveLength(1)
    expect(said.join()).toContain('这条异议已经答复')
  })

  test('when the time is over the city’s clock says so once: silence counts as agreed', async () => {
    const page = await closed('2021-12')
    await later(25)
    await city.asJob('closures', settleChecks)
    await city.asJob('closures', settleChecks)
    const lines = await city.look(`select event, verb from ledger where subjects[1] = $1 order by recorded_at, id`, [
      `closure:${page.closure?.id}`,
    ])
    expect(lines).toEqual([
      { event: 'closure.closed', verb: 'leaderboards.close' },
      { event: 'closure.settled', verb: 'leaderboards.settle' },
    ])
  })
})

describe('publishing', () => {
  test('waits for 待核, objections and the time to check, and says all of it at once', async () => {
    const pending = await told({ by: '盐仓街道', on: '2022-01-05', validity: 'pending' })
    const page = await closed('2022-01')
    const [zhengli, wutong, yingyong] = [await city.as('郑立'), await city.as('吴桐'), await city.as('应勇')]
    const early = await wutong.refused(contract.publish, closureOf(page))
    expect(early.problem.detail).toBe('还没有拟稿；由一位发布岗拟稿，另一位公布')
    await yingyong.call(contract.check, {
      ...closureOf(page),
      input: { unitId: unit('盐仓街道'), agrees: false, word: '有一条待核' },
    })
    const drafted = (await zhengli.call(contract.draft, closureOf(page))).body
    expect(drafted.closure).toMatchObject({ state: 'drafted', drafted: { by: { name: '郑立' } } })
    const blocked = await wutong.refused(contract.publish, closureOf(drafted))
    expect(blocked.problem.because.map((one) => one.say)).toEqual([
      '2022年1月还有 1 条简报待核，核实后才能公布',
      '盐仓街道对数字有异议，核实岗答复后才能公布',
      expect.stringMatching(/^核对时间到 12月2日 09:00 为止，还有 \d+ 个单位没有核对；全部核对后可以提前公布$/),
    ])
    expect(blocked.problem.details).toEqual({ links: [`/briefs?block=${dinghai}&month=2022-01&validity=pending`] })
    await judged(pending, 'valid')
    await (await city.as('姚敏')).call(contract.answer, {
      ...closureOf(drafted),
      input: { checkId: drafted.closure?.checks[0]?.id ?? '', word: '已核实' },
    })
    await later(25)
    // judged after the draft: what is published must be what was drafted
    const moved = await wutong.refused(contract.publish, closureOf(drafted))
    expect(moved.problem.detail).toBe('拟稿后有 1 个数字变了（盐仓街道 有效数 0 → 1），请重新拟稿后公布')
    const redrafted = (await zhengli.call(contract.draft, closureOf(drafted))).body
    expect((await wutong.refused(contract.publish, closureOf(drafted))).problem.code).toBe('version-stale')
    const done = (await wutong.call(contract.publish, closureOf(redrafted))).body
    expect(done.issue).toMatchObject({
      number: '定海招商简报月度排名〔2022〕第1期',
      published: { by: { name: '吴桐' } },
    })
  })

  test('takes two persons of the block’s 发布岗', async () => {
    const page = await closed('2021-07')
    const [zhengli, wutong] = [await city.as('郑立'), await city.as('吴桐')]
    await later(25)
    for (const name of ['姚敏', '应勇', '傅小东', '唐国栋'])
      expect((await (await city.as(name)).refused(contract.draft, closureOf(page))).problem.code).toMatch(
        /forbidden|not-found/,
      )
    const drafted = (await zhengli.call(contract.draft, closureOf(page))).body
    expect((await zhengli.refused(contract.publish, closureOf(drafted))).problem.detail).toBe(
      '拟稿人不能自己公布，请另一位发布岗公布',
    )
    expect((await (await city.as('姚敏')).refused(contract.publish, closureOf(drafted))).problem.detail).toBe(
      '由本区块的发布岗公布',
    )
    const key = randomUUID()
    const first = await wutong.call(contract.publish, { ...closureOf(drafted), key })
    const second = await wutong.call(contract.publish, { ...closureOf(drafted), key })
    expect(second.body.issue).toEqual(first.body.issue)
    expect(await city.look(`select count(*)::int as n from issues where month = '2021-07'`)).toEqual([{ n: 1 }])
    const own = (
      await city.look(`select tenant_id, closure_id, board, block_id, drafted_by from issues where month = '2021-07'`)
    )[0]
    await expect(
      city.look(
        `insert into issues (tenant_id, id, closure_id, board, block_id, month, number, drafted_by, published_by, frozen, hash, alg, publicity)
         values ($1, $2, $3, 'other', $4, '2021-07', 'x', $5, $5, '{}', '', 'sha256', 'full')`,
        [own?.tenant_id, randomUUID(), own?.closure_id, own?.block_id, own?.drafted_by],
      ),
    ).rejects.toThrow('two_persons')
  })

  test('may be early when every unit has agreed', async () => {
    await city.look(
      `insert into settings (tenant_id, id, key, block_id, value, effective_from, document, set_by) values ($1, $2, 'board.checkHours', null, '200', '2021-05-01', '示例', $3)`,
      [tenant.id, randomUUID(), idOf('person:沈知行')],
    )
    const page = await closed('2021-06')
    expect(page.closure?.checkUntil.slice(0, 10)).toBe('2022-12-09')
    const drafted = (await (await city.as('郑立')).call(contract.draft, closureOf(page))).body
    for (const { id } of page.closure?.silent ?? [])
      await city.look(
        `insert into unit_checks (tenant_id, id, closure_id, unit_id, agrees, by_id) values ($1, $2, $3, $4, true, $5)`,
        [tenant.id, randomUUID(), page.closure?.id, id, idOf('person:应勇')],
      )
    const done = await (await city.as('吴桐')).call(contract.publish, closureOf(drafted))
    expect(done.body.issue?.number).toBe('定海招商简报月度排名〔2021〕第6期')
    await city.look(`delete from settings where key = 'board.checkHours'`)
  })

  test('before it, the month may be opened again with a reason; after it, not', async () => {
    const page = await closed('2021-05')
    const zhengli = await city.as('郑立')
    const why = { input: { reason: '漏了一个单位的简报' } }
    expect((await (await city.as('应勇')).refused(contract.reopen, { ...closureOf(page), ...why })).problem.code).toBe(
      'forbidden',
    )
    const open = (await zhengli.call(contract.reopen, { ...closureOf(page), ...why })).body
    expect(open.closure).toBeNull()
    const done = await published('2021-05')
    expect((await zhengli.refused(contract.reopen, { ...closureOf(done), ...why })).problem.detail).toContain(
      '本期已公布，不能重开',
    )
    expect((await zhengli.refused(contract.draft, closureOf(done))).problem.detail).toBe('本期已公布，不能再拟稿')
  })
})

describe('a published issue', () => {
  test('keeps its figures and its hash whatever is judged later; the next issue lists the difference, once', async () => {
    const [turned, withdrawn] = [
      await told({ by: '马岙街道', on: '2022-08-05' }),
      await told({ by: '马岙街道', on: '2022-08-06' }),
    ]
    const eight = await published('2022-08')
    const yingyong = await city.as('应勇')
    const read = async (page: BoardPage) =>
      (await yingyong.call(contract.issue, { params: { id: page.issue?.id ?? '' } })).body
    const before = await read(eight)
    expect(before).toMatchObject({ intact: true, shifts: [], shiftLine: null })
    await judged(turned, 'invalid')
    await city.look(
      `insert into mentions (tenant_id, id, brief_id, no, company_name) select tenant_id, gen_random_uuid(), id, 1, number from briefs where id in ($1, $2)`,
      [turned, withdrawn],
    )
    await city.look(`update briefs set state = 'withdrawn' where id = $1`, [withdrawn])
    const after = await read(eight)
    expect({ ...after, now: 0, shifts: 0, shiftLine: 0 }).toEqual({ ...before, now: 0, shifts: 0, shiftLine: 0 })
    expect(after.intact).toBe(true)
    expect(after.shiftLine).toMatch(
      /^本期数字以公布时（12月2日 10:00）为准；.*今天有 2 个数字与本期不同，差额列入以后各期的“调整”$/,
    )
    await city.setNow('2022-12-01T01:00:00Z')
    const nine = await read(await published('2022-09'))
    expect(nine.previous).toBe('定海招商简报月度排名〔2022〕第8期')
    expect(
      nine.adjustments.map(({ unit: of, column, before: was, now, because }) => [of.name, column, was, now, because]),
    ).toEqual([
      ['马岙街道', 'submitted', 2, 1, ['撤销 1 条']],
      ['马岙街道', 'valid', 2, 0, ['复核 1 条', '撤销 1 条']],
    ])
    await city.setNow('2022-12-01T01:00:00Z')
    expect((await read(await published('2022-10'))).adjustments).toEqual([])
    // what stood behind the figure then is still listed
    const behind = await yingyong.call(contract.issueContents, {
      params: { id: eight.issue?.id ?? '' },
      query: { unit: unit('马岙街道'), column: 'valid' },
    })
    expect(behind.body).toMatchObject({ total: 2, kept: 0, issue: { number: before.number } })
    // and of what was withdrawn no more than its stub
    expect(behind.body.rows.map((row) => [row.state, row.companies === row.number]).sort()).toEqual([
      ['sent', true],
      ['withdrawn', false],
    ])
  })

  test('cannot be changed or deleted by the application, and a change past it is seen', async () => {
    await expect(city.db.pool.query(`update issues set number = 'x'`)).rejects.toThrow('permission denied')
    await expect(city.db.pool.query('delete from issues')).rejects.toThrow('permission denied')
    const [{ id } = { id: '' }] = await city.look<{ id: string }>(`select id from issues where month = '2021-05'`)
    await city.look(
      `update issues set frozen = jsonb_set(frozen, '{groups,0,rows,0,figures,valid}', '99') where id = $1`,
      [id],
    )
    const read = await (await city.as('应勇')).call(contract.issue, { params: { id } })
    expect(read.body.intact).toBe(false)
    await city.look(
      `update issues set frozen = jsonb_set(frozen, '{groups,0,rows,0,figures,valid}', '0') where id = $1`,
      [id],
    )
  })

  test('is listed in the history, and not for other blocks', async () => {
    const list = await (await city.as('应勇')).call(contract.issues, { query: { board, block: dinghai } })
    expect(list.trips).toBe(1)
    expect(list.body.rows[0]).toMatchObject({ number: '定海招商简报月度排名〔2022〕第10期', publishedBy: '吴桐' })
    const id = list.body.rows[0]?.id ?? ''
    const lemiao = await city.as('乐苗')
    expect((await lemiao.refused(contract.issues, { query: { board, block: dinghai } })).problem.code).toBe('forbidden')
    expect((await lemiao.refused(contract.issue, { params: { id } })).problem.code).toBe('not-found')
    const asked = { params: { id }, query: { unit: unit('盐仓街道'), column: 'valid' } }
    expect((await lemiao.refused(contract.issueContents, asked)).problem.code).toBe('not-found')
  })
})

describe('publicity', () => {
  const set = (key: string, value: unknown) =>
    city.look(
      `insert into settings (tenant_id, id, key, block_id, value, effective_from, document, set_by) values ($1, $2, $3, $4, $5, '2021-01-01', '示例', $6)`,
      [tenant.id, randomUUID(), key, dinghai, JSON.stringify(value), idOf('person:沈知行')],
    )

  test('own place only: a unit is told its own row; leaders and those who verify see all', async () => {
    await told({ by: '白泉镇', on: '2021-04-10' })
    await set('board.publicity', 'own')
    const page = await published('2021-04')
    const yingyong = await city.as('应勇')
    const seen = await look(yingyong, '2021-04')
    expect(seen.groups.flatMap((group) => group.rows).map((row) => row.unit.name)).toEqual(['盐仓街道'])
    expect(seen.groups[0]?.kept).toBe(9)
    expect(seen.closure?.silent.map((one) => one.name)).toEqual(['盐仓街道'])
    const issue = (await yingyong.call(contract.issue, { params: { id: page.issue?.id ?? '' } })).body
    expect(issue.groups.flatMap((group) => group.rows)).toHaveLength(1)
    const other = { board, block: dinghai, month: '2021-04', unit: unit('白泉镇'), column: 'valid' }
    expect((await yingyong.refused(contract.contents, { query: other })).problem.code).toBe('forbidden')
    const frozen = { params: { id: page.issue?.id ?? '' }, query: { unit: unit('白泉镇'), column: 'valid' } }
    expect((await yingyong.refused(contract.issueContents, frozen)).problem.code).toBe('forbidden')
    for (const name of ['唐国栋', '贺小满', '周文澜', '林海生'])
      expect((await look(await city.as(name), '2021-04')).groups[0]?.rows).toHaveLength(10)
    await city.look(`delete from settings where key = 'board.publicity'`)
  })

  test('the first n and one’s own', async () => {
    for (const by of ['白泉镇', '白泉镇', '干览镇']) await told({ by, on: '2021-03-10' })
    await set('board.publicity', 'top')
    await set('board.topN', 2)
    const seen = await look(await city.as('应勇'), '2021-03')
    expect(seen.groups[0]?.rows.map((row) => row.unit.name)).toEqual(['白泉镇', '干览镇', '盐仓街道'])
    await city.look(`delete from settings where key in ('board.publicity', 'board.topN')`)
  })

  test('a block may rank by 提交数, and a month is ranked by what stood at its end', async () => {
    await told({ by: '白泉镇', on: '2021-02-10', validity: 'invalid' })
    await told({ by: '白泉镇', on: '2021-02-10', validity: 'invalid' })
    await told({ by: '干览镇', on: '2021-02-10' })
    const first = async () => (await look(await city.as('应勇'), '2021-02')).groups[0]?.rows[0]?.unit.name
    expect(await first()).toBe('干览镇')
    await city.look(
      `insert into settings (tenant_id, id, key, value, effective_from, document, set_by) values ($1, $2, 'board.rankBy', '"submitted"', '2021-03-01', '示例', $3)`,
      [tenant.id, randomUUID(), idOf('person:沈知行')],
    )
    expect(await first()).toBe('干览镇')
    await city.look(`update settings set effective_from = '2021-02-28' where key = 'board.rankBy'`)
    expect(await first()).toBe('白泉镇')
    await city.look(`delete from settings where key = 'board.rankBy'`)
  })
})

describe('duties', () => {
  test('say to each what waits: close, check, answer, draft, publish', async () => {
    await city.setNow('2022-12-03T01:00:00Z')
    const kinds = async (name: string) =>
      (await (await city.as(name)).call(contract.duties)).body.rows
        .filter((duty) => duty.month === '2022-11')
        .map((duty) => duty.kind)
    // nobody sent anything: nobody is urged to close
    expect(await kinds('姚敏')).toEqual([])
    await told({ by: '盐仓街道', on: '2022-11-10' })
    expect(await kinds('姚敏')).toEqual(['close'])
    expect(await kinds('应勇')).toEqual([])
    const page = await closed('2022-11')
    expect(await kinds('姚敏')).toEqual([])
    expect(await kinds('应勇')).toEqual(['check'])
    expect(await kinds('郑立')).toEqual([])
    await (await city.as('应勇')).call(contract.check, {
      ...closureOf(page),
      input: { unitId: unit('盐仓街道'), agrees: false, word: '不对' },
    })
    expect(await kinds('应勇')).toEqual([])
    expect(await kinds('姚敏')).toEqual(['answer'])
    await later(25, '2022-12-03T01:00:00Z')
    expect(await kinds('郑立')).toEqual(['draft'])
    const drafted = (await (await city.as('郑立')).call(contract.draft, closureOf(page))).body
    expect(drafted.closure?.state).toBe('drafted')
    expect(await kinds('郑立')).toEqual([])
    expect(await kinds('吴桐')).toEqual(['publish'])
    expect((await (await city.as('吴桐')).call(contract.duties)).trips).toBe(1)
  })
})

describe('a new leaderboard is one definition and one line in the list', () => {
  /** the fewer the better: what was sent without being ready */
  const hasty: BoardDefinition = {
    key: 'hasty-briefs',
    title: '无效简报月度排名',
    source: '示例办法',
    groups: [{ key: 'all', title: '全部单位', kinds: ['town', 'bureau', 'posted', 'park', 'company'] }],
    columns: [
      {
        key: 'invalid',
        title: '无效数',
        about: '核实为无效的',
        counts: (fact) => fact.state === 'sent' && fact.validity === 'invalid',
        movedBy: '复核',
        ranks: true,
      },
    ],
    rankBy: 'invalid',
    better: 'less',
    leastToRank: 3,
    unit: '条',
    scope: () => '按系统收到简报的时间归月',
    say: ({ unitName, rank, figures }) => `第 ${rank} 名 ${unitName}：无效 ${figures.invalid}`,
  }
  let second: FastifyInstance
  afterAll(() => second.close())

  test('it is counted, closed, drafted, published and opened like the first, with no migration and no endpoint of its own', async () => {
    await told({ by: '岑港街道', on: '2022-02-15', validity: 'invalid' })
    second = await buildServer({
      db: city.db,
      login: city.db,
      routes: routesFor([monthlyBriefs, hasty]),
      https: false,
      logLevel: 'silent',
      rate: { person: 1_000_000, address: 1_000_000 },
      ready: async () => true,
    })
    const as = async (name: string) => caller(second, (await city.as(name)).token)
    const month = { board: hasty.key, block: dinghai, month: '2022-02' }
    const [yaomin, zhengli, wutong, yingyong] = [await as('姚敏'), await as('郑立'), await as('吴桐'), await as('应勇')]
    const page = (await yaomin.call(contract.close, { input: month })).body
    expect(page.boards.map((one) => one.title)).toEqual(['招商简报月度排名', '无效简报月度排名'])
    // everybody without an invalid brief shares the first place
    expect(figuresOf(page, '岑港街道')).toMatchObject({ rank: page.groups[0]?.rows.length, figures: { invalid: 1 } })
    expect(page.rankBy).toBe('invalid')
    await later(25)
    const drafted = (await zhengli.call(contract.draft, closureOf(page))).body
    const done = (await wutong.call(contract.publish, closureOf(drafted))).body
    expect(done.issue?.number).toBe('定海无效简报月度排名〔2022〕第2期')
    const behind = await yingyong.call(contract.contents, {
      query: { ...month, unit: unit('岑港街道'), column: 'invalid' },
    })
    expect(behind.body.total).toBe(1)
  })

  test('a bad one stops the start', () => {
    expect(() => routesFor([monthlyBriefs, { ...hasty, rankBy: 'nothing' }])).toThrow('nothing does not rank')
  })
})

describe('whatever is done afterwards', () => {
  test('no sequence of commands changes a frozen issue', async () => {
    const mine = await Promise.all(
      Array.from({ length: 4 }, (_, n) => told({ by: '双桥街道', on: `2022-07-0${n + 1}` })),
    )
    const page = await published('2022-07')
    const frozen = () => city.look(`select frozen, encode(hash, 'hex') as hash from issues where month = '2022-07'`)
    const before = await frozen()
    const [yaomin, zhengli, wutong, yingyong] = [
      await city.as('姚敏'),
      await city.as('郑立'),
      await city.as('吴桐'),
      await city.as('应勇'),
    ]
    const here = { ...closureOf(page), input: { unitId: unit('盐仓街道'), agrees: true, word: null } }
    const objects = { ...here, input: { ...here.input, agrees: false, word: '不对' } }
    const commands: Record<string, () => Promise<unknown>> = {
      close: () => yaomin.refused(contract.close, { input: { board, block: dinghai, month: '2022-07' } }),
      check: () => yingyong.refused(contract.check, here),
      object: () => yingyong.refused(contract.check, objects),
      answer: () =>
        yaomin.refused(contract.answer, { ...closureOf(page), input: { checkId: randomUUID(), word: '答复' } }),
      draft: () => zhengli.refused(contract.draft, closureOf(page)),
      publish: () => wutong.refused(contract.publish, closureOf(page)),
      reopen: () => zhengli.refused(contract.reopen, { ...closureOf(page), input: { reason: '重来' } }),
      settle: () => city.asJob('closures', settleChecks),
      invalid: () => judged(mine[0] ?? '', 'invalid'),
      duplicate: () => judged(mine[1] ?? '', 'duplicate'),
      valid: () => judged(mine[0] ?? '', 'valid'),
      withdraw: () => city.look(`update briefs set state = 'withdrawn' where id = $1`, [mine[2]]),
      talk: () => city.look('update briefs set negotiating_at = sec.clock() where id = $1', [mine[3]]),
      move: () => city.look(`update units set short = short || '·' where id = $1`, [unit('双桥街道')]),
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(commands)), { maxLength: 12 }), async (names) => {
        for (const name of names) await commands[name]?.()
        expect(await frozen()).toEqual(before)
        const read = await yingyong.call(contract.issue, { params: { id: page.issue?.id ?? '' } })
        expect(read.body.intact).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})
