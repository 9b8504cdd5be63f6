/** How far a project has come by what a text says has happened: planned, wished and denied steps do not count. */
import { type Agreement, type Stage, stages } from '../model/extraction.ts'
import { type Found, found, sentenceEnds, stretchAfter, stretchBefore } from './span.ts'

/** in the order of a project's life */

type Span = { start: number; end: number }
type Step = { stage: Stage; cue: RegExp }

/** the words by which a step is told, the farthest first; own compilation from county news and group briefs */
const steps: readonly Step[] = [
  {
    stage: 'production',
    cue: /投产(?!业)|达产(?!业|年|达效|值|税|期|预计)|投入(?:正式)?(?:生产|运营|运行|使用)|正式(?:投运|运营|营业|运行|生产|量产)|建成投运|建成投用|投运|投用|开业|量产|开始生产|点火成功|产品下线|首件下线|下线仪式|开园|开机仪式|已(?:经)?(?:生产|运营)/g,
  },
  { stage: 'trial', cue: /试生产|试运行|试运营|试投产|试产|试车|设备调试|联动调试|带料调试|试营业/g },
  {
    stage: 'construction',
    cue: /开工|动工|奠基|破土|打桩|桩基|封顶|开建|在建(?!项目\d|工地)|启动建设|开始建设|全面建设|(?:项目|进场|正在|全面|加紧|加快|有序)施工|主体(?:结构|工程)|土建|正在(?:加紧|加快|抓紧|有序)?(?:建设|安装|装修)|建设中|进场|厂房(?:建设|装修)(?:已|正)|设备(?:正在)?安装|竣工|(?:项目|已|已经|全面|顺利|现已|基本|主体)建成(?!标准)|完成建设|(?:累计|已|已经)完成(?:固定资产)?投资/g,
  },
  {
    stage: 'land',
    cue: /摘牌|(?:已|已经|成功|完成|顺利|正式|了)拿地|拿地(?:成功|完成|手续|了)|竞得|竞拍(?:成功|获得|取得|得)|拍得|(?:取得|获得|拿下|受让|完成)[^，,。；;\n]{0,12}(?:土地(?:使用权)?|地块|用地|供地|海域使用权|不动产权证)(?!面积|指标)|土地(?:证|出让合同|成交|出让成交)|国有建设用地使用权|完成供地|供地到位|土地(?:已)?(?:交付|成交|出让)|挂牌成交|(?:土地|地块)[^，,。；;\n]{0,6}挂牌|挂牌出让/g,
  },
  {
    stage: 'registered',
    cue: /注册成立|注册登记|工商注册|完成(?:公司)?注册|注册完成|公司注册|注册落户|注册落地|注册(?:了|设立|公司|好了|到位)|已(?:经)?注册|登记注册|领取(?:了)?营业执照|(?:拿到|取得|办好|办结|办完|办理了|办出|颁发|核发|领到|领了)(?:了)?(?:工商)?营业执照|营业执照(?:已|办|拿)|揭牌成立|(?:项目)?公司(?:已|已经|正式)?(?:注册)?成立(?!于)|公司设立手续|设立登记|(?<!拟|将)成立了?(?:合资公司|项目公司|子公司|新公司|全资子公司)|揭牌/g,
  },
  {
    stage: 'signed',
    cue: /签约|签订|签署|签下|签了|签的|签好|签完|签定|签字|签合同|签协议|合约已签|协议已签|已签|落户|落地|敲定|订立|(?:达成|形成)[^，,。；;\n]{0,10}(?:协议|一致|合作(?!意向))|签资|入驻|缔约|花落|抢签|(?:框架|投资|合作)协议(?=[，,。；;！!\n)]|$)/g,
  },
  {
    stage: 'negotiating',
    cue: /意向|备忘录|洽谈|商谈|座谈|会谈|面谈|磋商|谈判|在谈|(?<![洽商座会面访])谈(?!到|及|起|论|话)|聊|考察|来访|到访|来[^，,。；;\n]{0,3}访|拜访|走访|登门|上门|接待|会见|会晤|见面|碰面|碰头|见了|对接|接洽|交流|交换意见|沟通|调研|参观|踏勘|勘察|看地|看厂房|看了|看场地|看现场|接触|走进|通(?:了)?(?:个)?(?:电话|话)|打(?:了|来|过)?(?:个)?电话|电话|来电|视频|连线|跟进|回访|邀请|推介|陪同|赴|前往|带队|商讨|探讨|一行/g,
  },
  { stage: 'lead', cue: /拟|计划|有意|打算|想|决定|将|准备|投资|线索|了解到|获悉|得知|寻找|扩产|项目|建/g },
]
/** who agrees when to sign has been talking: 下周三来签约 */
const signingAhead =
  /[底初旬前内周月日天]\d?[^，,。；;\n]{0,6}签(?:约|订|署|字|合同|协议)|(?:准备|即将|近期|争取|力争)[^，,。；;\n]{0,8}签(?:约|订|署|字)/
const order = Object.keys(stages)

/** within the clause before a step: it is still to come, or only wished; sums and sizes that are planned say nothing of the step */
const ahead =
  /(?:(?:预计|预期|计划|规划|拟|拟于|将|将于|将在|准备|目标)(?!总?投资|总|用地|占地|固定|年产|军|产业|面积|投入)|力争|争取|确保|有望|即将|打算|希望|(?<![思联设])想|要求|推动|推进|促进|促成|促使|加快|加速|尽快|尽早|早日|等待|静待|只待|等到|一旦|如果|倘若|可望|可于|以便|为了|力促|保障|协助|帮助|抓好|冲刺|下一步|下步|下阶段|后续|接下来|择机|适时|申请|申报|办理|筹备|谋划|倒排|节点|明年|明后年|后年|下月|下周|下个?月|下半年|[年月周季旬日]底?(?<![日目此以])前|[底初旬]前|\d[日月]前|(?<![日目此以面当])前(?=[签投开试达竣建落摘拿注完实正])|[年月周天]内|还要|还需|需要?(?!求)|商定|约定|承诺|建议|愿意?|有意|考虑|着手|后再|再签|再开|待)[^，,。；;！!？?\n]{0,14}$/
