/** The land and the floor space that a project asks for, in square metres. */
import { type Measure, type Qualifier, squareMetres } from './measures.ts'
import { clauseEnds, type Found, found, stretchBefore } from './span.ts'

/** `value` in m²; `upTo` is the upper end of a range whose lower end is `value` */
export type Area = Found<number> & { upTo: number | null; qualifier: Qualifier | null; role: AreaRole }
export type AreaRole = 'land' | 'floor' | 'other'

const floorCue =
  /建筑|建面|厂房|车间|仓库|仓储|办公|楼|租|场地|层高|净化|实验室|(?<!用地|占地|土地|规划|宗地)面积|载体|用房|展厅|门面|门店|冷库/g
const landCue = /占地|用地|土地|供地|拿地|购地|地块|宗地|征地|需地|摘牌|规划面积|选址|工业地|要地|海域|用海/g
/** what they have already is not what they ask for */
const owned = /已有|现有|拥有|原有|只有|仅有|目前|自有|名下/g
const wanted = /需|拟|想|要|计划|申请|求|新增/g
const otherCue = /每|亩均|农田|种植|养殖|流转|基地|绿化|耕地|林地|大棚/g

export function areasIn(pasted: string, text: string, measures: readonly Measure[]): Area[] {
  const out: Area[] = []
  let previousEnd = 0
  for (const measure of measures) {
    const { unit } = measure
    if (unit.kind === 'area') {
      out.push({
        ...found(pasted, measure.start, measure.end, squareMetres(measure.low, unit)),
        upTo: measure.high === null ? null : squareMetres(measure.high, unit),
        qualifier: measure.qualifier,
        role: roleOf(text, measure, unit.word, previousEnd),
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
  if (word === 'mu') return 'land'
  const land = lastEnd(left, landCue)
  const floor = lastEnd(left, floorCue)
  if (/^ ?的?(?:标准)?[^，,。；;\n]{0,6}(?:厂房|车间|仓库|办公|场地|写字楼|用房|载体)/.test(right)) return 'floor'
  if (/^ ?的?(?:工业)?(?:土地|用地|地块)/.test(right)) return 'land'
  if (land === 0 && floor === 0) return 'other'
  return land > floor ? 'land' : 'floor'
}

function lastEnd(left: string, cue: RegExp): number {
  let end = 0
  for (const hit of left.matchAll(cue)) end = hit.index + hit[0].length
  return end
}

/** The first in a role, unless the text gives several that differ by more than the rounding of 33350平方米（约50亩）. */
export function soleArea(areas: readonly Area[], role: AreaRole): Area | null {
  const inRole = areas.filter((area) => area.role === role)
  const [first] = inRole
  return first && inRole.every((area) => Math.abs(area.value - first.value) <= first.value / 100) ? first : null
}
