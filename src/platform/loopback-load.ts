/** Presses a server of this machine from a process of its own, so that the one who asks takes nothing from the one who answers. */
import http from 'node:http'

export type Press = {
  port: number
  /** asked in turn, from the front again when all were asked */
  calls: readonly { method: 'GET' | 'POST'; path: string; body?: string }[]
  cookies: readonly string[]
  /** tells repeats of a change apart; a new one for each call follows from it */
  key: string
  atOnce: number
  seconds: number
}

export type Pressed = {
  /** ms of each call that was answered well */
  times: number[]
  seconds: number
  bytes: number
  /** round trips to the database, as the last answer says */
  trips: number
  /** the first answer that was none */
  failure: string | null
}

export async function press({ port, calls, cookies, key, atOnce, seconds }: Press): Promise<Pressed> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce })
  const pressed: Pressed = { times: [], seconds: 0, bytes: 0, trips: 0, failure: null }
  let next = 0
  const began = performance.now()
  const until = began + seconds * 1000
  const one = async () => {
    const at = next
    next += 1
    const call = calls[at % calls.length]
    if (!call) throw new Error('nothing to call')
    const started = performance.now()
    const answer = await send(agent, port, call, cookies[at % cookies.length] ?? '', `${key}-${at}`)
    if (answer.status >= 300)
      pressed.failure ??= `${call.method} ${call.path} ${answer.status} ${answer.text.slice(0, 300)}`
    else pressed.times.push(performance.now() - started)
    pressed.bytes = answer.text.length
    pressed.trips = answer.trips
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

function send(agent: http.Agent, port: number, call: Press['calls'][0], cookie: string, key: string): Promise<Answer> {
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
