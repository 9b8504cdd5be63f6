/** Where a page of a list ended: opaque to the reader, and good only for the list, sort and filters it came from. */
import { createHash } from 'node:crypto'
import { canonical } from '#core/canonical.ts'
import { Refusal } from '#core/refusal.ts'

/** `list` names the endpoint and its sort, `filters` what was asked; `after` is the last row's sort key, tie-break last. */
export function cursorOf(list: string, filters: unknown, after: readonly string[]): string {
  return Buffer.from(JSON.stringify([markOf(list, filters), ...after])).toString('base64url')
}

/** The sort key to go on after, of exactly `length` parts; null for the first page. */
export function afterOf(list: string, filters: unknown, cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null
  const parts = parsed(cursor)
  if (!parts || parts.length !== length + 1 || parts[0] !== markOf(list, filters))
    throw new Refusal('invalid', '翻页位置与现在的条件不符，请从头看起')
  return parts.slice(1)
}

function markOf(list: string, filters: unknown): string {
  const asked = JSON.parse(JSON.stringify(filters ?? null)) // drops undefined, as the wire does
  return createHash('sha256')
    .update(`${list} ${canonical(asked)}`)
    .digest('base64url')
    .slice(0, 10)
}

function parsed(cursor: string): string[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : null
  } catch {
    return null
  }
}
