/** The documents and attachments tables: what was announced, what was found in it, and what it hangs on. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { Refusal } from '#core/refusal.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import { type Row, write } from '#platform/ledger.ts'
import type { DeclareInput, Document } from './model.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['documents', 'attachments']

const here = sql<boolean>`tenant_id = (select sec.tenant())`

const columns = [
  'id',
  'version',
  'name',
  'family',
  'bytes',
  'sha256',
  'seconds',
  'state',
  'media_type',
  'width',
  'height',
  'refused_because',
  'owner_id',
] as const

export const documentQuery = (id: string) =>
  sqlOf.selectFrom('documents').select(columns).where('id', '=', id).where(here)

export type DocumentRow = {
  [K in (typeof columns)[number]]: Awaited<ReturnType<ReturnType<typeof documentQuery>['execute']>>[0][K]
}

export async function find(tx: Tx, id: string): Promise<DocumentRow> {
  const [row] = await tx.ask(documentQuery(id))
  if (!row) throw new Refusal('not-found')
  return row
}

export function shown(row: Omit<DocumentRow, 'sha256' | 'owner_id'>): Document {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    // the columns' checks hold the values of these unions, and media_type what the inspection knows
    family: row.family as Document['family'],
    bytes: Number(row.bytes),
    seconds: row.seconds,
    state: row.state as Document['state'],
    mediaType: row.media_type as Document['mediaType'],
    width: row.width,
    height: row.height,
    refusedBecause: row.refused_because,
  }
}

/** how many of one's own hang nowhere */
export const looseQuery = () =>
  sqlOf
    .selectFrom('documents')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('owner_id', '=', sql<string>`(select sec.person())`)
    .where('attached', '=', false)
    .where(here)

export function saveDeclared(tx: Tx, grant: Grant<'documents.declare'>, input: DeclareInput): void {
  const { name, family, bytes, sha256, seconds } = input
  const row = sqlOf.insertInto('documents').values({
    tenant_id: tx.actor.tenantId,
    id: grant.subject.id,
    ...{ name, family, bytes: BigInt(bytes), sha256, seconds },
  })
  write(tx, grant, [{ query: row, expect: 1 }], {
    event: 'document.declared',
    audience: [`p:${tx.actor.personId}`],
    payload: { family, bytes, sha256 },
  })
}

const step = (id: string, version: number) =>
  sqlOf.updateTable('documents').where('id', '=', id).where('version', '=', version).where(here)

export function saveReceived(tx: Tx, grant: Grant<'documents.receive'>, row: DocumentRow): void {
  const update = step(row.id, row.version).set({ state: 'quarantined', version: row.version + 1 })
  write(tx, grant, [{ query: update, expect: 1 }], {
    event: 'document.received',
    audience: [`p:${row.owner_id}`],
    payload: { sha256: row.sha256 },
  })
}

export type Finding = { mediaType: string; width: number | null; height: number | null } | { refused: string }

export function saveFinding(tx: Tx, grant: Grant<'documents.inspect'>, row: WaitingRow, finding: Finding): void {
  const refused = 'refused' in finding
  const update = step(row.id, row.version).set({
    state: refused ? 'refused' : 'clean',
    ...(refused
      ? { refused_because: finding.refused }
      : { media_type: finding.mediaType, width: finding.width, height: finding.height }),
    version: row.version + 1,
  })
  write(tx, grant, [{ query: update, expect: 1 }], {
    event: 'document.inspected',
    audience: [`p:${row.owner_id}`],
    payload: { sha256: row.sha256, clean: !refused },
  })
}

export type WaitingRow = Pick<DocumentRow, 'id' | 'version' | 'name' | 'sha256' | 'owner_id'>

/** newest first, a few at a time: one that the scanner never answers holds nobody up */
export const waitingQuery = () =>
  sqlOf
    .selectFrom('documents')
    .select(['id', 'version', 'name', 'sha256', 'owner_id'])
    .where('state', '=', 'quarantined')
    .where(here)
    .orderBy('declared_at', 'desc')
    .limit(8)

/** for jobs: which of these hashes some document still needs */
export const namedQuery = (hashes: readonly string[]) =>
  sqlOf
    .selectFrom('documents')
    .select('sha256')
    .distinct()
    .where('sha256', 'in', [...hashes])
    .where('state', '!=', 'refused')
    .where(here)

export const forgetQuery = () => sql<{ forget_documents: number }>`select sec.forget_documents()`.compile(sqlOf)

/** what hangs on a brief and its replies, in the order in which it came; seen by whoever sees the brief */
export const attachedQuery = (briefId: string) =>
  sqlOf
    .selectFrom('attachments')
    .innerJoin('documents', (on) =>
      on
        .onRef('documents.tenant_id', '=', 'attachments.tenant_id')
        .onRef('documents.id', '=', 'attachments.document_id'),
    )
    .select([
      'documents.id',
      'documents.version',
      'documents.name',
      'documents.family',
      'documents.bytes',
      'documents.seconds',
      'documents.state',
      'documents.media_type',
      'documents.width',
      'documents.height',
      'documents.refused_because',
      'attachments.reply_id',
    ])
    .where('attachments.brief_id', '=', briefId)
    .where('attachments.tenant_id', '=', sql<string>`(select sec.tenant())`)
    .orderBy('attachments.at')
    .orderBy('attachments.no')

/** as they stand, for whoever would hang them somewhere */
export const toAttachQuery = (ids: readonly string[]) =>
  sqlOf
    .selectFrom('documents')
    .select(['id', 'owner_id as ownerId', 'state', 'attached'])
    .where('id', 'in', [...ids])
    .where(here)

/** Rows for the write of whoever hangs them there; a file that is not theirs, not here or hung already makes the write fail. */
export function attachRows(
  tenantId: string,
  documentIds: readonly string[],
  to: { briefId: string; replyId: string | null },
): Row[] {
  if (documentIds.length === 0) return []
  const rows = documentIds.map((id, i) => ({
    tenant_id: tenantId,
    document_id: id,
    brief_id: to.briefId,
    reply_id: to.replyId,
    no: i + 1,
  }))
  const mark = sqlOf
    .updateTable('documents')
    .set({ attached: true })
    .where('id', 'in', [...documentIds])
    .where(here)
  return [
    { query: sqlOf.insertInto('attachments').values(rows), expect: documentIds.length },
    { query: mark, expect: documentIds.length },
  ]
}