/** right before it: it has not happened */
const denied =
  /(?:未|没有?|无法|不(?!断|到|仅|但|少|久|低于|超过|错|同)|迟迟|难以|暂停|停止|暂缓|延期|推迟|取消|放弃|终止|拒绝|是否|能否|否)[^，,。；;！!？?\n]{0,8}$/
/** behind it: the step opens a condition or belongs to a plan, a rate, a target */
const onlyThen =
  /^(?:事宜|一事|事项|等)?(?:进行|展开|开展|作|做|深入)了?(?:深入|友好|充分|初步)?(?:洽谈|座谈|交流|对接|会谈|商谈|磋商|沟通|探讨)|^(?:运营|运行|使用|达效|达产|并投产|建设)?(?:之后|以后|后|时(?!间)|率|前|之前|条件|时间|目标|计划|任务|准备|需要|的条件|手续|周期|日期|节点|可期|在即|意向|意愿|需求|倒计时|的前提|政策|保障|环境|问题|难|事宜|一事)/
/** a word of having happened outweighs 计划 in the same clause */
const happened = /(?:已|已经|正式|顺利|成功|完成|现已|业已|刚刚|今天|昨天|今日|昨日|日前|近日)[^，,。；;！!？?\n]{0,8}$/
const stillPlanned = /(?:预计|计划|力争|争取|拟|将|有望|确保)(?!总?投资)[^，,。；;！!？?\n]{0,16}$/
/** what a signing is called is no plan of it: 签约仪式, 签约金额 */
const past = /^(?:仪式|了|成功|完成|活动|现场|大会|金额|项目|额)/
/** what is signed is no contract yet: 签署投资意向书, 签订合作备忘录 */
const loosePaper = /^[^，,。；;\n]{0,40}?(?:意向书|意向(?:性|合作|投资)?(?:协议|合同)|备忘录|合作意向|投资意向)/
/** a paper that is named while it is still written */
const drafting =
  /(?:意向书|意向(?:性|合作|投资)?(?:协议|合同)|备忘录)(?:也|都|现)?(?:已经?)?$|(?:起草|草拟|草案|文本|初稿|审核|审查|修改|条款|发过去|拟定|谈|磋商)[^，,。；;\n]{0,8}$/

/** steps for which 后 tells of something done, not of a condition: 签约后8天完成注册 */
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
      if (stage === 'lead') return found(pasted, start, end, signingAhead.test(window) ? 'negotiating' : stage)
      if (hasHappened(text, { start, end }, stage, plannedDates)) return found(pasted, start, end, stage)
    }
  }
  return null
}

function hasHappened(text: string, at: Span, stage: Stage, plannedDates: readonly Span[]): boolean {
  const before = clauseBefore(text, at.start)
  const after = text.slice(at.end, stretchAfter(text, at.end, sentenceEnds, 10))
  if (denied.test(before)) return false
  if (stage === 'negotiating') return true
  if (stage === 'signed' && (loosePaper.test(text.slice(at.start, at.end + 44)) || drafting.test(before))) return false
  if (happened.test(before) && !stillPlanned.test(before)) return !isCondition(stage, after)
  if (plannedDates.some((date) => date.end <= at.start && date.start >= at.start - before.length)) return false
  if (ahead.test(before) && !past.test(after)) return false
  return !isCondition(stage, after)
}

function clauseBefore(text: string, at: number): string {
  return text.slice(stretchBefore(text, at, `${sentenceEnds}，,、`, 30), at)
}

function isCondition(stage: Stage, after: string): boolean {
  const hit = onlyThen.exec(after)
  return hit !== null && !(doneBehind.has(stage) && /^(?:之后|以后|后|时)/.test(hit[0]))
}

const framework =
  /框架(?:性)?(?:合作)?(?:协议|合同|签约)|合作框架|战略合作|意向(?:性|投资|合作)?(?:协议|书|合同)|备忘录/g
const formal =
  /正式的?(?:投资|合作|入园)?(?:协议|合同)|(?:签[订署下了的定好]|签约)[^，,。；;、\n]{0,44}?(?:协议|合同)(?!金额|资金|引资|外资|投资额|文本)|签(?:投资|入园|正式)?(?:协议|合同)|投资(?:协议|合同)书?[^，,。；;\n]{0,8}签/g

/** What kind of paper was signed; a contract only where something was signed, a loose paper where it was at least agreed. */
export function agreementIn(pasted: string, text: string, stage: Stage | null): Found<Agreement> | null {
  const rank = stage === null ? -1 : order.indexOf(stage)
  const told = (pattern: RegExp): RegExpExecArray | undefined =>
    [...text.matchAll(pattern)].find((hit) => {
      const before = clauseBefore(text, hit.index)
      return !denied.test(before) && (happened.test(before) || !ahead.test(before)) && !drafting.test(before)
    })
  const loose = told(framework)
  const firm = told(formal)
  const isLoose = firm && /框架|战略合作|意向|备忘录/.test(firm[0])
  if (firm && !isLoose && rank >= order.indexOf('signed'))
    return found(pasted, firm.index, firm.index + firm[0].length, 'formal')
  if (loose && rank >= order.indexOf('negotiating'))
    return found(pasted, loose.index, loose.index + loose[0].length, 'framework')
  return null
}
