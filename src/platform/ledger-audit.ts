/** Reads the whole ledger past the application and says what does not fit: the check that an auditor runs without trusting the server. */

import pg from 'pg'
import type { LedgerLine } from '#core/event.ts'
import { checkpointedCities, readCheckpoints } from '#platform/checkpoints.ts'
import { instantFromText } from '#platform/database.ts'
import type { Keys } from '#platform/keys.ts'
import { macText } from '#platform/ledger.ts'
import { leaf, merkleRoot, placeText, type Seal, sealHash, sealOf, sealText } from '#platform/ledger-order.ts'

export type Finding = {
  kind: 'altered' | 'misplaced' | 'gap' | 'without-line' | 'without-place' | 'seal' | 'cut' | 'checkpoint'
  /** position or seal number, and the line, as far as they are known */
  position: bigint | null
  lineId: string | null
  say: string
}
export type Audit = {
  tenantId: string
  lines: number
  seals: number
  checkpoints: number
  upTo: bigint
  findings: Finding[]
}

type LineRow = {
  position: string | null
  place_mac: Buffer | null
  place_alg: string | null
  place_key: string | null
  place_line: string | null
  id: string | null
  event: LedgerLine['event']
  subjects: LedgerLine['subjects']
  audience: string[]
  actor_id: string
  verb: string
  occurred_on: string
  recorded_at: string
  payload: Record<string, unknown>
  because: unknown[]
  rule_version: string
  /** null: of a place without a line, or where somebody has lifted the constraint */
  mac: Buffer | null
  alg: string
  key_id: string
}
type SealRow = {
  no: string
  from_position: string
  to_position: string
  root: Buffer
  previous: Buffer
  sealed_at: string
  mac: Buffer
  alg: string
  key_id: string
}

const chunk = 5000

/** `url` must see every row (the backup role). Streams by position; memory stays flat. */
export async function auditLedger(url: string, tenantId: string, keys: Keys, checkpointDir: string): Promise<Audit> {
  const client = await auditor(url)
  try {
    await client.query('begin isolation level repeatable read read only')
    return await auditThrough(client, tenantId, keys, checkpointDir)
  } finally {
    await client.end()
  }
}

/** Cities that are there, and those of which only a checkpoint still tells: a city deleted whole is a cut as well. */
export async function citiesToAudit(client: pg.Client, checkpointDir: string): Promise<string[]> {
  const { rows } = await client.query<{ tenant_id: string }>('select tenant_id from tenants order by created_at')
  return [...new Set([...rows.map((row) => row.tenant_id), ...(await checkpointedCities(checkpointDir))])]
}

/** A connection that reads instants and dates as the lines' MACs saw them. */
export async function auditor(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  client.setTypeParser(1184, instantFromText)
  client.setTypeParser(1082, (text: string) => text)
  await client.connect()
  return client
}

/** The audit inside whatever transaction is open, so that it sees what that transaction sees. */
export async function auditThrough(
  client: pg.Client,
  tenantId: string,
  keys: Keys,
  checkpointDir: string,
): Promise<Audit> {
  const findings: Finding[] = []
  const leaves = await placedLines(client, tenantId, keys, findings)
  await strayLines(client, tenantId, keys, findings)
  const seals = (await client.query<SealRow>('select * from ledger_seals where tenant_id = $1 order by no', [tenantId]))
    .rows
  checkSeals(seals, leaves, tenantId, keys, findings)
  const checkpoints = await checkCheckpoints(seals, tenantId, keys, checkpointDir, findings)
  return { tenantId, lines: leaves.size, seals: seals.length, ...checkpoints, findings }
}

/** By position. A gap is one finding however wide: whoever moves a line to number 9·10¹⁸ must not keep the auditor busy. */
async function placedLines(
  client: pg.Client,
  tenantId: string,
  keys: Keys,
  findings: Finding[],
): Promise<Map<bigint, Buffer>> {
  const leaves = new Map<bigint, Buffer>()
  let expected = 1n
  for (let from = 0n; ; ) {
    const { rows } = await client.query<LineRow>(
      `select p.position, p.mac as place_mac, p.alg as place_alg, p.key_id as place_key, p.line_id as place_line, l.*
       from ledger_positions p left join ledger l on l.tenant_id = p.tenant_id and l.id = p.line_id
       where p.tenant_id = $1 and p.position > $2 order by p.position limit ${chunk}`,
      [tenantId, String(from)],
    )
    for (const row of rows) {
      const position = BigInt(row.position ?? 0)
      if (expected < position) {
        const which = expected === position - 1n ? expected : `${expected}—${position - 1n}`
        findings.push({ kind: 'gap', position: expected, lineId: null, say: `第 ${which} 号没有记录：被删除` })
      }
      leaves.set(position, checkPlaced(row, position, tenantId, keys, findings))
      expected = position + 1n
      from = position
    }
    if (rows.length < chunk) return leaves
  }
}

