/** Makes a cluster and a database ready: the six roles, then every forward-only SQL file once, under one lock. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

const migrationsDir = new URL('../../db/migrations/', import.meta.url)
const rolesFile = new URL('../../db/roles.sql', import.meta.url)

export type RolePasswords = { migrator: string; app: string; login: string; backup: string }
export type Say = (line: string) => void

/** As superuser: roles, their passwords and the empty database. Safe to run again. `adminUrl` names any database. */
export async function prepareCluster(adminUrl: string, passwords: RolePasswords, database: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(await readFile(rolesFile, 'utf8'))
    for (const [role, password] of Object.entries(passwords)) {
      const literal = client.escapeLiteral(password)
      await client.query(`alter role ${client.escapeIdentifier(`wutong_${role}`)} password ${literal}`)
    }
    const found = await client.query('select from pg_database where datname = $1', [database])
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(database)} owner wutong_owner`)
  })
}

/** As migrator: applies what is missing. Returns the names of the files that ran. A changed old file stops everything. */
export async function migrate(migratorUrl: string, say: Say = () => undefined): Promise<string[]> {
  return withClient(migratorUrl, async (client) => {
    await client.query('select pg_advisory_lock(7205759403792793)') // any fixed number: one migration at a time
    await client.query(`set role wutong_owner`)
    // a temporary table stays with a pooled connection and hides the real one of its name from whoever comes next
    await client.query(`revoke temporary on database ${client.escapeIdentifier(client.database ?? '')} from public`)
    await client.query(`create schema if not exists migrations`)
    await client.query(
      `create table if not exists migrations.applied (name text primary key, hash text not null, at timestamptz not null default now())`,
    )
    const applied = new Map<string, string>()
    for (const row of (await client.query<{ name: string; hash: string }>('select name, hash from migrations.applied'))
      .rows) {
      applied.set(row.name, row.hash)
    }
    const ran: string[] = []
    for (const name of await migrationNames()) {
      const text = await readFile(new URL(name, migrationsDir), 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      const before = applied.get(name)
      if (before === hash) continue
      if (before !== undefined) throw new Error(`migration ${name} was changed after it ran; write a new file instead`)
      await applyOne(client, name, text, hash)
      say(`数据库升级 ${name}`)
      ran.push(name)
    }
    return ran
  })
}

export async function migrationNames(): Promise<string[]> {
  return (await readdir(migrationsDir)).filter((name) => name.endsWith('.sql')).sort()
}

async function applyOne(client: pg.Client, name: string, text: string, hash: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`set local lock_timeout = '2s'`)
    await client.query(text)
    await refuseUnclassified(client, name)
    await client.query('insert into migrations.applied (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error }) // pg throws Error objects only
  }
}

/** Every column needs a class, a retention and a mask (sec.columns), or the migration does not stand. */
async function refuseUnclassified(client: pg.Client, name: string): Promise<void> {
  const missing = await client.query<{ column: string }>(`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname || '.' || a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'sec') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and not exists (select from sec.columns k
        where k.table_name = case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname and k.column_name = a.attname)
    order by 1`)
  if (missing.rows.length > 0) {
    throw new Error(
      `${name}: columns without class, retention and mask: ${missing.rows.map((r) => r.column).join(', ')}`,
    )
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
