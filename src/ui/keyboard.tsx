/** Keys for those who never leave the keyboard: pages say theirs, `?` lists them, `/` goes to the search field. */
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { dropText, keepText, keptText } from './kept.ts'
import type { Keys } from './key-list.tsx'

type Board = { add: (keys: () => Keys) => () => void; list: () => void }
const BoardContext = createContext<Board | null>(null)
const offName = 'wutong:keys-off'
const KeyList = lazy(async () => ({ default: (await import('./key-list.tsx')).KeyList }))

export function KeyboardProvider({ children }: { children: ReactNode }) {
  const sets = useRef(new Set<() => Keys>())
  const [listed, setListed] = useState<Keys | null>(null)
  const [on, setOn] = useState(() => keptText(offName) === null)
  const board = useMemo<Board>(
    () => ({
      add: (keys) => {
        sets.current.add(keys)
        return () => sets.current.delete(keys)
      },
      list: () => setListed(allOf(sets.current)),
    }),
    [],
  )
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '?') return board.list()
      if (!on) return
      const key = allOf(sets.current)[event.key]
      if (!key || (event.key === 'Enter' && isPressable(event.target))) return
      event.preventDefault()
      key.press()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [board, on])
  const turn = (next: boolean) => {
    if (next) dropText(offName)
    else keepText(offName, '1')
    setOn(next)
  }
  return (
    <BoardContext.Provider value={board}>
      {children}
      {listed ? (
        <Suspense>
          <KeyList keys={listed} on={on} turn={turn} close={() => setListed(null)} />
        </Suspense>
      ) : null}
    </BoardContext.Provider>
  )
}

/** While the piece is on the page its keys work; the latest piece wins where two want the same one. */
export function useKeys(keys: Keys, on = true): void {
  const board = useContext(BoardContext)
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!board || !on) return
    return board.add(() => latest.current)
  }, [board, on])
}

/** Opens the list of keys, for those who look for it with the mouse. */
export function useKeyList(): () => void {
  const board = useContext(BoardContext)
  return () => board?.list()
}

/** `/` goes to this field. */
export function useSearchKey<T extends { focus: () => void }>() {
  const field = useRef<T>(null)
  useKeys({ '/': { say: '搜索', press: () => field.current?.focus() } })
  return field
}

function allOf(sets: ReadonlySet<() => Keys>): Keys {
  return Object.assign({}, ...[...sets].map((keys) => keys())) as Keys // Object.assign gives any
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** Enter on a link or button is theirs. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, [role=button], [role=menuitem]') !== null
}
