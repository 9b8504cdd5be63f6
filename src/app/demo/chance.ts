/** Chance that falls the same way each time: the demo city is invented once, not anew at every start. */
export type Chance = {
  /** 0 ≤ x < 1 */
  next(): number
  /** a whole number, both ends included */
  between(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** true in that share of cases */
  in(share: number): boolean
}

/** mulberry32: small, well spread, and the same everywhere. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (from) => {
      const found = from[Math.floor(next() * from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    in: (share) => next() < share,
  }
}
