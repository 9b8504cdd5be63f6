/** The demo year as a plan: every brief of 2022 with who wrote it when and what became of it. 定海 sends more than 100 a month, as in the article. */
import { addDays, isWorkingDay, stateCouncilCalendar } from '#core/calendar.ts'
import { lastDay } from '#core/month.ts'
import { articleBriefs, type Told } from './article.ts'
import { type Chance, chanceOf } from './chance.ts'
import { blocks, type CityUnit, units } from './city.ts'
import { type Prospect, prospect } from './companies.ts'

export const months = Array.from({ length: 12 }, (_, i) => `2022-${String(i + 1).padStart(2, '0')}`)

/** In the order of sending. The same list each time. */
export function yearOf(block: string): Told[] {
  const chance = chanceOf(2022 + blocks.findIndex((b) => b.name === block) * 97)
  const writers = weighted(units.filter((unit) => unit.block === block))
  const told = months.flatMap((month, m) => {
    const count = countIn(block, m, chance)
    return Array.from({ length: count }, (_, i) =>
      invent(`${block}-${month}-${i}`, month, chance.pick(writers), chance),
    )
  })
  return [...told, ...articleBriefs(block)].sort((a, b) => (a.at < b.at ? -1 : 1))
}

function countIn(block: string, m: number, chance: Chance): number {
  if (block === '定海区') return 102 + m + chance.between(0, 3)
  return block === '市本级' ? chance.between(3, 6) : chance.between(1, 3)
}

/** A fifth of the units write most of the briefs (domain model); one or two a month write none. */
function weighted(of: readonly CityUnit[]): CityUnit[] {
  const rank = { posted: 0, town: 1, bureau: 4, park: 3, company: 5 } as const
  return [...of]
    .sort((a, b) => rank[a.kind] + ((a.name.length * 7) % 5) - rank[b.kind] - ((b.name.length * 7) % 5))
    .flatMap((unit, i) => Array.from({ length: Math.max(1, Math.round(40 / (i + 3) ** 0.85)) }, () => unit))
}

const channels = [
  'visit',
  'visit',
  'reception',
  'remote',
  'fair',
  'introduced',
  'intermediary',
  'alumni',
  'self',
] as const
const steps = [
  '邀请企业来舟实地考察',
  '对接用地和能耗指标',
  '约企业负责人面谈合作框架',
  '提交项目建议书',
  '比选两处厂房',
  '组织部门联审环评可行性',
  '补充近两年财务报表',
] as const

function invent(key: string, month: string, unit: CityUnit, chance: Chance): Told {
  const p = prospect(chance)
  const day = workingDayIn(month, chance)
  const late = chance.in(0.04)
  const channel = chance.pick(channels)
  const nextStep = chance.pick(steps)
  const roll = chance.next()
  const at = `${day}T${clockTime(chance)}`
  return {
    key,
    unit: unit.name,
    at,
    contactOn: addDays(day, late ? -chance.between(18, 40) : -chance.between(0, 3)),
    channel,
    place: unit.postCity && chance.in(0.7) ? unit.postCity : `${p.region}市`,
    prospect: p,
    body: textOf(unit, day, p, channel, nextStep),
    nextStep,
    nextOn: addDays(day, chance.between(5, 25)),
    complete: chance.in(0.9),
    verdict: roll < 0.86 ? 'valid' : roll < 0.93 ? 'invalid' : 'duplicate',
    ruling: chance.in(0.16) ? chance.pick(['follow', 'assign', 'assign', 'hold'] as const) : null,
    negotiates: chance.in(0.12),
  }
}

function workingDayIn(month: string, chance: Chance): string {
  for (;;) {
    const day = `${month}-${String(chance.between(1, Number(lastDay(month).slice(8)))).padStart(2, '0')}`
    if (isWorkingDay(day, stateCouncilCalendar) || chance.in(0.06)) return day
  }
}

/** 08:30 to 22:30 in Shanghai, as UTC */
function clockTime(chance: Chance): string {
  const minutes = chance.between(30, 14 * 60 + 30)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(chance.between(0, 59))}.000000Z`
}

const verbs = {
  visit: '赴',
  reception: '接待',
  remote: '电话联系',
  fair: '在展会上对接',
  introduced: '经在舟企业介绍对接',
  intermediary: '经商会介绍对接',
  alumni: '经乡贤介绍对接',
  self: '接到自荐：',
} as const

function textOf(unit: CityUnit, day: string, p: Prospect, channel: Told['channel'], nextStep: string): string {
  const [, month, date] = day.split('-').map(Number)
  const money =
    p.investmentWan === null
      ? ''
      : `，计划总投资约${p.investmentWan >= 10_000 ? `${p.investmentWan / 10_000}亿元` : `${p.investmentWan}万元`}`
  const land = p.landMu === null ? '' : `，用地约${p.landMu}亩`
  const meeting = channel === 'visit' ? `赴${p.region}拜访${p.company}` : `${verbs[channel]}${p.company}`
  return `【${unit.name}简报】${month}月${date}日${meeting}，与${p.leader}洽谈。企业拟${p.intention}${money}${land}。下一步：${nextStep}。`
}

/** the days just before the demo is opened, so that today has something to do */
export function latelyIn(block: string, today: string): Told[] {
  const chance = chanceOf(7)
  const writers = weighted(units.filter((unit) => unit.block === block))
  return Array.from({ length: 12 }, (_, i) => {
    const day = addDays(today, -Math.floor(i / 3) - 1)
    return {
      ...invent(`${block}-lately-${i}`, day.slice(0, 7), chance.pick(writers), chance),
      at: `${day}T0${(i % 3) + 1}:2${i % 6}:00.000000Z`,
      contactOn: day,
    }
  })
}

/** The newest of them has been met by others too: by a neighbour, whom one may read, and by another district, whom one may not. */
export function repeatedLately(block: string, today: string): Told[] {
  const [first] = latelyIn(block, today)
  if (!first) return []
  const others = [
    { unit: first.unit === '白泉镇' ? '盐仓街道' : '白泉镇', day: addDays(today, -3) },
    { unit: '沈家门街道', day: addDays(today, -4) },
  ]
  return others.map(({ unit, day }) => ({
    ...first,
    key: `${block}-repeated-${unit}`,
    unit,
    at: `${day}T03:12:00.000000Z`,
    contactOn: day,
    nextOn: addDays(day, 20),
    body: first.body.replace(
      /^【[^】]*】\d+月\d+日/,
      `【${unit}简报】${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`,
    ),
    verdict: 'valid',
    ruling: null,
    negotiates: false,
  }))
}
