/** For small things that need no page of their own: slides up on a phone, stands at the right on a desk. */
import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useWide } from './screen.tsx'

export function SlideSheet({
  title,
  open,
  onClose,
  actions,
  children,
}: {
  title: string
  open: boolean
  onClose: () => void
  /** verbs at the foot, the main one last */
  actions?: ReactNode
  children: ReactNode
}) {
  const wide = useWide()
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      placement={wide ? 'right' : 'bottom'}
      size={wide ? 440 : 'auto'}
      destroyOnHidden
      rootClassName={wide ? 'slide' : 'slide slide-up'}
      {...(actions ? { footer: <div className="row slide-actions">{actions}</div> } : {})}
    >
      {children}
    </Drawer>
  )
}
