/** The companies a brief names: full names, short names in brackets or without their form, and foreign ones. */
import { type CityWords, noCityWords } from './city-words.ts'
import { behindPlace, nameStart, startsWithAny } from './company-boundary.ts'
import {
  foreignKnown,
  fullForms,
  genericBefore,
  industryWords,
  shortForms,
  wellKnown,
} from './dictionaries/company-words.ts'
import { companyKey } from './duplicate-names.ts'
import { Claims, type Found, found } from './span.ts'

export const companyKinds = { full: '全称', short: '简称', foreign: '外资' } as const
export type CompanyKind = keyof typeof companyKinds

/** `value` is the name as written; `shortFor` is the full name that the text itself ties a short name to */
export type Company = Found<string> & { kind: CompanyKind; key: string; shortFor: string | null }

type Draft = { start: number; end: number; kind: CompanyKind; shortFor: string | null }

export function companiesIn(pasted: string, text: string, _words: CityWords = noCityWords): Company[] {
  const claims = new Claims(text.length)
  const drafts = [...fullNamesIn(text), ...latinNamesIn(text)].filter((draft) => claims.claim(draft))
  const others = [...shortNamesIn(text), ...tiedNamesIn(text, drafts), ...knownNamesIn(text)]
  // where two readings overlap the surer one, which comes first, stays
  const kept = [...drafts, ...others.filter((draft) => claims.claim(draft))].sort((a, b) => a.start - b.start)
  const out: Company[] = []
  for (const draft of kept) {
    const value = pasted.slice(draft.start, draft.end).trim()
    out.push({
      ...found(pasted, draft.start, draft.end, value),
      kind: draft.kind,
      key: companyKey(value),
      shortFor: draft.shortFor,
    })
  }
  return sayOnce(out)
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
    out.push({ start, end, kind: foreign ? 'foreign' : 'full', shortFor: null })
  }
  return out
}

const shortForm = new RegExp(`(?:${shortForms.join('|')})(?:[\\u4e00-\\u9fff]{1,4}分公司)?`, 'g')
function shortNamesIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(shortForm)) {
    const end = hit.index + hit[0].length
    const start = nameStart(text, hit.index, Math.max(0, hit.index - 24))
    if (start === null) continue
    const name = text.slice(start, hit.index)
    if (!isName(name) || genericBefore.includes(name) || isGeneric(name)) continue
    const weak = hit[0] === '股份' || hit[0] === '控股' || hit[0] === '商会' || hit[0] === '协会'
    if (weak && (name.length > 6 || name.length < 2 || /[0-9]/.test(name))) continue
    out.push({ start, end, kind: 'short', shortFor: null })
  }
  return [...out, ...worksIn(text), ...listedNamesIn(text), ...spokenNamesIn(text)]
}

/** Only industry and form words, or only a place before them (浙江某公司, 上海公司), name nobody. */
function isGeneric(name: string): boolean {
  if (/(?:[几数多两三四五六七八九十]|一)[家个]|某|相关|意向|等\d*$/.test(name)) return true
  if (/(?:[子分母总该本我某家个]|他们|我们|咱们|你们|人家|对方)$/.test(name)) return true
  let rest = name
  for (let round = 0; round < 4; round++) {
    const word =
      industryWords.find((candidate) => rest.endsWith(candidate)) ??
      genericBefore.find((w) => w.length > 1 && rest.endsWith(w))
    if (!word) return false
    rest = rest.slice(0, rest.length - word.length)
    if (rest === '') return true
  }
  return false
}

function isName(name: string): boolean {
  return name.length >= 2 && name.length <= 40 && /[\u4e00-\u9fffA-Za-z]{2}|\d[\u4e00-\u9fff]/.test(name)
}

const industry = [...industryWords].sort((a, b) => b.length - a.length).join('|')
/** 对接聚泰新材料, 有个叫海川电子的: a proper name of 2–4 characters with an industry word, right behind a word of contact */
const spoken = new RegExp(
  `(?:对接|拜访|走访|接待|会见|邀请|联系|旗下|叫做|名叫|名为|叫|“|"|『|「)(?:了|到|过)?((?:[\\u4e00-\\u9fff]{2,4}|[A-Za-z]{2,8})(?:${industry})(?:${industry})?)`,
  'g',
)
function spokenNamesIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(spoken)) {
    const name = hit[1] ?? ''
    const start = hit.index + hit[0].length - name.length
    if (isGeneric(name) || isGeneric(behindPlace(name)) || /[的了和与及在去到等家个们]/.test(name)) continue
    out.push({ start, end: start + name.length, kind: 'short', shortFor: null })
  }
  return out
}

