/** Hundreds of pages that stand open on a server of this machine, and when each of them was told something. */
import { randomUUID } from 'node:crypto'
import http from 'node:http'

export type Streams = {
  /** how many were told of this thing, and ms (performance.now) of each */
  toldOf(subject: string): readonly number[]
  /** streams that the server or the line has ended */
  lost(): number
  close(): void
}

/** Resolves when every one has been greeted. */
export async function openStreams(port: number, tokens: readonly string[]): Promise<Streams> {
  const agent = new http.Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
  const told = new Map<string, number[]>()
  let lost = 0
  const one = (token: string) =>
    new Promise<http.ClientRequest>((resolve, reject) => {
      const request = http.get(
        { host: '127.0.0.1', port, agent, path: '/api/live', headers: { cookie: `wutong=${token}` } },
        (response) => {
          if (response.statusCode !== 200) reject(new Error(`a stream was answered ${response.statusCode}`))
          response.setEncoding('utf8').on('data', (text: string) => {
            if (text.includes('event: hello')) resolve(request)
            for (const [, subject = ''] of text.matchAll(/"subjects":\["([^"]+)"/g))
              told.set(subject, [...(told.get(subject) ?? []), performance.now()])
          })
          response.on('close', () => {
            lost += 1
          })
        },
      )
      request.on('error', reject)
    })
  const requests: http.ClientRequest[] = []
  for (let at = 0; at < tokens.length; at += 25)
    requests.push(...(await Promise.all(tokens.slice(at, at + 25).map(one))))
  return {
    toldOf: (subject) => told.get(subject) ?? [],
    lost: () => lost,
    close: () => {
      for (const request of requests) request.on('error', () => undefined).destroy()
    },
  }
}

/** One change, answered with the new data of its page. */
export function send(port: number, token: string, path: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: `wutong=${token}`,
      'x-wutong': '1',
      'idempotency-key': randomUUID(),
      'content-type': 'application/json',
    }
    const request = http.request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        if (response.statusCode === 201) resolve(JSON.parse(text))
        else reject(new Error(`${path} was answered ${response.statusCode}: ${text.slice(0, 300)}`))
      })
    })
    request.on('error', reject)
    request.end(JSON.stringify(body))
  })
}
