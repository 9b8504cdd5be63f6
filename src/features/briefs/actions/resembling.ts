/** 可能重复: while somebody writes or judges, who has told of the same company before. */

import { may } from '#core/grant.ts'
import { toWire } from '#core/money.ts'
import { Refusal } from '#core/refusal.ts'
import { reads } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { type AskedMention, mostShown } from '../model/resembling.ts'
import { policy } from '../policy.ts'
import { type Found, resembledRows } from '../rules/resembling.ts'
import {
  type Candidate,
  candidatesQuery,
  type Elsewhere,
  elsewhereQuery,
  type HashedKey,
  hashedKeysOf,
  toldOfHidden,
} from '../store/resemblances.ts'

export const resemblances = reads(contract.resemblances, ({ input }) => {
  const keyed = input.mentions.map((mention) => ({ mention, keys: keysFor(mention) }))
  const all = keyed.flatMap(({ keys }) => keys)
  const strong = namesOf(all.filter((key) => key.strong))
  return {
    queries: { found: candidatesQuery(namesOf(all), input.exceptBriefId), elsewhere: elsewhereQuery(strong) },
    receipts: strong.length > 0 ? [toldOfHidden(strong)] : [],
    answer: ({ found, elsewhere }: { found: Candidate[]; elsewhere: Elsewhere[] }, { actor }) => {
      const verdict = may(policy, 'briefs.resemble', actor, undefined)
      if (verdict !== true) throw new Refusal('forbidden', [verdict])
      const rows = found.map(foundOf)
      return {
        mentions: keyed.map(({ mention, keys }) => ({
          rows: resembledRows(mention, rows),
          elsewhere: elsewhereOf(keys, elsewhere),
        })),
      }
    },
  }
})

function keysFor({ companyName, uscCode, otherNames }: AskedMention): HashedKey[] {
  const others = otherNames.flatMap((name) => hashedKeysOf({ companyName: name, uscCode: null }))
  return [...hashedKeysOf({ companyName, uscCode }), ...others]
}

function namesOf(keys: readonly HashedKey[]): string[] {
  return [...new Set(keys.map(({ key }) => key))]
}

/** By unit and day, each once: not even how many there are. */
function elsewhereOf(keys: readonly HashedKey[], elsewhere: readonly Elsewhere[]) {
  const mine = new Set(keys.flatMap(({ key, strong }) => (strong ? [key] : [])))
  const told = new Map(
    elsewhere.filter(({ key }) => mine.has(key)).map(({ unit, day }) => [`${day} ${unit}`, { unit, day }]),
  )
  return [...told.values()].slice(0, mostShown)
}

function foundOf(row: Candidate): Found {
  const { unitId, unitName, investmentFen, landM2, validity, ...rest } = row
  return {
    ...rest,
    unit: { id: unitId, name: unitName },
    validity: validity as Found['validity'], // the column's check holds these values
    investmentFen: investmentFen === null ? null : toWire(investmentFen),
    landM2: landM2 === null ? null : Number(landM2),
  }
}
