/** The names of the projects a text tells of: in quotes, on a form's line, or what stands before 项目. */
import { Claims, type Found, found } from './span.ts'

type Span = { start: number; end: number }

/** what stands before 项目 and is none of its name; the name begins behind the last of them */
const before =
  /.*(?:投资建设(?:的)?|投资兴建|投资新建|合作建设|规划建设|计划建设|拟建设|主要建设|建设(?!项目|工程)|新建|扩建(?!项目)|拟建|在建|兴建|共建|筹建|投建|投资(?!项目|合作|总)|开发建设|签订|签署|签约|签下|签了|举行了?|召开|推进|推动|实施|落户|落地|引进|引入|洽谈|对接|开展|启动|谋划|谋求|打造|生产的|从事|主营|涉及|包括|分别为|分别是|其中|就|关于|对于|围绕|针对|例如|用于|负责|承建|中标|参与|同意|介绍(?:了)?|说|有限(?:责任)?公司|(?:集团|股份)公司|公司|集团|株式会社|企业|分公司|管委会|管理委员会|人民政府|政府|街道|[省市县](?![场级政域民道])|开发区|高新区|工业园区?|园区|经开区|亿元?|万元|美元|欧元|日元|港元|英镑|人民币|平方米|[的了与和及以由向为是在到将把被使让想要做上]|\d月|\d日|期间|以来|上午|下午|今天|今日|近日|日前|老板|客商|个(?=[^性]))/
/** these hold one of the single characters above as a part of a word */
const whole =
  /(?:为主题|在线|在轨|上海|上游|海上|陆上|地上|线上|水上|和平|和林|共和|云和|中和|及其|做强|把手|以上|以内|将军|目的地|的士|要素|重要|到家|向日|方向|转向|定向|双向|面向|智慧城市|城市|市政|市场|县域|县城|乡镇|为华|华为|有为|作为|行为|人为|是否|由于|自由|想象|思想|使用|大使|让胡|让利|电子信息|和谐|饱和|调和|综合)/g
/** projects in general, not one with a name */
const general =
  /^(?:该|本|此|这个?|那个?|各|多个?|几个?|每个?|全部|所有|相关|有关|重大|重点|招商(?:引资)?|产业(?:类)?|工业|投资|合作|意向|签约|在谈|在建|新|老|好|大|小|首个|首批|一批|一个|两个|[一二三四五六七八九十\d]+个?|亿元(?:以上)?|以上|亿元以上|优质|外资|内资|实体|储备|谋划|落地|开工|拟建|续建|新建|其他|其它|同类|目标|省|市|县|区|全市|全区|全县|总|整个|上述|后续|前期|建设|工程|推介|不少|若干|等|主要|示范|标志性|牵引性|支撑性|龙头|引领性|PPP|EPC|服务|产业链|制造业|服务业|农业|科技|文旅|高质量|先进|民生|配套|试点|子|分|科研|募投|对外投资|技改|扩建|扩产|二期|一期|三期|新项目|企业|公司|双方|双招双引|亿级|百亿级|百亿|千亿|十亿|十亿级|补链|强链|延链|重大产业|重点产业|重大招商|基础设施|合资|生产|研发)*$/
const projectTail =
  /项目(?!公司|部|经理|负责|建议|专班|库|组|化|制|秘书|推介|调度|落地率|推进|集中|单位|方|团队|管家|招引|引进|攻坚|所在|清单|审批|用地|用房|多多|信息)/g
const reach = 40

export function projectNamesIn(pasted: string, text: string, companies: readonly Span[] = []): Found<string>[] {
  const claims = new Claims(text.length)
  const out: Found<string>[] = []
  const push = (start: number, end: number) => {
    const name = pasted.slice(start, end)
    if (end - start < 3 || general.test(name.replace(/(?:建设)?项目$/, '')) || !claims.claim({ start, end })) return
    out.push(found(pasted, start, end, name))
  }
  for (const hit of text.matchAll(
    /^[\s▶●◆■·*-]{0,4}(?:项目名称|项目内容|项目|拟投项目)[:]\s{0,2}([^\n，,。；;(]{3,40})/gm,
  ))
    push(hit.index + hit[0].length - (hit[1]?.length ?? 0), hit.index + hit[0].length)
  for (const hit of text.matchAll(
    /[“"「『《]([^”"」』》\n]{3,44}?(?:项目|基地|产业园|工厂|总部|中心|工程))(?:(?:投资|合作|招商|落户|入园|框架|建设){0,4}(?:协议|合同)书?)?[”"」』》]/g,
  ))
    push(hit.index + 1, hit.index + 1 + (hit[1]?.length ?? 0))
  for (const hit of text.matchAll(projectTail)) {
    const end = hit.index + 2
    const start = nameStart(text, hit.index, companies)
    if (start !== null) push(start, end)
  }
  if (out.length === 0) for (const span of sitesIn(text, companies)) push(span.start, span.end)
  return out.sort((a, b) => a.start - b.start)
}

function nameStart(text: string, at: number, companies: readonly Span[]): number | null {
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
  // a full name ends before the project's own name begins
  for (const company of companies)
    if (
      company.end > from &&
      company.end <= at &&
      /(?:公司|集团|会社|厂)$/.test(text.slice(company.start, company.end))
    )
      from = company.end
  const window = text.slice(from, at).replace(whole, (word) => '※'.repeat(word.length))
  const cut = before.exec(window)?.[0].length ?? 0
  const start = from + cut
  return at - start >= 2 ? start : null
}

/** 安徽淮畔预制菜产业园6月26日签约: a park, base or plant that is itself what is signed or begun */
const sites =
  /([\u4e00-\u9fffA-Za-z0-9()]{3,24}(?:产业园|生产基地|制造基地|智造基地|总部基地|研发中心|区域总部|总部|产业基地|综合体|工厂|物流园|科技园|基地|产业城))(?=(?:正式)?(?:\d{1,2}月\d{1,2}日)?(?:正式|成功)?(?:签约|开工|落户|落地|奠基|投产|动工|启用|投用|[等和、]))/g
function sitesIn(text: string, companies: readonly Span[]): Span[] {
  return [...text.matchAll(sites)].flatMap((hit) => {
    const end = hit.index + hit[0].length
    const start = nameStart(text, end, companies)
    return start === null || start < hit.index ? [] : [{ start, end }]
  })
}
