/** Answering in the thread, and drawing others into it by @. */
import type { Actor } from '#core/actor.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import type { Tx } from '#platform/database.ts'
import { writes } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import type { BriefFacts } from '../model.ts'
import { policy, speaksFor } from '../policy.ts'
import { type Standing, seatKeys, whyNotCall } from '../rules/audience.ts'
import { whyNotOpen } from '../rules/recall.ts'
import { rulesHere, whyNotAnswer } from '../rules/ruling.ts'
import { judgingPost } from '../rules/validity.ts'
import { wordedOf } from '../rules/wording.ts'
import { find, type Loaded } from '../store/briefs.ts'
import { personsQuery, unitsQuery } from '../store/standing.ts'
import { saveReply } from '../store/words.ts'
import { attaching, saidOf } from './attaching.ts'
import { audienceWith, filingOf, refuseIf, subjectOf } from './opening.ts'
import { threadAfter } from './thread.ts'

export const reply = writes(
  contract.reply,
  async ({ params, input }, tx) => {
    const { shown, lifted } = wordedOf({ body: input.body })
    const [brief, { standings, calledAs }, attach] = await Promise.all([
      find(tx, params.id),
      calledBy(tx, input),
      attaching(tx, input.documentIds),
    ])
    const grant = allow(policy, 'briefs.reply', tx, { unitId: input.unitId }, subjectOf(brief))
    refuseIf(whyNotOpen(brief.facts))
    const { facts } = brief
    const by = { ruler: rulesHere(tx.actor, facts), writer: speaksFor(tx.actor, facts.unitId) }
    const barred = whyNotCall(facts, by, standings)
    if (barred) throw new Refusal('forbidden', [barred])
    if (input.answersRulingId !== null)
      refuseIf(
        whyNotAnswer(
          brief.rulings.find(({ id }) => id === input.answersRulingId),
          input.unitId,
        ),
        'invalid',
      )
    const { calledUnitIds, calledPersonIds, unitId, answersRulingId } = input
    const id = newId(Date.parse(tx.now))
    const audience = withCalled(brief, calledUnitIds, calledAs)
    saveReply(tx, grant, brief, {
      reply: { id, body: shown.body, calledUnitIds, calledPersonIds, calledAs, unitId, answersRulingId },
      lifted,
      attached: attach({ briefId: brief.id, replyId: id }),
      audience,
      filing: filingOf(
        brief,
        'brief.replied',
        {
          replyId: id,
          byUnitId: unitId,
          calledUnitIds,
          calledPersonIds,
          answersRulingId,
          responds: responds(tx.actor, facts),
          ...saidOf(input.documentIds),
        },
        { audience, concerns: answersRulingId === null ? [] : [`ruling:${answersRulingId}`] },
      ),
    })
    return brief.id
  },
  threadAfter,
)

type Calls = { calledUnitIds: readonly string[]; calledPersonIds: readonly string[] }

type Called = { standings: Standing[]; calledAs: string[] }

/** Whoever is called by @ must exist and do business here; where they stand decides who may call them. */
async function calledBy(tx: Tx, { calledUnitIds, calledPersonIds }: Calls): Promise<Called> {
  if (calledUnitIds.length + calledPersonIds.length === 0) return { standings: [], calledAs: [] }
  const [units, persons] = await Promise.all([tx.ask(unitsQuery(calledUnitIds)), tx.ask(personsQuery(calledPersonIds))])
  if (units.length < new Set(calledUnitIds).size)
    throw new Refusal('invalid', [{ say: '没有这个单位', field: 'calledUnitIds' }])
  if (persons.length < new Set(calledPersonIds).size)
    throw new Refusal('invalid', [{ say: '没有这个人', field: 'calledPersonIds' }])
  const idle = persons.find(({ unitIds }) => unitIds.length === 0)
  if (idle) throw new Refusal('invalid', [{ say: `${idle.name}没有业务岗位，看不到简报`, field: 'calledPersonIds' }])
  const standings = units.map(({ name, blockId, blockKind }) => ({
    name,
    blockIds: [blockId],
    cityLevel: blockKind === 'city-level',
  }))
  return {
    standings: [...standings, ...persons],
    calledAs: persons.flatMap(({ id, unitIds }) => seatKeys(id, unitIds)),
  }
}

function withCalled(brief: Loaded, units: readonly string[], calledAs: readonly string[]): string[] {
  const { drawnIn } = brief
  return audienceWith(brief, {
    calledUnitIds: [...drawnIn.calledUnitIds, ...units],
    calledAs: [...drawnIn.calledAs, ...calledAs],
  })
}

/** A reply by a leader or by whoever judges is the response that a brief waits for. */
function responds(actor: Actor, facts: BriefFacts): boolean {
  return rulesHere(actor, facts) || 'id' in judgingPost(actor, facts)
}
