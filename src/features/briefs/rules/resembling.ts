/** What the form and the judge ask about companies that somebody may have reported before, and what they are told. */
import { type AskedMention, degrees, mostShown, type ResembledRow } from '../model/resembling.ts'
import { companyParts } from './company-parts.ts'
import { intentionAlike, resemblance } from './resemblance.ts'

/** A mention found by a key that it shares; whether it is of the same company is said here. */
export type Found = Omit<ResembledRow, 'degree' | 'reasons' | 'company'> & {
  companyName: string
  uscCode: string | null
  intention: string | null
  industry: string | null
  investmentFen: number | null
  landM2: number | null
}

/** Of one brief the surest mention counts. */
export function resembledRows(asked: AskedMention, found: readonly Found[]): ResembledRow[] {
  const best = new Map<string, ResembledRow>()
  const known = [{ name: asked.companyName, aliases: asked.otherNames }]
  for (const { companyName, uscCode, intention, industry, investmentFen, landM2, ...row } of found) {
    const like = resemblance(asked, { companyName, uscCode }, known)
    if (!like) continue
    const apart = (text: string | null) => withoutNames(text, [asked.companyName, companyName])
    const same = intentionAlike(
      { ...asked, intention: apart(asked.intention) },
      { intention: apart(intention), industry, investmentFen, landM2 },
    )
    const reasons = [...like.reasons, ...(same ? [same] : [])]
    const before = best.get(row.id)
    if (!before || order(like.degree) < order(before.degree))
      best.set(row.id, { ...row, company: companyName, degree: like.degree, reasons })
  }
  return [...best.values()]
    .sort((a, b) => order(a.degree) - order(b.degree) || (a.sentAt < b.sentAt ? 1 : -1))
    .slice(0, mostShown)
}

/** That both speak of 聚泰 is said already; what they want is the question. */
function withoutNames(text: string | null, names: readonly string[]): string | null {
  if (text === null) return null
  const said = names.flatMap((name) => {
    const { key, core } = companyParts(name)
    return [name, key, core, core.slice(0, 2)].filter((part) => part.length >= 2)
  })
  return said.sort((a, b) => b.length - a.length).reduce((left, name) => left.replaceAll(name, ' '), text)
}

function order(degree: ResembledRow['degree']): number {
  return Object.keys(degrees).indexOf(degree)
}
