/** How far a project has come by what a text says has happened: planned, wished and denied steps do not count. */
import { type Found, found, sentenceEnds, stretchAfter, stretchBefore } from './span.ts'

/** in the order of a project's life */
export const stages = {
  lead: '线索',
  negotiating: '在谈',
  signed: '签约',
  registered: '注册',
  land: '拿地',
  construction: '开工',
  trial: '试生产',
  production: '投产',
} as const
export type Stage = keyof typeof stages
export const agreements = { framework: '框架协议', formal: '正式协议' } as const
export type Agreement = keyof typeof agreements

type Span = { start: number; end: number }
type Step = { stage: Stage; cue: RegExp }

/** the words by which a step is told; own compilation from county news and group briefs */
const steps: readonly Step[] = [
  {
    stage: 'production',
    cue: /投产|达产|投入(?:正式)?(?:生产|运营|运行|使用)|正式(?:投运|运营|营业|运行|生产|量产)|建成投运|建成投用|投运|投用|开业|量产|开始生产|点火成功|产品下线|首件下线|下线仪式|通车|开园|开机仪式|已(?:经)?(?:生产|运营)/g,
  },
  { stage: 'trial', cue: /试生产|试运行|试运营|试投产|试产|试车|设备调试|联动调试|带料调试|试营业|中试成功/g },
  {
    stage: 'construction',
    cue: /开工|动工|奠基|破土|打桩|桩基|封顶|开建|在建|启动建设|开始建设|全面建设|建设现场|施工(?!图|许可|企业|单位|队|合同|总承包|资质|方案)|主体(?:结构|工程)|土建|正在(?:加紧|加快|抓紧|有序)?(?:建设|安装|装修|施工)|建设中|进场|厂房(?:建设|装修)(?:已|正)?|设备安装|竣工|建成|完成建设|完成投资/g,
  },
  {
    stage: 'land',
    cue: /摘牌|拿地|竞得|竞拍(?:成功|获得|取得|得)|拍得|(?:取得|获得|拿下|受让|完成)[^，,。；;\n]{0,12}(?:土地(?:使用权)?|地块|用地|供地|海域使用权|不动产权证)(?!面积)|土地(?:证|出让合同|成交|出让成交|出让手续)|国有建设用地使用权|完成供地|供地到位|土地(?:已)?(?:交付|成交|出让)|挂牌成交|土地挂牌|挂牌出让/g,
  },
  {
    stage: 'registered',
    cue: /注册成立|注册登记|工商注册|完成注册|注册完成|公司注册|注册落户|注册落地|注册(?:了|设立|公司|好了)|已(?:经)?注册|登记注册|领取(?:了)?营业执照|(?:拿到|取得|办好|办理了?|办出|颁发|核发|领到)(?:了)?(?:工商)?营业执照|营业执照(?:已|办|拿)|揭牌成立|正式成立|(?:项目)?公司(?:已|已经|正式)?成立(?!于)|公司设立手续|设立登记|成立(?:了)?(?:合资公司|项目公司|子公司|新公司|全资子公司)|揭牌/g,
  },
  {
    stage: 'signed',
    cue: /签约|签订|签署|签下|签了|签定|签字|签合同|签协议|落户|落地|敲定|订立|(?:达成|形成)[^，,。；;\n]{0,10}(?:协议|一致)|云签|签资|入驻|牵手成功|缔约|(?:投资|合作|框架|入园)(?:协议|合同)(?:已|正式)?(?:签|生效)|花落|抢签/g,
  },
  {
    stage: 'negotiating',
    cue: /意向|备忘录|洽谈|商谈|座谈|会谈|面谈|磋商|谈判|在谈|谈了|谈下|聊了|考察|来访|到访|来[^，,。；;\n]{0,3}访|拜访|走访|登门|上门|接待|会见|会晤|见面|碰面|见了|对接|接洽|交流|交换意见|沟通|调研|参观|踏勘|勘察|看地|看厂房|看了|看场地|选址|接触|走进|通(?:了)?(?:个)?(?:电话|话)|打(?:了|来|过)?(?:个)?电话|电话联系|视频|连线|跟进|回访|邀请|推介|陪同|赴|前往|带队|谋划|商讨|探讨|一行/g,
  },
  { stage: 'lead', cue: /拟|计划|有意|打算|想|决定|将|准备|投资|线索|了解到|获悉|得知|寻找|扩产|项目/g },
]

