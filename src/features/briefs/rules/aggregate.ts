/** Totals over several projects or firms: 等14个项目…签约金额87.07亿元. They are nobody's own investment. */
import type { Aggregate } from '../model/extraction.ts'
import type { Amount } from './amounts.ts'
import { numeralAt } from './numbers.ts'
import { type Found, found, sentenceEnds, stretchAfter, stretchBefore } from './span.ts'
import { wanOf } from './units-of-entry.ts'

type Count = Found<number> & { of: 'project' | 'company' }

const number = '(\\d{1,4}|[二两三四五六七八九十百]{1,5})'
/** 14个项目, 9家重点企业, 5个亿元以上项目 */
const before = new RegExp(
  `(?<![\\d.第])${number}余?多?(?:个|家|宗)([^，,。；;\\n个家0-9]{0,12}?)(项目(?!组|部|专班)|企业|公司|总部|单位|客商)`,
  'g',
)
/** 签约项目15个, 项目共10个 */
const behind = new RegExp(`(项目|企业|公司)(?:共有|共计|总数|数|共|达|有)?${number}余?多?[个家]`, 'g')
const doing = /签约|签订|签下|签署|开工|落户|落地|引进|入驻|合作意向|达成|竣工|投产|集中|奠基|投资|意向|建设|推进/
/** 已服务30家企业, 走访了12家企业: a day's work is no total of projects */
const otherCount =
  /(?:走访|拜访|对接|服务|接待|参观|考察|联系|摸排|排摸|邀请|收集|梳理|其中|以上|每|(?<![目之此日])前|第|近年|全国|旗下|拥有)[^，,。；;\n]{0,8}$/

export function countsIn(pasted: string, text: string): Count[] {
  const out: Count[] = []
  const push = (hit: RegExpExecArray, digits: string | undefined, thing: string | undefined): void => {
    const numeral = numeralAt(`${digits}个`, 0)
    const value = numeral && numeral.high === null ? Number(numeral.low) / 1_000_000 : 0
    if (!Number.isInteger(value) || value < 2) return
    // 22个项目中最大的, 111个项目之一 tell of one
    if (/^(?:中(?!心)|之一)/.test(text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 3))) return
    if (otherCount.test(text.slice(Math.max(0, hit.index - 12), hit.index))) return
    const of = thing === '项目' || thing === '总部' ? 'project' : 'company'
    out.push({ ...found(pasted, hit.index, hit.index + hit[0].length, value), of })
  }
  for (const hit of text.matchAll(before)) push(hit, hit[1], hit[3])
  for (const hit of text.matchAll(behind)) push(hit, hit[2], hit[1])
  return out.sort((a, b) => a.start - b.start)
}

export function aggregateIn(pasted: string, text: string, amounts: readonly Amount[]): Found<Aggregate> | null {
  const counts = countsIn(pasted, text).filter((count) => doing.test(sentenceAround(text, count)))
  const sum = amounts.find((amount) => amount.role === 'aggregate')
  const projects = counts.find((count) => count.of === 'project')
  const companies = projects ? undefined : sum && counts.find((count) => count.of === 'company')
  const first = projects ?? companies ?? sum
  if (!first) return null
  return found(pasted, first.start, Math.max(first.end, sum?.end ?? 0), {
    ...(projects ? { project_count: projects.value } : {}),
    ...(companies ? { company_count: companies.value } : {}),
    ...(sum ? { investment_wan: wanOf(sum.value) } : {}),
    ...(sum && sum.currency !== 'CNY' ? { investment_currency: sum.currency } : {}),
    ...(sum?.qualifier ? { qualifier: sum.qualifier } : {}),
  })
}

function sentenceAround(text: string, at: { start: number; end: number }): string {
  return text.slice(stretchBefore(text, at.start, sentenceEnds, 80), stretchAfter(text, at.end, sentenceEnds, 60))
}
