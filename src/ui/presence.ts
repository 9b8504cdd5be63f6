/** Whether somebody sits in front of the page: a page that nobody looks at asks for nothing, or it would keep its session awake for ever. */
import { focusManager } from '@tanstack/react-query'

/** shorter than any session may be idle; longer than one reads a page without moving */
const stillHereMs = 5 * 60_000
const lookEveryMs = 15_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

const listeners = new Set<() => void>()
let lastSign = 0
let present = true

/** Called once by the app: what pages ask by themselves then stops and starts with whoever sits there. */
export function watchPresence(): void {
  lastSign = performance.now()
  for (const sign of signs) addEventListener(sign, noticed, { passive: true, capture: true })
  addEventListener('focus', noticed)
  document.addEventListener('visibilitychange', noticed)
  setInterval(look, lookEveryMs)
  // in place of the window's focus alone, which a page left open on a desk never loses
  focusManager.setEventListener((heed) => {
    const tell = () => heed(present)
    listeners.add(tell)
    return () => listeners.delete(tell)
  })
}

export function isPresent(): boolean {
  return present
}

function noticed(): void {
  if (document.visibilityState === 'visible') lastSign = performance.now()
  look()
}

function look(): void {
  const here = document.visibilityState === 'visible' && performance.now() - lastSign < stillHereMs
  if (here === present) return
  present = here
  for (const listener of listeners) listener()
}
