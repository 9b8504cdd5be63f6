/** Eight people who send and answer over HTTP, never give up on what was not answered, and remember what they were told. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoPassword, people } from '#app/demo/city.ts'
import { briefOf, says } from '#test/story.ts'

/** `unknown`: no answer came, or one that says try again; `fail`: a plain no */
export type Outcome = 'ok' | 'fail' | 'unknown'
export type Act = { key: string; kind: 'brief' | 'reply'; mark: string; history: Outcome[]; why?: string }

const names = ['孙海燕', '应勇', '胡秀', '毛雪', '丁一川', '白露', '姚敏', '郑立']
/** below the ten a second that one person may send */
const pauseMs = 105
const repliesToABrief = 15

export class Writers {
  readonly acts: Act[] = []
  readonly #address: string
  readonly #briefs: string[] = []
  #stopping = false
  #running: Promise<unknown> = Promise.resolve()

  constructor(address: string) {
    this.#address = address
  }

  get acknowledged(): number {
    return this.acts.filter(({ history }) => history.at(-1) === 'ok').length
  }

  async begin(): Promise<void> {
    const cookies: string[] = []
    for (const name of names) cookies.push(await this.#signIn(name))
    this.#running = Promise.all(names.map((name, i) => this.#write(name, cookies[i] ?? '')))
  }

  /** After what is under way has been answered. */
  async finish(): Promise<void> {
    this.#stopping = true
    await this.#running
  }

  async #signIn(name: string): Promise<string> {
    const account = people.find((person) => person.name === name)?.account
    const answer = await fetch(`${this.#address}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wutong': '1' },
      body: JSON.stringify({ account, password: demoPassword, remember: true, deviceName: 'test' }),
    })
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('wutong='))
    if (!answer.ok || !cookie) throw new Error(`${name} cannot sign in: ${await answer.text()}`)
    return cookie.split(';')[0] ?? ''
  }

  async #write(name: string, cookie: string): Promise<void> {
    const unitName = people.find((person) => person.name === name)?.posts[0]?.unit ?? ''
    for (let n = 0; !this.#stopping; n += 1) {
      const mark = `【${name}${n}】`
      const target = this.#briefs.at(-1 - (n % 8))
      if (n % repliesToABrief === 0 || target === undefined) {
        const input = briefOf(unitName, `${mark}有限公司`, { contactOn: null, contactPhone: null })
        const id = await this.#settle(
          { key: randomUUID(), kind: 'brief', mark, history: [] },
          '/api/briefs',
          input,
          cookie,
        )
        if (id) this.#briefs.push(id)
      } else {
        const act: Act = { key: randomUUID(), kind: 'reply', mark, history: [] }
        await this.#settle(act, `/api/briefs/${target}/replies`, says(unitName, mark), cookie)
      }
      await sleep(pauseMs)
    }
  }

  /** The same key until an answer comes: what a phone does that lost its connection. */
  async #settle(act: Act, path: string, input: unknown, cookie: string): Promise<string | null> {
    this.acts.push(act)
    for (;;) {
      try {
        const answer = await fetch(`${this.#address}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-wutong': '1', 'idempotency-key': act.key, cookie },
          body: JSON.stringify(input),
          signal: AbortSignal.timeout(15_000),
        })
        // the contract's thread, or a problem
        const body = (await answer.json()) as { brief?: { id: string }; retryable?: boolean; detail?: string }
        if (answer.status === 201) {
          act.history.push('ok')
          return body.brief?.id ?? null
        }
        if (!body.retryable) {
          act.history.push('fail')
          act.why = `${answer.status} ${body.detail}`
          return null
        }
        // a 500 may come after the commit: as little known as no answer at all
        act.history.push('unknown')
      } catch {
        act.history.push('unknown')
      }
      await sleep(150)
    }
  }
}
