/** From an empty folder to a city that answers: the steps of a start, each said aloud with its seconds. */
import fs from 'node:fs'
import path from 'node:path'
import type { Config } from '#platform/config.ts'
import { keepEmbedded } from '#platform/embedded/keeper.ts'
import { lockInstance } from '#platform/instance-lock.ts'
import type { RolePasswords } from '#platform/migrations.ts'
import { tryPort } from '#platform/port.ts'
import { secretIn } from '#platform/secrets.ts'
import { Trouble } from '#platform/trouble.ts'
import { type DatabaseUrls, externalUrls, urlsUnder } from './database-urls.ts'
import type { Shutdown } from './shutdown.ts'
import { startWebBuild, type WebBuild } from './web-build.ts'

export type Say = (line: string) => void

/** What a start needs of the city itself; start.ts hands in the real ones. */
export type City = {
  /** as superuser: roles, their passwords, the database */
  prepareCluster(adminUrl: string, passwords: RolePasswords, database: string): Promise<void>
  migrate(migratorUrl: string, say: Say): Promise<unknown>
  /** twice gives the same city */
  loadDemo(urls: DatabaseUrls, config: Config, say: Say): Promise<void>
  /** API, pages and worker; listens before it resolves */
  serve(urls: DatabaseUrls, config: Config): Promise<{ close(): Promise<void> }>
}

export type Booted = { readonly address: string; readonly urls: DatabaseUrls; readonly demo: boolean }

export type BootOptions = {
  readonly config: Config
  readonly city: City
  readonly say: Say
  readonly shutdown: Shutdown
  /** the database died for good while the city worked */
  readonly onLost: (trouble: Trouble) => void
}

/** Everything it starts is given to `shutdown` at once, so that it can be stopped at any moment, also half-way. */
export async function boot(options: BootOptions): Promise<Booted> {
  const { config, city, say, shutdown } = options
  const address = addressOf(config)
  const step = stepper(say)
  await step('检查数据文件夹和端口', () => checkPlace(config, address, shutdown))
  // builds while the database starts: both take seconds, on different cores
  const web = config.buildWeb ? startWebBuild() : null
  await shutdown.add('网页构建', () => web?.cancel())
  const urls = await step('启动数据库', () => openUrls(options))
  await step('核对数据库结构', () => city.migrate(urls.migrator, (line) => say(`      ${line}`)))
  const demo = await step('准备示例城市', () => ensureDemo(options, urls))
  await step('准备网页', () => finishWeb(web, say))
  await step('开始服务', async () => {
    const served = await city.serve(urls, config)
    await shutdown.add('服务', () => served.close())
  })
  return { address, urls, demo }
}

export function addressOf(config: Config): string {
  if (config.publicUrl) return config.publicUrl
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`
}

function stepper(say: Say): <T>(title: string, work: () => T | Promise<T>) => Promise<T> {
  let number = 0
  return async (title, work) => {
    number += 1
    const began = performance.now()
    say(`[${number}/6] ${title}……`)
    const result = await work()
    const seconds = (performance.now() - began) / 1000
    if (seconds >= 0.5) say(`      完成，用时 ${seconds.toFixed(1)} 秒`)
    return result
  }
}

async function checkPlace(config: Config, address: string, shutdown: Shutdown): Promise<void> {
  const { dataDir } = config
  // others may pass through, since the database's account has to, but not look around
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  fs.accessSync(dataDir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK)
  const lock = lockInstance(dataDir, address)
  await shutdown.add('数据文件夹锁', () => lock.release())
  const { bavail, bsize } = fs.statfsSync(dataDir)
  const megabytes = Math.floor((bavail * bsize) / 1024 / 1024)
  const needed = fs.existsSync(path.join(dataDir, 'pg')) ? 64 : 256
  if (megabytes < needed) {
    throw new Trouble(
      `磁盘将满：${dataDir} 所在磁盘只剩 ${megabytes} MB，至少需要 ${needed} MB。请清出空间后重新运行。`,
    )
  }
  await tryPort(config)
}

async function openUrls(options: BootOptions): Promise<DatabaseUrls> {
  const { config, city, say, shutdown } = options
  const passwords = rolePasswords(config)
  if (config.database.kind === 'external') {
    return externalUrls(config.database, passwords, city.prepareCluster)
  }
  if (!fs.existsSync(path.join(config.dataDir, 'pg'))) noteDemo(config, config.demo === 'no' ? 'unwanted' : 'wanted')
  let giveUp = options.onLost
  const embedded = await keepEmbedded({
    dataDir: config.dataDir,
    say: (line) => say(`      ${line}`),
    onGiveUp: (trouble) => giveUp(trouble),
  })
  await shutdown.add('数据库', async () => {
    giveUp = () => undefined
    await embedded.stop()
  })
  await city.prepareCluster(embedded.adminUrl, passwords, 'wutong')
  return urlsUnder(embedded.adminUrl, passwords, 'wutong')
}

function rolePasswords(config: Config): RolePasswords {
  const secret = (role: string) => secretIn(path.join(config.dataDir, 'secrets'), `pg-${role}`)
  return { migrator: secret('migrator'), app: secret('app'), login: secret('login'), backup: secret('backup') }
}

/** A note and not the folder's age, so that a first start that was cut off still gets its city next time. */
async function ensureDemo({ config, city, say }: BootOptions, urls: DatabaseUrls): Promise<boolean> {
  const note = readDemoNote(config)
  if (note === 'loaded' && config.database.kind === 'embedded') return true
  if (config.demo === 'no' || (config.demo === 'when-new' && note !== 'wanted')) return false
  await city.loadDemo(urls, config, (line) => say(`      ${line}`))
  if (config.database.kind === 'embedded') noteDemo(config, 'loaded')
  return true
}

function readDemoNote(config: Config): string {
  const file = path.join(config.dataDir, 'demo-city')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : ''
}

function noteDemo(config: Config, state: 'wanted' | 'unwanted' | 'loaded'): void {
  fs.writeFileSync(path.join(config.dataDir, 'demo-city'), `${state}\n`)
}

async function finishWeb(web: WebBuild | null, say: Say): Promise<void> {
  if (!web) return
  say('      构建网页（源文件有变化时才需要）')
  await web.done
}
