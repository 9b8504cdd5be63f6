/** Looking at a phone number or an ID number in full: allowed to few, with a reason, and never unseen. */
import { allow, may } from '#core/grant.ts'
import { Refusal } from '#core/refusal.ts'
import { noteAccess } from '#platform/access-log.ts'
import { writes } from '#platform/http/route.ts'
import { keysInUse } from '#platform/ledger.ts'
import * as contract from '../contract.ts'
import { policy } from '../policy.ts'
import { whyNotOpen } from '../rules/recall.ts'
import { wordedOf } from '../rules/wording.ts'
import { find } from '../store/briefs.ts'
import { fileOnly, sealedQueries } from '../store/words.ts'
import { filingOf, refuseIf, subjectOf } from './opening.ts'

export const unmask = writes(
  contract.unmask,
  async ({ params, input }, tx) => {
    // refused when marked secret, before anything is looked for
    wordedOf({ reason: input.reason })
    const brief = await find(tx, params.id)
    const grant = allow(policy, 'briefs.unmask', tx, brief.facts, subjectOf(brief))
    refuseIf(whyNotOpen(brief.facts))
    // the writing unit's head and the auditor read who looked; the others need not know
    const audience = [`p:${tx.actor.personId}`, `p:${brief.facts.recorderId}`, `h:${brief.facts.unitId}`, 'A']
    fileOnly(tx, grant, filingOf(brief, 'brief.unmasked', {}, { audience }))
    return brief.id
  },
  async (tx, id, { input }) => {
    // here and not in the act: a repeated key shows the number again; a refusal below takes the line back with it
    noteAccess(tx, 'briefs.unmask', `brief:${id}`, wordedOf({ reason: input.reason }).shown.reason)
    const { phone, lifted } = sealedQueries(id)
    const [brief, phones, others] = await Promise.all([find(tx, id), tx.ask(phone), tx.ask(lifted)])
    const seen = may(policy, 'briefs.unmask', tx.actor, brief.facts)
    if (seen !== true) throw new Refusal('forbidden', [seen])
    refuseIf(whyNotOpen(brief.facts))
    const sealed = phones[0]?.sealed ?? null
    return {
      contactPhone: sealed === null ? null : keysInUse().unseal(sealed),
      // the column's check holds exactly these kinds
      lifted: others.map((one) => ({ kind: one.kind as 'phone' | 'id-number', value: keysInUse().unseal(one.sealed) })),
    }
  },
)
