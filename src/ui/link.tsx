/** Links inside the city, and what the address says. */
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'

export type Target = {
  /** `/briefs/$id` */
  readonly to: string
  readonly params?: Readonly<Record<string, string>>
  /** replaces the address's query; left out: none. `'keep'` keeps what stands there */
  readonly search?: Readonly<Record<string, unknown>> | 'keep'
}

export type GoProps = Target & {
  readonly children: ReactNode
  readonly className?: string
  readonly label?: string
  readonly quiet?: boolean
  /** for a way back: the page keeps its own place */
  readonly stay?: boolean
  /** beside what is being written, which stays as it is */
  readonly newTab?: boolean
}

/** True inside something that is a link as a whole (a row on a phone): nothing in it can be a second link or button. */
export const InLinkContext = createContext(false)

/** A link to a page. `quiet` looks like text until it is pointed at. */
export function Go({ children, className, label, quiet = false, stay = false, newTab = false, ...target }: GoProps) {
  const inLink = useContext(InLinkContext)
  const look = [className, quiet ? 'quiet' : ''].filter(Boolean).join(' ')
  if (inLink) return <span className={look}>{children}</span>
  return (
    <Link
      {...linkOf(target)}
      resetScroll={!stay}
      {...(newTab ? { target: '_blank', rel: 'noopener' } : {})}
      {...(look ? { className: look } : {})}
      {...(label ? { 'aria-label': label } : {})}
    >
      {children}
    </Link>
  )
}

/** Goes there by a press or a key; `replace` leaves no step behind. */
export function useGo(): (target: Target, how?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return (target, how = {}) => void navigate({ ...linkOf(target), replace: how.replace ?? false })
}

/** `$id` of the address. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined> // every route of the page's line gives strings
  const value = params[name]
  if (value === undefined) throw new Error(`the address of this page has no $${name}`)
  return value
}

/** Pages are data here, so the router cannot type addresses; a wrong one is found by the journeys. */
export function linkOf({ to, params, search }: Target) {
  // each cast says only that the router's own list of addresses is not asked
  return {
    to: to as '/',
    params: (params ?? {}) as never,
    search: (search === 'keep' ? true : (search ?? {})) as never,
  }
}
