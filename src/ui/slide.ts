/** What a sheet that slides is given. */
import type { ReactNode } from 'react'

export type SlideSheetProps = {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  /** verbs at the foot, the main one last */
  readonly actions?: ReactNode
  readonly children: ReactNode
}
