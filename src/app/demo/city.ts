/** 示例城市：舟山's blocks and townships as they are, its units after the article, and invented people. One city for demo, tests and pictures. */
import { createHash } from 'node:crypto'
import type { Role } from '#core/actor.ts'

/** The same name always gets the same id, so that loading twice gives the same city. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`wutong demo|${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export type CityBlock = {
  name: string
  short: string
  kind: 'county' | 'zone' | 'city-level'
  regionCode: string | null
}
export type CityUnit = {
  name: string
  short: string
  block: string
  kind: 'town' | 'bureau' | 'posted' | 'park' | 'company'
  sentBy?: string
  postCity?: string
}
export type CityPerson = {
  name: string
  account: string
  phone?: string
  posts: readonly { role: Role; unit: string; acting?: boolean }[]
}

export const tenant = { id: idOf('tenant:舟山'), city: '舟山市', regionCode: '330900' } as const

export const blocks: readonly CityBlock[] = [
  { name: '市本级', short: '市本级', kind: 'city-level', regionCode: null },
  { name: '定海区', short: '定海', kind: 'county', regionCode: '330902' },
  { name: '普陀区', short: '普陀', kind: 'county', regionCode: '330903' },
  { name: '岱山县', short: '岱山', kind: 'county', regionCode: '330921' },
  { name: '嵊泗县', short: '嵊泗', kind: 'county', regionCode: '330922' },
  { name: '新城管委会', short: '新城', kind: 'zone', regionCode: null },
  { name: '高新区', short: '高新区', kind: 'zone', regionCode: null },
  { name: '六横管委会', short: '六横', kind: 'zone', regionCode: null },
  { name: '普陀山—朱家尖管委会', short: '普朱', kind: 'zone', regionCode: null },
  { name: '金塘管委会', short: '金塘', kind: 'zone', regionCode: null },
]

/** name, the last three digits of its GB/T 10114 code, and the zone it belongs to where that is not its county */
type Town = readonly [name: string, code: string, zone?: string]
const towns: Readonly<Record<string, readonly Town[]>> = {
  定海区: [
    ['昌国街道', '002'],
    ['环南街道', '003'],
    ['城东街道', '004'],
    ['盐仓街道', '005'],
    ['临城街道', '006', '新城管委会'],
    ['岑港街道', '007'],
    ['马岙街道', '008'],
    ['双桥街道', '009'],
    ['小沙街道', '010'],
    ['千岛街道', '050', '新城管委会'],
    ['金塘镇', '100', '金塘管委会'],
    ['白泉镇', '104'],
    ['干览镇', '105'],
  ],
  普陀区: [
    ['沈家门街道', '001'],
    ['东港街道', '003'],
    ['朱家尖街道', '004', '普陀山—朱家尖管委会'],
    ['展茅街道', '005'],
    ['六横镇', '100', '六横管委会'],
    ['虾峙镇', '102'],
    ['桃花镇', '104'],
    ['东极镇', '105'],
    ['普陀山镇', '106', '普陀山—朱家尖管委会'],
  ],
  岱山县: [
    ['高亭镇', '100'],
    ['东沙镇', '101'],
    ['岱东镇', '102'],
    ['岱西镇', '103'],
    ['长涂镇', '105'],
    ['衢山镇', '106'],
    ['秀山乡', '200'],
  ],
  嵊泗县: [
    ['菜园镇', '100'],
    ['嵊山镇', '101'],
    ['洋山镇', '102'],
    ['五龙乡', '200'],
    ['黄龙乡', '201'],
    ['枸杞乡', '202'],
    ['花鸟乡', '203'],
  ],
}

export const townships = blocks.flatMap((county) =>
  (towns[county.name] ?? []).map(([name, code, zone]) => ({
    name,
    code: `${county.regionCode}${code}`,
    block: zone ?? county.name,
  })),
)

