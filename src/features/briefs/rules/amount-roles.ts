/** The words that tell what a sum of money is, and whose: the project's, one phase's, the company's own last year. */
import { clauseEnds, sentenceEnds, stretchBefore } from './span.ts'

/** only `total` is one project's investment; the other roles are told apart so that they are never taken for it */
export const amountRoles = {
  total: '总投资',
  registered: '注册资本',
  phase: '分期投资',
  part: '总投资中的一部分',
  fixed: '固定资产投资',
  aggregate: '多个项目合计',
  threshold: '门槛',
  output: '产值营收',
  tax: '税收',
  own: '企业自身经营数据',
  spent: '已完成投资',
  other: '其他',
} as const
export type AmountRole = keyof typeof amountRoles

/** `strong`: the word can only mean the whole of it (总投资), not a share in it (投资, 出资) */
export type Cue = { role: AmountRole; strong: boolean; said: string }

const nature: readonly (readonly [RegExp, AmountRole])[] = [
  [/注册资[本金]金?|注册资本金|注册|认缴|资本金|股本/g, 'registered'],
  [/实缴(?:资本|资金|出资)?|实收资本/g, 'other'],
  [
    /固定资产(?:总?投资)?(?:总?额|规模)?|固投|(?:设备|土建|厂房|基建|建安|装修|技改|环保|信息化)(?:总?投资|投入|投)|土建/g,
    'fixed',
  ],
  [
    /(?:亩均|地均|亩产)[^，,。]{0,10}|每亩[^，,。]{0,6}|投资强度|每年不超过|(?:单[位台]|人均)(?:产值|投资|税收)?/g,
    'other',
  ],
  [
    /产值|销售(?:总?额|总?收入|规模)?|应税销售|开票|营业?总?收入?|营收|年收入|主营业务收入|营业额|经营收入|交易额|贸易额/g,
    'output',
  ],
  [/税收|纳税|税费|缴税|创税|上缴|税金|缴纳|入库税|贡献税|年税/g, 'tax'],
  [
    /利税|利润|净利|地方财政|财政收入|成交额?|结算额|流水|进出口总?额|出口额?|总资产|净资产|资产|研发(?:投入|费用|经费)|产业规模|市场规模|集群/g,
    'other',
  ],
  [
    /年度(?:计划)?(?:投资|完成投资)|年(?:内)?计划(?:完成)?投资|(?:今|当|本)年(?:度)?(?:计划|拟|预计)?(?:完成)?投资/g,
    'spent',
  ],
  [/(?:目标|任务|指标)[^，,。；;]{0,12}|招商引资总额|引资总额|引进(?:市外|县外|省外)[^，,。]{0,4}/g, 'other'],
  [
    /(?:累计|已完成?|已经|实际|完成|到位)(?:投资|投入|到位|资金)+(?:总?额|总计|共计|合计|累计)?|已(?:经|累计|实际|先后|共)?投(?:资|入)?/g,
    'spent',
  ],
  [
    /融资|募集|自筹|估值|市值|贷款|流动资金|补贴|补助|奖励|租金|房租|地价|土地款|土地成本|出让金?|基金|收购|中标|合同额|合同价|订单|预算|成本|单价|价格|节约|薪|奖|授信|到位|到账|罚|保证金|定金|押金|外资|市外资金|借款|债|存款|利率|费用|资助|扶持|物流费|电费|价值|货值|保费|赔|返还|减免|优惠|退税|造价|现价|股价/g,
    'other',
  ],
  [
    /增资|追加|(?:签约|协议|合同|意向|引进|引资)(?:总|投资|引资|利用)*(?:资金|金额|额)|协议引资|引资额?|总盘子|盘子|总投资?规?模?额?|投资(?:总额|额|规模|金额|预算|概算|估算|总)|(?:计划|意向|预计|拟|协议|概算|估算)?(?:总?投资|投入|投|砸)(?:总?额|规模|金额|约)?|投资|出资|斥资|注资|(?:花费?|砸|掏|拿出)(?:上|个|掉|了)?/g,
    'total',
  ],
]
const strong = /总|盘子|额|规模|金额|概算|估算|预算|资金/

