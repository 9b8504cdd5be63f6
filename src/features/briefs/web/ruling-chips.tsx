/** 批示: the leader's four conclusions as chips. One tap rules, with ten seconds to take it back; 交办 asks to whom and by when. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { sayDay } from '#ui/format.ts'
import { useMe } from '#ui/me.tsx'
import { nowMs } from '#ui/now.ts'
import { RefusalNote, sayRefusal } from '#ui/refusal.tsx'
import { useSay, useUndo } from '#ui/undo.tsx'
import * as briefs from '../contract.ts'
import { type BriefFacts, conclusions, type Thread } from '../model.ts'
import type { Assignment } from './assign-sheet.tsx'
import { type Ruling, sayRuling } from './said.ts'
import { useThreadAct } from './thread-act.ts'
import type { Leader } from './verbs.ts'

/** one in four rulings assigns: its fields of units are fetched then, not with the page */
const AssignSheet = lazy(async () => ({ default: (await import('./assign-sheet.tsx')).AssignSheet }))

type Conclusion = keyof typeof conclusions

export type RulingProps = {
  readonly id: string
  readonly facts: BriefFacts
  /** company and unit of the brief */
  readonly subject: string
  readonly leaders: readonly Leader[]
  /** the optional word that goes along */
  readonly word: string
  readonly onRuled?: (said: string) => void
  readonly onUndone?: () => void
}

export function RulingChips({ id, facts, subject, leaders, word, onRuled, onUndone }: RulingProps) {
  const [leaderId, setLeaderId] = useState(leaders[0]?.id ?? null)
  const [assigning, setAssigning] = useState(false)
  const { rule, undo, busy, refusal } = useRuling(id, subject, onRuled, onUndone)
  const leader = leaders.find((one) => one.id === leaderId) ?? leaders[0]
  if (!leader) return null
  const choices = Object.keys(conclusions) as Conclusion[] // the keys of a literal object
  const press = (conclusion: Conclusion, assignment: Assignment | null) =>
    rule({
      conclusion,
      leadUnitId: assignment?.leadUnitId ?? null,
      coUnitIds: assignment ? [...assignment.coUnitIds] : [],
      dueOn: assignment?.dueOn ?? null,
      body: (assignment?.word ?? word).trim() || null,
      leaderId: leader.id,
    })
  return (
    <div className="ruling-chips">
      {leader.id !== null || leaders.length > 1 ? (
        <LeaderChoice leaders={leaders} leader={leader} choose={setLeaderId} />
      ) : null}
      <fieldset className="chips" aria-label="批示">
        {choices.map((conclusion) => (
          <Button
            key={conclusion}
            shape="round"
            loading={busy === conclusion}
            disabled={busy !== null && busy !== conclusion}
            onClick={() => (conclusion === 'assign' ? setAssigning(true) : void press(conclusion, null))}
          >
            {conclusions[conclusion]}
          </Button>
        ))}
      </fieldset>
      <RefusalNote of={refusal ?? undo.refusal} />
      {assigning ? (
        <Suspense>
          <AssignSheet
            open
            onClose={() => setAssigning(false)}
            facts={facts}
            subject={subject}
            leaderId={leader.id}
            word={word}
            busy={busy === 'assign'}
            refusal={refusal}
            assign={async (assignment) => {
              if (await press('assign', assignment)) setAssigning(false)
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

/** Rules, says so in passing, and offers the ten seconds. */
function useRuling(
  id: string,
  subject: string,
  onRuled: ((said: string) => void) | undefined,
  onUndone: (() => void) | undefined,
) {
  const me = useMe()
  const act = useThreadAct(briefs.rule, id)
  const undo = useThreadAct(briefs.undoRuling, id)
  const [busy, setBusy] = useState<Conclusion | null>(null)
  const offer = useUndo()
  const say = useSay()
  const rule = async (input: Parameters<typeof act.run>[0]['input']): Promise<boolean> => {
    setBusy(input.conclusion)
    const outcome = await act.run({ params: { id }, input })
    setBusy(null)
    if (!outcome.ok) return false
    const ruling = newestOf(outcome.answer, me.actor.personId)
    const said = ruling ? sayRuling(ruling, (day) => sayDay(day, nowMs())) : conclusions[input.conclusion]
    onRuled?.(said)
    if (!ruling) return true
    offer({
      say: `已批示：${said} · ${subject}`,
      withinS: Math.max(1, Math.floor((Date.parse(ruling.undoUntil) - nowMs()) / 1000)),
      undo: async () => {
        const undone = await undo.run({ params: { id, ruling: ruling.id } })
        say(undone.ok ? '批示已撤销' : sayRefusal(undone.refusal))
        if (undone.ok) onUndone?.()
      },
    })
    return true
  }
  return { rule, undo, busy, refusal: act.refusal }
}

function newestOf(thread: Thread, personId: string): Ruling | undefined {
  return thread.messages
    .filter((message): message is Ruling => message.kind === 'ruling' && !message.undone)
    .filter(({ leader, enteredBy }) => (enteredBy?.id ?? leader.id) === personId)
    .sort((one, other) => (one.at < other.at ? 1 : -1))[0]
}

/** 代录: in whose name. */
function LeaderChoice({
  leaders,
  leader,
  choose,
}: {
  leaders: readonly Leader[]
  leader: Leader
  choose: (id: string | null) => void
}) {
  if (leaders.length === 1) return <p className="small">代 {leader.name} 批示（记为代录，待领导确认）</p>
  return (
    <select
      className="plain-select"
      aria-label="以谁的名义批示"
      value={leader.id ?? ''}
      onChange={(event) => choose(event.target.value || null)}
    >
      {leaders.map(({ id, name }) => (
        <option key={id ?? ''} value={id ?? ''}>
          {id === null ? `${name}（本人）` : `代 ${name} 批示`}
        </option>
      ))}
    </select>
  )
}
