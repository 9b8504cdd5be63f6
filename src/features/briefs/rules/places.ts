/** Administrative places and development zones that a brief names, found in one pass over the text. */
import { provincesAndCities } from './dictionaries/cities.ts'
import { countiesNorthEast } from './dictionaries/counties-north-east.ts'
import { countiesSouthWest } from './dictionaries/counties-south-west.ts'
import { spokenCounties } from './dictionaries/spoken-counties.ts'
import { zhoushanTownships } from './dictionaries/townships.ts'
import { Claims, type Found, found } from './span.ts'
import type { Gazetteer, Township } from './township.ts'

export type PlaceLevel = 'province' | 'city' | 'county' | 'township'
/** `value` is the full name (杭州 → 杭州市), `code` its national code */
export type Place = Found<string> & { code: string; level: PlaceLevel }

type Entry = { written: string; name: string; code: string; level: PlaceLevel; short: boolean }

/** short names that are everyday words or other things first; they count only in full or behind their province or city */
const everyday = new Set(
  '东方 和平 长安 新城 城区 郊区 新华 朝阳 南山 宝山 龙门 红旗 解放 中原 海南 向阳 前进 东风 友谊 文昌 高新 平安 安定 永定 兴安 建设 南部 开发 通道 大通 广安 中山 长治 保定 东山 海阳 大同 五台 平和 共和 文登 建设 新区 中方 上思 大方 江海 白云 开平 天台 海口 丰都 永康 长乐 通海 集美 海安 海盐 东港 太平 中心 工业 桃花 白沙 花鸟 黄龙 五龙 长海 双桥 千岛 城东 洋山 东沙 东极 合作 阿里 灯塔 兴平 北安 高平 无为 天长 天门 神木 新星 双河 子长 来宾 日照 三明 白银 安顺 上城 西湖 滨江 江北 南湖 路桥 三门 临平 金东 文成 江山 云和 青田 新民 安达 海城 凤城 同江 大安 当阳 阳春 同仁 市北 市南 市中 永安 福安 高安 宁安 安宁 永城 文山 清新'.split(
    ' ',
  ),
)
/** everyday only in theory: in a brief of this city these short names mean the place */
const ownGround = new Set(
  '海盐 天台 永康 江山 双桥 洋山 东沙 东极 东港 千岛 桃花 花鸟 黄龙 五龙 中山 广安 长治 保定 大同 海口'.split(' '),
)

const peoples =
  /(?:土家族|蒙古族|朝鲜族|哈尼族|布依族|维吾尔|哈萨克|蒙古|壮族|回族|藏族|羌族|彝族|苗族|侗族|白族|傣族|景颇族|傈僳族|满族|瑶族|畲族|黎族|水族|土族|各族|仡佬族|纳西族|拉祜族|佤族|布朗族|锡伯|塔吉克|柯尔克孜)*(?:自治区|自治州|自治县|自治旗)$/

/** new areas without a code of their own, by the county they lie in */
const newAreas = [
  ['横琴', '440402'],
  ['前海', '440305'],
  ['雄安', '130632'],
] as const

/** zones that the bureau counts like counties are zones; 浦东新区 and 滨海新区 are districts by law */
const countedZone = /(?:新区|开发区|园区|高新区|聚集区|集聚区|管理区|示范区|试验区)$/

const spoken = new Set([...spokenCounties, ...newAreas.map(([name]) => name)])
const index = new Map<string, Entry[]>()
const parentNames = new Map<string, readonly string[]>()
build()

function build(): void {
  for (const line of provincesAndCities) {
    const [province = '', ...cities] = line.split(' ')
    const code = province.slice(0, 2)
    add(province.slice(2), code, 'province')
    for (const city of cities) add(city.slice(2), code + city.slice(0, 2), 'city')
  }
  for (const line of [...countiesNorthEast, ...countiesSouthWest]) {
    const [city = '', ...counties] = line.split(' ')
    for (const county of counties) add(county.slice(2), city + county.slice(0, 2), 'county')
  }
  for (const line of zhoushanTownships) {
    const [county = '', ...townships] = line.split(' ')
    for (const township of townships) add(township.slice(3), county + township.slice(0, 3), 'township')
  }
  for (const [name = '', code = ''] of newAreas) put({ written: name, name, code, level: 'county', short: true })
  for (const entries of index.values()) entries.sort((a, b) => b.written.length - a.written.length)
}

