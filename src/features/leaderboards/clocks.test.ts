/** The clock that asks units to check, told as stories of ledger lines. */
import { expect, test } from 'vitest'
import { stateCouncilCalendar } from '#core/calendar.ts'
import type { LedgerLine } from '#core/event.ts'
import { basisOf, checkClocks } from '#features/deadlines/rules/definitions.ts'
import { foldClocks } from '#features/deadlines/rules/story.ts'
import { clocks } from './clocks.ts'
import { events } from './model.ts'

const line = (n: number, event: (typeof events)[number], at: string, payload: Record<string, unknown>): LedgerLine => ({
  id: `0000000${n}`,
  event,
  subjects: ['closure:c1'],
  occurredOn: at.slice(0, 10),
  recordedAt: at,
  payload: { blockId: 'dh', ...payload },
  actorId: 'a',
  verb: 'v',
})
const closed = line(1, 'closure.closed', '2022-12-01T01:00:00.000000Z', {
  unitIds: ['u1', 'u2'],
  checkUntil: '2022-12-02T01:00:00.000000Z',
})
const tell = (...lines: LedgerLine[]) =>
  [
    ...foldClocks(
      basisOf(clocks, () => () => 0, stateCouncilCalendar),
      lines,
    ).values(),
  ]
    .flat()
    .map((clock) => ({
      unit: clock.instance,
      due: clock.dueAt,
      answerers: clock.answerers,
      ended: clock.stoppedAt ? '核对' : clock.cancelledAt ? '视为同意' : '待核对',
    }))

test('stands for events that are written', () => {
  expect(() => checkClocks(clocks, events)).not.toThrow()
})

test('each unit has a day of its own; one checks, the other’s silence is agreement when the time is over', () => {
  const due = '2022-12-02T01:00:00.000000Z'
  expect(tell(closed)).toEqual([
    { unit: 'u1', due, answerers: ['u:u1'], ended: '待核对' },
    { unit: 'u2', due, answerers: ['u:u2'], ended: '待核对' },
  ])
  const checked = line(2, 'closure.checked', '2022-12-01T05:00:00.000000Z', { unitIds: ['u1'] })
  expect(tell(closed, checked).map((clock) => clock.ended)).toEqual(['核对', '待核对'])
  const settled = line(3, 'closure.settled', '2022-12-02T01:00:30.000000Z', {})
  expect(tell(closed, checked, settled).map((clock) => clock.ended)).toEqual(['核对', '视为同意'])
})
