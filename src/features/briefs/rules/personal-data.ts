/** Phones and ID numbers in a brief: lifted out into masked fields, blanked in whatever is shown, searched or exported. */
import { Claims, fold } from './span.ts'

export type PersonalKind = 'phone' | 'id-number'
/** `value` in plain form (13800000000, 0580-2020000, 18 characters); offsets are those of the text as pasted */
export type PersonalItem = { kind: PersonalKind; value: string; start: number; end: number }
export type Lifted = { shown: string; found: PersonalItem[] }

/** blanks, hyphens and invisible characters that stand between the digits of one number; keycap emoji are digit + two of them */
const gap = '[ .·\\u200b-\\u200d\\u2060\\ufeff\\ufe0f\\u20e3-]{0,2}'
const digits = (count: number): string => `(?:${gap}\\d){${count}}`

const code = /(?<![0-9A-Za-z])(?:[0-9A-HJ-NPQRTUWXY]{18}|\d{4}-\d{6}-\d{2}-\d{2}-\d{6})(?![0-9A-Za-z])/g
const idNumber = new RegExp(`(?<![0-9A-Za-z-])[1-9]${digits(16)}${gap}[0-9Xx](?![0-9A-Za-z])`, 'g')
const oldIdNumber = /(?<![0-9A-Za-z.-])[1-8]\d{14}(?![0-9A-Za-z])/g
const mobile = new RegExp(`(?<!\\d[.-]?)(?:\\(?(?:\\+|00)?86\\)?${gap})?1${gap}[3-9]${digits(9)}(?!${gap}\\d)`, 'g')
const spokenMobile =
  /(?<![零一二三四五六七八九幺])[一幺][三四五六七八九][零一二三四五六七八九幺]{9}(?![零一二三四五六七八九幺])/g
const landline =
  /(?<!\d[.-]?)(?:(?:\+|00)?86[ -]?)?\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]{0,2}[2-8]\d{2,3}[ -]?\d{4}(?:(?: ?转 ?|-)\d{1,5})?(?![\d-])/g
const labelled = /(?:电话|座机|固话|办公室?电话|[Tt][Ee][Ll])[.: ]{0,2}([2-8]\d{6,7})(?![\d-])/g
/** a figure with a unit is a figure */
const unitBehind = /^ ?(?:元|万|亿|吨|亩|平|㎡|美|欧|日元|港|立方|千瓦|度|件|台|年|%|\.\d)/

const amountBefore = /(?:产值|投资|资金|金额|税收|收入|营收|销售|规模|资本)(?:额|约|达|为|:){0,2} ?$/

export function liftPersonalData(pasted: string): Lifted {
  const text = fold(pasted)
  // 统一社会信用代码 and 项目代码 are long numbers too; what they cover is not looked at
  const claims = new Claims(text.length, codesIn(text))
  const found: PersonalItem[] = []
  const add = (kind: PersonalKind, start: number, length: number, value: string): void => {
    const item = { kind, value, start, end: start + length }
    if (claims.claim(item)) found.push(item)
  }
  for (const hit of text.matchAll(idNumber)) {
    const value = plain(hit[0]).toUpperCase()
    if (isIdNumber(value) || (saysId(text, hit.index) && !isCreditCode(value)))
      add('id-number', hit.index, hit[0].length, value)
  }
  for (const hit of text.matchAll(oldIdNumber)) {
    if (isOldIdNumber(hit[0]) && !unitBehind.test(text.slice(hit.index + 15, hit.index + 18)))
      add('id-number', hit.index, 15, hit[0])
  }
  for (const hit of text.matchAll(mobile)) {
    if (unitBehind.test(text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 3))) continue
    if (amountBefore.test(text.slice(Math.max(0, hit.index - 6), hit.index))) continue
    add('phone', hit.index, hit[0].length, plain(hit[0]).slice(-11))
  }
  for (const hit of text.matchAll(spokenMobile)) add('phone', hit.index, 11, [...hit[0]].map(spokenDigit).join(''))
  for (const hit of text.matchAll(landline)) add('phone', hit.index, hit[0].length, landlineOf(hit[0]))
  for (const hit of text.matchAll(labelled)) {
    const number = hit[1] ?? ''
    add('phone', hit.index + hit[0].length - number.length, number.length, number)
  }
  found.sort((a, b) => a.start - b.start)
  return { shown: blank(pasted, found), found }
}

function blank(pasted: string, found: readonly PersonalItem[]): string {
  let shown = ''
  let at = 0
  for (const item of found) {
    shown += pasted.slice(at, item.start) + maskOf(item)
    at = item.end
  }
  return shown + pasted.slice(at)
}

/** 138****0000 lets a colleague recognise a number; of an ID number nothing is shown. */
export function maskOf(item: { kind: PersonalKind; value: string }): string {
  if (item.kind === 'id-number') return '●●●●●●'
  if (item.value.length === 11 && item.value.startsWith('1'))
    return `${item.value.slice(0, 3)}****${item.value.slice(-4)}`
  const [area, number] = item.value.includes('-') ? item.value.split('-', 2) : ['', item.value]
  return `${area ? `${area}-` : ''}****${(number ?? '').slice(-2)}`
}

function codesIn(text: string): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = []
  for (const hit of text.matchAll(code)) {
    if (hit[0].includes('-') || isCreditCode(hit[0])) out.push({ start: hit.index, end: hit.index + hit[0].length })
  }
  return out
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** GB 32100-2015: weights 3^i mod 31 */
function isCreditCode(value: string): boolean {
  if (!/^[159YN][0-9A-HJ-NPQRTUWXY]{17}$/.test(value)) return false
  let sum = 0
  let weight = 1
  for (let i = 0; i < 17; i++) {
    sum += weight * creditAlphabet.indexOf(value.charAt(i))
    weight = (weight * 3) % 31
  }
  return creditAlphabet.charAt((31 - (sum % 31)) % 31) === value.charAt(17)
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB 11643-1999: a region, a birthday and a check digit */
function isIdNumber(value: string): boolean {
  if (!isRegion(value) || !isBirthday(value.slice(6, 14))) return false
  const sum = idWeights.reduce((total, weight, i) => total + weight * Number(value.charAt(i)), 0)
  return '10X98765432'.charAt(sum % 11) === value.charAt(17)
}

function isOldIdNumber(value: string): boolean {
  return isRegion(value) && isBirthday(`19${value.slice(6, 12)}`)
}

function isRegion(value: string): boolean {
  return /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]|91)/.test(value)
}

function isBirthday(written: string): boolean {
  const year = Number(written.slice(0, 4))
  const month = Number(written.slice(4, 6))
  const day = Number(written.slice(6, 8))
  return year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** a number that is called an ID number is one, even mistyped */
function saysId(text: string, at: number): boolean {
  return /身份证|证件号/.test(text.slice(Math.max(0, at - 10), at))
}

function plain(written: string): string {
  return written.replace(/[^0-9A-Za-z]/g, '')
}

function landlineOf(written: string): string {
  const bare = plain(
    written
      .replace(/^(?:\+|00)?86[ -]?(?=\(?0)/, '')
      .replace(/(?:转|-)\s?\d{1,5}$/, (tail) => (tail.startsWith('转') || tail.length < 6 ? '' : tail)),
  )
  const area = /^(?:010|02\d)/.test(bare) ? 3 : 4
  return `${bare.slice(0, area)}-${bare.slice(area)}`
}

function spokenDigit(char: string): string {
  return char === '幺' ? '1' : String('零一二三四五六七八九'.indexOf(char))
}