const town = (t: { name: string; block: string }): CityUnit => ({
  name: t.name,
  short: t.name.replace(/(街道|镇|乡)$/, ''),
  block: t.block,
  kind: 'town',
})
const bureau = (block: string, prefix: string, ...names: string[]): CityUnit[] =>
  names.map((name) => ({ name: prefix + name, short: name, block, kind: 'bureau' }))
const posted = (block: string, prefix: string, sentBy: string, ...cities: string[]): CityUnit[] =>
  cities.map((city) => ({
    name: `${prefix}驻${city}招商组`,
    short: `驻${city}组`,
    block,
    kind: 'posted',
    sentBy,
    postCity: `${city}市`,
  }))
const park = (block: string, ...names: string[]): CityUnit[] =>
  names.map((name) => ({ name, short: name, block, kind: 'park' }))
const company = (block: string, ...names: string[]): CityUnit[] =>
  names.map((name) => ({ name, short: name, block, kind: 'company' }))

const dinghaiBureaus = [
  '投促中心',
  '发展和改革局',
  '经济和信息化局',
  '商务局',
  '财政局',
  '自然资源和规划分局',
  '住房和城乡建设局',
  '交通运输局',
  '农业农村局',
  '海洋与渔业局',
  '文化和广电旅游体育局',
  '科学技术局',
  '人力资源和社会保障局',
  '市场监督管理局',
  '生态环境分局',
  '金融服务中心',
  '总商会',
] as const

export const units: readonly CityUnit[] = [
  ...townships.map(town),
  ...bureau(
    '市本级',
    '',
    '市委市政府',
    '市投促中心',
    '市发展和改革委员会',
    '市经济和信息化局',
    '市商务局',
    '市自然资源和规划局',
    '市统计局',
    '市市场监督管理局',
    '市信息中心',
  ),
  ...posted('市本级', '市', '市投促中心', '杭州', '深圳', '上海', '北京'),
  ...bureau('定海区', '定海区', '委区政府', ...dinghaiBureaus),
  ...posted('定海区', '定海区', '定海区投促中心', '上海', '杭州', '深圳', '苏州', '北京', '西安'),
  ...park('定海区', '定海工业园区', '定海海洋科学城'),
  ...company('定海区', '定海区国有资产经营公司', '定海城乡建设投资集团'),
  ...blocks
    .filter((b) => b.kind !== 'city-level' && b.name !== '定海区')
    .flatMap((b) => [
      ...bureau(b.name, b.short, '招商领导小组', '投促中心', '发展和改革局', '经济和信息化局'),
      ...posted(b.name, b.short, `${b.short}投促中心`, '上海'),
    ]),
]

const one = (name: string, account: string, ...posts: CityPerson['posts']): CityPerson => ({ name, account, posts })
const at = (role: Role, unit: string) => ({ role, unit })

