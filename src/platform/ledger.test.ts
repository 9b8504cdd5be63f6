/** A change and its ledger line stand or fall together; places and seals follow by themselves; an audit of untouched books finds nothing. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf, tenant } from '#app/demo/city.ts'
import type { Actor } from '#core/actor.ts'
import { allow, policyOf } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { writeCheckpoint } from '#platform/checkpoints.ts'
import { change, read, sqlOf, type Tx } from '#platform/database.ts'
import { derive, type Row, write } from '#platform/ledger.ts'
import { auditLedger } from '#platform/ledger-audit.ts'
import { seal, sequence } from '#platform/ledger-order.ts'
import { type City, openCity } from '#test/harness.ts'

const policy = policyOf('samples', { count: (_: Actor, __: { month: string }) => true as const })
let city: City
let checkpoints: string

beforeAll(async () => {
  city = await openCity()
  checkpoints = await mkdtemp(join(tmpdir(), 'wutong-checkpoints-'))
})
afterAll(async () => {
  await city.close()
  await rm(checkpoints, { recursive: true, force: true })
})

const block = idOf('block:定海区')

/** one counter row and its line; `last` null breaks the row's own constraint */
function count(tx: Tx, month: string, last: number | null): string {
  const id = newId(Date.parse(tx.now))
  const grant = allow(policy, 'samples.count', tx, { month }, { kind: 'sample', id, version: 'new' })
  const row = sqlOf
    .insertInto('brief_numbers')
    .values({ tenant_id: tx.actor.tenantId, block_id: block, month, last: last as number })
  return write(tx, grant, [{ query: row, expect: 1 }], {
    event: 'sample.counted',
    audience: ['R'],
    payload: { last, month },
  }).id
}

describe('a change', () => {
  test('files its grant as one line: who, which verb, on what, when', async () => {
    const { token, id } = await city.as('姚敏')
    const line = await change(city.db, token, async (tx) => {
      await tx.entered()
      return count(tx, '2022-01', 1)
    })
    const [stored] = await city.look('select * from ledger where id = $1', [line])
    expect(stored).toMatchObject({
      event: 'sample.counted',
      verb: 'samples.count',
      actor_id: id,
      audience: ['R'],
      alg: 'hmac-sha256',
    })
  })

  test('that fails leaves neither row nor line', async () => {
    const { token } = await city.as('姚敏')
    const before = await city.look<{ n: bigint }>('select count(*) as n from ledger')
    const failing = change(city.db, token, async (tx) => {
      await tx.entered()
      count(tx, '2022-02', null)
    })
    await expect(failing).rejects.toThrow('null value')
    expect(await city.look('select count(*) as n from ledger')).toEqual(before)
    expect(await city.look(`select from brief_numbers where month = '2022-02'`)).toEqual([])
  })

  test('cannot go past a grant: ask() refuses to change rows, and only jobs derive', async () => {
    const { token } = await city.as('姚敏')
    const sneaking = change(city.db, token, (tx) => tx.ask(sqlOf.deleteFrom('brief_numbers')))
    await expect(sneaking).rejects.toThrow('ask() reads')
    const deriving = change(city.db, token, async (tx) => {
      await tx.entered()
      derive(tx, [{ query: sqlOf.deleteFrom('deadlines') }])
    })
    await expect(deriving).rejects.toThrow('only jobs')
  })

  test('nor by a function: ask() calls those of the database alone that change nothing', async () => {
    const { token } = await city.as('姚敏')
    const callable = await city.look<{ call: string; changes: boolean }>(
      `select f.proname || '(' || (select coalesce(string_agg('null', ','), '') from generate_series(1, f.pronargs)) || ')' as call,
         f.provolatile = 'v' as changes
       from pg_proc f join pg_namespace n on n.oid = f.pronamespace
       where n.nspname = 'sec' and has_function_privilege('wutong_app', f.oid, 'execute')`,
    )
    expect(callable.filter(({ changes }) => changes).length).toBeGreaterThan(4)
    const asked = (text: string) => change(city.db, token, (tx) => tx.ask(sql.raw(text).compile(sqlOf)))
    for (const { call } of callable.filter(({ changes }) => changes)) {
      for (const name of [`sec.${call}`, `"sec" . "${call.replace('(', '" (')}`])
        await expect(asked(`select ${name}`), name).rejects.toThrow('ask() reads')
    }
    await expect(asked(`select set_config('wutong.identity', '', true)`)).rejects.toThrow('ask() reads')
    await asked('select sec.my_account(), sec.person()')
  })

  test('a new subject is inserted, and an update says what it must touch', async () => {
    const { token } = await city.as('姚敏')
    const written = (version: number | 'new', rows: Row[]) =>
      change(city.db, token, async (tx) => {
        await tx.entered()
        const subject = { kind: 'sample', id: newId(Date.parse(tx.now)), version }
        const grant = allow(policy, 'samples.count', tx, { month: '2021-01' }, subject)
        write(tx, grant, rows, { event: 'sample.counted', audience: ['R'], payload: {} })
      })
    const raised = sqlOf.updateTable('brief_numbers').set({ last: 1 }).where('month', '=', '2021-01')
    await expect(written('new', [])).rejects.toThrow('inserts nothing')
    await expect(written('new', [{ query: raised, expect: 0 }])).rejects.toThrow('inserts nothing')
    await expect(written(1, [{ query: raised }])).rejects.toThrow('how many rows')
    await written(1, [{ query: raised, expect: 0 }])
  })

  test('the application cannot date, alter or remove a line', async () => {
    await expect(city.db.pool.query(`update ledger set event = 'a.b'`)).rejects.toThrow('permission denied')
    await expect(city.db.pool.query('delete from ledger')).rejects.toThrow('permission denied')
    await expect(city.db.pool.query(`insert into ledger (recorded_at) values (now())`)).rejects.toThrow(
      'permission denied',
    )
  })
})

