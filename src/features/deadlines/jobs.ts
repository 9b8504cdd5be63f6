/** The job that keeps every clock of the city up with the ledger. */
import { dayOf } from '#core/calendar.ts'
import type { SettingRow } from '#features/settings/model.ts'
import { settingsAt } from '#features/settings/rules.ts'
import { settingRowsQuery } from '#features/settings/store.ts'
import type { Tx } from '#platform/database.ts'
import type { Job } from '#platform/feature.ts'
import { follow } from './actions.ts'
import type { ClockDefinition, LimitsAt } from './model.ts'
import { checkClocks } from './rules/definitions.ts'

/** `app/` hands in the clocks of the features above; bad ones, and events that nobody writes, stop the start. */
export function keepClocks(definitions: readonly ClockDefinition[], events: readonly string[]): Job {
  checkClocks(definitions, events)
  return { name: 'deadlines', everyMs: 200, run: (tx) => follow(tx, { definitions, limits }) }
}

async function limits(tx: Tx): Promise<LimitsAt> {
  return limitsIn((await tx.ask(settingRowsQuery())) as SettingRow[]) // `value` was checked when it was set
}

/** Numbers of the day on which a clock started: a block's own before the city's. */
export function limitsIn(rows: readonly SettingRow[]): LimitsAt {
  return (instant) => (key, blockId) => {
    const value = (settingsAt(rows, dayOf(instant), blockId ?? null) as Readonly<Record<string, unknown>>)[key] // read by name
    if (typeof value !== 'number') throw new Error(`no setting ${key} with a number`)
    return value
  }
}
