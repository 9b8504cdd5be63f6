/** Opening the list and opening one brief. */
import type * as z from 'zod'
import { reads } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import type { briefListSchema } from '../model.ts'
import { originalIn } from '../store/drafts.ts'
import { cursorAfter, type ListRows, listQueries, mostCounted, pageSize } from '../store/list.ts'
import { readReceipts, type ThreadRows, threadQueries } from '../store/thread.ts'
import { leads, threadOf } from './thread.ts'

export const thread = reads(contract.thread, ({ params }) => ({
  queries: threadQueries(params.id),
  receipts: readReceipts(params.id),
  answer: (rows: ThreadRows, identity) => threadOf(rows, identity),
}))

export const list = reads(contract.list, ({ query }) => ({
  queries: listQueries(query),
  answer: ({ rows, total }: ListRows, { actor }) => {
    const size = query.limit ?? pageSize
    const shown = rows.slice(0, size)
    const last = shown.at(-1)
    const counted = Number(total[0]?.n ?? 0n)
    return {
      rows: shown.map((row) => rowOf(row, leads(actor))),
      total: Math.min(counted, mostCounted),
      capped: counted > mostCounted,
      next: rows.length > size && last ? cursorAfter(query, last) : null,
    }
  },
}))

type Shown = z.output<typeof briefListSchema>['rows'][0]

function rowOf(row: ListRows['rows'][0], leader: boolean): Shown {
  const stub = row.state !== 'sent'
  const [first] = stub ? [] : row.mentions
  return {
    id: row.id,
    number: row.number,
    unit: { id: row.unit_id, name: row.unit_name },
    block: { id: row.block_id, name: row.block_name },
    recorder: row.recorder,
    sentAt: row.sent_at,
    original: stub ? null : originalIn(row),
    contactOn: stub ? null : row.contact_on,
    companies: stub ? [] : row.mentions.map(({ company }) => company),
    intention: first?.intention ?? null,
    investmentFen: first?.fen ?? null,
    investmentCurrency: first?.currency ?? 'CNY',
    landM2: first?.landM2 ?? null,
    // the columns' checks hold exactly the values of these unions
    state: row.state as Shown['state'],
    validity: row.validity as Shown['validity'],
    negotiating: row.negotiating,
    ruled: row.ruled as Shown['ruled'],
    replies: Number(row.replies),
    read: leader || row.read,
  }
}
