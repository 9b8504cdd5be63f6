/** 答复交办 where it is asked, without opening the thread. */
import { Button, Input } from 'antd'
import { RefusalNote } from '#ui/refusal.tsx'
import { type Answering, useReply } from './reply.ts'
import { SecretWord } from './secret-note.tsx'

export function AnswerBox({
  briefId,
  title,
  unitId,
  rulingId,
  onDone,
}: Answering & { unitId: string; rulingId: string; onDone: () => void }) {
  const reply = useReply({ briefId, title })
  const send = async () => {
    if (await reply.send(unitId, rulingId)) onDone()
  }
  return (
    <>
      <div className="composer-input">
        <Input.TextArea
          aria-label={`答复交办：${title}`}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={4000}
          placeholder="办得怎样了，下一步怎么办"
          value={reply.text}
          onChange={(event) => reply.write(event.target.value)}
        />
        <Button type="primary" loading={reply.busy} disabled={reply.text.trim() === ''} onClick={() => void send()}>
          答复
        </Button>
      </div>
      {reply.secret ? <SecretWord level={reply.secret} /> : null}
      <RefusalNote of={reply.refusal} />
    </>
  )
}
