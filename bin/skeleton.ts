/** What a new feature starts with: one table, one list, one verb, in the files that every feature has. */

export type Naming = {
  feature: string
  noun: string
  chinese: string /** of its migration, four digits */
  number: string
}

/** path → text */
export function skeletonOf(naming: Naming): Record<string, string> {
  const folder = `src/features/${naming.feature}`
  return {
    [`${folder}/README.md`]: readme(naming),
    [`${folder}/model.ts`]: model(naming),
    [`${folder}/policy.ts`]: policy(naming),
    [`${folder}/contract.ts`]: contract(naming),
    [`${folder}/store.ts`]: store(naming),
    [`${folder}/actions.ts`]: actions(naming),
    [`${folder}/actions.test.ts`]: corridor(naming),
    [`${folder}/feature.ts`]: door(naming),
    [`${folder}/web/routes.tsx`]: routes(naming),
    [`${folder}/web/list.tsx`]: page(naming),
    [`db/migrations/${naming.number}_${naming.feature}.sql`]: migration(naming),
  }
}

/** The order with the feature last, which is highest. */
export function placedInOrder(text: string, feature: string): string {
  return text.replace(/,?(\s*)\](\s+as const)/, `, '${feature}'$1]$2`)
}

function readme({ feature, noun, chinese }: Naming): string {
  return `# ${chinese} ${feature}

What the city means by a ${noun}, in three sentences. Who makes one, who decides on it, what it leads to.

Source of the rule: the document, its clause, its date.

Tables: \`${feature}\`. Events: \`${noun}.added\`.
`
}

function model({ noun, chinese }: Naming): string {
  const type = capital(noun)
  return `/** What a ${noun} (${chinese}) is, and the events that it writes. */
import * as z from 'zod'

export const ${noun}Schema = z.strictObject({
  id: z.uuid(),
  unitId: z.uuid(),
  title: z.string(),
})
export type ${type} = z.infer<typeof ${noun}Schema>

export const add${type}Input = z.strictObject({
  unitId: z.uuid(),
  title: z.string().trim().min(1).max(80),
})

export const ${noun}ListSchema = z.strictObject({ rows: z.array(${noun}Schema) })
`
}

function policy({ feature, noun }: Naming): string {
  return `/** Who may do what to ${feature}. */
import { belongsTo } from '#core/actor.ts'
import { no, policyOf } from '#core/grant.ts'

export const policy = policyOf('${feature}', {
  add: (actor, ${noun}: { unitId: string }) => belongsTo(actor, ${noun}.unitId) || no('只能为本单位添加'),
})
`
}

function contract({ feature, noun, chinese }: Naming): string {
  return `/** The endpoints of ${feature}. */
import { endpoint } from '#core/endpoint.ts'
import { add${capital(noun)}Input, ${noun}ListSchema } from './model.ts'

export const list = endpoint({
  verb: '${feature}.list',
  method: 'GET',
  path: '/${feature}',
  summary: '${chinese}列表',
  output: ${noun}ListSchema,
})

export const add = endpoint({
  verb: '${feature}.add',
  method: 'POST',
  path: '/${feature}',
  summary: '添加${chinese}',
  input: add${capital(noun)}Input,
  output: ${noun}ListSchema,
})
`
}

function store({ feature, noun }: Naming): string {
  const type = capital(noun)
  return `/** All SQL on ${feature}. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
import { write } from '#platform/ledger.ts'
import type { ${type} } from './model.ts'

/** @public the house reads here who owns which table */
export const tables = ['${feature}']

export type ${type}Row = { id: string; unit_id: string; title: string }

/** The newest hundred that the reader may see. */
export function newest(): Query<${type}Row> {
  return sqlOf
    .selectFrom('${feature}')
    .select(['id', 'unit_id', 'title'])
    .where(sql<boolean>\`tenant_id = (select sec.tenant())\`)
    .orderBy('id', 'desc')
    .limit(100)
}

export function insert(tx: Tx, grant: Grant<'${feature}.add'>, ${noun}: ${type}): void {
  const query = sqlOf.insertInto('${feature}').values({
    tenant_id: tx.actor.tenantId,
    id: ${noun}.id,
    unit_id: ${noun}.unitId,
    title: ${noun}.title,
  })
  write(tx, grant, [{ query, expect: 1 }], {
    event: '${noun}.added',
    concerns: [\`unit:\${${noun}.unitId}\`],
    audience: [\`u:\${${noun}.unitId}\`],
    payload: {},
  })
}
`
}

