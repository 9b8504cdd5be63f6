/** Companies written without their legal form: groups, plants, listed short names, known firms, and names told by what is said of them. */
import { behindCountry, behindPlace, nameStart, startsWithAny } from './company-boundary.ts'
import { genericBefore, industryWords, plainWords, shortForms } from './dictionaries/company-words.ts'
import { foreignKnown, wellKnown } from './dictionaries/known-companies.ts'
import { Lexicon } from './lexicon.ts'

export type Draft = { start: number; end: number; kind: 'full' | 'short' | 'foreign'; shortFor: string | null }

const short = (start: number, end: number): Draft => ({ start, end, kind: 'short', shortFor: null })

export function shortNamesIn(text: string, suffixes: readonly string[] = []): Draft[] {
  return [
    ...formsIn(text),
    ...worksIn(text),
    ...listedNamesIn(text),
    ...spokenNamesIn(text),
    ...actingNamesIn(text, suffixes),
    ...ownersIn(text),
  ]
}

/** 一家大型装备制造集团: a kind of group, not one */
const manyKinds = /[某家]|大型|百年|老牌|领先|龙头|知名|国有|民营|跨国|上市|外资|世界|著名|企业|产业$|[几多两三]/
const shortForm = new RegExp(`(?:${shortForms.join('|')})(?:[\\u4e00-\\u9fff]{1,4}分公司)?`, 'g')
function formsIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(shortForm)) {
    const end = hit.index + hit[0].length
    const start = nameStart(text, hit.index, Math.max(0, hit.index - 24))
    if (start === null) continue
    const name = text.slice(start, hit.index)
    const bare = behindPlace(name)
    if (!isName(name) || genericBefore.includes(name)) continue
    if (/^(?:百年|老牌|著名|知名|世界|全球|国内|国际|大型)/.test(bare)) continue
    // 湖南现代农业集团 is a name, 上海公司 and 浙江食品公司 are not
    if (
      isGeneric(bare) &&
      !(hit[0].includes('集团') && bare.length >= (bare === name ? 4 : 2) && !manyKinds.test(bare))
    )
      continue
    // 第六工程局有限公司交通公司: a part of the firm named right before it
    if (hit[0] === '公司' && bare.length <= 3 && /(?:公司|集团)$/.test(text.slice(0, start).slice(-2))) continue
    const from = behindKnown(text, start + behindCountry(text.slice(start, end)), hit.index)
    const weak = hit[0] === '股份' || hit[0] === '控股'
    if (weak && (name.length > 6 || name.length < 2 || /[0-9]/.test(name))) continue
    // 51%股份, 控股子公司, 股份转让: a share of a firm, not a firm
    if (weak && /^(?:[的有制权额]|合作|转让|子公司|股东|比例|公司)/.test(text.slice(end, end + 3))) continue
    out.push(short(from, end))
  }
  return out
}

/** 长城汽车和宝马集团: a firm that everybody knows, joined to the next */
function behindKnown(text: string, start: number, end: number): number {
  const joined = known.hitsIn(text.slice(start, end)).find((hit) => /^[和与及]/.test(text.slice(start + hit.end)))
  return joined ? start + joined.end + 1 : start
}

/** Only industry and form words, or only a place before them (浙江某公司, 上海公司), name nobody. */
export function isGeneric(name: string): boolean {
  if (name === '') return true
  if (/(?:[几数多两三四五六七八九十]|一)[家个]|某|相关|意向|等\d*$/.test(name)) return true
  if (/(?:(?<![电原离粒量])子|[分母总该本我某家个]|他们|我们|咱们|你们|人家|对方)$/.test(name)) return true
  if (/^(?:[市区县省镇][属直级]|区国|市国|县国|国有|城投|国投|平台|属地|辖区|园区|当地|本地|外地)/.test(name))
    return true
  let rest = name
  for (let round = 0; round < 5; round++) {
    const word = endingOf(rest)
    if (word === null) return false
    rest = rest.slice(0, rest.length - word.length)
    if (rest === '') return true
  }
  return false
}

const byTail = new Map<string, string[]>()
for (const word of [...industryWords, ...plainWords, ...genericBefore.filter((w) => w.length > 1)]) {
  const tail = word.slice(-2)
  byTail.set(
    tail,
    [...(byTail.get(tail) ?? []), word].sort((a, b) => b.length - a.length),
  )
}
function endingOf(text: string): string | null {
  return byTail.get(text.slice(-2))?.find((word) => text.endsWith(word)) ?? null
}

export function isName(name: string): boolean {
  return name.length >= 2 && name.length <= 40 && /[\u4e00-\u9fffA-Za-z]{2}|\d[\u4e00-\u9fff]/.test(name)
}

