/** 补录: a pasted chat worked off message by message. What a draft is, what becomes of a message, and what is refused. */
import * as z from 'zod'
import type { Because } from '#core/refusal.ts'
import { type ChatMessage, longestStretch, mostMessages, wordsOf } from './chat-stretch.ts'
import { type CityWords, noCityWords } from './city-words.ts'
import { namesIn } from './names.ts'
import { secrecyMark } from './secrecy.ts'
import { fold } from './span.ts'

const named = z.strictObject({ id: z.uuid(), name: z.string() })

/** Who first posted what was entered later, and when: a claim, never the time by which anything is counted. */
export const originalSchema = z.strictObject({
  /** as the chat calls them; null once a person is known */
  poster: z.string().nullable(),
  person: named.nullable(),
  on: z.iso.date().nullable(),
  /** HH:MM */
  time: z.string().nullable(),
  /** false: the day was reckoned from 昨天, a weekday or a date without year */
  certain: z.boolean(),
})
export type Original = z.infer<typeof originalSchema>

export const draftStates = { open: '待录', discarded: '不录', sent: '已录' } as const

export const chatDraftSchema = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  stretchId: z.uuid(),
  no: z.int(),
  original: originalSchema,
  /** the first words, for the list */
  excerpt: z.string(),
  companies: z.array(z.string()),
  /** false: 无可录入, as the reading says; it can be entered all the same */
  enters: z.boolean(),
  state: z.enum(['open', 'discarded', 'sent']),
  briefId: z.uuid().nullable(),
})
export type ChatDraft = z.infer<typeof chatDraftSchema>

export const chatDraftListSchema = z.strictObject({
  /** in the order of the chat, the oldest paste first */
  rows: z.array(chatDraftSchema).max(1000),
  /** posters of open drafts for whom no person was found, with those who may be meant */
  unmatched: z.array(z.strictObject({ poster: z.string(), drafts: z.int(), candidates: z.array(named).max(8) })),
})
export type ChatDraftList = z.infer<typeof chatDraftListSchema>

export const openDraftSchema = z.strictObject({
  ...chatDraftSchema.shape,
  text: z.string(),
  /** the words of somebody else that it answers */
  quote: z.string().nullable(),
  /** of whoever first posted it, where that person is known */
  posterUnits: z.array(named).max(50),
  expiresOn: z.iso.date(),
})

export const stretchInput = z.strictObject({
  text: z.string().min(1, '先粘贴聊天记录').max(longestStretch, '一次最多 10 万字，请分几次粘贴'),
})

/** more would not be worked off by one person */
export const mostOpen = 600

/** Reasons to take none of it: not a chat, too long, or a part of it marked secret. Nothing of it is kept then. */
export function stretchFault(messages: readonly ChatMessage[] | null): Because | null {
  const field = 'text'
  if (messages === null)
    return { say: '没有认出聊天记录：每条消息前要有姓名，最好带时间。只有一条的，请按简报直接写', field }
  if (messages.length > mostMessages)
    return { say: `一次最多 ${mostMessages} 条消息，这段有 ${messages.length} 条，请分几次粘贴`, field }
  return null
}

/** Which message bears a mark of secrecy, and which mark. */
export function secretIn(messages: readonly ChatMessage[]): { no: number; level: string } | null {
  for (const [index, { text, quote }] of messages.entries()) {
    const mark = secrecyMark(text) ?? (quote === null ? null : secrecyMark(quote))
    if (mark) return { no: index + 1, level: mark.level }
  }
  return null
}

export type Sorted = { enters: boolean; companies: string[] }

/** Whether a message has something to enter, and which companies it names. */
export function sorted(text: string, words: CityWords = noCityWords): Sorted {
  const said = wordsOf(text)
  if (said.length < 4) return { enters: false, companies: [] }
  const { companies, entry } = namesIn(said, fold(said), { words })
  return { enters: entry.isLead, companies: companies.slice(0, 5).map(({ value }) => value.slice(0, 120)) }
}

/** Whether a draft may still become a brief; `briefState` is that of the brief it has become. */
export function whyNotSent(draft: { state: string; briefState: string | null }): Because | null {
  if (draft.state === 'discarded') return { say: '这条草稿已标为不录，恢复后再提交', field: 'draftId' }
  // a brief recalled within two minutes was never there: its words may be sent again
  if (draft.state === 'sent' && draft.briefState !== 'recalled') return { say: '这条草稿已经录过了', field: 'draftId' }
  return null
}
