/** What each sum of money in a brief is: total investment, registered capital, output, tax, or none of these. */

import type { Qualifier } from '../model/extraction.ts'
import {
  type AmountRole,
  amountRoles,
  type Cue,
  correction,
  cueAfter,
  isOfMany,
  isOwn,
  isPhase,
  isThreshold,
  leftOf,
  nearestCue,
  sumsMany,
} from './amount-roles.ts'
import { hundredths, type Measure } from './measures.ts'
import { type Found, found, sentenceEnds, stretchBefore } from './span.ts'

export { type AmountRole, amountRoles }

/** `value` in hundredths of the currency (fen for CNY); `upTo` is the upper end of a range whose lower end is `value` */
export type Amount = Found<bigint> & {
  upTo: bigint | null
  qualifier: Qualifier | null
  currency: string
  role: AmountRole
  /** said with a word that can only mean the whole: 总投资, not 投资 */
  strong: boolean
}

export function amountsIn(pasted: string, text: string, measures: readonly Measure[]): Amount[] {
  const out: Amount[] = []
  const contributions: Amount[] = []
  const wholes = new Set<Amount>()
  let previousEnd = 0
  for (const measure of measures) {
    if (measure.unit.kind === 'money') {
      const { role, strong, said } = readRole(text, measure, previousEnd, out)
      const amount = {
        ...found(pasted, measure.start, measure.end, hundredths(measure.low)),
        upTo: measure.high === null ? null : hundredths(measure.high),
        qualifier: measure.qualifier,
        currency: measure.unit.currency,
        role,
        strong,
      }
      out.push(amount)
      if (said === '出资') contributions.push(amount)
      if (said && /签约|协议|合同|引资/.test(said)) wholes.add(amount)
    }
    previousEnd = measure.end
  }
  for (const [i, amount] of out.entries()) {
    const next = out[i + 1]
    // 签约金额95亿元。其中，某公司计划投资55亿元: the one is of all, the other of one
    if (next?.role === 'total' && amount.role === 'total' && wholes.has(amount) && next.start - amount.end < 40)
      if (/其中/.test(text.slice(amount.end, next.start)) && next.value < amount.value) amount.role = 'aggregate'
  }
  // 甲出资6亿元、乙出资4亿元，总投资10亿元: shares where the whole, or the company's capital, is said as well
  if (out.some(({ role, strong }) => role === 'registered' || (role === 'total' && strong)))
    for (const amount of contributions) if (amount.role === 'total') amount.role = 'part'
  return out
}

/** a correction reaches back over no more figures: enough for any text, and a long one stays quick */
const mostReplaced = 20

type Role = { role: AmountRole; strong: boolean; said?: string }

function readRole(text: string, measure: Measure, previousEnd: number, before: Amount[]): Role {
  const left = leftOf(text, measure.start, previousEnd)
  const cue = nearestCue(left)
  if (correction.test(text.slice(Math.max(0, measure.start - 12), measure.start))) {
    const replaced = before.slice(-mostReplaced).filter((amount) => isReplaced(amount, cue, previousEnd))
    const role = cue?.role ?? replaced[0]?.role
    for (const amount of replaced) amount.role = 'other'
    if (role) return { role, strong: true }
  }
  return roleOf(text, measure, previousEnd, left, cue, before)
}

/** what the new figure takes the place of: the one right before it, or every earlier one of its kind */
function isReplaced(amount: Amount, cue: Cue | null, previousEnd: number): boolean {
  return cue ? amount.role === cue.role : amount.end === previousEnd
}

function roleOf(
  text: string,
  measure: Measure,
  previousEnd: number,
  left: string,
  near: Cue | null,
  before: readonly Amount[],
): Role {
  const right = text.slice(measure.end, measure.end + 12)
  if (/^ ?(?:\/|每|一)(?:亩|平|㎡|年|月|吨|台|天|日|人)/.test(right)) return weak('other')
  if (isThreshold(text.slice(measure.start, measure.end), right)) return weak('threshold')
  if (measure.qualifier !== null && /^(?:的)?[^，,。]{0,6}项目/.test(right) && !near) return weak('threshold')
  const cue =
    near ??
    cueAfter(text.slice(measure.end, measure.end + 32)) ??
    (standsAlone(text, measure, previousEnd) ? alone : null)
  if (!cue) return listedWith(text, measure, previousEnd, before.at(-1)) ?? weak('other')
  if (cue.role === 'output' || cue.role === 'tax')
    return isNotToCome(text, measure, left, before)
      ? weak('own')
      : { role: cue.role, strong: isOfAllPhases(text, measure) }
  if (cue.role === 'registered') return { role: cue.role, strong: cue.said.startsWith('注册') }
  if (cue.role !== 'total') return weak(cue.role)
  if (cue.said === '增资' && !/扩产|扩建|建设|生产线|基地|新建|扩能/.test(text.slice(measure.start, measure.end + 30)))
    return weak('other')
  const laterPhase = before.at(-1)?.role === 'phase' && /^(?:用于)?(?:投资)?建设[二三四]期/.test(right)
  if (isPhase(left) || laterPhase) return { role: 'phase', strong: cue.strong }
  // 在谈项目5个，甲公司拟投资0.5亿元建设…: one of them
  const ofOne = !cue.strong && /^(?:的|用于)?(?:建设|新建|兴建|打造|投建|扩建|开发)/.test(right)
  if (ofOne) return { role: 'total', strong: false, said: cue.said }
  if (isOfMany(text.slice(measure.end, measure.end + 20)) || sumsMany(text, measure.start, cue.said))
    return { role: 'aggregate', strong: true }
  return { role: isPartOf(text, measure, cue, before) ? 'part' : 'total', strong: cue.strong, said: cue.said }
}

