/** Every figure of a text that carries a unit of money or of area, with its bound or range, in one pass. */
import type { Qualifier } from '../model/extraction.ts'
import { micro, type Numeral, numeralAt } from './numbers.ts'

export type Unit = { kind: 'money'; currency: string } | { kind: 'area'; squareMetres: number; word: 'mu' | 'm2' }

export type Measure = {
  start: number
  end: number
  /** where the figure itself begins, behind 约, 超 and the like */
  figureAt: number
  unit: Unit
  /** in millionths of the unit: 元 (or dollar …), or the area unit */
  low: bigint
  high: bigint | null
  qualifier: Qualifier | null
}

const unitWords: readonly (readonly [string, Unit])[] = [
  ...(
    [
      ['美元', 'USD'],
      ['美金', 'USD'],
      ['USD', 'USD'],
      ['欧元', 'EUR'],
      ['欧', 'EUR'],
      ['美刀', 'USD'],
      ['EUR', 'EUR'],
      ['日元', 'JPY'],
      ['日圆', 'JPY'],
      ['港元', 'HKD'],
      ['港币', 'HKD'],
      ['英镑', 'GBP'],
      ['韩元', 'KRW'],
      ['韩币', 'KRW'],
      ['泰铢', 'THB'],
      ['卢布', 'RUB'],
      ['卢比', 'INR'],
      ['林吉特', 'MYR'],
      ['新加坡元', 'SGD'],
      ['新币', 'SGD'],
      ['新元', 'SGD'],
      ['坡币', 'SGD'],
      ['新台币', 'TWD'],
      ['台币', 'TWD'],
      ['澳元', 'AUD'],
      ['加元', 'CAD'],
      ['瑞士法郎', 'CHF'],
      ['人民币', 'CNY'],
      ['元人民币', 'CNY'],
      ['元', 'CNY'],
      ['块钱', 'CNY'],
      ['RMB', 'CNY'],
      ['rmb', 'CNY'],
    ] as const
  ).map(([word, currency]) => [word, { kind: 'money', currency }] as const),
  ...(
    [
      ['亩', 2000 / 3, 'mu'],
      ['公顷', 10_000, 'mu'],
      ['平方公里', 1_000_000, 'm2'],
      ['平方千米', 1_000_000, 'm2'],
      ['平方米', 1, 'm2'],
      ['平米', 1, 'm2'],
      ['㎡', 1, 'm2'],
      ['m2', 1, 'm2'],
      ['m²', 1, 'm2'],
      ['M2', 1, 'm2'],
      ['M²', 1, 'm2'],
      ['平方', 1, 'm2'],
      ['方', 1, 'm2'],
      ['方厂房', 1, 'm2'],
      ['平', 1, 'm2'],
    ] as const
  ).map(([word, squareMetres, kind]) => [word, { kind: 'area', squareMetres, word: kind }] as const),
]
const unitsByFirst = new Map<string, (readonly [string, Unit])[]>()
for (const entry of [...unitWords].sort((a, b) => b[0].length - a[0].length)) {
  const first = entry[0].charAt(0)
  unitsByFirst.set(first, [...(unitsByFirst.get(first) ?? []), entry])
}

/** what makes a scaled figure without 元 something else than money: 5万吨, 3万台, 20万千瓦 */
const otherThings =
  '吨台辆套人片支件只颗立米度标头箱户家册次倍条根桶张名位个枚瓶袋斤克升瓦千兆吉字股载方平座间床羽株kKMGTmtVA'
const moneyBefore =
  /(?:投资|投|总投|投入|资金|资本|注册|金额|总额|额|规模|盘子|产值|销售|营收|收入|税收|税|利润|融资|估值|估|预算|概算|资产|价|花|出|砸|追加|增加|加|增|扩)[^。；;\n，,]{0,8}(?:[，,](?:大概|大约|约|差不多|预计|估计|一共|总共|共|合计)?)?$/
