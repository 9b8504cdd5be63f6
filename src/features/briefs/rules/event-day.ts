/** The day of what a text reports: signing or meeting before anything else, never a plan, a founding or a newspaper's date. */
import { contactNear, type DateRead, isFounding } from './dates.ts'
import { sentenceEnds, stretchAfter, stretchBefore } from './span.ts'

const event =
  /签约|签订|签署|举行|举办|召开|仪式|开工|奠基|动工|揭牌|揭幕|注册成立|落户|落地|摘牌|竞得|投产|试生产|竣工|封顶|达成|中标/
const press =
  /^(?:[上下晚]午|晚间?)?(?:\)|,)?[\u4e00-\u9fff]{0,3}?(?:消息(?:,|，|:|$)|报道|刊发|刊登|讯[,，: ]|电[,，:)])/
const pressBefore =
  /(?:日报|晚报|商报|早报|记者[^，,。]{0,4}|来源[:：]?|发布时间[:：]?|编辑|(?:^|[，,。\n])据[^，,。；;]{0,8})[ (]{0,2}$/
const history = /(?:截至|截止|截止到|自|自从|上一次|早在|有效期|公示期?|工期|期限|前于)[^，,。；;]{0,4}$/
/** the date in a head or in brackets is that of the paper: good only when nothing else is said */
const inHead = /^[)】\]]|^ ?(?:\n|$)/

/** `partial` dates count as well: a day without a year is still the event's own */
export function eventDay(text: string, dates: readonly DateRead[]): DateRead | null {
  let best: { date: DateRead; weight: number } | null = null
  for (const [i, date] of dates.entries()) {
    const next = dates[i + 1]?.start ?? text.length
    const weight = weightOf(text, date, next)
    // of two equals the one that is known to the day
    const sharper = best !== null && weight === best.weight && best.date.value === null && date.value !== null
    if (weight > 0 && (!best || weight > best.weight || sharper)) best = { date, weight }
  }
  return best?.date ?? null
}

function weightOf(text: string, date: DateRead, next: number): number {
  if (isFounding(text, date)) return 0
  const before = text.slice(stretchBefore(text, date.start, sentenceEnds, 20), date.start)
  if (press.test(text.slice(date.end, date.end + 10)) || pressBefore.test(before) || history.test(before)) return 0
  const after = text.slice(date.end, Math.min(Math.max(next, date.end), stretchAfter(text, date.end, sentenceEnds, 80)))
  const clause = after.slice(0, 40)
  const bracketed = /[(【[]$/.test(before) && inHead.test(text.slice(date.end, date.end + 2))
  if (bracketed) return date.planned ? 0 : 1
  // 去年12月签约的项目今天开工: what the day only describes gives way to what happens
  if (/^[^，,。]{0,4}(?:签约|开工|投产|落户|落地|引进|注册)的/.test(after)) return date.planned ? 0 : 3
  const near = event.test(clause) ? 4 : contactNear.test(clause) || event.test(after) ? 3 : 2
  // a bare month only tells when something was before or after what the day tells
  const bareMonth = date.value === null && /^\d{4}-/.test(date.partial ?? '')
  return date.planned ? 0 : near - (bareMonth ? 1.5 : 0)
}
