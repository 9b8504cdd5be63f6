/** 历次排名: every issue that was published, newest first. */
import { monthZh } from '#core/month.ts'
import { Moment } from '#ui/clock.tsx'
import { usePages } from '#ui/data.tsx'
import { Go } from '#ui/link.tsx'
import { Body, Bones, More, Page } from '#ui/page.tsx'
import { type Column, Table } from '#ui/table.tsx'
import * as contract from '../contract.ts'
import { usePlace } from './place.ts'

export function IssuesPage() {
  const { place } = usePlace()
  const back = { to: '/boards', search: place, label: '排名' }
  if (place.block === undefined)
    return (
      <Page title="历次排名" back={back}>
        <Bones />
      </Page>
    )
  return <Issues board={place.board} block={place.block} back={back} />
}

type Line = { id: string; number: string; month: string; publishedAt: string; publishedBy: string; adjustments: number }

const columns: Column<Line>[] = [
  { key: 'number', title: '期号', show: ({ number }) => number, phone: 'head' },
  { key: 'month', title: '月份', show: ({ month }) => monthZh(month), phone: 'none' },
  { key: 'published', title: '公布', show: ({ publishedAt }) => <Moment at={publishedAt} full /> },
  { key: 'by', title: '公布人', show: ({ publishedBy }) => publishedBy },
  { key: 'adjustments', title: '调整', number: true, show: ({ adjustments }) => adjustments },
]

function Issues({ board, block, back }: { board: string; block: string; back: { to: string; label: string } }) {
  const list = usePages(contract.issues, { query: { board, block } })
  return (
    <Page title="历次排名" back={back}>
      <Body
        of={list}
        empty={{
          when: () => list.rows.length === 0,
          say: '还没有公布过排名；关账、核对、拟稿、公布之后，每一期都留在这里',
          first: (
            <Go to="/boards" search={{ board, block }}>
              看实时排名
            </Go>
          ),
        }}
      >
        {() => (
          <>
            <Table
              label="历次排名"
              columns={columns}
              rows={list.rows}
              idOf={({ id }) => id}
              open={({ id }) => ({ to: '/boards/issues/$id', params: { id } })}
            />
            <More of={list.more} />
          </>
        )}
      </Body>
    </Page>
  )
}