const before: readonly (readonly [RegExp, Qualifier])[] = [
  [/(?:不超过?|不多于|不大于|最多|至多|不足|不到|(?<!不)(?:低于|少于|小于)|将近|接近|近)$/, 'lt'],
  [/(?:(?<!不)(?:超过|超出|超|大于|多于|高于|过)|逾|突破|不低于|不少于|不小于|至少|起码|最少)$/, 'gt'],
  [/(?:大约|大概|约为|约合|约|差不多|估计|左右)$/, 'approx'],
]
const after: readonly (readonly [RegExp, Qualifier])[] = [
  [/^(?:及|或)?(?:以上|之上|起|打底)/, 'gt'],
  [/^(?:及|或)?(?:以下|以内|之内)/, 'lt'],
  [/^(?:左右|上下)/, 'approx'],
]

export function measuresIn(text: string): Measure[] {
  const out: Measure[] = []
  let i = 0
  while (i < text.length) {
    const numeral = mayBegin(text.charCodeAt(i)) ? numeralAt(text, i) : null
    const measure = numeral && measureFrom(text, numeral)
    if (measure) out.push(measure)
    i = measure ? Math.max(measure.end, i + 1) : numeral ? Math.max(numeral.end, i + 1) : i + 1
  }
  return out
}

const beginners = new Set(
  [...'0123456789零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾半'].map((char) => char.charCodeAt(0)),
)
function mayBegin(code: number): boolean {
  return beginners.has(code)
}

function measureFrom(text: string, first: Numeral): Measure | null {
  const joined = rangeFrom(text, first)
  const last = joined?.second ?? first
  const unit: { unit: Unit; end: number; times?: bigint } | null =
    unitAfter(text, last.end) ?? bareMoney(text, first, last) ?? unitBefore(text, first.start, last.end)
  if (!unit) return null
  const head = headOf(text, first.start)
  const tail = tailOf(text, unit.end)
  const high = joined ? (last.high ?? last.low) : first.high
  // 10-20亿: the first figure has the scale of the second
  const times = unit.times ?? 1n
  const low = joined && first.scale === 1n && first.low < last.low ? first.low * scaleOf(text, last) : first.low
  if (high !== null && high < low) return null
  const more: Qualifier | null = first.more || last.more ? 'gt' : null
  return {
    start: head.start,
    end: tail?.end ?? unit.end,
    figureAt: first.start,
    unit: unit.unit,
    low: low * times,
    high: high === null ? null : high * times,
    qualifier: tail?.qualifier ?? head.qualifier ?? more,
  }
}

function scaleOf(text: string, numeral: Numeral): bigint {
  // 100-200亩 shares no scale word
  return /[万亿千百wW]/.test(text.slice(numeral.start, numeral.end)) ? numeral.scale : 1n
}

function rangeFrom(text: string, first: Numeral): { second: Numeral } | null {
  let i = first.end
  for (const unit of ['亩', '元', '平方米', '平米', '㎡', '平', '公顷'])
    if (text.startsWith(unit, i)) {
      i += unit.length
      break
    }
  const joint = /^ ?(?:至|到|或|-{1,2}|~) ?/.exec(text.slice(i, i + 5))?.[0]
  if (!joint) return null
  const second = numeralAt(text, i + joint.length)
  if (!second || (!unitAfter(text, second.end) && second.scale < 10_000n)) return null
  const sameUnit = i === first.end || unitAfter(text, second.end) !== null
  return sameUnit ? { second } : null
}

function unitAfter(text: string, at: number): { unit: Unit; end: number } | null {
  let i = at
  while (text.charAt(i) === ' ' && i < at + 2) i++
  for (const [word, unit] of unitsByFirst.get(text.charAt(i)) ?? []) {
    if (!text.startsWith(word, i)) continue
    const end = i + word.length
    // 平 and 平方 are also the beginning of other words: 5平台, 3平方公里 is caught above
    if (word === '方' && '面案式向战合签共会协程法便米'.includes(text.charAt(end)) && end < text.length) continue
    if (word === '欧' && '洲盟式美'.includes(text.charAt(end)) && end < text.length) continue
    if (word === '平' && '台均方整安原衡稳常时'.includes(text.charAt(end)) && end < text.length) continue
    return { unit, end }
  }
  return null
}

