/** Something said shortly, with the exact of it for whoever points at it or taps it. */
import { Tooltip } from 'antd'
import { type ReactNode, useContext } from 'react'
import { InLinkContext } from './link.tsx'

export function Exact({ children, exact, className }: { children: ReactNode; exact: string; className?: string }) {
  const inLink = useContext(InLinkContext)
  if (inLink) {
    return (
      <span title={exact} {...(className ? { className } : {})}>
        {children}
      </span>
    )
  }
  return (
    <Tooltip title={exact} trigger={['hover', 'focus', 'click']}>
      <button type="button" className={className ? `exact ${className}` : 'exact'}>
        {children}
      </button>
    </Tooltip>
  )
}
