/** Starts the processes of the bench, and says what they and the database have cost in time of the processor. */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { DatabaseUrls } from '#app/database-urls.ts'
import type { Bare } from '#platform/loopback-bare.ts'
import type { Press, Pressed } from '#platform/loopback-load.ts'
import { processesIn } from '#platform/processes.ts'

export type Task = { press: Press } | { bare: Bare } | { city: { urls: DatabaseUrls; dataDir: string } }

export type Server = { pid: number; port: number; pause(): void; resume(): void; stop(): void }

export async function startServer(task: Exclude<Task, { press: Press }>): Promise<Server> {
  const child = start()
  const port = await asked<number>(child, task)
  return {
    pid: child.pid ?? 0,
    port,
    // the worker of a city works every 150 ms: it must not take from the server that is measured beside it
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    stop: () => {
      child.kill('SIGCONT')
      child.disconnect()
    },
  }
}

export type Presser = { press(press: Press): Promise<Pressed>; stop(): void }

export function startPresser(): Presser {
  const child = start()
  return { press: (press) => asked<Pressed>(child, { press }), stop: () => child.disconnect() }
}

function start(): ChildProcess {
  return fork(new URL('./child.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

function asked<T>(child: ChildProcess, task: Task): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`a process of the bench ended with ${code}`)))
    child.once('message', (answer: { value: T } | { error: string }) => {
      child.removeAllListeners('exit')
      if ('error' in answer) reject(new Error(answer.error))
      else resolve(answer.value)
    })
    child.send(task)
  })
}

/** ms of processor time since their start, of one process and of all that work in the cluster. */
export function spent(pid: number, clusterDir: string): { server: number; database: number } {
  return spentBetween(new Map(), ticksBy(pid, clusterDir), pid)
}

export type Ticks = ReadonlyMap<number, number>

/** The same by process, for two looks between which backends may end. */
export function ticksBy(pid: number, clusterDir: string): Ticks {
  return new Map([pid, ...processesIn(clusterDir, 'postgres')].map((one) => [one, ticksOf(one)]))
}

/** ms between two looks; a backend that ended in between is not counted, one that began is. */
export function spentBetween(before: Ticks, after: Ticks, pid: number): { server: number; database: number } {
  let [server, database] = [0, 0]
  for (const [one, ticks] of after) {
    const ms = (ticks - (before.get(one) ?? 0)) * msPerTick
    if (one === pid) server += ms
    else database += ms
  }
  return { server, database }
}

/** Linux counts in hundredths of a second wherever Node runs. */
const msPerTick = 10

function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11]) + Number(fields[12])
  } catch {
    // ended meanwhile
    return 0
  }
}
