/** The scratch city of the bench: a cluster of its own, built without fsync, measured with it, and kept where that is asked for. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DatabaseUrls, urlsUnder } from '#app/database-urls.ts'
import { type Embedded, startEmbedded } from '#platform/embedded/postgres.ts'
import { migrate, prepareCluster, type RolePasswords } from '#platform/migrations.ts'

export type Ground = {
  urls: DatabaseUrls
  /** superuser on the bench's own database */
  adminUrl: string
  /** where the cluster's processes work */
  clusterDir: string
}

const passwords: RolePasswords = { migrator: 'scratch', app: 'scratch', login: 'scratch', backup: 'scratch' }
const database = 'bench'
/** for writing gigabytes at once; a city runs with the launcher's own settings */
const building = {
  max_wal_size: '4GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '30min',
  maintenance_work_mem: '768MB',
  work_mem: '64MB',
  autovacuum: 'off',
}

/** `--keep`: the same folder for the same size, so that a second run measures what the first has built. */
export async function groundFolder(briefs: number, keep: boolean): Promise<string> {
  return keep ? join(tmpdir(), `wutong-bench-${briefs}`) : mkdtemp(join(tmpdir(), 'wutong-bench-'))
}

export async function onGround<T>(
  dir: string,
  phase: 'build' | 'measure',
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  const embedded: Embedded = await startEmbedded({
    dataDir: dir,
    say: () => undefined,
    fsync: phase === 'measure',
    settings: phase === 'build' ? building : {},
  })
  try {
    await prepareCluster(embedded.adminUrl, passwords, database)
    const urls = urlsUnder(embedded.adminUrl, passwords, database)
    await migrate(urls.migrator)
    const admin = new URL(embedded.adminUrl)
    admin.pathname = `/${database}`
    return await work({ urls, adminUrl: admin.href, clusterDir: join(dir, 'pg') })
  } finally {
    await embedded.stop()
  }
}

export async function clearGround(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true })
}
