/** Pressed twice, ten times at once, a week later or by somebody else: a key stands for one effect of one person, and a version for what was looked at. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityRoutes } from '#app/routes.ts'
import { addDays } from '#core/calendar.ts'
import { type AnyEndpoint, pathOf } from '#core/endpoint.ts'
import * as briefs from '#features/briefs/contract.ts'
import * as people from '#features/people/contract.ts'
import * as settings from '#features/settings/contract.ts'
import { keepHouse } from '#platform/housekeeping.ts'
import { type City, openCity, type Person } from '#test/harness.ts'
import { briefOf, person, says } from '#test/story.ts'

const today = '2022-11-03'
let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow(`${today}T01:00:00Z`)
})
afterAll(() => city.close())

type Headers = Record<string, string>
type Asked = { params?: Record<string, string>; input?: object; headers?: Headers }

/** what comes back, whatever it is; without `headers` neither key nor version is sent */
async function send(
  { token }: Pick<Person, 'token'>,
  endpoint: AnyEndpoint,
  { params = {}, input = {}, headers = {} }: Asked,
) {
  const { statusCode, body } = await city.app.inject({
    method: endpoint.method,
    url: `/api${pathOf(endpoint.path, params)}`,
    cookies: { wutong: token },
    headers: { 'x-wutong': '1', ...headers },
    ...(endpoint.method === 'DELETE' ? {} : { payload: input }),
  })
  return { status: statusCode, body: JSON.parse(body) }
}

