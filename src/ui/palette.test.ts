/** Every text of the kit can be read: contrasts measured as WCAG 2.2 does. */
import { describe, expect, it } from 'vitest'
import { palettes } from './palette.ts'

const onSurfaces = ['ink', 'soft', 'accent', 'accentOver', 'green', 'amber', 'red'] as const
const surfaces = ['ground', 'sheet', 'sunk'] as const
const pairs = [
  ['onAccent', 'accent'],
  ['onAccent', 'accentOver'],
  ['accent', 'accentSoft'],
  ['ink', 'accentSoft'],
  ['soft', 'accentSoft'],
  ['green', 'greenSoft'],
  ['amber', 'amberSoft'],
  ['red', 'redSoft'],
  ['ink', 'redSoft'],
  ['ink', 'amberSoft'],
] as const

describe.each(['light', 'dark'] as const)('%s', (mode) => {
  const colour = palettes[mode]

  it.each([...surfaces.flatMap((surface) => onSurfaces.map((text) => [text, surface] as const)), ...pairs])(
    'text in %s on %s stands at least 4.5:1',
    (text, surface) => {
      expect(contrast(colour[text], colour[surface])).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('edges of fields stand at least 3:1', () => {
    for (const surface of surfaces) expect(contrast(colour.edge, colour[surface])).toBeGreaterThanOrEqual(3)
  })
})

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
