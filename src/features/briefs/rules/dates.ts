/** The days a brief speaks of, and which of them is the day of the contact. */
import { addDays, dayOf, daysBetween, partsOf, weekdayOf } from './calendar-days.ts'
import { type Found, found, sentenceEnds, stretchAfter, stretchBefore } from './span.ts'

/** `value` is null when the year cannot be known; `partial` is then MM-DD, or YYYY-MM when no day is said */
export type DateRead = Found<string | null> & { partial: string | null; planned: boolean }

type Draft = {
  start: number
  end: number
  value: string | null
  partial: string | null
  yearless: MonthDay | null
  /** 同年 */
  sameYear?: boolean
}
type MonthDay = { month: number; day: number }

const numeral = '[零一二三四五六七八九十0-9]'
const patterns = {
  full: new RegExp(
    `(${numeral}{4}|\\d{2}) ?年 ?(${numeral}{1,3}) ?月 ?(${numeral}{1,3}) ?[日号]?(?: ?(?:[-~、]|至|到)(?:${numeral}{1,3}月)?${numeral}{1,3}[日号])?`,
    'g',
  ),
  dashed: /(?<![\d.-])(20\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])/g,
  month: new RegExp(`(${numeral}{4}) ?年 ?(${numeral}{1,3}) ?月(?! ?${numeral})(?:份)?`, 'g'),
  // a day without 日 is one only in digits that no unit follows: 明年4月份一期 names none
  monthDay: new RegExp(
    `(去年|今年|本年|明年|同年)?(?<!${numeral}|${numeral}年|个)(${numeral}{1,3}) ?月 ?(?:份)?(${numeral}{1,3} ?[日号]|\\d{1,2}(?![\\d.,期名年月%个项家万亿条台吨亩米多余套]))(?: ?(?:[-~、]|至|到)(?:${numeral}{1,3}月)?${numeral}{1,3}[日号])?`,
    'g',
  ),
  monthOfYear:
    /(今年|本年|去年)(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!\d| ?[零一二三四五六七八九十\d]{1,3}[日号])/g,
  dotted:
    /(?<![\d.])(\d{1,2})[./](\d{1,2})(?= ?(?:上午|下午|中午|晚|日|号|拜访|接待|走访|来访|对接|赴|电话|聊|见|谈|去|到|来|会见|开|在|签|跟|和|与|陪|带|视频|考察|洽谈|座谈|开工|注册))/g,
  day: new RegExp(
    `(?:(本月|上月|上个月|这个月|当月|下月|下个月)|(?<!${numeral}|月|第|至|到|-|~))(${numeral}{1,3})[日号](?=上午|下午|中午|晚|早|，|,|到|在|去|来|拜访|接待|走访|来访|对接|赴|我|前|之前|签|开|见|谈|聊|跟|和|与|由|会|举|召|组|参|邀|陪|。|$)`,
    'g',
  ),
  relative:
    /大前天|前天|前日|前晚|昨天|昨日|昨晚|昨|今天|今日|今早|今晨|今儿|今晚|今上午|今下午|今(?=对接|拜访|走访|接待|会见|陪同|赴|去|到)|刚刚|刚才|刚(?=对接|拜访|接待|送走|[和跟与同][^，,。]{1,16}(?:谈|聊|通|见|打))|明天|明日|明早|后天/g,
  week: /(上上|上|本|这|下)?个?(?:周|星期|礼拜)([一二三四五六日天1-6])/g,
} as const

const shifts: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  前晚: -2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  昨: -1,
  今天: 0,
  今日: 0,
  今早: 0,
  今晨: 0,
  今儿: 0,
  今晚: 0,
  今上午: 0,
  今下午: 0,
  今: 0,
  刚刚: 0,
  刚才: 0,
  刚: 0,
  明天: 1,
  明日: 1,
  明早: 1,
  后天: 2,
}

const plannedBefore =
  /(?:计划|预计|拟|争取|约定|约好|约在|定于|定在|暂定|将于|将在|将|下次|下一步|待|力争|确保|打算|准备|要在|约了)[^。；;\n]{0,12}$/
