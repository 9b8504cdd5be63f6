/** A piece of a group chat that somebody pasted, taken apart into its messages; a single brief is none, whatever colons it holds. */
import { longestStretch } from '../model/transcribing.ts'
import { type Head, headIn, isLabel, isPersonLike } from './chat-heads.ts'
import { type PostedAt, unsaid } from './chat-when.ts'
import { fold } from './span.ts'

export type ChatMessage = {
  /** as the chat calls whoever posted it; '' above the first name */
  poster: string
  at: PostedAt
  /** what was said, the quoted words apart */
  text: string
  /** the words of somebody else that this one answers */
  quote: string | null
}

type Line = { raw: string; head: Head | null }
type Part = { poster: string; at: PostedAt; lines: string[] }

/** Null where the text is no chat. More messages than are taken at once still come back, for whoever asks to refuse them. */
export function chatStretch(pasted: string, copiedOn: string | null = null): ChatMessage[] | null {
  const lines = linesOf(pasted.slice(0, longestStretch), copiedOn)
  const style = styleOf(lines)
  if (style === null) return null
  const messages = messagesIn(lines, style).flatMap(messageOf)
  return messages.filter(({ poster }) => poster !== '').length >= 2 ? messages : null
}

function linesOf(pasted: string, copiedOn: string | null): Line[] {
  return pasted.split(/\r\n|[\n\r]/).map((raw) => {
    const folded = fold(raw)
    const head = headIn(folded, copiedOn)
    if (head?.kind !== 'timed' && head?.kind !== 'named') return { raw, head }
    // the name as it was written; folding keeps places
    const start = folded.indexOf(head.poster)
    return { raw, head: { ...head, poster: raw.slice(start, start + head.poster.length) } }
  })
}

/** by what the speakers are told apart */
type Style = 'timed' | 'named'

/**
 * Two lines that name somebody with a time are a chat. Names with colons alone are one under the title 聊天记录, else only
 * where they are people's: at least three messages of two people, one of whom speaks twice unless nothing looks like a form.
 */
function styleOf(lines: readonly Line[]): Style | null {
  const heads = lines.flatMap(({ head }) => (head ? [head] : []))
  const titled = heads.some(({ kind }) => kind === 'title')
  const timed = heads.filter(({ kind }) => kind === 'timed').length
  if (timed >= 2) return 'timed'
  const named = heads.flatMap((head) => (head.kind === 'named' ? [head.poster] : []))
  if (titled && named.length >= 2) return 'named'
  const people = named.filter(isPersonLike)
  const dividers = heads.filter(({ kind }) => kind === 'divider').length
  if (new Set(people).size < 2 || people.length < (dividers > 0 ? 2 : 3)) return null
  const repeats = new Set(people).size < people.length
  return repeats || dividers > 0 || !lines.some(looksLikeForm) ? 'named' : null
}

/** 总投资：2亿元 */
function looksLikeForm({ raw }: Line): boolean {
  const line = fold(raw).trim()
  const at = line.slice(0, 20).indexOf(':')
  return at > 0 && isLabel(line.slice(0, at))
}

function messagesIn(lines: readonly Line[], style: Style): Part[] {
  const titled = lines.some(({ head }) => head?.kind === 'title')
  const posters = style === 'named' ? postersOf(lines, titled) : new Set<string>()
  // what stands above the first name is the end of somebody's message, cut off while it was copied
  const parts: Part[] = [{ poster: '', at: unsaid, lines: [] }]
  let at = unsaid
  for (const { raw, head } of lines) {
    if (head?.kind === 'divider') {
      at = head.at.date === null ? { ...at, time: head.at.time } : head.at
      continue
    }
    if (head?.kind === 'title' || head?.kind === 'notice') continue
    const speaks = (head?.kind === 'timed' && style === 'timed') || (head?.kind === 'named' && posters.has(head.poster))
    if (speaks && (head?.kind === 'timed' || head?.kind === 'named')) {
      const own = head.kind === 'timed' ? timeWithin(head.at, at) : at
      parts.push({
        poster: head.poster,
        at: own,
        lines: head.rest === '' ? [] : [raw.slice(raw.length - tailOf(raw, head.rest))],
      })
      continue
    }
    parts.at(-1)?.lines.push(raw)
  }
  return parts
}

/** who counts as a speaker where only a colon tells: in a titled record everybody, else whoever is called like a person */
function postersOf(lines: readonly Line[], titled: boolean): ReadonlySet<string> {
  const named = lines.flatMap(({ head }) => (head?.kind === 'named' ? [head.poster] : []))
  return new Set(titled ? named : named.filter(isPersonLike))
}

/** a time without a day belongs to the day that was named above it */
function timeWithin(own: PostedAt, above: PostedAt): PostedAt {
  if (own.date !== null || above.date === null) return own
  return { date: above.date, time: own.time, certain: above.certain }
}

/** how many characters of the line as pasted the words behind the name take; folding keeps lengths */
function tailOf(raw: string, rest: string): number {
  const trimmed = raw.trimEnd()
  return rest.length + raw.length - trimmed.length
}

const quoted = /^「([^」]{1,2000})」\s*(?:[-—–\s]{5,80}\n)?/
const rule = /^[\s\-—–_=]{5,}$/

function messageOf({ poster, at, lines }: Part): ChatMessage[] {
  const said = lines.join('\n').trim()
  const quote = quoted.exec(said)
  const text = (quote ? said.slice(quote[0].length) : said)
    .split('\n')
    .filter((line) => !rule.test(line))
    .join('\n')
    .trim()
  // an answer that is all quotation keeps it as its words
  if (text === '' && quote) return [{ poster, at, text: quote[1] ?? '', quote: null }]
  return text === '' ? [] : [{ poster, at, text, quote: quote?.[1] ?? null }]
}

const placeholders =
  /\[(?:图片|照片|语音|语音通话|视频|视频通话|动画表情|表情|链接|文件|位置|小程序|红包|转账|名片|聊天记录|卡片|通话时长[^\]]{0,12}|[\u4e00-\u9fff]{1,4})\](?:\s?\d{1,3}["”])?/g

/** The words alone, without what a chat shows in place of pictures and without who is called. */
export function wordsOf(text: string): string {
  return text
    .replace(placeholders, '')
    .replace(/@[^\s@，。,；;：:]{1,24}/g, '')
    .replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, '')
    .trim()
}
