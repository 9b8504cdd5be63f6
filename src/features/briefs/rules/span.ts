/** Where in a pasted text a value stands, and the fold that makes full-width and half-width writing one. */

/** UTF-16 offsets into the text as it was pasted; `text` is what stands there, unchanged */
export type Span = { start: number; end: number; text: string }
export type Found<T> = Span & { value: T }

export function spanOf(text: string, start: number, end: number): Span {
  return { start, end, text: text.slice(start, end) }
}

export function found<T>(text: string, start: number, end: number, value: T): Found<T> {
  return { value, ...spanOf(text, start, end) }
}

/** Which characters of a text are taken by a value already; checking one costs its own length, however many there are. */
export class Claims {
  readonly #taken: Uint8Array

  constructor(length: number, spans: readonly { start: number; end: number }[] = []) {
    this.#taken = new Uint8Array(length)
    for (const span of spans) this.#taken.fill(1, span.start, span.end)
  }

  isFree(span: { start: number; end: number }): boolean {
    for (let i = span.start; i < span.end; i++) if (this.#taken[i] === 1) return false
    return true
  }

  /** takes the span unless a part of it is taken */
  claim(span: { start: number; end: number }): boolean {
    if (!this.isFree(span)) return false
    this.#taken.fill(1, span.start, span.end)
    return true
  }
}

const otherForms: Readonly<Record<string, string>> = {
  '　': ' ',
  '\u00a0': ' ',
  '\t': ' ',
  〇: '零',
  '○': '零',
  '﹣': '-',
  '−': '-',
  '－': '-',
  '–': '-',
  '—': '-',
  '‐': '-',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '〔': '(',
  '〕': ')',
  '﹙': '(',
  '﹚': ')',
  '·': '·',
  '・': '·',
  '•': '·',
}

/**
 * Full-width letters, digits and brackets become half-width, one code unit for one, so that offsets stay those of the
 * pasted text. Chinese commas and full stops stay: they end clauses, while an ASCII comma may stand inside a number.
 */
export function fold(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    const code = text.charCodeAt(i)
    const kept = char === '，' || char === '；' || char === '！' || char === '？'
    if (code >= 0xff01 && code <= 0xff5e && !kept) out += otherForms[char] ?? String.fromCharCode(code - 0xfee0)
    else out += otherForms[char] ?? char
  }
  return out
}

/** ends of sentences and of lines: what stands beyond says nothing about this value */
export const sentenceEnds = '。；;！!？?\n\r'
/** ends of clauses, weaker than sentences */
export const clauseEnds = `${sentenceEnds}，,、:`

/** Start of the stretch before `at` that holds no character of `ends`, at most `reach` characters long. */
export function stretchBefore(text: string, at: number, ends: string, reach: number): number {
  const floor = Math.max(0, at - reach)
  let start = at
  while (start > floor && !ends.includes(text.charAt(start - 1))) start--
  return start
}

export function stretchAfter(text: string, at: number, ends: string, reach: number): number {
  const ceiling = Math.min(text.length, at + reach)
  let end = at
  while (end < ceiling && !ends.includes(text.charAt(end))) end++
  return end
}
