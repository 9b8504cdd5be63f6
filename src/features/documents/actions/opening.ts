/** Opening a file: a link for one person and one version that dies within a minute, and the content behind it. */
import { sql } from 'kysely'
import { may } from '#core/grant.ts'
import type { MediaType } from '#core/media.ts'
import { Refusal } from '#core/refusal.ts'
import { accessed } from '#platform/access-log.ts'
import type { Identity, RowsOf } from '#platform/database.ts'
import { filesInUse } from '#platform/files/blobs.ts'
import { sends } from '#platform/http/file-bytes.ts'
import { reads } from '#platform/http/route.ts'
import { keysInUse } from '#platform/ledger.ts'
import * as contract from '../contract.ts'
import type { Document } from '../model.ts'
import { policy } from '../policy.ts'
import { linkSeconds, linkText } from '../rules.ts'
import { type DocumentRow, documentQuery } from '../store.ts'

const queriesOf = (id: string) => ({ found: documentQuery(id) })
type Rows = RowsOf<ReturnType<typeof queriesOf>>

export const link = reads(contract.link, ({ params }) => ({
  queries: queriesOf(params.id),
  answer: ({ found }: Rows, identity) => {
    const row = openable(found, identity)
    const until = Math.floor(Date.parse(identity.now) / 1000) + linkSeconds
    const query = `version=${row.version}&until=${until}&seal=${sealOf(row, until, identity)}`
    return {
      url: `/api/documents/${row.id}/content?${query}`,
      until: new Date(until * 1000).toISOString(),
    }
  },
}))

export const content = sends(contract.content, ({ params, query }) => ({
  queries: queriesOf(params.id),
  receipts: [
    accessed('documents.content', sql`'document:' || d.id`, {
      from: sql`documents d where d.tenant_id = (select sec.tenant()) and d.id = ${params.id} and d.state = 'clean'`,
    }),
  ],
  answer: ({ found }: Rows, identity) => {
    const row = openable(found, identity)
    const { version, until, seal } = query
    // who may see it was asked anew; the seal says that this very person was given the link
    const late = Date.parse(identity.now) / 1000 > until
    if (late || version !== row.version || seal !== sealOf(row, until, identity))
      throw new Refusal('forbidden', '这个链接已失效，请回到原页面重新打开')
    const { tenantId } = identity.actor
    return {
      name: row.name,
      // clean rows have one, by the table's own check
      mediaType: row.media_type as MediaType,
      bytes: Number(row.bytes),
      open: (range) => filesInUse().blobs.read(tenantId, row.sha256, range),
    }
  },
}))

function openable([row]: readonly DocumentRow[], { actor }: Identity): DocumentRow {
  if (!row) throw new Refusal('not-found')
  const verdict = may(policy, 'documents.open', actor, { state: row.state as Document['state'] }) // the column's check holds these values
  if (verdict !== true) throw new Refusal('forbidden', [verdict])
  return row
}

function sealOf(row: DocumentRow, until: number, { actor }: Identity): string {
  const { tenantId, personId } = actor
  return keysInUse()
    .mac(linkText({ tenantId, personId, id: row.id, version: row.version, until }))
    .mac.toString('base64url')
}
