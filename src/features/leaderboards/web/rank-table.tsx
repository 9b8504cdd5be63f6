/** The rows of one group: rank, change, unit, figures that open, and how the last months went. */
import { may } from '#core/grant.ts'
import { monthZh } from '#core/month.ts'
import { Spark } from '#ui/chart.tsx'
import { Change, Figure } from '#ui/figure.tsx'
import { Unseen } from '#ui/layout.tsx'
import type { Target } from '#ui/link.tsx'
import { useMe } from '#ui/me.tsx'
import { useWide } from '#ui/screen.tsx'
import { type Column, sumOf, Table } from '#ui/table.tsx'
import type { BoardPage, Row } from '../model.ts'
import { policy } from '../policy.ts'

type Shown = Row & { readonly trend?: readonly number[]; readonly own?: boolean }
type Group = { readonly title: string; readonly rows: readonly Shown[]; readonly kept: number }
type Open = (row: Shown, column: string) => Target | null
type Columns = { readonly rankBy: string; readonly columns: BoardPage['board']['columns'] }

export function RankTable({ page, group }: { page: BoardPage; group: BoardPage['groups'][number] }) {
  const { actor } = useMe()
  const place = { blockId: page.block.id, cityLevel: page.block.cityLevel }
  // where not all is published, a unit opens its own figures only
  const opensAll = page.publicity.mode === 'full' || may(policy, 'leaderboards.viewWhole', actor, place) === true
  const open: Open = ({ unit, own }, column) =>
    opensAll || own
      ? {
          to: '/boards/contents',
          search: { board: page.board.key, block: page.block.id, month: page.month, unit: unit.id, column },
        }
      : null
  const [first] = page.trendMonths
  return (
    <Ranks
      label={`${monthZh(page.month)}${group.title}排名`}
      of={{ rankBy: page.rankBy, columns: page.board.columns }}
      group={group}
      open={open}
      trend={first ? `近${page.trendMonths.length}个月` : null}
    />
  )
}

/** Frozen issues show the same rows without a trend. */
export function Ranks({
  label,
  of,
  group,
  open,
  trend = null,
}: {
  label: string
  of: Columns
  group: Group
  open: Open
  trend?: string | null
}) {
  const wide = useWide()
  return (
    <div className="ranks">
      <Table
        label={label}
        columns={columnsOf(of, open, trend, wide)}
        rows={group.rows}
        idOf={(row) => row.unit.id}
        keys={false}
        foot={group.kept > 0 ? `另有 ${group.kept} 个单位的名次按规定不在这里公布` : null}
      />
    </div>
  )
}

function columnsOf({ columns, rankBy }: Columns, open: Open, trend: string | null, wide: boolean): Column<Shown>[] {
  const figures = columns.map(
    ({ key, title }): Column<Shown> => ({
      key,
      title: key === rankBy ? `${title}（排名）` : title,
      number: true,
      show: (row) => {
        const behind = open(row, key)
        const of = `${row.unit.name} ${title}`
        const figure = <Figure value={row.figures[key] ?? 0} of={of} {...(behind ? { open: behind } : {})} />
        // beside the head of a phone's row no title stands
        return key === rankBy && !wide ? (
          <>
            <span className="soft small">{title} </span>
            {figure}
          </>
        ) : (
          figure
        )
      },
      sum: sumOf((row) => row.figures[key] ?? 0),
      phone: key === rankBy ? 'figure' : 'line',
    }),
  )
  const spark: Column<Shown>[] = trend
    ? [
        {
          key: 'trend',
          title: trend,
          show: (row) => <Spark values={row.trend ?? []} of={`${row.unit.name}${trend}`} />,
        },
      ]
    : []
  return [
    { key: 'rank', title: '名次', width: '4.5em', phone: 'none', show: (row) => <Rank row={row} /> },
    {
      key: 'unit',
      title: '单位',
      phone: 'head',
      show: (row) => (
        <span className={row.own ? 'board-own' : ''}>
          {wide ? null : <Rank row={row} />}
          {row.unit.name}
          {row.own ? <span className="board-mine">本单位</span> : null}
        </span>
      ),
    },
    { key: 'change', title: '升降', width: '5em', named: false, show: (row) => <Moved row={row} /> },
    ...figures,
    ...spark,
  ]
}

function Rank({ row }: { row: Shown }) {
  if (row.rank === null) return <span className="soft board-rank">—</span>
  return (
    <span className="board-rank">
      {row.rank}
      {row.tied ? <Unseen>（并列）</Unseen> : null}
    </span>
  )
}

function Moved({ row: { change } }: { row: Shown }) {
  if (change.kind === 'none') {
    return (
      <span className="soft">
        <span aria-hidden="true">—</span>
        <Unseen>无升降</Unseen>
      </span>
    )
  }
  if (change.kind === 'new') return <Change by={null} />
  if ('places' in change) return <Change by={change.kind === 'up' ? change.places : -change.places} />
  return <Change by={0} />
}
