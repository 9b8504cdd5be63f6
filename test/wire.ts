/** A line between the server and PostgreSQL on which every round trip is counted by what really goes over it. */
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Wire = {
  /** the same database, reached over this line */
  url: string
  /** forgets what was counted so far */
  reset(): void
  /** how many times somebody had to wait for an answer before they could ask on */
  trips(): number
  close(): Promise<void>
}

/** long enough that whatever is asked without waiting has been asked before the first answer arrives */
const delayMs = 12

/**
 * Each question ends with Sync or is a simple Query, each answer with ReadyForQuery, and they come in the same order. A
 * question's depth is one more than that of the deepest answer that had come in when it was asked: the depth is the trips.
 */
export async function wireTo(url: string): Promise<Wire> {
  const target = new URL(url)
  let answered = 0
  let deepest = 0
  const sockets = new Set<net.Socket>()
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port || 5432), target.hostname)
    const asked: number[] = []
    const fromClient = framesOf(true)
    const fromServer = framesOf(false)
    client.on('data', (chunk) => {
      for (const type of fromClient(chunk)) {
        if (type !== 'S' && type !== 'Q') continue
        asked.push(answered + 1)
        deepest = Math.max(deepest, answered + 1)
      }
      upstream.write(chunk)
    })
    upstream.on('data', async (chunk) => {
      await sleep(delayMs)
      for (const type of fromServer(chunk)) {
        // the first one greets, and answers nothing
        if (type === 'Z') answered = Math.max(answered, asked.shift() ?? 0)
      }
      client.write(chunk)
    })
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => other.end())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('the line has no port')
  const over = new URL(url)
  over.hostname = '127.0.0.1'
  over.port = String(address.port)
  return {
    url: over.href,
    reset: () => {
      answered = 0
      deepest = 0
    },
    trips: () => deepest,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The types of the protocol's messages as they come; the client's very first has none. */
function framesOf(greets: boolean): (chunk: Buffer) => string[] {
  let rest = Buffer.alloc(0)
  let greeting = greets
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const types: string[] = []
    for (;;) {
      const head = greeting ? 0 : 1
      if (rest.length < head + 4) return types
      const length = head + rest.readInt32BE(head)
      if (rest.length < length) return types
      if (!greeting) types.push(String.fromCharCode(rest[0] ?? 0))
      greeting = false
      rest = rest.subarray(length)
    }
  }
}
