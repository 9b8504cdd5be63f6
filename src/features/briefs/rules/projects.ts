/** Several projects in one text, each with what the text says of it. */
import type { Project } from '../model/extraction.ts'
import type { Amount } from './amounts.ts'
import type { DateRead } from './dates.ts'
import { eventDay } from './event-day.ts'
import type { Area } from './land.ts'
import type { Names } from './names.ts'
import { type Found, type Span, sentenceEnds, stretchAfter } from './span.ts'
import { stageIn } from './stage.ts'
import { muOf, wanOf } from './units-of-entry.ts'

/** a longer list is a table of a year, not a brief */
const mostProjects = 60

/** where the part of the text that speaks of one project begins and ends */
export type Stretch = { start: number; end: number }

/** what may lie between two projects, the strongest first */
const borders: readonly RegExp[] = [/[\n\r]+/g, /[。！!？?]/g, /[；;]/g, /、|以及|[，,]/g]

/**
 * One stretch for each sum of its own, and for each named project of the same list that has none; [] where the text
 * speaks of one project only. Two equal sums are two projects only when each stands beside a name of its own.
 */
export function stretchesOf(
  text: string,
  amounts: readonly Amount[],
  projectNames: readonly Found<string>[],
  companies: readonly Span[],
): Stretch[] {
  const names = [...companies, ...projectNames].sort((a, b) => a.start - b.start)
  const sums = amounts.filter((amount) => amount.role === 'total').slice(0, mostProjects)
  const stretches = cutBetween(text, sums, names)
  const kept = sums.filter((sum, i) => {
    const earlier = sums.findIndex((other) => other.value === sum.value && other.currency === sum.currency)
    return earlier === i || (hasName(stretches[i], names) && hasName(stretches[earlier], names))
  })
  if (kept.length === 0) return listedIn(text, projectNames)
  if (kept.length < 2) return []
  return cutBetween(text, kept, names).flatMap((stretch, i) => withoutSum(text, stretch, kept[i], projectNames))
}

/** what stands between two items of one list: 项目、…项目以及…项目 */
const joint = /^[^。；;！!？?\n]{0,18}?(?:、|以及|和|及|,|，)[^。；;！!？?\n]{0,18}$/

/** 举行甲项目、乙项目的签约仪式: projects that are only named, side by side in one sentence */
function listedIn(text: string, projectNames: readonly Found<string>[]): Stretch[] {
  const own = projectNames.filter(
    (name, i) => !projectNames.slice(Math.max(0, i - 20), i).some((other) => isSame(other, name)),
  )
  const listed = own.slice(0, mostProjects).filter((name, i) => {
    const [before, after] = [own[i - 1], own[i + 1]]
    return (
      (before && joint.test(text.slice(before.end, name.start))) ||
      (after && joint.test(text.slice(name.end, after.start)))
    )
  })
  if (listed.length < 2) return []
  return listed.map((name, i) => {
    const next = listed[i + 1]
    const from = i === 0 ? name.start : borderBetween(text, listed[i - 1]?.end ?? 0, name.start, [])
    return {
      start: Math.min(from, name.start),
      end: next ? borderBetween(text, name.end, next.start, []) : sentenceEnd(text, name.end),
    }
  })
}

function isSame(one: Found<string>, other: Found<string>): boolean {
  const [a, b] = [one.value, other.value].map((name) => name.replace(/(?:建设)?项目$/, ''))
  return a !== undefined && b !== undefined && (a.includes(b) || b.includes(a))
}

function sentenceEnd(text: string, at: number): number {
  return stretchAfter(text, at, sentenceEnds, 80)
}

