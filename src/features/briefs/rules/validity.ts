/** 核实: which level judges a brief, and what a judgement, a recheck and 转在谈 need. */
import type { Actor, Post } from '#core/actor.ts'
import { no } from '#core/grant.ts'
import { addSeconds } from '#core/instant.ts'
import type { Because } from '#core/refusal.ts'
import type { BriefFacts, JudgeLevel } from '../model.ts'
import { whyNotOpen } from './recall.ts'

/**
 * The block's 核实岗 judges; a brief of the judging body itself goes to the other level: a block's to the city's 认定岗,
 * the city's own to a 联审单位, or, where there is none, a 市领导. Who the judging body is, its posts say on the day of sending.
 */
export function judgeFor(unit: { cityLevel: boolean; verifies: boolean; recognises: boolean }): JudgeLevel {
  if (unit.cityLevel) return unit.recognises ? 'joint' : 'city'
  return unit.verifies ? 'city' : 'block'
}

/** What decides who judges. */
export type Judged = Pick<
  BriefFacts,
  'blockId' | 'unitId' | 'recorderId' | 'judge' | 'judgeVacant' | 'contactPersonIds'
>

/** The post by which somebody judges this brief, or why not. Nobody judges what they or their own unit had a hand in. */
export function judgingPost(actor: Actor, brief: Judged): Post | Because {
  const own = ownHand(actor, brief)
  if (own) return own
  const post = actor.posts.find((held) => judges(held, brief) || (brief.judgeVacant && standsIn(held, brief)))
  return post ?? no(`由${(brief.judgeVacant ? whoStandsIn : whoJudges)[brief.judge]}核实`)
}

/** The further look at an invalid brief: by the same level, or by the city's 认定岗, where a block has one 核实岗 only. */
export function recheckingPost(actor: Actor, brief: Judged): Post | Because {
  const post = judgingPost(actor, brief)
  if ('id' in post || ownHand(actor, brief)) return post
  const above = actor.posts.find((held) => held.role === 'recogniser' && brief.judge === 'block')
  return above ?? post
}

export function ownHand(actor: Actor, brief: Judged): Because | null {
  if (actor.posts.some((post) => post.unitId === brief.unitId)) return no('本单位的简报须由其他单位认定', '同单位回避')
  if (actor.personId === brief.recorderId) return no('本人发的简报须由他人认定', '本人回避')
  return brief.contactPersonIds.includes(actor.personId) ? no('您是接触人，须由他人认定', '本人回避') : null
}

const whoJudges = {
  block: '本区块的核实岗',
  city: '市级认定岗',
  joint: '联审单位或市领导（认定单位自己的简报）',
} as const

const whoStandsIn = {
  block: '市级认定岗或市领导（本区块无可核实的人）',
  city: '联审单位或市领导（市级认定岗无可核实的人）',
  joint: whoJudges.joint,
} as const

/**
 * The level is settled on the day of sending; units move after that. Where nobody of it is left who stands outside, the
 * next one up judges. A 市领导 always may then, since they see what the city's 认定岗 may not (仅领导).
 */
function standsIn(post: Post, brief: Judged): boolean {
  if (post.role === 'city-leader') return true
  return judges(post, { ...brief, judge: brief.judge === 'block' ? 'city' : 'joint' })
}

/** The key under which the clocks ask this post to judge. */
export function judgingKey({ role, blockId, cityLevel }: Post): string | null {
  if (role === 'verifier') return `v:${blockId}`
  if (role === 'recogniser') return 'R'
  if (role === 'city-leader') return 'L'
  return role === 'joint-reviewer' && cityLevel ? 'J' : null
}

function judges(post: Post, brief: Judged): boolean {
  switch (brief.judge) {
    case 'block':
      return post.role === 'verifier' && post.blockId === brief.blockId
    case 'city':
      return post.role === 'recogniser'
    case 'joint':
      // a block's own 联审单位 has no say over what the city's body wrote
      return (post.role === 'joint-reviewer' && post.cityLevel) || post.role === 'city-leader'
  }
}

type Word = { verdict: 'valid' | 'invalid' | 'duplicate'; reason: string | null; duplicateOf: string | null }

