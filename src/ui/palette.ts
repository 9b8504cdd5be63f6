/** The city's colours and type, once: antd takes its tokens from here, the kit's own CSS its variables. */

export type Mode = 'light' | 'dark'

/** Every text colour stands at least 4.5:1 on `sheet` and on `ground`; palette.test.ts measures it. */
export const palettes = {
  light: {
    ground: '#f5f6f4',
    sheet: '#ffffff',
    sunk: '#eef0ed',
    ink: '#1b201d',
    soft: '#565f59',
    line: '#dadfdb',
    edge: '#78817b',
    accent: '#1c6847',
    accentOver: '#15573a',
    accentSoft: '#e4f0e9',
    onAccent: '#ffffff',
    green: '#17713f',
    greenSoft: '#e5f3ea',
    amber: '#7f5300',
    amberSoft: '#fcf1d9',
    red: '#ad2118',
    redSoft: '#fbe9e7',
  },
  dark: {
    ground: '#111412',
    sheet: '#1a1e1b',
    sunk: '#232824',
    ink: '#e7ece8',
    soft: '#a6b0aa',
    line: '#333a35',
    edge: '#76807a',
    accent: '#6fca9f',
    accentOver: '#8ad9b3',
    accentSoft: '#1d3328',
    onAccent: '#07140d',
    green: '#74cc9c',
    greenSoft: '#1c3226',
    amber: '#e6b65c',
    amberSoft: '#362b14',
    red: '#ff9a90',
    redSoft: '#3d1f1c',
  },
} as const satisfies Record<Mode, Record<string, string>>

export type Palette = Record<keyof (typeof palettes)['light'], string>

export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

/** Sets the kit's CSS variables (`--ink`, `--accent-soft` …) on the whole page. */
export function paint(mode: Mode): void {
  const root = document.documentElement
  for (const [name, value] of Object.entries(palettes[mode])) root.style.setProperty(variableOf(name), value)
  root.dataset.mode = mode
  root.style.colorScheme = mode
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', palettes[mode].sheet)
}

function variableOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
