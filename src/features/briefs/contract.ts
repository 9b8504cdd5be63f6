/** The endpoints of 招商简报. Every change answers with the whole thread. */

import * as z from 'zod'
import { endpoint } from '#core/endpoint.ts'
import { extractionSchema, longestText } from './model/extraction.ts'
import { askedMention, resembledSchema } from './model/resembling.ts'
import { chatDraftListSchema, openDraftSchema, stretchInput } from './model/transcribing.ts'
import { wordInput, wordListSchema } from './model/words.ts'
import {
  briefFilters,
  briefInput,
  briefListSchema,
  documentIds,
  judgementInput,
  replyInput,
  rulingInput,
  savedViewInput,
  savedViewListSchema,
  threadSchema,
} from './model.ts'

const id = z.strictObject({ id: z.uuid() })
const ofRuling = z.strictObject({ id: z.uuid(), ruling: z.uuid() })
const ofJudgement = z.strictObject({ id: z.uuid(), judgement: z.uuid() })

export const list = endpoint({
  verb: 'briefs.list',
  method: 'GET',
  path: '/briefs',
  summary: '简报列表',
  query: briefFilters,
  output: briefListSchema,
})

export const thread = endpoint({
  verb: 'briefs.thread',
  method: 'GET',
  path: '/briefs/:id',
  summary: '一条简报和它下面的对话',
  params: id,
  output: threadSchema,
})

export const send = endpoint({
  verb: 'briefs.send',
  method: 'POST',
  path: '/briefs',
  summary: '发简报',
  /** `draftId`: one of the own 补录 drafts, which becomes this brief */
  input: z.strictObject({
    ...briefInput.shape,
    draftId: z.uuid().nullable().optional(),
    documentIds: documentIds.optional(),
  }),
  output: threadSchema,
})

export const revise = endpoint({
  verb: 'briefs.revise',
  method: 'PUT',
  path: '/briefs/:id',
  summary: '修改简报（留修订记录）',
  effect: 'update',
  params: id,
  input: briefInput,
  output: threadSchema,
})

export const recall = endpoint({
  verb: 'briefs.recall',
  method: 'POST',
  path: '/briefs/:id/recalls',
  summary: '两分钟内撤回',
  effect: 'update',
  params: id,
  output: threadSchema,
})

export const withdraw = endpoint({
  verb: 'briefs.withdraw',
  method: 'POST',
  path: '/briefs/:id/withdrawals',
  summary: '撤销简报，留存根',
  effect: 'update',
  params: id,
  input: z.strictObject({ reason: z.string().trim().min(1).max(200) }),
  output: threadSchema,
})

export const reply = endpoint({
  verb: 'briefs.reply',
  method: 'POST',
  path: '/briefs/:id/replies',
  summary: '回复',
  params: id,
  input: replyInput,
  output: threadSchema,
})

export const rule = endpoint({
  verb: 'briefs.rule',
  method: 'POST',
  path: '/briefs/:id/rulings',
  summary: '批示',
  params: id,
  input: rulingInput,
  output: threadSchema,
})

export const undoRuling = endpoint({
  verb: 'briefs.undoRuling',
  method: 'POST',
  path: '/briefs/:id/rulings/:ruling/undoings',
  summary: '十秒内撤回批示',
  params: ofRuling,
  output: threadSchema,
})

export const confirmRuling = endpoint({
  verb: 'briefs.confirmRuling',
  method: 'POST',
  path: '/briefs/:id/rulings/:ruling/confirmations',
  summary: '领导确认代录的批示',
  params: ofRuling,
  output: threadSchema,
})

export const judge = endpoint({
  verb: 'briefs.judge',
  method: 'POST',
  path: '/briefs/:id/judgements',
  summary: '核实：有效、无效或重复',
  effect: 'update',
  params: id,
  input: judgementInput,
  output: threadSchema,
})

export const undoJudgement = endpoint({
  verb: 'briefs.undoJudgement',
  method: 'POST',
  path: '/briefs/:id/judgements/:judgement/undoings',
  summary: '时限内撤回核实或复核',
  params: ofJudgement,
  output: threadSchema,
})

export const resemblances = endpoint({
  verb: 'briefs.resemble',
  method: 'POST',
  path: '/briefs/resemblances',
  summary: '可能重复：谁已报过同一企业（不保存）',
  effect: 'read',
  input: z.strictObject({
    mentions: z.array(askedMention).min(1).max(20),
    /** the brief that is revised or judged */
    exceptBriefId: z.uuid().nullable(),
  }),
  output: z.strictObject({ mentions: z.array(resembledSchema).max(20) }),
})

export const recheck = endpoint({
  verb: 'briefs.recheck',
  method: 'POST',
  path: '/briefs/:id/rechecks',
  summary: '无效复核（一次，另一人）',
  effect: 'update',
  params: id,
  input: judgementInput,
  output: threadSchema,
})

