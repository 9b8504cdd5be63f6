/** Opening the list and opening one brief. */
import type * as z from 'zod'
import type { Actor } from '#core/actor.ts'
import { Refusal } from '#core/refusal.ts'
import type { Queries } from '#platform/database.ts'
import { plan, type ReadPlan, reads } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import type { briefListSchema } from '../model.ts'
import { excerptFrom, whyNotSought, wordsOf } from '../rules/search.ts'
import { originalIn } from '../store/drafts.ts'
import { cursorAfter, type Filters, type ListRows, listQueries, mostCounted, pageSize } from '../store/list.ts'
import {
  cursorAfterSought,
  isFound,
  type ListedRow,
  mostSought,
  type SoughtRow,
  searchQueries,
} from '../store/search.ts'
import { readReceipts, type ThreadRows, threadQueries } from '../store/thread.ts'
import { leads, threadOf } from './thread.ts'

export const thread = reads(contract.thread, ({ params }) => ({
  queries: threadQueries(params.id),
  receipts: readReceipts(params.id),
  answer: (rows: ThreadRows, identity) => threadOf(rows, identity),
}))

// two plans under one address: what comes back is told apart by what was asked
export const list = reads(contract.list, ({ query }): ReadPlan<typeof contract.list, Queries> => {
  const { q } = query
  return q === undefined
    ? plan(listQueries(query), (rows, { actor }) => listOf(query, rows, actor))
    : plan(searchQueries({ ...query, q: sayable(q) }), ({ found }, { actor }) =>
        resultOf({ ...query, q }, found, actor),
      )
})

type List = z.output<typeof briefListSchema>
type Shown = List['rows'][0]

function sayable(q: string): string {
  const why = whyNotSought(q)
  if (why) throw new Refusal('invalid', [why])
  return q
}

function listOf(query: Filters, { rows, total }: ListRows, actor: Actor): List {
  const size = query.limit ?? pageSize
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  const counted = Number(total[0]?.n ?? 0n)
  return {
    rows: shown.map((row) => rowOf(row, leads(actor))),
    total: Math.min(counted, mostCounted),
    capped: counted > mostCounted,
    next: rows.length > size && last ? cursorAfter(query, last) : null,
    sought: null,
  }
}

function resultOf(query: Filters & { q: string }, rows: readonly SoughtRow[], actor: Actor): List {
  const size = query.limit ?? pageSize
  const words = wordsOf(query.q)
  const found = rows.filter(isFound)
  const shown = found.slice(0, size)
  const last = shown.at(-1)
  const more = Number(rows[0]?.looked ?? 0n) > mostSought
  return {
    rows: shown.map((row) => ({ ...rowOf(row, leads(actor)), excerpt: excerptOfRow(row, words) })),
    total: Math.min(Number(rows[0]?.total ?? 0n), mostSought),
    capped: more,
    next: found.length > size && last ? cursorAfterSought(query, last) : null,
    sought: { among: more ? mostSought : null },
  }
}

function excerptOfRow(row: ListedRow & { state: string }, words: readonly string[]): string | null {
  if (row.state !== 'sent') return null
  const texts = [row.body, ...row.mentions.map(({ intention }) => intention), row.next_step, row.help_needed]
  const original = row.original_name ?? row.original_poster
  return excerptFrom(
    { texts, place: row.place, people: [row.recorder, ...row.contacts, ...(original ? [original] : [])] },
    words,
  )
}

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
    excerpt: null,
  }
}
