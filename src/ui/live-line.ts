/** The one line by which a tab hears from the city: opened again when it breaks, let go while nobody sees the page. */
import { type LiveEvent, liveEvents, livePath, type News } from '#core/live.ts'

type Heard = { readonly event: LiveEvent; readonly news: News | null }

/** a proxy that gathers what it passes on never lets the hello through */
const helloWithinMs = 10_000
/** beats come every 17 to 23 s */
const silentMs = 50_000
const firstWaitMs = 1_000
const longestWaitMs = 60_000
/** a glance at another tab is no reason to hang up */
const hiddenMs = 20_000

let live = false

/** False while pages have to ask by themselves. */
export function isLive(): boolean {
  return live
}

/** Returns the way to end it. `bye` is the last that `hear` is told. */
export function openLine(hear: (heard: Heard) => void): () => void {
  let source: EventSource | null = null
  let last: string | null = null
  let wait = firstWaitMs
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  const later = (ms: number, work: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(work, ms)
  }
  const hangUp = () => {
    clearTimeout(timer)
    if (!source) return
    source.close()
    source = null
    live = false
  }
  const lost = () => {
    hangUp()
    // spread, so that a server that comes back is not called by all at once
    later(wait * (0.75 + Math.random() / 2), call)
    wait = Math.min(wait * 2, longestWaitMs)
  }
  const call = () => {
    if (over || source || document.visibilityState === 'hidden') return
    source = new EventSource(`/api${livePath}${last === null ? '' : `?after=${last}`}`)
    later(helloWithinMs, lost)
    source.onerror = lost
    for (const event of liveEvents) {
      source.addEventListener(event, ({ data, lastEventId }: MessageEvent<string>) => {
        last = lastEventId
        wait = firstWaitMs
        later(silentMs, lost)
        live = true
        // written by our server from the same type
        hear({ event, news: event === 'news' ? (JSON.parse(data) as News) : null })
        if (event !== 'bye') return
        over = true
        hangUp()
      })
    }
  }
  const seen = () => {
    if (document.visibilityState === 'hidden') later(hiddenMs, hangUp)
    else if (source) later(silentMs, lost)
    else call()
  }
  document.addEventListener('visibilitychange', seen)
  call()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', seen)
    hangUp()
  }
}
