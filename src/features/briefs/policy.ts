/** Who may do what to a brief: one line a verb, the same answer for the server and for the button. */
import { type Actor, holds, type Role } from '#core/actor.ts'
import { may, no, policyOf } from '#core/grant.ts'
import { elsewhere, here, type MatrixRow } from '#core/matrix.ts'
import type { BriefFacts } from './model.ts'
import { rulerFor, rulesHere } from './rules/ruling.ts'
import { judgingPost, ownHand, recheckingPost } from './rules/validity.ts'

/** administrators of the system, of people and of audit do no business */
const speaking: readonly Role[] = [
  'reporter',
  'unit-head',
  'verifier',
  'publisher',
  'block-leader',
  'city-leader',
  'recogniser',
  'business-admin',
  'joint-reviewer',
]

/** Whether somebody speaks for a unit: sends its briefs, answers in its name. */
export function speaksFor(actor: Actor, unitId: string): boolean {
  return actor.posts.some((post) => post.unitId === unitId && speaking.includes(post.role))
}

/** Whoever writes briefs for some unit works off pasted chats too. */
const writesBriefs = (actor: Actor, _: object) =>
  actor.posts.some(({ unitId }) => speaksFor(actor, unitId)) || no('有报送岗位的人才能补录聊天记录')
const readsBriefs = (actor: Actor, _: object) =>
  actor.posts.some(({ role }) => speaking.includes(role)) || no('由可以看简报的人整理常用筛选')
const sharesAtHome = (actor: Actor, to: { unitId: string | null; blockId: string | null }) =>
  ((to.unitId === null || actor.posts.some(({ unitId }) => unitId === to.unitId)) &&
    (to.blockId === null || actor.posts.some(({ blockId }) => blockId === to.blockId))) ||
  no('只能共享给本人所在的单位或区块')
const keepsWords = (actor: Actor, _: object) => holds(actor, 'business-admin') || no('本市词典由市级业务管理岗维护')

const heads = (actor: Actor, unitId: string): boolean =>
  actor.posts.some((post) => post.unitId === unitId && post.role === 'unit-head')
const wrote = (actor: Actor, brief: BriefFacts): boolean =>
  actor.personId === brief.recorderId && speaksFor(actor, brief.unitId)
const judges = (actor: Actor, brief: BriefFacts): boolean => 'id' in judgingPost(actor, brief)

