/** 一期排名: looks like the document it is, and says in one line why a figure is another today. */
import { monthZh } from '#core/month.ts'
import { Badge } from '#ui/badge.tsx'
import { Moment } from '#ui/clock.tsx'
import { CopyToGroup } from '#ui/copy.tsx'
import { usePage } from '#ui/data.tsx'
import { Exact } from '#ui/exact.tsx'
import { sayExactInstant } from '#ui/format.ts'
import { Facts, Sheet } from '#ui/layout.tsx'
import { Go, useParam } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { Body, Page } from '#ui/page.tsx'
import { boards } from '../boards/index.ts'
import * as contract from '../contract.ts'
import type { IssuePage as Issue } from '../model.ts'
import { sayAdjustment } from '../rules/adjustments.ts'
import { sayShift } from '../rules/closing.ts'
import { fullMomentZh, groupText, headOf } from '../rules/words.ts'
import { Ranks } from './rank-table.tsx'
import './leaderboards.css'

export function IssuePage() {
  const id = useParam('id')
  const { demo } = useMe()
  const read = usePage(contract.issue, { params: { id } })
  const issue = read.data
  return (
    <Page
      title={issue ? `${monthZh(issue.month)}排名` : '一期排名'}
      back={{
        to: '/boards/issues',
        search: issue ? { board: issue.board, block: issue.block.id } : {},
        label: '历次排名',
      }}
      actions={
        issue ? (
          <>
            <CopyToGroup text={() => textOf(issue, demo)} />
            <Go
              to="/boards"
              search={{ board: issue.board, block: issue.block.id, month: issue.month }}
              className="beside-button"
            >
              看今天的数字
            </Go>
          </>
        ) : null
      }
    >
      <Body of={read}>{(data) => <Document issue={data} />}</Body>
    </Page>
  )
}

function Document({ issue }: { issue: Issue }) {
  return (
    <Sheet label={issue.number}>
      <article className="issue">
        <header className="issue-head">
          <p className="issue-number">{issue.number}</p>
          <p>数据时间 {sayExactInstant(issue.dataTime)}</p>
        </header>
        {issue.shiftLine ? (
          <div className="note note-amber">
            <p>{issue.shiftLine}</p>
            <details className="step-more">
              <summary>哪些数字不同</summary>
              <ul>
                {issue.shifts.map((shift) => (
                  <li key={`${shift.unit.id}${shift.column}`}>{sayShift(shift)}</li>
                ))}
              </ul>
            </details>
          </div>
        ) : null}
        {issue.groups.map((group) => (
          <section key={group.key} aria-label={group.title} className="issue-group">
            <h2>{group.title}</h2>
            <Ranks
              label={`${issue.number}${group.title}`}
              of={{ rankBy: issue.rankBy, columns: issue.columns }}
              group={{
                ...group,
                rows: group.rows.map((row) => ({ ...row, own: issue.ownUnitIds.includes(row.unit.id) })),
              }}
              open={({ unit }, column) => ({
                to: '/boards/issues/$id/contents',
                params: { id: issue.id },
                search: { unit: unit.id, column },
              })}
            />
          </section>
        ))}
        <Adjustments issue={issue} />
        <Colophon issue={issue} />
      </article>
    </Sheet>
  )
}

function Adjustments({ issue }: { issue: Issue }) {
  return (
    <section aria-label="调整" className="issue-group">
      <h2>调整</h2>
      {issue.adjustments.length === 0 ? (
        <p className="soft">以前各期的数字没有调整。</p>
      ) : (
        <ul className="issue-adjustments">
          {issue.adjustments.map((one) => (
            <li key={`${one.month}${one.unit.id}${one.column}`}>{sayAdjustment(one)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Colophon({ issue }: { issue: Issue }) {
  return (
    <footer className="issue-foot">
      <Facts
        facts={[
          { name: '口径', value: `${issue.scope}。` },
          { name: '依据', value: issue.source },
          { name: '上期', value: issue.previous },
          { name: '拟稿', value: issue.draftedBy.name },
          {
            name: '公布',
            value: (
              <>
                {issue.publishedBy.name} <Moment at={issue.publishedAt} full />
              </>
            ),
          },
          { name: '规则版本', value: issue.ruleVersion },
          {
            name: '校验',
            value: (
              <>
                <Badge tone={issue.intact ? 'green' : 'red'} word={issue.intact ? '与公布时一致' : '与公布时不一致'} />{' '}
                <Exact exact={`${issue.alg} ${issue.hash}`}>{issue.hash.slice(0, 12)}</Exact>
              </>
            ),
          },
        ]}
      />
    </footer>
  )
}

function textOf(issue: Issue, demo: boolean): string {
  const board = boards.find((one) => one.key === issue.board)
  return board
    ? groupText(board, headOf(issue.number, demo), issue.groups, `数据时间 ${fullMomentZh(issue.dataTime)}`)
    : ''
}
