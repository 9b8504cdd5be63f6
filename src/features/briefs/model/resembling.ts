/** What the form and the judge ask about companies that somebody may have told of before, and the answer. */
import * as z from 'zod'
import { areaOnWire } from '#core/area.ts'
import { fenOnWire } from '#core/money.ts'

export const degrees = { same: '同一企业', probably: '很可能是同一企业', perhaps: '也许是同一企业' } as const
export type Degree = keyof typeof degrees

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
