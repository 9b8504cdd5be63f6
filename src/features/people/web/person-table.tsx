/** Persons in rows: name, posts, phone. */
import { Badge } from '#ui/badge.tsx'
import { todayOf } from '#ui/format.ts'
import { useNow } from '#ui/now.ts'
import { type Column, Table } from '#ui/table.tsx'
import type { Person } from '../model.ts'
import { byTime, sayRole } from './words.ts'

export function PersonTable({
  rows,
  unitId,
  openId,
  keep = false,
}: {
  rows: readonly Person[]
  /** leaves out the units: all of them work in this one */
  unitId?: string
  openId?: string | undefined
  /** opens beside this list, whose filters stay */
  keep?: boolean
}) {
  const today = todayOf(useNow())
  const running = (person: Person) =>
    byTime(person.posts, today).running.filter((post) => unitId === undefined || post.unitId === unitId)
  const columns: readonly Column<Person>[] = [
    {
      key: 'name',
      title: '姓名',
      phone: 'head',
      width: '7em',
      show: (person) => (
        <>
          {person.name} {person.active ? null : <Badge tone="plain" word="已停用" />}
        </>
      ),
    },
    ...(unitId === undefined
      ? [
          {
            key: 'unit',
            title: '单位',
            show: (person: Person) => [...new Set(running(person).map(({ unitName }) => unitName))].join('、'),
          },
        ]
      : []),
    { key: 'posts', title: '岗位', show: (person) => running(person).map(sayRole).join('、') || '无岗位' },
    ...(rows.some(({ phoneMasked }) => phoneMasked !== null)
      ? [
          {
            key: 'phone',
            title: '手机',
            phone: 'none' as const,
            width: '8em',
            show: (person: Person) => person.phoneMasked ?? '',
          },
        ]
      : []),
  ]
  return (
    <Table
      label="人员"
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      open={({ id }) => ({ to: '/people/$id', params: { id }, ...(keep ? { search: 'keep' as const } : {}) })}
      openId={openId}
    />
  )
}
