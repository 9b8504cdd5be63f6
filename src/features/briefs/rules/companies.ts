/** The companies a brief names: full names, short names in brackets or without their form, and foreign ones. */
import { type CityWords, noCityWords } from './city-words.ts'
import { behindPlace, nameStart } from './company-boundary.ts'
import { fullForms } from './dictionaries/company-words.ts'
import { companyKey } from './duplicate-names.ts'
import { type Draft, isName, knownNamesIn, nameIsPlain, shortNamesIn } from './short-companies.ts'
import { Claims, type Found, found } from './span.ts'
import { listedWith, toldNamesIn } from './told-companies.ts'

export const companyKinds = { full: '全称', short: '简称', foreign: '外资' } as const
export type CompanyKind = keyof typeof companyKinds

/** `value` is the name as written; `shortFor` is the full name that the text itself ties a short name to */
export type Company = Found<string> & { kind: CompanyKind; key: string; shortFor: string | null }

/** `words`: the firms and endings that the city added, read like the ones everybody knows */
/** a text of more companies is a list, in which nothing is said twice */
const mostRepeated = 40

export function companiesIn(pasted: string, text: string, words: CityWords = noCityWords): Company[] {
  const claims = new Claims(text.length)
  const drafts = [...fullNamesIn(text), ...latinNamesIn(text)].filter((draft) => claims.claim(draft))
  const own = words.companies.flatMap(({ name, aliases }) => [name, ...aliases])
  const others = [
    ...tiedNamesIn(text, drafts),
    ...repeatedIn(text, drafts.slice(0, mostRepeated)),
    ...knownNamesIn(text, own),
    ...shortNamesIn(text, words.suffixes),
  ]
  // where two readings overlap the surer one, which comes first, stays; of two equally sure the longer
  const sure = [...drafts, ...surest(others).filter((draft) => claims.claim(draft))]
  const told = [...toldNamesIn(text), ...listedWith(text, sure)].filter((draft) => claims.claim(draft))
  const kept = [...sure, ...told].sort((a, b) => a.start - b.start)
  const out: Company[] = []
  for (const draft of kept) {
    const value = pasted.slice(draft.start, draft.end).trim()
    if (isBystander(text, draft)) continue
    out.push({
      ...found(pasted, draft.start, draft.end, value),
      kind: draft.kind,
      key: companyKey(value),
      shortFor: draft.shortFor,
    })
  }
  return tiedToAlias(tiedToFull(sayOnce(out), text), words)
}

function surest(drafts: readonly Draft[]): Draft[] {
  return [...drafts].sort(
    (a, b) => Number(b.shortFor !== null) - Number(a.shortFor !== null) || b.end - b.start - (a.end - a.start),
  )
}

const supplied = /^[^，,。；;\n]{0,14}(?:等[^，,。；;\n]{0,6})?(?:配套|供货|代工|提供(?:配套|服务|产品|零部件))/
/** banks that lend, papers that report, houses where one meets: named, but no party to a project */
const bystander =
  /(?:银行|日报社?|晚报社?|电视台|报业集团|通讯社|新华社|证券|律师事务所|会计师事务所|酒店|饭店|宾馆|大学|学院|研究会|学会|协会|商会|联合会|委员会)(?:股份)?(?:有限(?:责任)?公司)?(?:[\u4e00-\u9fff]{0,6}[分支]行)?$/
function isBystander(text: string, { start, end }: Draft): boolean {
  const name = text.slice(start, end)
  // 主要为星巴克、麦当劳等配套: whom somebody supplies
  if (
    /(?:为|给|供应|是|系|成为)[^，,。；;\n]{0,16}$/.test(text.slice(Math.max(0, start - 18), start)) &&
    supplied.test(text.slice(end, end + 24))
  )
    return true
  if (!bystander.test(name)) return false
  // a hotel or bank that builds or moves in is a party
  return (
    !/^[^。；;\n]{0,10}(?:投资|拟|计划|建设|签约|落户|入驻|合作|来访)/.test(text.slice(end, end + 16)) ||
    /在[^，,。]{0,6}$/.test(text.slice(Math.max(0, start - 6), start))
  )
}

