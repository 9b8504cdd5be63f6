/** Works a pasted chat off as the city's people would: drafts nobody else sees, briefs that claim nothing, nothing lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepHouse } from '#platform/housekeeping.ts'
import { input, mention, person, thursday, unit } from '#test/brief-desk.ts'
import { type City, openCity } from '#test/harness.ts'
import * as contract from '../contract.ts'
import { fortyMessages } from '../rules/examples/chat-stretch.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

const yancang = { unitId: unit('盐仓街道'), contacts: [{ unitId: unit('盐仓街道'), personId: null, joint: false }] }
const short = '姚敏 2022/11/1 15:04\n拜访宁波东睿新材料有限公司，计划投资2亿元，用地30亩\n应勇 2022/11/1 15:05\n收到'

describe('forty messages', () => {
  test('become drafts in the order of the chat, posters found among the city’s people', async () => {
    await city.setNow(thursday)
    const ying = await city.as('应勇')
    const { status, body } = await ying.call(contract.transcribe, { input: { text: fortyMessages } })
    expect(status).toBe(201)
    expect([body.made, body.known, body.rows.length]).toEqual([40, 0, 40])
    const named = body.rows.filter(({ excerpt }) => excerpt.includes('有限公司') && excerpt.length > 30)
    expect(named).toHaveLength(9)
    expect(named.every(({ enters, companies }) => enters && companies.length > 0)).toBe(true)
    const answers = body.rows.filter(({ excerpt }) => /收到|好的|早上好|辛苦|图片/.test(excerpt) && excerpt.length < 20)
    expect(answers.filter(({ enters }) => enters)).toEqual([])
    expect(body.rows[5]).toMatchObject({
      enters: true,
      state: 'open',
      companies: ['宁波海蓝阀业有限公司'],
      original: { poster: null, person: { name: '应勇' }, on: '2022-11-02', time: '09:12', certain: true },
    })
    expect(body.unmatched.map(({ poster }) => poster)).toContain('海阔天空')
  })

  test('pasted again, with one message more, they are there once', async () => {
    const ying = await city.as('应勇')
    const again = `${fortyMessages}\n\n盐仓-小应  16:30\n\n好的`
    const { body } = await ying.call(contract.transcribe, { input: { text: again } })
    expect([body.made, body.known, body.rows.length]).toEqual([1, 40, 41])
  })

  test('are nobody else’s, and their words cannot be read in the database', async () => {
    const others = await Promise.all(['姚敏', '唐国栋', '审计员'].map((name) => city.as(name)))
    const [row] = (await (await city.as('应勇')).call(contract.drafts)).body.rows
    for (const other of others) {
      expect((await other.call(contract.drafts)).body.rows).toEqual([])
      expect((await other.refused(contract.draft, { params: { id: row?.id ?? '' } })).status).toBe(404)
    }
    expect(await city.look(`select 1 from brief_drafts where text_sealed like '%海蓝%'`)).toEqual([])
    const lines = await city.look<{ audience: string[]; payload: unknown }>(
      `select audience, payload from ledger where event = 'brief.drafted'`,
    )
    expect(lines[0]).toMatchObject({
      audience: [`p:${person('应勇')}`],
      payload: { messages: 40, toEnter: expect.any(Number) },
    })
  })
})

async function draftsOf(name: string) {
  return (await (await city.as(name)).call(contract.drafts)).body.rows
}

describe('a draft', () => {
  test('is opened with its words, and becomes a brief that says who first posted it and claims nothing', async () => {
    const ying = await city.as('应勇')
    const row = (await draftsOf('应勇')).find(({ companies }) => companies[0] === '宁波海蓝阀业有限公司')
    const { body: opened, trips } = await ying.call(contract.draft, { params: { id: row?.id ?? '' } })
    expect(trips).toBe(1)
    expect(opened).toMatchObject({
      text: expect.stringContaining('13700001111'),
      expiresOn: '2022-12-03',
      posterUnits: [{ name: '盐仓街道' }],
    })
    const sent = await ying.call(contract.send, {
      input: {
        ...input({ ...yancang, body: opened.text, mentions: [mention('宁波海蓝阀业有限公司')] }),
        draftId: opened.id,
      },
    })
    expect(sent.body.brief).toMatchObject({
      original: { person: { name: '应勇' }, on: '2022-11-02', time: '09:12', certain: true },
      firstCompleteAt: null,
      missing: [],
      recorder: { name: '应勇' },
    })
    const [kept] = await city.look(`select state, text_sealed, brief_id from brief_drafts where id = $1`, [opened.id])
    expect(kept).toEqual({ state: 'sent', text_sealed: null, brief_id: sent.body.brief.id })
    const [line] = await city.look<{ payload: Record<string, unknown> }>(
      `select payload from ledger where event = 'brief.sent' and subjects[1] = $1`,
      [`brief:${sent.body.brief.id}`],
    )
    expect(line?.payload).toMatchObject({ transcribed: true, complete: false, originalOn: '2022-11-02' })
    const list = await (await city.as('姚敏')).call(contract.list, { query: { q: '海蓝' } })
    expect(list.body.rows[0]?.original).toMatchObject({ person: { name: '应勇' }, on: '2022-11-02' })
    const facts = await city.look(`select transcribed from briefs where id = $1`, [sent.body.brief.id])
    expect(facts).toEqual([{ transcribed: true }])
  })

  test('that was sent is not sent again; recalled, it is', async () => {
    const ying = await city.as('应勇')
    const row = (await draftsOf('应勇')).find(({ state }) => state === 'sent')
    const again = { input: { ...input(yancang), draftId: row?.id ?? '' } }
    expect((await ying.refused(contract.send, again)).problem).toMatchObject({
      code: 'conflict',
      detail: '这条草稿已经录过了',
    })
    const { body } = await ying.call(contract.thread, { params: { id: row?.briefId ?? '' } })
    await ying.call(contract.recall, { params: { id: body.brief.id }, ifMatch: body.brief.version })
    const sent = await ying.call(contract.send, again)
    expect(sent.body.brief.original).toMatchObject({ person: { name: '应勇' } })
  })

  test('claims nothing after a revision either', async () => {
    const ying = await city.as('应勇')
    const row = (await draftsOf('应勇')).find(({ state }) => state === 'sent')
    const { body } = await ying.call(contract.thread, { params: { id: row?.briefId ?? '' } })
    const revised = await ying.call(contract.revise, {
      params: { id: body.brief.id },
      ifMatch: body.brief.version,
      input: input({ ...yancang, place: '宁波市' }),
    })
    expect(revised.body.brief).toMatchObject({ firstCompleteAt: null, missing: [], original: { time: '09:12' } })
    await expect(
      city.look(`update briefs set first_complete_at = sent_at where id = $1`, [body.brief.id]),
    ).rejects.toThrow()
  })

  test('of somebody else is not there', async () => {
    const hu = await city.as('胡秀')
    const [row] = await draftsOf('应勇')
    const theirs = { input: { ...input({ unitId: unit('白泉镇'), contacts: [] }), draftId: row?.id ?? '' } }
    expect((await hu.refused(contract.send, theirs)).problem.code).toBe('not-found')
    for (const endpoint of [contract.discardDrafts, contract.restoreDrafts])
      expect((await hu.refused(endpoint, { input: { ids: [row?.id ?? ''] } })).problem.code).toBe('not-found')
  })

  test('is set aside and taken up again, several at once', async () => {
    const ying = await city.as('应勇')
    const ids = (await draftsOf('应勇')).filter(({ enters }) => !enters).map(({ id }) => id)
    const away = await ying.call(contract.discardDrafts, { input: { ids } })
    expect(away.body.rows.filter(({ state }) => state === 'discarded')).toHaveLength(ids.length)
    const held = { input: { ...input(yancang), draftId: ids[0] ?? '' } }
    expect((await ying.refused(contract.send, held)).problem.detail).toBe('这条草稿已标为不录，恢复后再提交')
    const back = await ying.call(contract.restoreDrafts, { input: { ids } })
    expect(back.body.rows.filter(({ state }) => state === 'discarded')).toEqual([])
  })

  test('that has become a brief is not set aside', async () => {
    const sent = (await draftsOf('应勇')).find(({ state }) => state === 'sent')
    const { problem } = await (await city.as('应勇')).refused(contract.discardDrafts, {
      input: { ids: [sent?.id ?? ''] },
    })
    expect(problem.code).toBe('conflict')
  })
})

describe('a poster', () => {
  test('who was not found is named once for all their messages, and unnamed again', async () => {
    const ying = await city.as('应勇')
    const { body } = await ying.call(contract.namePoster, {
      input: { poster: '深圳组阿林', personId: person('许一帆') },
    })
    expect(body.unmatched.map(({ poster }) => poster)).not.toContain('深圳组阿林')
    expect(body.rows.filter(({ original }) => original.person?.name === '许一帆')).toHaveLength(2)
    const undone = await ying.call(contract.namePoster, { input: { poster: '深圳组阿林', personId: null } })
    expect(undone.body.unmatched.find(({ poster }) => poster === '深圳组阿林')).toMatchObject({ drafts: 2 })
  })

  test('is somebody of the city, and of these drafts', async () => {
    const ying = await city.as('应勇')
    const nobody = await ying.refused(contract.namePoster, { input: { poster: '海阔天空', personId: unit('白泉镇') } })
    expect(nobody.problem.detail).toBe('没有这个人')
    const unknown = await ying.refused(contract.namePoster, { input: { poster: '没有这人', personId: null } })
    expect(unknown.problem.detail).toBe('没有这个人发的待录草稿')
  })

  test('may be meant by a unit in the name: its people are offered', async () => {
    const { unmatched } = (await (await city.as('应勇')).call(contract.drafts)).body
    const tang = unmatched.find(({ poster }) => poster === '唐区长')
    expect(tang).toMatchObject({ drafts: 4, candidates: [] })
  })
})

test('whoever is called by a phone number in the chat is shown without it', async () => {
  const text = '小陈13800001111 2022/11/1 15:04\n拜访宁波东睿新材料有限公司\n姚敏 2022/11/1 15:05\n收到'
  const { body } = await (await city.as('胡秀')).call(contract.transcribe, { input: { text } })
  expect(JSON.stringify(body)).not.toContain('13800001111')
  expect(body.rows[0]?.original.poster).toMatch(/^小陈/)
})

describe('no drafts', () => {
  test.each([
    ['【盐仓街道简报】企业：海智\n投资：2亿', 'invalid', '没有认出聊天记录'],
    [
      Array.from({ length: 201 }, (_, i) => `姚敏 2022/11/3 15:04\n第${i}条`).join('\n'),
      'invalid',
      '一次最多 200 条消息，这段有 201 条，请分几次粘贴',
    ],
    ['姚敏 15:04\n好\n应勇 15:05\n机密★5年 某港项目', 'secret', '第 2 条消息标有“机密”，整段未保存'],
    ['好'.repeat(100_001), 'invalid', '一次最多 10 万字，请分几次粘贴'],
  ])('of %#', async (text, code, said) => {
    const before = await city.look('select count(*) from brief_drafts')
    const { problem } = await (await city.as('应勇')).refused(contract.transcribe, { input: { text } })
    expect([problem.code, problem.detail]).toEqual([code, expect.stringContaining(said)])
    expect(await city.look('select count(*) from brief_drafts')).toEqual(before)
  })

  test.each(['钱系统', '安全员', '审计员'])('for %s, who writes no briefs', async (name) => {
    const { problem } = await (await city.as(name)).refused(contract.transcribe, { input: { text: short } })
    expect([problem.code, problem.detail]).toEqual(['forbidden', '有报送岗位的人才能补录聊天记录'])
  })

  test('when there are too many already', async () => {
    const mao = await city.as('毛雪')
    for (let paste = 0; paste < 3; paste += 1) {
      const text = Array.from({ length: 200 }, (_, i) => `姚敏 2022/11/3 15:04\n第${paste}批第${i}条`).join('\n')
      await mao.call(contract.transcribe, { input: { text } })
    }
    const { problem } = await mao.refused(contract.transcribe, { input: { text: short } })
    expect(problem.detail).toBe('还有 600 条草稿没有处理，先录完或丢弃一部分再粘贴')
  })
})

test('after their days they are forgotten, whosesoever they are', async () => {
  await city.setNow('2022-12-02T01:00:00Z')
  await city.asJob('housekeeping', keepHouse)
  expect((await draftsOf('应勇')).length).toBe(41)
  await city.setNow('2022-12-03T01:00:00Z')
  await city.asJob('housekeeping', keepHouse)
  expect(await city.look('select 1 from brief_drafts')).toEqual([])
  await expect(city.db.pool.query('select sec.forget_drafts()')).rejects.toMatchObject({ code: '42501' })
})
