/** Parks and development zones that a brief names, as far as their names reach. */
import { nameStart } from './company-boundary.ts'
import { Lexicon } from './lexicon.ts'
import { placeNameAt } from './places.ts'
import { nameIsPlain } from './short-companies.ts'
import { Claims, type Found, found } from './span.ts'

/** what a zone's name ends in; own compilation along the 开发区审核公告目录 (2018) and everyday names */
const zoneTail =
  /(?:经济技术开发区|高新技术产业开发区|高新技术产业园区|高新技术产业区|高新技术开发区|经济开发区|旅游度假区|度假区|临空经济区|临港经济区|循环经济区|自由贸易试验区|自贸试验区|合作特别试验区|特别合作区|试验区|实验区|工业集中区|产业集聚区|工业集聚区|集聚区|集中区|产业新城|高铁新城|保税港区|综合保税区|保税物流中心|综保区|保税区|自贸区|自贸港|经开区|高新区|开发区|工业园区|产业园区|产业园|工业园|工业区|化工园区|化工园|化工区|科技园区|科技园|物流园区|物流园|软件园|创业园|孵化园|双创园|产业港|产业城|科技城|科学城|生态城|智慧城|石化基地|化工基地|生物城|医药城|航[天空]产业基地|产业基地(?=管委会|管理委员会)|拓展区|新区|新城|功能区|示范区|合作区|创新区|港区|片区|园区)(?:现代产业园区|[A-Da-d一二东西南北][区园])?/g
/** tails that name nothing without a name of their own before them */
const bareTail = /^(?:高新区|新城|经开区|石化基地)/
const notZone =
  /^(?:一个|个|各|该|本|我|多|几|此|全|外|内|两|其|这|那|老|同|整|影响|国家级?|省级|市级|现代|产业|工业|示范|重点|所在|入驻|辖区|相关|特色|专业|标准)+(?:$|[\u4e00-\u9fff]{0,2}园区$)|^(?:国家级?|省级?|市级|城市|农业|智慧|生态|核心|中心|功能|主城|老城|市区|库|厂|校|景|社|小|地|矿|牧|林|山|灾|疫|街|居住|生活|商务|商业|综合|配套|办公|生产|一体化|生态文明|先行|共同富裕|科创)?(?:示范区|试验区|实验区|功能区|片区|合作区|新区|集中区|创新区|度假区|拓展区|港区|园区|产业园|科技园|物流园|产业城|产业园区)$/
