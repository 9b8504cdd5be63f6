/** Reaching for rows by plain SQL as the application's own role: what gets into somebody's hands that must not, and what stays away that should not. */
import type pg from 'pg'
import { tenant } from '#app/demo/city.ts'
import { otherTenant } from './bait.ts'
import { adds, changes, type Everything, hasRule, type Row, sees, type Viewer } from './sight.ts'

export type Command = 'select' | 'insert' | 'update' | 'delete'
export type Table = { name: string; commands: readonly Command[]; insertable: string[]; updatable: Column[] }
type Column = { name: string; type: string }

/** every table and view of the city, with what the application may do to it at all */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{
    name: string
    reads: boolean
    deletes: boolean
    insertable: string[]
    updatable: Column[]
  }>(`
    select c.relname as name, has_table_privilege('wutong_app', c.oid, 'select') as reads,
      has_table_privilege('wutong_app', c.oid, 'delete') as deletes,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('wutong_app', c.oid, a.attnum, 'insert') order by a.attnum) as insertable,
      coalesce((select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('wutong_app', c.oid, a.attnum, 'update')), '[]') as updatable
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') order by 1`)
  const unruled = rows.filter(({ name }) => !hasRule(name))
  if (unruled.length > 0) throw new Error(`nobody has said who sees ${unruled.map(({ name }) => name).join(', ')}`)
  return rows.map(({ name, reads, deletes, insertable, updatable }) => ({
    name,
    insertable,
    updatable,
    commands: [
      ...(reads ? (['select'] as const) : []),
      ...(insertable.length > 0 ? (['insert'] as const) : []),
      ...(updatable.length > 0 ? (['update'] as const) : []),
      ...(deletes ? (['delete'] as const) : []),
    ],
  }))
}

/** One viewer, entered on this client, reaches for one table; each line of the answer is an offence. */
export async function offences(
  client: pg.ClientBase,
  { table, command, viewer, all }: { table: Table; command: Command; viewer: Viewer; all: Everything },
): Promise<string[]> {
  const rows = all.get(table.name) ?? []
  const mine = rows.filter((row) => sees(table.name, row, viewer, all))
  if (!table.commands.includes(command)) return barred(client, table, command)
  if (command === 'select') return looking(client, table, mine)
  if (command === 'insert') return adding(client, table, rows, viewer)
  const theirs = mine.filter((row) => changes(table.name, row, viewer, all))
  if (command === 'delete') return counted(client, `delete from ${table.name}`, theirs.length)
  return [...(await changing(client, table, theirs.length)), ...(await moving(client, table, viewer))]
}

/** Where there is no right at all, the words of the refusal say so. */
async function barred(client: pg.ClientBase, { name }: Table, command: Command): Promise<string[]> {
  const statements = {
    select: `select from ${name}`,
    insert: `insert into ${name} default values`,
    update: `update ${name} set tenant_id = tenant_id`,
    delete: `delete from ${name}`,
  }
  const { error } = await tried(client, statements[command])
  return /permission denied/.test(error ?? '') ? [] : [`${command}: ${error ?? 'let through'}`]
}

const keyOf = (row: Row) => JSON.stringify(row)

async function looking(client: pg.ClientBase, { name }: Table, mine: readonly Row[]): Promise<string[]> {
  const found = (await client.query<{ row: Row }>(`select row_to_json(t) as row from ${name} t`)).rows
  const [seen, should] = [new Set(found.map(({ row }) => keyOf(row))), new Set(mine.map(keyOf))]
  const stray = [...seen].filter((key) => !should.has(key))
  const missing = [...should].filter((key) => !seen.has(key))
  return [
    ...stray.map((key) => `reads ${key.slice(0, 160)}`),
    ...missing.map((key) => `does not see its own ${key.slice(0, 160)}`),
  ]
}

