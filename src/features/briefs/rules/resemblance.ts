/** 可能重复: whether two mentions speak of one company, how sure that is, and why, in words; a hint and never a verdict. */

import { isUscCode, normaliseUscCode } from '#core/usc-code.ts'
import type { Degree } from '../model/resembling.ts'
import type { CityCompany } from './city-words.ts'
import { type CompanyParts, companyParts, tradeOnly } from './company-parts.ts'

export type Likeness = { degree: Degree; reasons: string[] }
export type Mentioned = { companyName: string; uscCode: string | null }

/** Null: another company, or nothing that says it is the same. `aliases` are the city's own names for companies. */
export function resemblance(one: Mentioned, other: Mentioned, aliases: readonly CityCompany[] = []): Likeness | null {
  const codes = [one, other].map(({ uscCode }) => normaliseUscCode(uscCode ?? ''))
  const [mine = '', theirs = ''] = codes.map((code) => (isUscCode(code) ? code : ''))
  if (mine !== '' && mine === theirs) return because('same', '同一统一社会信用代码')
  const byName = alike(companyParts(one.companyName), companyParts(other.companyName), one, other)
  if (mine !== '' && theirs !== '')
    return byName?.degree === 'same' ? because('perhaps', '名称相同，但统一社会信用代码不同，可能是关联企业') : null
  return byName ?? byAlias(one, other, aliases)
}

function because(degree: Degree, ...reasons: string[]): Likeness {
  return { degree, reasons }
}

function alike(a: CompanyParts, b: CompanyParts, one: Mentioned, other: Mentioned): Likeness | null {
  if (a.core === '' || b.core === '') return null
  if (a.branch !== b.branch && a.core === b.core && near(a, b))
    return because('perhaps', '可能是关联企业：一家是另一家的分支机构')
  if (a.key === b.key && a.bracketed === b.bracketed) return sameName(a, one, other)
  if (a.core === b.core) return sameCore(a, b)
  return within(a, b, one, other) ?? within(b, a, other, one)
}

function sameName(a: CompanyParts, one: Mentioned, other: Mentioned): Likeness {
  // 聚泰 and 聚泰 are said of many; a name with its place or its form is one company's
  const degree = a.key.length >= 4 ? 'same' : 'probably'
  const literally = one.companyName.trim() === other.companyName.trim()
  return because(degree, literally ? '名称相同' : '名称相同（去掉括号和公司形式）')
}

/** The same name and trade, and the places before it or in brackets say more, or something else. */
function sameCore(a: CompanyParts, b: CompanyParts): Likeness {
  if (a.bracketed !== b.bracketed) return because('perhaps', `可能是关联企业：都叫“${a.core}”，括号里的地名不同`)
  if (a.group !== b.group && a.full && b.full && !near(a, b))
    return because('perhaps', `可能是关联企业：都叫“${a.core}”`)
  if (a.region === b.region) return because('probably', `名称相同，只差“集团”“股份”一类字样`)
  if (a.region === '' || b.region === '') return because('probably', `名称相同，只差地名“${a.region || b.region}”`)
  if (near(a, b)) return because('probably', `名称相同，地名“${a.region}”和“${b.region}”相近`)
  return because('perhaps', `字号相同，地名不同（${a.region}、${b.region}），可能是另一家`)
}

/** Whether the short one's name begins the long one's: 聚泰 in 陕西聚泰新材料. */
function within(short: CompanyParts, long: CompanyParts, one: Mentioned, other: Mentioned): Likeness | null {
  if (short.core.length >= long.core.length || !long.core.startsWith(short.core)) return null
  // 东方 in 东方红: what follows has to be a trade, or the name went on
  if (!tradeOnly(long.core.slice(short.core.length))) return null
  if (!short.full && !short.group) {
    const said = `简称“${one.companyName.trim()}”含在“${other.companyName.trim()}”中`
    return near(short, long) ? because('probably', said) : because('perhaps', said, '地名不同，可能是另一家')
  }
  if (short.group || long.group) return because('perhaps', `可能是关联企业：都叫“${short.core}”`)
  return near(short, long) ? because('perhaps', `名称相近：都叫“${short.core}”`) : null
}

