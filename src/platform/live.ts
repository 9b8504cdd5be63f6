/** Who has a page open in this process, and what each of them is told when the ledger grows: only what they may see, read as themselves. */
import type { LiveEvent, News } from '#core/live.ts'
import { Refusal } from '#core/refusal.ts'
import { type Database, glance } from '#platform/database.ts'
import { refusalFor } from '#platform/database-refusals.ts'
import { listenForNews } from '#platform/ledger-news.ts'
import { type NewsRow, newest, newsAfter } from '#platform/ledger-reader.ts'

export type LiveParts = {
  db: Database
  /** where to listen; without it news is only asked for */
  url?: string
  /** whose lists and counts an event makes untrue */
  countsOf(event: string): readonly string[]
  /** a fault of ours; never holds personal data */
  failed(error: unknown): void
}

/** One open stream, as the HTTP side gives it. */
export type Stream = {
  /** false when what was sent before has not left yet and is too much by now */
  send(event: LiveEvent, position: bigint, data: unknown): boolean
  end(): void
}

type Viewer = {
  token: string
  personId: string
  tenantId: string
  stream: Stream
  /** everything up to here was told or may not be seen */
  seen: bigint
  beatAt: number
  checkAt: number
  /** a look is on its way: another beside it would tell the same twice */
  busy: boolean
  gone: boolean
}

/** one city's viewers, and the turn in which they are told */
type Turn = { timer: NodeJS.Timeout | null; running: boolean; again: boolean; notBefore: number }

const mostHere = 2_000
/** tabs that are looked at: a hidden one lets go of its stream */
const mostForPerson = 6
/** more than this behind, a page reads anew instead of being told line by line */
const mostBehind = 500n
/** between two turns: news of the same moment is told together */
const gatherMs = 200
/** connections of the pool that live pages may use at once: the others answer who has pressed something */
const mostAtOnce = 3
const pollMs = 3_000
/** so often a session is looked at where nothing happened: who is idle, was revoked elsewhere or changed their post */
const checkMs = 60_000
/** after it nothing comes */
const beyondAll = 2n ** 62n

export class Live {
  readonly #parts: LiveParts
  readonly #viewers = new Map<string, Set<Viewer>>()
  readonly #turns = new Map<string, Turn>()
  /** how far each city's ledger has come, as was heard; kept also while nobody looks */
  readonly #tops = new Map<string, bigint>()
  readonly #ears: { stop(): Promise<void> } | null
  readonly #ticking: NodeJS.Timeout
  #listening = false
  #pollAt = 0
  #size = 0
  #closed = false
  #atWork = 0
  readonly #waiting: (() => void)[] = []

  constructor(parts: LiveParts) {
    this.#parts = parts
    this.#ears =
      parts.url === undefined
        ? null
        : listenForNews(parts.url, {
            heard: (tenantId, position) => this.#heard(tenantId, position),
            listening: () => {
              this.#listening = true
              // what was said before is missed: asked for once
              this.#poll(Date.now())
            },
            lost: () => {
              this.#listening = false
            },
          })
    this.#ticking = setInterval(() => this.#tick(Date.now()), 500)
    this.#ticking.unref()
  }

