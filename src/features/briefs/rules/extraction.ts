/** What can be entered from a text that somebody wrote about a project: one value a field, null where the text does not say. */
import { type Extraction, longestText } from '../model/extraction.ts'
import { aggregateIn } from './aggregate.ts'
import { amountsIn, capitalIn, firstAmount, investmentIn } from './amounts.ts'
import { capacitiesIn } from './capacity.ts'
import type { CityWords } from './city-words.ts'
import { datesIn } from './dates.ts'
import { eventDay } from './event-day.ts'
import { areasIn, soleArea } from './land.ts'
import { type Plain, spanBack, withoutMarkup } from './markup.ts'
import { measuresIn } from './measures.ts'
import { namesIn } from './names.ts'
import { projectIn, stretchesOf } from './projects.ts'
import { dayOrNull } from './reading.ts'
import type { KnownUnit } from './reporting-unit.ts'
import { fold, type Span } from './span.ts'
import type { Gazetteer } from './township.ts'
import { muOf, wanOf } from './units-of-entry.ts'

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
