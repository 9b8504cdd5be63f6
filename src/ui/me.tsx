/** Who is in front of the page, handed down by the shell. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Actor } from '#core/actor.ts'

export type Me = {
  readonly actor: Actor
  readonly city: string
  /** a database of examples: the banner says so */
  readonly demo: boolean
  /** entries for which the phone's bar has no place */
  readonly elsewhere: readonly { readonly label: string; readonly to: string }[]
  readonly signOut: () => Promise<void>
}

const MeContext = createContext<Me | null>(null)

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext.Provider value={me}>{children}</MeContext.Provider>
}

/** On pages inside the shell there always is somebody. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe needs a page inside the shell')
  return me
}