export const policy = policyOf('briefs', {
  send: (actor: Actor, as: { unitId: string }) => speaksFor(actor, as.unitId) || no('只能以本人所在单位的名义发简报'),
  // whoever may send a brief of some unit may have its words read
  extract: (actor: Actor) => actor.posts.some((post) => speaking.includes(post.role)) || no('由可以发简报的人读取文字'),
  // whoever writes or judges: of what they may not read they learn the unit and the day
  resemble: (actor: Actor) => actor.posts.some((post) => speaking.includes(post.role)) || no('由可以发简报的人查重'),
  revise: (actor: Actor, brief: BriefFacts) =>
    wrote(actor, brief) || heads(actor, brief.unitId) || no('由发简报的人或单位负责人修改'),
  recall: (actor: Actor, brief: BriefFacts) => wrote(actor, brief) || no('只有发简报的人可以撤回'),
  withdraw: (actor: Actor, brief: BriefFacts) =>
    wrote(actor, brief) || heads(actor, brief.unitId) || no('由发简报的人或单位负责人撤销'),
  reply: (actor: Actor, as: { unitId: string }) => speaksFor(actor, as.unitId) || no('只能以本人所在单位的名义回复'),
  rule: (actor: Actor, brief: BriefFacts & { leaderId: string | null }) =>
    rulerFor(actor, brief, brief.leaderId) !== null || no('由本区块领导或市领导批示；代录须有委托'),
  undoRuling: (actor: Actor, ruling: { pressedById: string }) =>
    actor.personId === ruling.pressedById || no('谁作出的批示由谁撤回'),
  confirmRuling: (actor: Actor, ruling: { leaderId: string }) =>
    actor.personId === ruling.leaderId || no('代录的批示由领导本人确认'),
  // by the level settled on the day of sending; where all of it must stand aside or the post is empty, by the next one up
  judge: (actor: Actor, brief: BriefFacts) => orWhyNot(judgingPost(actor, brief)),
  recheck: (actor: Actor, brief: BriefFacts) => orWhyNot(recheckingPost(actor, brief)),
  undoJudgement: (actor: Actor, judgement: { judgeId: string }) =>
    actor.personId === judgement.judgeId || no('谁核实的由谁撤回'),
  negotiate: (actor: Actor, brief: BriefFacts) =>
    ownHand(actor, brief) ??
    (judges(actor, brief) || rulerFor(actor, brief, null) !== null || no('由核实岗、认定岗或本区块领导转在谈')),
  unmask: (actor: Actor, brief: BriefFacts) =>
    speaksFor(actor, brief.unitId) ||
    brief.contactPersonIds.includes(actor.personId) ||
    brief.assignedUnitIds.some((id) => speaksFor(actor, id)) ||
    judges(actor, brief) ||
    rulesHere(actor, brief) ||
    no('联系方式限发送单位、接触人、承办单位、核实岗和领导查看'),
  transcribe: writesBriefs,
  // whose draft it is the rows' own security says
  discardDrafts: writesBriefs,
  restoreDrafts: writesBriefs,
  namePoster: writesBriefs,
  addWord: keepsWords,
  withdrawWord: keepsWords,
  restoreWord: keepsWords,
  // with whom it is shared; whose it is the rows' own security says
  saveView: sharesAtHome,
  changeView: sharesAtHome,
  removeView: (actor: Actor, view: { ownerId: string }) =>
    actor.personId === view.ownerId || no('谁存的常用筛选由谁删去'),
  orderViews: readsBriefs,
})

function orWhyNot(post: ReturnType<typeof judgingPost>): true | ReturnType<typeof no> {
  return 'id' in post ? true : post
}

const subject = (more: Partial<BriefFacts> = {}): BriefFacts => ({
  blockId: here.blockId,
  cityLevelBlock: false,
  intentBlockId: null,
  unitId: elsewhere.unitId,
  recorderId: elsewhere.personId,
  sentAt: '2022-11-03T01:00:00.000000Z',
  state: 'sent',
  validity: 'pending',
  visibility: 'block',
  judge: 'block',
  judgeVacant: false,
  judgedByIds: [],
  rechecked: false,
  negotiating: false,
  contactPersonIds: [],
  assignedUnitIds: [],
  ...more,
})
const own = { unitId: here.unitId }
const subjects: readonly (readonly [string, BriefFacts])[] = [
  ['本人发的简报', subject({ ...own, recorderId: here.personId })],
  ['本单位他人发的简报', subject(own)],
  ['本区块其他单位的简报', subject()],
  ['本区块其他单位的简报，本人是接触人', subject({ contactPersonIds: [here.personId] })],
  ['交办本单位的简报', subject({ assignedUnitIds: [here.unitId] })],
  ['本区块核实单位自己的简报', subject({ judge: 'city' })],
  ['本区块其他单位的简报，区块核实岗都须回避或空缺', subject({ judgeVacant: true })],
  ['其他区块的简报', subject({ blockId: elsewhere.blockId })],
  ['市本级的简报', subject({ blockId: elsewhere.blockId, cityLevelBlock: true, judge: 'city' })],
  [
    '市本级的简报，意向本区块',
    subject({ blockId: elsewhere.blockId, cityLevelBlock: true, judge: 'city', intentBlockId: here.blockId }),
  ],
  ['市级认定单位自己的简报', subject({ blockId: elsewhere.blockId, cityLevelBlock: true, judge: 'joint' })],
]
const overBriefs = (
  [
    'briefs.revise',
    'briefs.recall',
    'briefs.withdraw',
    'briefs.judge',
    'briefs.recheck',
    'briefs.negotiate',
    'briefs.unmask',
  ] as const
).flatMap((verb) =>
  subjects.map(([on, facts]) => ({ verb, on, verdict: (actor: Actor) => may(policy, verb, actor, facts) })),
)