/** What the form must hold; each reason names its field. */
export function faultsIn(briefId: string, word: Word): Because[] {
  const faults: Because[] = []
  if (word.verdict !== 'valid' && word.reason === null) faults.push({ say: '无效和重复须写明理由', field: 'reason' })
  if (word.verdict === 'duplicate' && word.duplicateOf === null)
    faults.push({ say: '请选出与哪一条简报重复', field: 'duplicateOf' })
  if (word.verdict !== 'duplicate' && word.duplicateOf !== null)
    faults.push({ say: '只有判为重复才关联另一条简报', field: 'duplicateOf' })
  if (word.duplicateOf === briefId) faults.push({ say: '不能与自己重复', field: 'duplicateOf' })
  return faults
}

/** Only what stands as a claim counts as 有效: else a thin brief would count and hold no place, nor be dated. */
export function whyNotValid(missing: readonly string[]): Because | null {
  return missing.length === 0 ? null : no(`还缺${missing.join('、')}；请发送单位修改补上，补齐后即可核实为有效`)
}

/** The brief that a duplicate points to: there, seen by the judge, standing, and no duplicate itself. */
export function whyNotOriginal(original: { state: string; validity: string } | undefined): Because | null {
  const say = (text: string): Because => ({ say: text, field: 'duplicateOf' })
  if (!original) return say('没有找到那条简报，或您无权查看')
  if (original.state !== 'sent') return say('那条简报已撤回或撤销')
  return original.validity === 'duplicate' ? say('那条简报本身是重复，请关联最早的一条') : null
}

export function whyNotJudge(brief: BriefFacts): Because | null {
  return whyNotOpen(brief) ?? (brief.validity === 'pending' ? null : no('已核实过；无效的可以复核一次'))
}

export function whyNotRecheck(brief: BriefFacts, personId: string): Because | null {
  const open = whyNotOpen(brief)
  if (open) return open
  if (brief.rechecked) return no('已复核过一次')
  if (brief.validity !== 'invalid') return no('只有判为无效的简报可以复核')
  return brief.judgedByIds.includes(personId) ? no('复核须由另一人作出') : null
}

export type Judgement = {
  id: string
  at: string
  verdict: 'valid' | 'invalid' | 'duplicate'
  recheck: boolean
  undoneAt: string | null
}

/** The latest that was not taken back; its verdict is the brief's. */
export function standingOf<J extends Judgement>(judgements: readonly J[]): J | null {
  let standing: J | null = null
  for (const one of judgements)
    if (one.undoneAt === null && (standing === null || place(one) > place(standing))) standing = one
  return standing
}

const place = ({ at, recheck }: Judgement): string => `${at} ${recheck ? 1 : 0}`

export function judgementUndoUntil(at: string, minutes: number): string {
  return addSeconds(at, minutes * 60)
}

/** Within the minutes set, as long as nothing has been built upon it. Who judged is the policy's question. */
export function whyNotUndoJudgement(
  brief: BriefFacts,
  judgement: Judgement,
  { standing, now, minutes }: { standing: Judgement | null; now: string; minutes: number },
): { code: 'conflict' | 'too-late'; because: Because } | null {
  const conflict = (because: Because) => ({ code: 'conflict' as const, because })
  const open = whyNotOpen(brief)
  if (open) return conflict(open)
  if (judgement.undoneAt !== null) return conflict(no('这次核实已撤回'))
  if (judgement.id !== standing?.id) return conflict(no('之后已有复核，不能撤回'))
  if (brief.negotiating) return conflict(no('已转在谈，核实不能撤回'))
  return now <= judgementUndoUntil(judgement.at, minutes)
    ? null
    : { code: 'too-late', because: no(`已超过${minutes}分钟，不能撤回；判为无效的可由另一人复核一次`) }
}

export function whyNotNegotiate(
  brief: BriefFacts & { contactOn: string | null },
  onDay: string,
  today: string,
): Because | null {
  const open = whyNotOpen(brief)
  if (open) return open
  if (brief.negotiating) return no('已转在谈')
  if (brief.validity !== 'valid') return no('核实为有效的简报才能转在谈')
  if (onDay > today) return { say: '转在谈的日期不能晚于今天', field: 'onDay' }
  return brief.contactOn !== null && onDay < brief.contactOn
    ? { say: '转在谈的日期不能早于接触日期', field: 'onDay' }
    : null
}
