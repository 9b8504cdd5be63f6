/** What `npm start` runs: the city with its own parts, from an empty folder to an address. */

import { migrate, prepareCluster } from '#platform/migrations.ts'
import { demoAccounts } from './demo/accounts.ts'
import { loadDemo } from './demo/load.ts'
import { live } from './lifetime.ts'
import { serve } from './serve.ts'

await live(
  {
    prepareCluster,
    migrate,
    loadDemo,
    serve,
  },
  demoAccounts,
)
