/** When a month may be closed, checked, drafted, published and opened again, and in what words it may not. */
import { dayZh } from '#core/calendar.ts'
import { endOfMonth, firstDay, monthZh, nextMonth } from '#core/month.ts'
import type { RefusalCode } from '#core/refusal.ts'
import { closureStates, type Reason, type Shift } from '../model.ts'
import { momentZh } from './words.ts'

export type State = keyof typeof closureStates
export type No = { code: RefusalCode; because: readonly Reason[] }
const no = (code: RefusalCode, say: string): No => ({ code, because: [{ say }] })

export function isOver(month: string, now: string): boolean {
  return now > endOfMonth(month)
}

export function whyNotClose(facts: { month: string; now: string; standing: State | null }): No | null {
  const { month, now, standing } = facts
  if (!isOver(month, now))
    return no('conflict', `${monthZh(month)}还没有结束，${dayZh(firstDay(nextMonth(month))).slice(5)}起可以关账`)
  if (standing !== null && standing !== 'reopened')
    return no('conflict', `${monthZh(month)}${closureStates[standing]}，不用再关账`)
  return null
}

export function whyNotCheck(facts: { state: State; checkUntil: string; now: string; listed: boolean }): No | null {
  if (!facts.listed) return no('conflict', '这个单位不在本期排名里')
  if (facts.state === 'published') return no('conflict', '本期已公布；以后的更正列入下期“调整”')
  if (facts.state === 'reopened') return no('conflict', '本月已重开，重新关账后再核对')
  if (facts.now > facts.checkUntil)
    return no('too-late', `核对时间到 ${momentZh(facts.checkUntil)} 为止，未核对的视为同意`)
  return null
}

export function whyNotAnswer(facts: { state: State; agrees: boolean; answered: boolean; latest: boolean }): No | null {
  if (facts.state === 'published' || facts.state === 'reopened')
    return no('conflict', `本月${closureStates[facts.state]}，不用再答复`)
  if (facts.agrees) return no('conflict', '这个单位没有异议')
  if (!facts.latest) return no('conflict', '这个单位后来又核对过，请答复最新的一条')
  return facts.answered ? no('conflict', '这条异议已经答复') : null
}

export function whyNotDraft(state: State): No | null {
  if (state === 'published') return no('conflict', '本期已公布，不能再拟稿')
  return state === 'reopened' ? no('conflict', '本月已重开，重新关账后再拟稿') : null
}

export function whyNotReopen(state: State): No | null {
  if (state === 'published') return no('conflict', '本期已公布，不能重开；以后的更正列入下期“调整”')
  return state === 'reopened' ? no('conflict', '本月已经重开') : null
}

export type Readiness = {
  month: string
  now: string
  checkUntil: string
  pending: number
  /** where the pending ones are judged */
  pendingLink: string
  /** units with an objection that nobody answered */
  objecting: readonly string[]
  /** units that said nothing yet */
  silent: readonly string[]
}

/** What keeps a drafted month from being published; all of it at once, so that people go once. */
export function blockersOf(facts: Readiness): Reason[] {
  const reasons: Reason[] = []
  if (facts.pending > 0)
    reasons.push({
      say: `${monthZh(facts.month)}还有 ${facts.pending} 条简报待核，核实后才能公布`,
      link: facts.pendingLink,
    })
  if (facts.objecting.length > 0)
    reasons.push({ say: `${facts.objecting.join('、')}对数字有异议，核实岗答复后才能公布` })
  if (facts.now <= facts.checkUntil && facts.silent.length > 0)
    reasons.push({
      say: `核对时间到 ${momentZh(facts.checkUntil)} 为止，还有 ${facts.silent.length} 个单位没有核对；全部核对后可以提前公布`,
    })
  return reasons
}

export function whyNotPublish(facts: {
  state: State
  blockers: readonly Reason[]
  shiftsSinceDraft: readonly Shift[]
}): No | null {
  if (facts.state === 'published') return no('conflict', '本期已公布')
  if (facts.state !== 'drafted') return no('conflict', '还没有拟稿；由一位发布岗拟稿，另一位公布')
  if (facts.blockers.length > 0) return { code: 'conflict', because: facts.blockers }
  if (facts.shiftsSinceDraft.length > 0) {
    const first = facts.shiftsSinceDraft.slice(0, 3).map(sayShift).join('；')
    return no('conflict', `拟稿后有 ${facts.shiftsSinceDraft.length} 个数字变了（${first}），请重新拟稿后公布`)
  }
  return null
}

/** 盐仓街道 有效数 3 → 2 */
export function sayShift({ unit, columnTitle, before, now }: Shift): string {
  return `${unit.name} ${columnTitle} ${before} → ${now}`
}
