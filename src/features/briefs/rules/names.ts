/** Every name and kind that is entered from a text: companies, project, places, zones, trade, people, unit, stage, and whether there is anything to enter. */

import type { Agreement, Stage } from '../model/extraction.ts'
import { type CityWords, noCityWords } from './city-words.ts'
import { type Company, companiesIn } from './companies.ts'
import { industriesIn } from './industries.ts'
import { type Entry, entryIn } from './lead.ts'
import { type PersonRead, peopleIn } from './people.ts'
import { type Place, placesIn } from './places.ts'
import { projectNamesIn } from './project-names.ts'
import { type KnownUnit, type ReportingUnit, reportingUnitIn } from './reporting-unit.ts'
import type { Found } from './span.ts'
import { agreementIn, stageIn } from './stage.ts'
import type { Gazetteer } from './township.ts'
import { zonesIn } from './zones.ts'

export type Names = {
  /** each company once, by its fullest name in the text */
  companies: Company[]
  projectNames: Found<string>[]
  places: Place[]
  zones: Found<string>[]
  industries: Found<string>[]
  people: PersonRead[]
  reportingUnit: ReportingUnit | null
  /** null when there is nothing to enter */
  stage: Found<Stage> | null
  agreement: Found<Agreement> | null
  entry: Entry
}

export type NamesOptions = {
  words?: CityWords
  /** all townships of the country, where the reading runs on a server */
  townships?: Gazetteer
  units?: readonly KnownUnit[]
  /** days of the text that lie ahead, so that what happens on them has not happened yet */
  plannedDates?: readonly { start: number; end: number }[]
}

/** `text` is the folded form of `pasted`, position for position */
export function namesIn(pasted: string, text: string, options: NamesOptions = {}): Names {
  const words = options.words ?? noCityWords
  const named = companiesIn(pasted, text, words)
  const companies = named.filter((company) => company.shortFor === null)
  const projectNames = projectNamesIn(pasted, text, named)
  const reportingUnit = reportingUnitIn(pasted, text, options.units ?? [])
  const taken = [...named, ...(reportingUnit ? [reportingUnit] : [])]
  const people = peopleIn(pasted, text, { everyone: true, titles: words.titles })
  const zones = zonesIn(pasted, text, named, words.zones)
  const entry = entryIn(pasted, text, { companies: companies.length, projects: projectNames.length })
  const toEnter = entry.isLead || entry.status !== null
  const stage = entry.isLead ? stageIn(pasted, text, options.plannedDates) : null
  return {
    companies,
    projectNames: toEnter ? projectNames : [],
    places: placesIn(pasted, text, [...taken, ...people], {
      places: words.places,
      ...(options.townships ? { townships: options.townships } : {}),
    }),
    zones,
    industries: toEnter
      ? industriesIn(pasted, text, { projectNames, names: [...named, ...zones], added: words.industries })
      : [],
    people,
    // who sends a notice or a greeting reports nothing
    reportingUnit: toEnter ? reportingUnit : null,
    stage,
    agreement: entry.isLead ? agreementIn(pasted, text, stage?.value ?? null) : null,
    entry,
  }
}
