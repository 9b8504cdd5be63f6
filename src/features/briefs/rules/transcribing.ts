/** 补录: a pasted chat worked off message by message. What a draft is, what becomes of a message, and what is refused. */
import type { Because } from '#core/refusal.ts'
import { mostMessages } from '../model/transcribing.ts'
import { type ChatMessage, wordsOf } from './chat-stretch.ts'
import { type CityWords, noCityWords } from './city-words.ts'
import { namesIn } from './names.ts'
import { secrecyMark } from './secrecy.ts'
import { fold } from './span.ts'

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
