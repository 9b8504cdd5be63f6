/** Writes db/tables.ts, Kysely's row types, from the migrated database. */
import pg from 'pg'

const typeOf: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  name: 'string',
  date: 'string',
  timestamptz: 'string',
  int4: 'number',
  int8: 'bigint',
  numeric: 'string',
  bool: 'boolean',
  bytea: 'Buffer',
  interval: 'string',
  jsonb: 'Json',
  _text: 'string[]',
  _uuid: 'string[]',
}

type Column = {
  relation: string
  column: string
  type: string
  nullable: boolean
  defaulted: boolean
  is_view: boolean
}

/** Connects as migrator; returns the whole file. Fails on a type it does not know rather than guessing. */
export async function tableTypes(migratorUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: migratorUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Column>(`
      select c.relname as relation, a.attname as column, t.typname as type, not a.attnotnull as nullable,
        a.atthasdef as defaulted, c.relkind = 'v' as is_view
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
      where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped and c.relname !~ '^idempotency_'
      order by c.relname, a.attnum`)
    return render(rows)
  } finally {
    await client.end()
  }
}

function render(columns: readonly Column[]): string {
  const relations = [...new Set(columns.map((c) => c.relation))]
  const bodies = relations.map((relation) => {
    const fields = columns.filter((c) => c.relation === relation).map(field)
    return `  ${relation}: {\n${fields.join('\n')}\n  }`
  })
  return `/** Row types of every table and view, generated from the migrated database; do not edit. */
import type { ColumnType } from 'kysely'

/** jsonb: what comes out is checked by the reader's schema */
export type Json = ColumnType<unknown, unknown, unknown>
type Given<T> = ColumnType<T, T | undefined, T>

export type Tables = {
${bodies.join('\n')}
}
`
}

function field(c: Column): string {
  const base = typeOf[c.type]
  if (!base) throw new Error(`${c.relation}.${c.column}: no row type for ${c.type}`)
  const type =
    c.nullable && !c.is_view ? `${base} | null` : c.is_view && nullableInView(c.column) ? `${base} | null` : base
  return `    ${c.column}: ${c.defaulted ? `Given<${type}>` : type}`
}

/** The catalog does not know which columns of a view can be null: these of the *_facts views can. */
function nullableInView(column: string): boolean {
  return ['contact_on', 'judged_at', 'negotiating_at'].includes(column)
}
