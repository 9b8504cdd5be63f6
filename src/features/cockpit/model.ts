/** The home page: what waits for whoever looks, and what moved. */
import * as z from 'zod'
import { briefMoveSchema, briefTaskSchema, longOverdueSchema } from '#features/briefs/model.ts'
import { dutySchema } from '#features/leaderboards/model.ts'

export const taskSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('brief'), task: briefTaskSchema }),
  z.strictObject({ kind: z.literal('ranking'), duty: dutySchema }),
])
export type Task = z.infer<typeof taskSchema>

export const homeSchema = z.strictObject({
  /** most urgent first; what has no clock comes last */
  tasks: z.array(taskSchema).max(100),
  /** what is over its end for long: counted, not listed */
  overdue: z.array(longOverdueSchema),
  /** more wait than are shown */
  more: z.boolean(),
  moves: z.array(briefMoveSchema),
  /** briefs sent since the beginning of yesterday, as far as whoever looks may see */
  since: z.strictObject({ sent: z.int(), valid: z.int() }),
  now: z.string(),
})
export type Home = z.infer<typeof homeSchema>
