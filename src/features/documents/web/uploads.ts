/** The files that will ride on what is being written: each on its way, there, or refused; taken off again, or tried once more. */
import { useEffect, useRef, useState } from 'react'
import type { Family } from '#core/media.ts'
import type { Refusal } from '#core/refusal.ts'
import { asRefusal, newKey } from '#ui/api.ts'
import type { Document } from '../model.ts'
import { faultsIn, mostAttached } from '../rules.ts'
import { shrunk } from './shrinking.ts'
import { type Chosen, findingOf, upload } from './uploading.ts'

export type Upload = {
  readonly key: string
  readonly chosen: Chosen
  /** 0 to 1 */
  readonly share: number
  readonly document: Document | null
  /** in words, where it went wrong */
  readonly fault: string | null
}

export type Uploads = {
  readonly items: readonly Upload[]
  /** of those that have arrived; what was refused is not among them */
  readonly ids: readonly string[]
  /** something is still on its way */
  readonly busy: boolean
  readonly full: boolean
  add(files: readonly File[], family: Family, original?: boolean): void
  addVoice(file: Blob, name: string, seconds: number): void
  retry(key: string): void
  remove(key: string): void
  clear(): void
}

export function useUploads(): Uploads {
  const [items, setItems] = useState<readonly Upload[]>([])
  const flights = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const { current } = flights
    return () => {
      for (const flight of current.values()) flight.abort()
    }
  }, [])
  const change = (key: string, patch: Partial<Upload>) =>
    setItems((all) => all.map((one) => (one.key === key ? { ...one, ...patch } : one)))

  const run = async (key: string, chosen: Chosen, begun: Document | null) => {
    const flight = new AbortController()
    flights.current.set(key, flight)
    change(key, { fault: null })
    try {
      const told = (document: Document, share: number) => change(key, { document, share })
      const { id } = await upload(chosen, begun, told, flight.signal)
      const document = await findingOf(id, flight.signal)
      change(key, { document, fault: document.refusedBecause })
    } catch (problem) {
      if (!flight.signal.aborted) change(key, { fault: sayOf(asRefusal(problem)) })
    }
  }

  const begin = (chosen: Chosen) => {
    const key = newKey()
    const [fault] = faultsIn({ ...chosen, bytes: chosen.file.size, sha256: '' })
    setItems((all) =>
      all.length < mostAttached ? [...all, { key, chosen, share: 0, document: null, fault: fault?.say ?? null }] : all,
    )
    if (!fault) void run(key, chosen, null)
  }

  const stop = (key: string) => {
    flights.current.get(key)?.abort()
    flights.current.delete(key)
  }
  const arrived = items.filter(({ document }) => document?.state === 'quarantined' || document?.state === 'clean')
  return {
    items,
    ids: arrived.flatMap(({ document }) => document?.id ?? []),
    busy: items.some(({ document, fault }) => fault === null && (!document || document.state === 'receiving')),
    full: items.length >= mostAttached,
    add: (files, family, original = false) => {
      for (const file of files.slice(0, mostAttached - items.length)) void prepared(file, family, original).then(begin)
    },
    addVoice: (file, name, seconds) => begin({ file, name, seconds, family: 'voice' }),
    retry: (key) => {
      const item = items.find((one) => one.key === key)
      if (item) void run(key, item.chosen, item.document?.state === 'receiving' ? item.document : null)
    },
    remove: (key) => {
      stop(key)
      setItems((all) => all.filter((one) => one.key !== key))
    },
    clear: () => {
      for (const { key } of items) stop(key)
      setItems([])
    },
  }
}

async function prepared(file: File, family: Family, original: boolean): Promise<Chosen> {
  const sent = family === 'photo' && !original ? await shrunk(file) : { file, name: file.name }
  return { ...sent, family, seconds: null }
}

function sayOf(refusal: Refusal): string {
  return refusal.because.map(({ say }) => say).join('；') || '没有传成，请再试一次'
}
