/** The line that passes by at the foot: what was just done, and ten seconds to take it back. */
import { Button } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { nowMs } from './now.ts'

export type Offer = {
  /** what was done: 已批示：跟进 */
  readonly say: string
  readonly undo: () => unknown
  /** seconds; default 10 */
  readonly withinS?: number
}

type Passing = { readonly say: string; readonly undo: (() => unknown) | null; readonly until: number }

const saidForS = 4
const undoForS = 10
const UndoContext = createContext<((passing: Passing) => void) | null>(null)

export function UndoProvider({ children }: { children: ReactNode }) {
  const [passing, setPassing] = useState<Passing | null>(null)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (!passing) return
    const look = () => {
      const rest = Math.ceil((passing.until - nowMs()) / 1000)
      setLeft(rest)
      if (rest <= 0) setPassing(null)
    }
    look()
    const timer = setInterval(look, 250)
    return () => clearInterval(timer)
  }, [passing])
  const undo = () => {
    setPassing(null)
    passing?.undo?.()
  }
  return (
    <UndoContext.Provider value={setPassing}>
      {children}
      <div className="undo" role="status">
        {passing ? (
          <div className="undo-bar">
            <span>{passing.say}</span>
            {passing.undo ? (
              <Button onClick={undo}>
                撤销<span aria-hidden="true">（{left}）</span>
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
    </UndoContext.Provider>
  )
}

/** `offer({ say, undo })` after something was done; a newer line replaces the older. */
export function useUndo(): (offer: Offer) => void {
  const pass = usePass()
  return useCallback(
    ({ say, undo, withinS = undoForS }: Offer) => pass({ say, undo, until: nowMs() + withinS * 1000 }),
    [pass],
  )
}

/** Says in passing what was done: 已复制. Never for a refusal, which must stand until it is read. */
export function useSay(): (say: string) => void {
  const pass = usePass()
  return useCallback((say: string) => pass({ say, undo: null, until: nowMs() + saidForS * 1000 }), [pass])
}

function usePass(): (passing: Passing) => void {
  const pass = useContext(UndoContext)
  if (!pass) throw new Error('the page must stand in an UndoProvider')
  return pass
}
