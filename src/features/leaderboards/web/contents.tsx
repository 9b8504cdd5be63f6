/** 数字明细: the briefs behind one figure, those the viewer may open, and how many more there are. */
import * as z from 'zod'
import { monthSchema, monthZh } from '#core/month.ts'
import { validities } from '#features/briefs/model.ts'
import { Moment } from '#ui/clock.tsx'
import { type Read, usePage } from '#ui/data.tsx'
import { useFilters } from '#ui/filters.tsx'
import { Go, useParam } from '#ui/link.tsx'
import { Body, Empty, Page } from '#ui/page.tsx'
import { type Column, Table } from '#ui/table.tsx'
import * as contract from '../contract.ts'
import type { Contents } from '../model.ts'

const behind = z.object({ unit: z.uuid(), column: z.string().max(40) })
const ofMonth = z.object({ ...behind.shape, board: z.string().max(40), block: z.uuid(), month: monthSchema })

export function ContentsPage() {
  const [{ board, block, month, unit, column }] = useFilters(ofMonth)
  const whole = board && block && month && unit && column ? { board, block, month, unit, column } : null
  if (!whole) return <Incomplete />
  return <Live query={whole} />
}

function Live({ query }: { query: z.output<typeof ofMonth> }) {
  const read = usePage(contract.contents, { query })
  return (
    <Listed
      read={read}
      back={{ to: '/boards', search: { board: query.board, block: query.block, month: query.month } }}
    />
  )
}

export function IssueContentsPage() {
  const id = useParam('id')
  const [{ unit, column }] = useFilters(behind)
  if (!unit || !column) return <Incomplete />
  return <Frozen id={id} query={{ unit, column }} />
}

function Frozen({ id, query }: { id: string; query: z.output<typeof behind> }) {
  const read = usePage(contract.issueContents, { params: { id }, query })
  return <Listed read={read} back={{ to: '/boards/issues/$id', params: { id } }} />
}

function Incomplete() {
  return (
    <Page title="数字明细">
      <Empty say="地址不全：请从排名表里点一个数字打开" first={<Go to="/boards">看排名</Go>} />
    </Page>
  )
}

type Line = Contents['rows'][number]

const columns: Column<Line>[] = [
  { key: 'number', title: '编号', phone: 'head', show: ({ number }) => number },
  { key: 'companies', title: '企业', show: ({ companies }) => companies || <span className="soft">未填</span> },
  { key: 'sent', title: '报送', show: ({ sentAt }) => <Moment at={sentAt} full /> },
  {
    key: 'validity',
    title: '现状',
    show: ({ state, validity }) => (state === 'sent' ? validities[validity] : '已撤销'),
  },
]

function Listed({
  read,
  back,
}: {
  read: Read<Contents>
  back: { to: string; params?: Record<string, string>; search?: Record<string, unknown> }
}) {
  const figure = read.data
  return (
    <Page
      title={figure ? `${figure.unit.name} ${figure.column.title} ${figure.total}` : '数字明细'}
      about={figure ? aboutOf(figure) : null}
      back={{ ...back, label: figure?.issue?.number ?? '排名' }}
    >
      <Body of={read} empty={{ when: ({ total }) => total === 0, say: '这个数字是 0：没有一条简报计在里面' }}>
        {(data) => (
          <>
            {data.rows.length > 0 ? (
              <Table
                label="计入的简报"
                columns={columns}
                rows={data.rows}
                idOf={({ id }) => id}
                open={({ id }) => ({ to: '/briefs/$id', params: { id } })}
              />
            ) : null}
            <Rest figure={data} />
          </>
        )}
      </Body>
    </Page>
  )
}

function aboutOf({ month, column, issue }: Contents): string {
  const when = issue ? `${issue.number}公布时的名单` : `${monthZh(month)}，今天的数字`
  return `${when}：${column.about}`
}

function Rest({ figure }: { figure: Contents }) {
  const unlisted = figure.total - figure.kept - figure.rows.length
  return (
    <div className="table-foot">
      {figure.kept > 0 ? <p>另有 {figure.kept} 条无权查看</p> : null}
      {unlisted > 0 ? <p>这里只列前 {figure.rows.length} 条</p> : null}
      <p>
        <Go to="/briefs" search={{ block: figure.block.id, unit: figure.unit.id, month: figure.month }}>
          在简报列表里看这个单位当月的全部简报
        </Go>
      </p>
    </div>
  )
}
