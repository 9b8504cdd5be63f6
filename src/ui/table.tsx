/** Rows of the city: a dense table on a desk and a list on a phone, from the same columns. */
import { Button, Checkbox } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { sayCount } from './format.ts'
import { useKeys } from './keyboard.tsx'
import { Go, InLinkContext, type Target, useGo } from './link.tsx'
import { useWide } from './screen.tsx'

export type Column<Row> = {
  readonly key: string
  readonly title: string
  readonly show: (row: Row) => ReactNode
  /** right-aligned, tabular figures */
  readonly number?: boolean
  /** the foot under this column; `sumOf` makes the usual one */
  readonly sum?: (rows: readonly Row[]) => ReactNode
  /** CSS width on a desk */
  readonly width?: string
  /** on a phone: the head of the row, the figure at its right, a word under it (default), or not at all */
  readonly phone?: 'head' | 'figure' | 'line' | 'none'
  /** the phone's line says the column's title before the value; default: only for numbers */
  readonly named?: boolean
}

export type BulkAction<Row> = {
  readonly say: string
  readonly press: (rows: readonly Row[]) => void
  readonly busy?: boolean
}

export type TableProps<Row> = {
  /** what the rows are, for those who listen */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  /** where a row opens; its head becomes a link */
  readonly open?: (row: Row) => Target
  /** the row that stands open beside the list */
  readonly openId?: string | undefined
  readonly bulk?: readonly BulkAction<Row>[]
  /** under the last row, e.g. 另有 3 条无权查看 */
  readonly foot?: ReactNode
  /** j, k and Enter move in this table; only one table of a page has them (default: the one whose rows open) */
  readonly keys?: boolean
}

/** A foot that adds up whole numbers. */
export function sumOf<Row>(value: (row: Row) => number): (rows: readonly Row[]) => ReactNode {
  return (rows) => sayCount(rows.reduce((sum, row) => sum + value(row), 0))
}

export function Table<Row>(props: TableProps<Row>) {
  const wide = useWide()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const frame = useRef<HTMLDivElement>(null)
  useRowKeys(props, frame)
  const picked = props.rows.filter((row) => chosen.has(props.idOf(row)))
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const chooseAll = (on: boolean) => setChosen(new Set(on ? props.rows.map(props.idOf) : []))
  const inner = { ...props, chosen: picked, isChosen: (row: Row) => chosen.has(props.idOf(row)), choose, chooseAll }
  return (
    <div className="table" ref={frame}>
      {props.bulk && picked.length > 0 ? (
        <div className="table-bulk" role="toolbar" aria-label="对选中的行">
          <span>已选 {picked.length} 条</span>
          {props.bulk.map(({ say, press, busy }) => (
            <Button key={say} onClick={() => press(picked)} loading={busy ?? false}>
              {say}
            </Button>
          ))}
          <Button type="text" onClick={() => chooseAll(false)}>
            取消选择
          </Button>
        </div>
      ) : null}
      {wide ? <Desk {...inner} /> : <Phone {...inner} />}
      {props.foot ? <p className="table-foot">{props.foot}</p> : null}
    </div>
  )
}

type Inner<Row> = TableProps<Row> & {
  chosen: readonly Row[]
  isChosen: (row: Row) => boolean
  choose: (id: string, on: boolean) => void
  chooseAll: (on: boolean) => void
}

