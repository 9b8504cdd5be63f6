/** 修改: the brief's own form again; what changes stands in the thread as a revision. */
import { useState } from 'react'
import { useAct, usePage } from '#ui/data.tsx'
import { useGo, useParam } from '#ui/link.tsx'
import { Body, Page } from '#ui/page.tsx'
import * as briefs from '../contract.ts'
import type { BriefInput, Thread } from '../model.ts'
import { type BriefDraft, draftOf } from './draft.ts'
import { Written } from './written.tsx'

export function RevisePage() {
  const id = useParam('id')
  const read = usePage(briefs.thread, { params: { id } })
  return (
    <Page title="修改简报" back={{ to: '/briefs/$id', params: { id }, label: '简报' }}>
      <Body of={read}>{(thread) => <Revising key={thread.brief.version} thread={thread} />}</Body>
    </Page>
  )
}

function Revising({ thread: { brief } }: { thread: Thread }) {
  const [draft, setDraft] = useState<BriefDraft>(() => draftOf(brief))
  const go = useGo()
  const { run, busy, refusal } = useAct(briefs.revise, {
    seeds: (answer, seed) => seed(briefs.thread, { params: { id: brief.id } }, answer),
    stales: [briefs.list],
  })
  const send = async (input: BriefInput) => {
    const outcome = await run({ params: { id: brief.id }, input, ifMatch: brief.version })
    if (outcome.ok) go({ to: '/briefs/$id', params: { id: brief.id } }, { replace: true })
  }
  return (
    <Written
      draft={draft}
      set={setDraft}
      forget={() => setDraft(draftOf(brief))}
      send={(input) => void send(input)}
      busy={busy}
      refusal={refusal}
      verb="保存修改"
      briefId={brief.id}
    />
  )
}
