/** A migrated database that lives for one piece of work, for what is generated from the schema. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { urlsUnder } from '#app/database-urls.ts'
import { startEmbedded } from '#platform/embedded/postgres.ts'
import { migrate, prepareCluster, type RolePasswords } from '#platform/migrations.ts'

/** `fsync` only where the time that writing takes is what is asked for. */
export async function inScratchDatabase<T>(
  work: (urls: ReturnType<typeof urlsUnder>) => Promise<T>,
  fsync = false,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'wutong-scratch-'))
  const passwords: RolePasswords = { migrator: 'scratch', app: 'scratch', login: 'scratch', backup: 'scratch' }
  const embedded = await startEmbedded({ dataDir: dir, say: () => undefined, fsync })
  try {
    await prepareCluster(embedded.adminUrl, passwords, 'scratch')
    const urls = urlsUnder(embedded.adminUrl, passwords, 'scratch')
    await migrate(urls.migrator)
    return await work(urls)
  } finally {
    await embedded.stop()
    await rm(dir, { recursive: true, force: true })
  }
}
