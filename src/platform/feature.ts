/** What a feature's only door hands to app/: its routes, its contract, and the jobs it wants run. */
import type { Tx } from '#platform/database.ts'
import type { Route } from '#platform/http/route.ts'

export type Job = {
  /** `system:<name>` is the person who acts; the ledger and the policies name it */
  name: string
  /** runs every so many seconds in each city */
  everySeconds: number
  run(tx: Tx): Promise<void>
}

export type Feature = {
  name: string
  contract: Readonly<Record<string, unknown>>
  routes: readonly Route[]
  jobs: readonly Job[]
}
