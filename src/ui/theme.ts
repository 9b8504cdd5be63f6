/** antd in the city's colours, sizes and type. */
import { type ThemeConfig, theme } from 'antd'
import { fontFamily, type Mode, type Palette, palettes } from './palette.ts'

/** `wide` is a desk: denser type and controls. A phone gets 16 px (smaller makes iOS zoom into inputs) and 44 px to touch. */
export function themeOf(mode: Mode, wide: boolean, still: boolean): ThemeConfig {
  const colour = palettes[mode]
  return {
    algorithm: [
      mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
      (_, map) => ({ ...map!, ...mapOf(colour) }), // antd hands the second algorithm what the first one made
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
