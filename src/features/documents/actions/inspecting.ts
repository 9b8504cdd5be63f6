/** Looking into what was sent, and sweeping up what nobody sent along: by jobs, with no transaction open while files are read. */
import { allow } from '#core/grant.ts'
import { Refusal } from '#core/refusal.ts'
import type { Tx } from '#platform/database.ts'
import type { Again } from '#platform/feature.ts'
import { dropOldParts, filesInUse } from '#platform/files/blobs.ts'
import { inspect } from '#platform/files/inspection.ts'
import { derive } from '#platform/ledger.ts'
import { policy } from '../policy.ts'
import { type Finding, forgetQuery, namedQuery, saveFinding, type WaitingRow, waitingQuery } from '../store.ts'

export type Waiting = { tenantId: string; rows: readonly WaitingRow[] }

export async function waiting(tx: Tx): Promise<Waiting> {
  const rows = await tx.ask(waitingQuery())
  return { tenantId: tx.actor.tenantId, rows }
}

/** One after the other: each may take a whole child's memory. */
export async function inspectAll({ tenantId, rows }: Waiting, again: Again): Promise<void> {
  for (const row of rows) {
    const finding = await findingOf(tenantId, row)
    // a scanner that does not answer lets nothing through: it is asked again at the next turn
    if (finding === null) continue
    try {
      await again(async (tx) => {
        await tx.entered()
        const subject = { kind: 'document', id: row.id, version: row.version }
        saveFinding(tx, allow(policy, 'documents.inspect', tx, {}, subject), row, finding)
      })
    } catch (error) {
      // another worker was quicker
      if (!(error instanceof Refusal && error.code === 'version-stale')) throw error
    }
  }
}

async function findingOf(tenantId: string, { sha256, name }: WaitingRow): Promise<Finding | null> {
  const { blobs, scanner } = filesInUse()
  return blobs.at(tenantId, sha256, async (path) => {
    const inspected = await inspect(path, name)
    if ('refused' in inspected || scanner === null) return inspected
    const scanned = await scanner(path)
    if (scanned === 'infected') return { refused: '文件含病毒，不能上传' }
    return scanned === 'clean' ? inspected : null
  })
}

export type Swept = { tenantId: string }

/** What was never sent along is forgotten first; its bytes go afterwards, once no row needs them. */
export async function forget(tx: Tx): Promise<Swept> {
  await tx.entered()
  derive(tx, [{ query: forgetQuery() }])
  return { tenantId: tx.actor.tenantId }
}

const day = 24 * 60 * 60 * 1000

/** A day's grace: what is just being stored has no row yet. */
export async function sweep({ tenantId }: Swept, again: Again): Promise<void> {
  const { blobs } = filesInUse()
  await dropOldParts(tenantId, day)
  const old = await blobs.olderThan(tenantId, day)
  for (let from = 0; from < old.length; from += 500) {
    const some = old.slice(from, from + 500)
    const named = new Set((await again((tx) => tx.ask(namedQuery(some)))).map(({ sha256 }) => sha256))
    for (const sha256 of some) if (!named.has(sha256)) await blobs.remove(tenantId, sha256)
  }
}
