/** ＋写: paste what was said in the group, look, send. */
import { Button } from 'antd'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { AttachBar } from '#features/documents/web/attach-bar.tsx'
import { useUploads } from '#features/documents/web/uploads.ts'
import { usePage, useSeed } from '#ui/data.tsx'
import { todayOf } from '#ui/format.ts'
import { Section } from '#ui/layout.tsx'
import { Go, useGo } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useNow } from '#ui/now.ts'
import { useDraft, useLetters, useSend } from '#ui/outbox.ts'
import { Empty, Page } from '#ui/page.tsx'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import type { BriefInput } from '../model.ts'
import { chatStretch } from '../rules/chat-stretch.ts'
import { ChatNote } from './chat-note.tsx'
import { type BriefDraft, emptyDraft, writingPosts } from './draft.ts'
import { briefDraftName, keepSent } from './recalled.ts'
import { Written } from './written.tsx'

const draftName = briefDraftName

export function WritePage() {
  return writingPosts(useMe().actor).length > 0 ? (
    <Writing />
  ) : (
    <Page title="写简报">
      <Empty
        say="您没有报送岗位，不能发简报；需要报送的，请联系管理员加上岗位。"
        first={<Go to="/briefs">去看简报</Go>}
      />
    </Page>
  )
}

function Writing() {
  const { personId } = useMe().actor
  const { value: draft, set, clear, foundAt } = useDraft<BriefDraft>(personId, draftName, emptyDraft)
  const { press, busy, refusal } = useSend(briefs.send, [briefs.list])
  const [kept, setKept] = useState(false)
  const [round, setRound] = useState(0)
  const seed = useSeed()
  const go = useGo()
  const say = useSay()
  useThreadAhead()
  const chat = useChat(draft.body)
  const uploads = useUploads()
  const send = async (input: BriefInput) => {
    const title = `简报：${input.mentions.map(({ companyName }) => companyName).join('、')}`
    const { draftId } = draft
    const whole = {
      ...input,
      ...(draftId === undefined ? {} : { draftId }),
      ...(uploads.ids.length === 0 ? {} : { documentIds: [...uploads.ids] }),
    }
    const sent = await press({ input: whole }, { personId, title, draft: { name: draftName, value: draft } })
    if (sent.ok === false) return
    clear()
    uploads.clear()
    if (sent.ok === 'kept') {
      setKept(true)
      setRound(round + 1)
      return
    }
    const { id } = sent.answer.brief
    keepSent(personId, id, draft)
    seed(briefs.thread, { params: { id } }, sent.answer)
    say('已提交')
    go({ to: '/briefs/$id', params: { id } }, { replace: true })
  }
  return (
    <Page title="写简报" actions={<OpenDrafts />}>
      {kept ? <Kept personId={personId} /> : null}
      {foundAt !== null && draft.body !== '' && !kept ? (
        <p className="found">
          <span className="soft">接着上次没发的写</span>
          <Button type="text" size="small" onClick={clear}>
            不要了，重写
          </Button>
        </p>
      ) : null}
      {chat.messages ? (
        <ChatNote text={draft.body} messages={chat.messages} taken={clear} single={chat.dismiss} />
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
        busy={busy || uploads.busy}
        refusal={refusal}
        verb="提交"
        along={
          <Section title="附件">
            <AttachBar uploads={uploads} />
          </Section>
        }
        transcribed={draft.draftId !== undefined}
        textOnly={chat.messages !== null}
        aside={<p className="written-aside soft">先发要紧的，细节可以以后补。写到一半关掉也不会丢。</p>}
      />
    </Page>
  )
}

/** The messages of a pasted chat, until somebody says that it is one brief. */
function useChat(body: string) {
  const today = todayOf(useNow())
  const [single, setSingle] = useState<string | null>(null)
  const later = useDeferredValue(body)
  const messages = useMemo(() => chatStretch(later, today), [later, today])
  // another text is another question
  const dismissed = single !== null && body.startsWith(single.slice(0, 40))
  return { messages: dismissed || later.trim() === '' ? null : messages, dismiss: () => setSingle(body) }
}

/** Drafts of a chat that wait to be entered. */
function OpenDrafts() {
  const { data } = usePage(briefs.drafts, {})
  const open = data?.rows.filter(({ state, enters }) => state === 'open' && enters).length ?? 0
  return open > 0 ? (
    <Go to="/transcribing" className="button-link">
      补录（还有 {open} 条）
    </Go>
  ) : null
}

/** Pressed without a network: what has become of it meanwhile. */
function Kept({ personId }: { personId: string }) {
  const letters = useLetters(personId).filter(({ verb }) => verb === briefs.send.verb)
  const refused = letters.some((letter) => letter.refused)
  const word = refused
    ? '刚才那条没有发成，请看最上面'
    : letters.length > 0
      ? '已存在本机，有网自动发出'
      : '刚才存的已发出'
  return (
    <div className={refused ? 'note note-red' : 'note note-green'} role="status">
      <strong>{word}</strong>
      <p>
        可以接着写下一条，也可以<Go to="/briefs">去看简报</Go>。
      </p>
    </div>
  )
}

/** The page that stands there after sending is fetched while the person still looks. */
function useThreadAhead(): void {
  useEffect(() => {
    void Promise.all([import('./list.tsx'), import('./thread.tsx')])
  }, [])
}
