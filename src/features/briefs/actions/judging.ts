/** 核实: a brief is judged, an invalid one looked at once more, and 转在谈 when talks begin. */
import type { Actor, Post } from '#core/actor.ts'
import { dayOf } from '#core/calendar.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { type Because, Refusal } from '#core/refusal.ts'
import { settingsAt } from '#features/settings/rules.ts'
import type { Tx } from '#platform/database.ts'
import { writes } from '#platform/http/route.ts'
import { lineOf, linesOf } from '#platform/ledger-reader.ts'
import * as contract from '../contract.ts'
import type { BriefFacts } from '../model.ts'
import { policy } from '../policy.ts'
import {
  faultsIn,
  judgingPost,
  recheckingPost,
  standingOf,
  whyNotJudge,
  whyNotNegotiate,
  whyNotOriginal,
  whyNotRecheck,
  whyNotUndoJudgement,
  whyNotValid,
} from '../rules/validity.ts'
import { wordedOf } from '../rules/wording.ts'
import { find } from '../store/briefs.ts'
import { judgementsOf, originalQuery, saveJudgement, saveJudgementUndoing, saveNegotiation } from '../store/words.ts'
import { filingOf, findAt, nextVersion, refuseFaults, refuseIf, subjectOf } from './opening.ts'
import { threadAfter } from './thread.ts'

export const judge = writes(
  contract.judge,
  async ({ params, input, version }, tx) => {
    const { shown, lifted } = wordedOf({ reason: input.reason })
    const [brief, original] = await Promise.all([findAt(tx, params.id, version), originalOf(tx, input.duplicateOf)])
    const grant = allow(policy, 'briefs.judge', tx, brief.facts, subjectOf(brief))
    refuseIf(whyNotJudge(brief.facts))
    refuseFaults(faultsIn(brief.id, input))
    if (input.verdict === 'valid') refuseIf(whyNotValid(brief.missing))
    if (input.duplicateOf !== null) refuseIf(whyNotOriginal(original), 'invalid')
    const judgement = wordOf(tx, input, shown.reason, unitOf(judgingPost, tx.actor, brief.facts), false)
    const filing = filingOf(brief, 'brief.judged', { ...nextVersion(brief), ...judgedPayload(judgement) })
    saveJudgement(tx, grant, brief, { judgement, lifted, filing })
    return brief.id
  },
  threadAfter,
)

export const recheck = writes(
  contract.recheck,
  async ({ params, input, version }, tx) => {
    const { shown, lifted } = wordedOf({ reason: input.reason })
    const [brief, original] = await Promise.all([findAt(tx, params.id, version), originalOf(tx, input.duplicateOf)])
    const grant = allow(policy, 'briefs.recheck', tx, brief.facts, subjectOf(brief))
    refuseIf(whyNotRecheck(brief.facts, tx.actor.personId))
    refuseFaults(faultsIn(brief.id, input))
    if (input.verdict === 'valid') refuseIf(whyNotValid(brief.missing))
    if (input.duplicateOf !== null) refuseIf(whyNotOriginal(original), 'invalid')
    const judgement = wordOf(tx, input, shown.reason, unitOf(recheckingPost, tx.actor, brief.facts), true)
    const filing = filingOf(brief, 'brief.rechecked', { ...nextVersion(brief), ...judgedPayload(judgement) })
    saveJudgement(tx, grant, brief, { judgement, lifted, filing })
    return brief.id
  },
  threadAfter,
)

const ofJudgements = ['brief.judged', 'brief.rechecked']

export const undoJudgement = writes(
  contract.undoJudgement,
  async ({ params }, tx) => {
    const [brief, judgements, lines] = await Promise.all([
      find(tx, params.id),
      tx.ask(judgementsOf(params.id)),
      tx.ask(linesOf([`brief:${params.id}`], ofJudgements)),
    ])
    const judgement = judgements.find(({ id }) => id === params.judgement)
    if (!judgement) throw new Refusal('not-found')
    const grant = allow(policy, 'briefs.undoJudgement', tx, judgement, subjectOf(brief))
    const { 'brief.judgementUndoMinutes': minutes } = settingsAt(brief.settings, dayOf(tx.now))
    const standing = standingOf(judgements)
    const late = whyNotUndoJudgement(brief.facts, judgement, { standing, now: tx.now, minutes })
    if (late) throw new Refusal(late.code, [late.because])
    const before = standingOf(judgements.filter(({ id }) => id !== judgement.id))
    // the line is struck out, so that the clocks it stopped run on as if it had not been
    const own = lines.map(lineOf).find(({ payload }) => payload.judgementId === judgement.id)
    if (!own) throw new Error(`judgement ${judgement.id} has no ledger line`)
    const payload = { ...nextVersion(brief), judgementId: judgement.id, corrects: own.id, at: null }
    const filing = filingOf(brief, 'brief.judgement-undone', payload)
    saveJudgementUndoing(tx, grant, brief, { judgementId: judgement.id, before, filing })
    return brief.id
  },
  threadAfter,
)

export const negotiate = writes(
  contract.negotiate,
  async ({ params, input, version }, tx) => {
    const { shown, lifted } = wordedOf({ note: input.note })
    const brief = await findAt(tx, params.id, version)
    const grant = allow(policy, 'briefs.negotiate', tx, brief.facts, subjectOf(brief))
    refuseIf(whyNotNegotiate({ ...brief.facts, contactOn: brief.contactOn }, input.onDay, dayOf(tx.now)))
    const filing = filingOf(brief, 'brief.negotiating', nextVersion(brief), { occurredOn: input.onDay })
    saveNegotiation(tx, grant, brief, { onDay: input.onDay, note: shown.note, lifted, filing })
    return brief.id
  },
  threadAfter,
)

type Word = { verdict: 'valid' | 'invalid' | 'duplicate'; duplicateOf: string | null }

function wordOf(tx: Tx, { verdict, duplicateOf }: Word, reason: string | null, judgeUnitId: string, again: boolean) {
  return { id: newId(Date.parse(tx.now)), verdict, duplicateOf, reason, judgeUnitId, recheck: again }
}

function judgedPayload({ id, verdict, duplicateOf, judgeUnitId }: ReturnType<typeof wordOf>) {
  return { judgementId: id, verdict, duplicateOf, judgeUnitId }
}

/** The unit in whose name somebody judges; the policy has found the post before. */
function unitOf(postFor: (actor: Actor, brief: BriefFacts) => Post | Because, actor: Actor, facts: BriefFacts): string {
  const post = postFor(actor, facts)
  if (!('unitId' in post)) throw new Refusal('forbidden', [post])
  return post.unitId
}

async function originalOf(tx: Tx, id: string | null) {
  return id === null ? undefined : (await tx.ask(originalQuery(id)))[0]
}
