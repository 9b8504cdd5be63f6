/** The endpoints of 招商简报. Every change answers with the whole thread. */

import * as z from 'zod'
import { endpoint } from '#core/endpoint.ts'
import {
  briefFilters,
  briefInput,
  briefListSchema,
  judgementInput,
  replyInput,
  rulingInput,
  threadSchema,
} from './model.ts'
import { extractionSchema } from './rules/extraction.ts'
import { longestText } from './rules/reading.ts'

const id = z.strictObject({ id: z.uuid() })
const ofRuling = z.strictObject({ id: z.uuid(), ruling: z.uuid() })

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
  input: briefInput,
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
