/** What was written of a brief that may still be recalled: held by the page only, so that recalling loses no words. */
import type { Brief } from '../model.ts'
import { type BriefDraft, draftOf } from './draft.ts'

export const briefDraftName = 'brief'

type Kept = { readonly personId: string; readonly id: string; readonly draft: BriefDraft }
let latest: Kept | null = null

export function keepSent(personId: string, id: string, draft: BriefDraft): void {
  latest = { personId, id, draft }
}

/** The words as they were typed; after a reload what the server showed, where phone numbers are blanked and must be typed anew. */
export function draftAgain(personId: string, brief: Brief, draftId: string | null = null): BriefDraft {
  if (latest?.id === brief.id && latest.personId === personId) return latest.draft
  const draft = draftOf(brief)
  // a 补录 stays one when it is sent again
  return { ...draft, own: { ...draft.own, contactPhone: '' }, ...(draftId === null ? {} : { draftId }) }
}