/** Every verb on typical subjects, for docs/generated/roles.md and its test. Whoever may not see a brief does not find it at all. */
export const matrix: readonly MatrixRow[] = [
  ...(['briefs.send', 'briefs.reply'] as const).flatMap((verb) =>
    [here, elsewhere].map(({ unitId }) => ({
      verb,
      on: unitId === here.unitId ? '以本单位名义' : '以其他单位名义',
      verdict: (actor: Actor) => may(policy, verb, actor, { unitId }),
    })),
  ),
  { verb: 'briefs.extract', on: '一段文字', verdict: (actor) => may(policy, 'briefs.extract', actor, undefined) },
  { verb: 'briefs.resemble', on: '正在写的企业', verdict: (actor) => may(policy, 'briefs.resemble', actor, undefined) },
  ...overBriefs,
  ...subjects.map(([on, facts]) => ({
    verb: 'briefs.rule',
    on,
    verdict: (actor: Actor) => may(policy, 'briefs.rule', actor, { ...facts, leaderId: null }),
  })),
  {
    verb: 'briefs.rule',
    on: '本区块其他单位的简报，替未委托的领导代录',
    verdict: (actor) => may(policy, 'briefs.rule', actor, { ...subject(), leaderId: elsewhere.personId }),
  },
  ...[here, elsewhere].map(({ personId }) => ({
    verb: 'briefs.undoRuling',
    on: personId === here.personId ? '本人作出的批示' : '他人作出的批示',
    verdict: (actor: Actor) => may(policy, 'briefs.undoRuling', actor, { pressedById: personId }),
  })),
  ...[here, elsewhere].map(({ personId }) => ({
    verb: 'briefs.undoJudgement',
    on: personId === here.personId ? '本人作出的核实' : '他人作出的核实',
    verdict: (actor: Actor) => may(policy, 'briefs.undoJudgement', actor, { judgeId: personId }),
  })),
  ...[here, elsewhere].map(({ personId }) => ({
    verb: 'briefs.confirmRuling',
    on: personId === here.personId ? '代录本人的批示' : '代录他人的批示',
    verdict: (actor: Actor) => may(policy, 'briefs.confirmRuling', actor, { leaderId: personId }),
  })),
  ...(
    [
      ['briefs.transcribe', '聊天记录'],
      ['briefs.discardDrafts', '本人的补录草稿'],
      ['briefs.restoreDrafts', '本人的补录草稿'],
      ['briefs.namePoster', '本人的补录草稿'],
      ['briefs.addWord', '本市词典'],
      ['briefs.withdrawWord', '本市词典'],
      ['briefs.restoreWord', '本市词典'],
      ['briefs.orderViews', '本人的常用筛选'],
    ] as const
  ).map(([verb, on]) => ({ verb, on, verdict: (actor: Actor) => may(policy, verb, actor, {}) })),
  ...(
    [
      ['本人的常用筛选', (actor: Actor) => actor.personId],
      ['别人共享的常用筛选', () => elsewhere.unitId],
    ] as const
  ).map(([on, owner]) => ({
    verb: 'briefs.removeView',
    on,
    verdict: (actor: Actor) => may(policy, 'briefs.removeView', actor, { ownerId: owner(actor) }),
  })),
  ...(['briefs.saveView', 'briefs.changeView'] as const).flatMap((verb) =>
    (
      [
        ['本人用的常用筛选', { unitId: null, blockId: null }],
        ['共享给本单位', { unitId: here.unitId, blockId: null }],
        ['共享给其他单位', { unitId: elsewhere.unitId, blockId: null }],
        ['共享给本区块', { unitId: null, blockId: here.blockId }],
        ['共享给其他区块', { unitId: null, blockId: elsewhere.blockId }],
      ] as const
    ).map(([on, to]) => ({ verb, on, verdict: (actor: Actor) => may(policy, verb, actor, to) })),
  ),
]
