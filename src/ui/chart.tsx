/** One idea in a picture: sorted bars or a line, labels in place, the same figures as a table for those who listen. */
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Bar } from './chart-drawing.ts'
import { sayCount } from './format.ts'
import { useScreen } from './screen.tsx'

export type ChartProps = {
  /** what the picture says, as a sentence or title */
  readonly title: string
  readonly unit: string
  readonly say?: (value: number) => string
}

/** Sorted from most to least; equal values keep the order they came in. */
export function BarChart({ title, unit, bars, say = sayCount }: ChartProps & { bars: readonly Bar[] }) {
  const sorted = [...bars].sort((one, other) => other.value - one.value)
  return (
    <Chart
      title={title}
      unit={unit}
      say={say}
      shape="bars"
      points={sorted}
      height={Math.max(120, sorted.length * 30 + 16)}
    />
  )
}

/** In the order given: months, weeks. */
export function LineChart({ title, unit, points, say = sayCount }: ChartProps & { points: readonly Bar[] }) {
  return <Chart title={title} unit={unit} say={say} shape="line" points={points} height={240} />
}

type Drawn = Required<ChartProps> & { shape: 'bars' | 'line'; points: readonly Bar[]; height: number }

function Chart({ title, unit, say, shape, points, height }: Drawn) {
  const place = useRef<HTMLDivElement>(null)
  const { mode, still } = useScreen()
  const [asTable, setAsTable] = useState(false)
  const told = JSON.stringify(points)
  useEffect(() => {
    const element = place.current
    if (!element || asTable) return
    let stop = () => {}
    let gone = false
    // fetched when the first picture is shown: echarts is larger than all the rest of the page
    void import('./chart-drawing.ts').then(({ draw }) => {
      if (!gone) stop = draw(element, { shape, points: JSON.parse(told) as readonly Bar[], say, mode, still }) // told is made of points
    })
    return () => {
      gone = true
      stop()
    }
  }, [told, shape, say, mode, still, asTable])
  return (
    <figure className="chart">
      <figcaption>
        <span>
          {title}
          <span className="soft">（{unit}）</span>
        </span>
        <Button type="text" size="small" onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看表'}
        </Button>
      </figcaption>
      {asTable ? null : <div ref={place} style={{ height }} aria-hidden="true" />}
      <table className={asTable ? 'chart-table' : 'unseen'}>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col" className="number">
              {unit}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{say(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

/** A tiny trend inside a table's row; the last value is the one the row speaks of. */
export function Spark({ values, of }: { values: readonly number[]; of: string }) {
  const most = Math.max(1, ...values)
  const step = values.length > 1 ? 60 / (values.length - 1) : 0
  const at = (value: number, index: number) => [2 + index * step, 16 - (value / most) * 14] as const
  const points = values.map((value, index) =>
    at(value, index)
      .map((n) => n.toFixed(1))
      .join(','),
  )
  const [x, y] = at(values.at(-1) ?? 0, Math.max(0, values.length - 1))
  return (
    <svg
      className="spark"
      viewBox="0 0 64 18"
      width="64"
      height="18"
      role="img"
      aria-label={`${of}：${values.join('、')}`}
    >
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.3" />
      <circle cx={x} cy={y} r="2" fill="var(--accent)" />
    </svg>
  )
}
