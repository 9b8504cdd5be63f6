/** One brief and the talk under it: the sheet of facts on top, then what was said and decided, and at the foot what I can do. */
import type { RefusalCode } from '#core/refusal.ts'
import { Attached } from '#features/documents/web/attached.tsx'
import { CopyToGroup } from '#ui/copy.tsx'
import { sayDay } from '#ui/format.ts'
import { Go, useParam } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { Body, Empty, Page } from '#ui/page.tsx'
import type { Thread } from '../model.ts'
import { Composer } from './composer.tsx'
import { FactSheet } from './fact-sheet.tsx'
import { Messages } from './messages.tsx'
import { MoreActions } from './more-actions.tsx'
import { OutsideNote } from './outside.tsx'
import { attachedTo, companiesOf, groupText } from './said.ts'
import { useThread } from './thread-act.ts'
import { verbsOf } from './verbs.ts'
import './thread.css'

/** an address that names no brief, one that is not there, one that may not be seen: the same to whoever asks */
const unseen: readonly string[] = ['invalid', 'not-found', 'forbidden'] satisfies RefusalCode[]

export function ThreadPage() {
  const id = useParam('id')
  const read = useThread(id)
  const now = useNow()
  const gone = read.refusal !== null && unseen.includes(read.refusal.code)
  const thread = gone ? undefined : read.data
  const actor = useMe().actor
  const verbs = thread ? verbsOf(actor, thread, now) : null
  return (
    <Page
      title={thread ? titleOf(thread) : '简报'}
      back={{ to: '/briefs', search: 'keep', label: '简报' }}
      actions={
        thread && verbs ? (
          <>
            {thread.brief.state === 'sent' ? <CopyToGroup text={() => textOf(thread, now)} /> : null}
            <MoreActions thread={thread} verbs={verbs} />
          </>
        ) : null
      }
    >
      <OutsideNote />
      {gone ? (
        <Empty
          say="没有找到这条简报，或您无权查看"
          first={
            <Go to="/briefs" search="keep" className="button-link">
              回到列表
            </Go>
          }
        />
      ) : (
        <Body of={read}>
          {(data) => (
            <div className="thread" key={data.brief.id}>
              <FactSheet thread={data} mayUnmask={verbs?.unmask ?? false} />
              <Attached documents={attachedTo(data, null)} />
              <Messages thread={data} toConfirm={verbs?.toConfirm ?? []} />
              {verbs ? <Composer key={data.brief.id} thread={data} verbs={verbs} again={read.again} /> : null}
            </div>
          )}
        </Body>
      )}
    </Page>
  )
}

function titleOf({ brief }: Thread): string {
  if (brief.state === 'recalled') return '已撤回的简报'
  if (brief.state === 'withdrawn') return '已撤销的简报'
  return companiesOf(brief) || brief.number
}

function textOf(thread: Thread, now: number): string {
  const link = `${location.origin}/briefs/${thread.brief.id}`
  return groupText(thread.brief, thread.messages, (day) => sayDay(day, now), link)
}