/** US$3亿, 人民币2亿: the currency may stand before the figure */
const prefixes: readonly (readonly [RegExp, string])[] = [
  [/(?:US\$|USD|美元|\$) ?$/, 'USD'],
  [/(?:HK\$|HKD|港币|港元) ?$/, 'HKD'],
  [/(?:€|EUR|欧元) ?$/, 'EUR'],
  [/(?:£|GBP|英镑) ?$/, 'GBP'],
  [/(?:人民币|RMB|CNY|¥|￥) ?$/, 'CNY'],
]

function prefixAt(text: string, at: number): { currency: string; start: number } | null {
  const window = text.slice(Math.max(0, at - 5), at)
  for (const [pattern, currency] of prefixes) {
    const hit = pattern.exec(window)
    if (hit) return { currency, start: at - (window.length - hit.index) }
  }
  return null
}

/** 投资3个亿, 投5000万: money without 元 needs a word of money before it and no other thing after it. */
function bareMoney(text: string, first: Numeral, last: Numeral): { unit: Unit; end: number } | null {
  const next = text.charAt(last.end).trim() || text.charAt(last.end + 1)
  if (next !== '' && otherThings.includes(next)) return null
  const prefix = last.scale >= 10_000n || last.low >= 10_000n * micro ? prefixAt(text, first.start) : null
  if (prefix) return { unit: { kind: 'money', currency: prefix.currency }, end: last.end }
  if (last.scale < 10_000n) return null
  if (!moneyBefore.test(text.slice(Math.max(0, first.start - 24), first.start))) {
    // 12亿项目, 3个亿的投资, and 30亿 as a clause of its own
    const alone =
      /(?:^|[，,。；;\n])(?:约|大概|总共)?$/.test(text.slice(Math.max(0, first.start - 3), first.start)) &&
      /^(?:[，,。；;\n]|$)/.test(text.slice(last.end, last.end + 1))
    if (!alone && !/^(?:级)?的?(?:总?投资|项目|规模)/.test(text.slice(last.end, last.end + 6))) return null
  }
  return { unit: { kind: 'money', currency: 'CNY' }, end: last.end }
}

/** 总投资（亿元）：3.5, the way forms and tables write: the unit stands in brackets before the figure */
const labelled = /\((?:单位:?)?(亿|万)?(元|美元|欧元|亩|公顷|平方米|㎡)?\)[^\d\n()]{0,2}$/
function unitBefore(text: string, at: number, end: number): { unit: Unit; end: number; times: bigint } | null {
  const [, scale, word = '元'] = labelled.exec(text.slice(Math.max(0, at - 12), at)) ?? [null, null, null]
  const unit = word === null ? null : unitWords.find(([written]) => written === word)?.[1]
  if (!unit || (scale === undefined && word === '元')) return null
  return { unit, end, times: scale === '亿' ? 100_000_000n : scale === '万' ? 10_000n : 1n }
}

function headOf(text: string, at: number): { start: number; qualifier: Qualifier | null } {
  const from = prefixAt(text, at)?.start ?? at
  const base = Math.max(0, from - 4)
  const window = text.slice(base, from).trimEnd()
  for (const [pattern, qualifier] of before) {
    const hit = pattern.exec(window)
    if (hit) return { start: base + hit.index, qualifier }
  }
  return { start: at, qualifier: null }
}

function tailOf(text: string, at: number): { end: number; qualifier: Qualifier } | null {
  const window = text.slice(at, at + 4)
  for (const [pattern, qualifier] of after) {
    const hit = pattern.exec(window)
    if (hit) return { end: at + hit[0].length, qualifier }
  }
  return null
}

/** hundredths of the unit, the way money is kept: 元 → 分 */
export function hundredths(value: bigint): bigint {
  return (value * 100n) / micro
}

export function squareMetres(value: bigint, unit: Unit & { kind: 'area' }): number {
  // two decimals of a square metre are finer than any survey
  return Math.round((Number(value) / Number(micro)) * unit.squareMetres * 100) / 100
}
