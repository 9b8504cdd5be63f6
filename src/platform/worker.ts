/** The worker: keeps the ledger's order and seals going in every city, and runs the features' scheduled jobs through pg-boss. */

import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { writeCheckpoint } from '#platform/checkpoints.ts'
import { change, type Database, sqlOf, type Tx } from '#platform/database.ts'
import type { Again, Job } from '#platform/feature.ts'
import type { Keys } from '#platform/keys.ts'
import { seal, sequence } from '#platform/ledger-order.ts'

export type WorkerParts = {
  db: Database
  appUrl: string
  keys: Keys
  checkpointDir: string
  jobs: readonly Job[]
  /** a job that failed; never holds personal data */
  failed(job: string, error: unknown): void
}

export type Worker = { stop(): Promise<void> }

const sequenceEveryMs = 150
const sealEveryMs = 2_000
const checkpointEveryMs = 30_000

export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const loops = [
    loop(sequenceEveryMs, parts, 'sequencer', (tx) => sequence(tx)),
    loop(sealEveryMs, parts, 'sequencer', (tx) => seal(tx)),
    loop(checkpointEveryMs, parts, 'sequencer', (tx) => writeCheckpoint(tx, parts.keys, parts.checkpointDir)),
    ...parts.jobs
      .filter((job) => 'everyMs' in job)
      .map((job) => loop(job.everyMs, parts, job.as ?? job.name, (tx) => job.run(tx), job.afterwards)),
  ]
  const boss = await schedule(parts)
  return {
    stop: async () => {
      await Promise.all([...loops.map((stop) => stop()), boss.stop({ graceful: true, timeout: 5_000 })])
    },
  }
}

/** Runs once in every city, waits, and again; stopping waits for the turn that runs. */
function loop(
  everyMs: number,
  parts: WorkerParts,
  job: string,
  turn: (tx: Tx) => Promise<unknown>,
  afterwards?: Job['afterwards'],
): () => Promise<void> {
  let stopping = false
  let wake: () => void = () => undefined
  const running = (async () => {
    while (!stopping) {
      await inEveryCity(parts, job, turn, afterwards)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return async () => {
    stopping = true
    wake()
    await running
  }
}

async function inEveryCity(
  parts: WorkerParts,
  job: string,
  turn: (tx: Tx) => Promise<unknown>,
  afterwards: Job['afterwards'],
): Promise<void> {
  for (const tenantId of await tenantIds(parts)) {
    try {
      const again: Again = (work) => change(parts.db, parts.keys.jobToken(tenantId, job), work)
      const found = await again(turn)
      await afterwards?.(found, again)
    } catch (error) {
      parts.failed(job, error)
    }
  }
}

/** Which cities there are; none while the database is away. */
async function tenantIds(parts: WorkerParts): Promise<string[]> {
  try {
    const query = sql<{ tenant_ids: string }>`select sec.tenant_ids()`.compile(sqlOf)
    return (await parts.db.pool.query<{ tenant_ids: string }>(query.sql)).rows.map((row) => row.tenant_ids)
  } catch (error) {
    parts.failed('tenants', error)
    return []
  }
}

/** Minute and slower jobs: one queue a job, one message a city and slot, handlers idempotent. */
async function schedule(parts: WorkerParts): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: parts.appUrl,
    schema: 'pgboss',
    migrate: false,
    max: 2,
    application_name: 'wutong-jobs',
  })
  boss.on('error', (error) => parts.failed('pg-boss', error))
  await boss.start()
  for (const job of parts.jobs.filter((j): j is Job & { cron: string } => 'cron' in j)) {
    await boss.createQueue(job.name, { retryLimit: 5, retryBackoff: true, heartbeatSeconds: 30, expireInSeconds: 300 })
    await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' })
    await boss.work(job.name, async () => inEveryCity(parts, job.as ?? job.name, (tx) => job.run(tx), job.afterwards))
  }
  return boss
}
