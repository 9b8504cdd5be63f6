/** Which processes of this machine still live, read from /proc, so that a pid given away again is never taken for ours. */
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A zombie is dead: nothing of it runs, it only waits to be counted by its parent. */
export function isAlive(pid: number): boolean {
  const state = statOf(pid)?.[0]
  return state !== undefined && state !== 'Z' && state !== 'X'
}

/** `pid boot start`: names one process for ever, also across restarts of the machine; null when it is dead. */
export function identityOf(pid: number): string | null {
  const fields = statOf(pid)
  if (!fields || !isAlive(pid)) return null
  return `${pid} ${bootId()} ${fields[19] ?? ''}`
}

/** The processes of this program that work inside this folder, seen by device and inode so that links don't hide them. */
export function processesIn(folder: string, program: string): number[] {
  const wanted = fs.statSync(folder, { throwIfNoEntry: false })
  if (!wanted) return []
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isAlive(pid) && commandOf(pid) === program)
    .filter((pid) => {
      try {
        const place = fs.statSync(`/proc/${pid}/cwd`)
        return place.dev === wanted.dev && place.ino === wanted.ino
      } catch {
        // another user's process, or gone meanwhile: not ours
        return false
      }
    })
}

/** Sends each signal in turn and waits its milliseconds; true when all are dead. */
export async function end(
  pids: readonly number[],
  steps: readonly (readonly [NodeJS.Signals, number])[],
): Promise<boolean> {
  for (const [signal, patience] of steps) {
    for (const pid of pids) {
      if (isAlive(pid)) signalTo(pid, signal)
    }
    for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(15)) {
      if (!pids.some(isAlive)) return true
    }
  }
  return !pids.some(isAlive)
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // died between the look and the signal, or belongs to somebody else: the wait that follows shows which
  }
}

/** The fields after the command name of /proc/PID/stat: [0] is the state, [19] the start in ticks since boot. */
function statOf(pid: number): string[] | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return ''
  }
}

function bootId(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return '-'
  }
}
