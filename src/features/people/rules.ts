/** Which post may be held, left or lent, where a unit may stand, and what makes a password: decisions with their reasons. */
import { type Role, roles } from '#core/actor.ts'
import { addDays, dayZh } from '#core/calendar.ts'
import type { Because } from '#core/refusal.ts'
import type { AddUnitInput, AppointInput, DatedPost, LeaveInput, Person } from './model.ts'

/** 三员: 系统, 安全, 审计 */
export const administrators: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin']
export const leaderRoles: readonly Role[] = ['block-leader', 'city-leader']
/** posts of a unit's everyday work; all others carry the city's or a block's judgment and need a paper */
export const appointedByUnitAdmin: readonly Role[] = ['reporter', 'unit-head', 'joint-reviewer']
const cityRoles: readonly Role[] = ['city-leader', 'recogniser', 'business-admin', ...administrators]

const separate = '三员分立：系统、安全、审计管理员不得由一人兼任，也不得兼任业务岗位（GB/T 22239—2019 8.1.5；BMB17）'
/** how far from today a post may begin: papers reach the office late, and are known early */
const aroundDays = 366

type Span = { fromDay: string; toDay: string | null }

export function overlap(one: Span, other: Span): boolean {
  return (other.toDay === null || one.fromDay < other.toDay) && (one.toDay === null || other.fromDay < one.toDay)
}

export function heldOn({ fromDay, toDay }: Span, day: string): boolean {
  return fromDay <= day && (toDay === null || day < toDay)
}

/** What is wrong with the post that is asked for, field by field. */
export function postFaults(input: AppointInput, today: string, unit: { cityLevel: boolean } | null): Because[] {
  const { role, acting, fromDay, toDay, document } = input
  const faults: Because[] = []
  if (!unit) faults.push({ say: '没有这个单位', field: 'unitId' })
  else if (cityRoles.includes(role) && !unit.cityLevel)
    faults.push({ say: `${roles[role]}只设在市本级单位`, field: 'unitId' })
  if (!appointedByUnitAdmin.includes(role) && !document)
    faults.push({ say: `任${roles[role]}须写明任职文件`, field: 'document' })
  if (fromDay < addDays(today, -aroundDays) || fromDay > addDays(today, aroundDays))
    faults.push({ say: '任岗日期应在前后一年之内', field: 'fromDay' })
  if (toDay !== null && toDay <= fromDay) faults.push({ say: '到期日应晚于任岗日', field: 'toDay' })
  if (acting && toDay === null) faults.push({ say: '代理须写明到期日', field: 'toDay' })
  if (acting && toDay !== null && toDay > addDays(fromDay, aroundDays))
    faults.push({ say: '代理最长一年，到期另行任命', field: 'toDay' })
  return faults
}

/** Why this person can't hold it, as things stand. */
export function postClashes(input: AppointInput, person: Pick<Person, 'active' | 'posts'>): Because[] {
  if (!person.active) return [{ say: '账号已停用，不能任岗' }]
  const beside = person.posts.filter((post) => overlap(post, input))
  if (beside.some(({ role, unitId }) => role === input.role && unitId === input.unitId))
    return [{ say: `已在该单位任${roles[input.role]}` }]
  const apart = beside.some(
    ({ role }) => role !== input.role && [role, input.role].some((each) => administrators.includes(each)),
  )
  return apart ? [{ say: separate }] : []
}

export type LeaveFacts = {
  input: LeaveInput
  today: string
  personId: string
  post: DatedPost
  /** undefined: none was named; null: there is no such person */
  successor: Pick<Person, 'id' | 'active' | 'posts'> | null | undefined
  /** how many others hold the same role on that day */
  others: number
}

export function leaveFaults({ input, today, personId, post, successor }: LeaveFacts): Because[] {
  const faults: Because[] = []
  if (input.toDay < today) faults.push({ say: '离岗日期不能早于今天', field: 'toDay' })
  else if (input.toDay < post.fromDay) faults.push({ say: '离岗日期不能早于任岗日期', field: 'toDay' })
  if (post.toDay !== null && input.toDay > post.toDay)
    faults.push({ say: `原定${dayZh(post.toDay)}到期，不能更晚；如需延长请另行任岗`, field: 'toDay' })
  if (successor !== undefined) faults.push(...successorFaults(successor, personId, post, input.toDay))
  return faults
}

function successorFaults(
  successor: NonNullable<LeaveFacts['successor']> | null,
  personId: string,
  post: DatedPost,
  day: string,
): Because[] {
  if (successor?.id === personId) return [{ say: '不能移交给本人', field: 'successorId' }]
  const there = successor?.active && successor.posts.some((held) => held.unitId === post.unitId && heldOn(held, day))
  return there ? [] : [{ say: '接办人那时须在同一单位任岗', field: 'successorId' }]
}

