/** Amounts as people write them in the group: units, ranges, investment against land price, and what is no amount. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBrief } from './reading.ts'

const wan = (value: bigint): number => Number(value) / 1_000_000

/** [text, 万 (or from–to), qualifier] */
const totals: readonly (readonly [string, number | readonly [number, number], string?])[] = [
  ['总投资666.32亿元', 6663200],
  ['总投资１．００亿元', 10000],
  ['总投资约35亿元', 350000, 'approx'],
  ['总投资近10亿元', 100000, 'lt'],
  ['总投资逾10亿元', 100000, 'gt'],
  ['总投资超过10亿元', 100000, 'gt'],
  ['总投资不超过10亿元', 100000, 'lt'],
  ['总投资不低于10亿元', 100000, 'gt'],
  ['总投资10亿元以上', 100000, 'gt'],
  ['总投资10亿元以内', 100000, 'lt'],
  ['总投资10亿元左右', 100000, 'approx'],
  ['总投资10余亿元', 100000, 'gt'],
  ['总投资10亿多', 100000, 'gt'],
  ['总投资10多个亿', 100000, 'gt'],
  ['总投资1200万', 1200],
  ['总投资1,200万元', 1200],
  ['总投资1亿2千万元', 12000],
  ['总投资1亿2000万元', 12000],
  ['总投资一亿两千万元', 12000],
  ['总投资两个亿', 20000],
  ['总投资半个亿', 5000],
  ['总投资三点五个亿', 35000],
  ['总投资三百五十万元', 350],
  ['总投资十二亿元', 120000],
  ['总投资二十亿元', 200000],
  ['总投资3000w', 3000],
  ['总投资35000万元人民币', 35000],
  ['总投资人民币2亿元', 20000],
  ['总投资1.5万亿元', 150000000],
  ['总投资10-20亿元', [100000, 200000]],
  ['总投资１０～２０亿元', [100000, 200000]],
  ['总投资10亿元至20亿元', [100000, 200000]],
  ['总投资8到10亿元', [80000, 100000]],
  ['总投资8000万—1亿元', [8000, 10000]],
  ['总投资三五个亿', [30000, 50000]],
  ['总投资两三千万', [2000, 3000]],
  ['总投资：5亿元', 50000],
  ['总投资额达142亿元', 1420000],
  ['拟投5亿元', 50000],
  ['计划投入3000万元', 3000],
  ['12亿元的总投资', 120000],
  ['投资从2亿元增加到3亿元', 30000],
]

const noTotal: readonly string[] = [
  '总投资几个亿',
  '总投资几十亿',
  '总投资数百亿元',
  '总投资上百亿元',
  '总投资未定',
  '百亿级产业集群',
  '投资100亩',
  '年产5万吨',
  '产值100亿元',
  '年销售收入超20亿元',
  '年税收5000万元',
  '注册资本5亿元',
  '已完成投资3亿元',
  '累计投资12亿元',
  '一期投资3亿元',
  '固定资产投资3亿元',
  '亩均投资500万元',
  '投资强度400万元/亩',
  '10亿元以上项目14个',
  '签约6个项目，总投资41.65亿元',
  '等14个项目达成合作意向，签约金额87.07亿元',
  'A轮融资2亿元',
  '市值300亿元',
  '基金规模20亿元',
  '总投资3亿元的海缆项目和总投资5亿元的叶片项目',
  '租金20万元',
  '2022年投资',
  '投资3月5日再谈',
]

describe('total investment', () => {
  it.each(totals.map(([text, expected, qualifier]) => ({ text, expected, qualifier })))(
    '$text',
    ({ text, expected, qualifier }) => {
      const total = readBrief(text).totalInvestmentFen
      expect(total && (total.upTo === null ? wan(total.value) : [wan(total.value), wan(total.upTo)])).toEqual(expected)
      expect(total?.qualifier ?? undefined).toBe(qualifier)
    },
  )

  it.each(noTotal)('is not said in %s', (text) => {
    expect(readBrief(text).totalInvestmentFen).toBeNull()
  })

  it.each([
    ['总投资5亿美元', 'USD'],
    ['总投资5亿欧元', 'EUR'],
    ['总投资500亿日元', 'JPY'],
    ['总投资5亿港币', 'HKD'],
    ['总投资5亿元', 'CNY'],
  ])('keeps the currency of %s', (text, currency) => {
    expect(readBrief(text).totalInvestmentFen?.currency).toBe(currency)
  })

  it('is exact to the fen, however it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.constantFrom(...(['元', '万元', '亿元'] as const)),
        (hundredths, unit) => {
          const written = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
          const scale = { 元: 1n, 万元: 10_000n, 亿元: 100_000_000n }[unit]
          const wide = written.replace(/[\d.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
          for (const form of [written, wide]) {
            expect(readBrief(`总投资${form}${unit}`).totalInvestmentFen?.value).toBe(BigInt(hundredths) * scale)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('land and floor space', () => {
  const mu = (value: number): number => Math.round((value / (2000 / 3)) * 100) / 100

  it.each([
    ['用地80亩', 80],
    ['需土地八十亩', 80],
    ['占地约26公顷', 390],
    ['用地130,000平方米', 195],
    ['占地面积１３万平方米', 195],
    ['用地面积1.5平方公里', 2250],
    ['要地一百二十亩', 120],
    ['用地三百五亩', 350],
  ])('%s', (text, expected) => {
    expect(mu(readBrief(text).landM2?.value ?? 0)).toBe(expected)
    expect(readBrief(text).floorAreaM2).toBeNull()
  })

  it.each([
    ['租用厂房4000平方米', 4000],
    ['建筑面积18.6万平方米', 186000],
    ['需要标准厂房3万㎡', 30000],
    ['要5000平的仓库', 5000],
    ['办公用房八百平米', 800],
  ])('%s', (text, expected) => {
    expect(readBrief(text).floorAreaM2?.value).toBe(expected)
    expect(readBrief(text).landM2).toBeNull()
  })

  it.each(['几十亩地', '每亩35万元', '亩均税收30万元', '现有厂房不足', '种植基地2000亩', '5平台架构'])(
    'neither in %s',
    (text) => {
      expect(readBrief(text).landM2).toBeNull()
      expect(readBrief(text).floorAreaM2).toBeNull()
    },
  )
})
