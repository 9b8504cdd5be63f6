/** Where units and persons stand today, as far as a brief needs to know: in which block, and whether they judge there. */
import { sql } from 'kysely'
import { sqlOf } from '#platform/database.ts'

/** by the database's clock, so that the question can go out before anybody knows who asks and when */
const today = sql`(select (sec.clock() at time zone 'Asia/Shanghai')::date)`
/** whether a dated row of this table or alias holds today */
export const now = (table: string) =>
  sql<boolean>`${sql.ref(`${table}.from_day`)} <= ${today} and (${sql.ref(`${table}.to_day`)} is null or ${sql.ref(`${table}.to_day`)} > ${today})`

/** Of brief `b`: whether nobody who judges at its level stands outside today, as rules/validity.ts says. */
export const judgeVacant = sql<boolean>`not exists (
  select from posts o
  join persons p on p.tenant_id = o.tenant_id and p.id = o.person_id and p.active
  join unit_blocks ub on ub.tenant_id = o.tenant_id and ub.unit_id = o.unit_id and ${now('ub')}
  join blocks ok on ok.tenant_id = ub.tenant_id and ok.id = ub.block_id
  where o.tenant_id = b.tenant_id and o.role in ('verifier', 'recogniser', 'city-leader', 'joint-reviewer')
    and ${now('o')} and o.person_id <> b.recorder_id
    and case b.judge
      when 'block' then o.role = 'verifier' and ub.block_id = b.block_id
      when 'city' then o.role = 'recogniser'
      else o.role = 'city-leader' or o.role = 'joint-reviewer' and ok.kind = 'city-level' end
    and not exists (select from posts w where w.tenant_id = o.tenant_id and w.person_id = o.person_id
      and w.unit_id = b.unit_id and ${now('w')})
    and not exists (select from contacts c where c.tenant_id = b.tenant_id and c.brief_id = b.id and c.person_id = o.person_id))`

/** Each of these units that exists, with the block in which it is ranked today. */
export function unitsQuery(ids: readonly string[]) {
  const holds = (role: string) =>
    sql<boolean>`exists (select from posts o where o.tenant_id = u.tenant_id and o.unit_id = u.id and o.role = ${role} and ${now('o')})`
  return sqlOf
    .selectFrom('units as u')
    .innerJoin('unit_blocks as ub', (join) =>
      join.onRef('ub.tenant_id', '=', 'u.tenant_id').onRef('ub.unit_id', '=', 'u.id'),
    )
    .innerJoin('blocks as k', (join) =>
      join.onRef('k.tenant_id', '=', 'ub.tenant_id').onRef('k.id', '=', 'ub.block_id'),
    )
    .innerJoin('tenants as t', 't.tenant_id', 'u.tenant_id')
    .select([
      'u.id',
      'u.name',
      'k.id as blockId',
      'k.kind as blockKind',
      'k.short as blockShort',
      'k.region_code as regionCode',
      't.region_code as cityCode',
      holds('verifier').as('verifies'),
      holds('recogniser').as('recognises'),
    ])
    .where(sql<boolean>`u.id = any(${[...ids]}::uuid[])`)
    .where(sql<boolean>`u.tenant_id = (select sec.tenant())`)
    .where(now('ub'))
}

/** Each of these persons who works here, with the blocks in which their posts stand today. */
export function personsQuery(ids: readonly string[]) {
  return sqlOf
    .selectFrom('persons as p')
    .select([
      'p.id',
      'p.name',
      sql<string[]>`array(
        select distinct ub.block_id from posts o
        join unit_blocks ub on ub.tenant_id = o.tenant_id and ub.unit_id = o.unit_id and ${now('ub')}
        where o.tenant_id = p.tenant_id and o.person_id = p.id and ${now('o')})`.as('blockIds'),
      sql<boolean>`exists (
        select from posts o
        join unit_blocks ub on ub.tenant_id = o.tenant_id and ub.unit_id = o.unit_id and ${now('ub')}
        join blocks k on k.tenant_id = ub.tenant_id and k.id = ub.block_id
        where o.tenant_id = p.tenant_id and o.person_id = p.id and ${now('o')} and k.kind = 'city-level')`.as(
        'cityLevel',
      ),
      // units in which they do business: administrators of the system, of people and of audit read none of it
      sql<string[]>`array(
        select distinct o.unit_id from posts o
        where o.tenant_id = p.tenant_id and o.person_id = p.id and ${now('o')}
          and o.role not in ('system-admin', 'security-admin', 'audit-admin'))`.as('unitIds'),
    ])
    .where(sql<boolean>`p.id = any(${[...ids]}::uuid[])`)
    .where('p.kind', '=', 'person')
    .where('p.active', '=', true)
    .where(sql<boolean>`p.tenant_id = (select sec.tenant())`)
}

export function blockQuery(id: string) {
  return sqlOf
    .selectFrom('blocks')
    .select(['id', 'name', 'kind'])
    .where('id', '=', id)
    .where(sql<boolean>`tenant_id = (select sec.tenant())`)
}