/** 海盐某某紧固件厂: a works is a firm when a place stands before its name */
const works = /厂(?![房区家长商址内里外矿])/g
function worksIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(works)) {
    const start = nameStart(text, hit.index, Math.max(0, hit.index - 16))
    if (start === null || hit.index - start < 4 || !startsWithAny(text, start)) continue
    out.push({ start, end: hit.index + 1, kind: 'short', shortFor: null })
  }
  return out
}

/** 海洋科技(300001): the six digits of a stock code tell that what stands before is a listed firm's short name */
const listed = /(?<![\u4e00-\u9fff])([\u4e00-\u9fffA-Z]{2,6})(?=\((?:股票代码|证券代码)?:?[0368]\d{5}(?:\.S[HZ])?[,)])/g
function listedNamesIn(text: string): Draft[] {
  return [...text.matchAll(listed)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
    kind: 'short',
    shortFor: null,
  }))
}

/** 股份有限公司(以下简称“光威复材”), 有限公司(聚泰): the text ties the short name itself */
function tiedNamesIn(text: string, full: readonly Draft[]): Draft[] {
  const out: Draft[] = []
  for (const draft of full) {
    const hit =
      /^ ?[(,，] ?(?:以下|下文)?(?:统称|简称)?[为:]?[“”"'「『]?([\u4e00-\u9fffA-Za-z0-9]{2,8})[”“"'」』]?\)?/.exec(
        text.slice(draft.end, draft.end + 24),
      )
    const name = hit?.[1]
    if (!hit || !name || !(hit[0].includes('简称') || (hit[0].includes('(') && hit[0].endsWith(')')))) continue
    if (/^\d+$|董事|经理|总|法人|联系|上市|投资|注册|地址|世界|中国5|民营|\d{4,}/.test(name)) continue
    const start = draft.end + hit[0].indexOf(name, hit[0].lastIndexOf('称') + 1)
    out.push({ start, end: start + name.length, kind: 'short', shortFor: text.slice(draft.start, draft.end) })
  }
  return out
}

const bureaus = '中(?:铁|交|建|核|冶|电建|能建)[\\u4e00-\\u9fff]{1,3}局(?:集团)?'
const known = new RegExp([bureaus, ...[...wellKnown].sort((a, b) => b.length - a.length)].join('|'), 'g')
const knownForeign = new RegExp(
  [...foreignKnown]
    .sort((a, b) => b.length - a.length)
    .map((name) => (/^[A-Z0-9]+$/.test(name) ? `(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])` : name))
    .join('|'),
  'g',
)
function knownNamesIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(known)) {
    const start = text.startsWith('中国', hit.index - 2) && hit.index >= 2 ? hit.index - 2 : hit.index
    out.push({ start, end: hit.index + hit[0].length, kind: 'short', shortFor: null })
  }
  for (const hit of text.matchAll(knownForeign)) {
    // 大众化, 标准大众: two-character names are everyday words unless something of trade follows
    const after = text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 2)
    if ((hit[0] === '大众' || hit[0] === '三菱') && !/^(?:汽车|集团|公司|中国)/.test(after)) continue
    out.push({ start: hit.index, end: hit.index + hit[0].length, kind: 'foreign', shortFor: null })
  }
  return out
}

/** Siemens AG, Covestro (Shanghai) Investment Co., Ltd. */
const latin =
  /(?<![A-Za-z])[A-Z][A-Za-z&'-]{0,24}(?: (?:[A-Z&(][A-Za-z&)'.-]{0,24}|of|and|de)){0,6}[ ,]{1,2}(?:Co\., ?Ltd\.?|Co\. Ltd\.?|Corporation|Corp\.?|Inc\.?|Limited|Ltd\.?|LLC|GmbH|AG|SE|S\.A\.|PLC|Group|Holdings|Pte\. Ltd\.?|B\.V\.)(?![A-Za-z])/g
function latinNamesIn(text: string): Draft[] {
  return [...text.matchAll(latin)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
    kind: 'foreign',
    shortFor: null,
  }))
}
