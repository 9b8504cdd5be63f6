/** The land and the floor space that a project asks for, in square metres. */

import type { Qualifier } from '../model/extraction.ts'
import { type Measure, squareMetres } from './measures.ts'
import { clauseEnds, type Found, found, sentenceEnds, stretchBefore } from './span.ts'

/** `value` in m²; `upTo` is the upper end of a range whose lower end is `value` */
export type Area = Found<number> & {
  upTo: number | null
  qualifier: Qualifier | null
  role: AreaRole
  /** 总用地, 共占地: the whole where parts are said as well */
  whole: boolean
}
export type AreaRole = 'land' | 'floor' | 'other'

const floorCue = /建筑|建面|厂房|车间|仓库|仓储|办公|楼|租|场地|层高|净化|实验室|载体|用房|展厅|门面|门店|冷库/g
const landCue = /占地|用地|土地|供地|拿地|购地|地块|宗地|征地|需地|摘牌|规划面积|选址|工业地|要地|海域|用海/g
/** what they have already is not what they ask for */
const owned = /已新?建成|已建|已有|现有|现在|拥有|原有|只有|仅有|目前|自有|名下/g
const wanted = /需|拟|想|要|计划|申请|求|新增/g
const wantedHere = /需|拟|想|计划|申请|项目|建设|选址|有意|希望|打算|买地|购地|拿地|要地|意向|准备|求/
const otherCue = /每|涉海|水域|亩均|农田|种植|养殖|流转|基地|绿化|耕地|林地|大棚|水面|滩涂/g
/** 500亩甘蔗种植基地 */
const grown = /^的?[^，,。；;\n]{0,6}(?:种植|养殖|农田|茶园|果园|林地|大棚|苗圃)/
/** land that is farmed, whatever it is called after that, unless a site is asked for */
const farmed = /(?:流转|种植|养殖|托管|承包|耕种)(?!.*(?:占地|用地|供地|拿地|购地|摘牌|征地|需地|要地))/

/** 由120亩调整为160亩: the later figure stands in the place of the earlier */
const correction =
  /(?:调整|增加|提高|追加|扩大|变更|压减|缩减|增|升|改|加|减|降|扩)[^，,。；;\d]{0,3}(?:为|到|至)[^，,。；;\d]{0,4}$/
/** 占地100亩，其中一期60亩: a share of what was said before */
const share = /其中|(?<!分)[一二三四首]期/
/** the company's own grounds, in a sentence that introduces it */
const introduces = /成立于|创建于|始建于|主营|主要从事|专业从事|是一家|员工\d|注册资本/

export function areasIn(pasted: string, text: string, measures: readonly Measure[]): Area[] {
  const out: Area[] = []
  let previousEnd = 0
  // 其中甲地块4平方公里，乙地块2.5平方公里: the second is a share like the first
  let goesOn = false
  for (const measure of measures) {
    const { unit } = measure
    if (unit.kind === 'area') {
      const role = roleOf(text, measure, unit.word, previousEnd)
      const left = text.slice(Math.max(previousEnd, measure.start - 24), measure.start)
      const near = out.slice(-20)
      const earlier = near.filter((area) => area.role === role || area.end === previousEnd)
      const corrects = earlier.length > 0 && correction.test(left)
      const taken = corrects ? (earlier.at(-1)?.role ?? role) : role
      if (corrects) for (const area of earlier) area.role = 'other'
      const since = text.slice(
        Math.max(near.at(-1)?.end ?? 0, stretchBefore(text, measure.start, sentenceEnds, 40)),
        measure.start,
      )
      const isShare: boolean =
        !corrects &&
        (share.test(since) || (goesOn && !/[总共]/.test(left) && since.length < 16)) &&
        near.some((area) => area.role === role)
      goesOn = isShare
      out.push({
        ...found(pasted, measure.start, measure.end, squareMetres(measure.low, unit)),
        upTo: measure.high === null ? null : squareMetres(measure.high, unit),
        qualifier: measure.qualifier,
        role: isShare ? 'other' : taken,
        whole: /总(?:用地|占地|规划|建筑|面积)|(?:共|合计|总共)[^，,]{0,6}$/.test(left),
      })
    }
    previousEnd = measure.end
  }
  return out
}

function roleOf(text: string, measure: Measure, word: 'mu' | 'm2', previousEnd: number): AreaRole {
  const clause = stretchBefore(text, measure.start, clauseEnds.replace(':', ''), 24)
  const left = text.slice(Math.max(clause, previousEnd), measure.start)
  const right = text.slice(measure.end, measure.end + 10)
  if (
    lastEnd(left, owned) > lastEnd(left, wanted) ||
    lastEnd(left, otherCue) > Math.max(lastEnd(left, landCue), lastEnd(left, floorCue))
  )
    return 'other'
  if (
    farmed.test(left) ||
    grown.test(right) ||
    /(?:基底|绿化|景观|道路|清理|清表|平整|征迁|拆迁)[^，,]{0,8}$/.test(left)
  )
    return 'other'
  if (/(?:园区|开发区|新区|高新区|片区)[^，,。]{0,6}规划面积/.test(left)) return 'other'
  const sentence = text.slice(stretchBefore(text, measure.start, sentenceEnds, 80), measure.start)
  if (introduces.test(sentence) && !wantedHere.test(sentence)) return 'other'
  if (word === 'mu') return 'land'
  // 建设标准化厂房2座，规划面积约1500平方米
  if (/规划面积[^，,]{0,3}$/.test(left) && /厂房|楼|仓库/.test(sentence.slice(-40))) return 'floor'
  const land = lastEnd(left, landCue)
  const floor = lastEnd(left, floorCue)
  if (
    /^ ?的?(?:标准)?[^，,。；;\n]{0,6}(?:厂房|车间|仓库|冷库|仓储|办公|场地|写字楼|楼|用房|载体|展厅|宿舍|门面)/.test(
      right,
    )
  )
    return 'floor'
  if (/^ ?的?(?:工业)?(?:土地|用地|地块)/.test(right)) return 'land'
  // 面积1800㎡ alone is a room; 地块面积 is caught as land before
  if (land === 0 && floor === 0) return /面积|(?:要|需|租|找)[^，,]{0,4}$/.test(left) ? 'floor' : 'other'
  return land > floor ? 'land' : 'floor'
}

function lastEnd(left: string, cue: RegExp): number {
  let end = 0
  for (const hit of left.matchAll(cue)) end = hit.index + hit[0].length
  return end
}

/** The first in a role, unless the text gives several that differ by more than the rounding of 33350平方米（约50亩）. */
export function soleArea(areas: readonly Area[], role: AreaRole): Area | null {
  const all = areas.filter((area) => area.role === role)
  const wholes = all.filter(({ whole }) => whole)
  const inRole = wholes.length > 0 ? wholes : all
  const [first] = inRole
  return first && inRole.every((area) => Math.abs(area.value - first.value) <= first.value / 100) ? first : null
}
