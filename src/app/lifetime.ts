/** One life of the server process: from the command to the last line, whoever or whatever ends it. */
import fs from 'node:fs'
import path from 'node:path'
import { type Config, readConfig } from '#platform/config.ts'
import { type Trouble, troubleOf } from '#platform/trouble.ts'
import { type Booted, boot, type City } from './boot.ts'
import type { DemoAccount } from './demo/accounts.ts'
import { Shutdown } from './shutdown.ts'

/** Resolves never: the process ends by a signal, a fault, or the loss of its database. */
export async function live(city: City, accounts: readonly DemoAccount[]): Promise<void> {
  const began = performance.now()
  // a closed pipe (npm start | head) is no reason to stop serving
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
  const shutdown = new Shutdown()
  let booting: Promise<unknown> = Promise.resolve()
  const leave = async (code: number) => {
    const troubles = await shutdown.run()
    for (const trouble of troubles) complain(trouble.message)
    // what a half-way start was just doing gives its thing back before we go
    await Promise.race([booting.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 3000).unref())])
    process.exit(troubles.length > 0 ? 1 : code)
  }
  let config: Config | null = null
  onSignals(shutdown, leave)
  process.on('uncaughtException', (error) => {
    // while everything is being stopped, connections break under whoever still works
    if (!shutdown.begun) void fail(error, config, leave)
  })
  try {
    config = readConfig()
    const run = boot({ config, city, say, shutdown, onLost: (trouble) => void fail(trouble, config, leave) })
    booting = run
    announce(await run, accounts, began)
  } catch (error) {
    if (!shutdown.begun) await fail(error, config, leave)
  }
}

function onSignals(shutdown: Shutdown, leave: (code: number) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (shutdown.begun) {
        // npm passes on a Ctrl-C that the terminal has sent to everybody: only a later one means hurry
        if (performance.now() - stoppingSince > 1000) process.exit(1)
        return
      }
      stoppingSince = performance.now()
      say('正在停止……')
      void leave(0)
    })
  }
}

let stoppingSince = 0

/** One line for a person; what only a developer can read goes to a file. */
async function fail(error: unknown, config: Config | null, leave: (code: number) => Promise<void>): Promise<void> {
  const trouble: Trouble | null = troubleOf(error)
  complain(trouble?.message ?? unexpected(error, config))
  await leave(1)
}

function unexpected(error: unknown, config: Config | null): string {
  const what = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const detail =
    error instanceof Error ? `${error.stack}\n${error.cause instanceof Error ? error.cause.stack : ''}` : what
  try {
    const file = path.join(config?.dataDir ?? '.', 'wutong-error.log')
    fs.writeFileSync(file, `${new Date().toISOString()}\n${detail}\n`, { mode: 0o600 })
    return `系统出错：${what}。详情已写入 ${file}，请把它交给维护人员。`
  } catch {
    return `系统出错：${what}。`
  }
}

function announce(booted: Booted, accounts: readonly DemoAccount[], began: number): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say('')
  say(`梧桐已就绪：${booted.address}  （用时 ${seconds} 秒，按 Ctrl-C 停止）`)
  if (!booted.demo) return
  say('示例账号（示例数据，单位与人名均为虚构）：')
  for (const { who, account, password } of accounts) say(`  ${account.padEnd(13)} ${password}  ${who}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}
