/** Rows that travel inside a JSON column look as if the driver had read them: the same instants, exact numbers. */
import { type RawBuilder, sql } from 'kysely'

/** '2022-11-03T01:12:00.123456Z', where JSON's own form would carry an offset and drop zeros. */
export function instantInJson<T extends string | null = string>(column: string): RawBuilder<T> {
  return sql<T>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}
