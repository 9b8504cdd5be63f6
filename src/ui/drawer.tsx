/** The sliding surface itself, fetched when the first one opens. */
import { Drawer as AntDrawer } from 'antd'
import type { SlideSheetProps } from './slide.ts'

export function SlidingDrawer({ title, open, onClose, actions, children, wide }: SlideSheetProps & { wide: boolean }) {
  return (
    <AntDrawer
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
    </AntDrawer>
  )
}
