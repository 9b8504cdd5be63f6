/** What was pasted is a chat: offered to be taken apart into drafts, one a message. */
import { Button } from 'antd'
import { useAct } from '#ui/data.tsx'
import { useGo } from '#ui/link.tsx'
import { RefusalNote } from '#ui/refusal.tsx'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import type { ChatMessage } from '../rules/chat-stretch.ts'
import './transcribing.css'

export function ChatNote({
  text,
  messages,
  taken,
  single,
}: {
  text: string
  messages: readonly ChatMessage[]
  /** the words stand on the server now */
  taken: () => void
  /** it is one brief all the same */
  single: () => void
}) {
  const { run, busy, refusal } = useAct(briefs.transcribe, {
    seeds: ({ rows, unmatched }, seed) => seed(briefs.drafts, {}, { rows, unmatched }),
  })
  const go = useGo()
  const say = useSay()
  const posters = new Set(messages.map(({ poster }) => poster)).size
  const split = async () => {
    const outcome = await run({ input: { text } })
    if (!outcome.ok) return
    const { made, known } = outcome.answer
    taken()
    say(`已拆成 ${made} 条草稿${known > 0 ? `，另有 ${known} 条以前拆过` : ''}`)
    go({ to: '/transcribing' })
  }
  return (
    <div className="note note-green chat-note" role="status">
      <strong>
        这是一段聊天记录：{messages.length} 条消息，{posters} 个人发的
      </strong>
      <p>拆成草稿后逐条补录，原发人和时间自动带上；只说“收到”之类的收在一边。草稿只有您看得见，换台设备也能接着录。</p>
      <RefusalNote of={refusal} />
      <div className="row">
        <Button type="primary" size="large" loading={busy} onClick={() => void split()}>
          拆成草稿
        </Button>
        <Button type="text" onClick={single}>
          不是聊天记录，按一条简报写
        </Button>
      </div>
    </div>
  )
}
