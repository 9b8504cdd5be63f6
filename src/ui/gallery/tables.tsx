/** Tables, filters and what stands when there are no rows. */
import { Button } from 'antd'
import { useState } from 'react'
import { Spark } from '../chart.tsx'
import { Moment } from '../clock.tsx'
import { Change, Figure, Money } from '../figure.tsx'
import { Filters } from '../filters.tsx'
import { Section } from '../layout.tsx'
import { Empty, More } from '../page.tsx'
import { type Column, sumOf, Table } from '../table.tsx'
import { type ExampleRow, exampleRows } from './rows.ts'

const columns: readonly Column<ExampleRow>[] = [
  { key: 'company', title: '企业', show: (row) => row.company },
  { key: 'unit', title: '单位', show: (row) => row.unit },
  { key: 'fen', title: '总投资', number: true, show: (row) => <Money fen={row.fen} />, phone: 'figure' },
  { key: 'at', title: '发出', show: (row) => <Moment at={row.at} full /> },
]

const ranking: readonly Column<ExampleRow>[] = [
  { key: 'rank', title: '名次', number: true, width: '64px', show: (row) => exampleRows.indexOf(row) + 1 },
  { key: 'unit', title: '单位', show: (row) => row.unit, phone: 'head' },
  { key: 'change', title: '变化', show: (row) => <Change by={2 - exampleRows.indexOf(row) * 2} /> },
  {
    key: 'sent',
    title: '提交数',
    number: true,
    show: (row) => <Figure value={row.sent} of={`${row.unit}提交数`} open={{ to: '/_gallery' }} />,
    sum: sumOf((row) => row.sent),
  },
  {
    key: 'valid',
    title: '有效数',
    number: true,
    show: (row) => <Figure value={row.valid} of={`${row.unit}有效数`} open={{ to: '/_gallery' }} />,
    sum: sumOf((row) => row.valid),
    phone: 'figure',
  },
  { key: 'trend', title: '近 5 月', show: (row) => <Spark values={row.trend} of="近 5 月提交数" />, phone: 'none' },
]

const filters = [
  {
    name: 'group',
    label: '区块',
    all: '全部区块',
    options: [
      { value: 'dh', label: '定海' },
      { value: 'pt', label: '普陀' },
    ],
  },
  {
    name: 'validity',
    label: '核实结果',
    all: '全部结果',
    options: [
      { value: 'valid', label: '有效' },
      { value: 'pending', label: '待核' },
    ],
  },
  { name: 'q', label: '企业或文字', all: '企业或文字' },
]

export function Tables() {
  const [value, setValue] = useState<Record<string, string | undefined>>({ group: 'dh', validity: 'valid' })
  return (
    <>
      <Section title="筛选与列表">
        <Filters
          filters={filters}
          value={value}
          set={(patch) => setValue({ ...value, ...patch })}
          count={exampleRows.length}
        />
        <Table
          label="简报"
          columns={columns}
          rows={exampleRows}
          idOf={(row) => row.id}
          open={(row) => ({ to: '/_gallery/split/$id', params: { id: row.id } })}
          openId="b"
          bulk={[{ say: '判为有效', press: () => {} }]}
          foot="另有 3 条无权查看"
        />
        <More of={{ has: true, busy: false, load: () => {} }} />
      </Section>
      <Section title="排名">
        <Table label="11月简报排名" columns={ranking} rows={exampleRows} idOf={(row) => row.id} keys={false} />
      </Section>
      <Section title="还没有内容">
        <Empty say="这里会列出您单位的简报" first={<Button type="primary">写第一条</Button>} />
      </Section>
    </>
  )
}
