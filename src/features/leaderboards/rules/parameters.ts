/** The numbers and choices of a board that officials may change; March is counted with March's. */
import { lastDay } from '#core/month.ts'
import type { SettingRow } from '#features/settings/model.ts'
import { settingsAt } from '#features/settings/rules.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import type { Limits, Publicity } from '../model.ts'

export type Parameters = { rankBy: string; limits: Limits; checkHours: number; publicity: Publicity }

/** In force on the last day of the month, for this block. The city may name a column that this board has not: then its own ranks. */
export function parametersOf(
  board: BoardDefinition,
  blockId: string,
  month: string,
  rows: readonly SettingRow[],
): Parameters {
  const settings = settingsAt(rows, lastDay(month), blockId)
  const chosen = board.columns.find((column) => column.key === settings['board.rankBy'] && column.ranks)
  const mode = settings['board.publicity']
  return {
    rankBy: chosen?.key ?? board.rankBy,
    limits: { lateAfterDays: settings['brief.lateContactDays'] },
    checkHours: settings['board.checkHours'],
    publicity: mode === 'top' ? { mode, topN: settings['board.topN'] } : { mode },
  }
}
