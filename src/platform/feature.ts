/** What a feature's only door hands to app/: its routes, its contract, and the jobs it wants run. */
import type { Tx } from '#platform/database.ts'
import type { Route } from '#platform/http/route.ts'

/** One more transaction as the same job, in the same city. */
export type Again = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** A job runs in every city as the person `system:<name>`, whom policies and ledger name. It must bear being run twice. */
export type Job = {
  name: string
  /** the job as whose person it enters, where it has none of its own: cities founded before it know no other */
  as?: string
  run(tx: Tx): Promise<unknown>
  /** with what `run` found, once its transaction is over: files and the network are touched with none open */
  afterwards?(found: unknown, again: Again): Promise<unknown>
} & (
  | { everyMs: number } // a loop of the worker, for what people wait for
  | { cron: string } // minutes and slower, in Asia/Shanghai, through the queue
)

export type Feature = {
  name: string
  contract: Readonly<Record<string, unknown>>
  routes: readonly Route[]
  jobs: readonly Job[]
  /** what it tells the ledger; a clock on an event that nobody writes stops the start */
  events?: readonly string[]
  /** Markdown for docs/generated: the rules it runs (boards, settings…) and the matrix of its policy */
  papers?: { rules?(): string; roles?(): string }
}