function add(name: string, code: string, level: PlaceLevel): void {
  if (countedZone.test(name) && name !== '浦东新区' && name !== '滨海新区') return
  const short = shortName(name)
  put({ written: name, name, code, level, short: false })
  if (short !== name && short.length >= 2) put({ written: short, name, code, level, short: true })
  parentNames.set(code, short.length >= 2 ? [name, short] : [name])
}

function put(entry: Entry): void {
  const key = entry.written.slice(0, 2)
  const entries = index.get(key)
  if (entries) entries.push(entry)
  else index.set(key, [entry])
}

function shortName(name: string): string {
  if (name.endsWith('自治区')) return name.startsWith('内蒙古') ? '内蒙古' : name.slice(0, 2)
  if (name.endsWith('新区')) return name.slice(0, -2)
  if (name.length > 4 && peoples.test(name)) return name.replace(peoples, '') || name
  return name.replace(/(?:特别行政区|街道|地区|省|市|县|区|镇|乡|盟|旗)$/, '')
}

export type PlaceWords = {
  /** all townships of the country, where the reading runs on a server */
  townships?: Gazetteer
  /** names that the city added */
  places?: readonly string[]
}

export function placesIn(
  pasted: string,
  text: string,
  taken: readonly { start: number; end: number }[],
  more: PlaceWords = {},
): Place[] {
  const claims = new Claims(text.length, taken)
  const out: Place[] = []
  let previous: Place | undefined
  for (let i = 0; i < text.length - 1; i++) {
    const place = placeAt(pasted, text, i, previous, more)
    if (!place) continue
    previous = place
    if (claims.isFree(place)) out.push(place)
    i = place.end - 1
  }
  return out
}

function placeAt(
  pasted: string,
  text: string,
  at: number,
  previous: Place | undefined,
  more: PlaceWords,
): Place | null {
  const own = more.places?.find((name) => name.length >= 2 && text.startsWith(name, at))
  const entries = index.get(text.slice(at, at + 2))
  const entry = entries ? pick(text, at, entries, previous) : null
  const town = more.townships && townAt(text, at, more.townships, previous)
  const length = Math.max(own?.length ?? 0, entry?.written.length ?? 0)
  if (town && town.name.length > length)
    return { ...found(pasted, at, at + town.name.length, town.name), code: town.code, level: 'township' }
  if (own && own.length > (entry?.written.length ?? 0))
    return { ...found(pasted, at, at + own.length, own), code: '', level: 'township' }
  return entry && { ...found(pasted, at, at + entry.written.length, entry.name), code: entry.code, level: entry.level }
}

