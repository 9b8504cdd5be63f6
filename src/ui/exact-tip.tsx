/** The exact of something said shortly, beside it. A file of its own: it is fetched when somebody first asks. */
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'

export function ExactTip({ children, exact, open }: { children: ReactNode; exact: string; open: boolean }) {
  return (
    <Tooltip title={exact} open={open}>
      <span>{children}</span>
    </Tooltip>
  )
}