const keyed = (key: string = randomUUID(), version?: number): Headers => ({
  'idempotency-key': key,
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
})
const count = async (table: string) =>
  (await city.look<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0
const setting = (value: number, effectiveFrom = today) => ({
  key: 'brief.respondWithinDays',
  blockId: null,
  value,
  effectiveFrom,
  document: '舟招办〔2022〕9号',
})
const oneBrief = async () =>
  (await (await city.as('孙海燕')).call(briefs.send, { input: briefOf('定海区驻上海招商组', '上海海川电子有限公司') }))
    .body.brief
const routes = cityRoutes().map(({ endpoint }) => endpoint)
const nobody = { id: randomUUID(), ruling: randomUUID(), judgement: randomUUID() }

describe('a key', () => {
  test('ten times at once is one effect, and ten times the same answer', async () => {
    const [sun, brief] = [await city.as('孙海燕'), await oneBrief()]
    const [replies, lines, key] = [await count('replies'), await count('ledger'), randomUUID()]
    const asked = { params: { id: brief.id }, input: says('定海区驻上海招商组', '企业下周来'), headers: keyed(key) }
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(sun, briefs.reply, asked)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.messages))).size).toBe(1)
    expect([await count('replies'), await count('ledger')]).toEqual([replies + 1, lines + 1])
  })

  test('a storm of 200 intentions, a third of them pressed again and a tenth twice at once, has 200 effects', async () => {
    const hands = await Promise.all(['孙海燕', '应勇', '胡秀', '毛雪'].map((name) => city.as(name)))
    const units = ['定海区驻上海招商组', '盐仓街道', '白泉镇', '定海区驻西安招商组']
    const [brief, before] = [await oneBrief(), await count('replies')]
    const intend = async (n: number) => {
      const asked = {
        params: { id: brief.id },
        input: says(units[n % 4] ?? '', `第${n}句`),
        headers: keyed(randomUUID()),
      }
      const press = () => send(hands[n % 4] as Person, briefs.reply, asked)
      const pressed = n % 10 === 0 ? await Promise.all([press(), press()]) : [await press()]
      return [...pressed, ...(n % 3 === 0 ? [await press()] : [])]
    }
    const work = Array.from({ length: 200 }, (_, n) => n)
    const answers: { status: number }[] = []
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let n = work.pop(); n !== undefined; n = work.pop()) answers.push(...(await intend(n)))
      }),
    )
    expect(answers.length).toBeGreaterThan(260)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect((await count('replies')) - before).toBe(200)
  })

  test('with another body is refused, and that changes nothing', async () => {
    const [sun, brief, key] = [await city.as('孙海燕'), await oneBrief(), randomUUID()]
    const say = (body: string) =>
      send(sun, briefs.reply, {
        params: { id: brief.id },
        input: says('定海区驻上海招商组', body),
        headers: keyed(key),
      })
    expect((await say('第一句')).status).toBe(201)
    const before = await count('replies')
    const other = await say('第二句')
    expect([other.status, other.body.code]).toEqual([422, 'key-reused'])
    expect(await count('replies')).toBe(before)
    // the same words under another brief are another body too
    const elsewhere = await send(sun, briefs.reply, {
      params: { id: (await oneBrief()).id },
      input: says('定海区驻上海招商组', '第一句'),
      headers: keyed(key),
    })
    expect(elsewhere.body.code).toBe('key-reused')
  })

  test('of another person has an effect of its own', async () => {
    const [brief, key, before] = [await oneBrief(), randomUUID(), await count('replies')]
    const say = async (name: string, unit: string) =>
      send(await city.as(name), briefs.reply, {
        params: { id: brief.id },
        input: says(unit, '已约'),
        headers: keyed(key),
      })
    const statuses = [await say('孙海燕', '定海区驻上海招商组'), await say('应勇', '盐仓街道')].map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([201, 201])
    expect(await count('replies')).toBe(before + 2)
  })

  test('is asked for by every change', async () => {
    const sun = await city.as('孙海燕')
    const changes = routes.filter(({ effect }) => effect === 'append' || effect === 'update')
    expect(changes.length).toBeGreaterThan(25)
    for (const endpoint of changes) {
      for (const key of [undefined, 'short', 'with spaces in it']) {
        const input = endpoint.input.safeParse({}).success ? {} : null
        // a body that does not fit is refused before; those routes are tried below with one that does
        if (input === null) continue
        const headers = { 'if-match': '"1"', ...(key === undefined ? {} : { 'idempotency-key': key }) }
        const { status, body } = await send(sun, endpoint, { params: nobody, input, headers })
        expect([endpoint.verb, status, body.code]).toEqual([endpoint.verb, 400, 'key-missing'])
      }
    }
    const brief = await oneBrief()
    const bare: [AnyEndpoint, Asked][] = [
      [briefs.send, { input: briefOf('定海区驻上海招商组', '某公司') }],
      [briefs.reply, { params: { id: brief.id }, input: says('定海区驻上海招商组', '好') }],
      [settings.set, { input: setting(2) }],
    ]
    for (const [endpoint, asked] of bare) expect((await send(sun, endpoint, asked)).body.code).toBe('key-missing')
  })

  test('does not outlive the right: a repeat after the post has ended shows nothing', async () => {
    const [ying, yao, brief] = [await city.as('应勇'), await city.as('姚敏'), await oneBrief()]
    const params = { id: brief.id }
    const reply = { params, input: says('盐仓街道', '厂房已找好'), headers: keyed() }
    const unmasking = { params, input: { reason: '核实' }, headers: keyed() }
    expect((await send(ying, briefs.reply, reply)).status).toBe(201)
    expect((await send(yao, briefs.unmask, unmasking)).body.contactPhone).toBe('13911112222')
    const end = (name: string) =>
      city.look('update posts set to_day = $2 where person_id = $1 returning id', [person(name), today])
    await end('应勇')
    await end('姚敏')
    const [again, look] = [await send(ying, briefs.reply, reply), await send(yao, briefs.unmask, unmasking)]
    expect([again.status, look.status]).toEqual([404, 404])
    expect(JSON.stringify([again.body, look.body])).not.toMatch(/海川|13911112222/)
    await city.look('update posts set to_day = null where person_id = any($1)', [[person('应勇'), person('姚敏')]])
    // the right to look alone: still seeing the brief, no longer judging it
    await city.look(`update posts set role = 'unit-admin' where person_id = $1`, [person('姚敏')])
    const barred = await send(yao, briefs.unmask, unmasking)
    expect(barred.status).toBe(403)
    expect(JSON.stringify(barred.body)).not.toContain('13911112222')
    await city.look(`update posts set role = 'verifier' where person_id = $1`, [person('姚敏')])
    expect((await send(yao, briefs.unmask, unmasking)).status).toBe(201)
  })

  test('is kept for seven days and in day partitions, which the worker turns', async () => {
    const shen = await city.as('沈知行')
    const partitions = async () =>
      (
        await city.look<{ name: string }>(
          `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'idempotency'::regclass`,
        )
      )
        .map(({ name }) => name)
        .filter((name) => name !== 'idempotency_rest')
        .sort()
    const keys: string[] = []
    const press = (key: string) => send(shen, settings.set, { input: setting(3, '2022-12-01'), headers: keyed(key) })
    for (let day = 1; day <= 10; day += 1) {
      await city.setNow(`${addDays(today, day)}T01:00:00Z`)
      await city.asJob('housekeeping', keepHouse)
      const key = randomUUID()
      keys.push(key)
      expect((await press(key)).status).toBe(201)
    }
    const days = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => `idempotency_${addDays(today, from + i).replaceAll('-', '')}`)
    // today, seven days back, and tomorrow
    expect(await partitions()).toEqual(days(3, 11))
    const before = await count('settings')
    for (const key of keys.slice(2)) expect((await press(key)).status).toBe(201)
    expect(await count('settings')).toBe(before)
    // what is older has been dropped with its day, and the leftover of the first day with it
    expect(await city.look(`select from idempotency where day < '${addDays(today, 3)}'`)).toEqual([])
    expect((await press(keys[0] ?? '')).status).toBe(201)
    expect(await count('settings')).toBe(before + 1)
    await city.setNow(`${addDays(today, 11)}T01:00:00Z`)
  })
})

