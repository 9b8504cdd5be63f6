/** The endpoints of files: announce one, send its parts, say that all are sent, ask what was found, and open it by a link. */
import * as z from 'zod'
import { endpoint } from '#core/endpoint.ts'
import { declareInput, documentSchema, linkSchema, receivingSchema } from './model.ts'

const params = z.strictObject({ id: z.uuid() })

export const declare = endpoint({
  verb: 'documents.declare',
  method: 'POST',
  path: '/documents',
  summary: '上传前说明：文件名、大小、SHA-256',
  input: declareInput,
  output: documentSchema,
})

export const part = endpoint({
  verb: 'documents.part',
  method: 'PUT',
  path: '/documents/:id/content',
  summary: '上传第几段（application/octet-stream，每段 1 MiB，可重复）',
  effect: 'exempt',
  bytes: 'in',
  params,
  query: z.strictObject({ no: z.coerce.number().int().min(0).max(1000).default(0) }),
  output: receivingSchema,
})

export const receive = endpoint({
  verb: 'documents.receive',
  method: 'POST',
  path: '/documents/:id/receipts',
  summary: '各段都已上传：核对大小和 SHA-256，送检',
  params,
  output: documentSchema,
})

export const document = endpoint({
  verb: 'documents.document',
  method: 'GET',
  path: '/documents/:id',
  summary: '一个附件：检查到哪一步',
  params,
  output: documentSchema,
})

export const link = endpoint({
  verb: 'documents.link',
  method: 'GET',
  path: '/documents/:id/link',
  summary: '打开附件的链接：只限本人，60 秒内有效',
  params,
  output: linkSchema,
})

export const content = endpoint({
  verb: 'documents.content',
  method: 'GET',
  path: '/documents/:id/content',
  summary: '附件内容（凭链接）',
  bytes: 'out',
  params,
  query: z.strictObject({
    version: z.coerce.number().int().min(1).max(1_000_000).default(1),
    until: z.coerce.number().int().min(0).max(1e13).default(0),
    seal: z.string().max(64).default(''),
  }),
  output: z.string().meta({ format: 'binary' }),
})