/** 一、二、三期全部达产后，年销售收入30亿元 */
function isOfAllPhases(text: string, measure: Measure): boolean {
  const sentence = text.slice(stretchBefore(text, measure.start, sentenceEnds, 60), measure.start)
  return /全部|整体|全面|[两三四]期(?:项目)?(?:投产|达产|建成|完成)|合计|总产值|总计/.test(sentence)
}

/** the company's own, or what many projects together are to bring */
function isNotToCome(text: string, measure: Measure, left: string, before: readonly Amount[]): boolean {
  return isOwn(text, measure.start, left) || goesOnOwn(text, measure, left, before) || sumsMany(text, measure.start, '')
}

/** 2023年产值6.8亿元，纳税3200万元: the second figure is of the same year */
function goesOnOwn(text: string, measure: Measure, left: string, before: readonly Amount[]): boolean {
  const last = before.at(-1)
  if (last?.role !== 'own') return false
  const between = text.slice(last.end, measure.start)
  return between.length <= left.length + 4 && !/达产|投产|建成|预计|可实现|项目|新增|[。；;\n]/.test(between)
}

/** 总投资分别为105亿元、96亿元: the second is what the first is */
function listedWith(text: string, measure: Measure, previousEnd: number, last: Amount | undefined): Role | null {
  if (!last || last.end !== previousEnd || !/^[、和及 ]{1,2}$/.test(text.slice(previousEnd, measure.start))) return null
  return /分别/.test(text.slice(Math.max(0, last.start - 16), last.start))
    ? { role: last.role, strong: last.strong }
    : null
}

const alone: Cue = { role: 'total', strong: false, said: '' }
const weak = (role: AmountRole): Role => ({ role, strong: false })

/** 总投资15亿元，其中甲公司出资9亿元: less than the whole that the same sentence names */
function isPartOf(text: string, measure: Measure, cue: Cue, before: readonly Amount[]): boolean {
  const start = stretchBefore(text, measure.start, sentenceEnds, 120)
  const whole = before.slice(-mostReplaced).find((amount) => amount.role === 'total' && amount.start >= start)
  if (!whole) return false
  const between = text.slice(whole.end, measure.start)
  if (/其中|包括/.test(between) && (cue.said === '出资' || !/项目|公司/.test(between))) return true
  if (cue.said === '出资' && /^[，,]?(?:占|持股|持有)/.test(text.slice(measure.end, measure.end + 4))) return true
  return (
    whole.strong && !cue.strong && hundredths(measure.low) < whole.value && /^[^、]{0,24}(?:其中|出资)/.test(between)
  )
}

/** 液流电池，30亿，800亩: a sum that is a clause of its own is the size of the project, as is one right behind 项目 */
function standsAlone(text: string, measure: Measure, previousEnd: number): boolean {
  const before = text.charAt(measure.start - 1)
  const after = text.charAt(measure.end)
  if (/(?:项目|基地|工程|产业园|生产线)[(（]?$/.test(text.slice(Math.max(0, measure.start - 4), measure.start)))
    return true
  return (
    '，,\n。；;'.includes(before) && before !== '' && '，,\n。；;'.includes(after) && previousEnd < measure.start - 1
  )
}

/** The one value the text gives in a role; when it gives several different ones nobody can say which, so null. */
function soleAmount(amounts: readonly Amount[], role: AmountRole): Amount | null {
  const inRole = amounts.filter((amount) => amount.role === role)
  const [first] = inRole
  if (!first) return null
  const same = inRole.every((amount) => amount.value === first.value && amount.currency === first.currency)
  return same ? first : null
}

/**
 * The project's investment. The total wins over its phases. Phases without a total are not added up, since nobody says
 * that they are all; a single phase counts when the text says 总投资 of it, for then it is the project spoken of.
 */
export function investmentIn(amounts: readonly Amount[]): Amount | null {
  if (amounts.some(({ role }) => role === 'total')) return soleAmount(amounts, 'total')
  const phase = soleAmount(amounts, 'phase')
  return phase?.strong ? phase : null
}

/** 注册资本 wins over what each shareholder subscribes */
export function capitalIn(amounts: readonly Amount[]): Amount | null {
  const whole = amounts.filter(({ role, strong }) => role === 'registered' && strong)
  return soleAmount(whole.length > 0 ? whole : amounts, 'registered')
}

/** What all phases bring together, else the first: what comes second is a detail. A range has no single value. */
export function firstAmount(amounts: readonly Amount[], role: AmountRole): Amount | null {
  const inRole = amounts.filter((amount) => amount.role === role)
  const first = inRole.find(({ strong }) => strong) ?? inRole[0]
  return first && first.upTo === null ? first : null
}
