/** The sentences that answer the form's open questions: what the company wants here, what happens next, how the contact came about. */
import { zhoushanTownships } from './dictionaries/townships.ts'
import { type Found, found, sentenceEnds } from './span.ts'

/** how the contact came about; the vocabulary of the brief form */
export const channels = {
  visit: '拜访',
  reception: '来访',
  remote: '电话/网络',
  fair: '展会/推介会',
  peer: '以商招商',
  broker: '中介/商协会',
  fund: '基金/资本',
  alumni: '乡贤/校友',
  transferred: '上级转交',
  self: '企业自荐',
} as const
export type Channel = keyof typeof channels

/** who comes here is received, who is gone to elsewhere is visited */
const here = `我|我们这|舟山|定海|普陀|岱山|嵊泗|新城|${zhoushanTownships
  .flatMap((line) => line.split(' ').slice(1))
  .map((item) => item.replace(/^\d+|(?:街道|[镇乡])$/g, ''))
  .join('|')}`

/** the more telling word wins: a visit on somebody's introduction came by the introduction */
const channelWords: readonly (readonly [RegExp, Channel])[] = [
  [/企业自荐|毛遂自荐|主动(?:联系|找到|来电|上门)(?:我|街道|镇|园区)/, 'self'],
  [
    /(?:市|省|区|县)(?:投促中心|招商中心|商务局|发改委|政府|委|里|领导)?(?:转交|转来|交办|推荐|推送|转办)|上级(?:转|交)/,
    'transferred',
  ],
  [/乡贤|校友|老乡|同乡会|同学介绍/, 'alumni'],
  [/以商招商|(?:企业|公司|老板|客商|供应商|客户|总)(?:介绍|牵线|推荐|引荐)/, 'peer'],
  [/商会|协会|中介|第三方机构|咨询公司(?:介绍|推荐)/, 'broker'],
  [/(?:基金|创投|资本|投资机构)[^，,。；;\n]{0,12}(?:推荐|介绍|对接|引荐|投的)/, 'fund'],
  [/展会|博览会|推介会|进博会|高交会|洽谈会|招商会|论坛|峰会|展览/, 'fair'],
  [new RegExp(`到(?:${here})[^，,。；;\\n]{0,6}(?:考察|参观|实地|调研|洽谈)`), 'reception'],
  [
    /来访|到访|代表团|考察团|来舟|来我[区市县镇街]|接待|来[^，,。；;\n]{0,6}(?:考察|参观|洽谈|实地)|上门来|过来看/,
    'reception',
  ],
  [
    /到[^，,。；;\n]{1,10}(?:考察|拜访|对接)|拜访|走访|上门|赴|前往|登门|去了|去[^，,。；;\n]{1,8}(?:考察|拜访|对接|看)|外出招商|带队到/,
    'visit',
  ],
  [
    /(?:通|打|来|去|接)(?:了|个|过|完){0,2}电话|电话(?:联系|对接|沟通|洽谈|会议|交流|里)|通话|微信(?:联系|沟通|对接|上聊)|视频|线上|连线|网上|邮件|打来/,
    'remote',
  ],
]
/** from here on the words tell of the meeting itself, and the first one said counts */
const firstMeeting = channelWords.findIndex(([, channel]) => channel === 'reception')

type Sentence = { start: number; end: number }

export function sentencesOf(text: string): Sentence[] {
  const out: Sentence[] = []
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !sentenceEnds.includes(text.charAt(i))) continue
    let from = start
    let to = i
    while (from < to && /[\s·\-*•]/.test(text.charAt(from))) from++
    // the head 【××街道简报】 is no part of what is said
    if (text.charAt(from) === '【')
      from = Math.max(from, text.slice(from, Math.min(to, from + 34)).indexOf('】') + 1 + from)
    while (to > from && /\s/.test(text.charAt(to - 1))) to--
    if (to - from >= 2) out.push({ start: from, end: to })
    start = i + 1
  }
  return out
}

