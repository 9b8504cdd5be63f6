/** Boards as definitions: a bad one is refused when the city starts. */
import type { BoardDefinition, Column } from '../boards/definition.ts'

const kinds = ['town', 'bureau', 'posted', 'park', 'company']
const key = /^[a-z][a-z-]*$/

export function checkBoards(boards: readonly BoardDefinition[]): readonly BoardDefinition[] {
  const seen = new Set<string>()
  for (const board of boards) {
    const fault = seen.has(board.key) ? 'key is taken' : faultIn(board)
    if (fault) throw new Error(`board ${board.key}: ${fault}`)
    seen.add(board.key)
  }
  return boards
}

function faultIn(board: BoardDefinition): string | null {
  if (!key.test(board.key)) return 'bad key'
  if (!board.title.trim()) return 'a title is missing'
  if (!board.source.trim()) return 'a source is missing'
  if (!board.unit.trim()) return 'a unit of counting is missing'
  if (!Number.isInteger(board.leastToRank) || board.leastToRank < 1) return 'leastToRank must be 1 or more'
  if (!board.scope({ lateAfterDays: 15 }).trim()) return '口径 is missing'
  return faultInGroups(board) ?? faultInColumns(board) ?? faultInSaying(board)
}

function faultInGroups({ groups }: BoardDefinition): string | null {
  if (groups.length === 0) return 'no group of units'
  if (twice(groups.map((group) => group.key))) return 'two groups share a key'
  const all = groups.flatMap((group) => group.kinds)
  const strange = all.find((kind) => !kinds.includes(kind))
  if (strange !== undefined) return `no unit is of kind ${strange}`
  if (twice(all)) return 'a kind of unit stands in two groups'
  return groups.some((group) => group.kinds.length === 0 || !group.title.trim()) ? 'a group is empty' : null
}

function faultInColumns({ columns, rankBy }: BoardDefinition): string | null {
  if (columns.length === 0) return 'no column'
  if (twice(columns.map((column) => column.key))) return 'two columns share a key'
  if (columns.some((column) => !key.test(column.key))) return 'bad key of a column'
  if (columns.some((column) => !column.title.trim() || !column.about.trim() || !column.movedBy.trim()))
    return 'a column does not say what it counts'
  if (!columns.some((column) => column.key === rankBy && column.ranks)) return `${rankBy} does not rank`
  return null
}

/** A row must name its unit and, once it has one, its rank. */
function faultInSaying({ say, columns }: BoardDefinition): string | null {
  const figures = Object.fromEntries(columns.map((column) => [column.key, 3]))
  const said = say({ unitName: '某单位', rank: 7, figures })
  return said.includes('某单位') && said.includes('7') ? null : 'how to say a row must name unit and rank'
}

export function columnOf(board: BoardDefinition, key: string): Column {
  const column = board.columns.find((one) => one.key === key)
  if (!column) throw new Error(`board ${board.key} has no column ${key}`)
  return column
}

function twice(values: readonly string[]): boolean {
  return new Set(values).size !== values.length
}
