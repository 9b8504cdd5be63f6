/** Totals over several projects or firms: 等14个项目…签约金额87.07亿元. They are nobody's own investment. */
import * as z from 'zod'
import type { Amount } from './amounts.ts'
import { type Qualifier, qualifiers } from './measures.ts'
import { numeralAt } from './numbers.ts'
import { type Found, found, sentenceEnds, stretchAfter, stretchBefore } from './span.ts'
import { wanOf } from './units-of-entry.ts'

export const aggregateSchema = z.strictObject({
  project_count: z.int().optional(),
  company_count: z.int().optional(),
  investment_wan: z.number().nonnegative().optional(),
  investment_currency: z.string().length(3).optional(),
  // the keys of a literal object are exactly its union, which Object.keys does not say
  qualifier: z.enum(Object.keys(qualifiers) as [Qualifier, ...Qualifier[]]).optional(),
})
export type Aggregate = z.infer<typeof aggregateSchema>

type Count = Found<number> & { of: 'project' | 'company' }

const counted = /余?多?(?:个|家|宗|项|份)([^，,。；;\n个家0-9]{0,12}?)(项目|企业|公司|总部|单位|客商)/y
const doing = /签约|签订|签下|签署|开工|落户|落地|引进|入驻|合作意向|达成|竣工|投产|集中|奠基|总投资|投资额|建设|推进/
/** 已服务30家企业, 走访了12家企业: a day's work is no total of projects */
const otherCount =
  /(?:走访|拜访|对接|服务|接待|参观|考察|联系|摸排|排摸|邀请|收集|梳理|其中|以上|每|前|第|近年|全国|旗下|拥有)[^，,。；;\n]{0,8}$/

export function countsIn(pasted: string, text: string): Count[] {
  const out: Count[] = []
  for (let i = 0; i < text.length; i++) {
    if (!/[0-9一二两三四五六七八九十]/.test(text.charAt(i))) continue
    const numeral = numeralAt(text, i)
    if (!numeral) continue
    counted.lastIndex = numeral.end
    const hit = counted.exec(text)
    const number = Number(numeral.low) / 1_000_000
    if (
      hit &&
      numeral.high === null &&
      numeral.scale === 1n &&
      number >= 2 &&
      number < 10_000 &&
      Number.isInteger(number)
    ) {
      const of = hit[2] === '项目' ? 'project' : hit[2] === '总部' ? 'project' : 'company'
      if (!otherCount.test(text.slice(Math.max(0, i - 12), i)))
        out.push({ ...found(pasted, i, counted.lastIndex, number), of })
    }
    i = Math.max(i, numeral.end - 1)
  }
  return out
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
