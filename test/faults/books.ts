/** A small city with some hundred ledger lines: sealed, checkpointed, and the newest not yet, for whoever tampers with them as superuser. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { idOf, tenant } from '#app/demo/city.ts'
import { foundCity } from '#app/demo/found.ts'
import type { Actor } from '#core/actor.ts'
import { allow, policyOf } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { writeCheckpoint } from '#platform/checkpoints.ts'
import { change, type Database, openDatabase, type Tx } from '#platform/database.ts'
import { startEmbedded } from '#platform/embedded/postgres.ts'
import { type Keys, loadKeys } from '#platform/keys.ts'
import { armLedger, write } from '#platform/ledger.ts'
import { auditor } from '#platform/ledger-audit.ts'
import { seal, sequence } from '#platform/ledger-order.ts'
import { migrate, prepareCluster } from '#platform/migrations.ts'
import { passwords, withDatabase } from '#test/database.ts'

export type Books = {
  /** superuser, on one connection, reading instants as the audit does */
  root: pg.Client
  keys: Keys
  checkpoints: string
  emptyFolder: string
  close(): Promise<void>
}

const policy = policyOf('samples', { count: (_: Actor, __: null) => true as const })
const writers = ['yaomin', 'tangguodong', 'sunhaiyan', 'linhaisheng']
const linesInSeal = 12
const checkpointedSeals = 12

export async function openBooks(): Promise<Books> {
  const dir = await mkdtemp(join(tmpdir(), 'wutong-books-'))
  const embedded = await startEmbedded({ dataDir: join(dir, 'data'), say: () => undefined, fsync: false })
  await prepareCluster(embedded.adminUrl, passwords, 'books')
  const as = (role: 'app' | 'login' | 'migrator') => {
    const url = new URL(withDatabase(embedded.adminUrl, 'books'))
    url.username = `wutong_${role}`
    url.password = passwords[role]
    return url.href
  }
  const keys = await loadKeys(join(dir, 'keys'))
  armLedger(keys)
  await migrate(as('migrator'))
  await foundCity(as('migrator'), { mark: 'test', from: '2021-01-01', keys })
  const checkpoints = join(dir, 'checkpoints')
  const [db, login] = [openDatabase(as('app'), 4), openDatabase(as('login'), 1, 'login')]
  await fill(db, await signedIn(login), keys, checkpoints)
  await Promise.all([db.end(), login.end()])
  const root = await auditor(withDatabase(embedded.adminUrl, 'books'))
  // the books stay as new as they are now: lines that wait for their place must not grow old while others are tampered with
  await root.query(`select set_config('wutong.at', sec.clock()::text, false)`)
  return {
    root,
    keys,
    checkpoints,
    emptyFolder: await mkdtemp(join(dir, 'empty-')),
    close: async () => {
      await root.end()
      await embedded.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function signedIn(login: Database): Promise<string[]> {
  const tokens = writers.map(() => randomUUID())
  for (const [i, account] of writers.entries()) {
    const asked = [account, randomUUID(), tokens[i], 'test', 'test', '1 day']
    await login.pool.query('select sec.open_session($1, $2, $3, $4, $5, true, $6, $6)', asked)
  }
  return tokens
}

/** twelve seals under checkpoints, one seal after the last checkpoint, then placed lines without a seal, then lines without a place */
async function fill(db: Database, tokens: string[], keys: Keys, checkpoints: string): Promise<void> {
  const asJob = <T>(work: (tx: Tx) => Promise<T>) => change(db, keys.jobToken(tenant.id, 'sequencer'), work)
  for (let run = 0; run < checkpointedSeals + 1; run += 1) {
    await writeLines(db, tokens)
    await asJob(sequence)
    await asJob(seal)
    if (run % 4 === 3) await asJob((tx) => writeCheckpoint(tx, keys, checkpoints))
  }
  await writeLines(db, tokens)
  await asJob(sequence)
  await writeLines(db, tokens)
}

async function writeLines(db: Database, tokens: string[]): Promise<void> {
  const one = (i: number) => change(db, tokens[i % tokens.length] ?? '', (tx) => line(tx, i))
  await Promise.all(Array.from({ length: linesInSeal }, (_, i) => one(i)))
}

async function line(tx: Tx, i: number): Promise<void> {
  const { now } = await tx.entered()
  const subject = { kind: 'sample', id: newId(Date.parse(now)), version: 1 } as const
  const block = idOf('block:定海区')
  write(tx, allow(policy, 'samples.count', tx, null, subject), [], {
    event: `sample.${['sent', 'ruled', 'judged'][i % 3]}`,
    concerns: i % 2 === 0 ? [`block:${block}`] : [],
    audience: [`b:${block}`, `v:${block}`, 'R', 'L'].slice(0, 1 + (i % 4)),
    occurredOn: `2022-11-${String(1 + i).padStart(2, '0')}`,
    payload: { amountFen: 1_000_000 + i, dueOn: '2022-12-01', unitIds: [idOf('unit:盐仓街道')], complete: i % 2 === 0 },
    because: i % 3 === 0 ? [] : [{ say: '参数：15 天内', rule: '示例文件' }],
  })
}
