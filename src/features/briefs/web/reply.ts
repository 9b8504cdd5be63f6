/** A reply on its way: kept as a draft while it is typed, sent once, and kept here while there is no network. */
import { useState } from 'react'
import { useSeed } from '#ui/data.tsx'
import { useMe } from '#ui/me.tsx'
import type { Mentioned } from '#ui/mention.tsx'
import { useDraft, useSend } from '#ui/outbox.ts'
import { useSay } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import { type SecrecyLevel, secrecyMark } from '../rules/secrecy.ts'

export type Answering = { readonly briefId: string; readonly title: string }

/** One draft for each brief, wherever it is written; a text marked as secret is kept nowhere. */
export function useReply({ briefId, title }: Answering) {
  const { personId } = useMe().actor
  const name = `reply:${briefId}`
  const draft = useDraft<string>(personId, name, '')
  const { press, busy, refusal } = useSend(briefs.reply, [briefs.list])
  const seed = useSeed()
  const say = useSay()
  const [secret, setSecret] = useState<SecrecyLevel | null>(null)
  const write = (text: string) => {
    const mark = secrecyMark(text)
    setSecret(mark?.level ?? null)
    if (mark) draft.clear()
    else draft.set(text)
  }
  /** true when it is done, or will be done by itself */
  const send = async (
    unitId: string,
    answersRulingId: string | null,
    called: readonly Mentioned[] = [],
    documentIds: readonly string[] = [],
  ): Promise<boolean> => {
    // a photo may speak for itself, a reply has words all the same
    const body = draft.value.trim() || (documentIds.length > 0 ? '见附件' : '')
    if (body === '' || unitId === '') return false
    const idsOf = (kind: Mentioned['kind']) => called.filter((one) => one.kind === kind).map(({ id }) => id)
    const input = {
      ...{ body, unitId, calledUnitIds: idsOf('unit'), calledPersonIds: idsOf('person'), answersRulingId },
      ...(documentIds.length === 0 ? {} : { documentIds: [...documentIds] }),
    }
    const sent = await press(
      { params: { id: briefId }, input },
      { personId, title: `${answersRulingId ? '答复交办' : '回复'}：${title}`, draft: { name, value: draft.value } },
    )
    if (sent.ok === false) return false
    draft.clear()
    if (sent.ok === 'kept') say('已存在本机，有网自动发出')
    else seed(briefs.thread, { params: { id: briefId } }, sent.answer)
    return true
  }
  return { text: draft.value, write, clear: draft.clear, send, busy, refusal, secret }
}