export function leaveClashes({ today, post, others }: LeaveFacts): Because[] {
  if (post.toDay !== null && post.toDay <= today) return [{ say: '这个岗位已经结束' }]
  if (administrators.includes(post.role) && others === 0)
    return [{ say: `全市只有一名${roles[post.role]}，请先任命另一人` }]
  return []
}

/** 代录: who may enter a leader's word. */
export function delegationFaults(
  toDay: string | null,
  today: string,
  leaderId: string,
  delegate: Pick<Person, 'id' | 'active' | 'posts'> | null,
): Because[] {
  const faults: Because[] = []
  const held = delegate?.posts.filter((post) => heldOn(post, today)) ?? []
  if (!delegate?.active || held.length === 0) faults.push({ say: '代录人须在岗', field: 'delegateId' })
  else if (delegate.id === leaderId) faults.push({ say: '不能委托本人', field: 'delegateId' })
  else if (held.some(({ role }) => administrators.includes(role)))
    faults.push({ say: '三员不得代录批示', field: 'delegateId' })
  if (toDay !== null && toDay <= today) faults.push({ say: '到期日应晚于今天', field: 'toDay' })
  return faults
}

/** Moves and new units may reach back to the first of this month: earlier months have been counted and published. */
export function earliestMove(today: string): string {
  return `${today.slice(0, 8)}01`
}

export function unitFaults(
  input: AddUnitInput,
  today: string,
  known: { blocks: ReadonlySet<string>; units: ReadonlyMap<string, string> },
): Because[] {
  const faults = standingFaults(input, today, known.blocks)
  if ([...known.units.values()].includes(input.name)) faults.push({ say: '已有同名单位', field: 'name' })
  const posted = input.kind === 'posted'
  if (posted && !input.postCity) faults.push({ say: '驻外招商组须写明驻在城市', field: 'postCity' })
  if (posted && input.sendingUnitId === null) faults.push({ say: '驻外招商组须写明派出单位', field: 'sendingUnitId' })
  if (input.sendingUnitId !== null && !known.units.has(input.sendingUnitId))
    faults.push({ say: '没有这个派出单位', field: 'sendingUnitId' })
  if (!posted && (input.postCity || input.sendingUnitId !== null))
    faults.push({ say: '只有驻外招商组有派出单位和驻在城市', field: 'kind' })
  return faults
}

export function standingFaults(
  { blockId, fromDay }: { blockId: string; fromDay: string },
  today: string,
  blocks: ReadonlySet<string>,
): Because[] {
  const faults: Because[] = []
  if (!blocks.has(blockId)) faults.push({ say: '没有这个区块', field: 'blockId' })
  if (fromDay < earliestMove(today))
    faults.push({ say: `以前月份已经计数，日期不能早于${dayZh(earliestMove(today))}`, field: 'fromDay' })
  if (fromDay > addDays(today, aroundDays)) faults.push({ say: '日期最远为一年后', field: 'fromDay' })
  return faults
}

/** `standing` is the last of the unit's dated rows: the one without an end. */
export function moveClashes(
  input: { blockId: string; fromDay: string },
  standing: { blockId: string; fromDay: string },
): Because[] {
  if (standing.blockId === input.blockId) return [{ say: '单位已在这个区块' }]
  if (input.fromDay <= standing.fromDay)
    return [{ say: `单位自${dayZh(standing.fromDay)}起归现在的区块，调整日期须在此之后` }]
  return []
}

const kinds = [/[a-z]/i, /\d/, /[^a-z\d]/i]
/** what guessers try first */
const first = /^(.)\1+$|^(0?123456789?0?|abcdefgh|qwertyui|password|admin123|wutong)/i

/** GB/T 22239—2019 8.1.4.1 asks for complexity; two kinds of characters and no guessers' favourites is what it gets. */
export function passwordFaults(next: string, current: string, account: string, minLength: number): Because[] {
  const say = (text: string): Because[] => [{ say: text, field: 'next' }]
  if (next.length < minLength) return say(`新密码至少${minLength}位`)
  if (next === current) return say('新密码不能与当前密码相同')
  if (next.toLowerCase().includes(account.toLowerCase())) return say('新密码不能含有账号')
  if (first.test(next)) return say('这个密码太常见，请换一个')
  return kinds.filter((kind) => kind.test(next)).length < 2 ? say('新密码须含字母、数字、符号中的两种') : []
}
