/** A company's written name taken apart: where it sits, what tells it apart, what it makes, and its form; so that two spellings can meet. */
import { isUscCode, normaliseUscCode } from '#core/usc-code.ts'
import { countries, industryWords, wellKnown } from './dictionaries/company-words.ts'
import { companyKey } from './duplicate-names.ts'
import { placesIn } from './places.ts'

export type CompanyParts = {
  /** the name without form, brackets, blanks: 陕西聚泰新材料 */
  key: string
  /** what remains without the place before it: 聚泰新材料; empty where nothing tells it apart (浙江公司, 新材料公司) */
  core: string
  /** 陕西; empty where the name says none */
  region: string
  /** 万华化学（宁波）: 宁波 */
  bracketed: string
  /** its own name ends in 公司: it was written in full, not as people say it */
  full: boolean
  /** 集团, 控股: the head of a family */
  group: boolean
  /** 分公司, 办事处 of what the other fields say */
  branch: boolean
}

/** What people type on a keyboard of Hong Kong or Taiwan, as far as it stands in names of companies. */
const traditional =
  '東華國業團機電龍廣灣億豐興達聯門貿際實發網線車風飛銀鋼鐵資產開設備儲氫鋰導體藥醫療環農漁紡織裝運輸遠誠寶來無錫蘇長陽陳萬與師學術號雲間創見誌雙義紅綠藍黃馬島嶺熱'
const simplified =
  '东华国业团机电龙广湾亿丰兴达联门贸际实发网线车风飞银钢铁资产开设备储氢锂导体药医疗环农渔纺织装运输远诚宝来无锡苏长阳陈万与师学术号云间创见志双义红绿蓝黄马岛岭热'
const plain = new Map([...traditional].map((sign, at) => [sign, [...simplified][at] ?? sign]))

const branchOf = /^(.+?(?:公司|集团|厂))[^公司]{0,12}(?:分公司|办事处|代表处|分厂)$/
const ends = /(?:集团|控股)?(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|总公司|公司)$/
const brackets = /\(([^()]{1,12})\)/g
/** words that say a kind and no name; the longest first */
const kinds = [...new Set([...industryWords, '集团', '控股', '股份', '技术', '发展', '国际', '企业', '有限'])].sort(
  (one, other) => other.length - one.length,
)

export function companyParts(written: string): CompanyParts {
  const narrow = [...written.normalize('NFKC').replace(/[\s“”"'·]/g, '')]
    .map((sign) => plain.get(sign) ?? sign)
    .join('')
  const straight = narrow.replace(/[〔[【]/g, '(').replace(/[〕\]】]/g, ')')
  const head = branchOf.exec(straight)?.[1]
  const name = head ?? straight
  const bracketed =
    [...name.matchAll(brackets)].map(([, inside = '']) => inside).find((inside) => isPlace(inside)) ?? ''
  const open = name.replace(brackets, (whole, inside: string) => (isPlace(inside) ? '' : whole))
  const bare = companyKey(open)
  const { region, rest } = regionOf(bare)
  const trimmed = rest.replace(/(?:集团|控股|股份)+$/, '')
  const core = trimmed.length >= 2 ? trimmed : rest
  return {
    key: companyKey(name),
    core: tellsApart(core) ? core : '',
    region,
    bracketed,
    full: ends.test(open) || head !== undefined || /(?:CO\.?,?LTD|LIMITED|INC|GMBH)\.?$/i.test(open),
    group: /(?:集团|控股)/.test(bare.slice(-2)) || /(?:集团|控股)(?:股份|有限)/.test(open),
    branch: head !== undefined,
  }
}

/** Of a name with its places before it: 浙江宁波东方 → 浙江宁波. What the whole country knows by its name keeps it: 宁德时代. */
function regionOf(bare: string): { region: string; rest: string } {
  if (wellKnown.some((name) => bare.startsWith(name))) return { region: '', rest: bare }
  let rest = bare
  for (;;) {
    const place =
      countries.find((name) => rest.startsWith(name)) ??
      [placesIn(rest, rest, []).find(({ start }) => start === 0)].map((found) => found && rest.slice(0, found.end))[0]
    if (place === undefined || place.length >= rest.length) break
    rest = rest.slice(place.length).replace(/^[省市区县](?=.{2})/, '')
  }
  return { region: bare.slice(0, bare.length - rest.length), rest }
}

function isPlace(word: string): boolean {
  return (
    countries.includes(word) || placesIn(word, word, []).some(({ start, end }) => start === 0 && end === word.length)
  )
}

/** Something besides a place and words for a trade, of two characters at least. */
function tellsApart(core: string): boolean {
  return core.length >= 2 && !isPlace(core) && !tradeOnly(core)
}

/** 新材料科技: a trade, and nobody's name. Words may be cut in several ways; each place is looked at once. */
export function tradeOnly(word: string): boolean {
  const reached = new Set([0])
  for (let at = 0; at < word.length; at += 1)
    if (reached.has(at)) for (const kind of kinds) if (word.startsWith(kind, at)) reached.add(at + kind.length)
  return reached.has(word.length)
}

/** Raised when the same name comes to other keys: the worker then makes them anew. */
export const keysVersion = 1

export type ResemblanceKey = {
  /** text that two mentions of one company share; never kept as it is */
  text: string
  /** says by itself which company is meant: its code, or its name in full */
  strong: boolean
}

/** How many characters make a name that nobody guesses by trying beginnings: 上海聚泰 is one, 聚泰 is not. */
const strongFrom = 4

/** By what a mention is found again: its code, its name, its name without the place, and the first characters of that. */
export function keysOf(companyName: string, uscCode: string | null): ResemblanceKey[] {
  const { key, core } = companyParts(companyName)
  const code = uscCode === null ? '' : normaliseUscCode(uscCode)
  return [
    ...(isUscCode(code) ? [{ text: `code:${code}`, strong: true }] : []),
    ...(core === '' ? [] : [{ text: `name:${key}`, strong: key.length >= strongFrom }]),
    ...(core === '' || core === key ? [] : [{ text: `name:${core}`, strong: false }]),
    ...(core === '' ? [] : [{ text: `head:${headOf(core)}`, strong: false }]),
  ]
}

/** 聚泰 of 聚泰新材料; a name in Latin letters begins with a whole word. */
function headOf(core: string): string {
  return /^[A-Z0-9]+/.exec(core)?.[0] ?? core.slice(0, 2)
}
