/** What is entered from texts as officials, companies and newspapers write them: figures, whose they are, and days. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Extraction, extractionSchema } from '../model/extraction.ts'
import { extract } from './extraction.ts'

type Entered = Partial<Extraction>

/** posted on Monday, 6 May 2024 */
const postedOn = '2024-05-06'

function entered(text: string): Extraction {
  return extract(text, { postedOn })
}

const investments: readonly (readonly [string, Entered])[] = [
  ['项目计划总投资人民币12.5亿元，其中一期投资5亿元，固定资产投资9亿元。', { investment_wan: 125000 }],
  [
    '甲公司拟投资建设新能源电池托盘项目，总投资额预计达20亿元左右，分两期实施，一期8亿、二期12亿。',
    { investment_wan: 200000, investment_qualifier: 'approx' },
  ],
  ['该项目一期总投资6亿元，二期总投资9亿元', { investment_wan: null }],
  ['聚能二期项目总投资12亿元，用地200亩', { investment_wan: 120000, land_mu: 200 }],
  ['客商想投个三四千万搞冷库', { investment_range_wan: [3000, 4000] }],
  ['初步意向投1.5个亿，地要三四十亩', { investment_wan: 15000, land_range_mu: [30, 40] }],
  [
    '投资总额2亿美元，注册资本8000万美元',
    {
      investment_wan: 20000,
      investment_currency: 'USD',
      registered_capital_wan: 8000,
      registered_capital_currency: 'USD',
    },
  ],
  ['总投资US$1.2亿', { investment_wan: 12000, investment_currency: 'USD' }],
  ['总投资达10亿元人民币以上', { investment_wan: 100000, investment_qualifier: 'gt' }],
  ['投资规模在5亿元到8亿元之间', { investment_range_wan: [50000, 80000] }],
  ['项目总投资为50,000万元', { investment_wan: 50000 }],
  ['总投资伍仟万元整', { investment_wan: 5000 }],
  ['总投资壹亿贰仟万元', { investment_wan: 12000 }],
  ['总投资约人民币3.6亿元', { investment_wan: 36000, investment_qualifier: 'approx' }],
  ['项目投资强度420万元/亩，亩均税收35万元/亩，总投资2.1亿元', { investment_wan: 21000, annual_tax_wan: null }],
  ['固定资产投资1.8亿元', { investment_wan: null }],
  [
    '该企业2023年产值6.8亿元，纳税3200万元，拟投资5亿元扩产',
    { investment_wan: 50000, annual_output_value_wan: null, annual_tax_wan: null },
  ],
  [
    '公司年销售额约3亿元，员工200余人，现计划在我区投资1.2亿元建设二期厂房，建成后新增年产值2.5亿元、税收800万元',
    { investment_wan: 12000, annual_output_value_wan: 25000, annual_tax_wan: 800 },
  ],
  ['三个项目总投资12亿元：A项目5亿元，B项目4亿元，C项目3亿元', { investment_wan: null }],
  ['获得A轮融资2亿元，估值20亿元，拟投资1亿元在我区建设生产基地', { investment_wan: 10000 }],
  ['设备投资6000万元，土建投资4000万元，合计总投资1亿元', { investment_wan: 10000 }],
  ['项目总投资3亿元，其中企业自筹1亿元，银行贷款2亿元', { investment_wan: 30000 }],
  ['该公司是行业龙头，市值超500亿元，2022年营业收入128亿元', { investment_wan: null, annual_output_value_wan: null }],
  ['中标金额3.4亿元', { investment_wan: null }],
  ['给予不超过500万元补助，对投资1亿元以上的项目', { investment_wan: null }],
  ['引进投资10亿元以上项目5个', { investment_wan: null }],
  ['投资约10亿元的数据中心项目花落高新区', { investment_wan: 100000, investment_qualifier: 'approx' }],
  ['百亿级项目落户', { investment_wan: null }],
  ['投资总额USD 30,000,000', { investment_wan: 3000, investment_currency: 'USD' }],
  ['投资3000万欧', { investment_wan: 3000, investment_currency: 'EUR' }],
  ['投资一到两个亿', { investment_range_wan: [10000, 20000] }],
  ['总投资二十五亿一期十个亿', { investment_wan: 250000 }],
  ['总投资两万五千万', { investment_wan: 25000 }],
  ['总投资一个半亿', { investment_wan: 15000 }],
  ['总投资两亿半', { investment_wan: 25000 }],
  ['总投资12 000万元', { investment_wan: 12000 }],
  ['投资一千五六百万', { investment_range_wan: [1500, 1600] }],
  ['总投资超百亿元', { investment_wan: null }],
  ['总投资数十亿元', { investment_wan: null }],
  ['总投资10多亿元', { investment_wan: 100000, investment_qualifier: 'gt' }],
  ['总投资接近十个亿', { investment_wan: 100000, investment_qualifier: 'lt' }],
  ['总投资不到一个亿', { investment_wan: 10000, investment_qualifier: 'lt' }],
  ['预计总投3到5个亿', { investment_range_wan: [30000, 50000] }],
  ['投资额度8000万左右吧', { investment_wan: 8000, investment_qualifier: 'approx' }],
  ['他们老板说这个项目大概要花两个亿', { investment_wan: 20000 }],
  ['一期投3个亿，总共要投10个亿', { investment_wan: 100000 }],
  ['全部建成总投资60亿元，一期20亿元已开工', { investment_wan: 600000 }],
  ['项目由甲公司出资6亿元、乙公司出资4亿元共同建设，总投资10亿元', { investment_wan: 100000 }],
  [
    '双方合资成立公司，注册资本1亿元，甲公司出资7000万元，持股70%',
    { investment_wan: null, registered_capital_wan: 10000 },
  ],
  ['以3200万元竞得土地52亩', { investment_wan: null, land_mu: 52 }],
  ['土地成交价4560万元，拟投资3亿元', { investment_wan: 30000 }],
  ['进出口额3亿美元', { investment_wan: null, annual_output_value_wan: null }],
  ['投资３．５亿元　用地１２０亩', { investment_wan: 35000, land_mu: 120 }],
  ['总投资 3.5 亿元 ， 占地 120 亩', { investment_wan: 35000, land_mu: 120 }],
  [
    '总投资：3.5亿；用地：120亩；产值：5亿；税收：2000万',
    { investment_wan: 35000, land_mu: 120, annual_output_value_wan: 50000, annual_tax_wan: 2000 },
  ],
  ['投资方：上海某公司 投资额：3.5亿元 用地需求：无', { investment_wan: 35000, land_mu: null }],
  [
    '我们接触的这家企业去年做了六个亿今年准备投三个亿在我们这边建厂要六十亩地',
    { investment_wan: 30000, land_mu: 60, annual_output_value_wan: null },
  ],
  ['预计总投资为2.8-3.2亿元人民币', { investment_range_wan: [28000, 32000] }],
  ['计划投资2000万-3000万元', { investment_range_wan: [2000, 3000] }],
  ['总投资100亿日元', { investment_wan: 1000000, investment_currency: 'JPY' }],
  ['总投资5亿新加坡元', { investment_wan: 50000, investment_currency: 'SGD' }],
  ['总投资约合人民币7亿元（1亿美元）', { investment_wan: 70000, investment_qualifier: 'approx' }],
  ['总投资1亿美元（约合人民币7亿元）', { investment_wan: 10000, investment_currency: 'USD' }],
  ['本次签约项目33个，总投资80亿元，年度投资20亿元', { investment_wan: null }],
  ['总投资9.8亿元的9个项目开工', { investment_wan: null }],
  ['年度计划投资3亿元', { investment_wan: null }],
  ['签订了500万元的投资合作框架协议', { investment_wan: 500 }],
  ['与市政府签署300亿元战略合作框架协议', { investment_wan: 3000000 }],
  ['项目计划总投资4亿元，计划固定资产投资总额3.5亿元', { investment_wan: 40000 }],
  ['总投资1亿元，目前已投资500万元', { investment_wan: 10000 }],
  [
    '项目总投资额（含流动资金）约2.35亿元，其中：固定资产投资1.9亿元',
    { investment_wan: 23500, investment_qualifier: 'approx' },
  ],
  ['每期投入5亿元，总投资10亿元，分两期建设', { investment_wan: 100000 }],
  ['一期投资两千万元，投产后再投资三千万元建设二期，两期共投资五千万', { investment_wan: 5000 }],
  ['全年招商目标任务50亿元', { investment_wan: null }],
  ['项目投资5亿元，其中外资2000万美元，首期到位3000万元', { investment_wan: 50000, investment_currency: 'CNY' }],
  ['拟共同出资3亿元设立公司，其中甲方出资2亿元，占三分之二', { investment_wan: 30000 }],
]

