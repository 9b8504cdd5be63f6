/** A brief may stand open beside a list that does not hold it: said above it, before somebody judges the wrong one. */
import { createContext, useContext } from 'react'
import { Go } from '#ui/link.tsx'

export type Outside = {
  /** the list goes on: further rows may still hold it */
  readonly more: boolean
  readonly first: string | null
}

export const OutsideContext = createContext<Outside | null>(null)

export function OutsideNote() {
  const outside = useContext(OutsideContext)
  if (!outside) return null
  return (
    <div className="note" role="status">
      <strong>{outside.more ? '不在当前筛选已列出的简报里' : '不在当前筛选里'}</strong>
      {outside.first ? (
        <p>
          <Go to="/briefs/$id" params={{ id: outside.first }} search="keep">
            看列表第一条
          </Go>
        </p>
      ) : null}
    </div>
  )
}
