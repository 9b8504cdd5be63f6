/** Where a company's name begins: the hard question of Chinese text, which puts no blank between 拜访 and the name. */
import { provincesAndCities } from './dictionaries/cities.ts'
import { countries, protectedWords, wordsBefore } from './dictionaries/company-words.ts'
import { countiesNorthEast } from './dictionaries/counties-north-east.ts'

/** no name in the register is longer */
const longest = 44

const places = new Set<string>(countries)
/** the counties of 浙江 stand before names as often as its cities do */
const counties = countiesNorthEast.filter((line) => line.startsWith('33')).map((line) => line.slice(5))
for (const line of [...provincesAndCities, ...counties]) {
  for (const item of line.split(' ')) {
    const name = item.replace(/^\d+/, '')
    places.add(name)
    const short = name.replace(/(?:(?:壮族|回族|维吾尔)?自治区|省|市|区|县)$/, '')
    if (short.length >= 2) places.add(short)
  }
}

const cutBy = new Map<string, string[]>()
for (const word of [...wordsBefore].sort((a, b) => b.length - a.length)) {
  const last = word.charAt(word.length - 1)
  cutBy.set(last, [...(cutBy.get(last) ?? []), word])
}

/** Start of the name that ends (without its form) at `end`; null when nothing stands there. Looks back at most 44 characters. */
export function nameStart(text: string, end: number, floor: number): number | null {
  const run = runStart(text, end, Math.max(floor, end - longest))
  // 成立公司, 一个集团: a word that is no name stands right before the form
  const last = cutEndingAt(text, end, run)
  if (last !== null) return null
  let start = run
  for (let i = end - 1; i > run; i--) {
    if (insideBrackets(text, i, run, end)) continue
    const cut = cutEndingAt(text, i, run)
    if (cut !== null && i - 1 + 1 <= end - 2) {
      start = i
      break
    }
    if (isConnector(text, i - 1, run)) {
      start = i
      break
    }
  }
  start = behindOrganisation(text, start, end)
  start = behindRepeat(text, start, end)
  while (start < end && isJoint(text, start)) start++
  return end - start >= 2 ? start : null
}

/** 的和元生物: a joining word that joins nothing begins the name */
function isJoint(text: string, at: number): boolean {
  const char = text.charAt(at)
  if (' -·、&.与及'.includes(char)) return true
  return (
    '和同并'.includes(char) &&
    (organisationEnds(text, at, Math.max(0, at - 3)) || '、，,) \n'.includes(text.charAt(at - 1)))
  )
}

/** Back over everything a name may contain. A closing bracket is entered only when its opening one is near. */
function runStart(text: string, end: number, floor: number): number {
  let start = end
  let depth = 0
  while (start > floor) {
    const char = text.charAt(start - 1)
    if (char === ')') depth++
    else if (char === '(') {
      if (depth === 0) break
      depth--
    } else if (!isNameChar(char)) break
    start--
  }
  return start
}

function isNameChar(char: string): boolean {
  return (char >= '\u4e00' && char <= '\u9fff') || /[A-Za-z0-9&·-]/.test(char)
}

function insideBrackets(text: string, at: number, from: number, end: number): boolean {
  const run = text.slice(from, end)
  const close = run.indexOf(')', at - from)
  if (close === -1) return false
  const open = run.lastIndexOf('(', close)
  return open !== -1 && open < at - from
}

/** A word that cannot belong to a name ends right before `at`, unless it is part of a protected word. */
function cutEndingAt(text: string, at: number, from: number): number | null {
  for (const word of cutBy.get(text.charAt(at - 1)) ?? []) {
    const begin = at - word.length
    if (begin < from || !text.startsWith(word, begin)) continue
    if (word.length === 1 && (isProtected(text, begin) || (weak.has(word) && dangles(text, begin, from)))) continue
    if (
      word.length > 1 &&
      protectedWords.some((whole) => whole.startsWith(word) && whole !== word && text.startsWith(whole, begin))
    )
      continue
    return begin
  }
  return null
}

