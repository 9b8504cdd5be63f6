/** As whom the server connects: one URL for each role of the city's database, embedded or the city's own. */
import pg from 'pg'
import type { DatabaseChoice } from '#platform/config.ts'
import type { RolePasswords } from '#platform/migrations.ts'
import { Trouble } from '#platform/trouble.ts'

export type DatabaseUrls = { readonly app: string; readonly login: string; readonly migrator: string }

/** The same server with our roles and passwords in place of the superuser's. */
export function urlsUnder(adminUrl: string, passwords: RolePasswords, database: string): DatabaseUrls {
  const as = (role: 'app' | 'login' | 'migrator') => {
    const url = new URL(adminUrl)
    url.username = `wutong_${role}`
    url.password = passwords[role]
    url.pathname = `/${database}`
    return url.href
  }
  return { app: as('app'), login: as('login'), migrator: as('migrator') }
}

type Prepare = (adminUrl: string, passwords: RolePasswords, database: string) => Promise<void>

/**
 * All three given: used as they are. DATABASE_URL alone may be a superuser's: then the roles are made like in the
 * embedded cluster, and the superuser is not used again.
 */
export async function externalUrls(
  choice: Extract<DatabaseChoice, { kind: 'external' }>,
  passwords: RolePasswords,
  prepare: Prepare,
): Promise<DatabaseUrls> {
  const { superuser, version, database } = await look(choice.appUrl)
  if (version < 150_000) {
    throw new Trouble(`数据库版本太低（${Math.floor(version / 10_000)}）：需要 PostgreSQL 15 或更高版本。`)
  }
  if (choice.loginUrl !== null) {
    return { app: choice.appUrl, login: choice.loginUrl, migrator: choice.migrationUrl ?? choice.appUrl }
  }
  if (!superuser) {
    throw new Trouble(
      '只给了 DATABASE_URL，而它不是超级用户：请由超级用户执行 db/roles.sql，再用 DATABASE_URL（wutong_app）、MIGRATION_DATABASE_URL（wutong_migrator）、LOGIN_DATABASE_URL（wutong_login）分别给出。',
    )
  }
  await prepare(choice.appUrl, passwords, database)
  await handOver(choice.appUrl, database)
  return urlsUnder(choice.appUrl, passwords, database)
}

async function look(url: string): Promise<{ superuser: boolean; version: number; database: string }> {
  const row = await ask<{ superuser: boolean; version: number; database: string }>(
    url,
    `select rolsuper as superuser, current_setting('server_version_num')::int as version, current_database() as database
     from pg_roles where rolname = current_user`,
  )
  if (!row) throw new Trouble('数据库没有回答：请检查 DATABASE_URL。')
  return row
}

/** A database that was made by hand belongs to its maker; migrations run as wutong_owner. */
async function handOver(url: string, database: string): Promise<void> {
  await ask(url, `alter database ${pg.escapeIdentifier(database)} owner to wutong_owner`)
}

async function ask<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<R>(sql)).rows[0]
  } finally {
    await client.end()
  }
}
