/** Administrative places and development zones that a brief names, found in one pass over the text. */
import { provincesAndCities } from './dictionaries/cities.ts'
import { countiesNorthEast } from './dictionaries/counties-north-east.ts'
import { countiesSouthWest } from './dictionaries/counties-south-west.ts'
import { spokenCounties } from './dictionaries/spoken-counties.ts'
import { zhoushanTownships } from './dictionaries/townships.ts'
import { Claims, type Found, found } from './span.ts'

export type PlaceLevel = 'province' | 'city' | 'county' | 'township'
/** `value` is the full name (杭州 → 杭州市), `code` its national code */
export type Place = Found<string> & { code: string; level: PlaceLevel }

type Entry = { written: string; name: string; code: string; level: PlaceLevel; short: boolean }

/** short names that are everyday words or other things first; they count only in full or behind their province or city */
const everyday = new Set(
  '东方 和平 长安 新城 城区 郊区 新华 朝阳 南山 宝山 龙门 红旗 解放 中原 海南 向阳 前进 东风 友谊 文昌 高新 平安 安定 永定 兴安 建设 南部 开发 通道 大通 广安 中山 长治 保定 东山 海阳 大同 五台 平和 共和 文登 建设 新区 中方 上思 大方 江海 白云 开平 天台 海口 丰都 永康 长乐 通海 集美 海安 海盐 东港 太平 中心 工业 桃花 白沙 花鸟 黄龙 五龙 长海 双桥 千岛 城东 洋山 东沙 东极 合作 阿里 灯塔 兴平 北安 高平 无为 天长 天门 神木 新星 双河 子长 来宾 日照 三明 白银 安顺 上城 西湖 滨江 江北 南湖 路桥 三门 临平 金东 文成 江山 云和 青田 新民 安达 海城 凤城 同江 大安 当阳 阳春 永安 福安 高安 宁安 安宁 永城 文山 清新'.split(
    ' ',
  ),
)
/** everyday only in theory: in a brief of this city these short names mean the place */
const ownGround = new Set(
  '海盐 天台 永康 江山 双桥 洋山 东沙 东极 东港 千岛 桃花 花鸟 黄龙 五龙 中山 广安 长治 保定 大同 海口'.split(' '),
)

const peoples =
  /(?:土家族|蒙古族|朝鲜族|哈尼族|布依族|维吾尔|哈萨克|蒙古|壮族|回族|藏族|羌族|彝族|苗族|侗族|白族|傣族|景颇族|傈僳族|满族|瑶族|畲族|黎族|水族|土族|各族|仡佬族|纳西族|拉祜族|佤族|布朗族|锡伯|塔吉克|柯尔克孜)*(?:自治区|自治州|自治县|自治旗)$/

const spoken = new Set(spokenCounties)
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
  for (const entries of index.values()) entries.sort((a, b) => b.written.length - a.written.length)
}

function add(name: string, code: string, level: PlaceLevel): void {
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

export function placesIn(pasted: string, text: string, taken: readonly { start: number; end: number }[]): Place[] {
  const claims = new Claims(text.length, taken)
  const out: Place[] = []
  let previous: Place | undefined
  for (let i = 0; i < text.length - 1; i++) {
    const entries = index.get(text.slice(i, i + 2))
    const entry = entries && pick(text, i, entries, previous)
    if (!entry) continue
    previous = { ...found(pasted, i, i + entry.written.length, entry.name), code: entry.code, level: entry.level }
    if (claims.isFree(previous)) out.push(previous)
    i += entry.written.length - 1
  }
  return out
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
  return entry
}

function standsAlone(text: string, at: number, entry: Entry): boolean {
  const next = text.charAt(at + entry.written.length)
  // 舟山路, 海南岛, 南京东路: a street or a dish is no place
  if (
    next === '路' ||
    (next !== '' && '东西南北中'.includes(next) && text.charAt(at + entry.written.length + 1) === '路')
  )
    return false
  // 驻杭州招商组 is a body, wherever it works
  if (text.charAt(at - 1) === '驻' && at > 0) return false
  const local = entry.code.startsWith('33')
  if (everyday.has(entry.written) && !(ownGround.has(entry.written) && (local || entry.level === 'city'))) return false
  if (entry.level !== 'county' || local || entry.name.endsWith('市') || spoken.has(entry.written)) return true
  return /^(?:县|区|政府|经开|高新|工业园|开发|新区|经济)/.test(
    text.slice(at + entry.written.length, at + entry.written.length + 3),
  )
}

const zoneTail =
  /(?:经济技术开发区|高新技术产业开发区|高新技术产业园区|经济开发区|高新技术开发区|工业园区|产业园区|经开区|高新区|保税港区|综合保税区|综保区|保税区|自贸区|自贸试验区|集聚区|产业集聚区|工业园|产业园|科技园|开发区|石化基地|拓展区|产业新城|新区|新城|功能区|示范区|合作区|园区)/g
const notOfName =
  /^(?:.*(?:位于|联系|商谈|洽谈|打造|投建|新建|租用|设立|规划|落户|落户于|落地|签约|来到|入驻|参观|考察|看了|去了|前往|走访|拜访|对接|以及|推荐|推介|意向|选址|坐落于|布局|引进|进驻|经过|带到|带去|带他们|和|与|在|到|赴|的|了|由|向|对|从|是|为|及|至|看|去|，|,|、))/

/** Parks and zones: what stands before 开发区, 高新区, 工业园区 … back to the last word that is no name. */
export function zonesIn(
  pasted: string,
  text: string,
  taken: readonly { start: number; end: number }[],
): Found<string>[] {
  const claims = new Claims(text.length, taken)
  const out: Found<string>[] = []
  for (const hit of text.matchAll(zoneTail)) {
    const end = hit.index + hit[0].length
    let start = hit.index
    while (start > Math.max(0, hit.index - 12) && /[\u4e00-\u9fffA-Za-z0-9]/.test(text.charAt(start - 1))) start--
    start += notOfName.exec(text.slice(start, hit.index))?.[0].length ?? 0
    start = behindParents(text, start, hit.index)
    if (hit.index - start < 2 && !/^(?:高新区|新城|经开区|石化基地)/.test(hit[0])) continue
    // 产业园项目, 产业园二期: the thing to be built, not the place
    if (/^(?:项目|[一二三四]期)/.test(text.slice(end, end + 2))) continue
    const zone = found(pasted, start, end, text.slice(start, end))
    if (/^(?:一个|个|各|该|本|我|多|几|此|全|外|内|两|其|这|那|老|同|整)/.test(zone.value) || zone.value.length < 2)
      continue
    if (claims.claim(zone)) out.push(zone)
  }
  return out
}

/** 湖南宁乡高新区 is 宁乡高新区: places go as long as a name is left to the zone */
function behindParents(text: string, start: number, end: number): number {
  let from = start
  for (;;) {
    const entry = (index.get(text.slice(from, from + 2)) ?? []).find((candidate) =>
      text.startsWith(candidate.written, from),
    )
    if (!entry || end - from - entry.written.length < 2) return from
    from += entry.written.length
  }
}
