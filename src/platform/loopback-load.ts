/** Presses a server of this machine from a process of its own, so that the one who asks takes nothing from the one who answers. */
import http from 'node:http'

export type Call = { method: 'GET' | 'POST'; path: string; body?: string }

export type Press = {
  port: number
  /** taken in turn, from the front again at the end; the calls of one round follow each other and are timed as one */
  rounds: readonly (readonly Call[])[]
  cookies: readonly string[]
  /** tells repeats of a change apart; a new one for each call follows from it */
  key: string
  atOnce: number
  seconds: number
}

export type Pressed = {
  /** ms of each round that was answered well */
  times: number[]
  seconds: number
  bytes: number
  /** round trips to the database, as the last answer says */
  trips: number
  /** the first answer that was none */
  failure: string | null
}

export async function press({ port, rounds, cookies, key, atOnce, seconds }: Press): Promise<Pressed> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce })
  const pressed: Pressed = { times: [], seconds: 0, bytes: 0, trips: 0, failure: null }
  let next = 0
  const began = performance.now()
  const until = began + seconds * 1000
  const one = async () => {
    const at = next
    next += 1
    const round = rounds[at % rounds.length]
    if (!round) throw new Error('nothing to call')
    const started = performance.now()
    let [bytes, trips] = [0, 0]
    for (const [i, call] of round.entries()) {
      const answer = await send(agent, port, call, cookies[at % cookies.length] ?? '', `${key}-${at}-${i}`)
      bytes += answer.text.length
      trips += answer.trips
      if (answer.status >= 300)
        pressed.failure ??= `${call.method} ${call.path} ${answer.status} ${Buffer.from(answer.text, 'latin1').toString().slice(0, 300)}`
    }
    if (pressed.failure === null) pressed.times.push(performance.now() - started)
    Object.assign(pressed, { bytes, trips })
  }
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until && pressed.failure === null) await one()
    }),
  )
  pressed.seconds = (performance.now() - began) / 1000
  agent.destroy()
  return pressed
}

type Answer = { status: number; text: string; trips: number }

function send(agent: http.Agent, port: number, call: Call, cookie: string, key: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method: call.method,
        path: call.path,
        headers: {
          cookie: `wutong=${cookie}`,
          ...(call.body === undefined
            ? {}
            : {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(call.body),
                'x-wutong': '1',
                'idempotency-key': key,
              }),
        },
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(parts).toString('latin1'),
            trips: Number(response.headers['x-db-trips'] ?? 0),
          }),
        )
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(call.body)
  })
}