/** All invented; any likeness is chance. */
const named: readonly CityPerson[] = [
  one('林海生', 'linhaisheng', at('city-leader', '市委市政府')),
  one('周文澜', 'zhouwenlan', at('recogniser', '市投促中心')),
  one('沈知行', 'shenzhixing', at('business-admin', '市投促中心')),
  one('方远', 'fangyuan', at('unit-head', '市驻杭州招商组'), at('reporter', '市驻杭州招商组')),
  one('许一帆', 'xuyifan', at('reporter', '市驻深圳招商组')),
  one('卢晓舟', 'luxiaozhou', at('joint-reviewer', '市统计局')),
  one('唐国栋', 'tangguodong', at('block-leader', '定海区委区政府')),
  one('俞静', 'yujing', at('block-leader', '定海区委区政府')),
  one('姚敏', 'yaomin', at('verifier', '定海区投促中心')),
  one('贺小满', 'hexiaoman', at('verifier', '定海区投促中心')),
  one('郑立', 'zhengli', at('publisher', '定海区投促中心')),
  one('吴桐', 'wutong', at('publisher', '定海区投促中心')),
  one('孙海燕', 'sunhaiyan', at('reporter', '定海区驻上海招商组')),
  one('蒋涛', 'jiangtao', at('unit-head', '定海区驻上海招商组')),
  one('毛雪', 'maoxue', at('reporter', '定海区驻西安招商组')),
  one('应勇', 'yingyong', at('reporter', '盐仓街道')),
  one('陈盐', 'chenyan', at('unit-head', '盐仓街道')),
  one('胡秀', 'huxiu', at('reporter', '白泉镇')),
  one('丁一川', 'dingyichuan', at('reporter', '定海区经济和信息化局')),
  one('白露', 'bailu', at('unit-head', '定海工业园区'), at('reporter', '定海工业园区')),
  one('秦秘书', 'qinmishu', at('reporter', '定海区委区政府')),
  one('贺普陀', 'heputuo', at('block-leader', '普陀招商领导小组')),
  one('邬晴', 'wuqing', at('verifier', '普陀投促中心')),
  one('傅小东', 'fuxiaodong', at('publisher', '普陀投促中心')),
  one('乐苗', 'lemiao', at('reporter', '沈家门街道')),
  one('夏岱', 'xiadai', at('block-leader', '岱山招商领导小组')),
  one('苗岱山', 'miaodaishan', at('verifier', '岱山投促中心')),
  one('柳衢', 'liuqu', at('reporter', '衢山镇')),
  one('高新民', 'gaoxinmin', at('verifier', '高新区投促中心')),
  one('管一统', 'guanyitong', at('unit-admin', '定海区投促中心')),
  one('钱系统', 'sysadmin', at('system-admin', '市信息中心')),
  one('安全员', 'secadmin', at('security-admin', '市信息中心')),
  one('审计员', 'auditadmin', at('audit-admin', '市信息中心')),
]

const surnames = '王李张刘陈杨赵黄吴徐孙朱马胡郭林何高梁郑'
const givens = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华健俊帆雪'
const holdsAt = (role: Role, unit: string) =>
  named.some((person) => person.posts.some((post) => post.unit === unit && post.role === role))
const holdsIn = (role: Role, block: string) => units.some((unit) => unit.block === block && holdsAt(role, unit.name))

/** What is still vacant: a reporter in every unit; leader, verifier and two publishers in every block. */
const vacant: readonly { role: Role; unit: string }[] = [
  ...units.filter((unit) => !holdsAt('reporter', unit.name)).map((unit) => at('reporter', unit.name)),
  ...blocks
    .filter((block) => block.kind !== 'city-level')
    .flatMap((block) => [
      ...(holdsIn('block-leader', block.name) ? [] : [at('block-leader', `${block.short}招商领导小组`)]),
      ...(holdsIn('verifier', block.name) ? [] : [at('verifier', `${block.short}投促中心`)]),
      ...(block.name === '定海区'
        ? []
        : [at('publisher', `${block.short}投促中心`), at('publisher', `${block.short}投促中心`)]),
    ]),
]
const everywhere: readonly CityPerson[] = vacant.map((post, i) => ({
  name: `${surnames[i % surnames.length]}${givens[(i * 7) % givens.length]}${givens[(i * 3 + 5) % givens.length]}`,
  account: `bao${String(i + 1).padStart(3, '0')}`,
  posts: [post],
}))

export const people: readonly CityPerson[] = [...named, ...everywhere]

/** The first who holds a post: in a unit, or anywhere in a block. */
export function holderOf(role: Role, where: { unit?: string; block?: string }): CityPerson {
  const there = (unit: string) => unit === where.unit || units.some((u) => u.name === unit && u.block === where.block)
  const found = people.find((person) => person.posts.some((post) => post.role === role && there(post.unit)))
  if (!found) throw new Error(`nobody is ${role} of ${where.unit ?? where.block}`)
  return found
}

export const delegations = [{ leader: '唐国栋', delegate: '秦秘书' }] as const

/** One password for every demo account: a demo database carries a banner and cannot be unmarked. */
export const demoPassword = 'wutong-demo-2022'
/** Jobs of the worker, each a person of kind system in every city. */
export const systemJobs = ['sequencer', 'deadlines', 'closures', 'housekeeping'] as const
