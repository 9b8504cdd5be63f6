/** A page that stands open, as the server sees it: a stream, and what has come out of it so far. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type LiveEvent, liveEvents, type News } from '#core/live.ts'

export type Told = { id: string; event: LiveEvent; data: News; atMs: number }

export class OpenPage {
  readonly told: Told[] = []
  readonly headers: Headers
  /** the server has ended it */
  ended = false
  readonly #abort: AbortController

  private constructor(response: Response, abort: AbortController) {
    this.headers = response.headers
    this.#abort = abort
    void this.#read(response)
  }

  /** Waits until the server has said hello. `after`: what this page heard last. */
  static async open(base: string, token: string, after?: string): Promise<OpenPage> {
    const abort = new AbortController()
    const response = await ask(base, token, after, abort.signal)
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
    const page = new OpenPage(response, abort)
    await page.until(() => page.told.length > 0)
    return page
  }

  get news(): Told[] {
    return this.told.filter(({ event }) => event === 'news')
  }

  get lastId(): string {
    return this.told.at(-1)?.id ?? ''
  }

  named(event: string): Told[] {
    return this.news.filter(({ data }) => data.event === event)
  }

  async until(there: () => boolean, withinMs = 5_000): Promise<void> {
    for (const end = performance.now() + withinMs; !there(); await sleep(5))
      if (performance.now() > end) throw new Error(`did not come within ${withinMs} ms: ${JSON.stringify(this.told)}`)
  }

  leave(): void {
    this.#abort.abort()
  }

  async #read(response: Response): Promise<void> {
    let rest = ''
    try {
      for await (const chunk of response.body ?? []) {
        const parts = `${rest}${Buffer.from(chunk).toString('utf8')}`.split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) this.#take(part)
      }
    } catch {
      // left, or the line was cut
    }
    this.ended = true
  }

  #take(part: string): void {
    const fields = new Map(
      part.split('\n').map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
    )
    const [id, data] = [fields.get('id'), fields.get('data')]
    const event = liveEvents.find((one) => one === fields.get('event'))
    if (id !== undefined && event && data)
      this.told.push({ id, event, data: JSON.parse(data), atMs: performance.now() })
  }
}

export function ask(base: string, token: string, after?: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${base}/api/live`, {
    headers: { cookie: `wutong=${token}`, ...(after === undefined ? {} : { 'last-event-id': after }) },
    ...(signal ? { signal } : {}),
  })
}
