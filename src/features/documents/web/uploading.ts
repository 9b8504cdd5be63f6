/** One file on its way to the city: hashed, announced, sent piece by piece, and asked about until it is looked into. */
import { type Family, partBytes } from '#core/media.ts'
import { sha256 } from '#core/sha256.ts'
import { act, ask, put } from '#ui/api.ts'
import * as documents from '../contract.ts'
import type { Document } from '../model.ts'
import { partsIn } from '../rules.ts'

export type Chosen = {
  readonly file: Blob
  readonly name: string
  readonly family: Family
  readonly seconds: number | null
}

/** `told` hears how far it is, from 0 to 1. A second try goes on with the document that the first has announced. */
export async function upload(
  chosen: Chosen,
  begun: Document | null,
  told: (document: Document, share: number) => void,
  signal: AbortSignal,
): Promise<Document> {
  const { file, name, family, seconds } = chosen
  const document =
    begun ??
    (await act(documents.declare, {
      input: { name, family, bytes: file.size, sha256: await hashOf(file), seconds },
    }))
  told(document, 0)
  const params = { id: document.id }
  const parts = partsIn(file.size)
  for (let no = 0; no < parts; no += 1) {
    const piece = file.slice(no * partBytes, (no + 1) * partBytes)
    await put(documents.part, { params, query: { no } }, piece, signal)
    told(document, (no + 1) / parts)
  }
  signal.throwIfAborted()
  const received = await act(documents.receive, { params })
  told(received, 1)
  return received
}

/** The finding takes a second or two; where it takes longer, whoever sends need not wait for it. */
export async function findingOf(id: string, signal: AbortSignal): Promise<Document> {
  let document = await ask(documents.document, { params: { id } }, signal)
  for (let tries = 0; document.state === 'quarantined' && tries < 30; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    document = await ask(documents.document, { params: { id } }, signal)
  }
  return document
}

/** the browser's own is kept from pages under plain http */
async function hashOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer()
  const own = globalThis.crypto.subtle as SubtleCrypto | undefined // missing there, whatever the types say
  if (!own) return sha256(new Uint8Array(bytes))
  const digest = new Uint8Array(await own.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
