/** 补录: taking a pasted chat apart into drafts, listing them to their owner, setting them aside, naming who posted. */
import { addDays, dayOf } from '#core/calendar.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import type { SettingRow } from '#features/settings/model.ts'
import { settingsAt } from '#features/settings/rules.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import { askAll, type RowsOf, type Tx } from '#platform/database.ts'
import { reads, writes } from '#platform/http/route.ts'
import { keysInUse } from '#platform/ledger.ts'
import * as contract from '../contract.ts'
import type { ChatDraft, ChatDraftList } from '../model/transcribing.ts'
import { policy } from '../policy.ts'
import { type ChatMessage, chatStretch } from '../rules/chat-stretch.ts'
import { wordsFrom } from '../rules/dictionary.ts'
import { liftPersonalData } from '../rules/personal-data.ts'
import { posterIn } from '../rules/posters.ts'
import { mostOpen, secretIn, sorted, stretchFault } from '../rules/transcribing.ts'
import { wordRowsQuery } from '../store/city-words.ts'
import {
  chosenQuery,
  cityPeopleQuery,
  type DraftRow,
  draftQuery,
  draftsQuery,
  type FoundDraft,
  insertDrafts,
  openQuery,
  originalOf,
  savePoster,
  settleDrafts,
} from '../store/drafts.ts'
import { personsQuery } from '../store/standing.ts'

const excerptLength = 80

export const transcribe = writes(
  contract.transcribe,
  async ({ input }, tx) => {
    const [people, open, settings, words] = await Promise.all([
      tx.ask(cityPeopleQuery()),
      tx.ask(openQuery()),
      tx.ask(settingRowsQuery()),
      tx.ask(wordRowsQuery()),
    ])
    const subject = { kind: 'chat-stretch', id: newId(Date.parse(tx.now)), version: 'new' } as const
    const grant = allow(policy, 'briefs.transcribe', tx, {}, subject)
    const today = dayOf(tx.now)
    const messages = refused(chatStretch(input.text, today))
    if (open.length + messages.length > mostOpen)
      throw new Refusal('conflict', `还有 ${open.length} 条草稿没有处理，先录完或丢弃一部分再粘贴`)
    const posters = new Map(messages.map(({ poster }) => [poster, posterIn(poster, people).personId]))
    const city = wordsFrom(words)
    const drafts = messages.map((message) => ({
      message: { ...message, poster: shownName(message.poster) },
      posterId: posters.get(message.poster) ?? null,
      ...sorted(message.text, city),
    }))
    // `value` was checked when it was set
    const { 'brief.draftDays': days } = settingsAt(settings as SettingRow[], today)
    insertDrafts(tx, grant, drafts, addDays(today, days))
    return subject.id
  },
  async (tx, stretchId, { input }) => {
    const list = await listAfter(tx)
    const made = list.rows.filter((row) => row.stretchId === stretchId).length
    const messages = chatStretch(input.text, dayOf(tx.now))?.length ?? 0
    return { ...list, made, known: Math.max(0, messages - made) }
  },
)

/** some are called by their number in a chat, which is nobody else's to read */
function shownName(poster: string): string {
  return liftPersonalData(poster).shown.slice(0, 60)
}

/** Nothing is kept of a text of which a part may not be here. */
function refused(messages: ChatMessage[] | null): ChatMessage[] {
  const fault = stretchFault(messages)
  if (fault || messages === null) throw new Refusal('invalid', fault ? [fault] : [])
  const secret = secretIn(messages)
  if (secret)
    throw new Refusal('secret', [
      {
        say: `第 ${secret.no} 条消息标有“${secret.level}”，整段未保存；请按保密规定办理，去掉这条再粘贴`,
        field: 'text',
      },
    ])
  return messages
}

const listQueries = () => ({ drafts: draftsQuery(), people: cityPeopleQuery() })
type ListRows = RowsOf<ReturnType<typeof listQueries>>

export const drafts = reads(contract.drafts, () => ({
  queries: listQueries(),
  answer: (rows: ListRows) => listOf(rows),
}))

