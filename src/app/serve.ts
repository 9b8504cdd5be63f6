/** Serves the city: API, pages and worker in one process. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { DatabaseUrls } from '#app/database-urls.ts'
import { cityCounts, cityJobs, cityRoutes } from '#app/routes.ts'
import { webDir } from '#app/web-build.ts'
import { type Config, isLoopback } from '#platform/config.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { armFiles, folderStore } from '#platform/files/blobs.ts'
import { clamd } from '#platform/files/scanner.ts'
import { buildServer } from '#platform/http/server.ts'
import { loadKeys } from '#platform/keys.ts'
import { armLedger } from '#platform/ledger.ts'
import { startWorker } from '#platform/worker.ts'

/** Listens before it resolves. */
export async function serve(urls: DatabaseUrls, config: Config): Promise<{ close(): Promise<void> }> {
  const keys = await loadKeys(config.keysDir)
  armLedger(keys)
  armFiles({
    blobs: folderStore(join(config.filesDir, 'whole')),
    receivingDir: join(config.filesDir, 'receiving'),
    scanner: config.scanner === null ? null : clamd(config.scanner),
  })
  const db = openDatabase(urls.app, config.pools.app)
  const login = openDatabase(urls.login, config.pools.login, 'login')
  const app = await buildServer({
    db,
    login,
    routes: cityRoutes(),
    https: usesHttps(config),
    logLevel: config.logLevel,
    // a whole office stands behind one address at half past eight; guessing is stopped by the lockout
    rate: { person: 600, address: 300 },
    ready: () => answers(db),
    live: { url: urls.app, countsOf: cityCounts() },
  })
  await servePages(app)
  // pg-boss and the loops begin before the first request, so that nothing waits for its place in the ledger
  const worker = await startWorker({
    db,
    appUrl: urls.app,
    keys,
    checkpointDir: config.checkpointDir,
    jobs: cityJobs(),
    failed: (job, error) =>
      app.log.error({ job, err: { message: error instanceof Error ? error.message : String(error) } }, 'job failed'),
  })
  await app.listen({ port: config.port, host: config.host })
  return {
    close: async () => {
      await app.close()
      await worker.stop()
      await Promise.all([db.end(), login.end()])
    },
  }
}

/** A session cookie travels over plain http only on this machine or on hosts that were allowed by name. */
export function usesHttps(config: Config): boolean {
  const { publicUrl } = config
  if (publicUrl === null) return !isLoopback(config.host) && !config.allowPlainHttp.includes(config.host)
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'https:' || !(isLoopback(hostname) || config.allowPlainHttp.includes(hostname))
}

async function answers(db: Database): Promise<boolean> {
  try {
    await db.pool.query('select 1')
    return true
  } catch {
    return false
  }
}

/** The built pages; every address that is no file and no API is the app, which finds its page itself. */
async function servePages(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(webDir, 'web.html'))) return
  await app.register(fastifyStatic, {
    root: webDir,
    index: false,
    wildcard: false,
    cacheControl: false,
    // the build lays .br and .gz beside each file
    preCompressed: true,
    setHeaders: (reply, path) => {
      // hashed names never change what they hold
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', { schema: { hide: true }, config: { rateLimit: false } }, (request, reply) => {
    if (request.url.startsWith('/api/') || /\.[a-z0-9]+$/i.test(request.url.split('?')[0] ?? ''))
      return reply.callNotFound()
    return reply.sendFile('web.html')
  })
}
