/** A bare server on this machine, to measure ours beside: node:http, a pool of the same size, statements written by hand, nothing checked. */
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import pg from 'pg'

export type Bare = { databaseUrl: string; poolSize: number }

type Session = { tenant_id: string; person_id: string; unit_ids: string[]; keys: string[] }
type Ask = (name: string, values: readonly unknown[]) => Promise<unknown[]>
type Page = (ask: Ask, session: Session, call: { url: URL; id: string; body: Sent }) => Promise<unknown>
type Sent = {
  unitId: string
  body: string
  contactOn: string
  place: string
  nextStep: string
  contactName: string
  mentions: { companyName: string; intention: string; industry: string; investmentFen: number }[]
}

/** Tells its port to whoever forked it and serves until it is ended. */
export async function serveBare({ databaseUrl, poolSize }: Bare): Promise<number> {
  const statements = await statementsIn(new URL('../../db/bench/bare.sql', import.meta.url))
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    pipeline: true,
    options: '-c max_parallel_workers_per_gather=0',
  } as pg.PoolConfig) // @types/pg does not know `pipeline`
  pool.on('error', () => undefined)
  const server = http.createServer((request, response) => {
    answer(pool, statements, request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body, exact)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

async function statementsIn(file: URL): Promise<ReadonlyMap<string, string>> {
  const parts = (await readFile(file, 'utf8')).split(/^-- name: (.+)$/m).slice(1)
  const found = new Map<string, string>()
  for (let i = 0; i + 1 < parts.length; i += 2) found.set(parts[i] ?? '', (parts[i + 1] ?? '').trim().replace(/;$/, ''))
  return found
}

async function answer(
  pool: pg.Pool,
  statements: ReadonlyMap<string, string>,
  request: http.IncomingMessage,
): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const body = request.method === 'POST' ? JSON.parse(await textOf(request)) : null
  const client = await pool.connect()
  try {
    const ask: Ask = async (name, values) =>
      (await client.query({ name, text: statements.get(name) ?? name, values: [...values] })).rows
    const token = /(?:^|; )wutong=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const [session] = (await ask('session', [createHash('sha256').update(token).digest()])) as Session[] // the statement's columns
    if (!session) throw new Error('signed out')
    const [, id = ''] = /^\/api\/briefs\/([0-9a-f-]{36})$/.exec(url.pathname) ?? []
    const page = id ? thread : pages[`${request.method} ${url.pathname}`]
    if (!page) throw new Error(`no page ${url.pathname}`)
    return await page(ask, session, { url, id, body })
  } finally {
    client.release()
  }
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer) // no encoding is set
  return Buffer.concat(parts).toString()
}

const pages: Readonly<Record<string, Page>> = {
  'GET /api/briefs': async (ask, { tenant_id, keys, unit_ids }, { url }) => {
    const block = url.searchParams.get('block')
    const [month, validity] = [url.searchParams.get('month'), url.searchParams.get('validity')]
    const rows = block
      ? await ask('filtered', [tenant_id, keys, unit_ids, block, validity, month])
      : await ask('list', [tenant_id, keys, unit_ids])
    return { rows: rows.slice(0, 20), next: rows[20] ?? null }
  },
  'GET /api/leaderboards': async (ask, { tenant_id }, { url }) => ({
    rows: await ask('ranking', [tenant_id, url.searchParams.get('block'), url.searchParams.get('month')]),
  }),
  'POST /api/briefs': async (ask, { tenant_id, person_id }, { body }) => {
    const [id, line] = [randomUUID(), randomUUID()]
    const [mention] = body.mentions
    const payload = JSON.stringify({ unitId: body.unitId, contactOn: body.contactOn, mentions: 1 })
    const mac = createHmac('sha256', 'bare').update(line).update(payload).digest()
    await Promise.all([
      ask('begin', []),
      ask('send', [
        ...[
          tenant_id,
          id,
          body.unitId,
          person_id,
          body.contactOn,
          body.place,
          body.body,
          body.nextStep,
          body.contactName,
        ],
      ]),
      ask('send-mention', [
        ...[
          tenant_id,
          randomUUID(),
          id,
          mention?.companyName,
          mention?.intention,
          mention?.industry,
          mention?.investmentFen,
        ],
      ]),
      ask('send-contact', [tenant_id, randomUUID(), id, body.unitId, person_id]),
      ask('send-line', [tenant_id, line, id, person_id, body.contactOn, payload, mac]),
      ask('commit', []),
    ])
    return { id }
  },
}

const parts = ['mentions', 'contacts', 'lifted', 'replies', 'rulings', 'negotiations', 'reads', 'clocks'] as const
const shared = ['brief', 'revisions', 'judgements'] as const

const thread: Page = async (ask, { tenant_id, person_id, unit_ids, keys }, { id }) => {
  const began = ask('begin', [])
  const [own, whole] = await Promise.all([
    Promise.all(parts.map((part) => ask(`brief-${part}`, [tenant_id, id]))),
    Promise.all(shared.map((part) => ask(part === 'brief' ? part : `brief-${part}`, [tenant_id, id, keys]))),
    ask('note-read', [tenant_id, id, unit_ids]),
    ask('note-access', [tenant_id, person_id, id]),
    ask('commit', []),
    began,
  ])
  return Object.fromEntries([...shared.map((part, i) => [part, whole[i]]), ...parts.map((part, i) => [part, own[i]])])
}

function exact(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}
