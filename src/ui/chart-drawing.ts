/** The drawing itself, fetched only where a picture is shown. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { fontFamily, type Mode, type Palette, palettes } from './palette.ts'

use([BarChart, LineChart, GridComponent, CanvasRenderer])

export type Bar = {
  readonly name: string
  readonly value: number
  /** stands out: the viewer's own unit, or the one that is spoken of */
  readonly marked?: boolean
}

export type Drawing = {
  readonly shape: 'bars' | 'line'
  readonly points: readonly Bar[]
  readonly say: (value: number) => string
  readonly mode: Mode
  readonly still: boolean
}

/** Draws, follows the size of its place, and turns to dark on white for print. Returns the way to take it away. */
export function draw(element: HTMLElement, drawing: Drawing): () => void {
  // twice the pixels, so that a printed picture is sharp
  const chart = init(element, null, { devicePixelRatio: Math.max(2, devicePixelRatio) })
  const paint = (mode: Mode, moving: boolean) => {
    const options = drawing.shape === 'bars' ? barsOf(drawing, palettes[mode]) : lineOf(drawing, palettes[mode])
    chart.setOption({ ...options, animation: moving, animationDuration: 300 }, true)
  }
  const toPaper = () => paint('light', false)
  const toScreen = () => paint(drawing.mode, false)
  const watcher = new ResizeObserver(() => chart.resize())
  paint(drawing.mode, !drawing.still)
  watcher.observe(element)
  addEventListener('beforeprint', toPaper)
  addEventListener('afterprint', toScreen)
  return () => {
    watcher.disconnect()
    removeEventListener('beforeprint', toPaper)
    removeEventListener('afterprint', toScreen)
    chart.dispose()
  }
}

function barsOf({ points, say }: Drawing, colour: Palette) {
  const text = { color: colour.ink, fontFamily, fontSize: 13 }
  return {
    grid: { left: 4, right: 64, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: points.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, width: 150, overflow: 'truncate', interval: 0 },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 18,
        // the marked bar is dark and the others pale, which a black-and-white printer keeps
        data: points.map(({ value, marked }) => ({
          value,
          itemStyle: { color: marked ? colour.accent : colour.edge, opacity: marked ? 1 : 0.75 },
        })),
        label: { show: true, position: 'right', ...text, formatter: ({ value }: { value: number }) => say(value) },
      },
    ],
  }
}

function lineOf({ points, say }: Drawing, colour: Palette) {
  const text = { color: colour.ink, fontFamily, fontSize: 12 }
  return {
    grid: { left: 16, right: 24, top: 28, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: points.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour.edge } },
      axisLabel: text,
    },
    yAxis: { type: 'value', show: false, min: 0 },
    series: [
      {
        type: 'line',
        data: points.map(({ value, marked }) => ({ value, symbolSize: marked ? 9 : 5 })),
        symbol: 'circle',
        lineStyle: { color: colour.accent, width: 2 },
        itemStyle: { color: colour.accent },
        label: { show: true, position: 'top', ...text, formatter: ({ value }: { value: number }) => say(value) },
        labelLayout: { hideOverlap: true },
      },
    ],
  }
}
