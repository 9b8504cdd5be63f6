/** 排名: one month of one block. The table is the page; above it stands how far the month has come. */
import { Select } from 'antd'
import { monthZh, nextMonth, previousMonth } from '#core/month.ts'
import { BarChart } from '#ui/chart.tsx'
import { CopyToGroup } from '#ui/copy.tsx'
import { usePage } from '#ui/data.tsx'
import { Choices } from '#ui/form.tsx'
import { Row, Section, Stack } from '#ui/layout.tsx'
import { Go } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { Body, Bones, Page } from '#ui/page.tsx'
import { boards } from '../boards/index.ts'
import * as contract from '../contract.ts'
import type { BoardPage } from '../model.ts'
import { compareZh, fullMomentZh, groupText, headOf, momentZh, monthTitle } from '../rules/words.ts'
import { type MonthAddress, usePlace } from './place.ts'
import { RankTable } from './rank-table.tsx'
import { Steps } from './steps.tsx'
import './leaderboards.css'

export function MonthPage() {
  const { place, group, thisMonth, blocks, set } = usePlace()
  if (place.block === undefined)
    return (
      <Page title="排名">
        <Bones />
      </Page>
    )
  const asked = { ...place, block: place.block }
  return (
    <Month
      key={asked.block}
      asked={asked}
      group={group}
      set={set}
      head={
        <Row>
          <MonthSwitch asked={asked} thisMonth={thisMonth} />
          {blocks.length > 0 ? (
            <Select
              aria-label="区块"
              value={asked.block}
              options={blocks.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(block: string) => set({ block, group: undefined })}
              popupMatchSelectWidth={false}
            />
          ) : null}
          {boards.length > 1 ? (
            <Select
              aria-label="榜单"
              value={asked.board}
              options={boards.map(({ key, title }) => ({ value: key, label: title }))}
              onChange={(board: string) => set({ board, group: undefined })}
              popupMatchSelectWidth={false}
            />
          ) : null}
        </Row>
      }
    />
  )
}

type Given = {
  asked: MonthAddress
  group: string | undefined
  set: (patch: { group?: string | undefined }) => void
  head: React.ReactNode
}

function Month({ asked, group, set, head }: Given) {
  const { demo } = useMe()
  const read = usePage(contract.board, { query: asked })
  const page = read.data
  return (
    <Page
      title={page ? `${page.block.short}${page.board.title}` : '排名'}
      about={head}
      actions={
        page ? (
          <>
            <CopyToGroup text={() => textOf(page, demo)} />
            <Go to="/boards/issues" search={{ board: asked.board, block: asked.block }} className="beside-button">
              历次排名
            </Go>
          </>
        ) : null
      }
    >
      <Body
        of={read}
        empty={{
          when: ({ groups }) => groups.length === 0,
          say: '这个区块还没有参加排名的单位，单位建好后会列在这里',
        }}
      >
        {(data) => <Figures page={data} group={group} choose={(key) => set({ group: key })} />}
      </Body>
    </Page>
  )
}

function Figures({
  page,
  group,
  choose,
}: {
  page: BoardPage
  group: string | undefined
  choose: (key: string) => void
}) {
  const ownGroup = page.groups.find((one) => one.rows.some((row) => row.own))
  const shown = page.groups.find((one) => one.key === group) ?? ownGroup ?? page.groups[0]
  if (!shown) return null
  const ranking = page.board.columns.find((column) => column.key === page.rankBy)
  return (
    <Stack gap="large">
      <Steps page={page} />
      <div className="board-group">
        <Section
          title={shown.title}
          aside={
            page.groups.length > 1 ? (
              <Choices
                label="单位分组"
                options={page.groups.map(({ key, title }) => ({ value: key, label: title }))}
                value={shown.key}
                onChange={choose}
              />
            ) : null
          }
        >
          <p className="soft small board-stand">
            {standOf(page)}
            {page.pending > 0 ? (
              <>
                ；
                <Go to="/briefs" search={{ block: page.block.id, month: page.month, validity: 'pending' }}>
                  {page.pending} 条待核
                </Go>
              </>
            ) : null}
            {page.issue ? (
              <>
                ；公布的数字见
                <Go to="/boards/issues/$id" params={{ id: page.issue.id }}>
                  第 {Number(page.month.slice(5))} 期
                </Go>
              </>
            ) : null}
          </p>
          <RankTable page={page} group={shown} />
        </Section>
      </div>
      {shown.rows.length > 1 && ranking ? (
        <BarChart
          title={`${monthZh(page.month)}${shown.title}${ranking.title}`}
          unit={page.board.unit}
          bars={shown.rows.map((row) => ({
            name: row.unit.short,
            value: row.figures[page.rankBy] ?? 0,
            marked: row.own,
          }))}
        />
      ) : null}
      <p className="soft small">口径：{page.scope}。</p>
    </Stack>
  )
}

function standOf({ issue, month, now, previous }: BoardPage): string {
  const of = issue ? '今天的数字' : '实时数字'
  return `${of}，截至 ${momentZh(now)}；${compareZh(month, previous)}`
}

function MonthSwitch({ asked, thisMonth }: { asked: MonthAddress; thisMonth: string }) {
  const to = (month: string) => ({ to: '/boards', search: { ...asked, month } })
  const later = nextMonth(asked.month)
  return (
    <nav className="month-switch" aria-label="月份">
      <Go {...to(previousMonth(asked.month))} label={`上一月，${monthZh(previousMonth(asked.month))}`}>
        ‹
      </Go>
      <strong>{monthZh(asked.month)}</strong>
      {later <= thisMonth ? (
        <Go {...to(later)} label={`下一月，${monthZh(later)}`}>
          ›
        </Go>
      ) : (
        <span aria-hidden="true" className="month-end">
          ›
        </span>
      )}
    </nav>
  )
}

function textOf(page: BoardPage, demo: boolean): string {
  const board = boards.find((one) => one.key === page.board.key)
  if (!board) return ''
  const of = page.issue ? `已公布：${page.issue.number}；以上是今天的数字` : '实时数字'
  const stand = `${of}，截至 ${fullMomentZh(page.now)}`
  return groupText(board, headOf(monthTitle(page.block.short, board, page.month), demo), page.groups, stand)
}