describe('investment, and what is none', () => {
  it.each(investments)('%s', (text, expected) => {
    expect(entered(text)).toMatchObject(expected)
  })
})

describe('capacity, in the words of the text', () => {
  it.each([
    ['建设年产20万套新能源汽车电驱系统生产线', '年产20万套新能源汽车电驱系统'],
    ['形成年产3GW光伏组件的生产能力', '年产3GW光伏组件'],
    ['年产能5000吨', '年产能5000吨'],
    ['年处理废旧电池10万吨', '年处理废旧电池10万吨'],
    ['60万吨/年丙烷脱氢项目', '60万吨/年丙烷脱氢'],
    ['年加工生猪100万头', '年加工生猪100万头'],
    ['建设10条锂电隔膜生产线，年产隔膜8亿平方米', '年产隔膜8亿平方米'],
    ['年产12GWh储能电池', '年产12GWh储能电池'],
  ])('%s', (text, capacity) => {
    expect(entered(text).capacity).toBe(capacity)
  })
})

describe('the day of the event', () => {
  it.each([
    ['3月12日签约，计划6月底开工', '2024-03-12', null],
    ['昨日下午签约', '2024-05-05', null],
    ['4月8日至10日，赴深圳开展招商', '2024-04-08', null],
    ['4月8-10日赴深圳考察', '2024-04-08', null],
    ['4月29日—30日，考察团来访', '2024-04-29', null],
    ['近日，双方签署合作协议', null, null],
    ['日前签约', null, null],
    ['据新华社5月5日电，日前项目签约', null, null],
    ['本周四将来考察', null, null],
    ['上周三，李总一行来访', '2024-05-01', null],
    ['签约时间：2024年4月28日', '2024-04-28', null],
    ['公司成立于2015年6月1日，2024年4月6日与我镇签约', '2024-04-06', null],
    ['下个月十号来签约', null, null],
    ['下个月十号之前给答复，今天先通了个电话', '2024-05-06', null],
    ['刚才接到企业电话', '2024-05-06', null],
    ['二〇二四年四月六日上午，项目签约', '2024-04-06', null],
    ['24年4月6号见的面', '2024-04-06', null],
    ['4月8、9日赴上海', '2024-04-08', null],
    ['3日，赴上海拜访企业', '2024-05-03', null],
    ['28日在上海签约', '2024-04-28', null],
    ['4/26接待客商一行', '2024-04-26', null],
    ['2024 年 4 月 26 日签约', '2024-04-26', null],
    ['4.26拜访了宁波某公司', '2024-04-26', null],
    ['12月28日签约', '2023-12-28', null],
    ['今年3月在上海签约', null, '2024-03'],
    ['2023年3月签约', null, '2023-03'],
    ['去年12月签约的项目今天开工', '2024-05-06', null],
    ['2016年8月10日正式签约，同年12月28日开工', '2016-08-10', null],
    ['新城招商信息（5月3日）：接待企业一家', '2024-05-03', null],
  ])('%s', (text, date, partial) => {
    expect([entered(text).date, entered(text).date_partial]).toEqual([date, partial])
  })

  it('needs no day of posting where the text gives the year', () => {
    expect(extract('2024年4月28日签约')).toMatchObject({ date: '2024-04-28', date_partial: null })
    expect(extract('4月28日签约')).toMatchObject({ date: null, date_partial: '04-28' })
    expect(extract('今年5月签约')).toMatchObject({ date: null, date_partial: null })
  })
})