function actions({ feature, noun }: Naming): string {
  return `/** The verbs of ${feature}. */
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { reads, writes } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import { policy } from './policy.ts'
import { insert, type ${capital(noun)}Row, newest } from './store.ts'

const listed = (rows: readonly ${capital(noun)}Row[]) => ({
  rows: rows.map((row) => ({ id: row.id, unitId: row.unit_id, title: row.title })),
})

export const list = reads(contract.list, () => ({
  queries: { rows: newest() },
  answer: ({ rows }) => listed(rows),
}))

export const add = writes(
  contract.add,
  async ({ input }, tx) => {
    await tx.entered()
    const id = newId(Date.parse(tx.now))
    const grant = allow(policy, '${feature}.add', tx, { unitId: input.unitId }, { kind: '${noun}', id, version: 'new' })
    insert(tx, grant, { id, ...input })
    return id
  },
  async (tx) => listed(await tx.ask(newest())),
)
`
}

function corridor({ feature, noun, chinese }: Naming): string {
  return `/** Tries ${feature} as the city's own persons would. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type City, openCity } from '#test/harness.ts'
import * as contract from './contract.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

it('a person adds a ${noun} for the own unit and finds it in the list', async () => {
  const person = await city.as('方远')
  const posts = await city.look<{ unit_id: string }>('select unit_id from posts where person_id = $1', [person.id])
  const unitId = String(posts[0]?.unit_id)
  await person.call(contract.add, { input: { unitId, title: '第一个${chinese}' } })
  expect((await person.call(contract.list)).body.rows).toMatchObject([{ unitId, title: '第一个${chinese}' }])
})

it('nobody adds one for another unit', async () => {
  const person = await city.as('方远')
  const refused = await person.refused(contract.add, { input: { unitId: randomUUID(), title: '别人的' } })
  expect(refused.problem.code).toBe('forbidden')
})
`
}

function door({ feature }: Naming): string {
  return `/** The door of ${feature}: its endpoints bound to their verbs. */
import type { Feature } from '#platform/feature.ts'
import { add, list } from './actions.ts'
import * as contract from './contract.ts'

export const feature = {
  name: '${feature}',
  contract,
  routes: [list, add],
  jobs: [],
} satisfies Feature
`
}

function routes({ feature, chinese }: Naming): string {
  return `/** The pages of ${feature}. */
import { pages as checked } from '#ui/routes.ts'

export const pages = checked({
  path: '/${feature}',
  title: '${chinese}',
  load: () => import('./list.tsx').then((page) => page.List),
  nav: { slot: 'mine', label: '${chinese}' },
})
`
}

function page({ feature, chinese }: Naming): string {
  return `/** The list of ${feature}. */
import { usePage } from '#ui/data.tsx'
import { Body, Page } from '#ui/page.tsx'
import { Table } from '#ui/table.tsx'
import * as contract from '../contract.ts'

export function List() {
  const list = usePage(contract.list, {})
  return (
    <Page title="${chinese}">
      <Body of={list} empty={{ when: ({ rows }) => rows.length === 0, say: '还没有${chinese}' }}>
        {({ rows }) => (
          <Table
            label="${chinese}"
            rows={rows}
            idOf={(row) => row.id}
            columns={[{ key: 'title', title: '名称', show: (row) => row.title, phone: 'head' }]}
          />
        )}
      </Body>
    </Page>
  )
}
`
}

function migration({ feature, chinese }: Naming): string {
  return `-- ${chinese}: who, what, since when.
create table ${feature} (
  tenant_id uuid not null references tenants,
  id uuid not null,
  unit_id uuid not null,
  title text not null check (length(title) between 1 and 80),
  added_at timestamptz not null default sec.clock(),
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
select sec.guard('${feature}');
grant select on ${feature} to wutong_app;
grant insert (tenant_id, id, unit_id, title) on ${feature} to wutong_app;
select sec.classify('${feature}', 'internal', 'forever', 'none', 'tenant_id,id,unit_id,title,added_at');
`
}

function capital(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1)
}
