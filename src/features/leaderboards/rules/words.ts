/** How a ranking is numbered and said: 期号, 口径, the text for the group chat. */
import { dayOf, dayZh } from '#core/calendar.ts'
import { monthZh, previousMonth } from '#core/month.ts'
import type { BoardDefinition } from '../boards/definition.ts'
import type { Limits, RankedGroup } from '../model.ts'
import { columnOf } from './definitions.ts'

/** 定海招商简报月度排名〔2022〕第11期: the issue of a month bears the month's number, so none can be skipped or doubled. */
export function numberOf(board: BoardDefinition, blockShort: string, month: string): string {
  return `${blockShort}${board.title}${shortNumberOf(month)}`
}

/** 口径 in one line, with the column that ranks. */
export function scopeOf(board: BoardDefinition, rankBy: string, limits: Limits): string {
  return `${board.scope(limits)}；按${columnOf(board, rankBy).title}排名，数字相同名次并列`
}

/** 11月3日 09:12 */
export function momentZh(instant: string): string {
  return fullMomentZh(instant).slice(5)
}

/** 2022年11月3日 09:12 in Shanghai, whose hour is 8 ahead of UTC: for what is read elsewhere and later. */
export function fullMomentZh(instant: string): string {
  const hour = (Number(instant.slice(11, 13)) + 8) % 24
  return `${dayZh(dayOf(instant))} ${String(hour).padStart(2, '0')}:${instant.slice(14, 16)}`
}

/** What ranks are compared with; 上一期是〔2022〕第12期，不作升降比较 where a month lies between. */
export function compareZh(month: string, previous: { number: string; month: string } | null): string {
  if (!previous) return '没有上期，不比升降'
  if (previous.month === previousMonth(month)) return `升降对比${previous.number}`
  return `上一期是${shortNumberOf(previous.month)}，不作升降比较`
}

/** 〔2022〕第12期 */
function shortNumberOf(month: string): string {
  return `〔${month.slice(0, 4)}〕第${Number(month.slice(5))}期`
}

/** Whoever reads a text in a group sees no banner: examples say so themselves. */
export function headOf(title: string, demo: boolean): string {
  return demo ? `【示例数据】${title}` : title
}

/** 复制到群: what is pasted into the chat. Units without a brief are said in one line, as people do. */
export function groupText(
  board: Pick<BoardDefinition, 'say'>,
  head: string,
  groups: readonly Pick<RankedGroup, 'title' | 'rows' | 'kept'>[],
  foot: string,
): string {
  const parts = groups.flatMap((group) => {
    const told = group.rows.filter((row) => Object.values(row.figures).some((figure) => figure > 0))
    const silent = group.rows.filter((row) => !told.includes(row)).map((row) => row.unit.short)
    const lines = told.map((row) => board.say({ unitName: row.unit.short, rank: row.rank, figures: row.figures }))
    const zero = silent.length > 0 ? [`本月为 0：${silent.join('、')}`] : []
    return group.rows.length > 0 ? [`【${group.title}】`, ...lines, ...zero] : []
  })
  return [head, ...parts, foot].join('\n')
}

export function monthTitle(blockShort: string, board: Pick<BoardDefinition, 'title'>, month: string): string {
  return `${blockShort}${board.title}（${monthZh(month)}）`
}
