/** A leader's word in the thread: given, taken back within seconds, confirmed when somebody else typed it. */
import { dayOf } from '#core/calendar.ts'
import type { LedgerLine } from '#core/event.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import { settingsAt } from '#features/settings/rules.ts'
import type { Tx } from '#platform/database.ts'
import { writes } from '#platform/http/route.ts'
import { lineOf, linesOf } from '#platform/ledger-reader.ts'
import * as contract from '../contract.ts'
import { policy } from '../policy.ts'
import { whyNotOpen } from '../rules/recall.ts'
import { faultsIn, inForce, rulerFor, type Told, unitsIn, whyNotConfirm, whyNotUndo } from '../rules/ruling.ts'
import { wordedOf } from '../rules/wording.ts'
import { find, type Loaded, type RulingRecord } from '../store/briefs.ts'
import { unitsQuery } from '../store/standing.ts'
import { fileOnly, type NewRuling, saveConfirmation, saveRuling, saveUndoing } from '../store/words.ts'
import { audienceWith, filingOf, refuseFaults, refuseIf, subjectOf } from './opening.ts'
import { threadAfter } from './thread.ts'

export const rule = writes(
  contract.rule,
  async ({ params, input }, tx) => {
    const { shown, lifted } = wordedOf({ body: input.body })
    const [brief, told] = await Promise.all([find(tx, params.id), toldOf(tx, input)])
    const facts = { ...brief.facts, leaderId: input.leaderId }
    const grant = allow(policy, 'briefs.rule', tx, facts, subjectOf(brief))
    const ruler = rulerFor(tx.actor, brief.facts, input.leaderId)
    if (!ruler) throw new Error('the policy has just found a post to rule by')
    refuseIf(whyNotOpen(brief.facts))
    refuseFaults(faultsIn(input, ruler, told, dayOf(tx.now)))
    const id = newId(Date.parse(tx.now))
    const { post: _, ...by } = ruler
    const { conclusion, leadUnitId, coUnitIds, dueOn } = input
    const ruling = { ...by, id, conclusion, leadUnitId, coUnitIds, dueOn, body: shown.body }
    const audience = audienceWith(brief, { assignedUnitIds: [...brief.facts.assignedUnitIds, ...unitsIn(input)] })
    const stands = inForce([...brief.rulings, { ...ruling, at: tx.now, undoneAt: null }])?.id === id
    const replaced = stands ? inForce(brief.rulings) : null
    saveRuling(tx, grant, brief, {
      ruling,
      lifted,
      audience,
      filing: filingOf(brief, 'brief.ruled', ruledPayload(ruling, stands), { audience, concerns: [`ruling:${id}`] }),
    })
    if (replaced) supersede(tx, brief, facts, replaced, id)
    return brief.id
  },
  threadAfter,
)

function ruledPayload(
  { id, conclusion, leadUnitId, coUnitIds, dueOn, leaderId, seniority, enteredBy }: NewRuling,
  stands: boolean,
) {
  return { rulingId: id, conclusion, leadUnitId, coUnitIds, dueOn, leaderId, seniority, enteredBy, inForce: stands }
}

/** The ruling before is in force no more: whoever was to answer it need not. A line of its own, since its clock stops. */
function supersede(
  tx: Tx,
  brief: Loaded,
  facts: Loaded['facts'] & { leaderId: string | null },
  replaced: RulingRecord,
  byRulingId: string,
): void {
  const grant = allow(policy, 'briefs.rule', tx, facts, subjectOf(brief))
  fileOnly(
    tx,
    grant,
    filingOf(
      brief,
      'brief.ruling-superseded',
      { rulingId: replaced.id, byRulingId },
      { concerns: [`ruling:${replaced.id}`, `ruling:${byRulingId}`] },
    ),
  )
}

async function toldOf(tx: Tx, word: { leadUnitId: string | null; coUnitIds: string[] }): Promise<Told[]> {
  const ids = unitsIn(word)
  return ids.length === 0 ? [] : tx.ask(unitsQuery(ids))
}

const ofRulings = ['brief.ruled', 'brief.ruling-superseded', 'brief.ruling-undone']

/** Its own line first; then that it was replaced, and whatever had replaced the one that now stands: that one runs on. */
function struckBy(ruling: RulingRecord, stands: RulingRecord | null, lines: readonly LedgerLine[]): LedgerLine[] {
  const struck = new Set(lines.map(({ payload }) => payload.corrects))
  const of = (event: string, id: string | undefined) =>
    lines.filter((line) => line.event === event && line.payload.rulingId === id && !struck.has(line.id))
  return [
    ...of('brief.ruled', ruling.id),
    ...of('brief.ruling-superseded', ruling.id),
    ...of('brief.ruling-superseded', stands?.id),
  ]
}

export const undoRuling = writes(
  contract.undoRuling,
  async ({ params }, tx) => {
    const [brief, lines] = await Promise.all([find(tx, params.id), tx.ask(linesOf([`brief:${params.id}`], ofRulings))])
    const ruling = rulingIn(brief, params.ruling)
    const pressed = { pressedById: ruling.enteredBy ?? ruling.leaderId }
    const grant = allow(policy, 'briefs.undoRuling', tx, pressed, subjectOf(brief))
    const { 'brief.undoSeconds': seconds } = settingsAt(brief.settings, dayOf(tx.now))
    const late = whyNotUndo(ruling, tx.now, seconds)
    if (late) throw new Refusal(late.code, [late.because])
    const others = brief.rulings.filter(({ id, undoneAt }) => id !== ruling.id && undoneAt === null)
    const audience = audienceWith(brief, { assignedUnitIds: others.flatMap(unitsIn) })
    // the ledger forgets nothing: these lines strike out the ruling's own, so that its clocks are as if it had not been
    const [own, ...further] = struckBy(ruling, inForce(others), lines.map(lineOf))
    if (!own) throw new Error(`ruling ${ruling.id} has no ledger line`)
    const filing = (lineId: string) =>
      filingOf(
        brief,
        'brief.ruling-undone',
        { rulingId: ruling.id, corrects: lineId, at: null },
        { concerns: [`ruling:${ruling.id}`] },
      )
    saveUndoing(tx, grant, brief, ruling.id, audience, filing(own.id))
    for (const line of further)
      fileOnly(tx, allow(policy, 'briefs.undoRuling', tx, pressed, subjectOf(brief)), filing(line.id))
    return brief.id
  },
  threadAfter,
)

export const confirmRuling = writes(
  contract.confirmRuling,
  async ({ params }, tx) => {
    const brief = await find(tx, params.id)
    const ruling = rulingIn(brief, params.ruling)
    const grant = allow(policy, 'briefs.confirmRuling', tx, { leaderId: ruling.leaderId }, subjectOf(brief))
    refuseIf(whyNotConfirm(ruling))
    const filing = filingOf(
      brief,
      'brief.ruling-confirmed',
      { rulingId: ruling.id },
      { concerns: [`ruling:${ruling.id}`] },
    )
    saveConfirmation(tx, grant, ruling.id, filing)
    return brief.id
  },
  threadAfter,
)

function rulingIn(brief: Loaded, id: string): RulingRecord {
  const found = brief.rulings.find((ruling) => ruling.id === id)
  if (!found) throw new Refusal('not-found')
  return found
}
