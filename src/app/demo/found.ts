/** Founds a city in an empty database as migrator: blocks, units, places, people, posts, passwords, and the system persons of the jobs. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Keys } from '#platform/keys.ts'
import { hashPassword } from '#platform/passwords.ts'
import { blocks, delegations, demoPassword, idOf, people, systemJobs, tenant, townships, units } from './city.ts'

export type Founding = { mark: 'demo' | 'test'; from: string; keys: Keys }

/** Loading twice gives the same city: every id follows from a name and existing rows stay. */
export async function foundCity(migratorUrl: string, { mark, from, keys }: Founding): Promise<void> {
  const client = new pg.Client({ connectionString: migratorUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`set local role wutong_owner`)
    await client.query('update sec.database set mark = $1 where mark = $2', [mark, 'real'])
    await client.query('reset role')
    await organise(client, from)
    await employ(client, from, await hashPassword(demoPassword))
    await registerJobs(client, tenant.id, keys)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** One statement for many rows: `columns` in order, types as PostgreSQL array casts. */
async function insertAll(
  client: pg.Client,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const names = Object.keys(columns)
  const arrays = names.map((_, i) => rows.map((row) => row[i] ?? null))
  const casts = Object.values(columns).map((type, i) => `$${i + 1}::${type}[]`)
  await client.query(
    `insert into ${table} (tenant_id, ${names.join(', ')}) select '${tenant.id}', * from unnest(${casts.join(', ')}) on conflict do nothing`,
    arrays,
  )
}

async function organise(client: pg.Client, from: string): Promise<void> {
  await client.query('insert into tenants (tenant_id, city, region_code) values ($1, $2, $3) on conflict do nothing', [
    tenant.id,
    tenant.city,
    tenant.regionCode,
  ])
  await insertAll(
    client,
    'blocks',
    { id: 'uuid', name: 'text', short: 'text', kind: 'text', region_code: 'text', sort: 'int' },
    blocks.map((b, i) => [idOf(`block:${b.name}`), b.name, b.short, b.kind, b.regionCode, i]),
  )
  const sendersFirst = [...units].sort((a, b) => Number(Boolean(a.sentBy)) - Number(Boolean(b.sentBy)))
  await insertAll(
    client,
    'units',
    { id: 'uuid', name: 'text', short: 'text', kind: 'text', sending_unit_id: 'uuid', post_city: 'text' },
    sendersFirst.map((u) => [
      idOf(`unit:${u.name}`),
      u.name,
      u.short,
      u.kind,
      u.sentBy ? idOf(`unit:${u.sentBy}`) : null,
      u.postCity,
    ]),
  )
  await insertAll(
    client,
    'unit_blocks',
    { unit_id: 'uuid', block_id: 'uuid', from_day: 'date' },
    units.map((u) => [idOf(`unit:${u.name}`), idOf(`block:${u.block}`), from]),
  )
  await insertAll(
    client,
    'townships',
    { code: 'text', name: 'text' },
    townships.map((t) => [t.code, t.name]),
  )
  await insertAll(
    client,
    'township_blocks',
    { township_code: 'text', block_id: 'uuid', from_day: 'date' },
    townships.map((t) => [t.code, idOf(`block:${t.block}`), from]),
  )
}

async function employ(client: pg.Client, from: string, hash: string): Promise<void> {
  await insertAll(
    client,
    'persons',
    { id: 'uuid', kind: 'text', name: 'text' },
    people.map((p) => [idOf(`person:${p.name}`), 'person', p.name]),
  )
  await insertAll(
    client,
    'posts',
    { id: 'uuid', person_id: 'uuid', unit_id: 'uuid', role: 'text', from_day: 'date', document: 'text' },
    people.flatMap((p) =>
      p.posts.map((o) => [
        idOf(`post:${p.name}:${o.role}:${o.unit}`),
        idOf(`person:${p.name}`),
        idOf(`unit:${o.unit}`),
        o.role,
        from,
        '示例任职文件',
      ]),
    ),
  )
  await insertAll(
    client,
    'delegations',
    { id: 'uuid', leader_id: 'uuid', delegate_id: 'uuid', from_day: 'date' },
    delegations.map((d) => [
      idOf(`delegation:${d.leader}:${d.delegate}`),
      idOf(`person:${d.leader}`),
      idOf(`person:${d.delegate}`),
      from,
    ]),
  )
  await insertAll(
    client,
    'sec.credentials',
    { person_id: 'uuid', account: 'text', password_hash: 'text' },
    people.map((p) => [idOf(`person:${p.name}`), p.account, hash]),
  )
}

/** The worker enters as `system:<job>` with a token made from a key outside the database; only its hash is stored. */
export async function registerJobs(client: pg.Client, tenantId: string, keys: Keys): Promise<void> {
  for (const job of systemJobs) {
    const personId = idOf(`${tenantId}:system:${job}`)
    const hash = createHash('sha256').update(keys.jobToken(tenantId, job)).digest()
    await client.query(
      `insert into persons (tenant_id, id, kind, name) values ($1, $2, 'system', $3) on conflict do nothing`,
      [tenantId, personId, `system:${job}`],
    )
    await client.query(
      `insert into sec.sessions (tenant_id, id, person_id, token_hash, device, device_name, remembered, expires_at, idle)
       values ($1, $2, $2, $3, 'worker', 'worker', true, 'infinity', '1000 years')
       on conflict (tenant_id, id) do update set token_hash = excluded.token_hash`,
      [tenantId, personId, hash],
    )
  }
}

/** After the year is told: nobody of the demo city stays signed in on a device that is none. */
export async function signEverybodyOut(migrator: pg.Pool): Promise<void> {
  await migrator.query(`delete from sec.sessions where device = 'demo'`)
}
