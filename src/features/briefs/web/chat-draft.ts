/** The form that a chat's message opens in: its words, and as 接触人 whoever posted it, never whoever enters it later. */
import type { Actor } from '#core/actor.ts'
import type { OutputOf } from '#core/endpoint.ts'
import type * as briefs from '../contract.ts'
import { type BriefDraft, type BriefForm, writingPosts } from './draft.ts'

export type OpenedDraft = OutputOf<typeof briefs.draft>

export function chatDraft({ id, text, original, posterUnits }: OpenedDraft, actor: Actor): BriefDraft {
  const shared = writingPosts(actor).find(({ unitId }) => posterUnits.some((unit) => unit.id === unitId))
  // the contact is of the reporting unit: a poster from elsewhere is told by the mark 原发 alone
  const own: Partial<BriefForm> = {
    contactPersonId: shared && original.person ? original.person.id : '',
    ...(shared ? { unitId: shared.unitId } : {}),
  }
  return { body: text, own, draftId: id }
}
