/** How a brief's figures and names are said in one line, on the page and in the group. */
import { sayArea, sayDay, sayMoney } from '#ui/format.ts'
import { qualifiers } from '../model/extraction.ts'
import type { Original } from '../model/transcribing.ts'
import { type Brief, channels, conclusions, type Message, type Thread } from '../model.ts'
import { moneyWords } from './money-words.ts'

export type Ruling = Extract<Message, { kind: 'ruling' }>
type Money = Pick<Brief['mentions'][number], 'investmentFen' | 'investmentCurrency'> & {
  investmentQualifier?: Brief['mentions'][number]['investmentQualifier']
}

/** 约2.6亿元, 5,000万美元 */
export function sayInvestment(money: Money): string | null {
  if (money.investmentFen === null) return null
  const said = sayMoney(money.investmentFen)
  const before = money.investmentQualifier ? qualifiers[money.investmentQualifier] : ''
  return `${before}${said.slice(0, -1)}${currencyOf(money.investmentCurrency)}`
}

/** 元, 美元, 欧元 … */
export function currencyOf(code: string): string {
  const word = Object.entries(moneyWords).find(([, currency]) => currency === code)?.[0]
  return word ? word.slice(1) : code
}

/** 上海云帆储能（驻上海组）: which brief a sheet or a passing line speaks of */
export function subjectOf(companies: string, unit: string): string {
  return `${companies || '未写企业'}（${unit}）`
}

export function companiesOf(brief: Pick<Brief, 'mentions'>): string {
  return brief.mentions.map(({ companyName }) => companyName).join('、')
}

/** 交办 盐仓街道，配合 区商务局，11月5日前 */
/** Files that ride on a reply, or with null on the brief itself. */
export function attachedTo(thread: Pick<Thread, 'attachments'>, replyId: string | null) {
  return thread.attachments.filter((one) => one.replyId === replyId).map(({ document }) => document)
}

export function sayRuling(ruling: Ruling, sayDay: (day: string) => string): string {
  const parts = [conclusions[ruling.conclusion] + (ruling.leadUnit ? ` ${ruling.leadUnit.name}` : '')]
  if (ruling.coUnits.length > 0) parts.push(`配合 ${ruling.coUnits.map(({ name }) => name).join('、')}`)
  if (ruling.dueOn) parts.push(`${sayDay(ruling.dueOn)}前`)
  return parts.join('，')
}

/** The text for the group chat: facts only, phones and ID numbers blanked already, names of contacts left out. */
export function groupText(
  brief: Brief,
  messages: readonly Message[],
  sayDay: (day: string) => string,
  link: string,
): string {
  const meeting = [
    brief.contactOn ? sayDay(brief.contactOn) : '',
    brief.place ? `在${brief.place}` : '',
    brief.channel ? `（${channels[brief.channel]}）` : '',
  ].join('')
  const companies = brief.mentions.map((mention) =>
    [
      mention.companyName,
      mention.intention ?? '',
      sayInvestment(mention) ? `投资${sayInvestment(mention)}` : '',
      mention.landM2 === null ? '' : `用地${sayArea(mention.landM2)}`,
    ]
      .filter(Boolean)
      .join('，'),
  )
  const standing = messages.find((message): message is Ruling => message.kind === 'ruling' && message.inForce)
  return [
    `【${brief.unit.name}简报】${meeting}${meeting ? '：' : ''}${companies.join('；')}。`,
    brief.nextStep ? `下一步：${brief.nextStep}` : '',
    brief.helpNeeded ? `需要协调：${brief.helpNeeded}` : '',
    standing ? `批示（${standing.leaderPost} ${standing.leader.name}）：${sayRuling(standing, sayDay)}` : '',
    `${brief.number} ${link}`,
  ]
    .filter(Boolean)
    .join('\n')
}

/** 原发 姚敏 11月3日 15:04 */
export function sayOriginal(original: Original, now: number): string {
  return `原发 ${sayPosted(original, now)}`
}

/** 姚敏 11月3日 15:04; a day that was reckoned says so */
export function sayPosted({ poster, person, on, time, certain }: Original, now: number): string {
  const day = on === null ? null : sayDay(on, now)
  const when = [day, time].filter(Boolean).join(' ')
  const reckoned = on !== null && !certain ? '（日期系推算）' : ''
  return `${person?.name ?? poster ?? '未注明'}${when ? ` ${when}` : ''}${reckoned}`
}
