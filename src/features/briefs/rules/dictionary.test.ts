/** Which words a city may add, and where a word stands already. */
import { describe, expect, test } from 'vitest'
import { shippedWith, wordFaults, wordsFrom } from './dictionary.ts'

const fault = (word: string, kind: 'company' | 'place' | 'suffix' = 'place', aliasOf: string | null = null) =>
  wordFaults({ kind, word, aliasOf }, [{ kind: 'place', word: '螺头湾' }])[0]?.say ?? null

describe('a word', () => {
  test.each([
    ['岙山岛', null],
    ['聚泰', null],
    ['12345', '不能只是数字'],
    ['１２３', '不能只是数字'],
    ['老塘 山', '词里只用文字、数字和括号，不要空格和标点'],
    ['项目', '“项目”几乎每条简报里都有，加了会到处误读'],
    ['投资', '“投资”几乎每条简报里都有，加了会到处误读'],
    ['螺头湾', '本市词典里已有这个词'],
    ['盐仓街道', '系统自带的词典里已有这个词，不用再加'],
  ])('%s', (word, said) => {
    expect(fault(word)).toBe(said)
  })

  test('the same word may be of another kind', () => {
    expect(fault('螺头湾', 'company')).toBeNull()
  })

  test('only a company has a full name', () => {
    expect(fault('聚泰', 'company', '陕西聚泰新材料有限公司')).toBeNull()
    expect(fault('岙山岛', 'place', '岙山岛有限公司')).toBe('只有企业才填全称')
    expect(fault('聚泰材料', 'company', '聚泰材料')).toBe('简称和全称不能相同')
  })
})

test('shipped words are found with their source, the word itself first', () => {
  expect(shippedWith('盐仓')).toEqual([
    { kind: '镇街', word: '盐仓街道', source: expect.stringContaining('GB/T 2260') },
  ])
  expect(shippedWith('宁波')[0]).toMatchObject({ word: '宁波市', kind: '省、地级市' })
  expect(shippedWith('绝对没有的词')).toEqual([])
  expect(shippedWith('市').length).toBe(60)
})

test('short names stand with the company they mean', () => {
  expect(
    wordsFrom([
      { kind: 'company', word: '聚泰', aliasOf: '陕西聚泰新材料有限公司' },
      { kind: 'company', word: '聚泰材料', aliasOf: '陕西聚泰新材料有限公司' },
      { kind: 'company', word: '海智科技', aliasOf: null },
      { kind: 'place', word: '岙山岛', aliasOf: null },
    ]),
  ).toEqual({
    companies: [
      { name: '陕西聚泰新材料有限公司', aliases: ['聚泰', '聚泰材料'] },
      { name: '海智科技', aliases: [] },
    ],
    places: ['岙山岛'],
    zones: [],
    industries: [],
    titles: [],
    suffixes: [],
  })
})
