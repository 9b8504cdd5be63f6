/** Twelve thousand briefs: list, search and thread find their way by the indexes made for them, whoever asks; looked at as plans, not as time. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenant } from '#app/demo/city.ts'
import { compiledOf, type Query } from '#platform/database.ts'
import { block, person, shanghai, unit, yancang } from '#test/brief-desk.ts'
import { type City, openCity } from '#test/harness.ts'
import { type Filters, listQueries } from './list.ts'
import { searchQueries } from './search.ts'
import { threadQueries } from './thread.ts'

/** months of them, in which every index has something to find and a scan something to lose */
const many = 12_000
const growing = [
  'briefs',
  'mentions',
  'contacts',
  'replies',
  'rulings',
  'judgements',
  'negotiations',
  'unit_reads',
  'brief_calls',
  'ledger',
  'deadlines',
]

let city: City
let app: pg.Client

beforeAll(async () => {
  city = await openCity()
  await fill()
  app = new pg.Client({ connectionString: city.urls.app, options: '-c TimeZone=UTC' })
  await app.connect()
}, 240_000)
afterAll(async () => {
  await app.end()
  await city.close()
})

/** Two blocks and their units, of which one writes most, so that a filter for another has something to spare; words by chance. */
async function fill(): Promise<void> {
  const places = [
    [block('定海区'), shanghai, person('孙海燕')],
    [block('定海区'), yancang, person('应勇')],
    [block('普陀区'), unit('沈家门街道'), person('乐苗')],
    [block('定海区'), unit('定海工业园区'), person('白露')],
  ]
  await city.look(
    `with place as (select p, n from unnest($2::text[]) with ordinality p (p, n)),
    written as (
      insert into briefs (tenant_id, id, number, block_id, unit_id, recorder_id, sent_at, body, visibility, judge, audience)
      select $1::uuid, md5('brief ' || i)::uuid, '简报 量-' || i, split_part(p, ' ', 1)::uuid, split_part(p, ' ', 2)::uuid, split_part(p, ' ', 3)::uuid,
        '2022-11-01T00:00:00Z'::timestamptz - i * interval '100 minutes',
        '拜访某公司洽谈' || chr(19968 + i % 5000) || chr(19968 + i * 7 % 5000) || '项目', 'block', 'block',
        array['b:' || split_part(p, ' ', 1), 'u:' || split_part(p, ' ', 2), 'L', 'R']
      from generate_series(1, ${many}) i join place on n = least(4, 1 + i % 16) returning id),
    named as (
      insert into mentions (tenant_id, id, brief_id, no, company_name)
      select $1::uuid, gen_random_uuid(), id, 1, '第' || left(id::text, 4) || '号公司' from written),
    read as (insert into unit_reads (tenant_id, brief_id, unit_id) select $1::uuid, id, $3 from written),
    met as (
      insert into contacts (tenant_id, id, brief_id, unit_id, joint) select $1::uuid, gen_random_uuid(), id, $3, false from written),
    answered as (
      insert into replies (tenant_id, id, brief_id, author_id, unit_id, body, called_units)
      select $1::uuid, gen_random_uuid(), id, $4, $3, '已联系', case when left(id::text, 1) in ('0', '5', '6', '7') then array[$5::uuid] else '{}' end from written),
    ruled as (
      insert into rulings (tenant_id, id, brief_id, leader_id, leader_post, seniority, conclusion, lead_unit_id, due_on)
      select $1::uuid, gen_random_uuid(), id, $4, '区长', 2, 'assign', $5, '2023-01-01' from written where left(id::text, 1) in ('1', '2'))
    select count(*) from written`,
    [tenant.id, places.map((place) => place.join(' ')), shanghai, person('孙海燕'), yancang],
  )
  await city.look(`update briefs set validity = 'duplicate' where left(id::text, 1) = '3'`)
  await city.look(`update briefs set negotiating_at = sent_at where left(id::text, 2) = '44'`)
  // signatures are not what is tried here
  for (const table of ['judgements', 'negotiations']) await city.look(`alter table ${table} disable trigger user`)
  const signed = [tenant.id, person('孙海燕')]
  await city.look(
    `insert into judgements (tenant_id, id, brief_id, brief_unit_id, verdict, judge_id, judge_unit_id)
     select $1, gen_random_uuid(), id, unit_id, 'valid', $2, (select u.id from units u where u.id <> unit_id limit 1)
     from briefs where left(id::text, 1) in ('8', '9', 'a', 'b')`,
    signed,
  )
  await city.look(
    `insert into negotiations (tenant_id, brief_id, on_day, by_id) select $1, id, '2022-11-01', $2 from briefs where left(id::text, 1) in ('c', 'd')`,
    signed,
  )
  await city.look('analyze')
}

/** of so few rows reading all may look cheap; of a million it is not: only what has no other way does it here */
const whole = ['seqscan', 'bitmapscan', 'incremental_sort']
/** where few are found by another table and then sorted */
const found = ['seqscan']

/** The plan of a statement as the application runs it: prepared, for whoever is entered, with and without its values known. */
async function planOf(who: string, query: Query, generic: boolean, off = whole): Promise<Node[]> {
  const { sql, parameters } = compiledOf(query)
  await app.query('begin')
  try {
    for (const way of off) await app.query(`set local enable_${way} = off`)
    await app.query(`set local plan_cache_mode = ${generic ? 'force_generic_plan' : 'force_custom_plan'}`)
    await app.query('select sec.enter($1)', [(await city.as(who)).token])
    await app.query(`prepare asked as ${sql}`)
    const values = parameters.map((value) => (value === null ? 'null' : app.escapeLiteral(String(value))))
    const { rows } = await app.query<{ 'QUERY PLAN': unknown }>(
      `explain (format json) execute asked${values.length > 0 ? `(${values.join(', ')})` : ''}`,
    )
    return nodesIn(rows[0]?.['QUERY PLAN'])
  } finally {
    await app.query('rollback')
    await app.query('deallocate all')
  }
}