/** Neither says a place, one says none, or one's place lies within what the other says: 浙江宁波 and 宁波. */
function near(a: CompanyParts, b: CompanyParts): boolean {
  return a.region.includes(b.region) || b.region.includes(a.region)
}

function byAlias(one: Mentioned, other: Mentioned, aliases: readonly CityCompany[]): Likeness | null {
  const keys = [one, other].map(({ companyName }) => companyParts(companyName).key)
  const known = aliases.find((company) => {
    const names = [company.name, ...company.aliases].map((name) => companyParts(name).key)
    return keys.every((key) => names.includes(key))
  })
  return known ? because('probably', `别名：都是“${known.name}”`) : null
}

/** All names under which the city knows this company, its own among them. */
export function namesFor(companyName: string, aliases: readonly CityCompany[]): string[] {
  const { key } = companyParts(companyName)
  const known = aliases.filter((company) =>
    [company.name, ...company.aliases].some((name) => companyParts(name).key === key),
  )
  return [...new Set([companyName, ...known.flatMap(({ name, aliases: others }) => [name, ...others])])]
}

export type Intended = {
  intention: string | null
  industry?: string | null
  investmentFen: number | null
  landM2: number | null
}

/** 意向相近：都提到 正极材料、400亩; null where nothing but the usual words is shared. */
export function intentionAlike(one: Intended, other: Intended): string | null {
  const words = sharedWords(
    `${one.intention ?? ''} ${one.industry ?? ''}`,
    `${other.intention ?? ''} ${other.industry ?? ''}`,
  )
  const land = one.landM2 !== null && close(one.landM2, other.landM2) ? [`${muOf(one.landM2)}亩`] : []
  const money =
    one.investmentFen !== null && close(one.investmentFen, other.investmentFen)
      ? [`投资${yuanOf(one.investmentFen)}`]
      : []
  const shared = [...words, ...land, ...money]
  return shared.length > 0 ? `意向相近：都提到 ${shared.join('、')}` : null
}

/** told of the same project on two days, 400亩 may become 402亩 */
const closeBy = 0.02

function close(one: number, other: number | null): boolean {
  return other !== null && one > 0 && Math.abs(one - other) <= closeBy * Math.max(one, other)
}

const squareMetresInMu = 2000 / 3
function muOf(m2: number): string {
  return String(Math.round(m2 / squareMetresInMu))
}

function yuanOf(fen: number): string {
  const yi = fen / 1e10
  return yi >= 1 ? `${Number(yi.toFixed(2))}亿元` : `${Math.round(fen / 1e6)}万元`
}

/** said of every project: they tell nobody apart */
const usual =
  /项目|投资|建设|生产|基地|公司|企业|洽谈|意向|计划|拟在|拟建|准备|合作|产业|园区|厂房|用地|总部|制造|研发|加工|新建|落户|选址|一期|二期|年产|设备|产品|配套|相关|工厂|中心|有限|舟山|定海|普陀|岱山|嵊泗|亿元|万元|亩|平方米|高性能|销售|考察|对接|的|和|与|及|等|约/g

/** The longest pieces that both say, at most three. */
function sharedWords(one: string, other: string): string[] {
  const [mine, theirs] = [one, other].map((text) => text.normalize('NFKC').replace(usual, ' ').slice(0, 300))
  const shared: string[] = []
  for (const piece of (mine ?? '').split(/[^\p{Script=Han}A-Za-z]+/u)) {
    for (let at = 0; at < piece.length - 1; ) {
      let length = 0
      while (at + length < piece.length && (theirs ?? '').includes(piece.slice(at, at + length + 1))) length += 1
      if (length >= 2) shared.push(piece.slice(at, at + length))
      at += Math.max(1, length)
    }
  }
  return [...new Set(shared)].sort((a, b) => b.length - a.length).slice(0, 3)
}
