/** A moment of the city's record: ISO UTC text with six fraction digits, so that text order is time order. */
const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/

export function isInstant(text: string): boolean {
  if (!shape.test(text)) return false
  const ms = Date.parse(`${text.slice(0, 23)}Z`)
  // Date rolls 30 February over into March; the round trip shows it
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 23) === text.slice(0, 23)
}

/** From a Date or from epoch milliseconds. */
export function instantOf(time: Date | number): string {
  return new Date(time).toISOString().replace('Z', '000Z')
}

const written = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}(?::?\d{2})?)$/

/** Any ISO form with a zone, PostgreSQL's text too, to the one form; throws on what is no instant. */
export function parseInstant(text: string): string {
  const found = written.exec(text)
  if (!found) throw new Error(`not an instant: ${text}`)
  const [, day = '', clock = '', fraction = '', zone = ''] = found
  const local = `${day}T${clock}.${fraction.padEnd(6, '0')}Z`
  if (!isInstant(local)) throw new Error(`not an instant: ${text}`)
  return addMicros(local, -offsetMinutes(zone) * 60_000_000)
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return zone.startsWith('-') ? -minutes : minutes
}

/** Epoch microseconds; an exact number until the year 2255. */
export function microsOf(instant: string): number {
  return Date.parse(`${instant.slice(0, 23)}Z`) * 1000 + Number(instant.slice(23, 26))
}

export function instantFromMicros(micros: number): string {
  const ms = Math.floor(micros / 1000)
  return new Date(ms).toISOString().replace('Z', `${String(micros - ms * 1000).padStart(3, '0')}Z`)
}

export function addMicros(instant: string, micros: number): string {
  return instantFromMicros(microsOf(instant) + micros)
}

export function addSeconds(instant: string, seconds: number): string {
  return addMicros(instant, Math.round(seconds * 1_000_000))
}

/** b − a in seconds, with fractions. */
export function secondsBetween(a: string, b: string): number {
  return (microsOf(b) - microsOf(a)) / 1_000_000
}

export function compareInstants(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}
