/** Who may do what to a month's ranking. */
import { type Actor, belongsTo, holds } from '#core/actor.ts'
import { no, policyOf } from '#core/grant.ts'

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
