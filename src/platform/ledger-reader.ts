/** Reads the ledger by position: what came after the place where a reader stopped, and whole stories of subjects. */

import { type RawBuilder, sql } from 'kysely'
import type { EventName, LedgerLine, Subject } from '#core/event.ts'
import { type Query, sqlOf, type Tx } from '#platform/database.ts'
import { derive } from '#platform/ledger.ts'
import { builtOnce } from '#platform/statements.ts'

type LineRow = {
  id: string
  event: string
  subjects: string[]
  occurred_on: string
  recorded_at: string
  payload: unknown
  actor_id: string
  verb: string
}

const columns = [
  'l.id',
  'l.event',
  'l.subjects',
  'l.occurred_on',
  'l.recorded_at',
  'l.payload',
  'l.actor_id',
  'l.verb',
] as const

export const mostLines = 20_000

/** The ledger lines that name any of these subjects, as far as the reader may see them; of these events alone, when given. */
export function linesOf(subjects: readonly Subject[], events?: readonly string[]): Query<LineRow> {
  const query = linesWhere(sql`= any (${subjects}::text[])`)
  return events ? query.where(sql<boolean>`(l.event = any(${events}::text[]) or l.payload ? 'corrects')`) : query
}

/** The whole story of one subject, as `linesOf`. */
export const storyOf: (subject: Subject) => Query<LineRow> = builtOnce((subject) => linesWhere(sql`= ${subject}`))

/** An element compared with a text can be looked up behind row security; the overlap of two arrays cannot. */
function linesWhere(isOne: RawBuilder<unknown>) {
  return sqlOf
    .selectFrom('ledger as l')
    .select(columns)
    .where(
      sql<boolean>`(l.subjects[1] ${isOne} or l.subjects[2] ${isOne} or l.subjects[3] ${isOne} or l.subjects[4] ${isOne})`,
    )
    .where(sql<boolean>`l.tenant_id = (select sec.tenant())`)
    .orderBy('l.recorded_at')
    .orderBy('l.id')
    .limit(mostLines)
}

export function lineOf(row: LineRow): LedgerLine {
  return {
    id: row.id,
    // these three were written by `write` from the very types that they are read as
    event: row.event as EventName,
    subjects: row.subjects as Subject[],
    payload: row.payload as Record<string, unknown>,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    actorId: row.actor_id,
    verb: row.verb,
  }
}

/** Up to 500 lines after this reader's position, in order, and where it stands then. */
export async function linesAfter(tx: Tx, reader: string): Promise<{ lines: LedgerLine[]; position: bigint }> {
  const [at] = await tx.ask(sqlOf.selectFrom('ledger_readers').select('position').where('reader', '=', reader))
  const from = at?.position ?? 0n
  const rows = await tx.ask(
    sqlOf
      .selectFrom('ledger_positions as p')
      .innerJoin('ledger as l', (join) => join.onRef('l.tenant_id', '=', 'p.tenant_id').onRef('l.id', '=', 'p.line_id'))
      .select([...columns, 'p.position'])
      .where('p.position', '>', from)
      .orderBy('p.position')
      .limit(500),
  )
  return { lines: rows.map(lineOf), position: rows.at(-1)?.position ?? from }
}

export function remember(tx: Tx, reader: string, position: bigint): void {
  const row = { tenant_id: tx.actor.tenantId, reader, position }
  derive(tx, [
    {
      query: sqlOf
        .insertInto('ledger_readers')
        .values(row)
        .onConflict((c) => c.columns(['tenant_id', 'reader']).doUpdateSet({ position })),
    },
  ])
}

/** How far the ledger's order has come in this city. */
export const newest: Query<{ position: bigint }> = sql<{ position: bigint }>`
  select coalesce(max(position), 0) as position from ledger_positions where tenant_id = (select sec.tenant())`.compile(
  sqlOf,
)

export type NewsRow = { position: bigint; event: string; subjects: string[]; actor_id: string }

/** What happened after a position, in order, as far as whoever looks may see it; at most `most` lines. */
export const newsAfter = (position: bigint, most: number): Query<NewsRow> =>
  sqlOf
    .selectFrom('ledger_positions as p')
    .innerJoin('ledger as l', (join) => join.onRef('l.tenant_id', '=', 'p.tenant_id').onRef('l.id', '=', 'p.line_id'))
    .select(['p.position', 'l.event', 'l.subjects', 'l.actor_id'])
    .where('p.position', '>', position)
    .where(sql<boolean>`p.tenant_id = (select sec.tenant())`)
    .orderBy('p.position')
    .limit(most)
