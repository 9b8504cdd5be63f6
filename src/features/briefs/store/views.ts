/** 常用筛选: kept by whoever saved them, read by those with whom they are shared. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { type RowsOf, sqlOf, type Tx } from '#platform/database.ts'
import { write } from '#platform/ledger.ts'
import type { SavedViewInput } from '../model.ts'
import { here } from './briefs.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['saved_views']

const mostListed = 200

export function viewsQuery() {
  return sqlOf
    .selectFrom('saved_views as v')
    .innerJoin('persons as p', (on) => on.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.id', '=', 'v.owner_id'))
    .leftJoin('units as u', (on) => on.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.unit_id'))
    .leftJoin('blocks as k', (on) => on.onRef('k.tenant_id', '=', 'v.tenant_id').onRef('k.id', '=', 'v.block_id'))
    .select([
      'v.id',
      'v.version',
      'v.name',
      'v.filters',
      'v.owner_id',
      'p.name as owner_name',
      'v.unit_id',
      'u.name as unit_name',
      'v.block_id',
      'k.name as block_name',
    ])
    .where(sql<boolean>`v.tenant_id = (select sec.tenant())`)
    .orderBy(sql`v.owner_id = (select sec.person())`, 'desc')
    .orderBy(sql`case when v.owner_id = (select sec.person()) then v.sort end`)
    .orderBy('v.name')
    .orderBy('v.id')
    .limit(mostListed)
}
export type ViewRow = RowsOf<{ rows: ReturnType<typeof viewsQuery> }>['rows'][0]

/** One that whoever asks may use: their own or one that is shared with them. */
export function viewOwnerQuery(id: string) {
  return sqlOf.selectFrom('saved_views').select('owner_id as ownerId').where('id', '=', id).where(here)
}

/** One's own, held until commit. */
export function ownViewsQuery() {
  return sqlOf
    .selectFrom('saved_views')
    .select(['id', 'name', 'sort'])
    .where(here)
    .where(sql<boolean>`owner_id = (select sec.person())`)
    .orderBy('sort')
    .orderBy('name')
    .forNoKeyUpdate()
}

const toOneself = (tx: Tx) => [`p:${tx.actor.personId}`]

const columnsOf = ({ name, filters, unitId, blockId }: SavedViewInput) => ({
  name,
  filters: sql`${JSON.stringify(filters)}::jsonb`,
  unit_id: unitId,
  block_id: blockId,
})

export function insertView(tx: Tx, grant: Grant<'briefs.saveView'>, view: SavedViewInput, sort: number): void {
  const row = { tenant_id: tx.actor.tenantId, id: grant.subject.id, sort, ...columnsOf(view) }
  write(tx, grant, [{ query: sqlOf.insertInto('saved_views').values(row), expect: 1 }], {
    event: 'brief.view-saved',
    audience: toOneself(tx),
    payload: { unit: view.unitId, block: view.blockId },
  })
}

export function saveChangedView(
  tx: Tx,
  grant: Grant<'briefs.changeView'>,
  view: SavedViewInput,
  version: number,
): void {
  const update = sqlOf
    .updateTable('saved_views')
    .set({ ...columnsOf(view), version: version + 1 })
    .where('id', '=', grant.subject.id)
    .where('version', '=', version)
    .where(here)
  write(tx, grant, [{ query: update, expect: 1 }], {
    event: 'brief.view-changed',
    audience: toOneself(tx),
    payload: { unit: view.unitId, block: view.blockId, version: version + 1 },
  })
}

export function deleteView(tx: Tx, grant: Grant<'briefs.removeView'>): void {
  const gone = sqlOf.deleteFrom('saved_views').where('id', '=', grant.subject.id).where(here)
  write(tx, grant, [{ query: gone, expect: 1 }], {
    event: 'brief.view-removed',
    audience: toOneself(tx),
    payload: {},
  })
}

/** In one statement, however many they are. */
export function saveOrder(tx: Tx, grant: Grant<'briefs.orderViews'>, ids: readonly string[]): void {
  const order = sql`
    update saved_views v set sort = o.sort::int from unnest(${[...ids]}::uuid[]) with ordinality o (id, sort)
    where v.tenant_id = (select sec.tenant()) and v.id = o.id`.compile(sqlOf)
  write(tx, grant, [{ query: order, expect: ids.length }], {
    event: 'brief.views-ordered',
    audience: toOneself(tx),
    payload: { count: ids.length },
  })
}
