/** The names of the projects a text tells of: in quotes, on a form's line, what stands before 项目, or the plant itself. */
import { behindPlace } from './company-boundary.ts'
import { listAround } from './lists.ts'
import { Claims, type Found, found } from './span.ts'

type Span = { start: number; end: number }

/** no text tells of more; what stands behind is not looked at */
const mostTails = 500

/** no project's name is longer */
const reach = 40

export function projectNamesIn(pasted: string, text: string, companies: readonly Span[] = []): Found<string>[] {
  const claims = new Claims(text.length)
  const out: Found<string>[] = []
  const push = ({ start, end }: Span) => {
    const name = pasted.slice(start, end)
    if (end - start < 4 || isGeneral(name) || !claims.claim({ start, end })) return
    out.push(found(pasted, start, end, name))
  }
  for (const span of [...labelledIn(text), ...quotedIn(text)]) push(span)
  for (const hit of take(text.matchAll(projectTail), mostTails)) {
    const start = nameStart(text, hit.index, companies)
    if (start !== null) push({ start, end: hit.index + 2 })
  }
  for (const span of listedIn(text, companies)) push(span)
  if (out.length === 0) for (const span of plantsIn(text, companies)) push(span)
  return withoutEchoes(out.sort((a, b) => a.start - b.start))
}

function take<T>(all: Iterable<T>, most: number): T[] {
  const out: T[] = []
  for (const one of all) if (out.push(one) >= most) break
  return out
}

const label = /^[\s▶●◆■·*-]{0,4}(?:项目名称|项目内容|项目|拟投项目):\s{0,2}([^\n，,。；;(]{3,40})/gm
function labelledIn(text: string): Span[] {
  return [...text.matchAll(label)].map((hit) => {
    const end = hit.index + hit[0].length
    return { start: end - (hit[1]?.length ?? 0), end }
  })
}

const quoted =
  /[“"「『《]([^”"」』》\n]{3,44}?(?:项目|基地|产业园|工厂|总部|工程))(?:(?:投资|合作|招商|落户|入园|框架|建设|引进){0,4}(?:协议|合同)书?)?[”"」』》]/g
function quotedIn(text: string): Span[] {
  return [...text.matchAll(quoted)].map((hit) => ({
    start: hit.index + 1,
    end: hit.index + 1 + (hit[1]?.length ?? 0),
  }))
}

const projectTail =
  /项目(?!公司|部|经理|负责|建议|专班|库|组|化|制|秘书|推介|调度|落地率|推进|集中|单位|方|团队|管家|招引|引进|攻坚|所在|清单|审批|用地|用房|多多|信息|资本金|指挥部)/g

/** projects in general, not one with a name */
const general =
  /^(?:该|本|此|这|那|新签|批|各|多|几|每|个|全部|所有|相关|有关|其|其他|其它|重大|重点|招商(?:引资)?|产业(?:类|化|链)?|工业|投资|合作|意向|签约|在谈|在建|新|老|好|大|小|首批?|一批|[一二三四五六七八九十两\d]+|亿元?|万元|级|以上|以下|优质|外资|内资|实体|储备|谋划|落地|落户|开工|竣工|开竣工|投产|拟建|续建|新建|同类|目标|省|市|县|区|镇|全|总|整个|上述|后续|前期|建设|工程|推介|不少|若干|等|主要|示范|标志性|牵引性|支撑性|龙头|引领性|PPP|EPC|服务|制造业|服务业|农业|科技|文旅|高质量|先进|民生|配套|试点|子|分|科研|募投|对外|技改|扩建|扩产|期|企业|公司|双方|双招双引|百|千|补链|强链|延链|基础设施|合资|生产|研发|强|部分|年度|集中|现场|授牌|暨|某|完善|加快|落实|新能源|厂房|国内|外地|产业链|开发|管理|资源|城市|综合|功能性|全球|中国|区域|终止|第[一二三四\d]+|生产基地|制造基地|基地|总部|中心|工厂|产业园|园区|生产线|研发中心|工业园)*(?:项目)?$/
const generalTail =
  /(?:重点|重大|开竣工|500强|亿元|产业|暨|优质|储备|此类|类似|上述|等(?:\d{1,3}个?)?|个|[内外地]投资)项目$/
function isGeneral(name: string): boolean {
  // 苏州产业园, 越南工厂: a kind of plant with a place before it
  return general.test(name) || (!name.endsWith('项目') && general.test(behindPlace(name))) || generalTail.test(name)
}

/** verbs and joints behind which a name begins, whatever joins its own words */
const strong =
  /.*(?:投资建设|投资兴建|投资新建|合作建设|规划建设|计划建设|拟建设|主要建设|(?<!基础设施)建设(?=[\u4e00-\u9fffA-Za-z0-9]{4})|新建|扩建(?=[\u4e00-\u9fff]{3})|报送|终止|取消|放弃|协商|拟建|拟投(?!资)|设立(?=[\u4e00-\u9fff]{4})|想建|要建|布局(?=[\u4e00-\u9fff]{4})|兴建|共建|筹建|投建|投资(?=[^项合总额协方])|签订|签署|签约(?!仪式)|签下|签了|举行了?|召开|推进|推动|实施|落户|落地|引进|引入|洽谈|对接|开展|启动|谋划|谋求|打造|从事|主营|涉及|包括|分别为|分别是|其中|关于|围绕|针对|例如|用于|负责|承建|中标|参与|同意|介绍了?|紧盯|总结|盘活|储备|跟踪|盯引|聚焦|旗下|下属|项目(?=[与和及])|进驻|入驻|生产(?=第|各|新)|成为|获批|通过|有限(?:责任)?公司|(?:集团|股份)公司|株式会社|分公司|亿元?(?:的|（)?|万元|美元|欧元|日元|港元|人民币|[的了就以由于把被使让做上]|\d月|\d日|期间|以来|上午|下午|今天|今日|近日|日前)/
/** names of bodies and joining words: a name begins behind them only where no verb says so */
const loose =
  /.*(?:公司|集团|企业|管委会|管理委员会|人民政府|政府|街道|[省市县区](?![场级政域民道])|开发区|高新区|工业园区?|园区|经开区|平方米|[与和向为是在到将想要说]|老板|客商|个(?=[^性]))/
/** words that hold one of those single characters as their own part */
const whole =
  /为主题|在线|在轨|上海|上游|海上|陆上|地上|线上|水上|云上|和平|和林|共和|云和|中和|新和成|以及其|做强|以上|以内|将军|目的地|要素|重要|要求|方向|转向|定向|双向|面向|智慧城市|城市|市政|市场|县域|县城|为华|华为|作为|行为|人为|由于|自由|想象|思想|使用|大使|让利|和谐|饱和|调和|成就|就业|就地|于都|以色列|建设工程|区块链|社区|景区|园区/g

function nameStart(text: string, at: number, companies: readonly Span[]): number | null {
  let from = runStart(text, at)
  // a full name ends before the project's own name begins
  for (const company of companies)
    if (company.end > from && company.end <= at && fullName.test(text.slice(company.start, company.end)))
      from = company.end
  const window = text.slice(from, at)
  const masked = window.replace(whole, (word) => '※'.repeat(word.length))
  const firm = strong.exec(masked)?.[0].length ?? 0
  let start = from + firm
  if (firm === 0) start += loose.exec(masked)?.[0].length ?? 0
  start += front.exec(text.slice(start, at))?.[0].length ?? 0
  return at - start >= 2 ? start : null
}
const fullName = /(?:公司|集团|会社|厂)$/
/** 1.年产5万吨…, (一)藏茶…, 其航空紧固件…: numbering and pointing words */
const front =
  /^(?:\d{1,2}\.(?!\d)|\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]、|[①-⑩]|其|该|某|及|\d{1,3}个|第\d{1,2}个|有(?=[^色机限])|\d{1,3}[天日]?后|建(?![材行筑设])(?=[\u4e00-\u9fff]{6})|-|·)+/