/** 产业园项目, 产业园二期, 建设产业园: the thing to be built, not the place */
const toBeBuilt =
  /^(?:项目|[一二三四]期(?!用地)|等\d{1,3}个|(?:于)?\d{1,2}月\d{1,2}日|正式?(?:签约|开工)|签约|开工|奠基|投产|试|[”"」].{0,40}(?:项目|签约|落地)|在[^，,。；;\n]{2,18}(?:开工|竣工|投产|签约|奠基|揭牌|落成))/
const buildingBefore = /(?:投资的|建设|打造|投建|新建|规划|创建|共建|筹建|投资|运营|引进|和|拟建|建成?)$/
/** 对接一下园区: what any place may be called counts only where somebody is or goes */
const vague = /^(?:园区|片区|港区|功能区)/
const saidWhere = /(?:^|[，,。；;、:\n“”(【市县区]|在|驻|到|户|于|与|和|赴|由)$/
const built = /(?:产业园|科技园|物流园|创业园|产业城|产业港|软件园|孵化园|智慧城)$/

/** no text tells of more; what stands behind is not looked at */
const mostTails = 1000

export function zonesIn(
  pasted: string,
  text: string,
  taken: readonly { start: number; end: number }[],
  added: readonly string[] = [],
): Found<string>[] {
  const claims = new Claims(text.length, taken)
  const out: Found<string>[] = []
  for (const { start, end } of new Lexicon(added).hitsIn(text))
    if (claims.claim({ start, end })) out.push(found(pasted, start, end, pasted.slice(start, end)))
  let looked = 0
  for (const hit of text.matchAll(zoneTail)) {
    if (++looked > mostTails) break
    const end = hit.index + hit[0].length
    const start = zoneStart(text, hit.index, out.at(-1)?.end ?? 0)
    if (hit.index - start < 2 && !bareTail.test(hit[0])) continue
    const value = pasted.slice(start, end)
    if (value.length < 2 || notZone.test(value) || /项目|产业园区?.+产业园/.test(value)) continue
    const before = text.slice(Math.max(0, start - 3), start)
    if (built.test(value) && (toBeBuilt.test(text.slice(end, end + 26)) || buildingBefore.test(before))) continue
    // these two are districts with a code of their own
    if (value === '浦东新区' || value === '滨海新区') continue
    if (/^项目/.test(text.slice(end, end + 2))) continue
    if (hit[0] === '片区' && /^[A-Za-z\d-]{1,8}(?:号|宗)?地块|^地块/.test(text.slice(end, end + 12))) continue
    if (vague.test(hit[0]) && !saidWhere.test(before) && out.at(-1)?.end !== start) continue
    const last = out.at(-1)
    // 郑蒲港新区现代产业园区: a zone within a zone is one name
    if (last && last.end === start) {
      out[out.length - 1] = found(pasted, last.start, end, pasted.slice(last.start, end))
      continue
    }
    const zone = found(pasted, start, end, value)
    if (claims.claim(zone)) out.push(zone)
  }
  // 大数据产业园 after 铜川市大数据产业园 is the same one, said shorter
  const whole = out.filter(
    (zone) =>
      !out.some(
        (other) =>
          other !== zone &&
          other.value.endsWith(zone.value) &&
          other.value.length > zone.value.length &&
          /(?:产业园|科技园|物流园)区?$/.test(zone.value),
      ),
  )
  return whole.sort((a, b) => a.start - b.start)
}

const notOfName =
  /.*(?:[我本该全各]?[区市县镇省](?=[^省市县区]{2,8}$)(?<=[我本该全各].)|商谈|洽谈|打造|共建|筹划|拟|投建|新建|租用|租赁|租|规划|选址|坐落于|布局|引进|进驻|入驻|下来|建设|投资(?!区)|获评|亿元|万元|询问|咨询|带到|带去|带他们|意向|看了|推介|协议|[一二三]期|上午|下午|[和与在到赴的了由向对从是为及至看去用]|[日月年])/
function zoneStart(text: string, tail: number, lowest: number): number {
  let floor = tail
  while (floor > Math.max(lowest, tail - 32) && /[\u4e00-\u9fffA-Za-z0-9()·-]/.test(text.charAt(floor - 1))) floor--
  const window = text.slice(floor, tail)
  const open = window.lastIndexOf('(')
  if (open !== -1 && !window.includes(')', open)) floor += open + 1
  const cut = notOfName.exec(
    text
      .slice(floor, tail)
      .replace(/和林格尔|共和|和田|和平|和县|云和|中和|民用|上海|南京|到底/g, (word) => '※'.repeat(word.length)),
  )
  floor += cut?.[0].length ?? 0
  let named = nameStart(text, tail, floor)
  // 和林格尔新区: the joining word may begin a place's name
  if (named !== null && named > floor && (placeNameAt(text, named - 1)?.length ?? 0) > 2) named--
  return behindParents(text, named ?? tail, tail)
}

/** 湖南宁乡高新区 is 宁乡高新区, 儋州市洋浦经济开发区 is 洋浦经济开发区; 大连金普新区 keeps the city it is called by */
function behindParents(text: string, start: number, tail: number): number {
  let from = start
  for (;;) {
    const place = placeNameAt(text, from)
    // 铜川市大数据产业园: without its city it is a kind of park, not one
    if (place && nameIsPlain(text.slice(from + place.length, tail).replace(/大数据|新兴|国家级?|省级/g, '')))
      return from
    if (!place || tail - from - place.length < (/(?:[省市县区盟旗]|自治州)$/.test(place) ? 2 : 0)) return from
    const next = from + place.length
    const goes = /(?:[省市县区盟旗]|自治州)$/.test(place) || (next < tail && placeNameAt(text, next) !== null)
    if (!goes || tail - next < 2) return from
    from = next
  }
}
