/** Sending a file: announced, then in parts that may each be repeated, then declared to be all there. */
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import { type RowsOf, read, type Tx } from '#platform/database.ts'
import { dropParts, joinParts, keepPart, partsOf } from '#platform/files/blobs.ts'
import { exempts, reads, writes } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { policy } from '../policy.ts'
import { bytesOfPart, faultsIn, mostLoose, partsIn } from '../rules.ts'
import { type DocumentRow, documentQuery, find, looseQuery, saveDeclared, saveReceived, shown } from '../store.ts'

const after = async (tx: Tx, id: string) => shown(await find(tx, id))

export const declare = writes(
  contract.declare,
  async ({ input }, tx) => {
    const [loose] = await tx.ask(looseQuery())
    const subject = { kind: 'document', id: newId(Date.parse(tx.now)), version: 'new' } as const
    const grant = allow(policy, 'documents.declare', tx, {}, subject)
    const faults = faultsIn(input)
    if (faults.length > 0) throw new Refusal('invalid', faults)
    if ((loose?.n ?? 0) >= mostLoose)
      throw new Refusal('conflict', `您有 ${mostLoose} 个附件还没有随简报或跟帖发出，请先发出`)
    saveDeclared(tx, grant, input)
    return subject.id
  },
  after,
)

/** Needs no key: the same part twice is one part. Files are written with no transaction open. */
export const part = exempts(contract.part, async ({ params, query, bytes }, { db, token }) => {
  if (!token) throw new Refusal('signed-out')
  const { rows, identity } = await read(db, token, { document: documentQuery(params.id) })
  const document = receivingIn(rows.document, identity.actor.personId)
  const expected = bytesOfPart(Number(document.bytes), query.no)
  if (expected === 0) throw new Refusal('invalid', [{ say: '没有这一段', field: 'no' }])
  if (bytes?.length !== expected) throw new Refusal('invalid', `第 ${query.no} 段应为 ${expected} 字节的二进制内容`)
  const { tenantId } = identity.actor
  await keepPart(tenantId, document.id, query.no, bytes)
  const there = new Set(await partsOf(tenantId, document.id))
  const numbers = Array.from({ length: partsIn(Number(document.bytes)) }, (_, no) => no)
  return { document: shown(document), missing: numbers.filter((no) => !there.has(no)) }
})

function receivingIn([row]: readonly DocumentRow[], personId: string): DocumentRow {
  if (!row || row.owner_id !== personId) throw new Refusal('not-found')
  if (row.state !== 'receiving') throw new Refusal('conflict', '这个附件已经传完')
  return row
}

/** First the bytes are stored, then the row says so: a row never speaks of what is not there. */
export const receive = writes(
  contract.receive,
  async ({ params }, tx) => {
    const row = await find(tx, params.id)
    const subject = { kind: 'document', id: row.id, version: row.version }
    const grant = allow(policy, 'documents.receive', tx, { ownerId: row.owner_id }, subject)
    if (row.state !== 'receiving') throw new Refusal('conflict', '这个附件已经传完')
    const { tenantId } = tx.actor
    const bytes = Number(row.bytes)
    const joined = await joinParts(tenantId, row.id, { parts: partsIn(bytes), bytes, sha256: row.sha256 })
    if (joined === 'incomplete') throw new Refusal('conflict', '还有没传到的部分，请继续上传')
    if (joined === 'different') throw new Refusal('invalid', '传到的内容和原文件不一致，请重新上传')
    saveReceived(tx, grant, row)
    return row.id
  },
  async (tx, id) => {
    // the row is on its way: what the parts were is stored whole
    await dropParts(tx.actor.tenantId, id)
    return after(tx, id)
  },
)

const queriesOf = (id: string) => ({ found: documentQuery(id) })

export const document = reads(contract.document, ({ params }) => ({
  queries: queriesOf(params.id),
  answer: ({ found: [row] }: RowsOf<ReturnType<typeof queriesOf>>) => {
    if (!row) throw new Refusal('not-found')
    return shown(row)
  },
}))
