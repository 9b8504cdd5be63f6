/** 答复交办 where it is asked, without opening the thread. */
import { Button, Input } from 'antd'
import { useSeed } from '#ui/data.tsx'
import { useMe } from '#ui/me.tsx'
import { useDraft, useSend } from '#ui/outbox.ts'
import { RefusalNote } from '#ui/refusal.tsx'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'

export function AnswerBox({
  id,
  unitId,
  rulingId,
  title,
  onDone,
}: {
  id: string
  unitId: string
  rulingId: string
  title: string
  onDone: () => void
}) {
  const { personId } = useMe().actor
  // the same draft as in the thread: half an answer is found again there
  const name = `reply:${id}`
  const draft = useDraft<string>(personId, name, '')
  const { press, busy, refusal } = useSend(briefs.reply, [briefs.list])
  const seed = useSeed()
  const say = useSay()
  const send = async () => {
    const body = draft.value.trim()
    if (body === '') return
    const input = { body, unitId, calledUnitIds: [], calledPersonIds: [], answersRulingId: rulingId }
    const sent = await press(
      { params: { id }, input },
      { personId, title: `答复交办：${title}`, draft: { name, value: draft.value } },
    )
    if (sent.ok === false) return
    draft.clear()
    say(sent.ok === 'kept' ? '已存在本机，有网自动发出' : '已答复')
    if (sent.ok === true) seed(briefs.thread, { params: { id } }, sent.answer)
    onDone()
  }
  return (
    <>
      <div className="composer-input">
        <Input.TextArea
          aria-label={`答复交办：${title}`}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={4000}
          placeholder="办得怎样了，下一步怎么办"
          value={draft.value}
          onChange={(event) => draft.set(event.target.value)}
        />
        <Button type="primary" loading={busy} disabled={draft.value.trim() === ''} onClick={() => void send()}>
          答复
        </Button>
      </div>
      <RefusalNote of={refusal} />
    </>
  )
}
