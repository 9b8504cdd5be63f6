/** Who knocks with what opens nothing: made-up sessions count by address, whatever they are called, before the database is asked. */

const windowMs = 60_000
/** more than a city has sessions at work; whoever falls out is asked for once more */
const mostKnown = 20_000
const mostAddresses = 50_000

export type Knocks = ReturnType<typeof knocks>

/**
 * A token that was accepted once passes uncounted, so that a stranger behind the same gateway shuts nobody out. `most`: how
 * many unknown ones an address may try in a minute; those on their way at that moment are let through besides.
 */
export function knocks(most: number) {
  const known = new Set<string>()
  const tries = new Map<string, { until: number; count: number }>()
  return {
    tooMany(token: string, address: string, nowMs: number): boolean {
      if (known.has(token)) return false
      const tried = tries.get(address)
      return tried !== undefined && tried.until > nowMs && tried.count >= most
    },
    accepted(token: string): void {
      // moved to the end: the one not seen for longest is forgotten first
      known.delete(token)
      known.add(token)
      dropFirst(known, mostKnown)
    },
    refused(token: string, address: string, nowMs: number): void {
      known.delete(token)
      const tried = tries.get(address)
      if (tried && tried.until > nowMs) tried.count += 1
      else {
        tries.delete(address)
        tries.set(address, { until: nowMs + windowMs, count: 1 })
        dropFirst(tries, mostAddresses)
      }
    },
  }
}

function dropFirst(held: Set<string> | Map<string, unknown>, most: number): void {
  if (held.size <= most) return
  for (const first of held.keys()) {
    held.delete(first)
    return
  }
}