/** Back over what a name may hold; a bracket is entered only when it opens near. */
function runStart(text: string, at: number): number {
  let from = at
  let depth = 0
  while (from > Math.max(0, at - reach)) {
    const char = text.charAt(from - 1)
    if (char === ')') depth++
    else if (char === '(') {
      if (depth === 0) break
      depth--
    } else if (!/[\u4e00-\u9fffA-Za-z0-9./%℃·+-]/.test(char)) break
    from--
  }
  return from
}

const thing =
  '(?:产业园|生产基地|制造基地|智造基地|总装基地|加工基地|产业基地|孵化基地|总部基地|基地|研发中心|区域总部|总部|综合体|工厂|物流园|科技园|产业城|小镇|山庄|大厦|分公司|研究院|中心|枢纽)'
/** 中冶总部基地、国家京剧院文旅融合产业化基地等50个项目签约 */
const listTail = /^等?(?:\d{1,3}|[一二三四五六七八九十两多]{1,3})?[个家]?[\u4e00-\u9fff]{0,6}(?:项目|总部)/
const endsInThing = new RegExp(`${thing}$`)
function listedIn(text: string, companies: readonly Span[]): Span[] {
  const out: Span[] = []
  for (let at = text.indexOf('、'); at !== -1; ) {
    const list = listAround(text, at)
    if (listTail.test(text.slice(list.end, list.end + 20)) && list.items.length >= 2) {
      for (const item of list.items) {
        if (!endsInThing.test(text.slice(item.start, item.end))) continue
        const start = nameStart(text, item.end, companies)
        if (start !== null) out.push({ start: Math.max(start, item.start), end: item.end })
      }
    }
    at = text.indexOf('、', Math.max(list.end, at + 1))
  }
  return out
}

/** 安徽淮畔预制菜产业园6月26日签约, 建设功率半导体智造基地: what is itself signed, begun or built */
const plant = new RegExp(
  `(?<=建设|新建|投建|兴建|建|签约|打造|设立|布局)([\\u4e00-\\u9fffA-Za-z0-9()]{3,24}?${thing})(?=[，,。；;、\\n(]|项|$)|([\\u4e00-\\u9fffA-Za-z0-9()]{3,24}?${thing})(?=(?:正式|成功)?(?:\\d{1,2}月\\d{1,2}日)?(?:正式|成功)?(?:签约|开工|落户|落地|奠基|投产|动工|启用|投用|开始建设|等|的项目))`,
  'g',
)
function plantsIn(text: string, companies: readonly Span[]): Span[] {
  return take(text.matchAll(plant), mostTails).flatMap((hit) => {
    const end = hit.index + hit[0].length
    const start = nameStart(text, end, companies)
    return start === null ? [] : [{ start: Math.max(start, hit.index), end }]
  })
}

/** 生猪屠宰加工项目 after 莘县华统生猪屠宰加工建设项目 is the same one, named shorter */
function withoutEchoes(names: readonly Found<string>[]): Found<string>[] {
  const core = (name: string): string => name.replace(/(?:建设|投资|产业化)?项目$/, '')
  return names.filter(
    (name, rank) =>
      !names.some(
        (other, place) =>
          other !== name &&
          other.value.includes(core(name.value)) &&
          (other.value.length > name.value.length || (other.value.length === name.value.length && place < rank)),
      ),
  )
}
