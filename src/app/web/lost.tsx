/** When an address leads nowhere, or a page broke: what happened and the way on. */
import { Button } from 'antd'
import { Go } from '#ui/link.tsx'
import { Empty, Page } from '#ui/page.tsx'

export function Lost() {
  return (
    <Page title="没有这个页面" width="narrow">
      <Empty say="地址可能写错了，或页面已不在" first={<Go to="/">回到待办</Go>} />
    </Page>
  )
}

/** The same where no shell stands around it. */
export function LostOutside() {
  return (
    <main>
      <Lost />
    </main>
  )
}

export function Spoilt({ error }: { error: unknown }) {
  return (
    <Page title="页面出了问题" width="narrow">
      <div className="note note-red" role="alert">
        <p>内容没有丢。刷新后再试；仍不行请把下面一行告诉系统管理员。</p>
        <p className="small">{error instanceof Error ? error.message : String(error)}</p>
        <Button onClick={() => location.reload()}>刷新</Button>
      </div>
    </Page>
  )
}