const industry = [...industryWords].sort((a, b) => b.length - a.length).join('|')
/** 对接聚泰新材料, 有个叫海川电子的: a proper name of 2–4 characters with an industry word, right behind a word of contact */
const spoken = new RegExp(
  `(?:对接|拜访|走访|接待|会见|邀请|联系|旗下|叫做|名叫|名为|叫|“|"|『|「)(?:了|到|过)?((?:[\\u4e00-\\u9fff]{2,4}|[A-Za-z]{2,8})(?:${industry})(?:${industry})?)(?!园|城|湖|港|馆|基地|电站|大会|论坛|展|博览|平台|产业|行业|领域|市场|集群|生产|加工|设备)`,
  'g',
)
function spokenNamesIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(spoken)) {
    const name = hit[1] ?? ''
    const start = hit.index + hit[0].length - name.length
    if (isGeneric(name) || isGeneric(behindPlace(name)) || /[的了和与及在去到等家个们]/.test(name)) continue
    out.push(short(start, start + name.length))
  }
  return out
}

/** behind a name that acts: 杭州栎树软件想设研发中心, 驯鹿冷链与…签约, 紫邑饮品，预计投8000万 */
const acts =
  /^(?:来访|到访|来电|来函|前来|来考察|来我|(?:今[日天]|昨[日天]|近日|日前|已|于|拟|将|计划|决定|宣布|公告|发布|表示|投资|想|打算|准备|有意|意向|正式(?:签约|落户|投产)|签约|落户|入驻|摘牌|竞得|成立|与|和|及|以及|携手|联合|旗下|董事长|总经理|总裁|创始人|副总|负责人|在|等\d*[家个]?(?:企业|公司|龙头)|一行|代表|(?:\(|（)(?:股票|证券|\d{6}))|[、，,。；;\n]|$)/
/** before a name: an end of what was said, a word of acting, or 的 */
const opens = new Set([...'、，,。；;:：！!？?\n\r "“”《(（的与和及由跟'])
const tails = new Lexicon(
  industryWords.filter(
    (word) =>
      !/^(?:股份|集团|控股|制造|工业|产业|建设|投资|基金|资本|贸易|旅游|酒店|智能|网络|数据|软件|通信)$/.test(word) ||
      word === '软件',
  ),
)

/** A proper name of two to four characters and an industry word, standing free on both sides and doing something. */
function actingNamesIn(text: string, suffixes: readonly string[]): Draft[] {
  const out: Draft[] = []
  const own = new Lexicon(suffixes)
  for (const tail of [...tails.hitsIn(text), ...own.hitsIn(text)]) {
    const branch = /^\([\u4e00-\u9fff]{2,4}\)/.exec(text.slice(tail.end, tail.end + 6))?.[0].length ?? 0
    const hit = { start: tail.start, end: tail.end + branch }
    if (!acts.test(text.slice(hit.end, hit.end + 10))) continue
    let start = hit.start
    while (
      start > Math.max(0, hit.start - 8) &&
      /[\u4e00-\u9fffA-Za-z0-9]/.test(text.charAt(start - 1)) &&
      !opens.has(text.charAt(start - 1))
    )
      start--
    const cut = nameStart(text, hit.start, start)
    if (cut === null) continue
    const proper = behindPlace(text.slice(cut + behindCountry(text.slice(cut, hit.start)), hit.start))
    if (proper.length < 2 || proper.length > 4 || isGeneric(proper) || hasPlain(proper)) continue
    if (/^[A-Z]+$/.test(proper) && text.charAt(cut - 1) === '的') continue
    if (/[的了和与及在去到等家个们年月日亿万\d]|项目|产业|行业|领域|市场/.test(proper)) continue
    // in a list or before a comma a firm must follow a word of naming or a place
    const strong =
      /^(?:来访|到访|来电|来函|前来|来考察|来我|在[\u4e00-\u9fff]{2,6}(?:签|投|设|建)|[，,](?:拟|计划|想|有意|打算|主营|从事|预计投)|今[日天]|昨[日天]|已|拟|将|计划|决定|宣布|公告|想|打算|有意|董事长|总经理|总裁|创始人|旗下|携手|等\d*[家个]?(?:企业|公司|龙头)|正式|签约|落户|入驻|摘牌|竞得)/.test(
        text.slice(hit.end, hit.end + 10),
      )
    if (strong || (startsWithAny(text, cut) && cut < hit.start - proper.length))
      out.push(short(cut + behindCountry(text.slice(cut, hit.start)), hit.end))
  }
  return out
}

/** 宏泰科技新型传感器项目: endings that only firms have, before what is built */
const owner =
  /(?<=^|[，,。；;:、\n“]|听取|推进|召开|研究|议题)([\u4e00-\u9fff]{2,5}(?:科技|新材|重工|药业|铝业|铜业|实业|精工|锂能|微电子|机电))(?=[\u4e00-\u9fffA-Z0-9]{0,16}项目)/g
function ownersIn(text: string): Draft[] {
  return [...text.matchAll(owner)]
    .map((hit) => {
      const verb = /^(?:听取|推进|召开|研究|议题)/.exec(hit[0])?.[0].length ?? 0
      return short(hit.index + verb, hit.index + hit[0].length)
    })
    .filter((draft) => {
      const cut = nameStart(text, draft.end, draft.start)
      return cut === draft.start && endsInTrade(text, draft)
    })
}

/** 泰奇科技, 富勤精密电子: an item of a list that looks like a firm */
export function endsInTrade(text: string, { start, end }: { start: number; end: number }): boolean {
  const written = text.slice(start, end)
  const tail = anyTrade.exec(written)
  return (
    tail !== null &&
    tail.index >= 2 &&
    tail.index <= 6 &&
    !isGeneric(behindPlace(written.slice(0, tail.index))) &&
    !hasPlain(written.slice(0, tail.index))
  )
}
const anyTrade = new RegExp(`(?:${industry})+$`)

const plain = new Lexicon(plainWords)
/** nothing but everyday words */
export function nameIsPlain(name: string): boolean {
  const hits = plain.hitsIn(name)
  return hits.reduce((sum, hit) => sum + hit.end - hit.start, 0) >= name.length
}

/** an everyday word within: no proper name */
export function hasPlain(name: string): boolean {
  return plain.hitsIn(name).length > 0
}

/** 海盐某某紧固件厂: a works is a firm when a place or a trade stands in its name */
const works = /厂(?![房区家长商址内里外矿])/g
function worksIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(works)) {
    const start = nameStart(text, hit.index, Math.max(0, hit.index - 16))
    if (start === null || hit.index - start < 4) continue
    const name = text.slice(start, hit.index)
    const proper = behindPlace(name)
    if (/[建办设新老旧租二两本我该这那的]|布局|[有均]|(?<![化加])工$/.test(proper) || proper.length < 3) continue
    const trade = worksTrade.exec(proper)
    if (proper !== name ? isGeneric(proper) : !trade || trade.index < 2 || isGeneric(proper.slice(0, trade.index)))
      continue
    out.push(short(start, hit.index + 1))
  }
  return out
}
const worksTrade = new RegExp(
  `(?:(?:${industry}|零件|配件|制品|五金|紧固件|造船|船|水泥|糖|酒|药|纸|针织|服装|印刷|玩具|灯具|家具|饲料|面粉|钢|铸造|锻造|标准件|工具|轴承|砖|瓦))+$`,
)

