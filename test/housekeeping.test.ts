/** Proves the nightly housekeeping: days come and go, old traces of signing in are forgotten, nothing else is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as people from '#features/people/contract.ts'
import { keepHouse } from '#platform/housekeeping.ts'
import { type City, openCity } from '#test/harness.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

const days = () =>
  city.look<{ day: string }>(`select right(c.relname, 8) as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.idempotency'::regclass and c.relname ~ '[0-9]{8}$' order by 1`)
const count = async (from: string) => (await city.look<{ n: number }>(`select count(*)::int as n from ${from}`))[0]?.n

test('makes today and tomorrow, and drops days after a week, however often it runs', async () => {
  await city.setNow('2022-11-03T01:00:00Z')
  await city.asJob('housekeeping', keepHouse)
  await city.asJob('housekeeping', keepHouse)
  expect(await days()).toEqual([{ day: '20221103' }, { day: '20221104' }])
  const hu = await city.as('胡秀')
  await hu.refused(people.delegate, { input: { delegateId: hu.id, toDay: null } })
  await city.setNow('2022-11-12T01:00:00Z')
  await city.asJob('housekeeping', keepHouse)
  expect(await days()).toEqual([{ day: '20221112' }, { day: '20221113' }])
})

test('forgets tries and ended sessions after 180 days and looks after three years', async () => {
  await city.setNow('2022-11-03T01:00:00Z')
  const audit = await city.as('审计员')
  await audit.call(people.accesses)
  await city.app.inject({
    method: 'POST',
    url: '/api/sessions',
    headers: { 'x-wutong': '1' },
    payload: { account: 'yaomin', password: 'wrong', remember: false, deviceName: '' },
  })
  await city.look(`update sec.sessions set revoked_at = sec.clock() where person_id = $1`, [(await city.as('毛雪')).id])
  const before = {
    tries: await count('sec.attempts'),
    sessions: await count('sec.sessions'),
    looks: await count('access_log'),
  }
  await city.setNow('2023-04-30T01:00:00Z')
  await city.asJob('housekeeping', keepHouse)
  expect([await count('sec.attempts'), await count('sec.sessions')]).toEqual([before.tries, before.sessions])
  await city.setNow('2023-05-03T01:00:00Z')
  await city.asJob('housekeeping', keepHouse)
  expect([await count('sec.attempts'), await count('sec.sessions')]).toEqual([0, (before.sessions ?? 0) - 1])
  expect(await count('access_log')).toBe(before.looks)
  await city.setNow('2025-11-04T01:00:00Z')
  await city.asJob('housekeeping', keepHouse)
  expect(await count('access_log')).toBe(0)
})

test('is for jobs only', async () => {
  await expect(city.db.pool.query('select sec.forget_old()')).rejects.toMatchObject({ code: '42501' })
})
