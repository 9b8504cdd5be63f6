/** Keeps the embedded database there while the city works: one that was killed is started again on the same port. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Trouble, troubleOf } from '../trouble.ts'
import { type Embedded, type EmbeddedOptions, startEmbedded } from './postgres.ts'

export type KeptOptions = Omit<EmbeddedOptions, 'onLost'> & {
  /** it died again and again, or can't start any more: the server has to stop */
  readonly onGiveUp: (trouble: Trouble) => void
}

/** more deaths than this within a minute is no accident */
const patience = 10

export async function keepEmbedded(options: KeptOptions): Promise<Embedded> {
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()
  const deaths: number[] = []
  const start = (port: number | undefined) =>
    startEmbedded({
      ...options,
      ...(port === undefined ? {} : { port }),
      onLost: () => {
        restarting = restart()
      },
    })
  let current = await start(options.port)
  return {
    adminUrl: current.adminUrl,
    port: current.port,
    socketDir: current.socketDir,
    get pid() {
      return current.pid
    },
    adopted: current.adopted,
    async stop() {
      stopping = true
      await restarting
      await current.stop()
    },
  }

  async function restart(): Promise<void> {
    if (stopping) return
    options.say('数据库意外停止，正在恢复')
    const now = Date.now()
    deaths.push(now)
    if (deaths.filter((at) => now - at < 60_000).length > patience) {
      options.onGiveUp(new Trouble('数据库一分钟内多次意外停止，系统退出：请查看数据文件夹中的 postgres.log。'))
      return
    }
    // the dead one's listening socket may take a moment to go
    await sleep(50)
    try {
      current = await start(current.port)
      options.say('数据库已恢复')
    } catch (error) {
      options.onGiveUp(troubleOf(error) ?? new Trouble(`数据库无法恢复：${String(error)}`))
    }
  }
}
