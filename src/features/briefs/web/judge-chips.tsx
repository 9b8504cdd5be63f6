/** 核实: 有效, 无效 or 重复 as chips; the sheet that each opens asks for a reason. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { RefusalNote } from '#ui/refusal.tsx'
import * as briefs from '../contract.ts'
import { verdicts } from '../model.ts'
import { whyNotValid } from '../rules/validity.ts'
import type { Verdict } from './judge-sheet.tsx'
import { useThreadAct } from './thread-act.ts'
import { useUndoJudgement } from './undo-judgement.ts'

/** its fields are fetched when somebody judges, not with the page */
const JudgeSheet = lazy(async () => ({ default: (await import('./judge-sheet.tsx')).JudgeSheet }))

export type JudgeProps = {
  readonly id: string
  readonly version: number
  /** the further look at a brief judged invalid */
  readonly recheck: boolean
  /** by what earlier briefs are found of which this may be a duplicate */
  readonly company: string
  readonly intention: string | null
  /** company and unit, for the sheet and what passes by */
  readonly subject: string
  /** what a claim still lacks: until it stands it cannot be 有效 */
  readonly missing: readonly string[]
  readonly onJudged?: (said: string) => void
  /** somebody else was quicker, or it was taken back: read again */
  readonly again?: () => void
}

export function JudgeChips({
  id,
  version,
  recheck,
  company,
  intention,
  subject,
  missing,
  onJudged,
  again,
}: JudgeProps) {
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const judge = useThreadAct(briefs.judge, id)
  const second = useThreadAct(briefs.recheck, id)
  const act = recheck ? second : judge
  const offerUndo = useUndoJudgement(id, again)
  const send = async (input: Parameters<typeof act.run>[0]['input']) => {
    const outcome = await act.run({ params: { id }, input, ifMatch: version })
    if (outcome.ok) {
      setVerdict(null)
      const said = `${recheck ? '已复核为' : '已核实为'}${verdicts[input.verdict]}`
      offerUndo(outcome.answer, `${said}：${subject}`)
      onJudged?.(said)
    } else if (outcome.refusal.code === 'version-stale') again?.()
  }
  const incomplete = whyNotValid(missing)
  const choices = Object.keys(verdicts) as Verdict[] // the keys of a literal object
  return (
    <>
      <fieldset className="chips" aria-label={`${recheck ? '复核' : '核实'}：${subject}`}>
        {choices.map((key) => (
          <Button
            key={key}
            shape="round"
            disabled={key === 'valid' && incomplete !== null}
            onClick={() => {
              act.reset()
              setVerdict(key)
            }}
          >
            {recheck ? `复核：${verdicts[key]}` : verdicts[key]}
          </Button>
        ))}
        {incomplete ? <p className="small">{incomplete.say}</p> : null}
      </fieldset>
      {verdict ? (
        <Suspense>
          <JudgeSheet
            key={verdict}
            verdict={verdict}
            recheck={recheck}
            briefId={id}
            company={company}
            intention={intention}
            subject={subject}
            busy={act.busy}
            refusal={<RefusalNote of={act.refusal} />}
            onClose={() => setVerdict(null)}
            send={(reason, duplicateOf) => void send({ verdict, reason, duplicateOf })}
          />
        </Suspense>
      ) : null}
    </>
  )
}