const totals: readonly (readonly [string, Extraction['aggregate'] & object])[] = [
  ['2024年一季度，签约项目15个，总投资126亿元', { project_count: 15, investment_wan: 1260000 }],
  ['集中签约项目28个，协议总投资310.5亿元', { project_count: 28, investment_wan: 3105000 }],
  ['共有21个项目现场签约，计划总投资逾200亿元', { project_count: 21, investment_wan: 2000000 }],
  ['此次签约的8个项目涵盖新材料、装备制造等领域，合同金额共计56亿元', { project_count: 8, investment_wan: 560000 }],
  ['现场签约5个亿元以上项目，总投资38亿元', { project_count: 5, investment_wan: 380000 }],
]

describe('totals over several projects', () => {
  it.each(totals)('%s', (text, expected) => {
    expect(entered(text)).toMatchObject({ aggregate: expected, investment_wan: null })
  })
})

describe('several projects in one text', () => {
  it.each([
    [
      '甲方电机有限公司投资3亿元建设电机项目，用地50亩；乙方轴承有限公司投资2亿元建设轴承项目，用地30亩。',
      [
        { investment_wan: 30000, land_mu: 50 },
        { investment_wan: 20000, land_mu: 30 },
      ],
    ],
    [
      '1.电机项目，总投资3亿元，占地50亩。\n2.轴承项目，总投资2亿元，占地30亩。\n3.阀门项目，总投资1亿元。',
      [
        { investment_wan: 30000, land_mu: 50 },
        { investment_wan: 20000, land_mu: 30 },
        { investment_wan: 10000, land_mu: null },
      ],
    ],
    [
      '总投资28亿元的海缆总部基地、总投资10亿元的叶片产业化基地等50个项目签约，计划总投资337亿元。',
      [{ investment_wan: 280000 }, { investment_wan: 100000 }],
    ],
    [
      '拟签约项目有2个，分别是投资1.5亿元的废气综合治理项目和投资8500万元的高强度螺栓项目。',
      [
        { project_name: '废气综合治理项目', investment_wan: 15000 },
        { project_name: '高强度螺栓项目', investment_wan: 8500 },
      ],
    ],
  ] as const)('%s', (text, projects) => {
    const read = entered(text)
    expect(read.projects).toMatchObject(projects)
    expect([read.investment_wan, read.land_mu, read.project_name]).toEqual([null, null, null])
  })

  it('is not one project told with its phases, its shares or a corrected sum', () => {
    for (const text of [
      '总投资20亿元，一期8亿元、二期12亿元',
      '总投资10亿元，其中甲公司出资6亿元',
      '投资由8亿元调整为6亿元',
      '总投资10亿元的项目开工。该项目总投资10亿元，占地100亩。',
    ])
      expect(entered(text).projects).toEqual([])
  })
})

