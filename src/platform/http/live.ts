/** GET /api/live: a stream that stays open and tells a page that something it may see has happened. */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { livePath, newsSchema } from '#core/live.ts'
import { problemSchema, Refusal } from '#core/refusal.ts'
import { refusalFor } from '#platform/database-refusals.ts'
import { tokenOf } from '#platform/http/cookies.ts'
import type { Knocks } from '#platform/http/knocks.ts'
import type { Live, Stream } from '#platform/live.ts'

/** so much may wait for a slow line before it is let go */
const mostWaitingBytes = 64 * 1024
/** how long a browser waits before it calls again */
const againMs = 3_000

const position = z.string().regex(/^\d{1,15}$/)
const query = z.strictObject({ after: position.optional() })

export function mountLive(
  api: FastifyInstance,
  { live, https, strangers }: { live: Live; https: boolean; strangers: Knocks },
): void {
  api.route<{ Querystring: z.output<typeof query> }>({
    method: 'GET',
    url: livePath,
    schema: {
      operationId: 'live',
      summary: '有新动静时告诉打开的页面：账本位置、事件名、所涉对象，不含内容（text/event-stream）',
      tags: ['live'],
      querystring: query,
      response: {
        200: {
          description: 'hello、news（data 如下）、reset、beat、bye；Last-Event-ID 续接',
          content: { 'text/event-stream': { schema: newsSchema } },
        },
        default: { description: '拒绝或故障', content: { 'application/problem+json': { schema: problemSchema } } },
      },
    },
    handler: async (request, reply) => {
      const token = tokenOf(request, https)
      if (!token) throw new Refusal('signed-out')
      if (strangers.tooMany(token, request.ip, Date.now())) throw new Refusal('too-many')
      try {
        const left = await live.open(token, whereFrom(request), () => streamOver(request, reply))
        strangers.accepted(token)
        reply.raw.once('close', left)
      } catch (error) {
        if (refusalFor(error)?.code === 'signed-out') strangers.refused(token, request.ip, Date.now())
        throw error
      }
    },
  })
}

/** What the browser has heard last: it says so itself when the line broke, and in the address when the page had let go. */
function whereFrom(request: FastifyRequest<{ Querystring: z.output<typeof query> }>): bigint | null {
  const told = position.safeParse(request.headers['last-event-id'])
  const after = told.success ? told.data : request.query.after
  return after === undefined ? null : BigInt(after)
}

function streamOver(request: FastifyRequest, reply: FastifyReply): Stream {
  reply.hijack()
  const out: ServerResponse = reply.raw
  // it is silent for longer than a request may be
  request.raw.socket.setTimeout(0)
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) out.setHeader(name, value)
  out.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // neither kept nor gathered nor pressed together on the way
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  out.write(`retry: ${againMs}\n\n`)
  return {
    send: (event, at, data) => {
      if (out.destroyed) return false
      out.write(`id: ${at}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      return out.writableLength <= mostWaitingBytes
    },
    end: () => {
      out.end()
      // an end that nobody reads is not waited for
      if (out.writableLength > mostWaitingBytes) out.destroy()
    },
  }
}
