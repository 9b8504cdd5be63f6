/** Calls from this machine to a server of ours on this machine, for measuring it; any other address is refused. */
import net from 'node:net'

export type LoopbackCall = { cookie?: string; key?: string; body?: unknown }

export function callLoopback(url: string, { cookie, key, body }: LoopbackCall): Promise<Response> {
  if (new URL(url).hostname !== '127.0.0.1') throw new Error(`${url} is not this machine`)
  return fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'x-wutong': '1' }),
      ...(body !== undefined && key ? { 'idempotency-key': key } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
