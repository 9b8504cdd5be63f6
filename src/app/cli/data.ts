/** Which database a command works on: the one of the environment's configuration, started for the command when nobody runs it. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { urlsUnder } from '#app/database-urls.ts'
import { readConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/embedded/postgres.ts'
import { lockInstance } from '#platform/instance-lock.ts'
import { secretIn } from '#platform/secrets.ts'
import { Trouble } from '#platform/trouble.ts'

/** Runs `work` with the migrator's URL. A running server's database is used as it runs; one that was started here is stopped again. */
export async function migratorUrl<T>(say: (line: string) => void, work: (url: string) => Promise<T>): Promise<T> {
  const config = readConfig()
  if (config.database.kind === 'external') {
    const url = config.database.migrationUrl
    if (url === null) throw new Trouble('请用 MIGRATION_DATABASE_URL 给出 wutong_migrator 的连接。')
    return work(url)
  }
  if (!existsSync(join(config.dataDir, 'pg')))
    throw new Trouble(`${config.dataDir} 里还没有数据库：请先运行一次 npm start。`)
  const embedded = await startEmbedded({ dataDir: config.dataDir, say })
  try {
    const secret = (role: string) => secretIn(join(config.dataDir, 'secrets'), `pg-${role}`)
    const passwords = {
      migrator: secret('migrator'),
      app: secret('app'),
      login: secret('login'),
      backup: secret('backup'),
    }
    return await work(urlsUnder(embedded.adminUrl, passwords, 'wutong').migrator)
  } finally {
    if (!embedded.adopted) await embedded.stop()
  }
}

export async function resetData(): Promise<void> {
  const config = readConfig()
  if (config.database.kind === 'external') throw new Trouble('DATABASE_URL 指向外部数据库：本命令只删除内置数据库。')
  if (!existsSync(config.dataDir)) return
  const lock = lockInstance(config.dataDir, '')
  lock.release()
  rmSync(config.dataDir, { recursive: true, force: true })
}
