/** Reading a pasted text for what can be entered from it; nothing of the text is kept. */
import { may } from '#core/grant.ts'
import { Refusal } from '#core/refusal.ts'
import { reads } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { policy } from '../policy.ts'
import { wordsFrom } from '../rules/dictionary.ts'
import { extract } from '../rules/extraction.ts'
import { townships } from '../rules/gazetteer.ts'
import type { KnownUnit } from '../rules/reporting-unit.ts'
import { refuseSecret } from '../rules/wording.ts'
import { type WordRow, wordRowsQuery } from '../store/city-words.ts'
import { knownUnitsQuery } from '../store/known-units.ts'

export const extraction = reads(contract.extraction, ({ input }) => {
  refuseSecret(input.text, 'text')
  return {
    queries: { units: knownUnitsQuery(), words: wordRowsQuery() },
    answer: ({ units, words }: { units: KnownUnit[]; words: WordRow[] }, { actor }) => {
      const verdict = may(policy, 'briefs.extract', actor, undefined)
      if (verdict !== true) throw new Refusal('forbidden', [verdict])
      const { text, postedOn } = input
      return extract(text, { units, townships, words: wordsFrom(words), ...(postedOn ? { postedOn } : {}) })
    },
  }
})
