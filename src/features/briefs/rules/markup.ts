/** Pasted web pages: tags and entities are taken out before reading, and every value's place leads back to the text as pasted. */
import type { Span } from './span.ts'

/** `text` without markup; `at[i]` is where its character i stood in the pasted text, with one place more for the end */
export type Plain = { text: string; at: Int32Array | null }

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  quot: '"',
  apos: "'",
  middot: '·',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  sup2: '²',
}
/** &lt; and &gt; stand for brackets of the text, not of markup; they end a clause like any other sign */
const other: Readonly<Record<string, string>> = { lt: '(', gt: ')' }
const markup =
  /<(?:script|style)[ >][\s\S]{0,2000}?<\/(?:script|style)>|<\/?(br|p|div|li|tr|h[1-6]|td)?[a-zA-Z]{0,12}(?:\s[^<>]{0,400})?\/?>|&([a-z]{2,6}\d?);|&#(\d{1,6});|[\u200b-\u200f\u2060\ufeff\u00ad]|\ufe0f/gi

export function withoutMarkup(pasted: string): Plain {
  if (!/[<&\u200b-\u200f\u2060\ufeff\u00ad]|\ufe0f/.test(pasted)) return { text: pasted, at: null }
  let text = ''
  const at: number[] = []
  let last = 0
  const copy = (to: number): void => {
    for (let i = last; i < to; i++) at.push(i)
    text += pasted.slice(last, to)
  }
  for (const hit of pasted.matchAll(markup)) {
    const said = replacementOf(hit)
    if (said === null) continue
    copy(hit.index)
    for (let i = 0; i < said.length; i++) at.push(hit.index)
    text += said
    last = hit.index + hit[0].length
  }
  copy(pasted.length)
  at.push(pasted.length)
  return { text, at: Int32Array.from(at) }
}

/** null: no markup after all (an entity that nobody knows) */
function replacementOf([whole, block, entity, code]: RegExpExecArray): string | null {
  if (entity !== undefined) return entities[entity.toLowerCase()] ?? other[entity.toLowerCase()] ?? null
  if (code !== undefined) return Number(code) < 0x10000 ? String.fromCharCode(Number(code)) : null
  if (block !== undefined) return '\n'
  return /^<(?:script|style)/i.test(whole) ? '\n' : ''
}

/** the span in the text as it was pasted */
export function spanBack(pasted: string, span: Span, { at }: Plain): Span {
  if (at === null) return { start: span.start, end: span.end, text: span.text }
  const start = at[span.start] ?? pasted.length
  const end = span.end > span.start ? (at[span.end - 1] ?? pasted.length - 1) + 1 : start
  return { start, end, text: pasted.slice(start, end) }
}
