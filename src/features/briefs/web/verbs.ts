/** What whoever looks at a thread may do with it now: the policy's answer and the rules' answer, for the buttons. */
import type { Actor, Post } from '#core/actor.ts'
import { may } from '#core/grant.ts'
import type { BriefFacts, Thread } from '../model.ts'
import { policy } from '../policy.ts'
import { whyNotOpen } from '../rules/recall.ts'
import { rulerFor } from '../rules/ruling.ts'
import { whyNotJudge, whyNotRecheck } from '../rules/validity.ts'
import { writingPosts } from './draft.ts'
import type { Ruling } from './said.ts'

/** in whose name a ruling is pressed; null is one's own */
export type Leader = { readonly id: string | null; readonly name: string; readonly post: string }

export type Verbs = {
  readonly leaders: readonly Leader[]
  /** units for which this person replies */
  readonly posts: readonly Post[]
  /** 交办 that wait for an answer of this person's units */
  readonly toAnswer: readonly Ruling[]
  readonly toConfirm: readonly Ruling[]
  readonly judge: boolean
  readonly recheck: boolean
  readonly negotiate: boolean
  readonly revise: boolean
  readonly recall: boolean
  readonly withdraw: boolean
  readonly unmask: boolean
}

export function verbsOf(actor: Actor, thread: Thread, nowMs: number): Verbs {
  const { facts, messages } = thread
  const open = whyNotOpen(facts) === null
  const posts = writingPosts(actor).filter(({ unitId }) => may(policy, 'briefs.reply', actor, { unitId }) === true)
  const rulings = messages.filter((message): message is Ruling => message.kind === 'ruling' && !message.undone)
  const answered = new Set(messages.flatMap((message) => (message.kind === 'reply' ? [message.answersRulingId] : [])))
  return {
    leaders: open ? leadersFor(actor, facts) : [],
    posts: open ? posts : [],
    toAnswer: rulings.filter(
      ({ id, conclusion, leadUnit, inForce }) =>
        open &&
        inForce &&
        conclusion === 'assign' &&
        !answered.has(id) &&
        posts.some(({ unitId }) => unitId === leadUnit?.id),
    ),
    toConfirm: rulings.filter(
      ({ leader, enteredBy, confirmedAt }) =>
        enteredBy !== null &&
        confirmedAt === null &&
        may(policy, 'briefs.confirmRuling', actor, { leaderId: leader.id }) === true,
    ),
    judge: may(policy, 'briefs.judge', actor, facts) === true && whyNotJudge(facts) === null,
    recheck: may(policy, 'briefs.recheck', actor, facts) === true && whyNotRecheck(facts, actor.personId) === null,
    negotiate:
      open &&
      facts.validity === 'valid' &&
      !facts.negotiating &&
      may(policy, 'briefs.negotiate', actor, facts) === true,
    revise: open && may(policy, 'briefs.revise', actor, facts) === true,
    recall:
      open && may(policy, 'briefs.recall', actor, facts) === true && nowMs <= Date.parse(thread.brief.recallUntil),
    withdraw: open && may(policy, 'briefs.withdraw', actor, facts) === true,
    unmask: may(policy, 'briefs.unmask', actor, facts) === true,
  }
}

/** In whose name somebody may rule here: the own one first. */
export function leadersFor(actor: Actor, facts: BriefFacts): readonly Leader[] {
  const names = [
    { id: null, name: actor.name },
    ...actor.delegations.map(({ personId, name }) => ({ id: personId, name })),
  ]
  return names.flatMap(({ id, name }) => {
    const ruler =
      may(policy, 'briefs.rule', actor, { ...facts, leaderId: id }) === true ? rulerFor(actor, facts, id) : null
    return ruler ? [{ id, name, post: ruler.leaderPost }] : []
  })
}
