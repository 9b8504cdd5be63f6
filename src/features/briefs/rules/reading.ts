/** What the system reads in a brief pasted from the group chat: each value with the place in the text it came from. */

import * as z from 'zod'
import { longestText, type Qualifier, qualifiers, spanShape } from '../model/extraction.ts'
import { type Amount, type AmountRole, amountRoles, amountsIn, capitalIn, investmentIn } from './amounts.ts'
import { dayOf } from './calendar-days.ts'
import { type CityWords, noCityWords } from './city-words.ts'
import { type Company, type CompanyKind, companiesIn, companyKinds } from './companies.ts'
import { contactDay, type DateRead, datesIn } from './dates.ts'
import { type Area, areasIn, soleArea } from './land.ts'
import { measuresIn } from './measures.ts'
import { type PersonRead, peopleIn } from './people.ts'
import { type Place, placesIn } from './places.ts'
import { type KnownUnit, type ReportingUnit, reportingUnitIn } from './reporting-unit.ts'
import { type Channel, channelIn, channels, intentionIn, nextStepIn, sentencesOf } from './sentences.ts'
import { type Found, fold } from './span.ts'
import { zonesIn } from './zones.ts'

/** Null where the text does not say; nothing is ever guessed from elsewhere. */
export type Reading = {
  companies: Company[]
  totalInvestmentFen: Amount | null
  registeredCapitalFen: Amount | null
  /** every sum of money with the role it was read in, so that a person can pick another */
  amounts: Amount[]
  landM2: Area | null
  floorAreaM2: Area | null
  contactOn: (DateRead & { value: string }) | null
  dates: DateRead[]
  places: Place[]
  zones: Found<string>[]
  reportingUnit: ReportingUnit | null
  people: PersonRead[]
  nextStep: Found<string> | null
  /** what the company wants to do here: one sentence, at most 500 characters */
  intention: Found<string> | null
  channel: Found<Channel> | null
}

export type ReadingOptions = {
  /** the day of posting, YYYY-MM-DD, for 昨天 and for days without a year */
  postedOn?: string
  units?: readonly KnownUnit[]
  /** the city's own words */
  words?: CityWords
}

export function readBrief(pasted: string, options: ReadingOptions = {}): Reading {
  const kept = pasted.slice(0, longestText)
  const text = fold(kept)
  const words = options.words ?? noCityWords
  const measures = measuresIn(text)
  const amounts = amountsIn(kept, text, measures)
  const areas = areasIn(kept, text, measures)
  const dates = datesIn(kept, text, dayOrNull(options.postedOn))
  const companies = companiesIn(kept, text, words)
  const reportingUnit = reportingUnitIn(kept, text, options.units ?? [])
  const named = [...companies, ...(reportingUnit ? [reportingUnit] : [])]
  const zones = zonesIn(kept, text, named, words.zones)
  const sentences = sentencesOf(text)
  return {
    companies,
    totalInvestmentFen: investmentIn(amounts),
    registeredCapitalFen: capitalIn(amounts),
    amounts,
    landM2: soleArea(areas, 'land'),
    floorAreaM2: soleArea(areas, 'floor'),
    contactOn: contactDay(text, dates),
    dates,
    places: placesIn(kept, text, named, { places: words.places }),
    zones,
    reportingUnit,
    people: peopleIn(kept, text),
    nextStep: nextStepIn(kept, text, sentences),
    intention: intentionIn(kept, text, sentences),
    channel: channelIn(kept, text),
  }
}

/** a day that is none counts as not said */
export function dayOrNull(day: string | undefined): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? []
  return year === undefined ? null : dayOf(Number(year), Number(month), Number(date))
}

// the casts below: the keys of a literal object are exactly its union, which Object.keys does not say
const qualifierSchema = z.enum(Object.keys(qualifiers) as [Qualifier, ...Qualifier[]]).nullable()
/** on the wire sums are safe integers: fen up to 90 万亿元 */
const fenSchema = z.int().nonnegative()
const amountSchema = z.strictObject({
  ...spanShape,
  value: fenSchema,
  upTo: fenSchema.nullable(),
  qualifier: qualifierSchema,
  currency: z.string().length(3),
  role: z.enum(Object.keys(amountRoles) as [AmountRole, ...AmountRole[]]), // the keys of a literal object
  strong: z.boolean(),
})
const areaSchema = z.strictObject({
  ...spanShape,
  value: z.number().nonnegative(),
  upTo: z.number().nonnegative().nullable(),
  qualifier: qualifierSchema,
  role: z.enum(['land', 'floor', 'other']),
  whole: z.boolean(),
})
const dateShape = { ...spanShape, partial: z.string().nullable(), planned: z.boolean() }
const wordSchema = z.strictObject({ ...spanShape, value: z.string() })

/** The reading as it travels: the same shape, with fen as safe integers. */
export const readingSchema = z.strictObject({
  companies: z.array(
    z.strictObject({
      ...spanShape,
      value: z.string(),
      kind: z.enum(Object.keys(companyKinds) as [CompanyKind, ...CompanyKind[]]),
      key: z.string(),
      shortFor: z.string().nullable(),
    }),
  ),
  totalInvestmentFen: amountSchema.nullable(),
  registeredCapitalFen: amountSchema.nullable(),
  amounts: z.array(amountSchema),
  landM2: areaSchema.nullable(),
  floorAreaM2: areaSchema.nullable(),
  contactOn: z.strictObject({ ...dateShape, value: z.string() }).nullable(),
  dates: z.array(z.strictObject({ ...dateShape, value: z.string().nullable() })),
  places: z.array(
    z.strictObject({
      ...spanShape,
      value: z.string(),
      code: z.string(),
      level: z.enum(['province', 'city', 'county', 'township']),
    }),
  ),
  zones: z.array(wordSchema),
  reportingUnit: z.strictObject({ ...spanShape, value: z.string(), unitId: z.string().nullable() }).nullable(),
  people: z.array(z.strictObject({ ...spanShape, value: z.string(), title: z.string() })),
  nextStep: wordSchema.nullable(),
  intention: wordSchema.nullable(),
  channel: z.strictObject({ ...spanShape, value: z.enum(Object.keys(channels) as [Channel, ...Channel[]]) }).nullable(),
})
export type ReadingOnWire = z.infer<typeof readingSchema>

/** A sum beyond the safe integers is left out: nobody invests 90 万亿元, and a wrong figure is worse than none. */
export function readingOnWire(reading: Reading): ReadingOnWire {
  const wired = (amount: Amount): z.infer<typeof amountSchema>[] => {
    const value = Number(amount.value)
    const upTo = amount.upTo === null ? null : Number(amount.upTo)
    return Number.isSafeInteger(value) && (upTo === null || Number.isSafeInteger(upTo))
      ? [{ ...amount, value, upTo }]
      : []
  }
  return {
    ...reading,
    totalInvestmentFen: reading.totalInvestmentFen ? (wired(reading.totalInvestmentFen)[0] ?? null) : null,
    registeredCapitalFen: reading.registeredCapitalFen ? (wired(reading.registeredCapitalFen)[0] ?? null) : null,
    amounts: reading.amounts.flatMap(wired),
  }
}
