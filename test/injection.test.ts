/** What a statement smuggled into the application cannot do, whoever is entered: tried by plain SQL as the application's own role. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf } from '#app/demo/city.ts'
import * as people from '#features/people/contract.ts'
import { change, type Query, sqlOf } from '#platform/database.ts'
import { type City, openCity } from '#test/harness.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
  await city.setNow('2022-11-03T01:00:00Z')
})
afterAll(() => city.close())

const person = (name: string) => idOf(`person:${name}`)

async function states(who: string, ...statements: readonly ReturnType<typeof sql>[]): Promise<void> {
  const { token } = await city.as(who)
  await change(city.db, token, async (tx) => {
    for (const statement of statements) tx.send(statement.compile(sqlOf) as Query)
    await tx.settle()
  })
}

describe('posts', () => {
  const leave = async (who: string, role: string) => {
    const [post] = await city.look<{ id: string; version: number }>(
      `select o.id, p.version from posts o join persons p on p.tenant_id = o.tenant_id and p.id = o.person_id
       where o.person_id = $1 and o.role = $2 and o.to_day is null`,
      [person(who), role],
    )
    const admin = await city.as('安全员')
    await admin.call(people.leave, {
      params: { id: person(who) },
      ifMatch: post?.version ?? 0,
      input: { postId: post?.id ?? '', toDay: '2022-11-03', successorId: null, reason: '调出' },
    })
    return post?.id
  }
  const endOf = async (id: string | undefined) =>
    (await city.look<{ to_day: string | null }>(`select to_day::text from posts where id = $1`, [id]))[0]?.to_day

  test('an ended post is opened again neither by who held it nor by those who keep posts', async () => {
    const id = await leave('姚敏', 'verifier')
    const revive = (to: string) => sql`update posts set to_day = ${sql.raw(to)} where id = ${id}`
    await states('姚敏', revive('null'), revive(`'2030-01-01'`))
    expect(await endOf(id)).toBe('2022-11-03')
    for (const to of ['null', `'2030-01-01'`]) {
      await expect(states('安全员', revive(to))).rejects.toThrow(/stays ended/)
    }
    expect(await endOf(id)).toBe('2022-11-03')
  })

  test('an end of another is moved by nobody but those who keep posts', async () => {
    await states('孙海燕', sql`update posts set to_day = '2022-11-02' where person_id = ${person('应勇')}`)
    expect(await city.look(`select from posts where person_id = $1 and to_day is not null`, [person('应勇')])).toEqual(
      [],
    )
  })
})

describe('settings and delegations', () => {
  test('a number of the city is set by an administrator alone', async () => {
    const set = sql`insert into settings (tenant_id, id, key, value, effective_from, document, set_by)
      values (sec.tenant(), gen_random_uuid(), 'brief.judgeWithinDays', '30', '2022-12-01', '无', sec.person())`
    await expect(states('孙海燕', set)).rejects.toThrow(/row-level security/)
    await states('沈知行', set)
  })

  test('nobody who leads nothing lends a leader’s word, and whoever acts for one does not prolong it', async () => {
    const lend = sql`insert into delegations (tenant_id, id, leader_id, delegate_id, from_day)
      values (sec.tenant(), gen_random_uuid(), sec.person(), ${person('胡秀')}, '2022-11-03')`
    await expect(states('孙海燕', lend)).rejects.toThrow(/row-level security/)
    const [lent] = await city.look<{ id: string }>(`select id from delegations where delegate_id = $1`, [
      person('秦秘书'),
    ])
    await states('秦秘书', sql`update delegations set to_day = '2022-11-20' where id = ${lent?.id}`)
    expect(await city.look(`select from delegations where to_day = '2022-11-20'`)).toEqual([])
  })
})

describe('the two persons of a published month', () => {
  const closureId = '0b0b0b0b-0000-4000-8000-00000000000b'
  const close = sql`insert into closures (tenant_id, id, board, block_id, month, closed_by, check_until, figures)
    values (sec.tenant(), ${closureId}, 'monthly-briefs', ${idOf('block:定海区')}, '2022-10', sec.person(), sec.clock(), '[]')`
  const draftedBy = (name: string) =>
    sql`update closures set state = 'drafted', drafted_by = ${person(name)}, drafted_at = sec.clock(), drafted = '[]'
      where id = ${closureId}`
  const publish = (
    drafter: string,
  ) => sql`insert into issues (tenant_id, id, closure_id, board, block_id, month, number,
      drafted_by, published_by, frozen, hash, alg, publicity)
    values (sec.tenant(), gen_random_uuid(), ${closureId}, 'monthly-briefs', ${idOf('block:定海区')}, '2022-10', '1',
      ${person(drafter)}, sec.person(), '{}', '', 'none', 'full')`

  test('are those who drafted and published: no other name is made up for the first', async () => {
    await expect(states('郑立', close, draftedBy('吴桐'))).rejects.toThrow(/signs for another/)
    await states('郑立', close, draftedBy('郑立'))
    await expect(states('郑立', publish('郑立'))).rejects.toThrow(/two_persons/)
    await expect(states('郑立', publish('吴桐'))).rejects.toThrow(/violates foreign key/)
    await states('吴桐', publish('郑立'))
  })
})

describe('functions of the database', () => {
  test('days of the idempotency record are turned by a job alone', async () => {
    await expect(states('孙海燕', sql`select sec.turn_idempotency_days()`)).rejects.toThrow(/for jobs only/)
    await expect(city.db.pool.query('select sec.turn_idempotency_days()')).rejects.toThrow(/for jobs only/)
  })

  test('no account is reset without a line in the ledger, not even by the system administrator', async () => {
    const reset = sql`select sec.set_account(${person('孙海燕')}, 'sunhaiyan', 'x')`
    await expect(states('钱系统', reset)).rejects.toThrow(/with a line in the ledger/)
    await expect(states('钱系统', reset, sql`select set_config('wutong.identity', '', true)`)).rejects.toThrow(
      /with a line in the ledger/,
    )
    const [kept] = await city.look<{ hash: string }>(
      `select password_hash as hash from sec.credentials where account = 'sunhaiyan'`,
    )
    expect(kept?.hash).not.toBe('x')
    const { version } = (
      await city.look<{ version: number }>(`select version from persons where id = $1`, [person('孙海燕')])
    )[0] ?? { version: 0 }
    const admin = await city.as('钱系统')
    const input = { account: 'sunhaiyan', password: 'Wutong-2022-new' }
    await admin.call(people.setAccount, { params: { id: person('孙海燕') }, ifMatch: version, input })
    // and a line of an earlier transaction tells of nothing new
    await expect(states('钱系统', reset)).rejects.toThrow(/with a line in the ledger/)
  })
})