/** words that also stand within names: 艾为电子, 华之毅 */
const weak = new Set('之为有家到过该本某找见给等着个由从在对去往请让向经已就也又说称')
/** One character alone before a weak word is no sentence, so the weak word belongs to the name: 与艾为电子. */
function dangles(text: string, at: number, from: number): boolean {
  if (endsCut(text, at, from)) return false
  return at - 1 === from || (at - 2 >= from && at - 1 > from && endsCut(text, at - 1, from))
}

function endsCut(text: string, at: number, from: number): boolean {
  return (cutBy.get(text.charAt(at - 1)) ?? []).some(
    (word) => at - word.length >= from && text.startsWith(word, at - word.length) && !weak.has(word),
  )
}

const protectedBy = new Map<string, string[]>()
for (const word of protectedWords)
  for (const char of new Set(word)) protectedBy.set(char, [...(protectedBy.get(char) ?? []), word])

function isProtected(text: string, at: number): boolean {
  return (protectedBy.get(text.charAt(at)) ?? []).some((word) => {
    for (
      let offset = word.indexOf(text.charAt(at));
      offset !== -1;
      offset = word.indexOf(text.charAt(at), offset + 1)
    ) {
      if (text.startsWith(word, at - offset)) return true
    }
    return false
  })
}

/** 和, 同, 来: joins two names only behind an organisation or before a place; 中和, 六和, 大同 stay whole. */
function isConnector(text: string, at: number, from: number): boolean {
  const char = text.charAt(at)
  if (char === '合' && at > from && text.charAt(at - 1) === '联') return organisationEnds(text, at - 1, from)
  if (!'和同来'.includes(char) || char === '') return false
  if (organisationEnds(text, at, from)) return true
  return char !== '同' && startsWithAny(text, at + 1) && at > from
}

/** 去了洛阳洛阳中岳轴承: the place gone to, then the name that begins with it; 说吉林长参堂: one word before the place */
function behindRepeat(text: string, start: number, end: number): number {
  for (let length = 4; length >= 2; length--) {
    const place = text.slice(start, start + length)
    if (places.has(place) && text.startsWith(place, start + length) && end - start > 2 * length + 1)
      return start + length
  }
  return start
}

function organisationEnds(text: string, at: number, from: number): boolean {
  return /(?:公司|集团|企业|政府|管委会|[组局处办院所]|街道|[镇乡]|总|人员|[等人])$/.test(
    text.slice(Math.max(from, at - 3), at),
  )
}

/** the name without the place before it; the whole when no place stands there */
export function behindPlace(name: string): string {
  for (let length = 4; length >= 2; length--) if (places.has(name.slice(0, length))) return name.slice(length)
  return name
}

/** length of the country before a name; 日本海舟集团 is asked for as 海舟集团 */
export function behindCountry(name: string): number {
  const country = countries.find((candidate) => name.startsWith(candidate))
  return country && country !== '中国' && name.length - country.length >= 2 ? country.length : 0
}

export function isPlaceName(name: string): boolean {
  return places.has(name) || places.has(name.replace(/[省市县区]$/, ''))
}

export function startsWithAny(text: string, at: number): boolean {
  for (let length = 2; length <= 4; length++) if (places.has(text.slice(at, at + length))) return true
  return false
}

/** 定海工业园区舟山某某有限公司: what names an office before the company is left off */
function behindOrganisation(text: string, start: number, end: number): number {
  const hit =
    /^.{0,30}(?:管委会|街道|招商[组局处]|投促中心|发改局|经信局|商务局|子公司|经济开发区|开发区|高新区|产业园|工业园区?|[上下本这]周|(?:周|星期)[一二三四五六日天]|\d{1,2}月\d{1,2}日|\d{1,2}日|\d+\.)/.exec(
      text.slice(start, end),
    )
  const behind = hit ? start + hit[0].length : start
  return end - behind >= 2 ? behind : start
}
