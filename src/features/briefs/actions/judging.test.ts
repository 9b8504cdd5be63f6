/** 核实, 复核 and 转在谈, by whom and when, past the application too. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenant } from '#app/demo/city.ts'
import type { InputOf } from '#core/endpoint.ts'
import { change, read, sqlOf } from '#platform/database.ts'
import { clocksOf, deskIn, input, person, thursday, unit, valid, yancang } from '#test/brief-desk.ts'
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

describe('judging', () => {
  test('by the block’s 核实岗: 有效, counted from then', async () => {
    const first = await desk.sent()
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
    const own = await desk.sent('姚敏', { unitId: unit('定海区投促中心'), contacts: [] })
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
    expect((await desk.judges('周文澜', own)).brief.validity).toBe('valid')
  })

  test('市本级 is judged by the city’s 认定岗, and what that body sent by a 联审单位 or a 市领导', async () => {
    const team = await desk.sent('许一帆', { unitId: unit('市驻深圳招商组'), contacts: [] })
    expect((await desk.judges('周文澜', team)).brief.validity).toBe('valid')
    const centre = await desk.sent('沈知行', { unitId: unit('市投促中心'), contacts: [], visibility: 'leaders' })
    const refused = await (await city.as('周文澜')).refused(contract.judge, {
      params: { id: centre.brief.id },
      ifMatch: 1,
      input: valid,
    })
    expect(refused.status).toBe(404)
    expect((await desk.judges('卢晓舟', centre)).brief.validity).toBe('valid')
    const another = await desk.sent('沈知行', { unitId: unit('市投促中心'), contacts: [] })
    const body = await (await city.as('周文澜')).refused(contract.judge, {
      params: { id: another.brief.id },
      ifMatch: 1,
      input: valid,
    })
    expect([body.status, body.problem.detail]).toEqual([403, '本单位的简报须由其他单位认定'])
    expect((await desk.judges('林海生', another)).brief.validity).toBe('valid')
  })

  test('whose every 核实岗 must stand aside by now is judged by the next level, 仅领导 by a 市领导', async () => {
    const moved = await desk.sent('乐苗', { unitId: unit('沈家门街道'), contacts: [] })
    const closed = await desk.sent('乐苗', { unitId: unit('沈家门街道'), contacts: [], visibility: 'leaders' })
    const asked = (of: typeof moved) => ({ params: { id: of.brief.id }, ifMatch: 1, input: valid })
    const early = await (await city.as('周文澜')).refused(contract.judge, asked(moved))
    expect([early.status, early.problem.detail]).toEqual([403, '由本区块的核实岗核实'])
    // the only 核实岗 of 普陀 now works for the unit that wrote as well
    const post = randomUUID()
    await city.look(
      `insert into posts (tenant_id, id, person_id, unit_id, role, from_day) values ($1, $2, $3, $4, 'reporter', '2022-01-01')`,
      [tenant.id, post, person('邬晴'), unit('沈家门街道')],
    )
    const own = await (await city.as('邬晴')).refused(contract.judge, asked(moved))
    expect(own.problem.detail).toBe('本单位的简报须由其他单位认定')
    const leader = await (await city.as('贺普陀')).refused(contract.judge, asked(moved))
    expect(leader.problem.detail).toBe('由市级认定岗或市领导（本区块无可核实的人）核实')
    expect((await desk.judges('周文澜', moved)).brief.validity).toBe('valid')
    expect((await (await city.as('周文澜')).refused(contract.judge, asked(closed))).status).toBe(404)
    expect((await desk.judges('林海生', closed)).brief.validity).toBe('valid')
    await city.look('delete from posts where id = $1', [post])
  })

  test('a block’s own 联审单位 neither sees nor judges what the city’s judging body sent', async () => {
    const centre = unit('市投促中心')
    const { brief } = await desk.sent('周文澜', { unitId: centre, contacts: [], visibility: 'leaders' })
    await city.look(
      `insert into posts (tenant_id, id, person_id, unit_id, role, from_day) values ($1, $2, $3, $4, 'joint-reviewer', '2022-01-01')`,
      [tenant.id, randomUUID(), person('乐苗'), unit('沈家门街道')],
    )
    const refused = await (await city.as('乐苗')).refused(contract.judge, {
      params: { id: brief.id },
      ifMatch: 1,
      input: valid,
    })
    expect(refused.status).toBe(404)
    await city.look(`delete from posts where person_id = $1 and role = 'joint-reviewer'`, [person('乐苗')])
  })

  test('nobody judges what they met the company for', async () => {
    const joint = await desk.sent('孙海燕', {
      contacts: [{ unitId: unit('定海区投促中心'), personId: person('姚敏'), joint: true }],
    })
    const refused = await (await city.as('姚敏')).refused(contract.judge, {
      params: { id: joint.brief.id },
      ifMatch: 1,
      input: valid,
    })
    expect([refused.status, refused.problem.detail]).toEqual([403, '您是接触人，须由他人认定'])
    expect((await desk.judges('贺小满', joint)).brief.validity).toBe('valid')
  })

  test('重复 points to the original, which the reader sees by number where the reader may', async () => {
    const original = await desk.sent('胡秀', { unitId: unit('白泉镇'), contacts: [], visibility: 'leaders' })
    const copy = await desk.sent()
    const word = { verdict: 'duplicate', reason: '白泉镇已报', duplicateOf: original.brief.id } as const
    const judged = await desk.judges('姚敏', copy, word)
    expect(judged.messages.at(-1)).toMatchObject({
      verdict: 'duplicate',
      duplicateOf: { id: original.brief.id, number: original.brief.number },
    })
    expect((await desk.seen('应勇', copy.brief.id)).messages.at(-1)).toMatchObject({ duplicateOf: { number: null } })
    const third = await desk.sent()
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
      params: { id: (await desk.sent()).brief.id },
      ifMatch: 1,
      input: { ...valid, ...more },
    })
    expect([refused.status, refused.problem.code]).toEqual([422, 'invalid'])
    expect(refused.problem.detail).toContain(said)
  })

  test('not 有效 as long as a claim lacks something, in the recheck neither; once it is added it is', async () => {
    const thin = await desk.sent('孙海燕', { contactName: null, contactOn: null })
    const params = { id: thin.brief.id }
    const said = '还缺企业联系人、接触日期；请发送单位修改补上，补齐后即可核实为有效'
    const early = await (await city.as('姚敏')).refused(contract.judge, { params, ifMatch: 1, input: valid })
    expect([early.status, early.problem.detail]).toEqual([409, said])
    const refused = await desk.judges('姚敏', thin, { verdict: 'invalid', reason: '缺联系人', duplicateOf: null })
    const he = await city.as('贺小满')
    const second = { params, ifMatch: refused.brief.version, input: valid }
    expect((await he.refused(contract.recheck, second)).problem.detail).toBe(said)
    const { body } = await (await city.as('孙海燕')).call(contract.revise, {
      params,
      ifMatch: refused.brief.version,
      input: input({ body: thin.brief.body, contactPhone: thin.brief.contactPhoneMasked }),
    })
    const rechecked = await he.call(contract.recheck, { ...second, ifMatch: body.brief.version })
    expect(rechecked.body.brief).toMatchObject({ validity: 'valid', missing: [] })
  })

  test('not a duplicate of itself, of a neighbour’s brief, of one withdrawn; not twice; not unseen', async () => {
    const first = await desk.sent()
    const yao = await city.as('姚敏')
    const params = { id: first.brief.id }
    const word = (duplicateOf: string) => ({
      params,
      ifMatch: 1,
      input: { verdict: 'duplicate', reason: '重复', duplicateOf } as const,
    })
    expect((await yao.refused(contract.judge, word(first.brief.id))).problem.detail).toContain('不能与自己重复')
    const putuo = await desk.sent('乐苗', { unitId: unit('沈家门街道'), contacts: [] })
    expect((await yao.refused(contract.judge, word(putuo.brief.id))).problem.detail).toBe(
      '没有找到那条简报，或您无权查看',
    )
    const gone = await desk.sent()
    await (await city.as('孙海燕')).call(contract.withdraw, {
      params: { id: gone.brief.id },
      ifMatch: 1,
      input: { reason: '误发' },
    })
    expect((await yao.refused(contract.judge, word(gone.brief.id))).problem.detail).toBe('那条简报已撤回或撤销')
    expect((await yao.refused(contract.judge, { params, input: valid })).status).toBe(428)
    await desk.judges('姚敏', first)
    expect((await yao.refused(contract.judge, { params, ifMatch: 1, input: valid })).status).toBe(412)
    expect((await yao.refused(contract.judge, { params, ifMatch: 2, input: valid })).problem.detail).toBe(
      '已核实过；无效的可以复核一次',
    )
    expect((await (await city.as('邬晴')).refused(contract.judge, { params, ifMatch: 2, input: valid })).status).toBe(
      404,
    )
  })

  test('two briefs never repeat each other, judged at the same moment', async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      const [one, other] = [await desk.sent(), await desk.sent()]
      const repeats = async (by: string, which: typeof one, of: typeof one) =>
        (await city.as(by)).call(contract.judge, {
          params: { id: which.brief.id },
          ifMatch: 1,
          input: { verdict: 'duplicate', reason: '同一企业', duplicateOf: of.brief.id },
        })
      const said = await Promise.allSettled([repeats('姚敏', one, other), repeats('贺小满', other, one)])
      expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('of two 核实岗 at once one is told to look again', async () => {
    const { brief } = await desk.sent()
    const asked = { params: { id: brief.id }, ifMatch: 1, input: valid }
    const [yao, he] = [await city.as('姚敏'), await city.as('贺小满')]
    const answers = await Promise.allSettled([yao.call(contract.judge, asked), he.call(contract.judge, asked)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await city.look('select from judgements where brief_id = $1', [brief.id])).toHaveLength(1)
  })

  test('无效 may be looked at once more, by another person', async () => {
    const first = await desk.sent()
    const judged = await desk.judges('姚敏', first, { verdict: 'invalid', reason: '没有具体意向', duplicateOf: null })
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
    const putuo = await desk.sent('乐苗', { unitId: unit('沈家门街道'), contacts: [] })
    const params = { id: putuo.brief.id }
    await desk.judges('邬晴', putuo, { verdict: 'invalid', reason: '没有具体意向', duplicateOf: null })
    const { body } = await (await city.as('周文澜')).call(contract.recheck, {
      params,
      ifMatch: 2,
      input: { verdict: 'invalid', reason: '同意', duplicateOf: null },
    })
    expect(body.brief.validity).toBe('invalid')
    const fine = await desk.sent()
    await desk.judges('姚敏', fine)
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
    const first = await desk.sent()
    const params = { id: first.brief.id }
    const word = { onDay: '2022-11-03', note: '已签保密协议，13800000000' }
    const early = await (await city.as('唐国栋')).refused(contract.negotiate, { params, ifMatch: 1, input: word })
    expect(early.problem.detail).toBe('核实为有效的简报才能转在谈')
    await desk.judges('姚敏', first)
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
    const { brief } = await desk.judges('姚敏', await desk.sent())
    const refused = await (await city.as(by)).refused(contract.negotiate, {
      params: { id: brief.id },
      ifMatch: 2,
      input: { onDay, note: null },
    })
    expect([refused.status, refused.problem.detail]).toEqual([status, said])
  })
})

describe('the database itself, past the application, as its own role', () => {
  const stated = async (by: string, statement: ReturnType<typeof sql>) =>
    read(city.db, (await city.as(by)).token, {}, [statement.compile(sqlOf)])
  const judged = (brief: string, judge: string, briefUnit: string, judgeUnit: string) => sql`
    insert into judgements (tenant_id, id, brief_id, brief_unit_id, verdict, judge_id, judge_unit_id)
    values ((select sec.tenant()), gen_random_uuid(), ${brief}, ${briefUnit}, 'valid', ${judge}, ${judgeUnit})`
  const centre = unit('定海区投促中心')

  test('lets nobody judge what their own unit sent, whatever the statement says of the units', async () => {
    const { brief } = await desk.sent('姚敏', { unitId: centre, contacts: [] })
    const yao = person('姚敏')
    for (const statement of [
      judged(brief.id, yao, centre, centre),
      judged(brief.id, yao, centre, yancang),
      judged(brief.id, yao, yancang, centre),
    ])
      await expect(stated('姚敏', statement)).rejects.toThrow(/no_own_judgement|stands outside|foreign key/)
    await expect(stated('贺小满', judged(brief.id, person('贺小满'), centre, centre))).rejects.toThrow(
      /no_own_judgement|stands outside/,
    )
    await stated('周文澜', judged(brief.id, person('周文澜'), centre, unit('市投促中心')))
  })

  test('lets no brief become 有效 or 在谈 without a signed row', async () => {
    const { brief } = await desk.sent()
    await expect(stated('孙海燕', sql`update briefs set validity = 'valid' where id = ${brief.id}`)).rejects.toThrow(
      /follows from a judgement/,
    )
    await expect(
      stated('孙海燕', sql`update briefs set negotiating_at = sec.clock() where id = ${brief.id}`),
    ).rejects.toThrow(/signed row/)
    const talks = sql`insert into negotiations (tenant_id, brief_id, on_day, by_id) values ((select sec.tenant()), ${brief.id}, '2022-11-03', ${person('孙海燕')})`
    await expect(stated('孙海燕', talks)).rejects.toThrow(/its own talks/)
    expect((await desk.seen('孙海燕', brief.id)).brief).toMatchObject({ validity: 'pending', negotiatingAt: null })
  })

  test('lets nobody sign for another, nor slip by when the identity was put aside', async () => {
    const { brief } = await desk.sent()
    await expect(
      stated('孙海燕', judged(brief.id, person('姚敏'), brief.unit.id, unit('定海区投促中心'))),
    ).rejects.toThrow(/signs for another/)
    for (const [table, columns, values] of [
      [
        'posts',
        'id, person_id, unit_id, role, from_day',
        sql`gen_random_uuid(), sec.person(), ${unit('市委市政府')}, 'city-leader', '2022-01-01'`,
      ],
      [
        'rulings',
        'id, brief_id, leader_id, leader_post, seniority, conclusion',
        sql`gen_random_uuid(), ${brief.id}, ${person('林海生')}, '', 1, 'follow'`,
      ],
    ] as const)
      await expect(
        stated(
          '孙海燕',
          sql`insert into ${sql.raw(`${table} (tenant_id, ${columns})`)} values (sec.tenant(), ${values})`,
        ),
      ).rejects.toThrow(/signs for another|given by those who keep them/)
    const aside = sql`
      with done as (update briefs set validity = 'valid' where id = ${brief.id} returning 1)
      select set_config('wutong.identity', '', true) from done`
    await expect(stated('孙海燕', aside)).rejects.toThrow(/follows from a judgement/)
    expect((await desk.seen('孙海燕', brief.id)).brief.validity).toBe('pending')
  })

  test('lets nobody date a claim', async () => {
    const { brief } = await desk.sent('孙海燕', { contactName: null })
    const dated = sql`update briefs set first_complete_at = '2022-01-01' where id = ${brief.id}`
    await expect(stated('孙海燕', dated)).rejects.toThrow(/clock of this transaction/)
    const { brief: claimed } = await desk.sent()
    await expect(
      stated('孙海燕', sql`update briefs set first_complete_at = null where id = ${claimed.id}`),
    ).rejects.toThrow(/stands/)
    await expect(
      stated('孙海燕', sql`update briefs set sent_at = '2022-01-01' where id = ${claimed.id}`),
    ).rejects.toThrow(/permission/)
  })
})

describe('taking a judgement back', () => {
  const duplicateOf = (of: { brief: { id: string } }) =>
    ({ verdict: 'duplicate', reason: '同一企业', duplicateOf: of.brief.id }) as const
  const judgementIn = ({ messages }: Awaited<ReturnType<typeof desk.sent>>) => {
    const found = messages.findLast((message) => message.kind === 'judgement')
    if (found?.kind !== 'judgement') throw new Error('has been judged')
    return found
  }
  const undoes = async (by: string, judged: Awaited<ReturnType<typeof desk.sent>>) =>
    (await city.as(by)).call(contract.undoJudgement, {
      params: { id: judged.brief.id, judgement: judgementIn(judged).id },
    })
  const refusedTo = async (by: string, judged: Awaited<ReturnType<typeof desk.sent>>) => {
    const { status, problem } = await (await city.as(by)).refused(contract.undoJudgement, {
      params: { id: judged.brief.id, judgement: judgementIn(judged).id },
    })
    return [status, problem.detail]
  }
  test('重复: 待核 again, its clocks run on, both threads follow', async () => {
    await city.setNow(thursday)
    const [original, copy] = [await desk.sent('胡秀', { unitId: unit('白泉镇'), contacts: [] }), await desk.sent()]
    const judged = await desk.judges('姚敏', copy, duplicateOf(original))
    expect(judged.brief.validity).toBe('duplicate')
    expect(clocksOf(judged)).toMatchObject({ judge: 'met', respond: 'met' })
    expect((await desk.seen('胡秀', original.brief.id)).repeatedBy).toEqual([
      { id: copy.brief.id, number: copy.brief.number, unit: '定海区驻上海招商组', sentAt: copy.brief.sentAt },
    ])
    const { body } = await undoes('姚敏', judged)
    expect(body.brief).toMatchObject({ validity: 'pending', version: judged.brief.version + 1 })
    expect(clocksOf(body)).toMatchObject({ judge: 'green', respond: 'green' })
    expect(body.messages.slice(-1)).toMatchObject([{ kind: 'judgement', undone: true }])
    expect((await desk.seen('胡秀', original.brief.id)).repeatedBy).toEqual([])
    const [row] = await city.look<{ judged_at: Date | null }>('select judged_at from briefs where id = $1', [
      copy.brief.id,
    ])
    expect(row?.judged_at).toBeNull()
    expect(await refusedTo('姚敏', body)).toEqual([409, '这次核实已撤回'])
    // the record keeps both, and the brief may be judged anew
    expect((await desk.judges('贺小满', body)).brief.validity).toBe('valid')
    expect(await city.look('select from judgements where brief_id = $1', [copy.brief.id])).toHaveLength(2)
  })

  test('who may not see the brief that repeats another is not told of it', async () => {
    const original = await desk.sent()
    const copy = await desk.sent('胡秀', { unitId: unit('白泉镇'), contacts: [], visibility: 'leaders' })
    await desk.judges('姚敏', copy, duplicateOf(original))
    expect((await desk.seen('姚敏', original.brief.id)).repeatedBy).toMatchObject([{ id: copy.brief.id }])
    expect((await desk.seen('应勇', original.brief.id)).repeatedBy).toEqual([])
  })

  test('a recheck: the verdict before stands again, and there may be another recheck', async () => {
    await city.setNow(thursday)
    const first = await desk.judges('姚敏', await desk.sent(), {
      verdict: 'invalid',
      reason: '没有具体意向',
      duplicateOf: null,
    })
    const again = { params: { id: first.brief.id }, input: valid }
    const second = (await (await city.as('贺小满')).call(contract.recheck, { ...again, ifMatch: first.brief.version }))
      .body
    expect(await refusedTo('姚敏', { ...second, messages: second.messages.slice(0, 1) })).toEqual([
      409,
      '之后已有复核，不能撤回',
    ])
    const { body } = await undoes('贺小满', second)
    expect([body.brief.validity, body.facts.rechecked]).toEqual(['invalid', false])
    const third = await (await city.as('贺小满')).call(contract.recheck, { ...again, ifMatch: body.brief.version })
    expect(third.body.brief.validity).toBe('valid')
  })

  test('only by whoever judged, within ten minutes or those that the city sets, and not once talks have begun', async () => {
    await city.setNow(thursday)
    const judged = await desk.judges('姚敏', await desk.sent())
    expect(await refusedTo('贺小满', judged)).toEqual([403, '谁核实的由谁撤回'])
    expect(await refusedTo('邬晴', judged)).toEqual([404, expect.any(String)])
    const unknown = await (await city.as('姚敏')).refused(contract.undoJudgement, {
      params: { id: judged.brief.id, judgement: randomUUID() },
    })
    expect(unknown.status).toBe(404)
    const talking = (
      await (
        await city.as('姚敏')
      ).call(contract.negotiate, {
        params: { id: judged.brief.id },
        ifMatch: judged.brief.version,
        input: { onDay: '2022-11-03', note: null },
      })
    ).body
    expect(await refusedTo('姚敏', { ...talking, messages: judged.messages })).toEqual([409, '已转在谈，核实不能撤回'])
    const other = await desk.judges('姚敏', await desk.sent())
    expect(judgementIn(other).undoUntil > other.now).toBe(true)
    await city.setNow('2022-11-03T01:11:00Z')
    expect(await refusedTo('姚敏', other)).toEqual([409, '已超过10分钟，不能撤回；判为无效的可由另一人复核一次'])
    await city.setNow(thursday)
  })

  test('past the application too: neither another’s, nor at another time, nor without its figures', async () => {
    const judged = await desk.judges('姚敏', await desk.sent())
    const { id } = judgementIn(judged)
    const tries = async (by: string, statement: ReturnType<typeof sql>) =>
      change(city.db, (await city.as(by)).token, async (tx) => {
        tx.send(statement.compile(sqlOf))
        await tx.settle()
      })
    await expect(tries('贺小满', sql`update judgements set undone_at = sec.clock() where id = ${id}`)).rejects.toThrow()
    await expect(
      tries('姚敏', sql`update judgements set undone_at = '2022-11-01T00:00:00Z' where id = ${id}`),
    ).rejects.toThrow()
    await expect(
      tries('姚敏', sql`update briefs set validity = 'pending' where id = ${judged.brief.id}`),
    ).rejects.toThrow()
    expect((await desk.seen('姚敏', judged.brief.id)).brief.validity).toBe('valid')
  })
})
