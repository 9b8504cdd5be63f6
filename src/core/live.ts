/** What a page that stands open is told: that something happened, to which things; never what was said. */
import * as z from 'zod'

/** One line of the ledger, as far as whoever listens may see it. */
export const newsSchema = z.strictObject({
  /** place in the ledger; also the id of the event, by which a stream goes on where it broke off */
  position: z.int().nonnegative(),
  /** e.g. `brief.ruled` */
  event: z.string(),
  /** kind and id of what it concerns, its own subject first, e.g. `brief:0190…` */
  subjects: z.array(z.string()),
  /** whose lists and counts are no longer true, by the name of the feature */
  counts: z.array(z.string()),
  /** done by whoever listens: their own page has it already */
  mine: z.boolean(),
})
export type News = z.infer<typeof newsSchema>

/**
 * The names of what travels: `hello` once at the start, `news` for a line, `reset` when too much was missed to be told one
 * by one, `beat` so that silence can be told from a broken line, `bye` when this session is over.
 */
export const liveEvents = ['hello', 'news', 'reset', 'beat', 'bye'] as const
export type LiveEvent = (typeof liveEvents)[number]

export const livePath = '/live'
