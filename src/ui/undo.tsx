/** Ten seconds to take something back. */
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

const UndoContext = createContext<((offer: Offer) => void) | null>(null)

export function UndoProvider({ children }: { children: ReactNode }) {
  const [offer, setOffer] = useState<(Offer & { until: number }) | null>(null)
  const [left, setLeft] = useState(0)
  const show = useCallback((next: Offer) => {
    const seconds = next.withinS ?? 10
    setOffer({ ...next, until: nowMs() + seconds * 1000 })
    setLeft(seconds)
  }, [])
  useEffect(() => {
    if (!offer) return
    const timer = setInterval(() => {
      const rest = Math.ceil((offer.until - nowMs()) / 1000)
      if (rest <= 0) setOffer(null)
      else setLeft(rest)
    }, 250)
    return () => clearInterval(timer)
  }, [offer])
  const undo = () => {
    const taken = offer
    setOffer(null)
    taken?.undo()
  }
  return (
    <UndoContext.Provider value={show}>
      {children}
      <div className="undo" role="status">
        {offer ? (
          <div className="undo-bar">
            <span>{offer.say}</span>
            <Button onClick={undo}>
              撤销<span aria-hidden="true">（{left}）</span>
            </Button>
          </div>
        ) : null}
      </div>
    </UndoContext.Provider>
  )
}

/** `offer({ say, undo })` after something was done; a newer offer replaces the older. */
export function useUndo(): (offer: Offer) => void {
  const show = useContext(UndoContext)
  if (!show) throw new Error('useUndo needs an UndoProvider')
  return show
}
