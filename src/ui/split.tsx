/** List and detail: side by side on a desk; on a phone one after the other, and the list keeps its place. */
import { Outlet, useChildMatches } from '@tanstack/react-router'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { BesideContext, Empty } from './page.tsx'
import { useWide } from './screen.tsx'

/** The detail is the page `inside` this one (see routes.ts). */
export function Split({ list, say = '选一条，在这里打开' }: { list: ReactNode; say?: string }) {
  const wide = useWide()
  const open = useChildMatches().length > 0
  const hidden = open && !wide
  useListPlace(hidden)
  return (
    <div className={wide ? 'split split-desk' : 'split'}>
      <div className="split-list" hidden={hidden}>
        {list}
      </div>
      {open ? (
        <BesideContext.Provider value={wide}>
          <section className="split-detail" aria-label="内容">
            <Outlet />
          </section>
        </BesideContext.Provider>
      ) : wide ? (
        <section className="split-detail split-nothing" aria-label="内容">
          <Empty say={say} />
        </section>
      ) : null}
    </div>
  )
}

/** `$id` of the page that is open beside this list, for the table's `openId`. */
export function useOpenId(name = 'id'): string | undefined {
  const params = useChildMatches().at(-1)?.params as Record<string, string | undefined> | undefined // every route gives strings
  return params?.[name]
}

/** On a phone the window scrolls: the detail starts at its top, and going back finds the list where it was left. */
function useListPlace(hidden: boolean): void {
  const place = useRef(0)
  const focused = useRef<Element | null>(null)
  const was = useRef(hidden)
  if (!was.current && hidden) {
    place.current = scrollY
    focused.current = document.activeElement
  }
  useLayoutEffect(() => {
    if (was.current === hidden) return
    was.current = hidden
    scrollTo(0, hidden ? 0 : place.current)
    if (!hidden && focused.current instanceof HTMLElement) focused.current.focus({ preventScroll: true })
  }, [hidden])
}