/** 海洋科技(300001): the six digits of a stock code tell that what stands before is a listed firm's short name */
const listed = /(?<![\u4e00-\u9fff])([\u4e00-\u9fffA-Z]{2,6})(?=\((?:股票代码|证券代码)?:?[0368]\d{5}(?:\.S[HZ])?[,)])/g
const listedBehind =
  /(?:证券简称|股票简称)[:为]? ?([\u4e00-\u9fffA-Z]{2,6})(?=[\s，,。；;)]|$)|([\u4e00-\u9fffA-Z]{3,4}|[\u4e00-\u9fff]{2}股份)(?=\((?:股票代码|证券代码)?:?[0368]\d{5}(?:\.S[HZ])?[,)])/g
const venue = /(?:酒店|饭店|宾馆|大厦|会议中心|体育馆)$/
function listedNamesIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const hit of text.matchAll(listed))
    if (!venue.test(hit[0])) out.push(short(hit.index, hit.index + hit[0].length))
  for (const hit of text.matchAll(listedBehind)) {
    const name = hit[1] ?? hit[2] ?? ''
    const start = hit.index + hit[0].lastIndexOf(name)
    if (!venue.test(name)) out.push(short(start, start + name.length))
  }
  return out
}

const known = new Lexicon(wellKnown)
const knownForeign = new Lexicon(foreignKnown)
const bureaus = /中(?:铁|交|建|核|冶|电建|能建)[\u4e00-\u9fff]{1,3}局(?:集团)?/g
export function knownNamesIn(text: string, own: readonly string[] = []): Draft[] {
  const out: Draft[] = []
  for (const { start, end } of new Lexicon(own).hitsIn(text)) out.push(short(start, end))
  for (const hit of text.matchAll(bureaus)) out.push(short(hit.index, hit.index + hit[0].length))
  for (const { start, end, word } of known.hitsIn(text)) {
    if (!isWhole(text, start, end, word)) continue
    const from = start >= 2 && text.startsWith('中国', start - 2) ? start - 2 : start
    out.push(short(from, end))
  }
  for (const { start, end, word } of knownForeign.hitsIn(text)) {
    if (!isWhole(text, start, end, word)) continue
    // 大众化, 标准大众: two-character names are everyday words unless something of trade follows
    if ((word === '大众' || word === '三菱') && !/^(?:汽车|集团|公司|中国)/.test(text.slice(end, end + 2))) continue
    out.push({ start, end, kind: 'foreign', shortFor: null })
  }
  return out
}

/** words that make another word of a known name: 恒力度, 得力干将, LGBT */
const runsOn = /^(?:度|量|干|于|化(?!工|学)|路|镇|村|街|人寿险|区|县|市|大道|社区)/
function isWhole(text: string, start: number, end: number, word: string): boolean {
  if (/[A-Za-z0-9]$/.test(word) && /[A-Za-z0-9]/.test(text.charAt(end))) return false
  if (/^[A-Za-z0-9]/.test(word) && /[A-Za-z0-9-]/.test(text.charAt(start - 1))) return false
  if (word.length === 2 && runsOn.test(text.slice(end, end + 3))) return false
  return !(word === '中化' && (text.charAt(start - 1) === '集' || text.charAt(end) === '学'))
}
