/** What was said under a brief, in order; rulings stand out and are signed. */
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { may } from '#core/grant.ts'
import type { Document } from '#features/documents/model.ts'
import { Attached } from '#features/documents/web/attached.tsx'
import { Badge } from '#ui/badge.tsx'
import { Moment } from '#ui/clock.tsx'
import { FieldsDiff } from '#ui/diff.tsx'
import { sayDay } from '#ui/format.ts'
import { Go, InLinkContext } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import * as briefs from '../contract.ts'
import { conclusions, type Message, type Thread, verdicts } from '../model.ts'
import { policy } from '../policy.ts'
import { attachedTo, type Ruling, sayRuling } from './said.ts'
import { useThreadAct } from './thread-act.ts'
import type { JudgementMessage } from './undo-judgement.ts'
import { ValidityBadge } from './validity-badge.tsx'

export function Messages({ thread, toConfirm }: { thread: Thread; toConfirm: readonly Ruling[] }) {
  const list = useRef<HTMLOListElement>(null)
  // undone within its seconds: a slip of the thumb is nobody's word, the ledger alone keeps it
  const messages = thread.messages.filter((message) => message.kind !== 'ruling' || !message.undone)
  const count = messages.length
  const [atFirst] = useState<ReadonlySet<string>>(() => new Set(messages.map(keyOf)))
  const added = messages.filter((message) => !atFirst.has(keyOf(message)))
  const me = useMe().actor.personId
  const mine = added.filter((message) => by(message) === me).length
  // what I add comes into view, above the foot; what others add must not move what I am reading
  useEffect(() => {
    if (mine > 0) list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [mine])
  if (count === 0) {
    return thread.brief.state === 'sent' ? <p className="thread-empty soft">还没有人回复</p> : null
  }
  return (
    <>
      <ol className="messages" ref={list} aria-label="回复、批示和核实">
        {messages.map((message) => (
          <li
            key={keyOf(message)}
            className={`message message-${message.kind}${added.includes(message) && by(message) !== me ? ' message-new' : ''}`}
          >
            <Said message={message} thread={thread} confirmable={toConfirm.some((ruling) => ruling === message)} />
          </li>
        ))}
      </ol>
      <p role="status" className="unseen">
        {added.length > mine ? `有 ${added.length - mine} 条新的回复或批示` : ''}
      </p>
    </>
  )
}

function keyOf(message: Message): string {
  return 'id' in message ? message.id : `${message.kind}:${message.at}`
}

/** whose word it is, or who wrote it down for them */
function by(message: Message): string {
  if (message.kind === 'reply') return message.author.id
  if (message.kind === 'ruling') return (message.enteredBy ?? message.leader).id
  return message.kind === 'judgement' ? message.judge.id : message.by.id
}

function Said({ message, thread, confirmable }: { message: Message; thread: Thread; confirmable: boolean }) {
  switch (message.kind) {
    case 'reply':
      return <Reply reply={message} attached={attachedTo(thread, message.id)} />
    case 'ruling':
      return <RulingLine ruling={message} briefId={thread.brief.id} confirmable={confirmable} />
    case 'judgement':
      return <Judgement judgement={message} thread={thread} />
    case 'revision':
      return <Revision revision={message} />
    case 'negotiation':
      return <Negotiation negotiation={message} />
  }
}

type ReplyProps = { reply: Extract<Message, { kind: 'reply' }>; attached: readonly Document[] }

function Reply({ reply, attached }: ReplyProps) {
  return (
    <article>
      <p className="message-who">
        <span>
          <strong>{reply.author.name}</strong> <span className="soft">{reply.unit.name}</span>
        </span>
        <Moment at={reply.at} />
      </p>
      {reply.answersRulingId ? <p className="message-tag">答复交办</p> : null}
      <p className="message-body">{reply.body}</p>
      <Attached documents={attached} />
    </article>
  )
}

function RulingLine({ ruling, briefId, confirmable }: { ruling: Ruling; briefId: string; confirmable: boolean }) {
  const now = useNow()
  const confirm = useThreadAct(briefs.confirmRuling, briefId)
  const waits = ruling.enteredBy !== null && ruling.confirmedAt === null
  return (
    <article
      className={ruling.inForce ? 'ruling' : 'ruling ruling-past'}
      aria-label={`批示：${conclusions[ruling.conclusion]}`}
    >
      <p className="ruling-head">
        <strong className="ruling-word">{conclusions[ruling.conclusion]}</strong>
        {ruling.inForce ? <Badge tone="green" word="现行批示" /> : <span className="small">已被后来的批示取代</span>}
      </p>
      {ruling.leadUnit ? (
        <p className="ruling-to">{sayRuling(ruling, (day) => sayDay(day, now)).replace(/^交办 /, '')}</p>
      ) : null}
      {ruling.body ? <p className="message-body">{ruling.body}</p> : null}
      <p className="ruling-sign">
        <span>
          {ruling.leaderPost} <strong>{ruling.leader.name}</strong>
        </span>{' '}
        <Moment at={ruling.at} />
      </p>
      {ruling.enteredBy ? (
        <p className="ruling-entered small">
          <span>
            {ruling.enteredBy.name} 代录 · {waits ? '待领导确认' : '领导已确认'}
          </span>
          {confirmable ? (
            <Button
              size="small"
              loading={confirm.busy}
              onClick={() => void confirm.run({ params: { id: briefId, ruling: ruling.id } })}
            >
              是我的意见，确认
            </Button>
          ) : null}
        </p>
      ) : null}
    </article>
  )
}

function Judgement({ judgement, thread }: { judgement: JudgementMessage; thread: Thread }) {
  const original = judgement.duplicateOf
  if (judgement.undone) {
    return (
      <p className="message-line soft">
        {judgement.judge.name} 撤回了{judgement.recheck ? '复核' : '核实'}（{verdicts[judgement.verdict]}）{' '}
        <Moment at={judgement.at} />
      </p>
    )
  }
  return (
    <div className="message-line">
      <span>{judgement.recheck ? '复核为' : '核实为'}</span> <ValidityBadge validity={judgement.verdict} />{' '}
      {original ? (
        original.number ? (
          <Go to="/briefs/$id" params={{ id: original.id }} search="keep">
            与 {original.number} 重复
          </Go>
        ) : (
          <span>与另一单位的简报重复</span>
        )
      ) : null}
      {judgement.reason ? <p>{judgement.reason}</p> : null}
      <p>
        {judgement.unit.name} {judgement.judge.name} <Moment at={judgement.at} />
      </p>
      <TakeBack judgement={judgement} thread={thread} />
    </div>
  )
}

/** As long as it can be: for whoever judged, and before anything was built upon it. */
function TakeBack({ judgement, thread }: { judgement: JudgementMessage; thread: Thread }) {
  const now = useNow()
  const me = useMe()
  const { run, busy, refusal } = useThreadAct(briefs.undoJudgement, thread.brief.id)
  const stands = thread.messages.findLast((message) => message.kind === 'judgement' && !message.undone) === judgement
  const mine = may(policy, 'briefs.undoJudgement', me.actor, { judgeId: judgement.judge.id }) === true
  const left = Date.parse(judgement.undoUntil) - now
  if (!mine || !stands || left <= 0 || thread.facts.negotiating || thread.brief.state !== 'sent') return null
  return (
    <>
      <Button
        size="small"
        loading={busy}
        onClick={() => void run({ params: { id: thread.brief.id, judgement: judgement.id } })}
      >
        撤回{judgement.recheck ? '复核' : '核实'}（还剩 {Math.max(1, Math.ceil(left / 60_000))} 分钟）
      </Button>
      <RefusalNote of={refusal} />
    </>
  )
}

function Revision({ revision }: { revision: Extract<Message, { kind: 'revision' }> }) {
  return (
    <details className="message-line fold">
      <summary>
        {/* the line itself is pressed: nothing in it can be a second button */}
        <InLinkContext value={true}>
          {revision.by.name} 修改了{revision.changes.map(({ field }) => field).join('、') || '内容'}{' '}
          <Moment at={revision.at} />
        </InLinkContext>
      </summary>
      <FieldsDiff fields={revision.changes.map(({ field, before, after }) => ({ name: field, before, after }))} />
    </details>
  )
}

function Negotiation({ negotiation }: { negotiation: Extract<Message, { kind: 'negotiation' }> }) {
  const now = useNow()
  return (
    <div className="message-line">
      <Badge tone="green" word="转在谈" /> {sayDay(negotiation.onDay, now)}
      {negotiation.note ? <p>{negotiation.note}</p> : null}
      <p>
        {negotiation.by.name} <Moment at={negotiation.at} />
      </p>
    </div>
  )
}
