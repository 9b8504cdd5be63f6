/** The rows that the database shows, its forced row security alone, are those that the rule of audience.ts names: 400 random briefs, every role. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf, tenant } from '#app/demo/city.ts'
import { read, sqlOf } from '#platform/database.ts'
import { type City, openCity } from '#test/harness.ts'
import { type AudienceFacts, audienceOf, canSee, seatKeys } from '../rules/audience.ts'
import { listQueries, mostCounted } from './list.ts'
import { isFound, searchQueries } from './search.ts'
import { threadQueries } from './thread.ts'

const unit = (name: string) => idOf(`unit:${name}`)
const block = (name: string) => idOf(`block:${name}`)
const person = (name: string) => idOf(`person:${name}`)

const lookers = [
  '孙海燕',
  '蒋涛',
  '应勇',
  '丁一川',
  '白露',
  '唐国栋',
  '秦秘书',
  '姚敏',
  '郑立',
  '周文澜',
  '沈知行',
  '林海生',
  '卢晓舟',
  '方远',
  '贺普陀',
  '邬晴',
  '乐苗',
  '管一统',
  '钱系统',
  '安全员',
  '审计员',
] as const

const where = [
  { blockId: block('定海区'), cityLevelBlock: false, unitId: unit('定海区驻上海招商组') },
  { blockId: block('定海区'), cityLevelBlock: false, unitId: unit('定海区投促中心') },
  { blockId: block('普陀区'), cityLevelBlock: false, unitId: unit('沈家门街道') },
  { blockId: block('市本级'), cityLevelBlock: true, unitId: unit('市驻杭州招商组') },
  { blockId: block('市本级'), cityLevelBlock: true, unitId: unit('市投促中心') },
]
const units = fc.subarray([unit('盐仓街道'), unit('定海工业园区'), unit('沈家门街道'), unit('市统计局')])
const anyBrief: fc.Arbitrary<AudienceFacts> = fc
  .record({
    at: fc.constantFrom(...where),
    intentBlockId: fc.constantFrom(null, block('普陀区'), block('定海区')),
    recorderId: fc.constantFrom(...['孙海燕', '应勇', '方远', '乐苗'].map(person)),
    visibility: fc.constantFrom('block' as const, 'units' as const, 'leaders' as const),
    judge: fc.constantFrom('block' as const, 'city' as const, 'joint' as const),
    namedUnitIds: units,
    assignedUnitIds: units,
    calledUnitIds: units,
    calledAs: fc.subarray([
      ...seatKeys(person('丁一川'), [unit('定海区经济和信息化局')]),
      ...seatKeys(person('邬晴'), [unit('普陀投促中心')]),
    ]),
  })
  .map(({ at, ...more }) => ({ ...at, ...more }))

let city: City
const stored = new Map<string, AudienceFacts>()

beforeAll(async () => {
  city = await openCity()
  for (const [i, facts] of fc.sample(anyBrief, { numRuns: 400, seed: 20221103 }).entries()) {
    const id = randomUUID()
    stored.set(id, facts)
    await city.look(
      `insert into briefs (tenant_id, id, number, block_id, unit_id, recorder_id, body, visibility, intent_block_id, judge, audience)
       values ($1, $2, $3, $4, $5, $6, '示例', $7, $8, $9, $10)`,
      [
        tenant.id,
        id,
        `简报 试-${i}`,
        facts.blockId,
        facts.unitId,
        facts.recorderId,
        facts.visibility,
        facts.intentBlockId,
        facts.judge,
        audienceOf(facts),
      ],
    )
  }
  await city.look(
    `insert into mentions (tenant_id, id, brief_id, no, company_name) select tenant_id, gen_random_uuid(), id, 1, '示例公司' from briefs`,
  )
  await city.look(
    `insert into replies (tenant_id, id, brief_id, author_id, unit_id, body) select tenant_id, gen_random_uuid(), id, recorder_id, unit_id, '示例' from briefs`,
  )
})
afterAll(() => city.close())

const visibleTo = (keys: readonly string[]) =>
  [...stored]
    .filter(([, facts]) => canSee(keys, audienceOf(facts)))
    .map(([id]) => id)
    .sort()

describe.each(lookers)('%s', (name) => {
  test('is shown the same by the rule, by the rows alone, by what hangs under them, by the list and its total, by a search', async () => {
    const { token } = await city.as(name)
    const { rows, identity } = await read(city.db, token, {
      briefs: sqlOf.selectFrom('briefs').select('id'),
      mentions: sqlOf.selectFrom('mentions').select('brief_id as id'),
      replies: sqlOf.selectFrom('replies').select('brief_id as id'),
      listed: listQueries({ limit: 100 }).rows,
      total: listQueries({ limit: 100 }).total,
      ...searchQueries({ q: '示例', limit: 100 }),
    })
    const should = visibleTo(identity.actor.keys)
    for (const seen of [rows.briefs, rows.mentions, rows.replies])
      expect(seen.map(({ id }) => id).sort()).toEqual(should)
    expect(Number(rows.total[0]?.n)).toBe(Math.min(mostCounted + 1, should.length))
    expect(Number(rows.found[0]?.total)).toBe(should.length)
    expect(Number(rows.found[0]?.looked)).toBe(should.length)
    const found = rows.found.filter(isFound)
    expect(found.every(({ id }) => should.includes(id))).toBe(true)
    expect(found).toHaveLength(Math.min(101, should.length))
    expect(rows.listed.every(({ id }) => should.includes(id))).toBe(true)
    expect(rows.listed).toHaveLength(Math.min(101, should.length))
  })
})

test('what one may not see cannot be opened, changed or removed by a statement of one’s own', async () => {
  const { token } = await city.as('乐苗')
  const { identity } = await read(city.db, token, {})
  const hidden = [...stored.keys()].find((id) => !visibleTo(identity.actor.keys).includes(id)) ?? ''
  const { rows } = await read(city.db, token, threadQueries(hidden))
  expect(Object.entries(rows).filter(([name, found]) => name !== 'settings' && found.length > 0)).toEqual([])
  const touched = [
    sql`update briefs set body = '改' where id = ${hidden}`.compile(sqlOf),
    sql`delete from mentions where brief_id = ${hidden}`.compile(sqlOf),
  ]
  await read(city.db, token, {}, touched)
  const [left] = await city.look<{ body: string; n: string }>(
    'select body, (select count(*) from mentions where brief_id = $1) as n from briefs where id = $1',
    [hidden],
  )
  expect(left).toEqual({ body: '示例', n: '1' })
})

test('an audience that lacks one key of the rule is seen by fewer: the comparison above would notice', async () => {
  const [id] = [...stored].find(
    ([, facts]) =>
      audienceOf(facts).includes(`b:${block('定海区')}`) &&
      !facts.calledAs.some((key) => key.endsWith(person('丁一川'))),
  ) ?? ['']
  await city.look(`update briefs set audience = array_remove(audience, $2) where id = $1`, [id, `b:${block('定海区')}`])
  const { rows, identity } = await read(city.db, (await city.as('丁一川')).token, {
    briefs: sqlOf.selectFrom('briefs').select('id'),
  })
  expect(rows.briefs.map((row) => row.id).sort()).not.toEqual(visibleTo(identity.actor.keys))
})