export const draft = reads(contract.draft, ({ params }) => ({
  queries: { draft: draftQuery(params.id) },
  answer: ({ draft: [row] }: { draft: FoundDraft[] }) => {
    if (!row) throw new Refusal('not-found')
    return {
      ...shown(row),
      text: unsealed(row.text_sealed) ?? '',
      quote: unsealed(row.quote_sealed),
      posterUnits: row.poster_units,
      expiresOn: row.expires_on,
    }
  },
}))

export const discardDrafts = writes(
  contract.discardDrafts,
  ({ input }, tx) => settled(tx, input.ids, 'briefs.discardDrafts'),
  listAfter,
)

export const restoreDrafts = writes(
  contract.restoreDrafts,
  ({ input }, tx) => settled(tx, input.ids, 'briefs.restoreDrafts'),
  listAfter,
)

async function settled(
  tx: Tx,
  given: readonly string[],
  verb: 'briefs.discardDrafts' | 'briefs.restoreDrafts',
): Promise<string> {
  const ids = [...new Set(given)]
  const found = await tx.ask(chosenQuery(ids))
  const grant = allow(policy, verb, tx, {}, { kind: 'brief-draft', id: ids[0] ?? '', version: 1 })
  if (found.length < ids.length) throw new Refusal('not-found')
  if (found.some(({ state }) => state === 'sent')) throw new Refusal('conflict', '其中有已经录过的草稿，请刷新后再选')
  settleDrafts(tx, grant, ids, verb === 'briefs.discardDrafts' ? 'discarded' : 'open')
  return grant.subject.id
}

export const namePoster = writes(
  contract.namePoster,
  async ({ input }, tx) => {
    const { poster, personId } = input
    const [open, persons] = await Promise.all([
      tx.ask(openQuery(poster)),
      tx.ask(personsQuery(personId === null ? [] : [personId])),
    ])
    const ids = open.map(({ id }) => id)
    const grant = allow(policy, 'briefs.namePoster', tx, {}, { kind: 'brief-draft', id: ids[0] ?? '', version: 1 })
    if (personId !== null && persons.length === 0)
      throw new Refusal('invalid', [{ say: '没有这个人', field: 'personId' }])
    if (ids.length === 0) throw new Refusal('not-found', '没有这个人发的待录草稿')
    savePoster(tx, grant, ids, personId)
    return grant.subject.id
  },
  listAfter,
)

async function listAfter(tx: Tx): Promise<ChatDraftList> {
  return listOf(await askAll(tx, listQueries()))
}

function listOf({ drafts, people }: ListRows): ChatDraftList {
  const open = drafts.filter(({ state, poster_id }) => state === 'open' && poster_id === null)
  const nameOf = new Map(people.map(({ id, name, units }) => [id, saidOf(name, units)]))
  const posters = [...new Set(open.map(({ poster }) => poster))].filter((poster) => poster !== '')
  return {
    rows: drafts.map(shown),
    unmatched: posters.map((poster) => ({
      poster,
      drafts: open.filter((row) => row.poster === poster).length,
      candidates: posterIn(poster, people).candidateIds.map((id) => ({ id, name: nameOf.get(id) ?? '' })),
    })),
  }
}

/** two who are called alike are told apart by their unit */
function saidOf(name: string, units: readonly { short: string }[]): string {
  const [unit] = units
  return unit ? `${name}（${unit.short}）` : name
}

function shown(row: DraftRow): ChatDraft {
  const text = unsealed(row.text_sealed)
  return {
    id: row.id,
    version: row.version,
    stretchId: row.stretch_id,
    no: row.no,
    original: originalOf(row),
    excerpt: text === null ? '' : excerptOf(text),
    companies: row.companies,
    enters: row.enters,
    state: row.state as ChatDraft['state'], // the column's check holds these values
    briefId: row.brief_id,
  }
}

function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > excerptLength ? `${line.slice(0, excerptLength)}…` : line
}

function unsealed(sealed: string | null): string | null {
  return sealed === null ? null : keysInUse().unseal(sealed)
}
