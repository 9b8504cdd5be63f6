/** The boards that run, printed for officials to read. */
import type { BoardDefinition } from '../boards/definition.ts'
import { scopeOf } from './words.ts'

/** Markdown for docs/generated/rules.md, counted with the default numbers. */
export function boardsTable(boards: readonly BoardDefinition[], lateAfterDays: number): string {
  const parts = boards.map((board) => {
    const columns = board.columns.map((column) => `| ${column.title} | ${column.about} | ${column.movedBy} |`)
    return [
      `### ${board.title}`,
      '',
      `- 依据：${board.source}`,
      `- 分组：${board.groups.map((group) => group.title).join('、')}，各组分别排名；不足 ${board.leastToRank} 个单位的组只列数字`,
      `- 口径：${scopeOf(board, board.rankBy, { lateAfterDays })}（排名依据可由参数 board.rankBy 改变）`,
      '',
      '| 列 | 计入 | 公布后因何变动 |',
      '| --- | --- | --- |',
      ...columns,
    ].join('\n')
  })
  return ['## 排名', '', ...parts].join('\n')
}
