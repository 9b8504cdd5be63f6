/** The city's colours and type, once: antd takes its tokens from here, the kit's own CSS its variables. */
import { type ThemeConfig, theme } from 'antd'

export type Mode = 'light' | 'dark'

/** Every text colour stands at least 4.5:1 on `sheet` and on `ground`; theme.test.ts measures it. */
export const palettes = {
  light: {
    ground: '#f5f6f4',
    sheet: '#ffffff',
    sunk: '#eef0ed',
    ink: '#1b201d',
    soft: '#565f59',
    line: '#dadfdb',
    edge: '#8a938d',
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

/** `wide` is a desk: denser type and controls. A phone gets 16 px (smaller makes iOS zoom into inputs) and 44 px to touch. */
export function themeOf(mode: Mode, wide: boolean, still: boolean): ThemeConfig {
  const colour = palettes[mode]
  return {
    algorithm: [
      mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
      (_, map) => ({ ...map!, ...mapOf(colour) }),
    ],
    cssVar: { key: 'wutong' },
    hashed: false,
    token: {
      fontFamily,
      fontSize: wide ? 14 : 16,
      controlHeight: wide ? 34 : 44,
      controlHeightSM: wide ? 28 : 44,
      borderRadius: 6,
      wireframe: false,
      motion: !still,
      colorTextPlaceholder: colour.soft,
      colorTextDescription: colour.soft,
      colorIcon: colour.soft,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', primaryColor: colour.onAccent },
      Checkbox: { colorWhite: colour.onAccent },
      Switch: { colorTextQuaternary: colour.edge, colorTextTertiary: colour.edge },
      Drawer: { paddingLG: wide ? 24 : 16 },
    },
  }
}

function mapOf(colour: Palette) {
  return {
    colorPrimary: colour.accent,
    colorPrimaryHover: colour.accentOver,
    colorPrimaryActive: colour.accentOver,
    colorPrimaryText: colour.accent,
    colorPrimaryTextHover: colour.accentOver,
    colorPrimaryBg: colour.accentSoft,
    colorPrimaryBgHover: colour.accentSoft,
    colorPrimaryBorder: colour.accent,
    colorLink: colour.accent,
    colorLinkHover: colour.accentOver,
    colorLinkActive: colour.accentOver,
    colorSuccess: colour.green,
    colorWarning: colour.amber,
    colorError: colour.red,
    colorErrorText: colour.red,
    colorErrorHover: colour.red,
    colorText: colour.ink,
    colorTextSecondary: colour.soft,
    colorTextTertiary: colour.soft,
    colorBgLayout: colour.ground,
    colorBgContainer: colour.sheet,
    colorBgElevated: colour.sheet,
    colorBorder: colour.edge,
    colorBorderSecondary: colour.line,
    colorSplit: colour.line,
  }
}

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
