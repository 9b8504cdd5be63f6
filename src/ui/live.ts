/** What happens in the city while a page stands open: heard once a tab, heeded by whichever page it concerns. */
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { AnyEndpoint } from '#core/endpoint.ts'
import type { News } from '#core/live.ts'
import type { AskOf } from './api.ts'
import { keyOf } from './data.tsx'
import { openLine } from './live-line.ts'
import { isPresent } from './presence.ts'

const listeners = new Set<(news: News) => void>()
const watchers = new Set<() => void>()
/** what others did, newest last; enough to say how much is new */
let recent: readonly News[] = []
const mostRecent = 300
/** up to which position somebody has seen what is new, by name */
const marks = new Map<string, number>()

/** Keeps the line of this tab while it is mounted. `over`: the server has said that this session is at its end. */
export function useLiveLine(over: () => void): void {
  const client = useQueryClient()
  const latest = useRef(over)
  latest.current = over
  useEffect(() => {
    const end = openLine(({ event, news }) => {
      if (event === 'bye') latest.current()
      // more was missed than is told one by one
      if (event === 'reset') renew(client, [])
      if (news) tell(news)
    })
    return () => {
      end()
      recent = []
      marks.clear()
    }
  }, [client])
}

/**
 * Reads a page again when something happens that concerns it: `afterMs` later, because what is computed from the ledger
 * follows it within moments, and no more often than every `apartMs`.
 */
export function useRenewal<E extends AnyEndpoint>(
  endpoint: E,
  args: AskOf<E>,
  concerns: (news: News) => boolean,
  { afterMs, apartMs }: { afterMs: number; apartMs: number },
): void {
  const client = useQueryClient()
  const latest = useRef({ key: keyOf(endpoint, args), concerns })
  latest.current = { key: keyOf(endpoint, args), concerns }
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = Number.NEGATIVE_INFINITY
    const heed = (news: News) => {
      // what was done in front of this page has answered with its new data
      if (timer !== undefined || (news.mine && isPresent()) || !latest.current.concerns(news)) return
      const wait = Math.max(afterMs, last + apartMs - performance.now())
      timer = setTimeout(() => {
        timer = undefined
        last = performance.now()
        renew(client, latest.current.key)
      }, wait)
    }
    listeners.add(heed)
    return () => {
      listeners.delete(heed)
      clearTimeout(timer)
    }
  }, [client, afterMs, apartMs])
}

/** While nobody sits there it is only marked as old: the first movement of a hand reads it. */
function renew(client: QueryClient, queryKey: QueryKey): void {
  void client.invalidateQueries({ queryKey, refetchType: isPresent() ? 'active' : 'none' })
}

/** What counts as new under a name: `counts` looks at what others did. */
export type Freshness = { readonly name: string; readonly counts: (news: News) => boolean }

/** How many things others have moved since this was last looked at, and the way to say that it has been. */
export function useFresh(of: Freshness | undefined): { count: number; seen: () => void } {
  const count = useSyncExternalStore(watch, () => (of ? freshIn(of) : 0))
  return { count, seen: useCallback(() => (of ? markSeen(of.name) : undefined), [of]) }
}

function freshIn({ name, counts }: Freshness): number {
  const from = marks.get(name) ?? 0
  const things = recent.filter((news) => news.position > from && counts(news)).map(({ subjects }) => subjects[0])
  return new Set(things).size
}

function markSeen(name: string): void {
  const last = recent.at(-1)?.position
  if (last === undefined || marks.get(name) === last) return
  marks.set(name, last)
  for (const watcher of watchers) watcher()
}

function tell(news: News): void {
  if (!news.mine) recent = [...recent, news].slice(-mostRecent)
  for (const listener of [...listeners]) listener(news)
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
  }
}
