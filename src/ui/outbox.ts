/** What must not be lost on a bad network: drafts as they are typed, and letters pressed but not yet answered. Kept in this browser only. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState, useSyncExternalStore } from 'react'
import type { AnyEndpoint, OutputOf } from '#core/endpoint.ts'
import { type Because, Refusal, type RefusalCode } from '#core/refusal.ts'
import { type ActOf, asRefusal, deliver, isOpen, newKey, type Wire, wireOf } from './api.ts'
import type { Outcome } from './data.tsx'
import { dropText, keepText, keptNames, keptText } from './kept.ts'
import { nowMs } from './now.ts'

/** A draft taken along by its letter, so that a refused letter can be mended. */
export type DraftCopy = { readonly name: string; readonly value: unknown }

export type Letter = {
  readonly key: string
  readonly verb: string
  readonly wire: Wire
  /** what it is, for the list of unsent things */
  readonly title: string
  readonly draft: DraftCopy | null
  readonly writtenAt: number
  readonly refused: { readonly code: RefusalCode; readonly because: readonly Because[] } | null
}

const listeners = new Set<() => void>()
const flights = new Map<string, Promise<Outcome<unknown>>>()
const snapshots = new Map<string, { text: string; letters: readonly Letter[] }>()

export function lettersOf(personId: string): readonly Letter[] {
  const text = keptText(boxName(personId)) ?? '[]'
  const kept = snapshots.get(personId)
  if (kept?.text === text) return kept.letters
  const letters = JSON.parse(text) as Letter[] // written by keep() below
  snapshots.set(personId, { text, letters })
  return letters
}

export function useLetters(personId: string): readonly Letter[] {
  return useSyncExternalStore(subscribe, () => lettersOf(personId))
}

/** Sends one letter that is in the box; two calls for the same letter are one flight. Answered letters leave the box. */
export function dispatch(personId: string, letter: Letter): Promise<Outcome<unknown>> {
  const flying = flights.get(letter.key)
  if (flying) return flying
  const flight = send(personId, letter).finally(() => flights.delete(letter.key))
  flights.set(letter.key, flight)
  return flight
}

/** Sends everything that waits; returns the verbs that were answered with a yes. */
export async function drain(personId: string): Promise<readonly string[]> {
  const done: string[] = []
  for (const letter of lettersOf(personId)) {
    if (letter.refused) continue
    const outcome = await dispatch(personId, letter)
    if (outcome.ok) done.push(letter.verb)
    else if (isOpen(outcome.refusal)) break
  }
  return done
}

export function putLetter(personId: string, letter: Letter): void {
  keep(personId, [...lettersOf(personId).filter(({ key }) => key !== letter.key), letter])
}

export function dropLetter(personId: string, key: string): void {
  keep(
    personId,
    lettersOf(personId).filter((letter) => letter.key !== key),
  )
}

/** Takes a refused letter out of the box and lays its draft back where it was written. */
export function mendLetter(personId: string, letter: Letter): void {
  if (letter.draft) writeDraft(personId, letter.draft.name, letter.draft.value)
  dropLetter(personId, letter.key)
}

/** Drafts and letters of this person that are only in this browser. */
export function unsentOf(personId: string): number {
  return lettersOf(personId).length + draftNames(personId).length
}

/** Signing out leaves nothing of this person in the browser. */
export function forgetAll(personId: string): void {
  for (const name of [boxName(personId), ...draftNames(personId)]) dropText(name)
  tell()
}

/** A value that survives the closed tab; written at every change. */
export function useDraft<T>(personId: string, name: string, initial: T) {
  const [kept] = useState(() => readDraft<T>(personId, name))
  const [value, setValue] = useState<T>(kept ? kept.value : initial)
  const set = useCallback(
    (next: T) => {
      setValue(next)
      writeDraft(personId, name, next)
    },
    [personId, name],
  )
  const clear = useCallback(() => {
    setValue(initial)
    dropText(draftName(personId, name))
  }, [personId, name, initial])
  return { value, set, clear, /** when the draft that was found here was last written */ foundAt: kept?.at ?? null }
}

