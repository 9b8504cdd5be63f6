/** The scanner is asked over clamd's own protocol; silence, errors and nonsense are no clean bill. */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clamd } from './scanner.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wutong-scanner-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** reads the stream as clamd does, then says what `answer` makes of the bytes */
async function fake(answer: (bytes: Buffer) => string | null, at: string | null = null) {
  const server = net.createServer((socket) => {
    let came = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      came = Buffer.concat([came, chunk])
      const bytes = streamed(came)
      if (!bytes) return
      const said = answer(bytes)
      if (said !== null) socket.end(said)
    })
  })
  server.listen(at ?? { port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  return { server, at: at ? `unix:${at}` : `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** null until the empty piece has come */
function streamed(came: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'
  if (came.length < command.length) return null
  expect(came.toString('latin1', 0, command.length)).toBe(command)
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= came.length; ) {
    const length = came.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(came.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

async function verdict(answer: (bytes: Buffer) => string | null, content: Buffer, socket: string | null = null) {
  const path = join(dir, 'file')
  await writeFile(path, content)
  const { server, at } = await fake(answer, socket)
  const scanned = await clamd(at, 1_000)(path)
  server.close()
  return scanned
}

describe('the scanner', () => {
  const large = Buffer.alloc(300_000, 'wutong')
  test('gets every byte, over TCP and over a socket of this machine', async () => {
    const answer = (bytes: Buffer) => (bytes.equals(large) ? 'stream: OK\0' : 'stream: Lost FOUND\0')
    expect(await verdict(answer, large)).toBe('clean')
    expect(await verdict(answer, large, join(dir, 'clamd.sock'))).toBe('clean')
  })

  test('names a virus', async () => {
    expect(await verdict(() => 'stream: Win.Test.EICAR_HDB-1 FOUND\0', large)).toBe('infected')
  })

  test('that errs, babbles, is silent or is not there lets nothing through', async () => {
    expect(await verdict(() => 'INSTREAM size limit exceeded. ERROR\0', large)).toBe('unanswered')
    expect(await verdict(() => 'stream: OK maybe', large)).toBe('unanswered')
    expect(await verdict(() => '', large)).toBe('unanswered')
    expect(await verdict(() => null, large)).toBe('unanswered')
    expect(await clamd('127.0.0.1:1', 500)(join(dir, 'file'))).toBe('unanswered')
    expect(await clamd(`unix:${join(dir, 'nobody.sock')}`, 500)(join(dir, 'file'))).toBe('unanswered')
  })
})
