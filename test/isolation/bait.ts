/** A second city in the same database, made of the first one's rows under other names, and in every text that is not everybody's a mark that gives itself away. */
import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { idOf, tenant } from '#app/demo/city.ts'
import type { Keys } from '#platform/keys.ts'
import type { City } from '#test/harness.ts'
import type { Row } from './sight.ts'

export const otherTenant = otherId(tenant.id)

/** the same id in the other city */
export function otherId(id: string): string {
  const hex = createHash('sha256').update(`another city|${id}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export type Canary = { table: string; column: string; row: Row }
const inText = /雀([0-9a-z]+)雀/g

/** every canary by its number */
export class Canaries {
  readonly all = new Map<string, Canary>()

  plant(canary: Canary): string {
    const number = this.all.size.toString(36)
    this.all.set(number, canary)
    return `雀${number}雀`
  }

  in(text: string): Canary[] {
    return [...text.matchAll(inText)].map(([, number = '']) => {
      const found = this.all.get(number)
      if (!found) throw new Error(`canary ${number} was never planted`)
      return found
    })
  }
}

type Column = { table: string; column: string; type: string; free: boolean; key: boolean }

/** all text and JSON columns of the city; `free` where no check or foreign key says what may stand there */
async function textColumns(client: pg.Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
      not exists (select from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey)
        and (k.contype = 'f' or k.contype = 'c' and pg_get_constraintdef(k.oid) ~ 'ANY|~'))
      and not exists (select from pg_constraint k where k.confrelid = c.oid and a.attnum = any (k.confkey)) as free,
      exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey)) as key
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
    order by 1, a.attnum`)
  return rows
}

