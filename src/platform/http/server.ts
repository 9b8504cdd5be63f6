/** HTTP at the boundary: headers, cookies, limits, the contract's validation, and problems in one shape. */
import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import * as z from 'zod'
import type { AnyEndpoint } from '#core/endpoint.ts'
import { problemOf, problemSchema, Refusal } from '#core/refusal.ts'
import type { Database } from '#platform/database.ts'
import { refusalFor } from '#platform/database-refusals.ts'
import { deviceOf, tokenOf, tokenSetter } from '#platform/http/cookies.ts'
import { runRead, runWrite } from '#platform/http/corridor.ts'
import { answerSchema, type FileAnswer, sendFile, takeBytes } from '#platform/http/file-bytes.ts'
import { type Knocks, knocks } from '#platform/http/knocks.ts'
import { mountLive } from '#platform/http/live.ts'
import type { Call, Route } from '#platform/http/route.ts'
import { Live, type LiveParts } from '#platform/live.ts'

export type ServerParts = {
  db: Database
  login: Database
  routes: readonly Route[]
  /** true behind https: cookies get the __Host- prefix and Secure */
  https: boolean
  logLevel: string
  /** requests a minute for one person; before login for one address */
  rate: { person: number; address: number }
  ready(): Promise<boolean>
  /** how open pages hear of news; without it they ask every few seconds, and are not told whose counts it changes */
  live?: Pick<LiveParts, 'url' | 'countsOf'>
}

const bodyLimit = 1024 * 1024

// what a schema says of its own accord, people read
z.config(z.locales.zhCN())

export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    bodyLimit,
    requestTimeout: 10_000,
    connectionTimeout: 15_000,
    keepAliveTimeout: 65_000,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // behind https a proxy on this machine says where a call comes from; nobody else is believed
    trustProxy: parts.https ? 'loopback' : false,
    logger: parts.logLevel === 'silent' ? false : { level: parts.logLevel, serializers: { req: plainRequest } },
    logController: new LogController({ disableRequestLogging: true }),
  })
  app.setValidatorCompiler(validatorCompiler)
  // the corridor has checked the answer before commit; here it only becomes text
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.setErrorHandler(failed)
  app.setNotFoundHandler((_, reply) => refuse(reply, new Refusal('not-found', '没有这个地址')))
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd writes its styles at run time
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: parts.https ? [] : null,
      },
    },
    strictTransportSecurity: parts.https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(cookie)
  await app.register(rateLimit, {
    // a whole office stands behind one address: opening the door fetches twenty files and is no attempt to get in
    allowList: (request) => !request.url.startsWith('/api/'),
    max: (request) => (tokenOf(request, parts.https) ? parts.rate.person : parts.rate.address),
    timeWindow: 60_000,
    keyGenerator: (request) => tokenOf(request, parts.https) ?? request.ip,
    errorResponseBuilder: () => new Refusal('too-many'),
  })
  nameSharedAnswers(parts.routes)
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: '梧桐 Wutong', version: '1' }, servers: [{ url: '/' }] },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  const live = liveIn(app, parts)
  await app.register(
    async (api) => {
      const strangers = knocks(parts.rate.address)
      for (const route of parts.routes) {
        const all = { ...parts, live }
        if (route.endpoint.bytes !== 'in') mount(api, route, all, strangers)
        else await api.register(async (pieces) => mount(takeBytes(pieces), route, all, strangers))
      }
      mountLive(api, { live, https: parts.https, strangers })
    },
    { prefix: '/api' },
  )
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/healthz', { schema: { hide: true }, config: { rateLimit: false } }, async () => ({ ok: true }))
  app.get('/readyz', { schema: { hide: true }, config: { rateLimit: false } }, async (_, reply) =>
    (await parts.ready()) ? { ready: true } : refuse(reply, new Refusal('unavailable')),
  )
  return app
}

/** Streams have no end of their own: they are let go before the server waits for what is under way. */
function liveIn(app: FastifyInstance, { db, live }: ServerParts): Live {
  const opened = new Live({
    db,
    countsOf: () => [],
    ...live,
    failed: (error) =>
      app.log.error({ err: { message: error instanceof Error ? error.message : String(error) } }, 'live'),
  })
  app.addHook('preClose', () => opened.close())
  return opened
}

/** An answer that several endpoints give stands once in the document, under the name of the page that shows it. */
function nameSharedAnswers(routes: readonly Route[]): void {
  const endpoints = routes.map((route) => route.endpoint)
  if (!z.globalRegistry.has(problemSchema)) z.globalRegistry.add(problemSchema, { id: 'problem' })
  for (const { output } of endpoints) {
    const givers = endpoints.filter((other) => other.output === output)
    const page = givers.find((giver) => giver.method === 'GET') ?? givers[0]
    if (givers.length > 1 && page && !z.globalRegistry.has(output)) z.globalRegistry.add(output, { id: page.verb })
  }
}

type Parts = Omit<ServerParts, 'live'> & { live: Live }

