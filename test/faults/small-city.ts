/** What the fault tests run as the server: everything that `npm start` runs, over a city without a told year. */
import { foundCity } from '#app/demo/found.ts'
import { live } from '#app/lifetime.ts'
import { serve } from '#app/serve.ts'
import { loadKeys } from '#platform/keys.ts'
import { migrate, prepareCluster } from '#platform/migrations.ts'

await live(
  {
    prepareCluster,
    migrate,
    loadDemo: async ({ migrator }, { keysDir }) =>
      foundCity(migrator, { mark: 'test', from: '2021-01-01', keys: await loadKeys(keysDir) }),
    serve,
  },
  [],
)
