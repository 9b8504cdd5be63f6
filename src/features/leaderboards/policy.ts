/** Who may do what to a month's ranking. */
import { type Actor, belongsTo, holds } from '#core/actor.ts'
import { may, no, policyOf } from '#core/grant.ts'
import { elsewhere, here, type MatrixRow } from '#core/matrix.ts'

export type Place = { blockId: string; cityLevel: boolean }

export const policy = policyOf('leaderboards', {
  /** the block's own people, the city's business posts, city leaders, auditors */
  view: (actor: Actor, { blockId }: Place) =>
    reads(actor, blockId) || no('各区块的排名只在本区块和市级业务岗、市领导范围内公开'),
  /** every row, whatever the publicity */
  viewWhole: (actor: Actor, { blockId }: Place) =>
    ['R', 'L', 'A', `l:${blockId}`, `v:${blockId}`].some((key) => actor.keys.includes(key)) ||
    no('本区块的排名只向各单位公布规定的部分'),
  close: (actor: Actor, place: Place) => keeps(actor, place) || no('由本区块的核实岗或发布岗关账'),
  check: (actor: Actor, { unitId }: { unitId: string }) =>
    holds(actor, 'unit-head', { unitId }) ||
    holds(actor, 'reporter', { unitId }) ||
    no(belongsTo(actor, unitId) ? '由单位负责人或报送员核对' : '只能核对本单位的数字'),
  answer: (actor: Actor, place: Place) => verifies(actor, place) || no('由本区块的核实岗答复'),
  draft: (actor: Actor, place: Place) => publishes(actor, place) || no('由本区块的发布岗拟稿'),
  publish: (actor: Actor, place: Place & { draftedBy: string | null }) => {
    if (!publishes(actor, place)) return no('由本区块的发布岗公布')
    return actor.personId !== place.draftedBy || no('拟稿人不能自己公布，请另一位发布岗公布')
  },
  reopen: (actor: Actor, place: Place) => keeps(actor, place) || no('由本区块的核实岗或发布岗重开'),
  /** the clock of the city says that the time to check is over */
  settle: (actor: Actor) => (actor.kind === 'system' && actor.name === 'system:closures') || no('由系统到时办理'),
})

function reads(actor: Actor, blockId: string): boolean {
  return actor.kind === 'system' || ['R', 'L', 'A', `b:${blockId}`].some((key) => actor.keys.includes(key))
}

function verifies(actor: Actor, { blockId, cityLevel }: Place): boolean {
  // 市本级 has no 核实岗 of its own: the city's 认定岗 stands there
  return holds(actor, 'verifier', { blockId }) || (cityLevel && holds(actor, 'recogniser', { blockId }))
}

function publishes(actor: Actor, { blockId, cityLevel }: Place): boolean {
  const atCity = cityLevel && (holds(actor, 'recogniser', { blockId }) || holds(actor, 'business-admin', { blockId }))
  return holds(actor, 'publisher', { blockId }) || atCity
}

function keeps(actor: Actor, place: Place): boolean {
  return verifies(actor, place) || publishes(actor, place)
}

/** The matrix asks with the keys that the database gives such a post. */
const keyed = (actor: Actor): Actor => ({ ...actor, keys: actor.posts.flatMap(keysOf) })

function keysOf({ role, unitId, blockId }: Actor['posts'][number]): string[] {
  if (role === 'system-admin' || role === 'security-admin') return []
  if (role === 'audit-admin') return ['A']
  const own = [`u:${unitId}`, `b:${blockId}`]
  if (role === 'verifier' || role === 'publisher') return [...own, `v:${blockId}`]
  if (role === 'block-leader') return [...own, `l:${blockId}`]
  if (role === 'recogniser' || role === 'business-admin') return [...own, 'R']
  return role === 'city-leader' ? [...own, 'L'] : own
}

const [block, city, other] = [
  { blockId: here.blockId, cityLevel: false },
  { blockId: here.blockId, cityLevel: true },
  { blockId: elsewhere.blockId, cityLevel: false },
]

export const matrix: readonly MatrixRow[] = [
  { verb: 'leaderboards.view', on: '本区块的排名', verdict: (a) => may(policy, 'leaderboards.view', keyed(a), block) },
  {
    verb: 'leaderboards.view',
    on: '别的区块的排名',
    verdict: (a) => may(policy, 'leaderboards.view', keyed(a), other),
  },
  {
    verb: 'leaderboards.viewWhole',
    on: '只公布一部分时，本区块的全部名次',
    verdict: (a) => may(policy, 'leaderboards.viewWhole', keyed(a), block),
  },
  { verb: 'leaderboards.close', on: '本区块的一个月', verdict: (a) => may(policy, 'leaderboards.close', a, block) },
  {
    verb: 'leaderboards.close',
    on: '市本级的一个月（市本级的岗位）',
    verdict: (a) => may(policy, 'leaderboards.close', a, city),
  },
  { verb: 'leaderboards.close', on: '别的区块的一个月', verdict: (a) => may(policy, 'leaderboards.close', a, other) },
  { verb: 'leaderboards.check', on: '本单位的数字', verdict: (a) => may(policy, 'leaderboards.check', a, here) },
  { verb: 'leaderboards.check', on: '别的单位的数字', verdict: (a) => may(policy, 'leaderboards.check', a, elsewhere) },
  { verb: 'leaderboards.answer', on: '本区块单位的异议', verdict: (a) => may(policy, 'leaderboards.answer', a, block) },
  { verb: 'leaderboards.draft', on: '本区块的一个月', verdict: (a) => may(policy, 'leaderboards.draft', a, block) },
  {
    verb: 'leaderboards.draft',
    on: '市本级的一个月（市本级的岗位）',
    verdict: (a) => may(policy, 'leaderboards.draft', a, city),
  },
  {
    verb: 'leaderboards.publish',
    on: '别人拟的稿',
    verdict: (a) => may(policy, 'leaderboards.publish', a, { ...block, draftedBy: elsewhere.personId }),
  },
  {
    verb: 'leaderboards.publish',
    on: '自己拟的稿',
    verdict: (a) => may(policy, 'leaderboards.publish', a, { ...block, draftedBy: here.personId }),
  },
  { verb: 'leaderboards.reopen', on: '本区块的一个月', verdict: (a) => may(policy, 'leaderboards.reopen', a, block) },
  {
    verb: 'leaderboards.settle',
    on: '核对时间已到的一个月',
    verdict: (a) => may(policy, 'leaderboards.settle', a, undefined),
  },
]
