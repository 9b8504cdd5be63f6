/** How the briefs of five years fall into months: more each year, fewer around New Year and in summer. */
import { addMonths } from '#core/month.ts'

/** the last year of the city that is measured */
const first = '2018-01'
const ofYear = [0.7, 0.85, 0.9, 1.1, 1.45]
const ofMonth = [0.75, 0.55, 1.15, 1.1, 1.1, 1.15, 0.9, 0.85, 1.1, 1, 1.15, 1.2]

export type Month = { day: string; count: number; before: number }

export function monthsOf(briefs: number): Month[] {
  const weights = ofYear.flatMap((year) => ofMonth.map((month) => year * month))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let [weighed, before] = [0, 0]
  return weights.map((weight, i) => {
    weighed += weight
    const after = Math.round((briefs * weighed) / total)
    const month = { day: `${addMonths(first, i)}-01`, count: after - before, before }
    before = after
    return month
  })
}