export type Sent<T> = Outcome<T> | { readonly ok: 'kept' }

export type SendOptions = {
  readonly personId: string
  readonly title: string
  /** the draft the letter is made from; it leaves the drafts at the press and comes back with a refusal */
  readonly draft?: DraftCopy
}

/** A write that outlives the page: into the box first, then out; without an answer it stays there and goes by itself later. */
export function useSend<E extends AnyEndpoint>(endpoint: E, stales: readonly AnyEndpoint[] = []) {
  const client = useQueryClient()
  const [state, setState] = useState<{ busy: boolean; refusal: Refusal | null }>({ busy: false, refusal: null })
  const flight = useRef<Promise<Sent<OutputOf<E>>> | null>(null)

  const once = async (args: ActOf<E>, options: SendOptions): Promise<Sent<OutputOf<E>>> => {
    setState({ busy: true, refusal: null })
    const letter = letterOf(endpoint, args, options)
    putLetter(options.personId, letter)
    if (options.draft) dropText(draftName(options.personId, options.draft.name))
    const outcome = await dispatch(options.personId, letter)
    if (outcome.ok) {
      for (const stale of stales) void client.invalidateQueries({ queryKey: [stale.verb] })
      setState({ busy: false, refusal: null })
      return { ok: true, answer: outcome.answer as OutputOf<E> } // the server checked it by the same schema
    }
    if (isOpen(outcome.refusal)) {
      setState({ busy: false, refusal: null })
      return { ok: 'kept' }
    }
    mendLetter(options.personId, letter)
    setState({ busy: false, refusal: outcome.refusal })
    return outcome
  }
  return {
    busy: state.busy,
    refusal: state.refusal,
    /** never throws; ten presses while one is on its way are one */
    press: (args: ActOf<E>, options: SendOptions): Promise<Sent<OutputOf<E>>> => {
      flight.current ??= once(args, options).finally(() => {
        flight.current = null
      })
      return flight.current
    },
  }
}

function letterOf<E extends AnyEndpoint>(endpoint: E, args: ActOf<E>, options: SendOptions): Letter {
  const key = args.key ?? newKey()
  return {
    key,
    verb: endpoint.verb,
    wire: { ...wireOf(endpoint, { ...args, key }), key },
    title: options.title,
    draft: options.draft ?? null,
    writtenAt: nowMs(),
    refused: null,
  }
}

async function send(personId: string, letter: Letter): Promise<Outcome<unknown>> {
  try {
    const answer = await deliver(letter.wire)
    dropLetter(personId, letter.key)
    return { ok: true, answer }
  } catch (problem) {
    const refusal = asRefusal(problem)
    const settled = !isOpen(refusal) && refusal.code !== 'signed-out' && refusal.code !== 'stale'
    if (settled) putLetter(personId, { ...letter, refused: { code: refusal.code, because: refusal.because } })
    return { ok: false, refusal }
  }
}

export function refusalOf(letter: Letter): Refusal | null {
  return letter.refused ? new Refusal(letter.refused.code, letter.refused.because) : null
}

function readDraft<T>(personId: string, name: string): { value: T; at: number } | null {
  const text = keptText(draftName(personId, name))
  return text ? (JSON.parse(text) as { value: T; at: number }) : null // written by writeDraft below
}

function writeDraft(personId: string, name: string, value: unknown): void {
  keepText(draftName(personId, name), JSON.stringify({ value, at: nowMs() }))
}

function keep(personId: string, letters: readonly Letter[]): void {
  if (letters.length === 0) dropText(boxName(personId))
  else keepText(boxName(personId), JSON.stringify(letters))
  tell()
}

function tell(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

function draftNames(personId: string): readonly string[] {
  return keptNames(draftName(personId, ''))
}

function boxName(personId: string): string {
  return `wutong:outbox:${personId}`
}

function draftName(personId: string, name: string): string {
  return `wutong:draft:${personId}:${name}`
}
