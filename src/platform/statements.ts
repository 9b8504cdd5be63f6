/** How a statement goes to the database: planned once a connection under a name, and known for one that only reads. */
import { createHash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'

const names = new Map<string, string>()

/**
 * Named, so that a connection plans a statement once: with row security, planning costs more than running. What is written
 * anew each time (a batch of varying length) stays unnamed, or connections would collect plans that nobody uses again.
 */
export function preparedOf(
  text: string,
  values: readonly unknown[],
): { name?: string; text: string; values: unknown[] } {
  if (values.length > mostNamed) return { text, values: [...values] }
  let name = names.get(text)
  if (name === undefined) {
    if (names.size >= mostNames) return { text, values: [...values] }
    name = `w${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
    names.set(text, name)
  }
  return { name, text, values: [...values] }
}

const mostNamed = 40
const mostNames = 1000

/**
 * A query whose text is always the same is put together once: for a page of many parts, building it anew costs the server
 * as much as answering. `build` may only hand its arguments on as parameters.
 */
export function builtOnce<R>(
  build: (...given: string[]) => { compile(): CompiledQuery<R> },
): (...given: string[]) => CompiledQuery<R> {
  let built: CompiledQuery<R> | undefined
  const places = Array.from({ length: build.length }, (_, i) => `\u0000given ${i}`)
  return (...given) => {
    built ??= build(...places).compile()
    const parameters = built.parameters.map((value) => {
      const at = places.indexOf(value as string) // what is no place is handed on, whatever it is
      return at === -1 ? value : given[at]
    })
    return { ...built, parameters }
  }
}

const known = new Map<string, boolean>()

/** Asked of every statement of every page, and answered once for each text. */
export function isRead(query: CompiledQuery): boolean {
  let reads = known.get(query.sql)
  if (reads === undefined) {
    reads = onlyReads(query)
    if (known.size < mostNames) known.set(query.sql, reads)
  }
  return reads
}

function onlyReads(query: CompiledQuery): boolean {
  if (!callsOnlyReaders(query.sql)) return false
  if (query.query.kind === 'SelectQueryNode') return true
  return (
    query.query.kind === 'RawNode' &&
    /^\s*(select|with)\b/i.test(query.sql) &&
    !/\b(insert|update|delete)\b/i.test(query.sql)
  )
}

/** functions of `sec` that tell and change nothing; whatever else is called there goes through `write` or `derive` */
const readers =
  'clock,tenant,person,session,keys,sees_all,mark,holds,my_sessions,my_account,accounts_of,must_change,found_briefs'
const readingCalls: ReadonlySet<string | undefined> = new Set(readers.split(','))

/** A SELECT may call what changes rows, or says who acts. */
function callsOnlyReaders(text: string): boolean {
  if (/\bset_config"?\s*\(/i.test(text)) return false
  return [...text.matchAll(/\bsec"?\s*\.\s*"?(\w+)"?\s*\(/gi)].every(([, name]) =>
    readingCalls.has(name?.toLowerCase()),
  )
}
