/** What `npm start` runs: the city with its own parts, from an empty folder to an address. */

import { loadKeys } from '#platform/keys.ts'
import { migrate, prepareCluster } from '#platform/migrations.ts'
import { demoAccounts } from './demo/accounts.ts'
import { foundCity } from './demo/found.ts'
import { live } from './lifetime.ts'
import { serve } from './serve.ts'

await live(
  {
    prepareCluster,
    migrate,
    loadDemo: async (urls, config) =>
      foundCity(urls.migrator, { mark: 'demo', from: '2021-01-01', keys: await loadKeys(config.keysDir) }),
    serve,
  },
  demoAccounts,
)
