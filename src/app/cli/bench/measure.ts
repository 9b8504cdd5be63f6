/** Presses the city's server and the bare one in turn, alone and eight at once, and reads what each call has cost. */
import { randomUUID } from 'node:crypto'
import type { Press } from '#platform/loopback-load.ts'
import type { Ask, Who } from './asks.ts'
import { type Presser, type Server, spentBetween, ticksBy } from './children.ts'
import type { Ground } from './ground.ts'

export type Pace = { perSecond: number; p50: number; p95: number; p99: number; serverMs: number; databaseMs: number }
export type Measured = { alone: Pace; eight: Pace; bytes: number; trips: number }
export type Row = { ask: Ask; who: Who; ours: Measured; bare: Measured | null }

type Stand = { ground: Ground; city: Server; bare: Server; presser: Presser; seconds: number }

export async function measure(stand: Stand, ask: Ask, who: Who): Promise<Row> {
  const ours = await paces(stand, stand.city, ask.rounds(who), who)
  if (!ask.bare) return { ask, who, ours, bare: null }
  stand.city.pause()
  try {
    return { ask, who, ours, bare: await paces(stand, stand.bare, ask.bare(who), who) }
  } finally {
    stand.city.resume()
  }
}

async function paces(stand: Stand, server: Server, rounds: Press['rounds'], who: Who): Promise<Measured> {
  // each connection plans a statement anew for five times before it keeps the plan
  await pressed(stand, server, rounds, who, 8, Math.min(2, stand.seconds))
  const alone = await pressed(stand, server, rounds, who, 1, stand.seconds)
  const eight = await pressed(stand, server, rounds, who, 8, stand.seconds)
  return { alone: alone.pace, eight: eight.pace, bytes: eight.bytes, trips: eight.trips }
}

async function pressed(
  { ground, presser }: Stand,
  server: Server,
  rounds: Press['rounds'],
  who: Who,
  atOnce: number,
  seconds: number,
) {
  const press: Press = {
    port: server.port,
    rounds,
    cookies: who.tokens,
    key: randomUUID(),
    atOnce,
    seconds,
  }
  const before = ticksBy(server.pid, ground.clusterDir)
  const { times, seconds: lasted, bytes, trips, failure } = await presser.press(press)
  const cost = spentBetween(before, ticksBy(server.pid, ground.clusterDir), server.pid)
  if (failure !== null) throw new Error(`${who.title}: ${failure}`)
  const sorted = times.sort((a, b) => a - b)
  const pace: Pace = {
    perSecond: times.length / lasted,
    p50: atShare(sorted, 0.5),
    p95: atShare(sorted, 0.95),
    p99: atShare(sorted, 0.99),
    serverMs: cost.server / times.length,
    databaseMs: cost.database / times.length,
  }
  return { pace, bytes, trips }
}

export function atShare(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
