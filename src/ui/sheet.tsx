/** For small things that need no page of their own: slides up on a phone, stands at the right on a desk. */
import { lazy, Suspense, useState } from 'react'
import { useWide } from './screen.tsx'
import type { SlideSheetProps } from './slide.ts'

const SlidingDrawer = lazy(async () => ({ default: (await import('./drawer.tsx')).SlidingDrawer }))

export function SlideSheet(props: SlideSheetProps) {
  const wide = useWide()
  const [opened, setOpened] = useState(props.open)
  if (props.open && !opened) setOpened(true)
  // once opened it stays, so that it can slide away
  return opened ? (
    <Suspense>
      <SlidingDrawer {...props} wide={wide} />
    </Suspense>
  ) : null
}
