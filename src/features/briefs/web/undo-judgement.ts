/** A judgement can be taken back for some minutes by whoever made it: in passing at once, and in the thread until then. */
import { useMe } from '#ui/me.tsx'
import { nowMs } from '#ui/now.ts'
import { sayRefusal } from '#ui/refusal.tsx'
import { useSay, useUndo } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import type { Message, Thread } from '../model.ts'
import { useThreadAct } from './thread-act.ts'

export type JudgementMessage = Extract<Message, { kind: 'judgement' }>

/** the passing line does not stand there for ten minutes */
const longestOfferS = 20

export function useUndoJudgement(id: string, again: (() => void) | undefined) {
  const { personId } = useMe().actor
  const undo = useThreadAct(briefs.undoJudgement, id)
  const offer = useUndo()
  const say = useSay()
  return (thread: Thread, said: string) => {
    const judgement = thread.messages.findLast(
      (message): message is JudgementMessage => message.kind === 'judgement' && message.judge.id === personId,
    )
    const leftS = judgement ? Math.floor((Date.parse(judgement.undoUntil) - nowMs()) / 1000) : 0
    if (!judgement || leftS < 1) {
      say(said)
      return
    }
    offer({
      say: said,
      withinS: Math.min(leftS, longestOfferS),
      undo: async () => {
        const undone = await undo.run({ params: { id, judgement: judgement.id } })
        say(undone.ok ? '已撤回核实，待核' : sayRefusal(undone.refusal))
        if (undone.ok) again?.()
      },
    })
  }
}
