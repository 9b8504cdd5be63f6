/** bin/wutong bench: how long the pages of the main job take on this machine, beside a bare server in the same run. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { inScratchDatabase } from '#app/cli/scratch.ts'
import { demoPassword, idOf } from '#app/demo/city.ts'
import { foundCity } from '#app/demo/found.ts'
import { tellYear } from '#app/demo/tell.ts'
import { serve } from '#app/serve.ts'
import { environmentWith, readConfig } from '#platform/config.ts'
import { loadKeys } from '#platform/keys.ts'
import { callLoopback, freePort } from '#platform/loopback.ts'

type Say = (line: string) => void
type Ask = { name: string; path: string; body?: () => unknown }
type Row = { name: string; bytes: number; p50: number; p95: number; perSecond: number }

const calls = 300
const atOnce = 8

/** Prints a table of Markdown; the demo year is told first, with fsync as in a real city. */
export async function bench(say: Say): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'wutong-bench-'))
  try {
    await inScratchDatabase(async (urls) => {
      const keys = await loadKeys(join(dir, 'keys'))
      await foundCity(urls.migrator, { mark: 'demo', from: '2021-01-01', keys })
      await tellYear(urls, keys, '2023-06-30', say)
      const port = await freePort()
      const config = readConfig(environmentWith({ PORT: String(port), DATA_DIR: dir, LOG_LEVEL: 'silent' }))
      const city = await serve(urls, config)
      try {
        await report(`http://127.0.0.1:${port}`, say)
      } finally {
        await city.close()
      }
    }, true)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function report(base: string, say: Say): Promise<void> {
  const cookie = await signIn(base, 'yaomin')
  const first = (await (await callLoopback(`${base}/api/briefs?month=2022-11`, { cookie })).json()) as {
    rows: { id: string }[]
  } // the contract's own shape
  const block = idOf('block:定海区')
  const asks: Ask[] = [
    { name: '我是谁 /me', path: '/api/me' },
    { name: '待办首页 /home', path: '/api/home' },
    { name: '简报列表 /briefs', path: '/api/briefs?month=2022-11' },
    { name: '一条简报 /briefs/:id', path: `/api/briefs/${first.rows[0]?.id}` },
    { name: '月度排名 /leaderboards', path: `/api/leaderboards?board=monthly-briefs&block=${block}&month=2022-11` },
    {
      name: '回复 POST /briefs/:id/replies',
      path: `/api/briefs/${first.rows[0]?.id}/replies`,
      body: () => ({
        body: '已联系。',
        unitId: idOf('unit:定海区投促中心'),
        calledUnitIds: [],
        calledPersonIds: [],
        answersRulingId: null,
      }),
    },
  ]
  const rows: Row[] = []
  // a session of its own for each: the limit of calls a person is in force here as everywhere
  for (const ask of asks) rows.push(await measure(base, await signIn(base, 'yaomin'), ask))
  const bare = await measureBare(Math.round(rows.reduce((sum, row) => sum + row.bytes, 0) / rows.length))
  say(
    `\n${cpus().length} 核 ${cpus()[0]?.model.trim()}，Node ${process.version}；${calls} 次，同时 ${atOnce} 个；示例城市 1,571 条简报\n`,
  )
  say('| 页面 | 字节 | p50 毫秒 | p95 毫秒 | 每秒 | p50 是空服务器的几倍 |\n| --- | ---: | ---: | ---: | ---: | ---: |')
  for (const row of [bare, ...rows]) {
    say(
      `| ${row.name} | ${row.bytes} | ${row.p50.toFixed(1)} | ${row.p95.toFixed(1)} | ${Math.round(row.perSecond)} | ${(row.p50 / bare.p50).toFixed(1)} |`,
    )
  }
}

async function signIn(base: string, account: string): Promise<string> {
  const body = { account, password: demoPassword, remember: true, deviceName: 'bench' }
  const answer = await callLoopback(`${base}/api/sessions`, { body })
  const found = answer.headers.getSetCookie().find((line) => line.startsWith('wutong='))
  if (!found) throw new Error(`signing in was answered ${answer.status}`)
  return found.split(';')[0] ?? ''
}

async function measure(base: string, cookie: string, ask: Ask): Promise<Row> {
  const times: number[] = []
  let bytes = 0
  const one = async () => {
    const began = performance.now()
    const answer = await callLoopback(base + ask.path, {
      cookie,
      key: randomUUID(),
      ...(ask.body ? { body: ask.body() } : {}),
    })
    bytes = (await answer.arrayBuffer()).byteLength
    if (answer.status >= 300) throw new Error(`${ask.name} was answered ${answer.status}`)
    times.push(performance.now() - began)
  }
  for (let i = 0; i < 20; i += 1) await one()
  times.length = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (times.length < calls) await one()
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return { name: ask.name, bytes, p50: at(0.5), p95: at(0.95), perSecond: times.length / seconds }
}

/** The same framework answering as many bytes without a database: what no page can be faster than. */
async function measureBare(bytes: number): Promise<Row> {
  const app = Fastify({ logger: false })
  const body = { filler: '梧'.repeat(Math.max(1, Math.floor(bytes / 3))) }
  app.get('/api/bare', async () => body)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    return await measure(address, '', { name: '空服务器', path: '/api/bare' })
  } finally {
    await app.close()
  }
}
