/** The foot of a thread: one input, the leader's conclusions, the answer to 交办, the verifier's verdicts. */
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import * as people from '#features/people/contract.ts'
import { usePage, useSeed } from '#ui/data.tsx'
import { useMe } from '#ui/me.tsx'
import { type Candidate, MentionBox, mentionedIn } from '#ui/mention.tsx'
import { useDraft, useSend } from '#ui/outbox.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import type { Thread } from '../model.ts'
import { secrecyMark } from '../rules/secrecy.ts'
import { JudgeChips } from './judge-chips.tsx'
import { RulingChips } from './ruling-chips.tsx'
import { companiesOf } from './said.ts'
import type { Verbs } from './verbs.ts'

export function Composer({ thread, verbs, again }: { thread: Thread; verbs: Verbs; again: () => void }) {
  const { id, version } = thread.brief
  const me = useMe()
  const reply = useReply(thread, verbs)
  const candidates = useCandidates(thread, verbs, reply.touched)
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
            company={thread.brief.mentions[0]?.companyName ?? companiesOf(thread.brief)}
            again={again}
          />
        </div>
      ) : null}
      {verbs.leaders.length > 0 ? (
        <RulingChips id={id} facts={thread.facts} leaders={verbs.leaders} word={reply.text} onRuled={reply.clear} />
      ) : null}
      {verbs.toAnswer.length > 0 ? (
        <label className="composer-answer">
          <input type="checkbox" checked={reply.answers} onChange={(event) => reply.setAnswers(event.target.checked)} />
          答复交办
        </label>
      ) : null}
      <RefusalNote of={reply.refusal} />
      {reply.secret ? (
        <p className="note note-red" role="alert">
          文中标有「{reply.secret}」，本系统严禁处理国家秘密。没有保存，也不能发。
        </p>
      ) : null}
      {verbs.posts.length > 1 ? (
        <select
          className="plain-select"
          aria-label="以哪个单位的名义回复"
          value={reply.unitId}
          onChange={(event) => reply.setUnitId(event.target.value)}
        >
          {verbs.posts.map(({ unitId, unitName }) => (
            <option key={unitId} value={unitId}>
              {unitName}
            </option>
          ))}
        </select>
      ) : null}
      <div className="composer-input">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only notes that the box was entered, to fetch whom it can name */}
        <div onFocus={reply.touch}>
          <MentionBox
            label={reply.answers ? '答复交办' : '回复'}
            placeholder={placeholderFor(verbs, reply.answers)}
            value={reply.text}
            onChange={reply.write}
            candidates={candidates}
            onSend={() => void reply.send(mentionedIn(reply.text, candidates), me.actor.personId)}
          />
        </div>
        <Button
          type="primary"
          loading={reply.busy}
          disabled={reply.text.trim() === '' || reply.unitId === ''}
          onClick={() => void reply.send(mentionedIn(reply.text, candidates), me.actor.personId)}
        >
          {reply.answers ? '答复' : '回复'}
        </Button>
      </div>
    </section>
  )
}

function placeholderFor(verbs: Verbs, answers: boolean): string {
  if (answers) return '办得怎样了，下一步怎么办'
  return verbs.leaders.length > 0 ? '写一句再点结论，或只回复' : '回复，@ 单位或人'
}

function useReply(thread: Thread, verbs: Verbs) {
  const { id } = thread.brief
  const { personId } = useMe().actor
  const draft = useDraft<string>(personId, `reply:${id}`, '')
  const { press, busy, refusal } = useSend(briefs.reply, [briefs.list])
  const seed = useSeed()
  const say = useSay()
  const [wanted, setAnswers] = useState(true)
  const [chosen, setUnitId] = useState<string | null>(null)
  const [touched, setTouched] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [toAnswer] = verbs.toAnswer
  const answers = wanted && toAnswer !== undefined
  const unitId = (answers ? toAnswer.leadUnit?.id : chosen) ?? verbs.posts[0]?.unitId ?? ''
  const write = (text: string) => {
    const mark = secrecyMark(text)
    setSecret(mark?.level ?? null)
    if (mark) draft.clear()
    else draft.set(text)
  }
  const send = async (called: ReturnType<typeof mentionedIn>, person: string) => {
    const body = draft.value.trim()
    if (body === '' || unitId === '') return
    const sent = await press(
      {
        params: { id },
        input: {
          body,
          unitId,
          calledUnitIds: called.filter(({ kind }) => kind === 'unit').map((unit) => unit.id),
          calledPersonIds: called.filter(({ kind }) => kind === 'person').map((one) => one.id),
          answersRulingId: answers ? toAnswer.id : null,
        },
      },
      {
        personId: person,
        title: `回复：${companiesOf(thread.brief)}`,
        draft: { name: `reply:${id}`, value: draft.value },
      },
    )
    if (sent.ok === false) return
    draft.clear()
    if (sent.ok === 'kept') say('已存在本机，有网自动发出')
    else seed(briefs.thread, { params: { id } }, sent.answer)
  }
  const touch = () => setTouched(true)
  return {
    text: draft.value,
    write,
    clear: draft.clear,
    send,
    busy,
    refusal,
    answers,
    setAnswers,
    unitId,
    setUnitId,
    touched,
    touch,
    secret,
  }
}

/** Whom an @ may call: one's own block, the block it is meant for and the city's bodies; leaders may call anybody. */
function useCandidates({ facts }: Thread, verbs: Verbs, wanted: boolean): readonly Candidate[] {
  const organisation = usePage(people.organisation, {}, { enabled: wanted }).data
  const persons = usePage(people.persons, { query: { block: facts.blockId } }, { enabled: wanted }).data
  return useMemo(() => {
    const near = new Set([facts.blockId, facts.intentBlockId])
    const anywhere = verbs.leaders.length > 0
    const blocks = new Map(organisation?.blocks.map((block) => [block.id, block]))
    const units = (organisation?.units ?? [])
      .filter(({ blockId }) => anywhere || near.has(blockId) || blocks.get(blockId)?.kind === 'city-level')
      .map(({ id, name, blockId }): Candidate => ({ kind: 'unit', id, name, note: blocks.get(blockId)?.short ?? '' }))
    const people_ = (persons?.rows ?? []).map(
      ({ id, name, posts }): Candidate => ({ kind: 'person', id, name, note: posts[0]?.unitName ?? '' }),
    )
    return [...people_, ...units]
  }, [organisation, persons, facts.blockId, facts.intentBlockId, verbs.leaders.length])
}