describe('identity', () => {
  test('a read of several queries is one round trip', async () => {
    const { token } = await city.as('姚敏')
    const units = sqlOf.selectFrom('units').select('name').limit(3)
    const { rows, trips, identity } = await read(city.db, token, {
      units,
      blocks: sqlOf.selectFrom('blocks').select('name'),
    })
    expect(trips).toBe(1)
    expect(rows.units).toHaveLength(3)
    expect(rows.blocks).toHaveLength(10)
    expect(identity.actor.name).toBe('姚敏')
  })

  test('without entering nothing is seen, and a stolen or forged identity is refused', async () => {
    const { token } = await city.as('姚敏')
    expect((await city.db.pool.query('select count(*)::int as n from units')).rows).toEqual([{ n: 0 }])
    const client = await city.db.pool.connect()
    try {
      await client.query('begin')
      await client.query('select sec.enter($1)', [token])
      const stolen = (await client.query(`select current_setting('wutong.identity') as it`)).rows[0].it
      await expect(client.query('select sec.enter($1)', [token])).rejects.toThrow('already entered')
      await client.query('rollback')
      for (const forged of [stolen, `${'0'.repeat(64)}{"kind":"system"}`]) {
        await client.query('begin')
        await client.query(`select set_config('wutong.identity', $1, true)`, [forged])
        await expect(client.query('select count(*) from units')).rejects.toThrow('bad identity')
        await client.query('rollback')
      }
    } finally {
      client.release()
    }
  })

  test('an app connection opens no session and reads no password', async () => {
    const steal = `select sec.open_session('yaomin', gen_random_uuid(), 't', 'd', 'd', true, '1 day', '1 day')`
    await expect(city.db.pool.query(steal)).rejects.toThrow('permission denied')
    await expect(city.db.pool.query('select * from sec.credentials')).rejects.toThrow('permission denied')
    await expect(city.db.pool.query('select inner_key from sec.database')).rejects.toThrow('permission denied')
    await expect(city.db.pool.query('select sec.mac($1)', ['x'])).rejects.toThrow('permission denied')
  })
})

describe('order', () => {
  test('every committed line gets one place; seals chain; a checkpoint is written; the audit finds nothing', async () => {
    const { token } = await city.as('贺小满')
    await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        change(city.db, token, async (tx) => {
          await tx.entered()
          count(tx, `2023-${String((i % 12) + 1).padStart(2, '0')}-${i}`, i)
        }),
      ),
    )
    await city.asJob('sequencer', sequence)
    await city.asJob('sequencer', seal)
    await city.asJob('sequencer', (tx) => writeCheckpoint(tx, city.keys, checkpoints))
    expect(await city.look('select from ledger_pending')).toEqual([])
    const [{ lines, places }] = (await city.look<{ lines: string; places: string }>(
      'select (select count(*) from ledger) as lines, (select max(position) from ledger_positions) as places',
    )) as [{ lines: string; places: string }] // one row of counts always
    expect(places).toBe(lines)
    const audit = await auditLedger(city.urls.migrator, tenant.id, city.keys, checkpoints)
    expect(audit.findings).toEqual([])
    expect(audit).toMatchObject({ lines: Number(lines), checkpoints: 1, upTo: BigInt(places) })
  })
})