/** The nearest word before the figure decides; where two end at one place the longer wins. */
export function nearestCue(leftOfSum: string): Cue | null {
  // 总投资额（含流动资金）约2.35亿元: what stands in brackets says nothing of the sum behind them
  const left = leftOfSum.replace(/\([^()]{0,20}\)/g, '')
  let best: { end: number; length: number; cue: Cue } | null = null
  for (const [pattern, role] of nature) {
    for (const hit of left.matchAll(pattern)) {
      const end = hit.index + hit[0].length
      const said = hit[0]
      if (!best || end > best.end || (end === best.end && said.length > best.length))
        best = { end, length: said.length, cue: { role, strong: role !== 'total' || strong.test(said), said } }
    }
  }
  return best?.cue ?? null
}

const behind: readonly (readonly [RegExp, AmountRole])[] = [
  [/^(?:人民币)?(?:的)?(?:利税|利润|净利)/, 'other'],
  [/^(?:人民币)?(?:的)?(?:年)?(?:产值|销售额|销售收入|营收|营业收入)/, 'output'],
  [/^(?:人民币)?(?:的)?(?:年)?(?:税收|纳税)/, 'tax'],
  [/^(?:人民币)?(?:的)?(?:注册资[本金])/, 'registered'],
  [/^(?:人民币)?(?:的)?(?:[A-F]轮|融资|订单|补贴|奖励|贷款|基金|合同外资|市外资金|租金)/, 'other'],
  [/^(?:人民币)?的?(?:战略|投资|全面|合作|框架|意向){0,5}(?:协议|意向书)/, 'total'],
  // 总投资6亿元的甲项目、4.9亿元的乙项目
  [/^的[“"《「]?[^，,。；;、]{2,24}(?:项目|基地|产业园|工程|中心|总部)/, 'total'],
  [/^(?:人民币)?(?:级)?(?:的)?(?:总投资|投资|项目|规模|盘子|大项目)/, 'total'],
]

/** 3个亿的投资, 12亿元项目, 280亿元产值 */
export function cueAfter(right: string): Cue | null {
  for (const [pattern, role] of behind) if (pattern.test(right)) return { role, strong: true, said: right }
  return null
}

const ahead =
  /达产|投产后|建成|预计|预期|预估|可实现|可达|将(?:实现|达|形成|新增)|新增|满产|满负荷|实施后|完成后|运营后|未来|力争|承诺|能(?:做|达)?到|计划|目标|落地后|全部|正常年/g
const behindUs =
  /去年|上年|前年|上半年|[一二三四前上]季度|近[两三几]年|已(?:实现|达到?|完成)|截至|全年|历年|成立于|创建于|始建于|主营|主要从事|专业从事|是一家|现有员工|员工\d|上市公司|总资产/g
const nowInClause = /目前|现有|现年|现在|当前|上个?月|去年|今年/
const pastYear = /(?<!预计|到|力争|计划|至|于|将在|目标)(?:20\d\d|[12]\d)年度?[^，,。月日]{0,10}$/
/** 公司年销售额约3亿元: nothing says that this is to come */
const companysOwn = /(?:公司|企业|集团|厂)(?:的|目前|每)?年?(?:均|平均|总)?(?:产值|销售|营收|营业|纳税|税收|产销)/
/** figures of a whole town, district or trade */
const ofMany =
  /规上|全[市区县镇省国](?!产业链|面)|(?:我[市区县镇街]|街道|园区|全街)(?:实现|完成|累计|共|规上|今年)|同比|环比|GDP|生产总值|板块/

/** Whether output or tax is the company's own of a past year or of today, not what the project is to bring. */
export function isOwn(text: string, at: number, left: string): boolean {
  const sentence = text.slice(stretchBefore(text, at, sentenceEnds, 120), at)
  if (ofMany.test(sentence)) return true
  const future = lastEnd(sentence, ahead)
  if (future > sentence.length - left.length) return false
  if (companysOwn.test(left)) return true
  return pastYear.test(left) || nowInClause.test(left) || lastEnd(sentence, behindUs) > future
}

function lastEnd(sentence: string, cue: RegExp): number {
  let end = -1
  for (const hit of sentence.matchAll(cue)) end = hit.index + hit[0].length
  return end
}

/** 一期投资, 第一期总投资, 首期工程计划投资: the phase stands right before its own sum */
export function isPhase(left: string): boolean {
  // 装备产业园二期项目总投资10亿元: the phase is the project spoken of
  if (/(?:产业园|园|基地|工厂|项目|城|中心)[二三四]期(?:扩建|工程)?项目[^，,]{0,8}$/.test(left)) return false
  return /(?:(?<!分)[一二三四首每各]期|第[一二三四]阶段|分期)[^，,]{0,10}$/.test(left)
}

const counts =
  /(?:\d{1,4}|[二两三四五六七八九十百]{1,4})余?多?(?:个|家)(?:[^，,。；;\n个家]{0,12})(?:项目|企业|公司|总部|单位)|(?:项目|类)(?:共|总数|数|占)?(?:有|达|到)?\d{1,4}[个项]/g
const wholeOf = /(?:签约|协议|合同|引资)[^，,。]{0,4}(?:金额|资金|额)$|合计|总计|共计/
/** 走访企业5家, 建成3个项目: no projects that the sum is of */
const notTheirs = /(?:走访|拜访|旗下|拥有|建成|建设了|对接|看了|近年)[^，,]{0,8}$/

/** 等14个项目…签约金额87.07亿元: the sentence counts several projects before it names the sum; the last count is the sum's own */
export function sumsMany(text: string, at: number, said: string): boolean {
  const start = stretchBefore(text, at, sentenceEnds, 100)
  let many = false
  for (const hit of text.slice(start, at).matchAll(counts)) {
    if (notTheirs.test(text.slice(start, start + hit.index)) || /(?:^|[目类共数有达])(?:0|1|一)[个家项]/.test(hit[0]))
      continue
    const between = text.slice(start + hit.index + hit[0].length, at)
    // 三个项目均已签约：①…投5亿元 tells them one by one
    const listed = between.includes(':') && !/^[^:]{0,8}:[^:①1一]{0,12}$/.test(between)
    many =
      !listed &&
      !/本次|此次|该项目|分别|^中|之一|最大/.test(between) &&
      (!between.includes('其中') || wholeOf.test(said) || (many && /合计/.test(said)))
  }
  return many
}

/** 总投资9.78亿元的9个项目 */
export function isOfMany(right: string): boolean {
  const many = '(?:\\d{1,4}|[二两三四五六七八九十百]{1,4}|多)余?多?个(?:[^，,。；;个]{0,10})项目'
  return new RegExp(
    `^(?:的?(?:这|上述|[\\u4e00-\\u9fff]{1,8}?[市县区镇乡])?|[，,]?(?:共计?|涉及|涵盖|包括|包含){1,2})${many}`,
  ).test(right)
}

/** 10亿元以上项目5个: a class of projects, nobody's sum */
export function isThreshold(said: string, right: string): boolean {
  return (
    /(?:以上|以下|以内)$/.test(said) &&
    /^的?(?:大|重大|产业|工业|制造业|招商|实体|新|各类|优质|单体){0,3}(?:项目|企业)/.test(right)
  )
}

/** 由3亿元调整为4.5亿元: the later figure stands in the place of the earlier */
export const correction =
  /(?:调整|增加|提高|追加|扩大|变更|压减|缩减|增|升|改|加|减|降|扩)[^，,。；;\d]{0,3}(?:为|到|至)[^，,。；;\d]{0,4}$/

/** 投资民宿，大概两千万: a clause that holds nothing but 大概 goes on from the one before it */
export function leftOf(text: string, at: number, floor: number): string {
  const clause = stretchBefore(text, at, clauseEnds.replace(':', ''), 30)
  const start = Math.max(clause, floor)
  const left = text.slice(start, at)
  const bare =
    /^[ (]{0,2}(?:大概|大约|约为?|差不多|预计|估计|一共|总共|共|合计|计|初步|也就|可能|得|要|有)?[^，,。；;\d]{0,2}$/.test(
      left,
    ) && left.length <= 4
  if (!bare || start === 0 || !'，,'.includes(text.charAt(start - 1))) return left
  return text.slice(Math.max(floor, stretchBefore(text, start - 1, clauseEnds, 20)), at)
}
