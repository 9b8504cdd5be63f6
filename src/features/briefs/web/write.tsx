/** ＋写: paste what was said in the group, look, send. */
import { useEffect, useState } from 'react'
import { useSeed } from '#ui/data.tsx'
import { Go, useGo } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useDraft, useSend } from '#ui/outbox.ts'
import { Page } from '#ui/page.tsx'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import type { BriefInput } from '../model.ts'
import { type BriefDraft, emptyDraft } from './draft.ts'
import { Written } from './written.tsx'

const draftName = 'brief'

export function WritePage() {
  const { personId } = useMe().actor
  const { value: draft, set, clear, foundAt } = useDraft<BriefDraft>(personId, draftName, emptyDraft)
  const { press, busy, refusal } = useSend(briefs.send, [briefs.list])
  const [kept, setKept] = useState(false)
  const [round, setRound] = useState(0)
  const seed = useSeed()
  const go = useGo()
  const say = useSay()
  useThreadAhead()
  const send = async (input: BriefInput) => {
    const title = `简报：${input.mentions.map(({ companyName }) => companyName).join('、')}`
    const sent = await press({ input }, { personId, title, draft: { name: draftName, value: draft } })
    if (sent.ok === false) return
    clear()
    if (sent.ok === 'kept') {
      setKept(true)
      setRound(round + 1)
      return
    }
    const { id } = sent.answer.brief
    seed(briefs.thread, { params: { id } }, sent.answer)
    say('已提交')
    go({ to: '/briefs/$id', params: { id } }, { replace: true })
  }
  return (
    <Page title="写简报" width="narrow">
      {kept ? (
        <div className="note note-green" role="status">
          <strong>已存在本机，有网自动发出</strong>
          <p>
            可以接着写下一条，也可以<Go to="/briefs">去看简报</Go>。
          </p>
        </div>
      ) : null}
      <Written
        key={round}
        draft={draft}
        set={(next) => {
          setKept(false)
          set(next)
        }}
        forget={clear}
        send={(input) => void send(input)}
        busy={busy}
        refusal={refusal}
        verb="提交"
        aside={<p className="soft">{foundAt ? null : '先发要紧的，细节可以以后补。写到一半关掉也不会丢。'}</p>}
      />
    </Page>
  )
}

/** The page that stands there after sending is fetched while the person still looks. */
function useThreadAhead(): void {
  useEffect(() => {
    void Promise.all([import('./list.tsx'), import('./thread.tsx')])
  }, [])
}
