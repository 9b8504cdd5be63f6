/** 词典: which words a city may add to the reading, where a word stands already, and how the city's words come to be read. */

import type { Because } from '#core/refusal.ts'
import { type CityWord, mostWords, type ShippedWord, type WordInput, type WordKind } from '../model/words.ts'
import { type CityCompany, type CityWords, noCityWords } from './city-words.ts'
import { provincesAndCities } from './dictionaries/cities.ts'
import { fullForms, genericBefore, industryWords, shortForms, wordsBefore } from './dictionaries/company-words.ts'
import { countiesNorthEast } from './dictionaries/counties-north-east.ts'
import { countiesSouthWest } from './dictionaries/counties-south-west.ts'
import { industries } from './dictionaries/industries.ts'
import { foreignKnown, wellKnown } from './dictionaries/known-companies.ts'
import { zhoushanTownships } from './dictionaries/townships.ts'

const gbt2260 = 'GB/T 2260，国家统计局统计用区划代码 2023 年版'
const own = '自编'
type Shipped = { kind: string; of: WordKind; source: string; words: () => readonly string[] }

/** the dictionaries that come with the system, in the order in which an answer names them */
const shipped: readonly Shipped[] = [
  { kind: '省、地级市', of: 'place', source: gbt2260, words: () => named(provincesAndCities) },
  {
    kind: '县（市、区）',
    of: 'place',
    source: gbt2260,
    words: () => named([...countiesNorthEast, ...countiesSouthWest]),
  },
  { kind: '镇街', of: 'place', source: `GB/T 10114，${gbt2260}`, words: () => named(zhoushanTownships) },
  { kind: '知名企业', of: 'company', source: `${own}：上市公司和500强公开名单`, words: () => wellKnown },
  { kind: '外资企业', of: 'company', source: own, words: () => foreignKnown },
  {
    kind: '行业产品',
    of: 'industry',
    source: `${own}：依 GB/T 4754—2017 的门类和各市产业链目录`,
    words: () => industries,
  },
  {
    kind: '企业名称结尾',
    of: 'suffix',
    source: '企业名称登记管理规定和通行写法',
    words: () => [...fullForms, ...shortForms, ...industryWords],
  },
]

/** 11北京市 01东城区 → 北京市, 东城区 */
function named(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => line.split(' ').map((entry) => entry.replace(/^\d+/, '')))
    .filter((name) => name !== '')
}

/** Where the shipped dictionaries hold what is asked for: the word itself first. */
export function shippedWith(asked: string, most = 60): ShippedWord[] {
  const found = shipped.flatMap(({ kind, source, words }) =>
    [...new Set(words())].filter((word) => word.includes(asked)).map((word) => ({ kind, word, source })),
  )
  return found.sort((a, b) => a.word.length - b.word.length).slice(0, most)
}

/** words that nearly every brief holds: as a name they would be read everywhere */
const everywhere = new Set([
  ...wordsBefore,
  ...genericBefore,
  ...'公司 企业 集团 项目 投资 总投资 招商 产业 行业 合作 有限 有限公司 亩 万元 亿元 用地 厂房 基地 园区 开发区 街道 简报 区政府 市政府 我们 他们 定海 普陀 岱山 嵊泗 舟山 浙江 中国'.split(
    ' ',
  ),
])

/** What is wrong with a new word, in the officials' words. */
export function wordFaults(input: WordInput, there: readonly Pick<CityWord, 'kind' | 'word'>[]): Because[] {
  const { kind, word, aliasOf } = input
  const at = (say: string, field = 'word') => [{ say, field }]
  if (!/^[\p{Script=Han}\p{L}\p{N}()（）·—-]+$/u.test(word)) return at('词里只用文字、数字和括号，不要空格和标点')
  if (/^[\p{N}]+$/u.test(word)) return at('不能只是数字')
  if (everywhere.has(word)) return at(`“${word}”几乎每条简报里都有，加了会到处误读`)
  if (aliasOf !== null && kind !== 'company') return at('只有企业才填全称', 'aliasOf')
  if (aliasOf === word) return at('简称和全称不能相同', 'aliasOf')
  if (there.some((one) => one.kind === kind && one.word === word)) return at('本市词典里已有这个词')
  if (kind !== 'company' && stands(kind, word)) return at('系统自带的词典里已有这个词，不用再加')
  if (there.length >= mostWords) return at(`本市词典最多 ${mostWords} 个词，先撤回不用的`)
  return []
}

function stands(kind: WordKind, word: string): boolean {
  return shipped.some((one) => one.of === kind && one.words().includes(word))
}

/** The city's words as the reading takes them; short names stand with the company they mean. */
export function wordsFrom(rows: readonly { kind: string; word: string; aliasOf: string | null }[]): CityWords {
  if (rows.length === 0) return noCityWords
  const of = (kind: WordKind) => rows.filter((row) => row.kind === kind).map(({ word }) => word)
  const companies = new Map<string, string[]>()
  for (const { kind, word, aliasOf } of rows) {
    if (kind !== 'company') continue
    const aliases = companies.get(aliasOf ?? word) ?? []
    companies.set(aliasOf ?? word, aliasOf === null ? aliases : [...aliases, word])
  }
  return {
    companies: [...companies].map(([name, aliases]): CityCompany => ({ name, aliases })),
    places: of('place'),
    zones: of('zone'),
    industries: of('industry'),
    titles: of('title'),
    suffixes: of('suffix'),
  }
}
