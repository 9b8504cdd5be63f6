/** Files that ride on a brief or a reply: looked at before, hung there in the same write. */
import { Refusal } from '#core/refusal.ts'
import { whyNotAttach } from '#features/documents/rules.ts'
import { attachRows, toAttachQuery } from '#features/documents/store.ts'
import type { Tx } from '#platform/database.ts'
import type { Row } from '#platform/ledger.ts'

export type Attach = (to: { briefId: string; replyId: string | null }) => Row[]

export async function attaching(tx: Tx, ids: readonly string[] = []): Promise<Attach> {
  if (ids.length === 0) return () => []
  const found = await tx.ask(toAttachQuery(ids))
  // refused only when it comes to that: whether there is such a brief for them to speak to is said first
  return (to) => {
    const because = whyNotAttach(found, ids, tx.actor.personId)
    if (because) throw new Refusal('invalid', [because])
    return attachRows(tx.actor.tenantId, ids, to)
  }
}

/** what the ledger line says of them */
export function saidOf(ids: readonly string[] = []): Readonly<Record<string, unknown>> {
  return ids.length === 0 ? {} : { documentIds: [...ids] }
}
