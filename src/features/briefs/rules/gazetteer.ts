/** All townships of the country, for readings on the server; the browser, which knows its own city's, need not carry them. */
import dictionary from './dictionaries/townships-of-china.json' with { type: 'json' }
import type { Gazetteer, Township } from './township.ts'

const endings: Readonly<Record<string, string>> = { 0: '街道', 1: '镇', 2: '乡' }

let built: Map<string, Township[]> | undefined

/** Built from the dictionary when it is asked for the first time. */
export const townships: Gazetteer = (text, at) => {
  built ??= build(dictionary.provinces)
  const same = built.get(text.slice(at, at + 2))?.filter(({ name }) => text.startsWith(name, at)) ?? []
  const longest = Math.max(0, ...same.map(({ name }) => name.length))
  return same.filter(({ name }) => name.length === longest)
}

function build(provinces: readonly string[]): Map<string, Township[]> {
  const out = new Map<string, Township[]>()
  for (const province of provinces) {
    for (const county of province.split('|')) {
      const [code = '', ...items] = county.split(' ')
      for (const item of items) {
        const rest = item.slice(3)
        const name = rest.startsWith('=') ? rest.slice(1) : rest + (endings[item.charAt(0)] ?? '')
        const head = name.slice(0, 2)
        const same = out.get(head)
        const township = { name, code: code + item.slice(0, 3) }
        if (same) same.push(township)
        else out.set(head, [township])
      }
    }
  }
  return out
}
