/** The city's own words: read into every reading, added and withdrawn one by one. */
import { sql } from 'kysely'
import type { Grant } from '#core/grant.ts'
import { type RowsOf, sqlOf, type Tx } from '#platform/database.ts'
import { type Row, write } from '#platform/ledger.ts'
import type { WordInput } from '../model/words.ts'
import { here } from './briefs.ts'

/** @public read by the house's tests: only these files write them */
export const tables = ['city_words']

const mostWithdrawn = 100

/** The words in force, as `wordsFrom` takes them. Fits in any page's one round trip. */
export function wordRowsQuery() {
  return sqlOf
    .selectFrom('city_words')
    .select(['kind', 'word', 'alias_of as aliasOf'])
    .where('withdrawn_at', 'is', null)
    .where(here)
    .orderBy('since')
    .orderBy('id')
}

export type WordRow = RowsOf<{ rows: ReturnType<typeof wordRowsQuery> }>['rows'][0]

const listed = () =>
  sqlOf
    .selectFrom('city_words as w')
    .innerJoin('persons as p', (on) => on.onRef('p.tenant_id', '=', 'w.tenant_id').onRef('p.id', '=', 'w.added_by'))
    .select([
      'w.id',
      'w.version',
      'w.kind',
      'w.word',
      'w.alias_of as aliasOf',
      'w.since',
      'w.withdrawn_at as withdrawnAt',
      'p.name as addedBy',
    ])
    .where(sql<boolean>`w.tenant_id = (select sec.tenant())`)

/** For the page: who added which, and the latest that were withdrawn. */
export const wordPageQueries = () => ({
  inForce: listed().where('w.withdrawn_at', 'is', null).orderBy('w.kind').orderBy('w.word'),
  withdrawn: listed()
    .where('w.withdrawn_at', 'is not', null)
    .orderBy('w.withdrawn_at', 'desc')
    .orderBy('w.id')
    .limit(mostWithdrawn),
})

export function wordQuery(id: string) {
  return sqlOf
    .selectFrom('city_words')
    .select(['id', 'version', 'kind', 'word', 'withdrawn_at as withdrawnAt'])
    .where('id', '=', id)
    .where(here)
}

const readers = ['R', 'L', 'A']

export function insertWord(tx: Tx, grant: Grant<'briefs.addWord'>, { kind, word, aliasOf }: WordInput): void {
  const row: Row = {
    query: sqlOf.insertInto('city_words').values({
      tenant_id: tx.actor.tenantId,
      id: grant.subject.id,
      kind,
      word,
      alias_of: aliasOf,
      added_by: tx.actor.personId,
    }),
    expect: 1,
  }
  write(tx, grant, [row], { event: 'word.added', audience: readers, payload: { kind } })
}

export function saveWithdrawal(
  tx: Tx,
  grant: Grant<'briefs.withdrawWord' | 'briefs.restoreWord'>,
  version: number,
  withdrawn: boolean,
): void {
  const update = sqlOf
    .updateTable('city_words')
    .set({
      withdrawn_by: withdrawn ? tx.actor.personId : null,
      withdrawn_at: withdrawn ? tx.now : null,
      version: version + 1,
    })
    .where('id', '=', grant.subject.id)
    .where('version', '=', version)
    .where(here)
  write(tx, grant, [{ query: update, expect: 1 }], {
    event: withdrawn ? 'word.withdrawn' : 'word.restored',
    audience: readers,
    payload: { version: version + 1 },
  })
}
