/** One page: its title, what can be done on it, and its four states (first load, empty, refused, offline). */
import { Button } from 'antd'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import type { Read } from './data.tsx'
import { Go, type GoProps } from './link.tsx'
import { RefusalNote } from './refusal.tsx'
import { useOnline } from './screen.tsx'

export type PageProps = {
  readonly title: string
  /** one line under the title: what is shown, in words */
  readonly about?: ReactNode
  /** at the right of the title; buttons are verbs */
  readonly actions?: ReactNode
  /** a way back, on phones above the title */
  readonly back?: Pick<GoProps, 'to' | 'params' | 'search'> & { readonly label: string }
  /** narrow: text and forms; wide: tables */
  readonly width?: 'narrow' | 'wide'
  readonly children: ReactNode
}

/** Inside a detail that stands beside its list the page is second: a smaller heading, and the list keeps the focus. */
export const BesideContext = createContext(false)
let opened = 0

export function Page({ title, about, actions, back, width = 'wide', children }: PageProps) {
  const beside = useContext(BesideContext)
  const page = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const Heading = beside ? 'h2' : 'h1'
  useTitle(title)
  // after a step to another page those who listen hear its name first; the very first page keeps the browser's focus,
  // and a page that is there for one field has it in that field
  useEffect(() => {
    opened += 1
    if (opened === 1 || beside || page.current?.contains(document.activeElement)) return
    heading.current?.focus({ preventScroll: true })
  }, [beside])
  return (
    <div className={`page page-${width}`} ref={page}>
      {back && !beside ? (
        <Go to={back.to} params={back.params ?? {}} search={back.search ?? {}} stay className="page-back">
          ‹ {back.label}
        </Go>
      ) : null}
      <header className="page-head">
        <div>
          <Heading ref={heading} tabIndex={-1}>
            {title}
          </Heading>
          {about ? <div className="page-about">{about}</div> : null}
        </div>
        {actions ? <div className="page-actions">{actions}</div> : null}
      </header>
      {children}
    </div>
  )
}

export type Nothing<T> = {
  readonly when: (data: T) => boolean
  /** what will stand here */
  readonly say: string
  /** the first step: a button or a link */
  readonly first?: ReactNode
}

/** The read of a page: skeleton only on first load; old data stays while newer loads; a refusal says what to do. */
export function Body<T>({
  of: read,
  empty,
  skeleton,
  children,
}: {
  of: Read<T>
  empty?: Nothing<T>
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}) {
  const online = useOnline()
  if (read.data === undefined) {
    if (read.refusal) return <RefusalNote of={read.refusal} again={read.again} />
    if (read.paused || !online) return <Empty say="现在没有网络，连上后会自动打开" />
    return <div aria-busy="true">{skeleton ?? <Bones />}</div>
  }
  return (
    <div className="body" aria-busy={read.busy} data-busy={read.busy || undefined}>
      {read.refusal ? <RefusalNote of={read.refusal} again={read.again} /> : null}
      {empty?.when(read.data) ? <Empty say={empty.say} first={empty.first} /> : children(read.data)}
    </div>
  )
}

/** What will stand here, and the first step to it. */
export function Empty({ say, first }: { say: string; first?: ReactNode }) {
  return (
    <div className="empty">
      <p>{say}</p>
      {first}
    </div>
  )
}

export function Bones({ rows = 6 }: { rows?: number }) {
  return (
    <>
      <span className="unseen" role="status">
        正在打开
      </span>
      <div className="bones" aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bones have no name but their place
          <span key={row} />
        ))}
      </div>
    </>
  )
}

/** 再看一些: the next rows of a list that grows by cursor. */
export function More({ of: more }: { of: { has: boolean; busy: boolean; load: () => void } }) {
  if (!more.has) return null
  return (
    <div className="more">
      <Button onClick={more.load} loading={more.busy}>
        再看一些
      </Button>
    </div>
  )
}

/** The innermost page that is open names the window; when a detail closes, its list names it again. */
export function useTitle(title: string): void {
  useEffect(() => {
    const mine = { title }
    titles.push(mine)
    nameWindow()
    return () => {
      titles.splice(titles.indexOf(mine), 1)
      nameWindow()
    }
  }, [title])
}

const titles: { title: string }[] = []

function nameWindow(): void {
  const last = titles.at(-1)
  if (last) document.title = `${last.title} · 梧桐`
}
