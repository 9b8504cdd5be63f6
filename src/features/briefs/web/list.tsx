/** 简报: everything that was told to the group and may be seen, newest first, with the thread beside it on a desk. */
import { useChildMatches } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#core/endpoint.ts'
import * as people from '#features/people/contract.ts'
import { usePage, usePages } from '#ui/data.tsx'
import { Filters, useFilters } from '#ui/filters.tsx'
import { FreshBar } from '#ui/fresh-bar.tsx'
import { useKeys } from '#ui/keyboard.tsx'
import { Go, InLinkContext } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { Body, More, Page } from '#ui/page.tsx'
import { useWide } from '#ui/screen.tsx'
import { Split } from '#ui/split.tsx'
import * as briefs from '../contract.ts'
import { whyNotSought, wordsOf } from '../rules/search.ts'
import { addressFilters, filtersFor, searchHint } from './brief-filters.ts'
import { BriefLine, type BriefRow } from './brief-row.tsx'
import { writingPosts } from './draft.ts'
import { freshBriefs } from './fresh.ts'
import { SoughtContext } from './marked.tsx'
import { OutsideContext } from './outside.tsx'
import { SavedViews } from './saved-views.tsx'
import './list.css'

const SearchField = lazy(async () => ({ default: (await import('#ui/search-field.tsx')).SearchField }))

export function BriefsPage() {
  const wide = useWide()
  const mayWrite = writingPosts(useMe().actor).length > 0
  const [filters, set] = useFilters(addressFilters)
  // one character is the beginning of a search
  const short = filters.q !== undefined && whyNotSought(filters.q) !== null
  const list = usePages(briefs.list, { query: short ? { ...filters, q: undefined } : filters })
  const organisation = usePage(people.organisation, {}).data
  const now = useNow()
  const openId = useOpenId()
  const filtered = Object.keys(filters).length > 0
  const outside =
    filtered &&
    openId !== undefined &&
    list.data !== undefined &&
    !list.busy &&
    !list.rows.some(({ id }) => id === openId)
  const first = list.rows[0]
  const bar = (
    <Filters
      filters={filtersFor(organisation, filters, now).map((one) => (one.name === 'q' ? { ...one, aside: !wide } : one))}
      value={filters}
      // another block has other units
      set={(patch) => set('block' in patch ? { ...patch, unit: undefined } : patch)}
      count={list.data?.total}
      capped={list.data?.capped ?? false}
    >
      <SavedViews filters={filters} />
    </Filters>
  )
  const sought = <Sought list={list.data} short={short} />
  const rows = (
    <>
      <FreshBar of={freshBriefs} data={list.data} again={list.again} />
      <Body
        of={list}
        empty={{
          when: () => list.rows.length === 0,
          say: emptyWords(filters.q, filtered),
          first: filtered ? <Go to="/briefs">清除筛选</Go> : mayWrite ? <Go to="/write">写第一条</Go> : null,
        }}
      >
        {() => (
          <SoughtContext.Provider value={list.data?.sought && filters.q ? wordsOf(filters.q) : []}>
            <Rows rows={list.rows} more={list.more} />
          </SoughtContext.Provider>
        )}
      </Body>
    </>
  )
  if (!wide)
    return (
      <Split
        list={
          <Page title="简报">
            <PhoneSearch value={filters.q} set={(q) => set({ q })} />
            {bar}
            {sought}
            {rows}
          </Page>
        }
      />
    )
  return (
    <div className="briefs-desk">
      <Page title="简报">
        {bar}
        {sought}
        <OutsideContext.Provider value={outside ? { more: list.more.has, first: first?.id ?? null } : null}>
          <Split list={rows} say="选一条简报，在这里看" />
        </OutsideContext.Provider>
      </Page>
    </div>
  )
}

/** A word that nobody wrote wants another word, a filter a wider one. */
function emptyWords(q: string | undefined, filtered: boolean): string {
  if (q !== undefined) return `没有找到“${q}”，换个词再找，任意两个字就行`
  return filtered ? '没有符合的简报，放宽筛选再看' : '各单位发的简报会列在这里'
}

/** On a phone the box stands open above the list; the other filters wait in their sheet. */
function PhoneSearch({ value, set }: { value: string | undefined; set: (q: string | undefined) => void }) {
  return (
    <div className="briefs-search">
      <Suspense fallback={<div className="filters-wait" />}>
        <SearchField label="搜索" placeholder={searchHint} value={value} set={set} />
      </Suspense>
    </div>
  )
}

/** What a search did not do, said where its results stand. */
function Sought({ list, short }: { list: OutputOf<typeof briefs.list> | undefined; short: boolean }) {
  if (short) return <p className="soft briefs-sought">再输入一个字就开始搜索</p>
  const among = list?.sought?.among
  return among ? (
    <p className="soft briefs-sought">
      提到的简报很多，这里只看最近的 {among} 条，按相关程度排列；多输入几个字，或选定月份、单位再找
    </p>
  ) : null
}

function Rows({ rows, more }: { rows: readonly BriefRow[]; more: { has: boolean; busy: boolean; load: () => void } }) {
  const openId = useOpenId()
  const opened = useOpened(openId)
  const frame = useRef<HTMLUListElement>(null)
  useRowKeys(frame)
  return (
    <>
      <ul className="list briefs-list" aria-label="简报" ref={frame}>
        {rows.map((row) => (
          <li key={row.id} aria-current={row.id === openId ? 'true' : undefined}>
            <Go to="/briefs/$id" params={{ id: row.id }} search="keep" quiet className="list-row row-link brief-row">
              <InLinkContext value={true}>
                <BriefLine row={opened.has(row.id) ? { ...row, read: true } : row} />
              </InLinkContext>
            </Go>
          </li>
        ))}
      </ul>
      <NearEnd reached={more.load} on={more.has && !more.busy} />
      <More of={more} />
    </>
  )
}

function useOpenId(): string | undefined {
  const matches = useChildMatches()
  const params = matches.at(-1)?.params as { id?: string } | undefined // the thread's own parameter
  return params?.id
}

/** What was opened here is read, before the list is asked again. */
function useOpened(openId: string | undefined): ReadonlySet<string> {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (openId !== undefined) setOpened((old) => new Set([...old, openId]))
  }, [openId])
  return opened
}

/** j and k walk, Enter opens: as in every list of the city. */
function useRowKeys(frame: { current: HTMLElement | null }): void {
  const at = useRef(-1)
  const links = () => [...(frame.current?.querySelectorAll<HTMLElement>('.row-link') ?? [])]
  const move = (by: 1 | -1) => {
    const all = links()
    const focused = all.indexOf(document.activeElement as HTMLElement) // indexOf only compares
    const next = Math.min(all.length - 1, Math.max(0, (focused >= 0 ? focused : at.current) + by))
    at.current = next
    all[next]?.focus()
    all[next]?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    j: { say: '下一条', press: () => move(1) },
    k: { say: '上一条', press: () => move(-1) },
    Enter: { say: '打开这一条', press: () => links()[Math.max(0, at.current)]?.click() },
  })
}

/** The next rows come before the thumb gets there. */
function NearEnd({ reached, on }: { reached: () => void; on: boolean }) {
  const mark = useRef<HTMLDivElement>(null)
  const latest = useRef(reached)
  latest.current = reached
  useEffect(() => {
    if (!on || !mark.current) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '600px',
    })
    watch.observe(mark.current)
    return () => watch.disconnect()
  }, [on])
  return <div ref={mark} />
}
