/** 待办 stand in the order of the clock. */
import { describe, expect, it } from 'vitest'
import type { Task } from './model.ts'
import { dueOf, inOrder, mostUrgent } from './rules.ts'

const duty = (title: string, dueAt: string | null): Task => ({
  kind: 'ranking',
  duty: {
    kind: 'check',
    title,
    block: { id: '0', name: '定海区', short: '定海', cityLevel: false },
    board: 'briefs',
    month: '2022-11',
    unit: null,
    closure: null,
    dueAt,
    link: '/',
  },
})
const titles = (tasks: readonly Task[]) => tasks.map((task) => (task.kind === 'ranking' ? task.duty.title : ''))

describe('待办的次序', () => {
  it('先到期的在前，没有时限的在后', () => {
    const tasks = [
      duty('可以关账', null),
      duty('后天', '2022-12-03T16:00:00.000000Z'),
      duty('今天', '2022-12-01T16:00:00.000000Z'),
    ]
    expect(titles(inOrder(tasks))).toEqual(['今天', '后天', '可以关账'])
  })

  it('同时到期的保持原来的次序', () => {
    const at = '2022-12-01T16:00:00.000000Z'
    expect(titles(inOrder([duty('甲', at), duty('乙', at), duty('丙', null), duty('丁', null)]))).toEqual([
      '甲',
      '乙',
      '丙',
      '丁',
    ])
  })

  it('太多时，还来得及的都在，超期的留最近到期的', () => {
    const on = (day: number) => duty(String(day), `2022-12-${String(day).padStart(2, '0')}T16:00:00.000000Z`)
    const tasks = [duty('可以关账', null), ...[1, 2, 3, 4, 5, 6].map(on)]
    expect(titles(inOrder(mostUrgent(tasks, 5, '2022-12-05T00:00:00.000000Z')))).toEqual([
      '3',
      '4',
      '5',
      '6',
      '可以关账',
    ])
  })

  it('时限从简报的钟或排名的事项来', () => {
    expect(dueOf(duty('核对', '2022-12-01T16:00:00.000000Z'))).toBe('2022-12-01T16:00:00.000000Z')
    expect(dueOf(duty('起草', null))).toBeNull()
  })
})
