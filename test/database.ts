/** One PostgreSQL for the whole run and one template city in it; every test file gets a clone of its own. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { foundCity } from '#app/demo/found.ts'
import { startEmbedded } from '#platform/embedded/postgres.ts'
import { loadKeys } from '#platform/keys.ts'
import { migrate, prepareCluster, type RolePasswords } from '#platform/migrations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** as migrator, on the template */
    migratorUrl: string
    passwords: RolePasswords
    template: string
    keysDir: string
    cityFrom: string
  }
}

export const passwords: RolePasswords = {
  migrator: 'test-migrator',
  app: 'test-app',
  login: 'test-login',
  backup: 'test-backup',
}
export const cityFrom = '2021-01-01'

/**
 * TEST_MIGRATOR_URL names an external cluster (roles made by a superuser beforehand with the passwords above; nothing here
 * needs superuser); without it an embedded one with fsync off is started and thrown away.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'wutong-test-'))
  const keysDir = join(dir, 'keys')
  const cluster = await findCluster(join(dir, 'data'))
  const template = `wutong_t_${randomUUID().slice(0, 8)}`
  const templateUrl = withDatabase(cluster.migratorUrl, template)
  await createDatabase(cluster.migratorUrl, template)
  await migrate(templateUrl)
  await foundCity(templateUrl, { mark: 'test', from: cityFrom, keys: await loadKeys(keysDir) })
  project.provide('migratorUrl', templateUrl)
  project.provide('passwords', passwords)
  project.provide('template', template)
  project.provide('keysDir', keysDir)
  project.provide('cityFrom', cityFrom)
  return async () => {
    await dropDatabase(cluster.migratorUrl, template)
    await cluster.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

async function findCluster(dataDir: string): Promise<{ migratorUrl: string; stop(): Promise<void> }> {
  const external = process.env.TEST_MIGRATOR_URL
  if (external) return { migratorUrl: external, stop: async () => undefined }
  const embedded = await startEmbedded({ dataDir, say: () => undefined, fsync: false })
  await prepareCluster(embedded.adminUrl, passwords, 'wutong_test')
  const url = new URL(withDatabase(embedded.adminUrl, 'wutong_test'))
  url.username = 'wutong_migrator'
  url.password = passwords.migrator
  return { migratorUrl: url.href, stop: () => embedded.stop() }
}

export function withDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

export async function createDatabase(migratorUrl: string, name: string, template?: string): Promise<void> {
  const from = template ? ` template ${pg.escapeIdentifier(template)} strategy wal_log` : ''
  await run(
    withDatabase(migratorUrl, 'postgres'),
    `create database ${pg.escapeIdentifier(name)} owner wutong_owner${from}`,
  )
  // what a database grants to everybody is not copied from its template
  await run(
    withDatabase(migratorUrl, 'postgres'),
    `revoke temporary on database ${pg.escapeIdentifier(name)} from public`,
  )
}

/**
 * `force` ends what is still connected, but may not end an autovacuum worker, which belongs to a superuser; a plain drop
 * sends that one away by itself. So: plain, and force only where a connection of ours is left.
 */
export async function dropDatabase(migratorUrl: string, name: string): Promise<void> {
  const drop = (how = '') =>
    run(withDatabase(migratorUrl, 'postgres'), `drop database if exists ${pg.escapeIdentifier(name)}${how}`)
  for (let tries = 0; ; tries += 1) {
    try {
      return await drop(tries % 2 === 0 ? '' : ' with (force)')
    } catch (error) {
      if (tries > 5) throw error
    }
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
