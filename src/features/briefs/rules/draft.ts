/** From what the form sent to what is kept: words cleaned, faults named, what a claim still lacks. */

import type { Because } from '#core/refusal.ts'
import { isUscCode } from '#core/usc-code.ts'
import type { BriefInput } from '../model.ts'
import { liftPersonalData, type PersonalItem } from './personal-data.ts'
import { wordedOf } from './wording.ts'

export type Cleaned = Omit<BriefInput, 'contactPhone'> & { lifted: PersonalItem[]; phone: PersonalItem | null }

/** Refuses a text marked secret before anything of it is kept; lifts phones and ID numbers out of every free field. */
export function cleaned({ contactPhone, ...input }: BriefInput): Cleaned {
  const { body, place, nextStep, helpNeeded, contactName } = input
  const words = wordedOf({ body, place, nextStep, helpNeeded, contactName })
  const mentions = input.mentions.map((mention, i) => {
    const { companyName, companyRegion, intention, industry } = mention
    return { mention, words: wordedOf({ companyName, companyRegion, intention, industry }, `mentions.${i}.`) }
  })
  return {
    ...input,
    ...words.shown,
    mentions: mentions.map(({ mention, words: { shown } }) => ({ ...mention, ...shown })),
    lifted: [...words.lifted, ...mentions.flatMap(({ words: { lifted } }) => lifted)],
    phone: contactPhone === null ? null : phoneIn(contactPhone),
  }
}

/** The number as it is recognised, else as it was typed: a foreign one is a phone too. */
function phoneIn(typed: string): PersonalItem {
  const [found] = liftPersonalData(typed).found
  return found ?? { kind: 'phone', value: typed, start: 0, end: typed.length }
}

/** What exists of the units, persons and the block that the form names. */
export type Known = {
  unitIds: ReadonlySet<string>
  /** units of the writer's block, and those that were named before: across blocks only a leader draws somebody in */
  nearUnitIds: ReadonlySet<string>
  personIds: ReadonlySet<string>
  /** null: there is no such block */
  intentBlock: { cityLevel: boolean } | null
}

export function faultsIn(input: BriefInput, known: Known, today: string): Because[] {
  const faults: Because[] = []
  if (input.contactOn !== null && input.contactOn > today)
    faults.push({ say: '接触日期不能晚于今天', field: 'contactOn' })
  if (input.visibility === 'units' && input.unitIds.length === 0)
    faults.push({ say: '请选出可以看到的单位', field: 'unitIds' })
  if (input.visibility !== 'units' && input.unitIds.length > 0)
    faults.push({ say: '只有“指定单位”才选单位', field: 'unitIds' })
  if (new Set(input.unitIds).size < input.unitIds.length || !input.unitIds.every((id) => known.unitIds.has(id)))
    faults.push({ say: '指定的单位有误', field: 'unitIds' })
  else if (!input.unitIds.every((id) => known.nearUnitIds.has(id)))
    faults.push({ say: '只能指定本区块的单位；给其他区块看，请由领导交办或 @', field: 'unitIds' })
  input.contacts.forEach(({ unitId, personId }, i) => {
    if (!known.unitIds.has(unitId)) faults.push({ say: '没有这个单位', field: `contacts.${i}.unitId` })
    if (personId !== null && !known.personIds.has(personId))
      faults.push({ say: '没有这个人', field: `contacts.${i}.personId` })
  })
  if (input.intentBlockId !== null && (known.intentBlock === null || known.intentBlock.cityLevel))
    faults.push({ say: '没有这个区块', field: 'intentBlockId' })
  input.mentions.forEach(({ uscCode }, i) => {
    if (uscCode !== null && !isUscCode(uscCode))
      faults.push({ say: '统一社会信用代码有误，请核对；不清楚可以留空', field: `mentions.${i}.uscCode` })
  })
  return faults
}