describe('a version', () => {
  test('is asked for by every change whose rule reads the state', async () => {
    const sun = await city.as('孙海燕')
    const updates = routes.filter(({ effect }) => effect === 'update')
    expect(updates.length).toBeGreaterThan(12)
    const inputs: Readonly<Record<string, object>> = {
      'briefs.revise': briefOf('定海区驻上海招商组', '某公司'),
      'briefs.withdraw': { reason: '试' },
      'briefs.judge': { verdict: 'valid', reason: null, duplicateOf: null },
      'people.suspend': { active: false, reason: '试' },
    }
    for (const endpoint of updates) {
      const input = inputs[endpoint.verb] ?? {}
      if (!endpoint.input.safeParse(input).success) continue
      const { status, body } = await send(sun, endpoint, { params: nobody, input, headers: keyed() })
      expect([endpoint.verb, status, body.code]).toEqual([endpoint.verb, 428, 'version-missing'])
    }
  })

  test('that is stale is told what has happened since', async () => {
    const [sun, yao, brief] = [await city.as('孙海燕'), await city.as('姚敏'), await oneBrief()]
    const params = { id: brief.id }
    const input = briefOf('定海区驻上海招商组', '上海海川电子有限公司', { place: '苏州市' })
    expect((await send(sun, briefs.revise, { params, input, headers: keyed(undefined, 1) })).status).toBe(200)
    const verdict = { verdict: 'valid', reason: null, duplicateOf: null }
    const stale = await send(yao, briefs.judge, { params, input: verdict, headers: keyed(undefined, 1) })
    expect([stale.status, stale.body.code, stale.body.details]).toEqual([412, 'version-stale', { version: 2 }])
    expect(stale.body.detail).toContain('正文有修订')
    expect((await send(yao, briefs.judge, { params, input: verdict, headers: keyed(undefined, 2) })).status).toBe(201)
  })

  test('is won by one of ten who edit at once; the other nine are told', async () => {
    const [sun, brief] = [await city.as('孙海燕'), await oneBrief()]
    const edit = (n: number) =>
      send(sun, briefs.revise, {
        params: { id: brief.id },
        input: briefOf('定海区驻上海招商组', '上海海川电子有限公司', { place: `第${n}处` }),
        headers: keyed(undefined, brief.version),
      })
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => edit(n)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)])
    const stored = await city.look('select version, place from briefs where id = $1', [brief.id])
    const won = answers.find(({ status }) => status === 200)
    expect(stored).toEqual([{ version: 2, place: won?.body.brief.place }])
    expect(await city.look('select from revisions where brief_id = $1', [brief.id])).toHaveLength(1)
  })

  test('of a person is held as well: ten suspensions at once are one', async () => {
    const sys = await city.as('钱系统')
    const { body } = await sys.call(people.person, { params: { id: person('许一帆') } })
    const input = { active: false, reason: '手机遗失' }
    const press = () =>
      send(sys, people.suspend, { params: { id: body.id }, input, headers: keyed(undefined, body.version) })
    const statuses = (await Promise.all(Array.from({ length: 10 }, press))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 412 || status === 409)).toHaveLength(9)
    const lines = await city.look(`select from ledger where event = 'person.suspended' and subjects[1] = $1`, [
      `person:${body.id}`,
    ])
    expect(lines).toHaveLength(1)
  })
})