describe('pasted web pages', () => {
  const text =
    '<p>4月28日，拜访<b>宁波海川电子有限公司</b></p><p>计划投资<span style="color:red">3.6亿元</span>，占地&nbsp;75&nbsp;亩</p>'

  it('are read without their markup, and each value leads to its place in what was pasted', () => {
    const read = entered(text)
    expect(read).toMatchObject({ date: '2024-04-28', investment_wan: 36000, land_mu: 75 })
    expect(read.companies).toEqual(['宁波海川电子有限公司'])
    const words = Object.values(read.spans).flat()
    expect(words.length).toBeGreaterThan(3)
    for (const span of words) expect(text.slice(span.start, span.end)).toBe(span.text)
    expect(read.spans.land_mu?.[0]?.text).toBe('75&nbsp;亩')
  })
})

describe('any text at all', () => {
  it('is answered in the one shape, each value with its words', () => {
    const piece = fc.constantFrom(
      ...'投资总亿万元亩平方约超近-~至到年月日号其中分期产值税收由为个家项目；。，\n 0123456789一二十百',
      '有限公司',
      '<b>',
      '</b>',
      '&nbsp;',
      '美元',
      '😀',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const read = entered(text)
        expect(extractionSchema.parse(read)).toEqual(read)
        for (const span of Object.values(read.spans).flat()) expect(text.slice(span.start, span.end)).toBe(span.text)
      }),
      { numRuns: 1000 },
    )
  })
})
