/** A page's data: read once, kept while it renews, and replaced by the answer of a write. */
import {
  type InfiniteData,
  QueryClient,
  QueryClientProvider,
  type QueryKey,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import type { AnyEndpoint, OutputOf } from '#core/endpoint.ts'
import { type Refusal, refusals } from '#core/refusal.ts'
import { type ActOf, type AskOf, act, ask, asRefusal, isOpen, newKey } from './api.ts'
import { isLive } from './live-line.ts'

/** What a page knows of its read. `data` stays while newer data loads. */
export type Read<T> = {
  readonly data: T | undefined
  readonly refusal: Refusal | null
  /** nothing to show yet */
  readonly first: boolean
  /** something is on its way */
  readonly busy: boolean
  /** waits for the network */
  readonly paused: boolean
  readonly again: () => void
}

export type ReadRows<Row, T> = Read<T> & {
  readonly rows: readonly Row[]
  readonly more: { readonly has: boolean; readonly busy: boolean; readonly load: () => void }
}

export type Outcome<T> = { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly refusal: Refusal }

const freshMs = 20_000

export function newDataClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        retry: false,
        // whoever comes back where nothing comes by itself is not kept waiting for what is a moment old
        refetchOnWindowFocus: () => (isLive() ? true : 'always'),
      },
    },
  })
}

export function DataProvider({ client, children }: { client: QueryClient; children: ReactNode }) {
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

export function keyOf<E extends AnyEndpoint>(endpoint: E, args: AskOf<E>): QueryKey {
  const given = args as { params?: unknown; query?: unknown } // its parts by name, whatever E is
  return [endpoint.verb, given.params ?? {}, given.query ?? {}]
}

/** One read for one page. With another query the old rows stay until the new ones are there; with other params they go. */
export function usePage<E extends AnyEndpoint>(
  endpoint: E,
  args: AskOf<E>,
  options: { enabled?: boolean; everyMs?: number } = {},
): Read<OutputOf<E>> {
  const key = keyOf(endpoint, args)
  const query = useQuery<OutputOf<E>>({
    queryKey: key,
    queryFn: ({ signal }) => ask(endpoint, args, signal),
    enabled: options.enabled ?? true,
    // a no that asking again cannot change is not asked for again
    refetchInterval: ({ state }) =>
      state.error && !refusals[asRefusal(state.error).code].retryable ? false : everyMs(options.everyMs),
    // the cast says that what stood under the same endpoint has its type
    placeholderData: (old, before) => (sameSubject(before?.queryKey, key) ? (old as OutputOf<E>) : undefined) as never,
  })
  return readOf(query)
}

/** Where news comes by itself, asking is only for what may have been lost on the way. */
function everyMs(asked: number | undefined): number | false {
  return asked === undefined ? false : asked * (isLive() ? 5 : 1)
}

/** A question too long for an address: a POST that only reads. The answer before stays until the new one is there. */
export function useQuestion<E extends AnyEndpoint>(
  endpoint: E,
  args: ActOf<E>,
  options: { enabled?: boolean } = {},
): Read<OutputOf<E>> {
  const query = useQuery<OutputOf<E>>({
    queryKey: [endpoint.verb, {}, args],
    queryFn: () => act(endpoint, args),
    enabled: options.enabled ?? true,
    // the cast says that what stood under the same endpoint has its type
    placeholderData: ((old: OutputOf<E> | undefined) => old) as never,
  })
  return readOf(query)
}

/** A list that grows by cursor: the endpoint takes `query.cursor` and answers `{ rows, next }`. */
export function usePages<E extends AnyEndpoint, Row = RowOf<E>>(
  endpoint: E,
  args: AskOf<E>,
): ReadRows<Row, OutputOf<E>> {
  const key = [...keyOf(endpoint, args), 'pages']
  const query = useInfiniteQuery<OutputOf<E>, Error, InfiniteData<OutputOf<E>>, QueryKey, string | null>({
    queryKey: key,
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) => ask(endpoint, withCursor(args, pageParam), signal),
    getNextPageParam: (last) => (last as { next?: string | null }).next ?? null, // answers of lists carry `next`
    placeholderData: (old, before) => (sameSubject(before?.queryKey, key) ? old : undefined),
  })
  const pages = query.data?.pages ?? []
  return {
    ...readOf({ ...query, data: pages[0] }),
    rows: pages.flatMap((page) => (page as { rows: readonly Row[] }).rows), // answers of lists carry `rows`
    more: { has: query.hasNextPage, busy: query.isFetchingNextPage, load: () => void query.fetchNextPage() },
  }
}

