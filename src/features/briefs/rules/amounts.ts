/** What each sum of money in a brief is: total investment, registered capital, output, tax, or none of these. */
import { hundredths, type Measure, type Qualifier } from './measures.ts'
import { clauseEnds, type Found, found, sentenceEnds, stretchBefore } from './span.ts'

/** only `total` is one project's investment; the other roles are told apart so that they are never taken for it */
export const amountRoles = {
  total: '总投资',
  registered: '注册资本',
  phase: '分期投资',
  fixed: '固定资产投资',
  aggregate: '多个项目合计',
  threshold: '门槛',
  output: '产值营收',
  tax: '税收',
  spent: '已完成投资',
  other: '其他',
} as const
export type AmountRole = keyof typeof amountRoles

/** `value` in hundredths of the currency (fen for CNY); `upTo` is the upper end of a range whose lower end is `value` */
export type Amount = Found<bigint> & {
  upTo: bigint | null
  qualifier: Qualifier | null
  currency: string
  role: AmountRole
}

/** the nearest word before the figure decides; where two end at one place the longer wins */
const cues: readonly (readonly [RegExp, AmountRole])[] = [
  [/注册资[本金]金?|注册资本金|注册|认缴|实缴|资本金/g, 'registered'],
  [/[一二三四首]期(?:工程|项目)?(?:计划|拟|预计|总)?(?:投资|投入)?额?/g, 'phase'],
  [/固定资产(?:总?投资)?|固投|设备(?:总?投资|投入)|土建|厂房投资/g, 'fixed'],
  [/亩均[^，,。]{0,6}|每亩[^，,。]{0,6}|投资强度/g, 'other'],
  [
    /产值|销售(?:额|收入)?|营业?收入?|营收|年收入|主营业务|营业额|产出|交易额|贸易额|结算额|成交额|流水|进出口额?/g,
    'output',
  ],
  [/利税|税收|纳税|税费|缴税|创税|上缴|税金|地方财政/g, 'tax'],
  [/(?:累计|已完成?|已经|实际|完成|到位)(?:投资|投入|到位|资金)+/g, 'spent'],
  [
    /融资|估值|市值|贷款|补贴|补助|奖励|租金|房租|地价|土地款|出让金?|总资产|净资产|资产|利润|净利|基金|成交|收购|中标|合同额|订单|预算|成本|单价|节约|薪|奖|授信|到位|罚/g,
    'other',
  ],
  [/签约(?:总?金?额|资金)/g, 'total'],
  [
    /增资|追加|总投资?规?模?额?|(?:计划|意向|预计|拟|协议|概算|估算)?(?:总?投资|投入|投)(?:总?额|规模|金额|约)?|投资/g,
    'total',
  ],
]
const many =
  /(?:等|共|签约|签下|引进|落地|推进|建设|涉及|的)?(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})余?多?(?:个|家)(?:[^，,。；;\n个家]{0,12})(?:项目|企业|公司|总部|单位)/g

/** 由3亿元调整为4.5亿元: the later figure stands in the place of the earlier */
const correction = /^[，,]?(?:现|已|又|再)?(?:调整|增加|提高|追加|扩大|加|增|升|改|减|降)[^，,。；;]{0,2}(?:为|到|至)/

export function amountsIn(pasted: string, text: string, measures: readonly Measure[]): Amount[] {
  const out: Amount[] = []
  let previousEnd = 0
  for (const measure of measures) {
    if (measure.unit.kind === 'money') {
      const last = out.at(-1)
      const corrects = last?.end === previousEnd && correction.test(text.slice(previousEnd, measure.start))
      const role = corrects ? last.role : roleOf(text, measure, previousEnd)
      if (corrects) last.role = 'other'
      out.push({
        ...found(pasted, measure.start, measure.end, hundredths(measure.low)),
        upTo: measure.high === null ? null : hundredths(measure.high),
        qualifier: measure.qualifier,
        currency: measure.unit.currency,
        role,
      })
    }
    previousEnd = measure.end
  }
  return out
}

function roleOf(text: string, measure: Measure, previousEnd: number): AmountRole {
  const right = text.slice(measure.end, measure.end + 12)
  if (/^ ?(?:\/|每|一)(?:亩|平|㎡|年|月|吨|台)/.test(right)) return 'other'
  const clause = stretchBefore(text, measure.start, clauseEnds.replace(':', ''), 30)
  const left = withClauseBefore(text, Math.max(clause, previousEnd), previousEnd, measure.start)
  const role =
    nearestCue(left) ?? cueAfter(right, measure) ?? (standsAlone(text, measure, previousEnd) ? 'total' : null)
  if (role !== 'total') return role ?? 'other'
  if (isPhase(left)) return 'phase'
  return sumsMany(text, measure) ? 'aggregate' : 'total'
}

/** 投资民宿，大概两千万: a clause that holds nothing but 大概 goes on from the one before it */
function withClauseBefore(text: string, start: number, floor: number, end: number): string {
  const left = text.slice(start, end)
  const bare = /^ ?(?:大概|大约|约|差不多|预计|估计|一共|总共|共|合计|计)? ?$/.test(left)
  if (!bare || !'，,'.includes(text.charAt(start - 1)) || start === 0) return left
  return text.slice(Math.max(floor, stretchBefore(text, start - 1, clauseEnds, 20)), end)
}

function nearestCue(left: string): AmountRole | null {
  let best: { end: number; length: number; role: AmountRole } | null = null
  for (const [pattern, role] of cues) {
    for (const hit of left.matchAll(pattern)) {
      const end = hit.index + hit[0].length
      if (!best || end > best.end || (end === best.end && hit[0].length > best.length))
        best = { end, length: hit[0].length, role }
    }
  }
  return best?.role ?? null
}

/** 3个亿的投资, 12亿元项目; but 10亿元以上项目 is a threshold */
function cueAfter(right: string, measure: Measure): AmountRole | null {
  if (measure.qualifier !== null && /^(?:的)?[^，,。]{0,6}项目/.test(right)) return 'threshold'
  if (/^(?:级)?的?(?:总投资|投资|项目|规模)/.test(right)) return 'total'
  return null
}

/** 液流电池，30亿，800亩: a sum that is a clause of its own is the size of the project */
function standsAlone(text: string, measure: Measure, previousEnd: number): boolean {
  const before = text.charAt(measure.start - 1)
  const after = text.charAt(measure.end)
  return (
    '，,\n。；;'.includes(before) && before !== '' && '，,\n。；;'.includes(after) && previousEnd < measure.start - 1
  )
}

function isPhase(left: string): boolean {
  return /(?:[一二三四首]期|第[一二三四]阶段|分期)[^总]{0,8}$/.test(left)
}

/** 等14个项目…签约金额87.07亿元: the sentence counts several projects before it names the sum */
function sumsMany(text: string, measure: Measure): boolean {
  const start = stretchBefore(text, measure.start, sentenceEnds, 80)
  for (const hit of text.slice(start, measure.start).matchAll(many)) {
    if (!/^(?:共|的|等|签约|签下|引进|落地|推进|建设|涉及)?(?:1|一)(?:个|家)/.test(hit[0]))
      return !/其中|本次|此次|该项目/.test(text.slice(start + hit.index, measure.start))
  }
  return false
}

/** The one value the text gives in a role; when it gives several different ones nobody can say which, so null. */
export function soleAmount(amounts: readonly Amount[], role: AmountRole): Amount | null {
  const inRole = amounts.filter((amount) => amount.role === role)
  const [first] = inRole
  if (!first) return null
  const same = inRole.every((amount) => amount.value === first.value && amount.currency === first.currency)
  return same ? first : null
}
