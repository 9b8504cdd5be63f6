/** What time it is in the city: the server's clock as the shell learned it, ticking for everything that counts down. */
import { useSyncExternalStore } from 'react'

const tickMs = 15_000
const listeners = new Set<() => void>()
let clock: (() => number) | null = null
let shown = 0
let timer: ReturnType<typeof setInterval> | null = null

/** Only the app hands in a clock (milliseconds since 1970); the kit never looks at the machine's own. */
export function setClock(next: () => number): void {
  clock = next
  tick()
}

export function nowMs(): number {
  if (!clock) throw new Error('setClock must be called before anything is shown')
  return clock()
}

/** Milliseconds since 1970, renewed every 15 seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => shown)
}

function tick(): void {
  shown = nowMs()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && timer) {
      clearInterval(timer)
      timer = null
    }
  }
}
