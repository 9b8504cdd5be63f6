/** A list of words that can be found in a text in one pass, however many there are. */

export type WordHit = { start: number; end: number; word: string }

export class Lexicon {
  readonly #byHead = new Map<string, string[]>()

  /** words of one character are left out: they stand in every text */
  constructor(words: Iterable<string>) {
    for (const word of new Set(words)) {
      if (word.length < 2) continue
      const head = word.slice(0, 2)
      const same = this.#byHead.get(head)
      if (same) same.push(word)
      else this.#byHead.set(head, [word])
    }
    for (const same of this.#byHead.values()) same.sort((a, b) => b.length - a.length)
  }

  /** the longest word that begins at `at` */
  at(text: string, at: number): string | null {
    return this.#byHead.get(text.slice(at, at + 2))?.find((word) => text.startsWith(word, at)) ?? null
  }

  /** every word of the text, the longest where several begin, none inside another */
  hitsIn(text: string): WordHit[] {
    const out: WordHit[] = []
    for (let i = 0; i < text.length - 1; i++) {
      const word = this.at(text, i)
      if (word === null) continue
      out.push({ start: i, end: i + word.length, word })
      i += word.length - 1
    }
    return out
  }
}