export const negotiate = endpoint({
  verb: 'briefs.negotiate',
  method: 'POST',
  path: '/briefs/:id/negotiations',
  summary: '转在谈',
  effect: 'update',
  params: id,
  input: z.strictObject({ onDay: z.iso.date(), note: z.string().trim().min(1).max(200).nullable() }),
  output: threadSchema,
})

export const extraction = endpoint({
  verb: 'briefs.extract',
  method: 'POST',
  path: '/briefs/extractions',
  summary: '读取一段文字里的信息（不保存）',
  effect: 'read',
  input: z.strictObject({ text: z.string().min(1).max(longestText), postedOn: z.iso.date().optional() }),
  output: extractionSchema,
})

export const unmask = endpoint({
  verb: 'briefs.unmask',
  method: 'POST',
  path: '/briefs/:id/unmaskings',
  summary: '查看联系方式原文（留痕）',
  params: id,
  input: z.strictObject({ reason: z.string().trim().min(1).max(200) }),
  output: z.strictObject({
    contactPhone: z.string().nullable(),
    lifted: z.array(z.strictObject({ kind: z.enum(['phone', 'id-number']), value: z.string() })),
  }),
})

export const transcribe = endpoint({
  verb: 'briefs.transcribe',
  method: 'POST',
  path: '/chat-stretches',
  summary: '粘贴一段聊天记录，一条消息拆成一条补录草稿',
  input: stretchInput,
  output: z.strictObject({ ...chatDraftListSchema.shape, made: z.int(), known: z.int() }),
})

export const drafts = endpoint({
  verb: 'briefs.drafts',
  method: 'GET',
  path: '/brief-drafts',
  summary: '本人的补录草稿',
  output: chatDraftListSchema,
})

export const draft = endpoint({
  verb: 'briefs.draft',
  method: 'GET',
  path: '/brief-drafts/:id',
  summary: '一条补录草稿的原文',
  params: id,
  output: openDraftSchema,
})

const chosen = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) })

export const discardDrafts = endpoint({
  verb: 'briefs.discardDrafts',
  method: 'POST',
  path: '/brief-drafts/discards',
  summary: '把补录草稿标为不录（可恢复）',
  input: chosen,
  output: chatDraftListSchema,
})

export const restoreDrafts = endpoint({
  verb: 'briefs.restoreDrafts',
  method: 'POST',
  path: '/brief-drafts/restorations',
  summary: '恢复标为不录的补录草稿',
  input: chosen,
  output: chatDraftListSchema,
})

export const namePoster = endpoint({
  verb: 'briefs.namePoster',
  method: 'POST',
  path: '/brief-drafts/posters',
  summary: '说明聊天里的这个名字是谁',
  input: z.strictObject({ poster: z.string().min(1).max(60), personId: z.uuid().nullable() }),
  output: chatDraftListSchema,
})

export const words = endpoint({
  verb: 'briefs.words',
  method: 'GET',
  path: '/words',
  summary: '词典：本市自己加的词；问到的词在系统词典里的出处',
  query: z.strictObject({ q: z.string().trim().min(1).max(30).optional() }),
  output: wordListSchema,
})

export const addWord = endpoint({
  verb: 'briefs.addWord',
  method: 'POST',
  path: '/words',
  summary: '给本市词典加一个词',
  input: wordInput,
  output: wordListSchema,
})

export const withdrawWord = endpoint({
  verb: 'briefs.withdrawWord',
  method: 'POST',
  path: '/words/:id/withdrawals',
  summary: '撤回一个词，不再参与识别',
  effect: 'update',
  params: id,
  output: wordListSchema,
})

export const restoreWord = endpoint({
  verb: 'briefs.restoreWord',
  method: 'POST',
  path: '/words/:id/restorations',
  summary: '恢复撤回的词',
  effect: 'update',
  params: id,
  output: wordListSchema,
})

export const views = endpoint({
  verb: 'briefs.views',
  method: 'GET',
  path: '/brief-views',
  summary: '简报的常用筛选：本人的和共享给本人的',
  output: savedViewListSchema,
})

export const saveView = endpoint({
  verb: 'briefs.saveView',
  method: 'POST',
  path: '/brief-views',
  summary: '把现在的筛选存为常用',
  input: savedViewInput,
  output: savedViewListSchema,
})

export const changeView = endpoint({
  verb: 'briefs.changeView',
  method: 'PUT',
  path: '/brief-views/:id',
  summary: '改一个常用筛选的名称、条件或共享范围',
  effect: 'update',
  params: id,
  input: savedViewInput,
  output: savedViewListSchema,
})

export const removeView = endpoint({
  verb: 'briefs.removeView',
  method: 'POST',
  path: '/brief-views/:id/removals',
  summary: '删除一个常用筛选',
  params: id,
  output: savedViewListSchema,
})

export const orderViews = endpoint({
  verb: 'briefs.orderViews',
  method: 'POST',
  path: '/brief-views/orders',
  summary: '排列本人的常用筛选',
  input: z.strictObject({ viewIds: z.array(z.uuid()).min(1).max(50) }),
  output: savedViewListSchema,
})
