/** 界面组件: every piece of the kit with its examples, light and dark; screenshots and accessibility checks run over it. */
import { ModeSwitch } from '../around.tsx'
import { Go } from '../link.tsx'
import { Page } from '../page.tsx'
import { Actions } from './actions.tsx'
import { Forms } from './forms.tsx'
import { Pictures } from './pictures.tsx'
import { States } from './states.tsx'
import { Tables } from './tables.tsx'
import { Words } from './words.tsx'

export function GalleryPage() {
  return (
    <main className="gallery">
      <Page title="界面组件" about="每个组件和它的例子；文字和数字都是编的" actions={<ModeSwitch />}>
        <p>
          <Go to="/_gallery/split">列表与内容并列</Go>
        </p>
        <Words />
        <Tables />
        <Forms />
        <Actions />
        <States />
        <Pictures />
      </Page>
    </main>
  )
}
