/** Taking up a post and leaving one. */
import { dayOf } from '#core/calendar.ts'
import { allow } from '#core/grant.ts'
import { newId } from '#core/ids.ts'
import { Refusal } from '#core/refusal.ts'
import { writes } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { policy } from '../policy.ts'
import { leaveClashes, leaveFaults, postClashes, postFaults } from '../rules.ts'
import { unitOnQuery } from '../store/organisation.ts'
import { othersQuery, personQuery, saveDeparture, savePost } from '../store/persons.ts'
import { atVersion, personIn, subjectOf } from './persons.ts'

export const appoint = writes(
  contract.appoint,
  async ({ params, input }, tx) => {
    const [whom, [unit]] = await Promise.all([
      personIn(tx, params.id),
      tx.ask(unitOnQuery(input.unitId, input.fromDay)),
    ])
    const which = { personId: whom.id, role: input.role, blockId: unit?.blockId ?? '' }
    const grant = allow(policy, 'people.appoint', tx, which, subjectOf(whom))
    const faults = postFaults(input, dayOf(tx.now), unit ?? null)
    if (!unit || faults.length > 0) throw new Refusal('invalid', faults)
    const clashes = postClashes(input, whom)
    if (clashes.length > 0) throw new Refusal('conflict', clashes)
    savePost(tx, grant, whom.version, { id: newId(Date.parse(tx.now)), input, blockId: unit.blockId })
    return whom.id
  },
  personIn,
)

export const leave = writes(
  contract.leave,
  async ({ params, input, version }, tx) => {
    const [whom, found] = await Promise.all([
      personIn(tx, params.id),
      input.successorId === null ? undefined : tx.ask(personQuery(input.successorId)),
    ])
    const post = whom.posts.find(({ id }) => id === input.postId)
    if (!post) throw new Refusal('not-found', '没有这个岗位')
    const which = { personId: whom.id, role: post.role, blockId: post.blockId }
    const grant = allow(policy, 'people.leave', tx, which, subjectOf(whom))
    atVersion(whom, version)
    const [count] = await tx.ask(othersQuery(post.role, whom.id, input.toDay))
    const facts = {
      input,
      today: dayOf(tx.now),
      personId: whom.id,
      post,
      successor: found === undefined ? undefined : (found[0] ?? null),
      others: count?.others ?? 0,
    }
    const clashes = leaveClashes(facts)
    if (clashes.length > 0) throw new Refusal('conflict', clashes)
    const faults = leaveFaults(facts)
    if (faults.length > 0) throw new Refusal('invalid', faults)
    saveDeparture(tx, grant, version, { post, ...input })
    return whom.id
  },
  personIn,
)