/** within the clause before a step: it is still to come, or only wished */
const ahead =
  /(?:预计|预期|计划|规划|拟|将|将于|将在|力争|争取|确保|有望|即将|准备|打算|希望|想|要求|推动|推进|促进|促成|促使|加快|加速|尽快|尽早|早日|待|等到|等|一旦|如果|若|如|目标|要|拟于|可望|可于|可在|可|能够|能|以便|为了|为|力促|全力|保障|协助|帮助|服务|抓好|冲刺|下一步|下步|下阶段|后续|接下来|择机|适时|申请|申报|办理|筹备|谋划|倒排|节点|明年|明后年|后年|下月|下周|下个?月|下半年|年底前?|月底前|前|内|再|还要|需|需要|商定|约定|承诺|同意|建议|愿|愿意|有意|意向|考虑|着手)[^，,。；;！!？?\n]{0,14}$/
/** right before it: it has not happened */
const denied =
  /(?:未|尚未|还未|暂未|没|没有|还没|还没有|并未|不|无法|不能|未能|迟迟|难以|暂停|停止|暂缓|延期|推迟|取消|放弃|终止|不会|不再|无|非|拒绝|仍未|从未|待|拟|预|否)[^，,。；;！!？?\n]{0,6}$/
/** behind it: the step opens a condition or belongs to a plan, a rate, a target */
const onlyThen =
  /^(?:运营|运行|使用)?(?:之后|以后|后|时|率|前|之前|条件|时间|目标|计划|任务|准备|需要|达效后|的条件|手续|周期|日期|节点|可期|在即)/
/** 全面投产的; a word of having happened that outweighs 计划 in the same clause */
const happened =
  /(?:已|已经|正式|顺利|成功|完成|现已|目前|业已|刚刚|于今日|今天|昨天|今日|昨日|了)[^，,。；;！!？?\n]{0,6}$/
/** what a signing is called is no plan of it: 签约仪式, 签约金额 */
const past = /^(?:仪式|了|成功|完成|活动|现场|大会|金额|项目|额)/

/** Steps for which 后 tells of something done, not of a condition: 签约后8天完成注册 */
const doneBehind = new Set<Stage>(['signed', 'negotiating', 'registered', 'land', 'lead'])

/** The farthest step that has happened within [from, to); null when the text tells of none. */
export function stageIn(
  pasted: string,
  text: string,
  plannedDates: readonly Span[] = [],
  from = 0,
  to = text.length,
): Found<Stage> | null {
  const window = text.slice(from, to)
  for (const { stage, cue } of steps) {
    for (const hit of window.matchAll(cue)) {
      const start = from + hit.index
      const end = start + hit[0].length
      if (stage === 'lead' || hasHappened(text, { start, end }, stage, plannedDates))
        return found(pasted, start, end, stage)
    }
  }
  return null
}

function hasHappened(text: string, at: Span, stage: Stage, plannedDates: readonly Span[]): boolean {
  const before = text.slice(stretchBefore(text, at.start, `${sentenceEnds}，,、`, 30), at.start)
  const after = text.slice(at.end, stretchAfter(text, at.end, sentenceEnds, 10))
  if (denied.test(before)) return false
  if (stage === 'negotiating') return true
  if (happened.test(before) && !/(?:预计|计划|力争|争取|拟|将)[^，,。；;\n]{0,16}$/.test(before))
    return !isCondition(stage, after)
  if (plannedDates.some((date) => date.end <= at.start && date.start >= at.start - before.length)) return false
  if (ahead.test(before) && !past.test(after)) return false
  return !isCondition(stage, after)
}

function isCondition(stage: Stage, after: string): boolean {
  const hit = onlyThen.exec(after)
  return hit !== null && !(doneBehind.has(stage) && /^(?:之后|以后|后|时)/.test(hit[0]))
}

const framework =
  /框架(?:性)?(?:合作)?(?:协议|合同|签约)|战略合作|合作框架|意向(?:性)?(?:协议|书|合同|签约)|备忘录|框架协议/
const formal =
  /正式(?:签约|签署|签订|签|协议|合同|投资)|(?:投资|入园|入驻|落户|落地|项目|招商引资|开发|建设|土地出让|合资|招商|租赁|购地|引资)(?:合作|建设|开发|引资|投资)?(?:协议|合同)|投资合作签约|签(?:订|署|了|定)?(?:了)?(?:正式)?合同|签[订署约][^，,。；;\n]{0,20}(?:协议|合同)/

/** What kind of paper was signed; only for a text in which something was signed. */
export function agreementIn(pasted: string, text: string): Found<Agreement> | null {
  const loose = framework.exec(text)
  const firm = formal.exec(text)
  if (loose && !(firm && /正式|投资协议|投资合同/.test(firm[0]) && !firm[0].includes(loose[0])))
    return found(pasted, loose.index, loose.index + loose[0].length, 'framework')
  return firm ? found(pasted, firm.index, firm.index + firm[0].length, 'formal') : null
}
