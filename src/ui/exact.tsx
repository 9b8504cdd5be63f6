/** Something said shortly, with the exact of it for whoever points at it or taps it. */
import { lazy, type ReactNode, Suspense, useContext, useState } from 'react'
import { InLinkContext } from './link.tsx'

const ExactTip = lazy(async () => ({ default: (await import('./exact-tip.tsx')).ExactTip }))

export function Exact({ children, exact, className }: { children: ReactNode; exact: string; className?: string }) {
  const inLink = useContext(InLinkContext)
  // null: nobody has asked yet, so nothing is fetched for it
  const [open, setOpen] = useState<boolean | null>(null)
  if (inLink) {
    return (
      <span title={exact} {...(className ? { className } : {})}>
        {children}
      </span>
    )
  }
  const ask = () => setOpen(true)
  const leave = () => setOpen((asked) => (asked === null ? null : false))
  return (
    <button
      type="button"
      className={className ? `exact ${className}` : 'exact'}
      onPointerEnter={ask}
      onPointerLeave={leave}
      onFocus={ask}
      onBlur={leave}
      onClick={ask}
    >
      {open === null ? (
        children
      ) : (
        <Suspense fallback={children}>
          <ExactTip exact={exact} open={open}>
            {children}
          </ExactTip>
        </Suspense>
      )}
    </button>
  )
}
