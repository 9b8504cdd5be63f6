/** The ids that are somebody's to name, and those that are not: of the other city, of other blocks, of nothing at all. */
import { randomUUID } from 'node:crypto'
import type { Chance } from '#app/demo/chance.ts'
import type { Kind } from './requests.ts'
import { type Everything, type Row, sees } from './sight.ts'
import type { Looker } from './world.ts'

const tableOf: Readonly<Record<Exclude<Kind, 'session' | 'delegation'>, string>> = {
  brief: 'briefs',
  ruling: 'rulings',
  judgement: 'judgements',
  unit: 'units',
  person: 'persons',
  block: 'blocks',
  post: 'posts',
  closure: 'closures',
  check: 'unit_checks',
  issue: 'issues',
  draft: 'brief_drafts',
  document: 'documents',
  word: 'city_words',
  view: 'saved_views',
}

export type Pool = { own: Row[]; foreign: Row[] }

/** sessions come from beside the tables: nobody may read those */
export function poolOf(kind: Kind, { actor }: Looker, all: Everything, sessions: readonly Row[]): Pool {
  const viewer = { ...actor, system: false }
  const split = (rows: readonly Row[], mine: (row: Row) => boolean) => ({
    own: rows.filter(mine),
    foreign: rows.filter((row) => !mine(row)),
  })
  const inMyCity = (row: Row) => row.tenant_id === actor.tenantId
  if (kind === 'session') return split(sessions, (row) => inMyCity(row) && row.person_id === actor.personId)
  if (kind === 'delegation')
    return split(all.get('delegations') ?? [], (row) => inMyCity(row) && row.leader_id === actor.personId)
  const table = tableOf[kind]
  return split(all.get(table) ?? [], (row) => sees(table, row, viewer, all))
}

/** A few of them, some from each city, and one that names nothing. */
export function foreignIds(pool: Pool, actor: Looker['actor'], chance: Chance, n: number): Row[] {
  const twins = new Set(pool.own.map((row) => row.id))
  const [here, away] = [
    pool.foreign.filter((row) => row.tenant_id === actor.tenantId),
    // an id that both cities know is one's own
    pool.foreign.filter((row) => row.tenant_id !== actor.tenantId && !twins.has(row.id)),
  ]
  const some = (rows: Row[]) => Array.from({ length: rows.length > 0 ? n : 0 }, () => chance.pick(rows))
  return [...new Set([...some(here), ...some(away)]), { id: randomUUID() }]
}
