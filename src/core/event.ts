/** What the ledger is told: who did what to which subject, when it happened and why. Never names, phones or text. */

/** `feature.past-tense`, e.g. `brief.ruled`; each feature lists its own in model.ts */
export type EventName = `${string}.${string}`

/** a thing of the city by kind and id, e.g. `brief:0190…` */
export type Subject = `${string}:${string}`

export type LedgerLine = {
  id: string
  event: EventName
  /** first the subject itself, then others it concerns */
  subjects: readonly Subject[]
  /** the day a person claims it happened, YYYY-MM-DD in Asia/Shanghai */
  occurredOn: string
  /** the database's clock, ISO UTC with microseconds */
  recordedAt: string
  /** ids, amounts, dates, hashes */
  payload: Readonly<Record<string, unknown>>
  actorId: string
  verb: string
}
