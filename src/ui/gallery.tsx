/** 界面组件: every piece of the kit with its examples, light and dark. */
import { Page } from './page.tsx'

export function GalleryPage() {
  return (
    <main className="gallery">
      <Page title="界面组件">…</Page>
    </main>
  )
}
