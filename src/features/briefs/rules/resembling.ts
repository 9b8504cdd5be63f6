/** What the form and the judge ask about companies that somebody may have reported before, and what they are told. */
import * as z from 'zod'
import { areaOnWire } from '#core/area.ts'
import { fenOnWire } from '#core/money.ts'
import { companyParts } from './company-parts.ts'
import { degrees, intentionAlike, resemblance } from './resemblance.ts'

const words = (most: number) => z.string().trim().min(1).max(most)

/** One company of a form that is still being filled: most of it may be missing. */
export const askedMention = z.strictObject({
  companyName: words(120),
  /** as far as it has been typed */
  uscCode: z.string().trim().max(40).nullable(),
  /** further names that the city knows it by */
  otherNames: z.array(words(120)).max(8),
  intention: words(500).nullable(),
  industry: words(60).nullable(),
  investmentFen: fenOnWire.nullable(),
  landM2: areaOnWire.nullable(),
})
export type AskedMention = z.infer<typeof askedMention>

export const mostShown = 10

export const resembledSchema = z.strictObject({
  /** briefs that whoever asks may read: the surest first, of equals the newest */
  rows: z
    .array(
      z.strictObject({
        id: z.uuid(),
        number: z.string(),
        unit: z.strictObject({ id: z.uuid(), name: z.string() }),
        sentAt: z.string(),
        company: z.string(),
        validity: z.enum(['pending', 'valid', 'invalid', 'duplicate']),
        degree: z.enum(Object.keys(degrees) as [keyof typeof degrees, ...(keyof typeof degrees)[]]), // keys of a literal object
        reasons: z.array(z.string()),
      }),
    )
    .max(mostShown),
  /** 另有单位已报: of what whoever asks may not read, unit and day and nothing else */
  elsewhere: z.array(z.strictObject({ unit: z.string(), day: z.iso.date() })).max(mostShown),
})
export type Resembled = z.infer<typeof resembledSchema>
export type ResembledRow = Resembled['rows'][0]

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
