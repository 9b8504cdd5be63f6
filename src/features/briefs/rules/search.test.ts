/** Searches as officials type them, and what of a text they are shown. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptFrom, excerptOf, marksIn, piecesOf, whyNotSought, wordsOf } from './search.ts'

describe('how a search is read', () => {
  test.each([
    ['聚泰', ['聚泰']],
    ['  聚泰　新材料 ', ['聚泰', '新材料']],
    ['聚泰 聚泰', ['聚泰']],
    ['ＡＢＣ公司', ['abc公司']],
    ['（舟山）', ['(舟山)']],
    ['简报 定海-202211-0001', ['简报', '定海-202211-0001']],
  ])('%s', (sought, words) => {
    expect(wordsOf(sought)).toEqual(words)
  })

  test.each([
    ['聚泰', true],
    ['聚', false],
    ['聚 泰', false],
    ['聚 新材料', true],
    ['%', false],
    ['𠮷', false],
    ['𠮷野', true],
  ])('%s can be sought: %s', (sought, can) => {
    expect(whyNotSought(sought) === null).toBe(can)
    if (!can) expect(whyNotSought(sought)).toMatchObject({ say: '至少输入两个字', field: 'q' })
  })
})

describe('hits are marked where they stand', () => {
  const shown = (text: string, sought: string) =>
    piecesOf(text, wordsOf(sought))
      .map(({ text: piece, hit }) => (hit ? `【${piece}】` : piece))
      .join('')

  test.each([
    ['陕西聚泰新材料有限公司', '聚泰', '陕西【聚泰】新材料有限公司'],
    ['陕西聚泰新材料有限公司', '泰新', '陕西聚【泰新】材料有限公司'],
    ['陕西聚泰新材料有限公司', '聚泰 泰新材料', '陕西【聚泰新材料】有限公司'],
    ['总投资２亿元', '2亿', '总投资【２亿】元'],
    ['ABB（中国）', 'abb(中', '【ABB（中】国）'],
    ['陕西聚\n泰新材料', '聚泰', '陕西【聚\n泰】新材料'],
    ['聚泰、聚泰', '聚泰', '【聚泰】、【聚泰】'],
    ['哈哈哈', '哈哈', '【哈哈哈】'],
    ['用地30㎡', 'm2', '用地30【㎡】'],
    ['没有', '聚泰', '没有'],
    ['', '聚泰', ''],
  ])('%s, sought by %s', (text, sought, marked) => {
    expect(shown(text, sought)).toBe(marked)
  })

  test('whatever the text and the words, the pieces are the text, and marks lie apart and in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 6 }), (text, sought) => {
        const words = wordsOf(sought)
        expect(
          piecesOf(text, words)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
        const ends = marksIn(text, words).flat()
        expect([...ends].sort((a, b) => a - b)).toEqual(ends)
      }),
    )
  })
})

describe('an excerpt', () => {
  const long = `${'前'.repeat(50)}聚泰${'后'.repeat(50)}`

  test('shows some thirty characters on either side of the first hit', () => {
    expect(excerptOf(long, ['聚泰'])).toBe(`…${'前'.repeat(30)}聚泰${'后'.repeat(30)}…`)
    expect(excerptOf('拜访聚泰，\n洽谈', ['聚泰'])).toBe('拜访聚泰， 洽谈')
    expect(excerptOf(long, ['没有'])).toBeNull()
  })

  test('is text as it was written, whatever stands in it', () => {
    expect(excerptOf('<b>聚泰</b>&amp;', ['聚泰'])).toBe('<b>聚泰</b>&amp;')
  })

  test('comes from the text, else says place or people; of a company’s name nothing more', () => {
    const said = { texts: ['拜访企业', null], place: '西安市', people: ['孙海燕', '蒋涛'] }
    expect(excerptFrom(said, ['拜访'])).toBe('拜访企业')
    expect(excerptFrom(said, ['西安'])).toBe('地点：西安市')
    expect(excerptFrom(said, ['蒋涛'])).toBe('人员：蒋涛')
    expect(excerptFrom(said, ['聚泰'])).toBeNull()
  })
})
