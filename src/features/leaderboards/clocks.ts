/** 核对数字: a closed month gives every unit a day; who says nothing has agreed. */
import type { LedgerLine } from '#core/event.ts'
import type { ClockDefinition } from '#features/deadlines/model.ts'

const unitsOf = (line: LedgerLine) => {
  const { unitIds } = line.payload
  return Array.isArray(unitIds) ? unitIds.filter((id) => typeof id === 'string') : []
}

export const clocks: readonly ClockDefinition[] = [
  {
    key: 'leaderboards.check',
    title: '核对月度数字',
    source: '关账后各单位 24 小时内核对，未核对的视为同意（参数 board.checkHours）',
    subject: 'closure',
    starts: 'closure.closed',
    stops: 'closure.checked',
    // silence is agreement, not a fault: nobody is overdue here
    cancels: ['closure.settled', 'closure.reopened', 'issue.published'],
    within: (_, line) => ({ until: String(line.payload.checkUntil) }),
    amberAt: { daysBefore: 0 },
    instance: (line) => (line.event === 'closure.closed' || line.event === 'closure.checked' ? unitsOf(line) : null),
    answerers: (_, instance) => [`u:${instance}`],
    audience: (line, instance) => [`u:${instance}`, `v:${String(line.payload.blockId)}`],
  },
]
