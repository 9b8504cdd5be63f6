/** Names of the city's records: UUID version 7 (RFC 9562), which sort by the time at which they were made. */

let lastMs = -1
let counter = 0

/**
 * `nowMs` is handed in. Within one process later ids sort after earlier ones; a clock that steps back by less than a
 * second is held at its last reading, one that steps back further (records of an earlier time) is believed.
 */
export function newId(nowMs: number): string {
  const random = globalThis.crypto.getRandomValues(new Uint8Array(10))
  if (nowMs > lastMs || nowMs < lastMs - 1000) {
    lastMs = nowMs
    counter = (byte(random, 0) << 3) | (byte(random, 1) >> 5) // 11 bits: leaves at least 2,048 to count up
  } else {
    counter += 1
    if (counter > 0xfff) {
      lastMs += 1
      counter = 0
    }
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const variant = (0x80 | (byte(random, 2) & 0x3f)).toString(16)
  const rest = Array.from(random.subarray(3), (value) => value.toString(16).padStart(2, '0')).join('')
  const count = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${rest.slice(0, 2)}-${rest.slice(2)}`
}

/** The millisecond at which an id of version 7 was made. */
export function madeAtMs(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}