/** A short name whose every part stands in a full name of the same text is that company. */
function tiedToFull(companies: readonly Company[], text: string): Company[] {
  const full = companies.filter((company) => company.kind !== 'short' || company.value.length > 8)
  return companies.map((company) => {
    if (company.shortFor !== null) return company
    const other = full.find(
      (whole) =>
        whole !== company &&
        whole.value.length > company.value.length &&
        !isChild(text, whole.start) &&
        (whole.value.includes(company.value) || isShortOf(company.value, whole.value)),
    )
    // 吉利 beside 吉利控股集团; where both stand in one list they are two
    const listed = text.charAt(company.start - 1) === '、' || text.charAt(company.end) === '、'
    const group = listed
      ? undefined
      : companies.find((whole) => whole.value.length > company.value.length && whole.value.startsWith(company.value))
    const named = other ?? group
    return named ? { ...company, shortFor: named.value } : company
  })
}

/** 永新股份设立全资子公司黄山永新新材料有限公司: the child is named, so the short name beside it is its parent's */
function isChild(text: string, at: number): boolean {
  return /(?:子公司|项目公司|合资公司|孙公司)(?:为|是|:)?[“"]?$/.test(text.slice(Math.max(0, at - 8), at))
}

/** a name that the city calls another name of a firm which the text names as well */
function tiedToAlias(companies: readonly Company[], words: CityWords): Company[] {
  if (words.companies.length === 0) return [...companies]
  const said = new Set(companies.map((company) => company.value))
  const nameOf = new Map(
    words.companies.flatMap(({ name, aliases }) =>
      said.has(name) ? aliases.map((alias) => [alias, name] as const) : [],
    ),
  )
  return companies.map((company) => ({ ...company, shortFor: company.shortFor ?? nameOf.get(company.value) ?? null }))
}

/** 润岚股份 of 浙江润岚智能控制股份有限公司, 海亮新材 of 浙江海亮新材料有限公司 */
function isShortOf(short: string, whole: string): boolean {
  const core = short.replace(/(?:股份|科技|公司)$/, '')
  if (core.length < 2 || short.length > 8) return false
  if (core !== short) return whole.includes(core)
  // the letters of the short name in the order of the full one, beginning where the proper name begins
  // 中远海运 of 中国远洋海运集团: in four letters and more the first alone may open it
  const opening = whole.indexOf(short.slice(0, 2))
  let at = opening === -1 && short.length >= 4 ? whole.indexOf(short.charAt(0)) : opening
  if (at === -1) return false
  for (const char of short) {
    at = whole.indexOf(char, at)
    if (at === -1) return false
    at++
  }
  return short.length >= 3
}

function sayOnce(companies: readonly Company[]): Company[] {
  const seen = new Set<string>()
  return companies.filter((company) => {
    if (seen.has(company.value)) return false
    seen.add(company.value)
    return true
  })
}

const fullForm = new RegExp(
  `(?:${fullForms.join('|')}|(?:研究总院|设计院|研究院|研究所|事务所)(?:(?:集团)?(?:股份)?有限(?:责任)?公司)?)(?:\\((?:有限合伙|普通合伙|集团|中国)\\))?(?:[\\u4e00-\\u9fff]{0,6}分公司)?`,
  'g',
)
function fullNamesIn(text: string): Draft[] {
  const out: Draft[] = []
  let floor = 0
  for (const hit of text.matchAll(fullForm)) {
    const end = hit.index + hit[0].length
    const start = nameStart(text, hit.index, floor)
    floor = end
    // a form alone, or one that only repeats itself, names nobody
    if (start === null || !isName(text.slice(start, hit.index))) continue
    const foreign = hit[0].startsWith('株式会社')
    // 产业研究院, 智能终端研究院: an institute without a name of its own
    if (/^(?:研究|设计院|事务所)/.test(hit[0]) && nameIsPlain(text.slice(start, hit.index))) continue
    const country = foreign ? /^[\u4e00-\u9fff]{2,3}(?=[A-Za-z]+$)/.exec(text.slice(start, hit.index))?.[0].length : 0
    out.push({ start: start + (country ?? 0), end, kind: foreign ? 'foreign' : 'full', shortFor: null })
  }
  return out
}

const tied =
  /^ ?(?:\([^()]{2,12}\))?[(,，]? ?(?:以下|下文|下|证券|股票)?(?:统称|简称|称)?[为:]{0,2}[“”"'「『]?([\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?:[”"'」』]\)?|\)|(?=公司?为|为|，|,))/
/** 股份有限公司(以下简称“光威复材”), 有限公司(聚泰): the text ties the short name itself */
function tiedNamesIn(text: string, full: readonly Draft[]): Draft[] {
  const out: Draft[] = []
  for (const draft of full) {
    const hit = tied.exec(text.slice(draft.end, draft.end + 30))
    const name = hit?.[1]
    if (!hit || !name || !(hit[0].includes('称') || (hit[0].includes('(') && hit[0].endsWith(')')))) continue
    if (/^\d+$|董事|经理|总|法人|联系|上市|投资|注册|地址|世界|中国5|民营|\d{4,}|暂定/.test(name)) continue
    const start = draft.end + hit[0].indexOf(name, hit[0].lastIndexOf('称') + 1)
    out.push({ start, end: start + name.length, kind: 'short', shortFor: text.slice(draft.start, draft.end) })
  }
  return out
}

/** 浙江禾川 beside 浙江禾川环保新材料有限公司: its place and proper name, said again */
function repeatedIn(text: string, full: readonly Draft[]): Draft[] {
  const out: Draft[] = []
  for (const draft of full) {
    const whole = text.slice(draft.start, draft.end)
    const head = whole.length >= 9 && behindPlace(whole) !== whole ? whole.slice(0, 4) : ''
    if (head === '' || /[省市县区]/.test(head)) continue
    for (let at = text.indexOf(head); at !== -1; at = text.indexOf(head, at + head.length))
      out.push({ start: at, end: at + head.length, kind: 'short', shortFor: whole })
  }
  return out
}

/** Siemens AG, Covestro (Shanghai) Investment Co., Ltd. */
const latin =
  /(?<![A-Za-z])[A-Z][A-Za-z&'-]{0,24}(?: (?:[A-Z&(][A-Za-z&)'.-]{0,24}|of|and|de)){0,6}[ ,]{1,2}(?:Co\., ?Ltd\.?|Co\. Ltd\.?|Corporation|Corp\.?|Inc\.?|Limited|Ltd\.?|LLC|GmbH|AG|SE|S\.A\.|PLC|Group|Holdings|Pte\. Ltd\.?|B\.V\.)(?![A-Za-z])/g
function latinNamesIn(text: string): Draft[] {
  return [latin, latinActing]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((hit) => ({
      start: hit.index,
      end: hit.index + hit[0].length,
      kind: 'foreign',
      shortFor: null,
    }))
}

/** Cyber Technologies投资, Corvane Therapeutics拟在, STI株式会社: no form of its own, but it acts */
const latinActing =
  /(?<![A-Za-z])[A-Z][A-Za-z&-]{1,24}(?: [A-Z][A-Za-z&-]{1,24}){0,3}(?=(?:公司|集团)?(?:拟|将|计划|决定|宣布|投资(?!额|总额|规模)|签约|落户|入驻|在[\u4e00-\u9fff]{2,12}(?:设|投|建|签)|与[\u4e00-\u9fff]{2,20}(?:政府|管委会|签)|在[华中]|旗下|独资|董事长|总裁))/g
