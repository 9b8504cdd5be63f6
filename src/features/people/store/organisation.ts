/** The city, its blocks, units and townships, and where each stands at a day. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import { type Row, write } from '#platform/ledger.ts'
import type { AddUnitInput, Block, MoveUnitInput, Unit } from '../model.ts'

/** @public read by the house's tests: only these files write them */
export const tables = [
  'units',
  'unit_blocks',
  'persons',
  'posts',
  'delegations',
  'blocks',
  'townships',
  'township_blocks',
  'tenants',
]

/** today in the city, once for a statement */
export const today = sql<string>`(select (sec.clock() at time zone 'Asia/Shanghai')::date)`

export const cityQuery = () => sqlOf.selectFrom('tenants').select('city')

/** `on`: the day; null for today. */
export function organisationQueries(on: string | null) {
  const day = on === null ? today : sql<string>`${on}::date`
  return {
    city: cityQuery(),
    blocks: sql<Block>`
      select id, name, short, kind, region_code as "regionCode" from blocks order by sort`.compile(sqlOf),
    units: sql<Unit>`
      select u.id, u.name, u.short, u.kind, ub.block_id as "blockId", u.sending_unit_id as "sendingUnitId",
        u.post_city as "postCity", u.version
      from units u join unit_blocks ub on ub.tenant_id = u.tenant_id and ub.unit_id = u.id
        and ub.from_day <= ${day} and (ub.to_day is null or ub.to_day > ${day})
      order by u.name collate "zh-Hans-CN-x-icu", u.id`.compile(sqlOf),
    townships: sql<{ code: string; name: string; blockId: string | null }>`
      select t.code, t.name, tb.block_id as "blockId"
      from townships t left join township_blocks tb on tb.tenant_id = t.tenant_id and tb.township_code = t.code
        and tb.from_day <= ${day} and (tb.to_day is null or tb.to_day > ${day})
      order by t.code`.compile(sqlOf),
  }
}

/** Every unit by name, and the last dated row of each: where it stands now or is about to. */
export const standingsQuery = sql<{
  id: string
  name: string
  version: number
  blockId: string
  fromDay: string
}>`
  select u.id, u.name, u.version, ub.block_id as "blockId", ub.from_day as "fromDay"
  from units u join unit_blocks ub on ub.tenant_id = u.tenant_id and ub.unit_id = u.id and ub.to_day is null`.compile(
  sqlOf,
)

export const townshipQuery = (code: string) => sqlOf.selectFrom('townships').select('code').where('code', '=', code)

/** Where a township belongs, by its last dated row. */
export function townshipStandingQuery(code: string) {
  return sql<{ blockId: string; fromDay: string }>`
    select block_id as "blockId", from_day as "fromDay" from township_blocks
    where township_code = ${code} and to_day is null`.compile(sqlOf)
}

export const blockIdsQuery = () => sqlOf.selectFrom('blocks').select(['id', 'kind'])

/** A unit with the block in which it is ranked on a day; no row when it stands nowhere then. */
export function unitOnQuery(unitId: string, day: string) {
  return sql<{ id: string; blockId: string; cityLevel: boolean }>`
    select u.id, b.id as "blockId", b.kind = 'city-level' as "cityLevel"
    from units u join unit_blocks ub on ub.tenant_id = u.tenant_id and ub.unit_id = u.id
      and ub.from_day <= ${day}::date and (ub.to_day is null or ub.to_day > ${day}::date)
      join blocks b on b.tenant_id = ub.tenant_id and b.id = ub.block_id
    where u.id = ${unitId}`.compile(sqlOf)
}

const readers = (blockId: string) => [`b:${blockId}`, 'R', 'L', 'A']

export function saveUnit(tx: Tx, grant: Grant<'people.addUnit'>, input: AddUnitInput): void {
  const [tenant_id, id] = [tx.actor.tenantId, grant.subject.id]
  const { name, short, kind, blockId, fromDay, sendingUnitId, postCity } = input
  write(
    tx,
    grant,
    [
      {
        query: sqlOf
          .insertInto('units')
          .values({ tenant_id, id, name, short, kind, sending_unit_id: sendingUnitId, post_city: postCity || null }),
        expect: 1,
      },
      {
        query: sqlOf.insertInto('unit_blocks').values({ tenant_id, unit_id: id, block_id: blockId, from_day: fromDay }),
        expect: 1,
      },
    ],
    { event: 'unit.added', audience: readers(blockId), occurredOn: fromDay, payload: { kind, blockId, sendingUnitId } },
  )
}

export function saveUnitName(
  tx: Tx,
  grant: Grant<'people.renameUnit'>,
  version: number,
  name: string,
  short: string,
  blockId: string,
): void {
  const renamed = unitAt(tx, grant, version).set({ name, short, version: version + 1 })
  write(tx, grant, [{ query: renamed, expect: 1 }], { event: 'unit.renamed', audience: readers(blockId), payload: {} })
}

type Standing = { blockId: string; fromDay: string }
export type Move = MoveUnitInput & { from: Standing; township: Standing | null }

export function saveMove(tx: Tx, grant: Grant<'people.moveUnit'>, version: number, move: Move): void {
  const { from, blockId, fromDay, townshipCode } = move
  write(
    tx,
    grant,
    [
      { query: unitAt(tx, grant, version).set({ version: version + 1 }), expect: 1 },
      ...unitRows(tx, grant, move),
      ...landRows(tx, move),
    ],
    {
      event: 'unit.moved',
      audience: [...new Set([...readers(from.blockId), ...readers(blockId)])],
      occurredOn: fromDay,
      payload: { fromBlockId: from.blockId, toBlockId: blockId, fromDay, townshipCode },
    },
  )
}

function unitRows(tx: Tx, grant: Grant, { from, blockId, fromDay }: Move): Row[] {
  const ended = sqlOf
    .updateTable('unit_blocks')
    .set({ to_day: fromDay })
    .where('tenant_id', '=', tx.actor.tenantId)
    .where('unit_id', '=', grant.subject.id)
    .where('from_day', '=', from.fromDay)
    .where('to_day', 'is', null)
  const begun = sqlOf
    .insertInto('unit_blocks')
    .values({ tenant_id: tx.actor.tenantId, unit_id: grant.subject.id, block_id: blockId, from_day: fromDay })
  return [
    { query: ended, expect: 1 },
    { query: begun, expect: 1 },
  ]
}

/** A township that stands in no block yet only begins in one. */
function landRows(tx: Tx, { township, townshipCode, blockId, fromDay }: Move): Row[] {
  if (townshipCode === null) return []
  const place = { tenant_id: tx.actor.tenantId, township_code: townshipCode }
  const begun = {
    query: sqlOf.insertInto('township_blocks').values({ ...place, block_id: blockId, from_day: fromDay }),
    expect: 1,
  }
  if (!township) return [begun]
  const ended = sqlOf
    .updateTable('township_blocks')
    .set({ to_day: fromDay })
    .where('tenant_id', '=', place.tenant_id)
    .where('township_code', '=', townshipCode)
    .where('from_day', '=', township.fromDay)
    .where('to_day', 'is', null)
  return [{ query: ended, expect: 1 }, begun]
}

function unitAt(tx: Tx, grant: Grant, version: number) {
  return sqlOf
    .updateTable('units')
    .where('tenant_id', '=', tx.actor.tenantId)
    .where('id', '=', grant.subject.id)
    .where('version', '=', version)
}
