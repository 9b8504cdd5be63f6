/** Invented companies and what they want, in the chains that the article names. */
import type { Chance } from './chance.ts'

type Chain = {
  readonly chain: string
  readonly trades: readonly string[]
  readonly intentions: readonly string[]
}

const chains: readonly Chain[] = [
  {
    chain: '石化新材料',
    trades: ['新材料', '化工科技', '高分子材料', '助剂'],
    intentions: [
      '建设年产3万吨特种助剂生产线',
      '新建高性能膜材料项目',
      '建设改性塑料生产基地',
      '新建光学级树脂中试及产业化项目',
    ],
  },
  {
    chain: '动力电池',
    trades: ['新能源科技', '锂电材料', '电池科技'],
    intentions: ['建设电池隔膜涂覆生产线', '新建正极前驱体项目', '建设储能电芯装配基地', '新建电解液添加剂项目'],
  },
  {
    chain: '大宗商品贸易',
    trades: ['国际贸易', '矿产资源', '供应链管理'],
    intentions: ['设立金属矿石贸易结算中心', '注册铁矿石贸易公司', '设立油品贸易子公司'],
  },
  {
    chain: '海洋装备',
    trades: ['船舶科技', '海洋工程', '重工'],
    intentions: ['建设船用阀门生产基地', '新建海工装备总装车间', '建设船舶脱硫设备项目'],
  },
  {
    chain: '水产加工',
    trades: ['水产食品', '海洋生物', '冷链物流'],
    intentions: ['建设水产精深加工厂', '新建金枪鱼超低温冷链项目', '建设海洋胶原蛋白生产线'],
  },
  {
    chain: '光电显示',
    trades: ['光电科技', '光学材料', '显示技术'],
    intentions: ['新建光学膜涂布生产线', '建设光伏背板膜项目', '建设显示模组配套项目'],
  },
  {
    chain: '机械制造',
    trades: ['精密机械', '汽车零部件', '液压技术'],
    intentions: ['租赁厂房生产汽车底盘连接件', '新建液压阀智能化车间', '建设精密轴承生产线'],
  },
  {
    chain: '清洁能源',
    trades: ['风电装备', '氢能科技', '能源'],
    intentions: ['建设海上风电运维母港', '新建氢燃料电池系统项目', '建设光伏支架生产基地'],
  },
  {
    chain: '粮食加工',
    trades: ['粮油', '生物科技', '食品科技'],
    intentions: ['建设玉米精深加工配套项目', '新建大豆蛋白项目', '建设粮食仓储中转基地'],
  },
  {
    chain: '数字与旅游',
    trades: ['信息技术', '文化旅游', '数字科技'],
    intentions: ['设立数字海洋研发中心', '建设海岛民宿集群', '设立软件研发分公司'],
  },
]
const places = [
  '宁波',
  '杭州',
  '上海',
  '苏州',
  '无锡',
  '深圳',
  '东莞',
  '青岛',
  '大连',
  '西安',
  '长沙',
  '合肥',
  '武汉',
  '南京',
  '嘉兴',
  '绍兴',
  '温州',
  '台州',
  '佛山',
  '天津',
] as const
const first = '华鼎远恒瑞海天正兴盛宏博安信科创明润泰和中东立新凯'
const second = '达通源锐丰诚晟力邦泽隆迪航洋越维耀腾泓奥' as const

export type Prospect = {
  company: string
  region: string
  chain: string
  intention: string
  /** 万元; null when nothing was said of it */
  investmentWan: number | null
  /** 亩 */
  landMu: number | null
  leader: string
}

const surnames = '陈林黄周吴徐孙胡朱高何郭马罗'

export function prospect(chance: Chance): Prospect {
  const { chain, trades, intentions } = chance.pick(chains)
  const region = chance.pick(places)
  const brand = `${first[chance.between(0, first.length - 1)]}${second[chance.between(0, second.length - 1)]}`
  const trade = chain === '大宗商品贸易'
  return {
    company: `${region}${brand}${chance.pick(trades)}有限公司`,
    region,
    chain,
    intention: chance.pick(intentions),
    investmentWan: chance.in(0.85) ? Math.round(3 ** (chance.next() * 5.2 + 6.3) / 100) * 100 || 1000 : null,
    landMu: !trade && chance.in(0.55) ? chance.between(2, 40) * 5 : null,
    leader: `${surnames[chance.between(0, surnames.length - 1)]}${chance.pick(['总', '董事长', '副总', '经理'])}`,
  }
}