function Desk<Row>(props: Inner<Row>) {
  const { label, columns, rows, idOf, bulk } = props
  return (
    <div className="table-scroll">
      <table>
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {bulk ? (
              <th scope="col" className="table-choose">
                <Checkbox
                  aria-label="选择全部"
                  checked={rows.length > 0 && props.chosen.length === rows.length}
                  indeterminate={props.chosen.length > 0 && props.chosen.length < rows.length}
                  onChange={(event) => props.chooseAll(event.target.checked)}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.number ? 'number' : ''}
                style={{ width: column.width }}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <DeskRow key={idOf(row)} row={row} {...props} />
          ))}
        </tbody>
        {columns.some(({ sum }) => sum) && rows.length > 0 ? (
          <tfoot>
            <tr>
              {bulk ? <td /> : null}
              {columns.map((column, index) => (
                <td key={column.key} className={column.number ? 'number' : ''}>
                  {column.sum ? column.sum(rows) : index === 0 ? '合计' : ''}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  )
}

function DeskRow<Row>({ row, columns, idOf, open, openId, bulk, isChosen, choose }: Inner<Row> & { row: Row }) {
  const go = useGo()
  const id = idOf(row)
  const head = headOf(columns)
  const current = openId === id
  return (
    // the row's own click is a convenience for the mouse: the link in its head does the same for keys and readers
    <tr
      data-row={id}
      aria-current={current ? 'true' : undefined}
      className={open ? 'opens' : ''}
      onClick={(event) => {
        if (open && isPlain(event.target) && !getSelection()?.toString()) go(open(row))
      }}
    >
      {bulk ? (
        <td className="table-choose">
          <Checkbox
            aria-label="选择这一行"
            checked={isChosen(row)}
            onChange={(event) => choose(id, event.target.checked)}
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.key} className={column.number ? 'number' : ''}>
          {open && column === head ? (
            <Go {...open(row)} quiet className="row-link">
              <InLinkContext value={true}>{column.show(row)}</InLinkContext>
            </Go>
          ) : (
            column.show(row)
          )}
        </td>
      ))}
    </tr>
  )
}

function Phone<Row>(props: Inner<Row>) {
  const { label, columns, rows, idOf, bulk } = props
  const sums = columns.filter(({ sum }) => sum)
  return (
    <>
      <ul className="list" aria-label={label}>
        {rows.map((row) => (
          <li key={idOf(row)} data-row={idOf(row)}>
            {bulk ? (
              <Checkbox
                aria-label="选择这一行"
                checked={props.isChosen(row)}
                onChange={(event) => props.choose(idOf(row), event.target.checked)}
              />
            ) : null}
            <PhoneRow row={row} columns={columns} open={props.open} />
          </li>
        ))}
      </ul>
      {sums.length > 0 && rows.length > 0 ? (
        <p className="list-sum">合计　{sums.map((column) => [column.title, ' ', column.sum?.(rows), '　'])}</p>
      ) : null}
    </>
  )
}

function PhoneRow<Row>({
  row,
  columns,
  open,
}: {
  row: Row
  columns: readonly Column<Row>[]
  open: ((row: Row) => Target) | undefined
}) {
  const head = headOf(columns)
  const figures = columns.filter((column) => column.phone === 'figure')
  const lines = columns.filter((column) => column !== head && (column.phone ?? 'line') === 'line')
  const inside = (
    <>
      <span className="list-head">{head?.show(row)}</span>
      {figures.length > 0 ? (
        <span className="list-figure">
          {figures.map((column) => (
            <span key={column.key}>{column.show(row)}</span>
          ))}
        </span>
      ) : null}
      <span className="list-lines">
        {lines.map((column) => (
          <span key={column.key}>
            {(column.named ?? column.number) ? `${column.title} ` : ''}
            {column.show(row)}
          </span>
        ))}
      </span>
    </>
  )
  return open ? (
    <Go {...open(row)} quiet className="list-row row-link">
      <InLinkContext value={true}>{inside}</InLinkContext>
    </Go>
  ) : (
    <div className="list-row">{inside}</div>
  )
}

/** j and k walk over the rows' links, Enter opens the one that has the focus (or the first). */
function useRowKeys<Row>({ keys, open, rows }: TableProps<Row>, frame: { current: HTMLDivElement | null }): void {
  const at = useRef(-1)
  useEffect(() => {
    if (at.current >= rows.length) at.current = -1
  }, [rows.length])
  const links = () => [...(frame.current?.querySelectorAll<HTMLElement>('.row-link') ?? [])]
  const move = (by: 1 | -1) => {
    const all = links()
    const focused = all.indexOf(document.activeElement as HTMLElement) // indexOf only compares
    const from = focused >= 0 ? focused : at.current
    const next = Math.min(all.length - 1, Math.max(0, from + by))
    at.current = next
    all[next]?.focus()
    all[next]?.scrollIntoView({ block: 'nearest' })
  }
  useKeys(
    {
      j: { say: '下一条', press: () => move(1) },
      k: { say: '上一条', press: () => move(-1) },
      Enter: { say: '打开这一条', press: () => links()[Math.max(0, at.current)]?.click() },
    },
    (keys ?? true) && open !== undefined,
  )
}

function headOf<Row>(columns: readonly Column<Row>[]): Column<Row> | undefined {
  return columns.find(({ phone }) => phone === 'head') ?? columns[0]
}

/** A click on a link, a button or a box inside the row is meant for it, not for the row. */
function isPlain(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, select, textarea') === null
}
