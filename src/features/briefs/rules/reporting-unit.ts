/** Which unit reports: 【盐仓街道简报】 at the head, 驻杭州招商组： before the text, or the signature at its end. */
import { placeNameAt } from './places.ts'
import { type Found, found } from './span.ts'

export type KnownUnit = { id: string; name: string; short: string }
/** `value` is the unit as written; `unitId` the one of the given units that it names, null when none or several could be meant */
export type ReportingUnit = Found<string> & { unitId: string | null }

const unitTail =
  '(?:街道办事处|街道办|街道|开发区管委会|商务和投促局|合作和外事局|招商服务中心|投资服务中心|促进局|招商组|招商处|招商局|招商中心|招商办|招商专班|专班|投促中心|投资促进中心|管委会|工作组|小组|(?:[局办处组]|乡(?![长市县])|镇(?![长市])|委(?!员))|中心|园区|集团|公司|社区|高新区|经开区|人民政府|新区|新城|开发区)'
const inBrackets = /^[\s#*]{0,6}(?:\S{0,3}\s?)?[【[「〖]([^】\]」〗\n]{2,30})[】\]」〗]/
const label = /^[\s#*]{0,6}(?:报送单位|填报单位|上报单位|单位|来源)[: ]{1,2}([^\n，,。；;]{2,20})/m
const headed = new RegExp(
  `^[\\s#*]{0,6}(?:#[^#\\n]{2,12}#|[【[][^】\\]\\n]{1,20}[】\\]])?([\\u4e00-\\u9fff()]{0,18}${unitTail})(?:\\((?=[\\d年月日第期号·总 -]{2,24}\\))|[\\d年月日期第号总·).\\-\\s]|[简报讯信息动态快专招商工作汇总线索速递周进展情况])` +
    '{0,24}(?:[:|\\n。]| (?=\\d)|第)',
)
/** 报:市招商办 first, the unit on the next line */
const headedLine = new RegExp(headed.source, 'm')
/** 十堰市郧阳区招商局报告，…; 来自义蓬街道的招商信息 */
const reports = new RegExp(
  `(?:^|\\n)(?:来自)?([\\u4e00-\\u9fff()]{2,16}${unitTail})(?:报告[，,]|汇报[，,]|报送[，,:]|的招商)`,
)
/** 2022-11-03 金塘管委会赴宁波, 衢山镇党委书记带队赴武汉: who acts in the first clauses reports */
const acting = new RegExp(
  `(?:^|[，,。:\\n])[\\s#*]{0,6}(?:[\\d年月日号./-]{3,11}(?:上午|下午|中午|晚上|晚)?[，, ]{0,2})?([\\u4e00-\\u9fff]{0,10}?${unitTail}(?:招商[组处局办])?)(?=[\\u4e00-\\u9fff]{0,14}(?:赴|接待|拜访|走访|带队|对接|邀请|组织|前往|一行))`,
)
/** 雨城区经济合作和外事局编 2024年10月14日: who edited it, in the head */
const edited = new RegExp(
  `(?:^|[\\n ])([\\u4e00-\\u9fff]{2,16}${unitTail})(?:主办|编印|编发|编|印发)(?=[\\s\\d]|$)`,
  'm',
)
/** 金塘：… names a unit only where the city has one of that name */
const bare = /^[\s#*]{0,6}(?:\S{2,10}[|｜] ?)?([\u4e00-\u9fff]{2,14}):/
/** how far into the text a greeting may push the unit that acts */
const head = 70

const signed = new RegExp(
  `(?:\\(|（|-{2,}|\\n)\\s{0,8}([\\u4e00-\\u9fff]{1,14}${unitTail})(?:供稿|报送|报|上报|整理)?\\)?\\s{0,4}(?:\\d{4}年\\d{1,2}月\\d{1,2}日)?\\s{0,8}$`,
)
const extra =
  /(?:(?:招商)?(?:引资)?(?:信息|工作|线索|项目)?(?:简报|动态|快报|专报|信息|日报|周报|汇报|报告|报送|线索|速递)|招商|信息|第?\d{1,4}期?)+$/

export function reportingUnitIn(pasted: string, text: string, units: readonly KnownUnit[]): ReportingUnit | null {
  for (const [pattern, reach] of [
    [inBrackets, 300],
    [label, 300],
    [headed, 300],
    [reports, 60],
    [headedLine, 60],
    [edited, 160],
    [bare, 300],
    [acting, head],
  ] as const) {
    const unit = fromHit(pasted, text.slice(0, reach), 0, pattern, units)
    if (unit) return unit
  }
  const tailFrom = Math.max(0, text.length - 80)
  return fromHit(pasted, text.slice(tailFrom), tailFrom, signed, units)
}

function fromHit(
  pasted: string,
  window: string,
  base: number,
  pattern: RegExp,
  units: readonly KnownUnit[],
): ReportingUnit | null {
  const hit = pattern.exec(window)
  const raw = hit?.[1]
  if (!hit || !raw) return null
  const name = raw
    .trim()
    .replace(extra, '')
    .replace(/[·:\-\s]{1,4}$/, '')
  const unitId = matchUnit(name, units)
  const looksLikeUnit = new RegExp(`${unitTail}$`).test(name) && !/(?:公司|集团)$/.test(name)
  const joins = name.includes('和') && !/和[\u4e00-\u9fff]{1,8}[局委办]$/.test(name)
  // 郫都区:, 肥东: a place that speaks
  const speaks =
    (pattern === bare || (pattern === inBrackets && /[区县旗]$/.test(name))) && placeNameAt(name, 0) === name
  if (
    name.length < 2 ||
    joins ||
    /^(?:接待|拜访|走访|陪同|邀请|对接)|[与我本各该全来由请]|招商局集团|公司.|有意|落户|签约|投资(?!促进|服务)|项目|拟|[市省县区]委$/.test(
      name,
    )
  )
    return null
  if (unitId === null && !looksLikeUnit && !speaks) return null
  const start = base + hit.index + hit[0].indexOf(raw) + raw.indexOf(name)
  return { ...found(pasted, start, start + name.length, pasted.slice(start, start + name.length)), unitId }
}

/** The unit whose name, short name or bare stem is what was written; null when two could be meant. */
export function matchUnit(written: string, units: readonly KnownUnit[]): string | null {
  const exact = units.filter((unit) => unit.name === written || unit.short === written)
  if (exact.length > 0) return exact.length === 1 ? (exact[0]?.id ?? null) : null
  const stem = stemOf(written)
  const close = units.filter((unit) => {
    const stems = [stemOf(unit.name), stemOf(unit.short)]
    return stems.some(
      (candidate) =>
        candidate.length >= 2 &&
        (candidate === stem || stem.endsWith(candidate) || (stem.length >= 2 && candidate.endsWith(stem))),
    )
  })
  return close.length === 1 ? (close[0]?.id ?? null) : null
}

/** 驻杭招商组, 定海区驻杭州招商局 and 驻杭州组 say one thing in the group */
function stemOf(name: string): string {
  return name
    .replace(/^(?:舟山市|浙江省)/, '')
    .replace(/^(?:定海|普陀|岱山|嵊泗)[区县](?=.{2})/, '')
    .replace(/(?:街道办事处|街道办|街道|人民政府|办事处|管理委员会|管委会|[镇乡])$/, '')
    .replace(/(?:招商引资|招商)?(?:工作)?(?:组|处|局|专班|小组)$/, (tail) =>
      tail === '局' || tail === '处' ? tail : '',
    )
}