/** a town begins behind its county, at the start of a clause or behind a word of where: 昆山千灯镇, 落户官渡镇 */
const whereBefore =
  /(?:^|[，,。；;:：、！!？?\n\s“”"(【[]|在|到|于|赴|落户|落地|选址|签约|位于|来自|从|至|与|和|及|及其|的|去|往|由|驻|向|经|邻|县|区|市|州|盟|旗)$/
function townAt(text: string, at: number, gazetteer: Gazetteer, previous: Place | undefined): Township | null {
  const same = gazetteer(text, at)
  const first = same[0]
  if (!first) return null
  const behind = previous && previous.end === at
  // 新型城镇化, 街道办: the word goes on
  if (/^[化域]/.test(text.slice(at + first.name.length))) return null
  if (behind) return same.find(({ code }) => code.startsWith(previous.code)) ?? first
  if (!whereBefore.test(text.slice(Math.max(0, at - 2), at))) return null
  return (previous && same.find(({ code }) => code.startsWith(previous.code.slice(0, 4)))) ?? first
}

/** The longest that fits; of two counties of one name the one inside the place said just before. */
function pick(text: string, at: number, entries: readonly Entry[], previous: Place | undefined): Entry | null {
  const fitting = entries.filter((entry) => text.startsWith(entry.written, at))
  const longest = fitting[0]?.written.length ?? 0
  const same = fitting.filter((entry) => entry.written.length === longest)
  const inside =
    previous && at - previous.end <= 1 ? same.find((entry) => entry.code.startsWith(previous.code)) : undefined
  if (inside) return inside
  const own = same.find((entry) => entry.code.startsWith('3309')) ?? same.find((entry) => entry.code.startsWith('33'))
  const entry = own ?? same[0]
  if (!entry || (entry.short && !standsAlone(text, at, entry))) return null
  // 华东区域, 和县: two characters that may be anything but behind a place or a word of where
  const behind = previous && previous.end === at
  if (
    entry.written.length === 2 &&
    !entry.short &&
    !behind &&
    !whereTo.test(text.slice(Math.max(0, at - 2), at)) &&
    !/[，,。；;、\n:]$/.test(text.charAt(at - 1))
  )
    return null
  return entry
}

/** what makes another word of a place's name: 舟山路, 海南岛, 南京东路, 杭州湾, 浙江大学 */
const otherWord =
  /^(?:路|大道|大街|湾|大学|学院|银行|日报|晚报|商报|卫视|医院|商会|机场|菜|话|籍|[东西南北中][路岸]|时代|仪器|石(?!化|油|材))/
/** words that end in a place's name: 比如东部, 长治久安 */
const otherBefore: Readonly<Record<string, RegExp>> = {
  如东: /[比例譬假正]$/,
  大兴: /扩$/,
  白山: /长$/,
  河南: /[黄淮]$/,
  河北: /[黄淮]$/,
  湖南: /[太西东]$/,
  湖北: /[太西东]$/,
  山东: /泰$/,
  江西: /长$/,
  海门: /[上出]$/,
  吉安: /大$/,
  安康: /[午宁]$/,
  清镇: /钱$/,
}
const goesOn: Readonly<Record<string, RegExp>> = {
  长治: /^久安/,
  大理: /^[石由]/,
  大兴: /^(?:土木|调查|调研|学习)/,
  朝阳: /^产业/,
  通州: /^不/,
  浦东: /^发展银行/,
  安康: /^[工程计划]/,
  南昌: /^起义/,
  大丰: /^收/,
}
/** a county's short name in a place of where: 落户定远, 在和县设立 */
const whereTo = /(?:在|到|赴|落户|落地|选址|位于|来自|驻|签约|前往|回|从|至|由|于|去|来)$/
const whatThere =
  /^(?:[，,。；;、！!\n)]|设|投|建|签|开|举|考|落|注|参|召|成|布|新|拟|洽|对|走|拜|等|和|与|及|的|项目|这|那|那边|$)/

function standsAlone(text: string, at: number, entry: Entry): boolean {
  const end = at + entry.written.length
  const after = text.slice(end, end + 4)
  if (otherWord.test(after) || goesOn[entry.written]?.test(after)) return false
  if (otherBefore[entry.written]?.test(text.slice(Math.max(0, at - 1), at))) return false
  // 驻杭州招商组 is a body, wherever it works
  if (at > 0 && text.charAt(at - 1) === '驻') return false
  const local = entry.code.startsWith('33')
  if (everyday.has(entry.written) && !(ownGround.has(entry.written) && (local || entry.level === 'city'))) return false
  if (entry.level !== 'county' || local || entry.name.endsWith('市') || spoken.has(entry.written)) return true
  if (/^(?:县|区|政府|经开|高新|工业园|开发|新区|经济)/.test(after)) return true
  return whereTo.test(text.slice(Math.max(0, at - 2), at)) && whatThere.test(after)
}

/** the short or full name of a place that begins at `at`, everyday words included; for what stands before a zone */
export function placeNameAt(text: string, at: number): string | null {
  return index.get(text.slice(at, at + 2))?.find((entry) => text.startsWith(entry.written, at))?.written ?? null
}