type Node = { type: string; table: string; alias: string; index: string }

function nodesIn(plan: unknown): Node[] {
  if (Array.isArray(plan)) return plan.flatMap(nodesIn)
  if (typeof plan !== 'object' || plan === null) return []
  const node = plan as Record<string, unknown> // a JSON object
  const own = {
    type: String(node['Node Type'] ?? ''),
    table: String(node['Relation Name'] ?? ''),
    alias: String(node.Alias ?? ''),
    index: String(node['Index Name'] ?? ''),
  }
  return [...(own.type === '' ? [] : [own]), ...Object.values(node).flatMap(nodesIn)]
}

const readWhole = (nodes: readonly Node[]) =>
  nodes.filter(({ type, table }) => type === 'Seq Scan' && growing.includes(table)).map(({ table }) => table)

/** each brief by its id */
const byId = ['briefs_pkey', 'briefs_tenant_id_id_unit_id_key']
const byCalls = ['brief_calls_pkey']
const asked: readonly { filters: Omit<Filters, 'q'>; by: readonly string[] }[] = [
  { filters: {}, by: ['briefs_by_time'] },
  { filters: { month: '2022-10' }, by: ['briefs_by_time'] },
  { filters: { unitKind: 'posted' }, by: ['briefs_by_time'] },
  { filters: { ruled: 'none' }, by: ['briefs_by_time'] },
  { filters: { ruled: 'assign' }, by: ['briefs_by_time'] },
  // nearly all stand there
  { filters: { block: block('定海区') }, by: ['briefs_by_block', 'briefs_by_time'] },
  { filters: { block: block('普陀区') }, by: ['briefs_by_block'] },
  { filters: { unit: shanghai }, by: ['briefs_by_unit'] },
  { filters: { unit: shanghai, month: '2022-09' }, by: ['briefs_by_unit'] },
  { filters: { validity: 'duplicate' }, by: ['briefs_by_validity'] },
  { filters: { negotiating: 'yes' }, by: ['briefs_negotiating'] },
  { filters: { mine: 'written' }, by: ['briefs_by_recorder'] },
  // first what calls one, then each of these
  { filters: { mine: 'assigned' }, by: byCalls },
  { filters: { mine: 'called' }, by: byCalls },
]

describe.each(['应勇', '林海生'])('for %s', (who) => {
  const both = [false, true]

  test.each(asked)('the list with $filters goes by its index', async ({ filters, by }) => {
    for (const query of Object.values(listQueries({ ...filters, limit: 20 })))
      for (const generic of both) {
        const nodes = await planOf(who, query, generic, by === byCalls ? found : whole)
        expect(readWhole(nodes)).toEqual([])
        const indexes = nodes.map(({ index }) => index)
        if (by === byCalls) expect(indexes).toContain('brief_calls_pkey')
        // the brief of the list, not those that the policies of what hangs under it ask for
        else expect(by).toContain(nodes.find(({ alias, index }) => alias === 'b' && index !== '')?.index)
      }
  })

  test('a search looks up what it found, one by one', async () => {
    for (const generic of both) {
      const nodes = await planOf(who, searchQueries({ q: '公司', limit: 20 }).found, generic, found)
      expect(readWhole(nodes)).toEqual([])
      const ways = nodes.filter(({ table, index }) => table === 'briefs' && index !== '').map(({ index }) => index)
      expect(ways.filter((index) => !byId.includes(index))).toEqual([])
    }
  })

  test('a thread reads what hangs under its brief', async () => {
    const [row] = await city.look<{ id: string }>(`select id from briefs where block_id = $1 limit 1`, [
      block('定海区'),
    ])
    for (const query of Object.values(threadQueries(row?.id ?? '')))
      for (const generic of both) expect(readWhole(await planOf(who, query, generic))).toEqual([])
  })
})

test('what the search does out of sight goes by the terms of its index', async () => {
  const used = async () => {
    await city.look('select pg_stat_force_next_flush()')
    const [row] = await city.look<{ scans: string; looks: string }>(
      `select seq_scan as scans, (select idx_scan from pg_stat_all_indexes where indexrelname = 'brief_words_by_term') as looks
       from pg_stat_all_tables where relid = 'sec.brief_words'::regclass`,
    )
    return { scans: Number(row?.scans), looks: Number(row?.looks) }
  }
  const before = await used()
  await app.query('begin')
  await app.query('select sec.enter($1)', [(await city.as('应勇')).token])
  const { rows } = await app.query(`select * from sec.found_briefs('公司 项目', null, null, null, null, null, 501)`)
  await app.query('select pg_stat_force_next_flush()')
  await app.query('commit')
  expect(rows).toHaveLength(501)
  const after = await used()
  expect(after.scans).toBe(before.scans)
  expect(after.looks).toBeGreaterThan(before.looks)
})

test('without its index a list would go another way, and be seen', async () => {
  await city.look('drop index briefs_by_validity')
  const nodes = await planOf('应勇', listQueries({ validity: 'duplicate' }).total, true)
  expect(nodes.map(({ index }) => index)).not.toContain('briefs_by_validity')
})
