/** Output, tax, capital, land and floor space as texts give them: whose they are, and what is only a share. */
import { describe, expect, it } from 'vitest'
import type { Extraction } from '../model/extraction.ts'
import { extract } from './extraction.ts'

type Entered = Partial<Extraction>

function entered(text: string): Extraction {
  return extract(text, { postedOn: '2024-05-06' })
}

const effects: readonly (readonly [string, Entered])[] = [
  ['项目达产后可实现年产值30亿元、利税4.5亿元', { annual_output_value_wan: 300000, annual_tax_wan: null }],
  ['项目达产后年利税4.5亿元，其中税收2.1亿元', { annual_tax_wan: 21000 }],
  ['投产后预计年税收贡献不少于1500万元', { annual_tax_wan: 1500 }],
  ['预计年缴纳税收2000万元以上', { annual_tax_wan: 2000 }],
  ['亩均税收不低于30万元', { annual_tax_wan: null }],
  ['预计年营收达到8亿元，年上缴税金3000万元', { annual_output_value_wan: 80000, annual_tax_wan: 3000 }],
  ['年销售收入可达五亿元', { annual_output_value_wan: 50000 }],
  ['达产后年产值可达15-20亿元', { annual_output_value_wan: null }],
  ['全区规上工业产值突破500亿元，税收收入30亿元', { annual_output_value_wan: null, annual_tax_wan: null }],
  ['企业注册资金1亿元，实缴5000万元', { registered_capital_wan: 10000 }],
  ['注册资本为人民币2000万元的项目公司已成立', { registered_capital_wan: 2000 }],
  ['项目公司注册资本由5000万元增加至1亿元', { registered_capital_wan: 10000 }],
  ['年产值5000万元/亩', { annual_output_value_wan: null }],
  ['年产值3亿元，年产量200台', { annual_output_value_wan: 30000, capacity: '年产量200台' }],
  [
    '一期达产后年产值10亿元，全部达产后年销售收入30亿元、纳税1.2亿元',
    { annual_output_value_wan: 300000, annual_tax_wan: 12000 },
  ],
  ['8个项目达产后，预计年产值300亿元，年税收27亿元', { annual_output_value_wan: null, annual_tax_wan: null }],
  ['每年能实现10亿元销售收入', { annual_output_value_wan: 100000 }],
  [
    '企业年纳税额超过5000万元，拟新增投资2亿元，达产后新增产值4亿元、税收2000万元',
    { annual_output_value_wan: 40000, annual_tax_wan: 2000 },
  ],
]

describe('output, tax and registered capital', () => {
  it.each(effects)('%s', (text, expected) => {
    expect(entered(text)).toMatchObject(expected)
  })
})

const forms: readonly (readonly [string, Entered])[] = [
  [
    '总投资（亿元）：3.5\n用地（亩）：50\n年产值（万元）：60000\n税收（万元）：2000',
    { investment_wan: 35000, land_mu: 50, annual_output_value_wan: 60000, annual_tax_wan: 2000 },
  ],
  ['投资额(万美元): 1200', { investment_wan: 1200, investment_currency: 'USD' }],
  [
    '总投资：3.5亿；用地：120亩；产值：5亿；税收：2000万',
    { investment_wan: 35000, land_mu: 120, annual_tax_wan: 2000 },
  ],
  ['注册资本（万元）：5000', { registered_capital_wan: 5000 }],
  ['股东甲认缴6000万元、乙认缴4000万元，注册资本1亿元', { registered_capital_wan: 10000 }],
]

describe('forms and tables, with the unit before the figure', () => {
  it.each(forms)('%s', (text, expected) => {
    expect(entered(text)).toMatchObject(expected)
  })
})

const areas: readonly (readonly [string, Entered])[] = [
  ['占地约3.5公顷', { land_mu: 52.5 }],
  ['需用地66.7公顷', { land_mu: 1000.5 }],
  ['规划用地面积20万平方米，总建筑面积35万平方米', { land_mu: 300, floor_area_m2: 350000 }],
  ['用地面积约33333平方米（约50亩），总建筑面积6.5万㎡', { land_mu: 50, floor_area_m2: 65000 }],
  ['拟购地100亩，其中首期60亩', { land_mu: 100 }],
  ['先期租赁厂房5000平方米过渡，后期购地50亩', { floor_area_m2: 5000, land_mu: 50 }],
  ['租赁标准厂房1.2万平，层高8米', { floor_area_m2: 12000 }],
  ['现有厂房8000平方米不够用，想再要20亩地', { floor_area_m2: null, land_mu: 20 }],
  ['公司现有厂区占地120亩，拟新征用地80亩', { land_mu: 80 }],
  ['流转土地3000亩种植中药材', { land_mu: null }],
  ['月租金12元/平方米，拟租2000平方米', { floor_area_m2: 2000 }],
  ['首次投资8000万元，租赁厂房6000㎡；二期拿地30亩', { floor_area_m2: 6000, land_mu: 30 }],
  [
    '新增建设用地150亩，新建厂房10万平方米，购置设备200台（套）',
    { land_mu: 150, floor_area_m2: 100000, capacity: null },
  ],
  ['总占地面积1059亩，分两期建设，其中一期投资25亿元，占地面积446亩', { land_mu: 1059 }],
  ['该项目总用地230亩。分两期开发，一期占地面积169.6亩', { land_mu: 230 }],
  ['用地面积约6.5公顷。其中甲地块约4公顷，乙地块约2.5公顷', { land_mu: 97.5 }],
  ['他们现在有八千平厂房，想在我们这再建一个一万五千平的冷库', { floor_area_m2: 15000 }],
  ['地要八十到一百亩', { land_mu: null, land_range_mu: [80, 100] }],
  ['要地一百五六十亩', { land_range_mu: [150, 160] }],
  ['三万两千平厂房', { floor_area_m2: 32000 }],
  ['清理土地36亩，项目占地面积50亩', { land_mu: 50 }],
  ['投资2000万元兴建加工厂及500亩甘蔗种植基地', { land_mu: null }],
  [
    '总用地面积42908平方米（折合约64.36亩），建筑物基底占地面积31966平方米，总建筑面积47628平方米',
    { land_mu: 64.36, floor_area_m2: 47628 },
  ],
  ['建设标准化厂房2座，规划面积约1500平方米', { land_mu: null, floor_area_m2: 1500 }],
  ['租用园区3号楼一层，面积1800㎡', { floor_area_m2: 1800, land_mu: null }],
  ['地块面积20010平方米', { land_mu: 30.02, floor_area_m2: null }],
  ['总建筑面积12.6万㎡（地上10.8万㎡、地下1.8万㎡）', { floor_area_m2: 126000 }],
]

describe('land and floor space', () => {
  it.each(areas)('%s', (text, expected) => {
    expect(entered(text)).toMatchObject(expected)
  })
})
