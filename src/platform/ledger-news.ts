/** Hears that a city's ledger has grown: one listening connection for each server process, found again when it is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { newsChannel } from '#platform/ledger-order.ts'

export type Ears = {
  /** a city's ledger has reached this position */
  heard(tenantId: string, position: bigint): void
  /** listens from now on; what was said before was missed */
  listening(): void
  lost(): void
}

const firstWaitMs = 500
const longestWaitMs = 10_000
/** a line that was cut without a word is found out by asking */
const askEveryMs = 15_000
const answerWithinMs = 5_000

/** Returns at once; goes on trying until it is stopped. */
export function listenForNews(url: string, ears: Ears): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    for (let wait = firstWaitMs; !stopping.signal.aborted; wait = Math.min(wait * 2, longestWaitMs)) {
      const listened = await listenOnce(url, ears, stopping.signal)
      if (listened) wait = firstWaitMs
      await pause(wait, stopping.signal)
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

/** Until the connection is lost or nobody wants it any more; says whether it had come about. */
async function listenOnce(url: string, ears: Ears, stopping: AbortSignal): Promise<boolean> {
  const client = connectionTo(url)
  const over = new AbortController()
  stopping.addEventListener('abort', () => over.abort(), { signal: over.signal })
  for (const sign of ['end', 'error'] as const) client.on(sign, () => over.abort())
  client.on('notification', ({ channel, payload }) => hear(ears, channel, payload))
  let listened = false
  try {
    await client.connect()
    await client.query(`listen ${newsChannel}`)
    listened = true
    ears.listening()
    while (!over.signal.aborted) {
      await pause(askEveryMs, over.signal)
      if (!over.signal.aborted) await client.query('select 1')
    }
  } catch {
    // away: tried again
  }
  over.abort()
  if (listened) ears.lost()
  client.end().catch(() => undefined)
  return listened
}

async function pause(ms: number, until: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: until }).catch(() => undefined)
}

/** Outside every pool: it only listens, and a pipelined connection hands nothing on while it waits. */
function connectionTo(url: string): pg.Client {
  return new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: answerWithinMs,
    keepAlive: true,
    application_name: 'wutong-live',
  })
}

function hear(ears: Ears, channel: string, payload: string | undefined): void {
  const [, tenantId, position] = /^([0-9a-f-]{36}) (\d{1,18})$/.exec(payload ?? '') ?? []
  if (channel === newsChannel && tenantId && position) ears.heard(tenantId, BigInt(position))
}
