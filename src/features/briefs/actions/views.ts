/** 常用筛选: listing them, saving the filters in force under a name, changing, ordering and removing one's own. */
import type * as z from 'zod'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import type { Tx } from '#platform/database.ts'
import { plan, reads, writes } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { type SavedView, type SavedViewInput, savedFilters, type savedViewListSchema } from '../model.ts'
import { policy } from '../policy.ts'
import {
  deleteView,
  insertView,
  ownViewsQuery,
  saveChangedView,
  saveOrder,
  type ViewRow,
  viewOwnerQuery,
  viewsQuery,
} from '../store/views.ts'

/** more names than that help nobody to find one */
const mostOwn = 50

export const views = reads(contract.views, () => plan({ rows: viewsQuery() }, ({ rows }) => listOf(rows)))

export const saveView = writes(
  contract.saveView,
  async ({ input }, tx) => {
    const own = await tx.ask(ownViewsQuery())
    const subject = { kind: 'saved-view', id: newId(Date.parse(tx.now)), version: 'new' } as const
    const grant = allow(policy, 'briefs.saveView', tx, input, subject)
    if (own.length >= mostOwn) throw new Refusal('conflict', `常用筛选最多 ${mostOwn} 个，请先删去不用的`)
    refuseFaults(input, own)
    insertView(tx, grant, input, (own.at(-1)?.sort ?? 0) + 1)
    return subject.id
  },
  listAfter,
)

export const changeView = writes(
  contract.changeView,
  async ({ params, input, version }, tx) => {
    const own = await tx.ask(ownViewsQuery())
    const grant = allow(policy, 'briefs.changeView', tx, input, { kind: 'saved-view', id: params.id, version })
    if (!own.some(({ id }) => id === params.id)) throw new Refusal('not-found')
    refuseFaults(
      input,
      own.filter(({ id }) => id !== params.id),
    )
    saveChangedView(tx, grant, input, version)
    return params.id
  },
  listAfter,
)

export const removeView = writes(
  contract.removeView,
  async ({ params }, tx) => {
    const [view] = await tx.ask(viewOwnerQuery(params.id))
    if (!view) throw new Refusal('not-found')
    deleteView(tx, allow(policy, 'briefs.removeView', tx, view, { kind: 'saved-view', id: params.id, version: 0 }))
    return params.id
  },
  listAfter,
)

export const orderViews = writes(
  contract.orderViews,
  async ({ input: { viewIds: ids } }, tx) => {
    const own = await tx.ask(ownViewsQuery())
    const subject = { kind: 'person', id: tx.actor.personId, version: 0 } as const
    const grant = allow(policy, 'briefs.orderViews', tx, {}, subject)
    const [asked, there] = [new Set(ids), new Set(own.map(({ id }) => id))]
    if (asked.size !== ids.length || asked.size !== there.size || !ids.every((id) => there.has(id)))
      throw new Refusal('conflict', '常用筛选刚刚有变动，请看过再排')
    saveOrder(tx, grant, ids)
    return tx.actor.personId
  },
  listAfter,
)

function refuseFaults(input: SavedViewInput, others: readonly { name: string }[]): void {
  if (input.unitId !== null && input.blockId !== null)
    throw new Refusal('invalid', [{ say: '共享给单位或区块，二者选一', field: 'unitId' }])
  if (Object.keys(input.filters).length === 0)
    throw new Refusal('invalid', [{ say: '先选好筛选条件再存', field: 'filters' }])
  if (others.some(({ name }) => name === input.name))
    throw new Refusal('conflict', `已有名为“${input.name}”的常用筛选，请换个名称`)
}

async function listAfter(tx: Tx): Promise<z.output<typeof savedViewListSchema>> {
  return listOf(await tx.ask(viewsQuery()))
}

function listOf(rows: readonly ViewRow[]): z.output<typeof savedViewListSchema> {
  return { views: rows.map(viewOf) }
}

function viewOf(row: ViewRow): SavedView {
  const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    // checked when it was saved; a filter that is gone since is left out
    filters: savedFilters.safeParse(row.filters).data ?? {},
    unit: named(row.unit_id, row.unit_name),
    block: named(row.block_id, row.block_name),
    owner: { id: row.owner_id, name: row.owner_name },
  }
}
