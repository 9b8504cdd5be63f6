/** Sends a file as the page does: announced, in parts, declared complete, and looked into by the worker's job. */
import { createHash } from 'node:crypto'
import type { OutputOf } from '#core/endpoint.ts'
import { partBytes } from '#core/media.ts'
import { inspectAll, waiting } from '#features/documents/actions/inspecting.ts'
import * as documents from '#features/documents/contract.ts'
import type { Ask, City } from '#test/harness.ts'

export type Sample = { name: string; bytes: Buffer; family?: 'photo' | 'voice' | 'file'; seconds?: number }

export function announced({ name, bytes, family = 'file', seconds }: Sample) {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name, family, bytes: bytes.length, sha256, seconds: seconds ?? null }
}

export async function sendFile(ask: Ask, who: string, sample: Sample): Promise<OutputOf<typeof documents.receive>> {
  const { id } = await ask(who, documents.declare, { input: announced(sample) })
  const { bytes } = sample
  for (let no = 0; no * partBytes < bytes.length; no += 1) {
    const piece = bytes.subarray(no * partBytes, (no + 1) * partBytes)
    await ask(who, documents.part, { params: { id }, query: { no }, bytes: piece })
  }
  return ask(who, documents.receive, { params: { id } })
}

/** one turn of the worker */
export async function inspectSent(city: Pick<City, 'asJob'>): Promise<void> {
  const found = await city.asJob('housekeeping', waiting)
  await inspectAll(found, (work) => city.asJob('housekeeping', work))
}