const plannedAfter =
  /^(?:[上下中]午|前|底|之前|以前|左右)?[^。；;，,\n]{0,8}(?:再次?|计划|将|拟|要来|会来|前来|打算|准备|争取|开工仪式)|^(?:之|以)?前/
export const contactNear =
  /拜访|走访|来访|到访|来舟|来我|接待|对接|接洽|洽谈|座谈|会见|考察|见面|交流|会谈|碰面|约谈|沟通|电话|通话|联系|签约|赴|前往|去了|带队|组织|召开|举行|收到|获悉|了解到|今天|上门|陪同|邀请|参加|参观/

export function datesIn(pasted: string, text: string, postedOn: string | null): DateRead[] {
  const drafts = [...explicitIn(text), ...yearlessIn(text, postedOn), ...spokenIn(text, postedOn)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  )
  const out: DateRead[] = []
  let year: number | null = null
  let last = -1
  for (const draft of drafts) {
    if (draft.start < last) continue
    last = draft.end
    const planned = isPlanned(text, draft, postedOn)
    const value =
      draft.value ??
      (draft.yearless ? nearestDay(draft.yearless, draft.sameYear ? null : postedOn, planned, year) : null)
    if (draft.value && !draft.yearless) year = partsOf(draft.value).year
    const partial = value === null ? draft.partial : null
    out.push({ ...found(pasted, draft.start, draft.end, value), partial, planned: planned || isAhead(value, postedOn) })
  }
  return out
}

function explicitIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const pattern of [patterns.full, patterns.dashed]) {
    for (const hit of text.matchAll(pattern)) {
      const year = smallNumber(hit[1])
      const value = dayOf(year < 100 ? 2000 + year : year, smallNumber(hit[2]), smallNumber(hit[3]))
      if (value) out.push(draft(hit, value))
    }
  }
  for (const hit of text.matchAll(patterns.month)) {
    const month = smallNumber(hit[2])
    if (month < 1 || month > 12) continue
    out.push({ ...draft(hit, null), partial: `${smallNumber(hit[1])}-${pad(month)}` })
  }
  return out
}

function yearlessIn(text: string, postedOn: string | null): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(patterns.monthDay)) {
    const day = { month: smallNumber(hit[2]), day: smallNumber(hit[3]?.replace(/ ?[日号]/, '')) }
    if (dayOf(2024, day.month, day.day) === null) continue
    const sameYear = hit[1] === '同年'
    const said = hit[1] && !sameYear ? ({ 去: -1, 明: 1 }[hit[1].charAt(0)] ?? 0) : null
    const value = said === null || !postedOn ? null : dayOf(partsOf(postedOn).year + said, day.month, day.day)
    out.push({ ...draft(hit, value), partial: monthDay(day), yearless: value ? null : day, sameYear })
  }
  for (const hit of postedOn ? text.matchAll(patterns.monthOfYear) : []) {
    const year = partsOf(postedOn ?? '').year - (hit[1] === '去年' ? 1 : 0)
    out.push({ ...draft(hit, null), partial: `${year}-${pad(smallNumber(hit[2]))}` })
  }
  for (const hit of text.matchAll(patterns.dotted)) {
    const day = { month: Number(hit[1]), day: Number(hit[2]) }
    if (dayOf(2024, day.month, day.day) === null) continue
    out.push({ ...draft(hit, null), partial: monthDay(day), yearless: day })
  }
  for (const hit of text.matchAll(patterns.day)) {
    const day = smallNumber(hit[2])
    if (!postedOn || day < 1 || day > 31) continue
    const posted = partsOf(postedOn)
    const shift = hit[1]?.startsWith('下') ? 1 : hit[1]?.startsWith('上') || (!hit[1] && day > posted.day) ? -1 : 0
    const month = posted.month + shift
    const value = dayOf(
      posted.year + (month < 1 ? -1 : month > 12 ? 1 : 0),
      month < 1 ? 12 : month > 12 ? 1 : month,
      day,
    )
    if (value) out.push(draft(hit, value))
  }
  return out
}

