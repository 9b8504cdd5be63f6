/** 补录: what a draft from a chat looks like on the wire, and whence a brief came that was entered from one. */
import * as z from 'zod'

export const longestStretch = 100_000
export const mostMessages = 200

const named = z.strictObject({ id: z.uuid(), name: z.string() })

/** Who first posted what was entered later, and when: a claim, never the time by which anything is counted. */
export const originalSchema = z.strictObject({
  /** as the chat calls them; null once a person is known */
  poster: z.string().nullable(),
  person: named.nullable(),
  on: z.iso.date().nullable(),
  /** HH:MM */
  time: z.string().nullable(),
  /** false: the day was reckoned from 昨天, a weekday or a date without year */
  certain: z.boolean(),
})
export type Original = z.infer<typeof originalSchema>

export const draftStates = { open: '待录', discarded: '不录', sent: '已录' } as const

export const chatDraftSchema = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  stretchId: z.uuid(),
  no: z.int(),
  original: originalSchema,
  /** the first words, for the list */
  excerpt: z.string(),
  companies: z.array(z.string()),
  /** false: 无可录入, as the reading says; it can be entered all the same */
  enters: z.boolean(),
  state: z.enum(['open', 'discarded', 'sent']),
  briefId: z.uuid().nullable(),
})
export type ChatDraft = z.infer<typeof chatDraftSchema>

export const chatDraftListSchema = z.strictObject({
  /** in the order of the chat, the oldest paste first */
  rows: z.array(chatDraftSchema).max(1000),
  /** posters of open drafts for whom no person was found, with those who may be meant */
  unmatched: z.array(z.strictObject({ poster: z.string(), drafts: z.int(), candidates: z.array(named).max(8) })),
})
export type ChatDraftList = z.infer<typeof chatDraftListSchema>

export const openDraftSchema = z.strictObject({
  ...chatDraftSchema.shape,
  text: z.string(),
  /** the words of somebody else that it answers */
  quote: z.string().nullable(),
  /** of whoever first posted it, where that person is known */
  posterUnits: z.array(named).max(50),
  expiresOn: z.iso.date(),
})

export const stretchInput = z.strictObject({
  text: z.string().min(1, '先粘贴聊天记录').max(longestStretch, '一次最多 10 万字，请分几次粘贴'),
})
