/** A revision shows exactly what was taken away and what was put in. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf } from './diff-text.ts'

const marked = (before: string, after: string) =>
  piecesOf(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`))
    .join('')

describe('pieces', () => {
  it.each([
    ['总投资3亿元', '总投资3.5亿元', '总投资[-3][+3.5]亿元'],
    ['下周再谈', '周四再谈', '[-下]周[+四]再谈'],
    ['', '新写的', '[+新写的]'],
    ['删掉', '', '[-删掉]'],
    ['一样', '一样', '一样'],
  ])('%s → %s', (before, after, said) => {
    expect(marked(before, after)).toBe(said)
  })

  it('gives back both wordings, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('定', '海', '1', '2.5', 'a', ' ', '\n', '😀'), maxLength: 40 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = piecesOf(before, after)
        const without = (kind: 'gone' | 'new') =>
          pieces.flatMap((piece) => (piece.kind === kind ? [] : piece.text)).join('')
        expect(without('new')).toBe(before)
        expect(without('gone')).toBe(after)
      }),
    )
  })
})