function spokenIn(text: string, postedOn: string | null): Draft[] {
  if (!postedOn) return []
  const out: Draft[] = []
  for (const hit of text.matchAll(patterns.relative)) {
    const next = text.charAt(hit.index + hit[0].length)
    if (next === '年' || (hit[0] === '今天' && next === '的')) continue
    out.push(draft(hit, addDays(postedOn, shifts[hit[0]] ?? 0)))
  }
  for (const hit of text.matchAll(patterns.week)) {
    const day = '一二三四五六日天'.indexOf(hit[2] ?? '') + 1 || Number(hit[2])
    const monday = addDays(postedOn, 1 - weekdayOf(postedOn))
    const weeks = { 上上: -2, 上: -1, 下: 1 }[hit[1] ?? ''] ?? 0
    out.push(draft(hit, addDays(monday, weeks * 7 + Math.min(day, 7) - 1)))
  }
  return out
}

function draft(hit: RegExpExecArray, value: string | null): Draft {
  return { start: hit.index, end: hit.index + hit[0].length, value, partial: null, yearless: null }
}

/** The nearest such day to the day of posting; a day far ahead that nobody announces is last year's. */
function nearestDay(day: MonthDay, postedOn: string | null, planned: boolean, year: number | null): string | null {
  if (!postedOn) return year === null ? null : dayOf(year, day.month, day.day)
  const posted = partsOf(postedOn).year
  const options = [posted - 1, posted, posted + 1]
    .map((candidate) => dayOf(candidate, day.month, day.day))
    .filter((candidate) => candidate !== null)
  const past = options.filter((option) => option <= postedOn).at(-1) ?? null
  const ahead = options.find((option) => option > postedOn) ?? null
  if (planned) return past === postedOn ? past : ahead
  // two months: a brief announces a visit weeks ahead, not seasons
  return ahead && daysBetween(postedOn, ahead) <= 60 && (!past || daysBetween(past, postedOn) > 60) ? ahead : past
}

function isPlanned(text: string, date: Draft, postedOn: string | null): boolean {
  if (date.value && postedOn && date.value <= postedOn) return false
  const start = stretchBefore(text, date.start, `${sentenceEnds}，,`, 16)
  const end = stretchAfter(text, date.end, sentenceEnds, 14)
  return plannedBefore.test(text.slice(start, date.start)) || plannedAfter.test(text.slice(date.end, end))
}

function isAhead(value: string | null, postedOn: string | null): boolean {
  return value !== null && postedOn !== null && value > postedOn
}

/** The day of the contact: the first known day beside a word of contact; a plan, an old event or a bare month is none. */
export function contactDay(text: string, dates: readonly DateRead[]): (DateRead & { value: string }) | null {
  const known = dates.filter((date): date is DateRead & { value: string } => date.value !== null && !date.planned)
  const beside = known.find((date) => {
    const start = stretchBefore(text, date.start, sentenceEnds, 20)
    const end = stretchAfter(text, date.end, sentenceEnds, 60)
    const around = text.slice(start, end)
    return contactNear.test(around) && !isFounding(text, date)
  })
  if (beside) return beside
  const [only] = known
  return only && known.length === 1 && !isFounding(text, only) ? only : null
}

/** 成立于2009年3月12日: the company's own history */
export function isFounding(text: string, date: { start: number; end: number }): boolean {
  const before = text.slice(Math.max(0, date.start - 6), date.start)
  return (
    /成立|创办|创立|创建|注册于|始建|上市/.test(before) ||
    /^[^，,。；;\n]{0,4}(?:成立|创办|创立|创建|始建|上市)/.test(text.slice(date.end, date.end + 8))
  )
}

function smallNumber(written: string | undefined): number {
  if (!written) return Number.NaN
  if (/^\d+$/.test(written)) return Number(written)
  const digit = (char: string): number => '零一二三四五六七八九'.indexOf(char)
  if (written.length === 4) return Number([...written].map((char) => (/\d/.test(char) ? char : digit(char))).join(''))
  const [tens, ones] = written.split('十')
  if (ones === undefined) return written.length === 1 ? digit(written) : Number.NaN
  return (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0)
}

function monthDay(day: MonthDay): string {
  return `${pad(day.month)}-${pad(day.day)}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
