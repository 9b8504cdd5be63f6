/** Files over HTTP: pieces that come in, and whole ones that go out so that no browser runs them as a page of ours. */
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type * as z from 'zod'
import type { AnyEndpoint, Endpoint } from '#core/endpoint.ts'
import { type MediaType, partBytes, shownInline } from '#core/media.ts'
import { Refusal } from '#core/refusal.ts'
import type { Queries } from '#platform/database.ts'
import type { Call, ReadPlan, Route } from '#platform/http/route.ts'

export type FileAnswer = {
  name: string
  mediaType: MediaType
  bytes: number
  /** null where it is not there */
  open(range?: { from: number; to: number }): Promise<Readable | null>
}

/** On routes for pieces of files: JSON still comes through, to be told that it is none. */
export function takeBytes(app: FastifyInstance): FastifyInstance {
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: partBytes }, (_, body, done) =>
    done(null, body),
  )
  return app
}

/** what the document says of an answer */
export function answerSchema({ bytes, output }: AnyEndpoint): unknown {
  if (bytes !== 'out') return output
  return { description: '文件', content: { 'application/octet-stream': { schema: output } } }
}

/** GET of a file: authorised by its queries like any page. */
export function sends<
  P extends z.ZodType,
  Q extends z.ZodType,
  I extends z.ZodType,
  O extends z.ZodType,
  R extends Queries,
>(
  endpoint: Endpoint<P, Q, I, O>,
  read: (call: Call<Endpoint<P, Q, I, O>>) => Omit<ReadPlan<AnyEndpoint, R>, 'answer'> & {
    answer(...given: Parameters<ReadPlan<Endpoint<P, Q, I, O>, R>['answer']>): FileAnswer
  },
): Route {
  // widening only, as in route.ts; the answer of an endpoint with bytes `out` meets no schema
  return { endpoint, read: read as unknown as NonNullable<Route['read']> }
}

export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileAnswer): Promise<FastifyReply> {
  const range = rangeIn(request.headers.range, file.bytes)
  const content = await file.open(range ?? undefined)
  if (!content) throw new Refusal('unavailable', '文件暂时读不到，请稍后再试')
  const inline = shownInline.includes(file.mediaType)
  reply
    .type(file.mediaType)
    .header('content-length', range ? range.to - range.from + 1 : file.bytes)
    .header('accept-ranges', 'bytes')
    .header('content-disposition', dispositionOf(file.name, inline))
    // whatever stands in it: no script, no form, no origin of ours
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
  if (range) reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${file.bytes}`)
  return reply.send(content)
}

/** One range, as players of sound ask for it; anything else gets the whole. */
function rangeIn(header: string | undefined, bytes: number): { from: number; to: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  return from <= to ? { from, to } : null
}

/** A plain name for old browsers, the real one for the others; neither can end the header. */
function dispositionOf(name: string, inline: boolean): string {
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${inline ? 'inline' : 'attachment'}; filename="file${ending}"; filename*=UTF-8''${encoded}`
}
