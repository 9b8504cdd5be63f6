/** What a project is to make in a year, in the words of the text: 年产5万吨电解液, 80万吨/年煤制烯烃, 年产能10万辆. */
import { numeralAt } from './numbers.ts'
import { Claims, clauseEnds, type Found, found, stretchBefore } from './span.ts'

const ends = clauseEnds.replace(':', '').replace(',', '')

const unit =
  /^ ?(?:标准立方米|立方米|标方|方|立方|万?平方米|㎡|m[23²³]|公里|千米|万?千瓦时|兆瓦时|万?千瓦|兆瓦|吉瓦|瓦|[GMKk]?[Ww][Hh]?(?![A-Za-z])|[Gg][Ww][Hh]?|安时|[KkMm]?[Aa][Hh]|公斤|千克|千升|毫升|公吨|标箱|TEU|载重吨|吨级|吨|台\(?套\)?|台|套|辆|艘|架|只|件|个|片|块|米|条|支|根|枚|颗|粒|瓶|箱|袋|盒|盘|张|头|羽|尾|株|升|桶|人次|班|册|组|副|双|樘|把|部|锭|卷|t|T)/
/** 年产, 设计年产能, 年可处理 … */
const yearly =
  /(?:年|日|月)(?:设计|综合|总|可|均|预计)?(?:产能|产量|产出|产(?!值|业|权)|加工|处理|生产|制造|吞吐|储存|周转|屠宰|出栏|存栏|发电|供气|供应|供|回收|拆解|组装|分拣|提供)(?:能力|规模|量)?(?:可|约|为)?|(?:总|设计|规划)?(?:产能|生产能力|装机(?:总?容量|规模|量)?|储能规模|吞吐能力)(?:规模|约|可)?/g
const perYear = /\/年|\/a(?![a-z])|每年/g
/** 300MW/1200MWh储能电站项目, 20万吨硫酸镍项目: without 年产 the size of a plant says its capacity, when nothing else does */
const sized =
  /(?<![\d.A-Za-z])\d{1,6}(?:\.\d{1,3})?(?:(?:[GM]Wh?|万?千瓦|兆瓦|吉瓦)(?:\/\d{1,6}(?:\.\d{1,3})?(?:[GM]Wh|万千瓦时|兆瓦时))?|(?:万吨|万套|万台|万辆|亿片|万片|万件|万只))[\u4e00-\u9fff、A-Za-z()-]{2,20}?(?=(?:建设|扩建|产业化)?(?:项目|生产线|产线|生产基地|基地|工程|电站))/gi
/** the thing itself ends before the project, a comma or the next verb */
const thing =
  /^(?!的)[\u4e00-\u9fffA-Za-z0-9()+/.-]{0,24}?(?=(?:的)?(?:项目|生产线|产线|生产基地|制造基地|基地|工程|工厂|能力|规模|产能)|[，,。；;、:\s“”"]|的|等|及|和|与|以及|达产|投产|建成|正式|签约|落户|落地|可|预计|实现|以上|左右|$)/

export function capacitiesIn(pasted: string, text: string): Found<string>[] {
  const out: Found<string>[] = []
  const taken = new Claims(text.length)
  const take = (start: number, end: number): void => {
    if (taken.claim({ start, end })) out.push(found(pasted, start, end, pasted.slice(start, end).trim()))
  }
  for (const hit of text.matchAll(yearly)) {
    const figure = figureAfter(text, hit.index + hit[0].length)
    if (figure) take(hit.index, thingEnd(text, figure.end))
  }
  for (const hit of text.matchAll(perYear)) {
    const start = figureBefore(text, hit.index)
    if (start !== null) take(start, thingEnd(text, hit.index + hit[0].length))
  }
  if (out.length === 0) {
    for (const hit of text.matchAll(sized)) take(hit.index, hit.index + hit[0].length)
  }
  return out.sort((a, b) => a.start - b.start)
}

/** the first figure with a unit of goods behind the cue; 年产电解液5万吨 names the thing in between */
function figureAfter(text: string, at: number): { end: number } | null {
  for (let i = at; i <= at + 14 && i < text.length && !ends.includes(text.charAt(i)); i++) {
    const numeral = numeralAt(text, i)
    if (!numeral) continue
    const joint = /^(?:亿|万)?[^\d，,。]{0,3}?[-~至到](?=\d)/.exec(text.slice(numeral.end, numeral.end + 5))?.[0]
    const second = joint === undefined ? null : numeralAt(text, numeral.end + joint.length)
    const end = (second ?? numeral).end
    const goods = unit.exec(text.slice(end, end + 6))?.[0]
    return goods === undefined ? null : { end: end + goods.length }
  }
  return null
}

function figureBefore(text: string, at: number): number | null {
  for (let i = stretchBefore(text, at, ends, 20); i < at; i++) {
    const numeral = numeralAt(text, i)
    if (!numeral) continue
    const goods = unit.exec(text.slice(numeral.end, numeral.end + 6))?.[0]
    if (goods !== undefined && numeral.end + goods.length === at) return i
    i = numeral.end - 1
  }
  return null
}

function thingEnd(text: string, at: number): number {
  return at + (thing.exec(text.slice(at, at + 30))?.[0].length ?? 0)
}
