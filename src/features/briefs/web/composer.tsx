/** The foot of a thread: one input, the leader's conclusions, the answer to 交办, the verifier's verdicts. */
import { Button } from 'antd'
import { useState } from 'react'
import { AttachBar } from '#features/documents/web/attach-bar.tsx'
import { useUploads } from '#features/documents/web/uploads.ts'
import { MentionBox, mentionedIn } from '#ui/mention.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import type { Thread } from '../model.ts'
import { useCandidates } from './candidates.ts'
import { JudgeChips } from './judge-chips.tsx'
import { useReply } from './reply.ts'
import { RulingChips } from './ruling-chips.tsx'
import { companiesOf, subjectOf } from './said.ts'
import { SecretWord } from './secret-note.tsx'
import type { Verbs } from './verbs.ts'

type Props = { thread: Thread; verbs: Verbs; again: () => void }

export function Composer({ thread, verbs, again }: Props) {
  const { id, version, mentions } = thread.brief
  const subject = subjectOf(companiesOf(thread.brief), thread.brief.unit.name)
  const reply = useReply({ briefId: id, title: companiesOf(thread.brief) })
  const judging = verbs.judge || verbs.recheck
  if (verbs.leaders.length === 0 && verbs.posts.length === 0 && !judging) return null
  return (
    <section className="composer" aria-label="回复和批示">
      {judging ? (
        <div className="composer-line">
          <span className="small">{verbs.recheck ? '复核' : '核实'}</span>
          <JudgeChips
            id={id}
            version={version}
            recheck={verbs.recheck}
            company={mentions[0]?.companyName ?? ''}
            intention={mentions[0]?.intention ?? null}
            subject={subject}
            missing={thread.brief.missing}
            again={again}
          />
        </div>
      ) : null}
      {verbs.leaders.length > 0 ? (
        <RulingChips
          id={id}
          facts={thread.facts}
          subject={subject}
          leaders={verbs.leaders}
          word={reply.text}
          onRuled={reply.clear}
        />
      ) : null}
      <RefusalNote of={reply.refusal} />
      {reply.secret ? <SecretWord level={reply.secret} /> : null}
      <ReplyLine thread={thread} verbs={verbs} reply={reply} />
    </section>
  )
}

function ReplyLine({ thread, verbs, reply }: Omit<Props, 'again'> & { reply: ReturnType<typeof useReply> }) {
  const [entered, setEntered] = useState(false)
  const candidates = useCandidates(thread, verbs, entered)
  const [wanted, setWanted] = useState(true)
  const [chosen, setChosen] = useState<string | null>(null)
  const [toAnswer] = verbs.toAnswer
  const answered = wanted ? toAnswer : undefined
  const unitId = answered?.leadUnit?.id ?? chosen ?? verbs.posts[0]?.unitId ?? ''
  const uploads = useUploads()
  const send = async () => {
    if (uploads.busy) return
    const called = mentionedIn(reply.text, candidates)
    if (await reply.send(unitId, answered?.id ?? null, called, uploads.ids)) uploads.clear()
  }
  const empty = reply.text.trim() === '' && uploads.ids.length === 0
  if (verbs.posts.length === 0) return null
  return (
    <>
      {toAnswer ? (
        <label className="composer-answer">
          <input type="checkbox" checked={wanted} onChange={(event) => setWanted(event.target.checked)} />
          答复交办
        </label>
      ) : null}
      {verbs.posts.length > 1 && !answered ? (
        <select
          className="plain-select"
          aria-label="以哪个单位的名义回复"
          value={unitId}
          onChange={(event) => setChosen(event.target.value)}
        >
          {verbs.posts.map((post) => (
            <option key={post.unitId} value={post.unitId}>
              {post.unitName}
            </option>
          ))}
        </select>
      ) : null}
      <div className="composer-input">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only notes that the box was entered, to fetch whom it can name */}
        <div onFocus={() => setEntered(true)}>
          <MentionBox
            label={answered ? '答复交办' : '回复'}
            placeholder={placeholderFor(verbs, answered !== undefined)}
            value={reply.text}
            onChange={reply.write}
            candidates={candidates}
            onSend={() => void send()}
          />
        </div>
        <Button
          type="primary"
          loading={reply.busy}
          disabled={empty || uploads.busy || unitId === ''}
          onClick={() => void send()}
        >
          {answered ? '答复' : '回复'}
        </Button>
      </div>
      <AttachBar uploads={uploads} />
    </>
  )
}

function placeholderFor(verbs: Verbs, answers: boolean): string {
  if (answers) return '办得怎样了，下一步怎么办'
  return verbs.leaders.length > 0 ? '写一句再点结论，或只回复' : '回复，@ 单位或人'
}