/** A row of the other city, as it stands there, and one of the own where not everybody adds: the policy speaks before keys do. */
async function adding(
  client: pg.ClientBase,
  { name, insertable }: Table,
  rows: readonly Row[],
  viewer: Viewer,
): Promise<string[]> {
  const columns = insertable.join(', ')
  const refused = async (row: Row | undefined) => {
    if (!row) return 'has no row to add'
    const { error } = await tried(
      client,
      `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1)`,
      // a claim's time is the clock of its transaction, which a trigger asks for before the policy
      [JSON.stringify({ ...row, ...('first_complete_at' in row ? { first_complete_at: null } : {}) })],
    )
    return /row-level security/.test(error ?? '') ? null : (error ?? 'done')
  }
  const away = await refused(rows.find((row) => row.tenant_id !== viewer.tenantId))
  const own = rows.find((row) => row.tenant_id === viewer.tenantId)
  const here = adds(name, viewer) ? null : await refused(own && signedBy(viewer, own))
  return [
    ...(away === null ? [] : [`adds to the other city: ${away}`]),
    ...(here === null ? [] : [`adds what is not theirs to add: ${here}`]),
  ]
}

/** what bears another's name is refused by its signature, before any policy is asked */
function signedBy({ personId }: Viewer, row: Row): Row {
  const signatures = ['set_by', 'leader_id', 'added_by'].filter((column) => column in row)
  return { ...row, ...Object.fromEntries(signatures.map((column) => [column, personId])) }
}

const literals: Readonly<Record<string, string[]>> = {
  integer: ['1'],
  bigint: ['1'],
  boolean: ['true'],
  text: ['null', `'x'`],
  date: ['null', `'2030-01-01'`],
  'timestamp with time zone': ['null', 'now()'],
  jsonb: [`'{}'`],
  uuid: ['null'],
  'text[]': [`'{x}'`],
}

/** Without a WHERE clause only the policy of UPDATE stands between. */
async function changing(client: pg.ClientBase, { name, updatable }: Table, expected: number): Promise<string[]> {
  const columns = [...updatable].sort((a, b) => Number(b.name === 'version') - Number(a.name === 'version'))
  const failed: string[] = []
  for (const { name: column, type } of columns.filter((one) => one.name !== 'tenant_id')) {
    for (const value of literals[type] ?? []) {
      const statement = `update ${name} set ${column} = ${value}`
      const { error, count } = await tried(client, statement)
      if (error === null) return count === expected ? [] : [`${statement} reaches ${count} rows, not ${expected}`]
      if (/row-level security/.test(error)) return [`${statement}: ${error}`]
      failed.push(`${statement}: ${error}`)
    }
  }
  return [`no column can be tried: ${failed.join('; ')}`]
}

/** Where the tenant itself may be written, no row can be handed over. */
async function moving(client: pg.ClientBase, { name, updatable }: Table, viewer: Viewer): Promise<string[]> {
  if (!updatable.some((one) => one.name === 'tenant_id')) return []
  const away = viewer.tenantId === otherTenant ? tenant.id : otherTenant
  const { error, count } = await tried(client, `update ${name} set tenant_id = '${away}'`)
  return count === 0 || /row-level security/.test(error ?? '') ? [] : [`hands rows over: ${error ?? 'done'}`]
}

async function counted(client: pg.ClientBase, statement: string, expected: number): Promise<string[]> {
  const { error, count } = await tried(client, statement)
  return error === null && count === expected ? [] : [`${statement} reaches ${error ?? count}, not ${expected}`]
}

async function tried(
  client: pg.ClientBase,
  statement: string,
  values: unknown[] = [],
): Promise<{ error: string | null; count: number | null }> {
  await client.query('savepoint attempt')
  try {
    return { error: null, count: (await client.query(statement, values)).rowCount }
  } catch (error) {
    return { error: (error as Error).message, count: null } // pg rejects with Error only
  } finally {
    await client.query('rollback to savepoint attempt')
  }
}
