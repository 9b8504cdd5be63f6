/** The city's own words as the reading takes them, for every form that reads; none as long as they are not there. */
import { useMemo } from 'react'
import { usePage } from '#ui/data.tsx'
import * as briefs from '../contract.ts'
import { type CityWords, noCityWords } from '../rules/city-words.ts'
import { wordsFrom } from '../rules/dictionary.ts'

export function useCityWords(): CityWords {
  const { data } = usePage(briefs.words, {})
  return useMemo(
    () => (data ? wordsFrom(data.words.filter(({ withdrawnAt }) => withdrawnAt === null)) : noCityWords),
    [data],
  )
}
