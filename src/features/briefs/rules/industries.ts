/** What trade or product a text is about, in its own words. */
import { behindPlace, isPlaceName } from './company-boundary.ts'
import { industries } from './dictionaries/industries.ts'
import { hasPlain } from './short-companies.ts'
import { Claims, type Found, found } from './span.ts'

type Span = { start: number; end: number }

const byHead = new Map<string, string[]>()
for (const word of [...industries].sort((a, b) => b.length - a.length)) {
  const head = word.slice(0, 2)
  byHead.set(head, [...(byHead.get(head) ?? []), word])
}
/** no brief is about more */
const most = 3

/** what a project, a firm or a line of work is named after: 主营谐波减速器, 年产60万台谐波减速器项目, 做饰品的 */
const told: readonly RegExp[] = [
  /(?:主营(?:业务)?(?:为|是)?|主要(?:从事|生产|做|经营)|专(?:业从事|注于|门做)|从事)([\u4e00-\u9fffA-Za-z0-9]{2,10}?)(?:的?(?:研发|生产|制造|销售|加工|设计|业务|领域|等|及|和|、|，|。|的))/g,
  /做([\u4e00-\u9fff]{2,8})的(?=企业|厂|老板|客商|公司|，|,|、|[\u4e00-\u9fff]{2})/g,
]

type Around = {
  projectNames?: readonly Span[]
  /** names of firms and zones, whose trades count only where the text says no other */
  names?: readonly Span[]
  /** trades that the city added */
  added?: readonly string[]
}

/** The surest first: what a project is called after, what somebody makes, words of trade, and only then the names of firms. */
export function industriesIn(pasted: string, text: string, around: Around = {}): Found<string>[] {
  const { projectNames = [], names = [], added = [] } = around
  const claims = new Claims(text.length)
  const inNames = new Claims(text.length, names)
  const out: Found<string>[] = []
  const push = (start: number, end: number) => {
    const value = pasted.slice(start, end)
    if (out.length >= most || value.length < 2 || !claims.claim({ start, end })) return
    if (!out.some((other) => other.value.includes(value))) out.push(found(pasted, start, end, value))
  }
  for (const name of projectNames) {
    const core = coreOf(text, behindFirm(text, name, names))
    if (core) push(core.start, core.end)
  }
  for (const pattern of told)
    for (const hit of text.matchAll(pattern)) {
      const word = hit[1] ?? ''
      const start = hit.index + hit[0].indexOf(word)
      push(start, start + word.length)
    }
  const words = wordsIn(text, added)
  for (const span of words)
    if (inNames.isFree(span) && !vague.has(text.slice(span.start, span.end))) push(span.start, span.end)
  if (out.length === 0) for (const span of words) push(span.start, span.end)
  return out.sort((a, b) => a.start - b.start)
}

/** words that any project may use; they tell the trade only where no other does */
const vague = new Set([
  '标准厂房',
  '研发中心',
  '新材料',
  '金融',
  '基金',
  '物流',
  '整车',
  '化工',
  '食品',
  '建材',
  '生物科技',
  '软件',
])

const tail =
  /(?:深加工|精深加工|加工|研发生产|研发|制造|产业化|扩产|扩建|升级|技改|生产|建设|总装|智造|装备制造|一体化|产业园|生产基地|基地|工厂|工程|总部|生产线|产线|中心|园区|园|投资|合作|综合|配套|改造|新建|[一二三四]期|PPP|EPC|及|和)*(?:项目)?$/
const front =
  /^(?:(?:总投资)?约?\d[\d.]*(?:亿|万)元的?|(?:年产|年加工|年处理|日产|日处理|新建|扩建|建设|高端|全球|中国|华东|华南|华北|西南|国际|先进|现代|新型|智能化)|(?:[\d.]+|万|百万|千万)(?:万|亿|千|百)?(?:吨级|立方米|平方米|标箱|[台套吨辆件只个片米支瓶GgMmKk][Ww]?[Hh]?)(?:\/[年日aAmMWwHh\dGg]+)?(?:的)?)+/

/** 汇川技术岳阳生产基地: the trade stands behind the firm and the place that the name begins with */
function behindFirm(text: string, name: Span, names: readonly Span[]): Span {
  const firm = names.find((other) => other.start <= name.start && other.end > name.start && other.end < name.end)
  const inner = names.find((other) => other.start > name.start && other.start - name.start <= 4 && other.end < name.end)
  const from = Math.max(name.start, firm?.end ?? 0, inner?.end ?? 0)
  const rest = text.slice(from, name.end)
  return { start: from + rest.length - behindPlace(rest).length, end: name.end }
}

/** 年产60万台谐波减速器项目 → 谐波减速器; null when nothing but scale and stage is left, or a whole sentence */
function coreOf(text: string, name: Span): Span | null {
  const written = text.slice(name.start, name.end)
  const head = front.exec(written)?.[0].length ?? 0
  const rest = written.slice(head)
  const end = rest.length - (tail.exec(rest)?.[0].length ?? 0)
  if (end < 2 || end > 8 || /[()0-9]/.test(rest.slice(0, end))) return null
  // 宿州市埇桥区农村…, 德赛电池望城…: a name that begins with a place or firm is read by the dictionary alone
  if (/[省市县区镇乡]|集团|公司/.test(rest.slice(0, end))) return null
  // 长虹杰创锂电池: what stands before the trade is a firm's name
  const core = rest.slice(0, end)
  const word = wordsIn(core, [])[0]
  if (isPlaceName(core)) return null
  if (word && word.start >= 2 && !hasPlain(core.slice(0, word.start))) return null
  return { start: name.start + head, end: name.start + head + end }
}

function wordsIn(text: string, added: readonly string[]): Span[] {
  const out: Span[] = []
  for (let i = 0; i < text.length - 1; i++) {
    const word =
      added.find((own) => own.length >= 2 && text.startsWith(own, i)) ??
      byHead.get(text.slice(i, i + 2))?.find((candidate) => text.startsWith(candidate, i))
    if (
      !word ||
      (/[A-Za-z0-9]/.test(word.charAt(0)) && /[A-Za-z0-9]/.test(text.charAt(i - 1))) ||
      (/[A-Za-z0-9]$/.test(word) && /[A-Za-z0-9]/.test(text.charAt(i + word.length)))
    )
      continue
    out.push({ start: i, end: i + word.length })
    i += word.length - 1
  }
  return out
}
