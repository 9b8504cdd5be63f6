/** Phones and ID numbers are lifted out of a text and nothing else is. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liftPersonalData } from './personal-data.ts'

/** 11010519491231002X is the sample number of GB 11643 itself; the others are made up with a right check digit */
const phones: readonly (readonly [string, string])[] = [
  ['联系人张三13800000000', '13800000000'],
  ['电话：138-0000-0000，微信同号', '13800000000'],
  ['手机 138 0000 0000。', '13800000000'],
  ['１３８００００００００', '13800000000'],
  ['+86 13800000000', '13800000000'],
  ['+8613800000000', '13800000000'],
  ['（86）13800000000', '13800000000'],
  ['0086-138-0000-0000', '13800000000'],
  ['王总19912345678来电', '19912345678'],
  ['微信wx13800000000', '13800000000'],
  ['1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣', '13800000000'],
  ['138\u200b0000\u200b0000', '13800000000'],
  ['1380.000.0000', '13800000000'],
  ['电话一三八零零零零零零零零', '13800000000'],
  ['座机0580-2020000', '0580-2020000'],
  ['(0580)2020000转8001', '0580-2020000'],
  ['021 61234567', '021-61234567'],
  ['０１０－６１２３４５６７', '010-61234567'],
  ['电话：2020000', '2020000'],
]

const innocent: readonly string[] = [
  '总投资13800000000元',
  '总投资138亿元，年产值13800000000',
  '产能13800000000吨',
  '统一社会信用代码91330900MA2A138000',
  '代码914403001922038216',
  '91440300708461136T',
  '项目代码2210-330902-04-01-138000',
  '占地1380000平方米',
  '2022年11月3日 2022-11-03 10:30',
  '全国客服400-800-8000',
  '编号20221103138000000001',
  '股票代码600000，市值1380000万元',
  '邮编316000',
  '坐标30.0123456,122.1234567',
  '投资3.13800000000亿元',
]

const ids: readonly (readonly [string, string])[] = [
  ['身份证号11010519491231002X', '11010519491231002X'],
  ['11010519491231002x', '11010519491231002X'],
  ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
  ['110105 19491231 002X', '11010519491231002X'],
  ['110105-19491231-002X', '11010519491231002X'],
  ['身份证：110105194912310021', '110105194912310021'],
  ['老证号110105491231002', '110105491231002'],
]

describe('phones', () => {
  it.each(phones)('lifts the one in %s', (text, value) => {
    const lifted = liftPersonalData(text)
    expect(lifted.found.map((item) => [item.kind, item.value])).toEqual(
      value.startsWith('1') && value.length === 11 ? [['phone', value]] : [['phone', value]],
    )
    expect(digitsIn(lifted.shown)).not.toContain(value.replace('-', ''))
  })

  it('shows enough to recognise a number and no more', () => {
    expect(liftPersonalData('张三１３８１２３４００００，座机0580-2021234').shown).toBe(
      '张三138****0000，座机0580-****34',
    )
  })

  it.each(innocent)('leaves %s alone', (text) => {
    expect(liftPersonalData(text)).toEqual({ shown: text, found: [] })
  })
})

describe('ID numbers', () => {
  it.each(ids)('lifts the one in %s', (text, value) => {
    const lifted = liftPersonalData(text)
    expect(lifted.found.map((item) => [item.kind, item.value])).toEqual([['id-number', value]])
    expect(lifted.shown).toContain('●')
    expect(lifted.shown).not.toMatch(/\d/)
  })

  it('needs a right check digit where nobody calls it an ID number', () => {
    expect(liftPersonalData('流水号110105194912310021').found).toEqual([])
  })
})

describe('any text', () => {
  it('keeps everything but what was found, at the places that were named', () => {
    const piece = fc.constantFrom(
      ...phones.map(([text]) => text),
      ...ids.map(([text]) => text),
      ...innocent,
      '，',
      '好的',
      '\n',
      '😀',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('；')
        const { shown, found } = liftPersonalData(text)
        let at = 0
        let kept = ''
        for (const item of found) {
          expect(item.start).toBeGreaterThanOrEqual(at)
          kept += text.slice(at, item.start)
          at = item.end
        }
        kept += text.slice(at)
        // the blanks are all that was added
        expect(shown.replace(/\d{3}\*{4}\d{4}|(?:0\d{2,3}-)?\*{4}\d{2}|●{6}/g, '')).toBe(kept)
        expect(liftPersonalData(shown).found).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

function digitsIn(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '')
}
