/** Asks a virus scanner over clamd's protocol. Where one is set up and does not answer, nothing is let through. */
import { createReadStream } from 'node:fs'
import net from 'node:net'

export type Scanned = 'clean' | 'infected' | 'unanswered'
export type Scanner = (path: string) => Promise<Scanned>

const chunkBytes = 64 * 1024

/** `at`: unix:/run/clamav/clamd.ctl, or host:port of this machine. */
export function clamd(at: string, milliseconds = 30_000): Scanner {
  return async (path) => {
    try {
      return verdictIn(await asked(at, path, milliseconds))
    } catch {
      return 'unanswered'
    }
  }
}

/** INSTREAM: pieces, each after its length in four bytes, and an empty one at the end. */
async function asked(at: string, path: string, milliseconds: number): Promise<string> {
  const socket = at.startsWith('unix:') ? net.connect(at.slice(5)) : net.connect(portOf(at), hostOf(at))
  const answered = new Promise<string>((resolve, reject) => {
    let said = ''
    socket.setTimeout(milliseconds, () => reject(new Error('timeout')))
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1')
      if (said.length > 4096) reject(new Error('talks too much'))
    })
    socket.on('close', () => resolve(said))
  })
  answered.catch(() => undefined)
  const overall = setTimeout(() => socket.destroy(), milliseconds)
  try {
    socket.write('zINSTREAM\0')
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
      if (socket.destroyed) break
      const piece = chunk as Buffer // no encoding was set, so it reads buffers
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      socket.write(length)
      if (!socket.write(piece)) await Promise.race([drained(socket), answered])
    }
    socket.write(Buffer.alloc(4))
    return await answered
  } finally {
    clearTimeout(overall)
    socket.destroy()
  }
}

const drained = (socket: net.Socket) => new Promise<void>((resolve) => socket.once('drain', () => resolve()))
const portOf = (at: string) => Number(at.slice(at.lastIndexOf(':') + 1))
const hostOf = (at: string) => at.slice(0, at.lastIndexOf(':'))

/** Only these two sentences mean anything; a size limit or an error is no clean bill. */
function verdictIn(said: string): Scanned {
  const line = said.replace(/\0/g, '').trim()
  if (line === 'stream: OK') return 'clean'
  return /^stream: .+ FOUND$/.test(line) ? 'infected' : 'unanswered'
}
