/** SHA-256 (FIPS 180-4) for browsers that keep their own from pages under plain http. */

const primes = firstPrimes(64)
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const constants = primes.map((prime) => fraction(Math.cbrt(prime)))

/** lower-case hexadecimal */
export function sha256(bytes: Uint8Array): string {
  const state = Uint32Array.from(start)
  const schedule = new Uint32Array(64)
  const whole = bytes.length - (bytes.length % 64)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < whole; at += 64) mix(state, schedule, view, at)
  const rest = bytes.subarray(whole)
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128)
  tail.set(rest)
  tail[rest.length] = 0x80
  const end = new DataView(tail.buffer)
  end.setUint32(tail.length - 8, Math.floor(bytes.length / 0x20000000))
  end.setUint32(tail.length - 4, (bytes.length * 8) >>> 0)
  for (let at = 0; at < tail.length; at += 64) mix(state, schedule, end, at)
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

const turn = (x: number, n: number) => (x >>> n) | (x << (32 - n))

function mix(state: Uint32Array, w: Uint32Array, bytes: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) w[i] = bytes.getUint32(at + i * 4)
  const word = (i: number) => w[i] ?? 0
  for (let i = 16; i < 64; i += 1) {
    const [near, far] = [word(i - 2), word(i - 15)]
    const s0 = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)
    const s1 = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)
    w[i] = word(i - 16) + s0 + word(i - 7) + s1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i += 1) {
    const chosen = (e & f) ^ (~e & g)
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + chosen + (constants[i] ?? 0) + word(i)) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + value
}

/** the first 32 bits behind the point */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}

function firstPrimes(n: number): number[] {
  const found: number[] = []
  for (let one = 2; found.length < n; one += 1) if (found.every((prime) => one % prime !== 0)) found.push(one)
  return found
}
