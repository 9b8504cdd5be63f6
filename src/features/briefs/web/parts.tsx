/** What briefs show on the home page: a task that is done in place, and a line of what others did. */
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { Badge } from '#ui/badge.tsx'
import { Clock, Moment } from '#ui/clock.tsx'
import { sayArea, sayDay } from '#ui/format.ts'
import { Go, InLinkContext } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import * as briefs from '../contract.ts'
import { type BriefMove, type BriefTask, conclusions, verdicts } from '../model.ts'
import { JudgeChips } from './judge-chips.tsx'
import { RulingChips } from './ruling-chips.tsx'
import { sayInvestment, subjectOf } from './said.ts'
import { useThreadAct } from './thread-act.ts'
import { leadersFor } from './verbs.ts'
import './thread.css'

/** only units that were assigned something need its field */
const AnswerBox = lazy(async () => ({ default: (await import('./answer-box.tsx')).AnswerBox }))

const asks = { respond: '请批示', judge: '请核实', answer: '请答复交办', confirm: '请确认代录' } as const

export function BriefTaskItem({
  task,
  onDone,
  onUndone,
}: {
  task: BriefTask
  onDone: (said: string) => void
  /** a ruling taken back within its seconds */
  onUndone: () => void
}) {
  const { brief, clock, key } = task
  const title = brief.companies.join('、')
  const figures = [sayInvestment(brief), brief.landM2 === null ? null : sayArea(brief.landM2)].filter(Boolean)
  return (
    <article className="task-body" aria-label={`${asks[key]}：${title}`}>
      <p className="task-head">
        <span>
          {clock ? <Clock dueAt={clock.dueAt} light={lightOf(clock.state)} /> : <Badge tone="plain" word="待确认" />}
        </span>
        <span className="small">{asks[key]}</span>
      </p>
      <Go to="/briefs/$id" params={{ id: brief.id }} quiet className="task-title">
        <strong>{title}</strong>
      </Go>
      {brief.intention ? <p className="task-intention">{brief.intention}</p> : null}
      <p className="task-about">
        {figures.length > 0 ? <strong>{figures.join(' · ')}</strong> : null}
        <span className="soft">{brief.unit.name}</span>
        <Moment at={brief.sentAt} />
      </p>
      <Doing task={task} title={title} onDone={onDone} onUndone={onUndone} />
    </article>
  )
}

function Doing({
  task,
  title,
  onDone,
  onUndone,
}: {
  task: BriefTask
  title: string
  onDone: (said: string) => void
  onUndone: () => void
}) {
  const me = useMe()
  const { brief, facts, ruling, key } = task
  const subject = subjectOf(title, brief.unit.name)
  switch (key) {
    case 'respond':
      return (
        <RulingChips
          id={brief.id}
          facts={facts}
          subject={subject}
          leaders={leadersFor(me.actor, facts)}
          word=""
          onRuled={onDone}
          onUndone={onUndone}
        />
      )
    case 'judge':
      return (
        <JudgeChips
          id={brief.id}
          version={brief.version}
          recheck={false}
          missing={brief.missing}
          company={brief.companies[0] ?? ''}
          intention={brief.intention}
          subject={subject}
          onJudged={onDone}
          again={onUndone}
        />
      )
    case 'answer':
      return ruling?.leadUnit ? (
        <>
          <RulingQuote ruling={ruling} />
          <Suspense fallback={<div className="answer-coming" />}>
            <AnswerBox
              briefId={brief.id}
              unitId={ruling.leadUnit.id}
              rulingId={ruling.id}
              title={title}
              onDone={() => onDone('已答复交办')}
            />
          </Suspense>
        </>
      ) : null
    case 'confirm':
      return ruling ? (
        <>
          <RulingQuote ruling={ruling} />
          <Confirm
            id={brief.id}
            rulingId={ruling.id}
            onDone={() => onDone(`已确认批示：${conclusions[ruling.conclusion]}`)}
          />
        </>
      ) : null
  }
}

function RulingQuote({ ruling }: { ruling: NonNullable<BriefTask['ruling']> }) {
  const now = useNow()
  return (
    <blockquote className="ruling-quote">
      <strong>{conclusions[ruling.conclusion]}</strong>
      {ruling.leadUnit ? ` ${ruling.leadUnit.name}` : ''}
      {ruling.dueOn ? `，${sayDay(ruling.dueOn, now)}前` : ''}
      {ruling.body ? <span className="ruling-quote-body">{ruling.body}</span> : null}
      <span className="small">
        {ruling.leaderPost} {ruling.leader.name}
        {ruling.enteredBy ? `（${ruling.enteredBy} 代录）` : ''}
      </span>
    </blockquote>
  )
}

function Confirm({ id, rulingId, onDone }: { id: string; rulingId: string; onDone: () => void }) {
  const { run, busy, refusal } = useThreadAct(briefs.confirmRuling, id)
  const confirm = async () => {
    if ((await run({ params: { id, ruling: rulingId } })).ok) onDone()
  }
  return (
    <>
      <div className="chips">
        <Button shape="round" loading={busy} onClick={() => void confirm()}>
          是我的意见，确认
        </Button>
      </div>
      <RefusalNote of={refusal} />
    </>
  )
}

/** 唐国栋 批示交办 上海云帆储能（驻上海组） */
export function MoveLine({ move }: { move: BriefMove }) {
  return (
    <Go to="/briefs/$id" params={{ id: move.brief.id }} quiet className="move">
      <span>
        <strong>{move.by}</strong> {saidOf(move)} <span className="move-brief">{move.brief.companies.join('、')}</span>{' '}
        <span className="soft">{move.brief.unit}</span>
      </span>
      <InLinkContext value={true}>
        <span className="small">
          <Moment at={move.at} />
        </span>
      </InLinkContext>
    </Go>
  )
}

function saidOf({ what, word }: BriefMove): string {
  if (what === 'ruled') return `批示${conclusions[word as keyof typeof conclusions]}` // the query writes a conclusion here
  if (what === 'judged') return `核实为${verdicts[word as keyof typeof verdicts]}` // and a verdict here
  return { sent: '报送', replied: '回复', negotiating: '转在谈' }[what]
}

function lightOf(state: NonNullable<BriefTask['clock']>['state']) {
  return state === 'green' || state === 'amber' || state === 'red' ? state : 'paused'
}
