/** Words that a city adds to the dictionaries of the reading: its companies with their other names, places, zones, trades, titles and endings of names. */

export type CityCompany = { name: string; aliases: readonly string[] }

export type CityWords = {
  /** known firms with the short names people use for them */
  companies: readonly CityCompany[]
  /** names of villages, islands, bays … that count as places here */
  places: readonly string[]
  /** parks and development zones by the names people say */
  zones: readonly string[]
  /** trades and products that the city asks about */
  industries: readonly string[]
  /** titles that stand beside a person's name */
  titles: readonly string[]
  /** what a firm's short name may end in */
  suffixes: readonly string[]
}

export const noCityWords: CityWords = { companies: [], places: [], zones: [], industries: [], titles: [], suffixes: [] }