/** parents first */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; parents: string[] }>(`
    select c.relname as name, array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
      where k.conrelid = c.oid and k.contype = 'f' and p.oid <> c.oid) as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
  const done: string[] = []
  for (let left = rows; left.length > 0; left = left.filter(({ name }) => !done.includes(name)))
    done.push(...left.filter(({ parents }) => parents.every((one) => done.includes(one))).map(({ name }) => name))
  return done
}

export async function rowsOf(client: pg.Client | pg.Pool, table: string, where = 'true'): Promise<Row[]> {
  return (await client.query<{ row: Row }>(`select row_to_json(t) as row from ${table} t where ${where}`)).rows.map(
    ({ row }) => row,
  )
}

async function insertRows(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
    JSON.stringify(rows),
  ])
}

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Clones the whole city under other ids, with a canary in every text; its people can sign in as the first one's can. */
async function foundOther(client: pg.Client, canaries: Canaries, columns: readonly Column[]): Promise<void> {
  for (const table of await tablesInOrder(client)) {
    const rows = (await rowsOf(client, table)).map((row) => {
      // a row in other words is a row
      const other = JSON.parse(JSON.stringify(row).replace(ids, otherId)) as Record<string, unknown>
      for (const one of columns)
        if (one.table === table && one.free && !isStructural(one))
          plantIn(other, one, () => canaries.plant({ ...one, row: other }))
      return other
    })
    await insertRows(client, table, rows)
  }
  await addTwins(client)
  const accounts = (await rowsOf(client, 'sec.credentials')).map((row) => ({
    ...(JSON.parse(JSON.stringify(row).replace(ids, otherId)) as Row), // as above
    account: `other-${row.account}`,
  }))
  await insertRows(client, 'sec.credentials', accounts)
}

/** Two with the very same id, who have done something there, and lent their word: only the tenant tells them apart. */
async function addTwins(client: pg.Client): Promise<void> {
  for (const [table, column, name] of [
    ['persons', 'id', '应勇'],
    ['idempotency', 'person_id', '应勇'],
    ['brief_drafts', 'owner_id', '应勇'],
    ['saved_views', 'owner_id', '应勇'],
    ['brief_calls', 'party_id', '应勇'],
    ['persons', 'id', '唐国栋'],
    ['delegations', 'leader_id', '唐国栋'],
  ] as const) {
    const rows = await rowsOf(client, table, `tenant_id = '${tenant.id}' and ${column} = '${idOf(`person:${name}`)}'`)
    if (rows.length === 0) throw new Error(`${table} has no row of ${name}, who gets a twin`)
    // the delegation itself is another one, to a delegate who lives there; whoever posted in the chat does not live there
    const over = (row: Row) =>
      table === 'delegations'
        ? { ...row, id: otherId(otherId(String(row.id))), delegate_id: otherId(String(row.delegate_id)) }
        : table === 'brief_drafts'
          ? { ...row, poster_id: null }
          : table === 'brief_calls'
            ? { ...row, brief_id: otherId(String(row.brief_id)) }
            : row
    await insertRows(
      client,
      table,
      rows.map((row) => ({ ...over(row), tenant_id: otherTenant })),
    )
  }
}

function plantIn(row: Record<string, unknown>, { column, type }: Column, mark: () => string): void {
  const value = row[column]
  if (type === 'text') row[column] = `${value ?? ''}${mark()}`
  else if (value !== null && value !== undefined)
    // at the end of every text inside that was written for people
    row[column] = JSON.parse(JSON.stringify(value).replace(/\p{Script=Han}(?=")/gu, (sign) => `${sign}${mark()}`))
}

/** columns whose text is read as something else than text */
const structural = [
  'blocks.region_code',
  'mentions.investment_currency',
  'mentions.usc_code',
  'closures.board',
  'closures.month',
  'issues.board',
  'issues.month',
  // what a file is, and why it is not: told by the inspection, never by people
  'documents.media_type',
  'documents.refused_because',
  // gone from a draft that was sent
  'brief_drafts.text_sealed',
  'brief_drafts.quote_sealed',
]

const isStructural = ({ table, column }: Column) => structural.includes(`${table}.${column}`)

/** Marks what in the first city is not for everybody: briefs and all under them, words on a closed month, reasons for looking. */
async function markOwn(client: pg.Client, canaries: Canaries, columns: readonly Column[], keys: Keys): Promise<void> {
  for (const table of [...new Set(columns.map((one) => one.table))]) {
    const mine = columns.filter((one) => one.table === table && one.free && marked(table) && !isStructural(one))
    if (mine.length === 0) continue
    for (const row of await rowsOf(client, table, `tenant_id = '${tenant.id}'`)) {
      const changed = { ...row }
      for (const one of mine) {
        // nulls stay where a page reads them as "none"; what is sealed hides its canary as it hides a number
        const mark = () => canaries.plant({ ...one, row })
        if (row[one.column] === null) continue
        if (one.column.endsWith('sealed')) changed[one.column] = keys.seal(mark())
        else plantIn(changed, one, mark)
      }
      await replace(client, table, row, changed, mine)
    }
  }
}

function marked(table: string): boolean {
  const children = ['mentions', 'lifted_personals', 'revisions', 'replies', 'rulings', 'judgements', 'negotiations']
  return [
    'briefs',
    'brief_drafts',
    'access_log',
    'documents',
    'unit_checks',
    'objection_answers',
    'reopenings',
    ...children,
  ].includes(table)
}

async function replace(
  client: pg.Client,
  table: string,
  row: Row,
  changed: Row,
  columns: readonly Column[],
): Promise<void> {
  const keyed = ['id', 'brief_id', 'closure_id', 'check_id', 'no'].filter((name) => name in row)
  await client.query(
    `update ${table} t set ${columns.map(({ column }) => `${column} = n.${column}`).join(', ')}
     from jsonb_populate_record(null::${table}, $1) n
     where t.tenant_id = n.tenant_id and ${keyed.map((name) => `t.${name} is not distinct from n.${name}`).join(' and ')}`,
    [JSON.stringify(changed)],
  )
}

/** Lays all of it out, as migrator. Returns the canaries. */
export async function layBait({ urls, keys }: Pick<City, 'urls' | 'keys'>): Promise<Canaries> {
  const client = new pg.Client({ connectionString: urls.migrator, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('begin')
    // rows of an earlier moment: the trigger would take them for claims that somebody dates back
    await client.query('alter table briefs disable trigger user')
    // and their owners stand in units that were moved after the views were shared
    await client.query('alter table saved_views disable trigger user')
    const canaries = new Canaries()
    const columns = await textColumns(client)
    await foundOther(client, canaries, columns)
    await markOwn(client, canaries, columns, keys)
    await client.query('alter table briefs enable trigger user')
    await client.query('alter table saved_views enable trigger user')
    // what is sought follows a brief that is written or revised, and these were written past that
    await client.query('update briefs set revision = revision')
    await client.query('commit')
    return canaries
  } finally {
    await client.end()
  }
}

/** A session of somebody of the second city. */
export async function enterOther(login: pg.Pool, account: string): Promise<string> {
  const token = randomUUID()
  const values = [`other-${account}`, randomUUID(), token, 'test', 'test', '3650 days']
  await login.query('select sec.open_session($1, $2, $3, $4, $5, true, $6, $6)', values)
  return token
}
