/** What the ledger is told: each feature lists its events in its model, writes each of them and no other, and clocks wait for real ones. */
import { codeIn, matches, type Offences, placeOf, type Tree } from './tree.ts'

const listing = /export const events = \[([^\]]*)\]/
const quoted = /['"`]([a-z]+\.[a-z][a-z-]*)['"`]/g

export function eventsOf(tree: Tree): Map<string, string[]> {
  const listed = new Map<string, string[]>()
  for (const [path, code] of codeIn(tree, 'src/features/', { tests: false })) {
    const place = placeOf(path)
    if (place && /^model(\.ts$|\/)/.test(place.rest) && listing.test(code)) {
      listed.set(place.feature, [
        ...(listed.get(place.feature) ?? []),
        ...matches(listing.exec(code)?.[1] ?? '', quoted),
      ])
    }
  }
  return listed
}

export function strayEvents(tree: Tree): Offences {
  const listed = eventsOf(tree)
  const known = new Set([...listed.values()].flat())
  const written = new Map<string, Set<string>>()
  const offences: Offences = []
  for (const [path, code] of codeIn(tree, 'src/features/', { tests: false })) {
    const place = placeOf(path)
    if (!place || /^model(\.ts$|\/)/.test(place.rest)) continue
    const mine = listed.get(place.feature) ?? []
    for (const event of matches(code, /\bevent:\s*['"`]([a-z]+\.[a-z-]+)['"`]/g)) {
      if (!mine.includes(event))
        offences.push(`${path}: writes ${event}, which ${place.feature}/model.ts does not list`)
    }
    if (/^clocks(\.ts$|\/)/.test(place.rest)) {
      // a clock's own key begins with the feature's name, an event with a noun
      for (const event of matches(code, quoted).filter((name) => !name.startsWith(`${place.feature}.`))) {
        if (!known.has(event)) offences.push(`${path}: a clock waits for ${event}, which nobody writes`)
      }
      continue // waiting for an event is not writing it
    }
    const said = written.get(place.feature) ?? new Set()
    written.set(place.feature, said)
    for (const event of matches(code, quoted)) said.add(event)
  }
  for (const [feature, events] of listed) {
    for (const event of events.filter((name) => !written.get(feature)?.has(name))) {
      offences.push(`src/features/${feature}/model.ts: lists ${event}, which it never writes`)
    }
  }
  return offences
}
