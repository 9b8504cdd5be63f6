/** The contacts that the article of January 2023 names, as briefs: facts of the newspaper, the wording ours, days within the printed month assumed. */
import type { Prospect } from './companies.ts'

export type Told = {
  /** names it for ever, so that telling it again changes nothing */
  key: string
  unit: string
  /** when it is sent, ISO UTC */
  at: string
  contactOn: string
  channel: 'visit' | 'reception' | 'remote' | 'fair' | 'introduced' | 'intermediary' | 'alumni' | 'self'
  place: string
  prospect: Prospect
  body: string
  nextStep: string
  nextOn: string
  complete: boolean
  verdict: 'valid' | 'invalid' | 'duplicate'
  ruling: 'follow' | 'assign' | 'hold' | null
  negotiates: boolean
}

type Fact = {
  block: string
  unit: string
  day: string
  company: string
  region: string
  chain: string
  intention: string
  investmentWan: number | null
  landMu: number | null
  leader: string
  place: string
  nextStep: string
  negotiates: boolean
}

const facts: readonly Fact[] = [
  {
    block: '市本级',
    unit: '市驻深圳招商组',
    day: '2022-03-16',
    company: '海洋高性能探测系统项目团队',
    region: '深圳',
    chain: '海洋装备',
    intention: '落地由院士领衔的海洋高性能探测系统项目，需要符合精密电子设备生产的厂房约4000平方米',
    investmentWan: null,
    landMu: null,
    leader: '项目负责人',
    place: '深圳市',
    nextStep: '在各产业园区比选符合精密电子生产的厂房',
    negotiates: true,
  },
  {
    block: '市本级',
    unit: '市驻杭州招商组',
    day: '2022-05-19',
    company: '苏州一家高新技术企业',
    region: '苏州',
    chain: '石化新材料',
    intention: '在高新区落户生产项目，招商小组3人当面洽谈',
    investmentWan: null,
    landMu: null,
    leader: '公司负责人',
    place: '苏州市',
    nextStep: '邀请企业到高新区考察',
    negotiates: true,
  },
  {
    block: '市本级',
    unit: '市驻杭州招商组',
    day: '2022-04-12',
    company: '石化助剂项目投资方',
    region: '杭州',
    chain: '石化新材料',
    intention: '建设石化助剂项目，拟推荐给岱山县',
    investmentWan: 100_000,
    landMu: null,
    leader: '投资方代表',
    place: '杭州市',
    nextStep: '推荐岱山县承接',
    negotiates: true,
  },
  {
    block: '定海区',
    unit: '定海区投促中心',
    day: '2022-06-10',
    company: '陕西聚泰新材料科技有限公司',
    region: '西安',
    chain: '动力电池',
    intention: '新能源电池正极材料生产落地定海',
    investmentWan: 350_000,
    landMu: 410,
    leader: '企业负责人',
    place: '西安市',
    nextStep: '市、区两级组队赴陕西洽谈',
    negotiates: true,
  },
  {
    block: '定海区',
    unit: '定海区投促中心',
    day: '2022-03-08',
    company: '玉米精深加工项目投资方',
    region: '大连',
    chain: '粮食加工',
    intention: '建设玉米精深加工项目',
    investmentWan: 100_000,
    landMu: null,
    leader: '投资方代表',
    place: '大连市',
    nextStep: '对接用地和码头岸线',
    negotiates: true,
  },
  {
    block: '定海区',
    unit: '定海区驻深圳招商组',
    day: '2022-08-23',
    company: '深圳市星源材质科技股份有限公司',
    region: '深圳',
    chain: '动力电池',
    intention: '洽谈电池隔膜等关键材料项目',
    investmentWan: null,
    landMu: null,
    leader: '企业代表',
    place: '深圳市',
    nextStep: '继续深入洽谈',
    negotiates: false,
  },
  {
    block: '定海区',
    unit: '定海区驻上海招商组',
    day: '2022-09-06',
    company: '远景能源有限公司',
    region: '上海',
    chain: '清洁能源',
    intention: '对接动力电池与清洁能源项目',
    investmentWan: null,
    landMu: null,
    leader: '企业代表',
    place: '上海市',
    nextStep: '继续深入洽谈',
    negotiates: false,
  },
]

export function articleBriefs(block: string): Told[] {
  return facts.filter((fact) => fact.block === block).map(briefOf)
}

function briefOf(fact: Fact, i: number): Told {
  const [, month, date] = fact.day.split('-').map(Number)
  const money = fact.investmentWan === null ? '' : `，计划总投资约${fact.investmentWan / 10_000}亿元`
  const land = fact.landMu === null ? '' : `，用地约${fact.landMu}亩`
  return {
    key: `article-${fact.block}-${i}`,
    unit: fact.unit,
    at: `${fact.day}T03:${10 + i}:00.000000Z`,
    contactOn: fact.day,
    channel: 'visit',
    place: fact.place,
    prospect: fact,
    body: `【${fact.unit}简报】${month}月${date}日在${fact.region}与${fact.company}${fact.leader}洽谈，对方拟${fact.intention}${money}${land}。下一步：${fact.nextStep}。`,
    nextStep: fact.nextStep,
    nextOn: fact.day,
    complete: true,
    verdict: 'valid',
    ruling: 'follow',
    negotiates: fact.negotiates,
  }
}
