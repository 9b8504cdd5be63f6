/** 词典: looking a word up, adding one, withdrawing it and taking that back. */
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import { askAll, type RowsOf, type Tx } from '#platform/database.ts'
import { reads, writes } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import type { CityWord, WordKind, WordList } from '../model/words.ts'
import { policy } from '../policy.ts'
import { shippedWith, wordFaults } from '../rules/dictionary.ts'
import { insertWord, saveWithdrawal, wordPageQueries, wordQuery, wordRowsQuery } from '../store/city-words.ts'
import { refuseFaults } from './opening.ts'

type PageRows = RowsOf<ReturnType<typeof wordPageQueries>>

export const words = reads(contract.words, ({ query }) => ({
  queries: wordPageQueries(),
  answer: (rows: PageRows) => listOf(rows, query.q),
}))

export const addWord = writes(
  contract.addWord,
  async ({ input }, tx) => {
    const there = await tx.ask(wordRowsQuery())
    const subject = { kind: 'city-word', id: newId(Date.parse(tx.now)), version: 'new' } as const
    const grant = allow(policy, 'briefs.addWord', tx, {}, subject)
    refuseFaults(wordFaults(input, there as CityWord[])) // the column's check holds the kinds
    insertWord(tx, grant, input)
    return subject.id
  },
  pageAfter,
)

export const withdrawWord = writes(
  contract.withdrawWord,
  async ({ params, version }, tx) => {
    const [row] = await tx.ask(wordQuery(params.id))
    const grant = allow(policy, 'briefs.withdrawWord', tx, {}, { kind: 'city-word', id: params.id, version })
    if (!row) throw new Refusal('not-found')
    if (row.withdrawnAt !== null) throw new Refusal('conflict', '这个词已经撤回')
    saveWithdrawal(tx, grant, version, true)
    return params.id
  },
  pageAfter,
)

export const restoreWord = writes(
  contract.restoreWord,
  async ({ params, version }, tx) => {
    const [[row], there] = await Promise.all([tx.ask(wordQuery(params.id)), tx.ask(wordRowsQuery())])
    const grant = allow(policy, 'briefs.restoreWord', tx, {}, { kind: 'city-word', id: params.id, version })
    if (!row) throw new Refusal('not-found')
    if (row.withdrawnAt === null) throw new Refusal('conflict', '这个词没有撤回')
    if (there.some(({ kind, word }) => kind === row.kind && word === row.word))
      throw new Refusal('conflict', '这个词后来又加过一次，不用恢复')
    saveWithdrawal(tx, grant, version, false)
    return params.id
  },
  pageAfter,
)

async function pageAfter(tx: Tx): Promise<WordList> {
  return listOf(await askAll(tx, wordPageQueries()))
}

function listOf({ inForce, withdrawn }: PageRows, asked?: string): WordList {
  return {
    words: [...inForce, ...withdrawn].map((row) => ({ ...row, kind: row.kind as WordKind })), // the column's check holds the kinds
    shipped: asked === undefined ? [] : shippedWith(asked),
  }
}
