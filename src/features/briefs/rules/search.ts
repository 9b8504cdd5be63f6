/** How a search is read, and how what it found is shown: the words in a text, and the piece of the text around them. */
import { no } from '#core/grant.ts'
import type { Because } from '#core/refusal.ts'

/** [from, before) in UTF-16 code units of the text as it stands */
export type Mark = readonly [from: number, before: number]

/** the index knows pairs of characters: one alone is in every other brief */
const fewest = 2
/** characters before and after the first hit: about one line on a phone */
const around = 30

/** As texts are compared: half width, small letters. The database says the same in sec.squeezed. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase()
const blank = /[\s\u200b\ufeff]/u

/** Words between blanks, each once: all of them must occur. */
export function wordsOf(sought: string): string[] {
  return [...new Set(plain(sought).split(/[\s\u200b\ufeff]+/u))].filter((word) => word !== '')
}

/** A search of single characters finds too much to be a search. */
export function whyNotSought(sought: string): Because | null {
  return wordsOf(sought).some((word) => Array.from(word).length >= fewest)
    ? null
    : { ...no('至少输入两个字'), field: 'q' }
}

/** Every place in which one of the words stands, in order, joined where they touch. A blank inside a word of the text parts nothing. */
export function marksIn(text: string, words: readonly string[]): Mark[] {
  const { squeezed, at } = squeezedWithPlaces(text)
  const found: Mark[] = []
  for (const word of words) {
    for (let from = squeezed.indexOf(word); from >= 0; from = squeezed.indexOf(word, from + 1)) {
      const first = at[from]
      const last = at[from + word.length - 1]
      if (first && last) found.push([first[0], last[1]])
    }
  }
  return joined(found)
}

function squeezedWithPlaces(text: string): { squeezed: string; at: Mark[] } {
  let squeezed = ''
  const at: Mark[] = []
  let from = 0
  for (const char of text) {
    const before = from + char.length
    for (const unit of blank.test(char) ? '' : plain(char)) {
      if (blank.test(unit)) continue
      squeezed += unit
      for (let i = 0; i < unit.length; i += 1) at.push([from, before])
    }
    from = before
  }
  return { squeezed, at }
}

function joined(marks: readonly Mark[]): Mark[] {
  const all: Mark[] = []
  for (const [from, before] of [...marks].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1)
    if (last && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], before)]
    else all.push([from, before])
  }
  return all
}

/** The text in pieces, told apart by whether they are hits: a page shows them as text and never as HTML. */
export function piecesOf(text: string, words: readonly string[]): { text: string; hit: boolean }[] {
  const pieces: { text: string; hit: boolean }[] = []
  let from = 0
  for (const [start, before] of marksIn(text, words)) {
    if (start > from) pieces.push({ text: text.slice(from, start), hit: false })
    pieces.push({ text: text.slice(start, before), hit: true })
    from = before
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false })
  return pieces
}

/** About sixty characters around the first hit, in one line; null where none of the words stands in the text. */
export function excerptOf(text: string, words: readonly string[]): string | null {
  const first = marksIn(text, words)[0]
  if (!first) return null
  const before = Array.from(text.slice(0, first[0]))
  const after = Array.from(text.slice(first[1]))
  const head = before.length > around ? `…${before.slice(-around).join('')}` : before.join('')
  const tail = after.length > around ? `${after.slice(0, around).join('')}…` : after.join('')
  return `${head}${text.slice(first[0], first[1])}${tail}`.replace(/\s+/gu, ' ').trim()
}

/** What a brief says elsewhere than in its companies' names, which the list shows anyway: the first place where it was found. */
export function excerptFrom(
  said: { texts: readonly (string | null)[]; place: string | null; people: readonly string[] },
  words: readonly string[],
): string | null {
  for (const text of said.texts) {
    const excerpt = text === null ? null : excerptOf(text, words)
    if (excerpt !== null) return excerpt
  }
  if (said.place !== null && marksIn(said.place, words).length > 0) return `地点：${said.place}`
  const people = said.people.filter((name) => marksIn(name, words).length > 0)
  return people.length > 0 ? `人员：${people.join('、')}` : null
}
