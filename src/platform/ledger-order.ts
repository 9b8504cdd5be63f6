/** Gives committed ledger lines their position, seals runs of positions, and tells readers what is new. Runs in the worker. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonical } from '#core/canonical.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
import { derive, keysInUse } from '#platform/ledger.ts'

const batch = 500

/** One turn of the sequencer for the entered tenant. Returns how many lines it placed. With several workers one at a time does it. */
export async function sequence(tx: Tx): Promise<number> {
  const { tenantId } = (await tx.entered()).actor
  if (!(await alone(tx, `ledger|${tenantId}`))) return 0
  const [lines, [top]] = await Promise.all([tx.ask(pending), tx.ask(highest)])
  if (lines.length === 0) return 0
  const from = top?.position ?? 0n
  const places = lines.map((line, i) => {
    const position = from + BigInt(i + 1)
    const sealed = keysInUse().mac(placeText(tenantId, position, line.line_id))
    return {
      tenant_id: tenantId,
      position,
      line_id: line.line_id,
      mac: sealed.mac,
      alg: sealed.alg,
      key_id: sealed.keyId,
    }
  })
  derive(tx, [
    { query: sqlOf.insertInto('ledger_positions').values(places), expect: places.length },
    {
      query: sqlOf.deleteFrom('ledger_pending').where(
        'line_id',
        'in',
        lines.map((line) => line.line_id),
      ),
      expect: places.length,
    },
  ])
  tx.send(announcement(tenantId, from + BigInt(places.length)))
  await tx.settle()
  return places.length
}

/** on which servers listen for news; what is told is where the ledger stands, never what it says */
export const newsChannel = 'wutong_ledger'

/** Heard when the batch is committed, once for all its lines: a notice in every change would cost a third of the commits. */
function announcement(tenantId: string, position: bigint): Query {
  return sql`select pg_notify(${newsChannel}, ${`${tenantId} ${position}`})`.compile(sqlOf)
}

async function alone(tx: Tx, what: string): Promise<boolean> {
  const lock = sql<{ held: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${what}, 0)) as held`.compile(
    sqlOf,
  )
  return (await tx.ask(lock))[0]?.held === true
}

const pending = sqlOf
  .selectFrom('ledger_pending as p')
  .innerJoin('ledger as l', (join) => join.onRef('l.tenant_id', '=', 'p.tenant_id').onRef('l.id', '=', 'p.line_id'))
  .select('p.line_id')
  .orderBy('l.recorded_at')
  .orderBy('l.id')
  .limit(batch)

const highest: Query<{ position: bigint | null }> = sqlOf
  .selectFrom('ledger_positions')
  .select(({ fn }) => fn.max<bigint | null>('position').as('position'))

export function placeText(tenantId: string, position: bigint, lineId: string): string {
  return canonical({ tenantId, position: String(position), lineId })
}

/** Seals everything since the last seal: Merkle root over the lines' MACs by position, chained to the seal before. */
export async function seal(tx: Tx): Promise<void> {
  const { tenantId } = (await tx.entered()).actor
  const [lock] = await tx.ask(
    sql<{
      held: boolean
    }>`select pg_try_advisory_xact_lock(hashtextextended(${`seal|${tenantId}`}, 0)) as held`.compile(sqlOf),
  )
  if (!lock?.held) return
  const [last] = await tx.ask(sqlOf.selectFrom('ledger_seals').selectAll().orderBy('no', 'desc').limit(1))
  const from = (last?.to_position ?? 0n) + 1n
  const lines = await tx.ask(
    sqlOf
      .selectFrom('ledger_positions as p')
      .innerJoin('ledger as l', (join) => join.onRef('l.tenant_id', '=', 'p.tenant_id').onRef('l.id', '=', 'p.line_id'))
      .select(['p.position', 'l.mac'])
      .where('p.position', '>=', from)
      .orderBy('p.position')
      .limit(5000),
  )
  const end = lines.at(-1)
  if (!end) return
  const root = merkleRoot(lines.map((line) => leaf(line.position, line.mac)))
  const previous = last ? sealHash(sealOf(last)) : Buffer.alloc(32)
  const draft = { no: (last?.no ?? 0n) + 1n, from, to: end.position, root, previous, sealedAt: tx.now }
  const sealed = keysInUse().mac(sealText(tenantId, draft))
  const row = {
    tenant_id: tenantId,
    no: draft.no,
    from_position: draft.from,
    to_position: draft.to,
    root,
    previous,
    mac: sealed.mac,
    alg: sealed.alg,
    key_id: sealed.keyId,
  }
  derive(tx, [{ query: sqlOf.insertInto('ledger_seals').values(row), expect: 1 }])
  await tx.settle()
}

/** `sealedAt` is the transaction's clock, which the column takes from the database itself. */
export type Seal = { no: bigint; from: bigint; to: bigint; root: Buffer; previous: Buffer; sealedAt: string }

export function sealOf(row: {
  no: bigint
  from_position: bigint
  to_position: bigint
  root: Buffer
  previous: Buffer
  sealed_at: string
}): Seal {
  const { no, root, previous } = row
  return { no, from: row.from_position, to: row.to_position, root, previous, sealedAt: row.sealed_at }
}

export function sealText(tenantId: string, seal: Seal): string {
  return canonical({
    tenantId,
    no: String(seal.no),
    from: String(seal.from),
    to: String(seal.to),
    root: seal.root.toString('hex'),
    previous: seal.previous.toString('hex'),
    sealedAt: seal.sealedAt,
  })
}

export function sealHash(seal: Seal): Buffer {
  return sha(Buffer.from(`${seal.no}|${seal.from}|${seal.to}|`), seal.root, seal.previous)
}

export function leaf(position: bigint, mac: Buffer): Buffer {
  return sha(Buffer.from([0]), Buffer.from(String(position)), mac)
}

/** Leaves and inner nodes carry different first bytes, so that an inner node can never pass for a line. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) throw new Error('a root needs a line')
  let level = [...leaves]
  while (level.length > 1) {
    const next: Buffer[] = []
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]]
      if (left) next.push(right ? sha(Buffer.from([1]), left, right) : left)
    }
    level = next
  }
  return level[0] as Buffer // a non-empty level shrinks to exactly one
}

function sha(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