export function channelIn(pasted: string, text: string): Found<Channel> | null {
  let first: Found<Channel> | null = null
  for (const [rank, [pattern, channel]] of channelWords.entries()) {
    const hit = pattern.exec(text)
    if (!hit || (first && hit.index >= first.start)) continue
    first = found(pasted, hit.index, hit.index + hit[0].length, channel)
    if (rank < firstMeeting) return first
  }
  return first
}

const next =
  /下一步|下步|接下来|后续|下阶段|下周|下个?月|近期将|计划于|约定|约好|约了|拟于|准备(?:再|邀请|赴|去|安排)|待[^，,。；;\n]{1,12}后|将(?:继续|进一步|持续|加强|邀请|安排|组织|跟进|赴|尽快|于)|继续跟进|持续跟进|密切跟踪|跟踪对接|我们(?:会|将|再)|争取[^，,。；;\n]{0,12}(?:签约|落地|来访)/
const strongNext = /下一步|下步|接下来|后续|下阶段/

export function nextStepIn(pasted: string, text: string, sentences: readonly Sentence[]): Found<string> | null {
  for (const pattern of [strongNext, next]) {
    for (const sentence of sentences) {
      const hit = pattern.exec(text.slice(sentence.start, sentence.end))
      if (!hit) continue
      const clause = clauseStart(text, sentence.start, sentence.start + hit.index)
      return cut(pasted, clause, sentence.end)
    }
  }
  return null
}

/** what speaks for a sentence being the intention, and what against it */
const weights: readonly (readonly [RegExp, number])[] = [
  [
    /(?:拟|计划|有意|意向|意愿|希望|打算|准备|想|欲|考虑|寻求|需要|谋划)[^。；;\n，,]{0,20}(?:投资|建设|新建|落户|落地|设立|布局|选址|扩产|建|投|租|买|购|生产|拿地|搬|做|找|拿|搞|办|设|开|外迁)/,
    3,
  ],
  [/(?:建设|新建|投建|打造|设立|扩建)[^。；;\n]{0,24}(?:项目|基地|生产线|产线|工厂|总部|中心|园|站|库)/, 2],
  [
    /就[^。；;\n]{2,30}(?:洽谈|对接|交流|合作|协商|达成)|(?:洽谈|商谈|聊了)[^。；;，,\n]{3,24}|对接[^。；;\n]{2,24}(?:项目|[一二三]期)|项目为|^[^。；;\n]{2,20}项目[，,]/,
    2,
  ],
  [/正在寻找|寻找|扩产意向|项目[^。；;，,\n]{0,12}(?:对接会|洽谈会|推进会)/, 2],
  [/总投|投资[^方人者机]/, 1],
  [/用地|厂房|亩|场地/, 1],
  [/主营|成立于|主要从事|拥有|年营收|专精特新|总部位于/, -2],
  [/^(?:下一步|下步|接下来|后续|请各|请于)/, -9],
]
/** domain: plan_text is at most 500 characters */
const longestIntention = 500

export function intentionIn(pasted: string, text: string, sentences: readonly Sentence[]): Found<string> | null {
  let best: { sentence: Sentence; weight: number } | null = null
  for (const sentence of sentences) {
    const slice = text.slice(sentence.start, Math.min(sentence.end, sentence.start + longestIntention))
    const weight = weights.reduce((sum, [pattern, points]) => sum + (pattern.test(slice) ? points : 0), 0)
    // one point is a bare word: 投资额还没定 says no intention
    if (weight >= 2 && (!best || weight > best.weight)) best = { sentence, weight }
  }
  return best && cut(pasted, best.sentence.start, best.sentence.end)
}

function cut(pasted: string, start: number, end: number): Found<string> {
  const to = Math.min(end, start + longestIntention)
  return found(pasted, start, to, pasted.slice(start, to))
}

function clauseStart(text: string, from: number, at: number): number {
  let start = at
  while (start > from && !'，,'.includes(text.charAt(start - 1))) start--
  return start
}
