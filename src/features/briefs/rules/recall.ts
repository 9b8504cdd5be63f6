/** Taking a brief back within two minutes, as a message in the group chat; after that it can only be withdrawn. */

import { no } from '#core/grant.ts'
import { addSeconds } from '#core/instant.ts'
import type { Because } from '#core/refusal.ts'
import { type BriefFacts, briefStates } from '../model.ts'

export function recallUntil(sentAt: string, recallSeconds: number): string {
  return addSeconds(sentAt, recallSeconds)
}

/** Null: in time. Both times are the server's; the last second counts. */
export function tooLateToRecall(sentAt: string, now: string, recallSeconds: number): Because | null {
  return now <= recallUntil(sentAt, recallSeconds)
    ? null
    : no(`发出已超过${recallSeconds}秒，不能撤回；可以撤销并说明理由`)
}

/** What has been recalled or withdrawn takes no further word. */
export function whyNotOpen({ state }: Pick<BriefFacts, 'state'>): Because | null {
  return state === 'sent' ? null : no(`这条简报${briefStates[state]}`)
}
