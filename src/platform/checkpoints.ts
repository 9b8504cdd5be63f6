/** A signed note of how far the ledger was sealed, written to a folder meant for another host: what a superuser cannot take back. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { canonical } from '#core/canonical.ts'
import { sqlOf, type Tx } from '#platform/database.ts'
import type { Keys } from '#platform/keys.ts'
import { sealHash, sealOf } from '#platform/ledger-order.ts'

const checkpointSchema = z.strictObject({
  tenantId: z.uuid(),
  /** number of the last seal, the position it ends at, and its chained hash */
  no: z.string().regex(/^\d+$/),
  to: z.string().regex(/^\d+$/),
  hash: z.string(),
  at: z.string(),
})
export type Checkpoint = z.infer<typeof checkpointSchema>
const fileSchema = z.strictObject({ checkpoint: checkpointSchema, signature: z.string() })

/** Writes one file a city and seal; nothing when nothing was sealed since. Written beside and renamed: never half a file. */
export async function writeCheckpoint(tx: Tx, keys: Keys, dir: string): Promise<void> {
  const { actor, now } = await tx.entered()
  const [last] = await tx.ask(sqlOf.selectFrom('ledger_seals').selectAll().orderBy('no', 'desc').limit(1))
  if (!last) return
  const seal = sealOf(last)
  const name = `${actor.tenantId}-${String(seal.no).padStart(12, '0')}.json`
  await mkdir(dir, { recursive: true, mode: 0o700 })
  if ((await readdir(dir)).includes(name)) return
  const checkpoint: Checkpoint = {
    tenantId: actor.tenantId,
    no: String(seal.no),
    to: String(seal.to),
    hash: sealHash(seal).toString('hex'),
    at: now,
  }
  const signature = keys.signCheckpoint(canonical(checkpoint))
  const path = join(dir, name)
  await writeFile(`${path}.part`, `${JSON.stringify({ checkpoint, signature }, null, 2)}\n`, { mode: 0o600 })
  await rename(`${path}.part`, path)
}

/** Every checkpoint of a city in the folder, oldest first; one whose signature is wrong is named in `bad`. */
export async function readCheckpoints(
  dir: string,
  tenantId: string,
  keys: Keys,
): Promise<{ good: Checkpoint[]; bad: string[] }> {
  const good: Checkpoint[] = []
  const bad: string[] = []
  const names = (await readdir(dir)).filter((name) => name.startsWith(tenantId) && name.endsWith('.json')).sort()
  for (const name of names) {
    const file = fileSchema.safeParse(parsed(await readFile(join(dir, name), 'utf8')))
    if (file.success && keys.checkpointMatches(canonical(file.data.checkpoint), file.data.signature))
      good.push(file.data.checkpoint)
    else bad.push(name)
  }
  return { good, bad }
}

/** The cities of which the folder holds any checkpoint. */
export async function checkpointedCities(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => /^[0-9a-f-]{36}-\d+\.json$/.test(name))
  return [...new Set(names.map((name) => name.slice(0, 36)))]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
