/** The endpoints of 月度排名. Every verb of a month answers with the month's page. */
import * as z from 'zod'
import { endpoint } from '#core/endpoint.ts'
import { monthSchema } from '#core/month.ts'
import { boardPageSchema, contentsSchema, dutySchema, issueListSchema, issuePageSchema } from './model.ts'

const id = z.strictObject({ id: z.uuid() })
const boardKey = z.string().regex(/^[a-z][a-z-]{1,40}$/)
const columnKey = z.string().regex(/^[a-z][a-z-]{1,40}$/)
const ofMonth = z.strictObject({ board: boardKey, block: z.uuid(), month: monthSchema })
const word = (most: number) => z.string().trim().min(1).max(most)

export const board = endpoint({
  verb: 'leaderboards.board',
  method: 'GET',
  path: '/leaderboards',
  summary: '一个区块一个月的排名：数字、名次、关账到公布的各步',
  query: ofMonth,
  output: boardPageSchema,
})

export const contents = endpoint({
  verb: 'leaderboards.contents',
  method: 'GET',
  path: '/leaderboards/contents',
  summary: '一个数字由哪些简报组成（能看的列出，其余说有几条）',
  query: z.strictObject({ ...ofMonth.shape, unit: z.uuid(), column: columnKey }),
  output: contentsSchema,
})

export const issues = endpoint({
  verb: 'leaderboards.issues',
  method: 'GET',
  path: '/leaderboards/issues',
  summary: '历次公布的各期',
  query: z.strictObject({ board: boardKey, block: z.uuid(), cursor: z.string().max(400).optional() }),
  output: issueListSchema,
})

export const issue = endpoint({
  verb: 'leaderboards.issue',
  method: 'GET',
  path: '/leaderboards/issues/:id',
  summary: '公布的一期，永不更改',
  params: id,
  output: issuePageSchema,
})

export const issueContents = endpoint({
  verb: 'leaderboards.issueContents',
  method: 'GET',
  path: '/leaderboards/issues/:id/contents',
  summary: '公布的一个数字当时由哪些简报组成',
  params: id,
  query: z.strictObject({ unit: z.uuid(), column: columnKey }),
  output: contentsSchema,
})

export const duties = endpoint({
  verb: 'leaderboards.duties',
  method: 'GET',
  path: '/leaderboards/duties',
  summary: '排名上我现在要做的：关账、核对、答复、拟稿、公布',
  output: z.strictObject({ rows: z.array(dutySchema), now: z.string() }),
})

export const close = endpoint({
  verb: 'leaderboards.close',
  method: 'POST',
  path: '/closures',
  summary: '关账：请各单位核对当月数字',
  input: ofMonth,
  output: boardPageSchema,
})

export const check = endpoint({
  verb: 'leaderboards.check',
  method: 'POST',
  path: '/closures/:id/checks',
  summary: '本单位核对：同意，或有异议并说明',
  effect: 'update',
  params: id,
  input: z
    .strictObject({ unitId: z.uuid(), agrees: z.boolean(), word: word(500).nullable() })
    .refine(({ agrees, word }) => agrees || word !== null, { error: '请写明异议', path: ['word'] }),
  output: boardPageSchema,
})

export const answer = endpoint({
  verb: 'leaderboards.answer',
  method: 'POST',
  path: '/closures/:id/answers',
  summary: '核实岗答复一个单位的异议',
  effect: 'update',
  params: id,
  input: z.strictObject({ checkId: z.uuid(), word: word(500) }),
  output: boardPageSchema,
})

export const draft = endpoint({
  verb: 'leaderboards.draft',
  method: 'POST',
  path: '/closures/:id/drafts',
  summary: '拟稿：定下要公布的数字',
  effect: 'update',
  params: id,
  output: boardPageSchema,
})

export const publish = endpoint({
  verb: 'leaderboards.publish',
  method: 'POST',
  path: '/closures/:id/issues',
  summary: '公布（与拟稿人不是同一人），从此不变',
  effect: 'update',
  params: id,
  output: boardPageSchema,
})

export const reopen = endpoint({
  verb: 'leaderboards.reopen',
  method: 'POST',
  path: '/closures/:id/reopenings',
  summary: '公布前重开，写明原因',
  effect: 'update',
  params: id,
  input: z.strictObject({ reason: word(200) }),
  output: boardPageSchema,
})
