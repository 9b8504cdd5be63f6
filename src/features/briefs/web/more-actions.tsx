/** What is done seldom: 撤回 within two minutes, 修改, 撤销, 转在谈. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { usePage } from '#ui/data.tsx'
import { DayField } from '#ui/day-field.tsx'
import { todayOf } from '#ui/format.ts'
import { Go, useGo } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { useDraft } from '#ui/outbox.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import { SlideSheet } from '#ui/sheet.tsx'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import type { Thread } from '../model.ts'
import { type BriefDraft, emptyDraft } from './draft.ts'
import { Presets } from './presets.tsx'
import { briefDraftName, draftAgain } from './recalled.ts'
import { companiesOf, subjectOf } from './said.ts'
import { useThreadAct } from './thread-act.ts'
import type { Verbs } from './verbs.ts'

export function MoreActions({ thread, verbs }: { thread: Thread; verbs: Verbs }) {
  const { id } = thread.brief
  const [taken, setTaken] = useState<{ id: string; draft: BriefDraft } | null>(null)
  return (
    <>
      {verbs.recall ? <Recall thread={thread} onRecalled={(draft) => setTaken({ id, draft })} /> : null}
      {taken?.id === id ? <WriteAgain draft={taken.draft} /> : null}
      {verbs.revise ? (
        <Go to="/revise/$id" params={{ id }} className="button-link">
          修改
        </Go>
      ) : null}
      {verbs.negotiate ? <Negotiate thread={thread} /> : null}
      {verbs.withdraw && !verbs.recall ? <Withdraw thread={thread} /> : null}
    </>
  )
}

function Recall({ thread: { brief }, onRecalled }: { thread: Thread; onRecalled: (draft: BriefDraft) => void }) {
  const now = useNow()
  const { personId } = useMe().actor
  const [open, setOpen] = useState(false)
  const { run, busy, refusal } = useThreadAct(briefs.recall, brief.id)
  const say = useSay()
  const drafts = usePage(briefs.drafts, {}, { enabled: brief.original !== null }).data
  const left = Date.parse(brief.recallUntil) - now
  const recall = async () => {
    // taken before: the answer holds no words any more
    const from = drafts?.rows.find(({ briefId }) => briefId === brief.id)
    const draft = draftAgain(personId, brief, from?.id)
    const outcome = await run({ params: { id: brief.id }, ifMatch: brief.version })
    if (!outcome.ok) return
    onRecalled(draft)
    say('已撤回')
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>撤回（还剩 {Math.max(1, Math.ceil(left / 60_000))} 分钟）</Button>
      <SlideSheet
        title={`撤回：${subjectOf(companiesOf(brief), brief.unit.name)}`}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>不撤回</Button>
            <Button type="primary" danger loading={busy} onClick={() => void recall()}>
              确定撤回
            </Button>
          </>
        }
      >
        <p>撤回后别人看不到内容；您可以接着点「重新编辑」，改好再发。</p>
        <RefusalNote of={refusal} />
      </SlideSheet>
    </>
  )
}

/** Lays the words of a recalled brief back where briefs are written. */
function WriteAgain({ draft }: { draft: BriefDraft }) {
  const { personId } = useMe().actor
  const kept = useDraft<BriefDraft>(personId, briefDraftName, emptyDraft)
  const go = useGo()
  const other = kept.value.body.trim() !== ''
  return (
    <Button
      type="primary"
      onClick={() => {
        kept.set(draft)
        go({ to: '/write' })
      }}
    >
      {other ? '重新编辑（替换没发的草稿）' : '重新编辑'}
    </Button>
  )
}

function Withdraw({ thread: { brief } }: { thread: Thread }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, busy, refusal } = useThreadAct(briefs.withdraw, brief.id)
  const withdraw = async () => {
    const outcome = await run({ params: { id: brief.id }, input: { reason: reason.trim() }, ifMatch: brief.version })
    if (outcome.ok) setOpen(false)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>撤销</Button>
      <SlideSheet
        title={`撤销：${subjectOf(companiesOf(brief), brief.unit.name)}`}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button type="primary" danger disabled={reason.trim() === ''} loading={busy} onClick={() => void withdraw()}>
            撤销
          </Button>
        }
      >
        <p>撤销后不能恢复：内容不再显示，只留编号、单位和理由。</p>
        <Presets label="常用理由" options={['发错了', '企业要求不公开', '与已发的重复']} onTake={setReason} />
        <Input
          aria-label="撤销理由"
          placeholder="为什么撤销"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNote of={refusal} />
      </SlideSheet>
    </>
  )
}

function Negotiate({ thread: { brief } }: { thread: Thread }) {
  const today = todayOf(useNow())
  const [open, setOpen] = useState(false)
  const [onDay, setOnDay] = useState(today)
  const [note, setNote] = useState('')
  const { run, busy, refusal } = useThreadAct(briefs.negotiate, brief.id)
  const say = useSay()
  const send = async () => {
    const input = { onDay, note: note.trim() || null }
    const outcome = await run({ params: { id: brief.id }, input, ifMatch: brief.version })
    if (!outcome.ok) return
    setOpen(false)
    say('已转在谈')
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>转在谈</Button>
      <SlideSheet
        title={`转在谈：${subjectOf(companiesOf(brief), brief.unit.name)}`}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button type="primary" loading={busy} disabled={onDay === ''} onClick={() => void send()}>
            转在谈
          </Button>
        }
      >
        <p className="small">转在谈后不能退回，计入当月转在谈数。</p>
        <div className="field">
          <span className="field-name">从哪一天起</span>
          <DayField
            value={onDay}
            onChange={(day) => setOnDay(day ?? '')}
            max={today}
            id="negotiate-on"
            aria-label="从哪一天起"
          />
        </div>
        <Input
          aria-label="说明"
          placeholder="谈到哪一步（选填）"
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <RefusalNote of={refusal} />
      </SlideSheet>
    </>
  )
}
