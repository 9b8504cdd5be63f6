/** The port on which the embedded database listens: chosen once, kept while it stays free. */
import { randomInt } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

export async function portFor(dataDir: string, fixed: number | undefined): Promise<number> {
  if (fixed !== undefined) return fixed
  const note = path.join(dataDir, 'pg-port')
  const kept = fs.existsSync(note) ? Number(fs.readFileSync(note, 'utf8')) : 0
  if (Number.isInteger(kept) && kept > 1023 && kept < 65_536 && (await isFree(kept))) return kept
  for (;;) {
    // below the range from which the kernel gives ports to outgoing connections, so it is free again next time
    const port = randomInt(20_000, 30_000)
    if (!(await isFree(port))) continue
    fs.writeFileSync(note, `${port}\n`)
    return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
