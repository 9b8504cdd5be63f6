/** One message of a pasted chat in the ordinary form: sent, skipped or set aside, and the next one opens. */
import { Button } from 'antd'
import { useState } from 'react'
import { usePage, useSeed } from '#ui/data.tsx'
import { useKeys } from '#ui/keyboard.tsx'
import { Go, useGo, useParam } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { useDraft, useSend } from '#ui/outbox.ts'
import { Body, Empty, Page } from '#ui/page.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import { draftStates } from '../model/transcribing.ts'
import type { BriefInput } from '../model.ts'
import { chatDraft, type OpenedDraft } from './chat-draft.ts'
import { type BriefDraft, writingPosts } from './draft.ts'
import { keepSent } from './recalled.ts'
import { sayOriginal } from './said.ts'
import { useSettling } from './transcribing.tsx'
import { Written } from './written.tsx'
import './transcribing.css'

export function TranscribePage() {
  const id = useParam('id')
  const read = usePage(briefs.draft, { params: { id } })
  const now = useNow()
  const place = usePlace(id)
  const open = useOpening()
  useKeys({
    j: { say: '跳到下一条', press: () => open(place.next) },
    k: { say: '回到上一条', press: () => open(place.before) },
  })
  return (
    <Page
      title={place.of > 0 ? `补录 ${place.nth}/${place.of}` : '补录'}
      about={read.data ? sayOriginal(read.data.original, now) : undefined}
      back={{ to: '/transcribing', label: '补录' }}
    >
      <Body of={read}>
        {(opened) =>
          opened.state === 'open' ? (
            <Entering key={opened.id} opened={opened} place={place} />
          ) : (
            <Empty
              say={`这条草稿已标为“${draftStates[opened.state]}”`}
              first={
                opened.briefId ? (
                  <Go to="/briefs/$id" params={{ id: opened.briefId }}>
                    看这条简报
                  </Go>
                ) : (
                  <Go to="/transcribing">回到补录</Go>
                )
              }
            />
          )
        }
      </Body>
    </Page>
  )
}

type Place = { readonly nth: number; readonly of: number; readonly next: string | null; readonly before: string | null }

/** Among what has something to enter and this one itself: how far one is, and which comes next. */
function usePlace(id: string): Place {
  const rows = usePage(briefs.drafts, {}).data?.rows ?? []
  const line = rows.filter((row) => row.id === id || (row.enters && row.state !== 'discarded'))
  const at = line.findIndex((row) => row.id === id)
  const open = (row: (typeof line)[number]) => row.state === 'open' && row.id !== id
  const next = [...line.slice(at + 1), ...line.slice(0, Math.max(0, at))].find(open)
  const before = line.slice(0, Math.max(0, at)).reverse().find(open)
  return { nth: at + 1, of: at < 0 ? 0 : line.length, next: next?.id ?? null, before: before?.id ?? null }
}

/** Where none is left, the list. */
function useOpening(): (id: string | null) => void {
  const go = useGo()
  return (id) => go(id === null ? { to: '/transcribing' } : { to: '/transcribe/$id', params: { id } })
}

function Entering({ opened, place }: { opened: OpenedDraft; place: Place }) {
  const { actor } = useMe()
  const { personId } = actor
  const name = `chat-${opened.id}`
  const [initial] = useState(() => chatDraft(opened, actor))
  const draft = useDraft<BriefDraft>(personId, name, initial)
  const { press, busy, refusal } = useSend(briefs.send, [briefs.list, briefs.drafts, briefs.draft])
  const settle = useSettling()
  const seed = useSeed()
  const say = useSay()
  const open = useOpening()
  const send = async (input: BriefInput) => {
    const title = `补录：${input.mentions.map(({ companyName }) => companyName).join('、')}`
    const letter = { personId, title, draft: { name, value: draft.value } }
    const sent = await press({ input: { ...input, draftId: opened.id } }, letter)
    if (sent.ok === false) return
    draft.clear()
    if (sent.ok === true) {
      const { brief } = sent.answer
      keepSent(personId, brief.id, draft.value)
      seed(briefs.thread, { params: { id: brief.id } }, sent.answer)
      seed(briefs.drafts, {}, (old) => ({
        ...old,
        rows: old.rows.map((row) =>
          row.id === opened.id ? { ...row, state: 'sent' as const, briefId: brief.id } : row,
        ),
      }))
    }
    say(sent.ok === 'kept' ? '已存在本机，有网自动发出' : place.next ? '已提交，下一条' : '已提交，可录的都录完了')
    open(place.next)
  }
  const discard = async () => {
    if (await settle.discard([opened])) open(place.next)
  }
  useKeys({
    x: { say: '不录这一条', press: () => void discard() },
  })
  return (
    <>
      {opened.quote ? <blockquote className="transcribe-quote">回复：{opened.quote}</blockquote> : null}
      <div className="row transcribe-verbs">
        <Button onClick={() => open(place.next)}>{place.next ? '跳过，下一条' : '先放着，回列表'}</Button>
        <Button type="text" loading={settle.busy} onClick={() => void discard()}>
          不录
        </Button>
      </div>
      <RefusalNote of={settle.refusal} />
      <ElsewhereNote opened={opened} />
      <Written
        draft={draft.value}
        set={draft.set}
        forget={draft.clear}
        send={(input) => void send(input)}
        busy={busy}
        refusal={refusal}
        verb={place.next ? '提交，下一条' : '提交'}
        postedOn={opened.original.on}
        transcribed
      />
    </>
  )
}

/** What somebody of another unit reported is that unit's to enter: said before it is counted elsewhere. */
function ElsewhereNote({ opened: { original, posterUnits } }: { opened: OpenedDraft }) {
  const mine = writingPosts(useMe().actor)
  if (posterUnits.length === 0 || posterUnits.some(({ id }) => mine.some(({ unitId }) => unitId === id))) return null
  return (
    <p className="note note-amber">
      {original.person?.name}是{posterUnits.map(({ name }) => name).join('、')}
      的人；由您补录，这条计在您的单位。最好请原单位补录。
    </p>
  )
}