function checkPlaced(row: LineRow, position: bigint, tenantId: string, keys: Keys, findings: Finding[]): Buffer {
  const lineId = row.place_line ?? ''
  if (
    !row.place_mac ||
    !keys.macMatches(placeText(tenantId, position, lineId), row.place_mac, row.place_alg ?? '', row.place_key ?? '')
  ) {
    findings.push({ kind: 'misplaced', position, lineId, say: `第 ${position} 号指向的记录被调换或插入` })
  }
  if (row.id === null || row.mac === null) {
    findings.push({ kind: 'without-line', position, lineId, say: `第 ${position} 号的记录已被删除` })
    return Buffer.alloc(32)
  }
  if (!lineMacMatches(row, tenantId, keys)) {
    findings.push({ kind: 'altered', position, lineId, say: `第 ${position} 号的内容被改动` })
  }
  return leaf(position, row.mac)
}

function lineMacMatches(row: LineRow, tenantId: string, keys: Keys): boolean {
  const line: LedgerLine = {
    id: row.id ?? '',
    event: row.event,
    subjects: row.subjects,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    payload: row.payload,
    actorId: row.actor_id,
    verb: row.verb,
  }
  return (
    row.mac !== null &&
    Array.isArray(row.because) && // whoever tampers may put anything there
    keys.macMatches(macText(tenantId, line, row.audience, row.because, row.rule_version), row.mac, row.alg, row.key_id)
  )
}

/** Lines without a place: those of the last moments wait for the sequencer; a forged one shows by its MAC, a hidden one by its age. */
async function strayLines(client: pg.Client, tenantId: string, keys: Keys, findings: Finding[]): Promise<void> {
  const { rows } = await client.query<LineRow & { old: boolean }>(
    `select l.*, l.recorded_at < sec.clock() - interval '60 seconds' as old from ledger l
     where l.tenant_id = $1 and not exists (select from ledger_positions p where p.tenant_id = l.tenant_id and p.line_id = l.id)
     order by l.recorded_at limit ${chunk}`,
    [tenantId],
  )
  for (const row of rows) {
    if (!lineMacMatches(row, tenantId, keys)) {
      findings.push({ kind: 'altered', position: null, lineId: row.id, say: `记录 ${row.id} 不是本系统写入的` })
    } else if (row.old) {
      findings.push({
        kind: 'without-place',
        position: null,
        lineId: row.id,
        say: `记录 ${row.id} 的序号被删除或一直没有排上`,
      })
    }
  }
}

function checkSeals(
  seals: readonly SealRow[],
  leaves: ReadonlyMap<bigint, Buffer>,
  tenantId: string,
  keys: Keys,
  findings: Finding[],
): void {
  let next = 1n
  let previous: Buffer = Buffer.alloc(32)
  for (const [i, row] of seals.entries()) {
    const seal = sealOf({
      ...row,
      no: BigInt(row.no),
      from_position: BigInt(row.from_position),
      to_position: BigInt(row.to_position),
    })
    const wrong = (say: string) =>
      findings.push({ kind: 'seal', position: seal.no, lineId: null, say: `第 ${seal.no} 号封签${say}` })
    if (seal.no !== BigInt(i + 1)) wrong('之前有封签缺失')
    if (!keys.macMatches(sealText(tenantId, seal), row.mac, row.alg, row.key_id)) wrong('被改动')
    if (!seal.previous.equals(previous)) wrong('与前一封签不相连')
    if (seal.from !== next) wrong(`应从第 ${next} 号起，现从第 ${seal.from} 号起`)
    const run = sealedLeaves(seal, leaves)
    if (!run) wrong(`封存的第 ${seal.from}—${seal.to} 号已不齐`)
    else if (!merkleRoot(run).equals(seal.root)) wrong(`封存的第 ${seal.from}—${seal.to} 号与现在的记录不符`)
    previous = sealHash(seal)
    next = seal.to + 1n
  }
}

/** Null when one is missing. */
function sealedLeaves(seal: Seal, leaves: ReadonlyMap<bigint, Buffer>): Buffer[] | null {
  if (seal.to - seal.from >= BigInt(leaves.size)) return null
  const run: Buffer[] = []
  for (let position = seal.from; position <= seal.to; position += 1n) {
    const found = leaves.get(position)
    if (!found) return null
    run.push(found)
  }
  return run.length > 0 ? run : null
}

async function checkCheckpoints(
  seals: readonly SealRow[],
  tenantId: string,
  keys: Keys,
  dir: string,
  findings: Finding[],
) {
  const { good, bad } = await readCheckpoints(dir, tenantId, keys)
  for (const name of bad)
    findings.push({ kind: 'checkpoint', position: null, lineId: null, say: `检查点文件 ${name} 的签名不对` })
  const byNo = new Map(seals.map((row) => [row.no, row]))
  for (const checkpoint of good) {
    const row = byNo.get(checkpoint.no)
    const seal =
      row &&
      sealOf({
        ...row,
        no: BigInt(row.no),
        from_position: BigInt(row.from_position),
        to_position: BigInt(row.to_position),
      })
    const position = BigInt(checkpoint.to)
    if (!seal)
      findings.push({
        kind: 'cut',
        position,
        lineId: null,
        say: `检查点证明第 ${position} 号已封存，现在没有：尾部被截去`,
      })
    else if (sealHash(seal).toString('hex') !== checkpoint.hash) {
      findings.push({
        kind: 'checkpoint',
        position,
        lineId: null,
        say: `第 ${checkpoint.no} 号封签与 ${checkpoint.at} 的检查点不符`,
      })
    }
  }
  return { checkpoints: good.length, upTo: BigInt(good.at(-1)?.to ?? 0) }
}