  /**
   * Reads who this is, then `start` opens the stream and it is told everything after `after` (null: from now on). Refuses
   * before anything was sent. Returns what to call when the other side has gone.
   */
  async open(token: string, after: bigint | null, start: () => Stream): Promise<() => void> {
    if (this.#closed || this.#size >= mostHere) throw new Refusal('unavailable')
    this.#size += 1
    try {
      const { identity, top, lines } = await this.#look(token, after)
      const { tenantId, personId } = identity.actor
      const here = this.#viewers.get(tenantId) ?? new Set<Viewer>()
      if ([...here].filter((one) => one.personId === personId).length >= mostForPerson) throw new Refusal('too-many')
      if (this.#closed) throw new Refusal('unavailable')
      const now = Date.now()
      const stream = start()
      const times = { beatAt: now, checkAt: now + checkMs }
      const viewer = { token, personId, tenantId, stream, seen: top, ...times, busy: false, gone: false }
      this.#viewers.set(tenantId, here.add(viewer))
      this.#beatLater(viewer, now)
      stream.send('hello', after ?? top, {})
      // a position that this ledger has not reached is another ledger's: nothing can be said about what was missed
      if (after !== null && (after > top || top - after > mostBehind)) stream.send('reset', top, {})
      else this.#tell(viewer, lines, top)
      if (viewer.seen < (this.#tops.get(tenantId) ?? 0n)) this.#wake(tenantId)
      return () => this.#leave(viewer)
    } catch (error) {
      this.#size -= 1
      throw error
    }
  }

  /** A session has just ended here: its streams end without waiting to be looked at. */
  signedOut(token: string): void {
    for (const viewer of [...this.#viewers.values()].flatMap((here) => [...here]))
      if (viewer.token === token) this.#bye(viewer)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#ticking)
    for (const { timer } of this.#turns.values()) if (timer) clearTimeout(timer)
    for (const here of this.#viewers.values()) for (const viewer of [...here]) this.#leave(viewer)
    await this.#ears?.stop()
  }

  #heard(tenantId: string, position: bigint): void {
    if (position <= (this.#tops.get(tenantId) ?? 0n)) return
    this.#tops.set(tenantId, position)
    this.#wake(tenantId)
  }

  /** At once where nothing has happened for a while, else after a pause that gathers what happens meanwhile. */
  #wake(tenantId: string): void {
    if (this.#closed || !this.#viewers.has(tenantId)) return
    const turn = this.#turns.get(tenantId) ?? { timer: null, running: false, again: false, notBefore: 0 }
    this.#turns.set(tenantId, turn)
    turn.again = true
    if (turn.timer || turn.running) return
    const wait = Math.max(0, turn.notBefore - Date.now())
    turn.timer = setTimeout(() => void this.#take(tenantId, turn), wait)
  }

  async #take(tenantId: string, turn: Turn): Promise<void> {
    turn.timer = null
    turn.running = true
    turn.again = false
    const began = Date.now()
    const top = this.#tops.get(tenantId) ?? 0n
    const behind = [...(this.#viewers.get(tenantId) ?? [])].filter(({ seen }) => seen < top)
    const answered = await Promise.all(behind.map((viewer) => this.#follow(viewer)))
    turn.running = false
    // with many who look, telling them takes a while: at least as long again belongs to those who press something
    const rest = answered.every(Boolean) ? Math.min(Date.now() - began, 1_000) : pollMs
    turn.notBefore = Date.now() + Math.max(rest, gatherMs)
    if (turn.again || [...(this.#viewers.get(tenantId) ?? [])].some(({ seen }) => seen < top)) this.#wake(tenantId)
  }

  /** One look as this viewer; a session that is over says goodbye. False when the database did not answer. */
  async #follow(viewer: Viewer): Promise<boolean> {
    if (viewer.busy || viewer.gone) return true
    viewer.busy = true
    try {
      const { top, lines } = await this.#look(viewer.token, viewer.seen)
      viewer.checkAt = Date.now() + checkMs
      if (viewer.gone) return true
      if (top - viewer.seen > mostBehind) this.#send(viewer, 'reset', top, {})
      else this.#tell(viewer, lines, top)
      this.#heard(viewer.tenantId, top)
      return true
    } catch (error) {
      const refusal = refusalFor(error)
      if (refusal?.code === 'signed-out' || refusal?.code === 'stale') this.#bye(viewer)
      else if (!refusal) {
        this.#parts.failed(error)
        this.#leave(viewer)
      }
      // away or busy: nothing was told, and the next look goes on from there
      return viewer.gone
    } finally {
      viewer.busy = false
    }
  }

  /** `top` is asked first: what is visible beyond it is told as well, and nothing between the two can be missed. */
  async #look(token: string, after: bigint | null) {
    await this.#place()
    try {
      const { identity, rows } = await glance(this.#parts.db, token, {
        top: newest,
        lines: newsAfter(after ?? beyondAll, Number(mostBehind) + 1),
      })
      const reached = [rows.top[0]?.position ?? 0n, ...rows.lines.map(({ position }) => position)]
      return { identity, lines: rows.lines, top: reached.reduce((most, one) => (one < most ? most : one)) }
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#atWork -= 1
    }
  }

  /** Whoever is let go hands the place on. */
  async #place(): Promise<void> {
    if (this.#atWork >= mostAtOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#atWork += 1
  }

  #tell(viewer: Viewer, lines: readonly NewsRow[], top: bigint): void {
    for (const { position, event, subjects, actor_id } of lines) {
      const counts = [...this.#parts.countsOf(event)]
      const news: News = { position: Number(position), event, subjects, counts, mine: actor_id === viewer.personId }
      this.#send(viewer, 'news', position, news)
    }
    viewer.seen = top
  }

  #send(viewer: Viewer, event: LiveEvent, position: bigint, data: unknown): void {
    viewer.seen = position
    // whoever takes nothing more is let go, and goes on later from where they are
    if (!viewer.gone && !viewer.stream.send(event, position, data)) this.#leave(viewer)
  }

  #tick(now: number): void {
    if (!this.#listening && now >= this.#pollAt) this.#poll(now)
    for (const here of this.#viewers.values()) {
      for (const viewer of here) {
        if (now >= viewer.beatAt) {
          this.#beatLater(viewer, now)
          this.#send(viewer, 'beat', viewer.seen, {})
        }
        if (now >= viewer.checkAt) {
          viewer.checkAt = now + checkMs
          void this.#follow(viewer)
        }
      }
    }
  }

  /** Nobody tells us: one of each city looks, and when there is something new all do. */
  #poll(now: number): void {
    this.#pollAt = now + pollMs
    for (const here of this.#viewers.values()) {
      const [first] = here
      if (first) void this.#follow(first)
    }
  }

  /** 17 to 23 s, spread so that hundreds do not beat at once */
  #beatLater(viewer: Viewer, now: number): void {
    viewer.beatAt = now + 17_000 + (this.#size % 13) * 500
  }

  #bye(viewer: Viewer): void {
    if (!viewer.gone) viewer.stream.send('bye', viewer.seen, {})
    this.#leave(viewer)
  }

  #leave(viewer: Viewer): void {
    if (viewer.gone) return
    viewer.gone = true
    this.#size -= 1
    const here = this.#viewers.get(viewer.tenantId)
    here?.delete(viewer)
    if (here?.size === 0) {
      this.#viewers.delete(viewer.tenantId)
      this.#turns.delete(viewer.tenantId)
    }
    viewer.stream.end()
  }
}