export type RowOf<E extends AnyEndpoint> = OutputOf<E> extends { rows: readonly (infer Row)[] } ? Row : never

export type ActOptions<E extends AnyEndpoint> = {
  /** puts the answer of the write where pages read it, e.g. `(answer, seed) => seed(contract.thread, { params: { id } }, answer)` */
  readonly seeds?: (answer: OutputOf<E>, seed: Seed) => void
  /** endpoints whose kept data is no longer true; what is on the screen is read again */
  readonly stales?: readonly AnyEndpoint[]
}
export type Seed = <T extends AnyEndpoint>(
  endpoint: T,
  args: AskOf<T>,
  data: OutputOf<T> | ((old: OutputOf<T>) => OutputOf<T>),
) => void

export type Act<E extends AnyEndpoint> = {
  /** never throws; ten presses while one is on its way are one */
  readonly run: (args: ActOf<E>) => Promise<Outcome<OutputOf<E>>>
  readonly busy: boolean
  readonly refusal: Refusal | null
  readonly reset: () => void
}

export function useAct<E extends AnyEndpoint>(endpoint: E, options: ActOptions<E> = {}): Act<E> {
  const seed = useSeed()
  const client = useQueryClient()
  const [state, setState] = useState<{ busy: boolean; refusal: Refusal | null }>({ busy: false, refusal: null })
  const flight = useRef<Promise<Outcome<OutputOf<E>>> | null>(null)
  const intention = useRef<{ said: string; key: string } | null>(null)

  const once = async (args: ActOf<E>): Promise<Outcome<OutputOf<E>>> => {
    setState({ busy: true, refusal: null })
    const said = JSON.stringify(args)
    if (intention.current?.said !== said) intention.current = { said, key: args.key ?? newKey() }
    try {
      const answer = await act(endpoint, { ...args, key: intention.current.key })
      intention.current = null
      options.seeds?.(answer, seed)
      for (const stale of options.stales ?? []) void client.invalidateQueries({ queryKey: [stale.verb] })
      setState({ busy: false, refusal: null })
      return { ok: true, answer }
    } catch (problem) {
      const refusal = asRefusal(problem)
      // without an answer the intention lives on: pressing again must carry the same key
      if (!isOpen(refusal)) intention.current = null
      setState({ busy: false, refusal })
      return { ok: false, refusal }
    }
  }
  return {
    run: (args) => {
      flight.current ??= once(args).finally(() => {
        flight.current = null
      })
      return flight.current
    },
    busy: state.busy,
    refusal: state.refusal,
    reset: useCallback(() => setState({ busy: false, refusal: null }), []),
  }
}

/** Writes into the kept data of a page; a function changes what is there and is skipped where nothing is. */
export function useSeed(): Seed {
  const client = useQueryClient()
  return useCallback<Seed>(
    (endpoint, args, data) => {
      type T = OutputOf<typeof endpoint>
      client.setQueryData<T>(keyOf(endpoint, args), (old) => {
        if (typeof data !== 'function') return data as never // an answer is JSON, never a function
        return (old === undefined ? undefined : (data as (old: T) => T)(old)) as never // setQueryData knows T only as a wide type
      })
    },
    [client],
  )
}

function readOf<T>(query: {
  data: T | undefined
  error: Error | null
  isPending: boolean
  isFetching: boolean
  fetchStatus: string
  refetch: () => unknown
}): Read<T> {
  return {
    data: query.data,
    refusal: query.error ? asRefusal(query.error) : null,
    first: query.data === undefined && !query.error,
    busy: query.isFetching,
    paused: query.fetchStatus === 'paused',
    again: () => void query.refetch(),
  }
}

function sameSubject(before: QueryKey | undefined, now: QueryKey): boolean {
  return before !== undefined && before[0] === now[0] && JSON.stringify(before[1]) === JSON.stringify(now[1])
}

function withCursor<E extends AnyEndpoint>(args: AskOf<E>, cursor: string | null): AskOf<E> {
  if (cursor === null) return args
  const given = args as { query?: object } // its parts by name, whatever E is
  return { ...args, query: { ...given.query, cursor } }
}
