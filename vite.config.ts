/** How the city's web app is built: one page, hashed files in dist/web, and a manifest the server reads. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** While developing, too, every address that is no file and no API is the app, which finds its page itself. */
const pages = {
  name: 'pages',
  configureServer(server) {
    server.middlewares.use((request, _, next) => {
      if (request.headers.accept?.includes('text/html') && !request.url?.startsWith('/api/')) request.url = '/web.html'
      next()
    })
  },
} satisfies Plugin

/** Beside each file its small forms, so that a server on two cores never compresses while somebody waits. */
const pressed = {
  name: 'pressed',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const names = Object.keys(bundle).filter((name) => /\.(js|css|html|svg)$/.test(name))
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
    await Promise.all(
      names.map(async (name) => {
        const whole = await readFile(join(dir, name))
        await writeFile(join(dir, `${name}.br`), await promisify(brotliCompress)(whole, quality))
        await writeFile(join(dir, `${name}.gz`), await promisify(gzip)(whole))
      }),
    )
  },
} satisfies Plugin

export default defineConfig({
  root: here('./src/app'),
  base: '/',
  publicDir: false,
  plugins: [react(), pages, pressed],
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    target: 'es2022',
    assetsDir: 'assets',
    rolldownOptions: {
      input: here('./src/app/web.html'),
      // antd's own parts do nothing by being imported but don't say so: 25 KB of the first page that nobody uses
      treeshake: {
        moduleSideEffects: [
          { test: /node_modules\/@(rc-component|ant-design)\//, sideEffects: false },
          // our own rules and models say what things are and do nothing by being imported
          { test: /\/src\/(core|features)\/.+\.ts$/, sideEffects: false },
        ],
      },
    },
    // echarts and antd are large whole parts that pages load when they need them
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
