/** What can be entered from a text that somebody wrote about a project: one value a field, null where the text does not say. */
import * as z from 'zod'
import { aggregateIn, aggregateSchema } from './aggregate.ts'
import { amountsIn, capitalIn, firstAmount, investmentIn } from './amounts.ts'
import { capacitiesIn } from './capacity.ts'
import type { CityWords } from './city-words.ts'
import { datesIn } from './dates.ts'
import { eventDay } from './event-day.ts'
import { areasIn, soleArea } from './land.ts'
import { type Plain, spanBack, withoutMarkup } from './markup.ts'
import { measuresIn, type Qualifier, qualifiers } from './measures.ts'
import { namesIn } from './names.ts'
import { projectIn, projectSchema, stretchesOf } from './projects.ts'
import { dayOrNull, longestText } from './reading.ts'
import type { KnownUnit } from './reporting-unit.ts'
import { fold, type Span, spanShape } from './span.ts'
import { type Agreement, agreements, type Stage, stages } from './stage.ts'
import type { Gazetteer } from './township.ts'
import { muOf, wanOf } from './units-of-entry.ts'

const figure = z.number().nonnegative().nullable()
const range = z.tuple([z.number(), z.number()]).nullable()
const currency = z.string().length(3).nullable()
// the keys of a literal object are exactly its union, which Object.keys does not say
const qualifier = z.enum(Object.keys(qualifiers) as [Qualifier, ...Qualifier[]]).nullable()

/** the fields in the order in which the answer names them */
export const extractionSchema = z.strictObject({
  is_lead: z.boolean(),
  status: z.enum(['cancelled']).nullable(),
  date: z.iso.date().nullable(),
  /** MM-DD where the year cannot be known, YYYY-MM where no day is said */
  date_partial: z.string().nullable(),
  reporting_unit: z.string().nullable(),
  companies: z.array(z.string()),
  project_name: z.string().nullable(),
  /** 万 of the currency, never converted; null where a range is said */
  investment_wan: figure,
  investment_currency: currency,
  investment_qualifier: qualifier,
  investment_range_wan: range,
  registered_capital_wan: figure,
  registered_capital_currency: currency,
  land_mu: figure,
  /** 50至80亩; land_mu is then null */
  land_range_mu: range,
  floor_area_m2: figure,
  annual_output_value_wan: figure,
  annual_tax_wan: figure,
  capacity: z.string().nullable(),
  places: z.array(z.string()),
  zones: z.array(z.string()),
  industry_keywords: z.array(z.string()),
  stage: z.enum(Object.keys(stages) as [Stage, ...Stage[]]).nullable(),
  agreement: z.enum(Object.keys(agreements) as [Agreement, ...Agreement[]]).nullable(),
  /** the full name, or the surname with its title where no more is said */
  people: z.array(z.string()),
  /** filled only where the text tells several projects apart */
  projects: z.array(projectSchema),
  /** totals over several projects, which are no one project's */
  aggregate: aggregateSchema.nullable(),
  /** where in the text each value stands, by field */
  spans: z.record(z.string(), z.array(z.strictObject(spanShape))),
})
export type Extraction = z.infer<typeof extractionSchema>

/** one text with what is known about where it comes from */
export type ExtractionOptions = {
  /** the day of posting, YYYY-MM-DD, for 昨天 and for days without a year */
  postedOn?: string
  units?: readonly KnownUnit[]
  /** what the city adds to the dictionaries */
  words?: CityWords
  /** all townships of the country, where the reading runs on a server */
  townships?: Gazetteer
}

export function extract(pasted: string, options: ExtractionOptions = {}): Extraction {
  const plain = withoutMarkup(pasted.slice(0, longestText))
  const kept = plain.text
  const text = fold(kept)
  const measures = measuresIn(text)
  const amounts = amountsIn(kept, text, measures)
  const areas = areasIn(kept, text, measures)
  const dates = datesIn(kept, text, dayOrNull(options.postedOn))
  const capacities = capacitiesIn(kept, text)
  const names = namesIn(kept, text, { ...options, plannedDates: dates.filter((date) => date.planned) })
  const { companies, projectNames, places, zones, industries, people, reportingUnit, stage, agreement } = names
  const stretches = stretchesOf(text, amounts, projectNames, companies)
  const projects = stretches.map((stretch) => projectIn(text, stretch, { amounts, areas, dates, capacities, names }))
  const several = projects.length > 1
  const alone = <T>(value: T): T | null => (several ? null : value)
  const investment = alone(investmentIn(amounts))
  const registered = capitalIn(amounts)
  const output = alone(firstAmount(amounts, 'output'))
  const tax = alone(firstAmount(amounts, 'tax'))
  const land = alone(soleArea(areas, 'land'))
  const floor = alone(soleArea(areas, 'floor'))
  const capacity = alone(capacities[0] ?? null)
  // a text with nothing to enter tells of no event
  const day = names.entry.isLead || names.entry.status || !names.entry.because ? eventDay(text, dates) : null
  const projectName = alone(projectNames[0] ?? null)
  const aggregate = aggregateIn(kept, text, amounts)
  return {
    is_lead: names.entry.isLead,
    status: names.entry.status,
    date: day?.value ?? null,
    date_partial: day?.partial ?? null,
    reporting_unit: reportingUnit?.value ?? null,
    companies: wordsOf(companies),
    project_name: projectName?.value ?? null,
    investment_wan: investment && investment.upTo === null ? wanOf(investment.value) : null,
    investment_currency: investment?.currency ?? null,
    investment_qualifier: investment?.qualifier ?? null,
    investment_range_wan:
      investment && investment.upTo !== null ? [wanOf(investment.value), wanOf(investment.upTo)] : null,
    registered_capital_wan: registered && wanOf(registered.value),
    registered_capital_currency: registered?.currency ?? null,
    land_mu: land && land.upTo === null ? muOf(land.value) : null,
    land_range_mu: land && land.upTo !== null ? [muOf(land.value), muOf(land.upTo)] : null,
    floor_area_m2: floor && floor.upTo === null ? floor.value : null,
    annual_output_value_wan: output && wanOf(output.value),
    annual_tax_wan: tax && wanOf(tax.value),
    capacity: capacity?.value ?? null,
    places: [...new Set(places.map((place) => place.text))],
    zones: wordsOf(zones),
    industry_keywords: wordsOf(industries),
    stage: stage?.value ?? null,
    agreement: agreement?.value ?? null,
    people: wordsOf(people),
    projects,
    aggregate: aggregate?.value ?? null,
    spans: spansOf(pasted, plain, {
      date: [day],
      reporting_unit: [reportingUnit],
      companies,
      project_name: [projectName],
      investment_wan: [investment],
      registered_capital_wan: [registered],
      land_mu: [land],
      floor_area_m2: [floor],
      annual_output_value_wan: [output],
      annual_tax_wan: [tax],
      capacity: [capacity],
      places,
      zones,
      industry_keywords: industries,
      stage: [stage],
      agreement: [agreement],
      people,
      aggregate: [aggregate],
    }),
  }
}

function wordsOf(values: readonly { value: string }[]): string[] {
  return [...new Set(values.map(({ value }) => value))]
}

function spansOf(
  pasted: string,
  plain: Plain,
  fields: Readonly<Record<string, readonly (Span | null)[]>>,
): Extraction['spans'] {
  const out: Extraction['spans'] = {}
  for (const [field, values] of Object.entries(fields)) {
    const kept = values.filter((value) => value !== null)
    if (kept.length > 0) out[field] = kept.map((span) => spanBack(pasted, span, plain))
  }
  return out
}