/** a further item of the list behind the sum's own: 甲项目签约，总投资3亿元；乙项目试生产 */
function withoutSum(
  text: string,
  stretch: Stretch,
  sum: Amount | undefined,
  projectNames: readonly Found<string>[],
): Stretch[] {
  const from = sum?.end ?? stretch.end
  const cut = /[；;\n]/.exec(text.slice(from, stretch.end))
  if (!cut) return [stretch]
  const border = from + cut.index + 1
  const rest = { start: border, end: stretch.end }
  const inRest = projectNames.filter((name) => isIn(name, rest))
  const before = projectNames.filter((name) => isIn(name, { start: stretch.start, end: border }))
  const isNew =
    before.length > 0 && inRest.length > 0 && !inRest.some((name) => before.some((other) => isSame(name, other)))
  const speaks = /签约|开工|投产|试生产|落户|落地|摘牌|注册|洽谈|在谈|推进/.test(text.slice(rest.start, rest.end))
  return isNew && speaks ? [{ start: stretch.start, end: border }, rest] : [stretch]
}

function cutBetween(text: string, sums: readonly Amount[], names: readonly Span[]): Stretch[] {
  const out: Stretch[] = []
  let start = 0
  for (const [i, sum] of sums.entries()) {
    const next = sums[i + 1]
    const end = next ? borderBetween(text, sum.end, next.start, names) : text.length
    out.push({ start, end })
    start = end
  }
  return out
}

/** The strongest border; of several equal ones the last before the next name, else the last of all. */
function borderBetween(text: string, from: number, to: number, names: readonly Span[]): number {
  const between = text.slice(from, to)
  for (const border of borders) {
    const cuts = [...between.matchAll(border)].map((hit) => from + hit.index + hit[0].length)
    const last = cuts.at(-1)
    const first = cuts[0]
    if (last === undefined || first === undefined) continue
    const name = names.find((candidate) => candidate.start >= first && candidate.start < to)
    return (name && cuts.filter((cut) => cut <= name.start).at(-1)) ?? last
  }
  return to
}

function hasName(stretch: Stretch | undefined, names: readonly Span[]): boolean {
  return stretch !== undefined && names.some((name) => isIn(name, stretch))
}

function isIn(span: Span, stretch: Stretch): boolean {
  return span.start >= stretch.start && span.end <= stretch.end
}

type Facts = {
  amounts: readonly Amount[]
  areas: readonly Area[]
  dates: readonly DateRead[]
  capacities: readonly Found<string>[]
  names: Names
}

/** What the stretch says; of several figures in one role the first, since what comes second is a detail of it. */
export function projectIn(text: string, stretch: Stretch, facts: Facts): Project {
  const within = <T extends Span>(values: readonly T[]): T[] => values.filter((value) => isIn(value, stretch))
  const amount = (role: Amount['role']) => within(facts.amounts).find((value) => value.role === role) ?? null
  const area = (role: Area['role']) => within(facts.areas).find((value) => value.role === role) ?? null
  const investment = amount('total')
  const registered = amount('registered')
  const output = amount('output')
  const tax = amount('tax')
  const land = area('land')
  const part = text.slice(stretch.start, stretch.end)
  return {
    companies: within(facts.names.companies).map((company) => company.value),
    project_name: nearest(within(facts.names.projectNames), investment)?.value ?? null,
    investment_wan: investment && wanOf(investment.value),
    investment_currency: investment?.currency ?? null,
    investment_qualifier: investment?.qualifier ?? null,
    registered_capital_wan: registered && wanOf(registered.value),
    registered_capital_currency: registered?.currency ?? null,
    land_mu: land && muOf(land.value),
    floor_area_m2: area('floor')?.value ?? null,
    annual_output_value_wan: output && wanOf(output.value),
    annual_tax_wan: tax && wanOf(tax.value),
    capacity: within(facts.capacities)[0]?.value ?? null,
    date: eventDay(text, within(facts.dates))?.value ?? null,
    places: [...new Set(within(facts.names.places).map((place) => place.text))],
    stage: stageIn(part, part)?.value ?? null,
  }
}

/** the name beside the sum, else the first */
function nearest(names: readonly Found<string>[], sum: Amount | null): Found<string> | null {
  const [first] = names
  if (!first || !sum) return first ?? null
  const apart = (name: Span): number => Math.max(name.start - sum.end, sum.start - name.end)
  return names.reduce((best, name) => (apart(name) < apart(best) ? name : best), first)
}