function mount(api: FastifyInstance, route: Route, parts: Parts, strangers: Knocks): void {
  const { endpoint } = route
  const withBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE' && endpoint.bytes !== 'in'
  api.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      operationId: endpoint.verb,
      summary: endpoint.summary,
      tags: [endpoint.verb.split('.')[0] ?? ''],
      params: endpoint.params,
      querystring: endpoint.query,
      ...(withBody ? { body: endpoint.input } : {}),
      response: {
        [endpoint.method === 'POST' && endpoint.effect !== 'exempt' && endpoint.effect !== 'read' ? 201 : 200]:
          answerSchema(endpoint),
        default: { description: '拒绝或故障', content: { 'application/problem+json': { schema: problemSchema } } },
      },
    },
    // whoever is not signed in counts by address, whatever cookie comes along
    config:
      endpoint.access === 'public'
        ? { rateLimit: { max: parts.rate.address, timeWindow: 60_000, keyGenerator: ({ ip }: FastifyRequest) => ip } }
        : {},
    handler: (request, reply) => handle(request, reply, route, parts, strangers),
  })
}

async function handle(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  parts: Parts,
  strangers: Knocks,
): Promise<unknown> {
  const { endpoint } = route
  reply.header('cache-control', 'no-store')
  // a form on another site cannot set this header, so a cookie alone moves nothing
  if (endpoint.effect !== 'read' && request.headers['x-wutong'] !== '1')
    throw new Refusal('forbidden', '请求缺少 X-Wutong 头')
  const call: Call<AnyEndpoint> = {
    params: request.params,
    query: request.query,
    input: endpoint.bytes === 'in' ? {} : (request.body ?? {}),
    ...(endpoint.bytes === 'in' && Buffer.isBuffer(request.body) ? { bytes: request.body } : {}),
    version: endpoint.effect === 'update' ? versionOf(request) : Number.NaN,
  }
  const token = tokenOf(request, parts.https)
  // signing in and out answer strangers too, and count by address anyway
  const session = endpoint.access === 'public' ? null : token
  if (session && strangers.tooMany(session, request.ip, Date.now())) throw new Refusal('too-many')
  try {
    const body = await answered(request, reply, { route, parts, strangers, call, token })
    if (session) strangers.accepted(session)
    return body
  } catch (error) {
    if (session && refusalFor(error)?.code === 'signed-out') strangers.refused(session, request.ip, Date.now())
    throw error
  }
}

type Asked = { route: Route; parts: Parts; strangers: Knocks; call: Call<AnyEndpoint>; token: string | null }

async function answered(
  request: FastifyRequest,
  reply: FastifyReply,
  { route, parts, strangers, call, token }: Asked,
): Promise<unknown> {
  if (route.exempt) {
    const setToken = tokenSetter(reply, parts.https)
    return route.exempt(call, {
      ...parts,
      token,
      device: deviceOf(request, reply, parts.https),
      address: request.ip,
      nowMs: Date.now(),
      setToken: (opened, lastsSeconds) => {
        if (opened !== null) strangers.accepted(opened)
        else if (token) parts.live.signedOut(token)
        setToken(opened, lastsSeconds)
      },
    })
  }
  if (!token) throw new Refusal('signed-out')
  const answer =
    route.endpoint.effect === 'read'
      ? await runRead(parts.db, route, call, token)
      : await runWrite(parts.db, route, call, token, keyOf(request))
  reply.code(answer.status).header('x-db-trips', answer.trips)
  // made by the answer of a route that `sends`
  return route.endpoint.bytes === 'out' ? sendFile(request, reply, answer.body as FileAnswer) : answer.body
}

function versionOf(request: FastifyRequest): number {
  const tag = request.headers['if-match']
  if (tag === undefined) throw new Refusal('version-missing')
  const found = /^"?(\d{1,9})"?$/.exec(tag)
  if (!found) throw new Refusal('invalid', 'If-Match 应为版本号')
  return Number(found[1])
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\w-]{8,128}$/.test(key)) throw new Refusal('key-missing')
  return key
}

function failed(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalFor(error) ?? validation(error) ?? limits(error as FastifyError) // not a Refusal, so Fastify's
  if (refusal) return refuse(reply, refusal)
  request.log.error({ err: { message: error.message, stack: error.stack }, route: request.routeOptions.url }, 'bug')
  return reply
    .code(500)
    .type('application/problem+json')
    .send({
      type: '/problems/bug',
      title: '系统出错了，已记录，请稍后再试',
      status: 500,
      code: 'bug',
      detail: `编号 ${request.id}`,
      because: [],
      retryable: true,
      details: {},
    })
}

function validation(error: unknown): Refusal | null {
  if (!hasZodFastifySchemaValidationErrors(error)) return null
  return new Refusal(
    'invalid',
    error.validation
      .slice(0, 20)
      .map((issue) => ({ say: issue.message ?? '填写有误', field: issue.instancePath.slice(1).replaceAll('/', '.') })),
  )
}

function limits(error: FastifyError): Refusal | null {
  if (error.statusCode === 413) return new Refusal('too-large')
  if (error.statusCode === 429) return new Refusal('too-many')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Refusal('invalid', '请求格式有误')
  return null
}

function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = problemOf(refusal)
  if (problem.retryable) reply.header('retry-after', 2)
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((p: unknown) => JSON.stringify(p))
    .send(problem)
}

/** Logs carry no query string, no cookie and no body: names and phones must not reach them. */
function plainRequest(request: { method?: string; routeOptions?: { url?: string | undefined }; id?: unknown }) {
  return { method: request.method ?? '', route: request.routeOptions?.url ?? '', id: request.id }
}
