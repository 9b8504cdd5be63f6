/** When two briefs may speak of one company, and when they only sound like it. */
import { describe, expect, test } from 'vitest'
import type { AskedMention } from '../model/resembling.ts'
import { companyParts, keysOf } from './company-parts.ts'
import { intentionAlike, namesFor, resemblance } from './resemblance.ts'
import { type Found, resembledRows } from './resembling.ts'

const of = (companyName: string, uscCode: string | null = null) => ({ companyName, uscCode })
const said = (one: string, other: string) => {
  const found = resemblance(of(one), of(other))
  return found && [found.degree, ...found.reasons]
}
const huawei = '914403001922038216'
const tencent = '91440300708461136T'

describe('the same company', () => {
  test.each([
    ['陕西聚泰新材料有限公司', '陕西聚泰新材料有限公司', 'same', '名称相同'],
    ['陕西聚泰新材料有限公司', '陕西聚泰新材料科技股份有限公司', null],
    ['陕西聚泰新材料股份有限公司', '陕西聚泰新材料有限责任公司', 'same', '名称相同（去掉括号和公司形式）'],
    ['ＡＢＣ电子（舟山）有限公司', 'abc电子(舟山) 有限公司', 'same', '名称相同（去掉括号和公司形式）'],
    ['浙江東華機電有限公司', '浙江东华机电有限公司', 'same', '名称相同（去掉括号和公司形式）'],
    ['陕西聚泰新材料', '陕西聚泰新材料有限公司', 'same', '名称相同（去掉括号和公司形式）'],
    ['聚泰新材料', '陕西聚泰新材料有限公司', 'probably', '名称相同，只差地名“陕西”'],
    ['宁波海川电子', '浙江宁波海川电子有限公司', 'probably', '名称相同，地名“宁波”和“浙江宁波”相近'],
    ['聚泰', '陕西聚泰新材料有限公司', 'probably', '简称“聚泰”含在“陕西聚泰新材料有限公司”中'],
    ['陕西聚泰', '陕西聚泰新材料有限公司', 'probably', '简称“陕西聚泰”含在“陕西聚泰新材料有限公司”中'],
    ['聚泰', '聚泰', 'probably', '名称相同'],
    ['宁德时代', '宁德时代新能源科技股份有限公司', 'probably', '简称“宁德时代”含在“宁德时代新能源科技股份有限公司”中'],
    ['Bayview Co., Ltd.', 'BAYVIEW', 'same', '名称相同（去掉括号和公司形式）'],
  ])('%s · %s: %s', (one, other, ...wanted) => {
    if (wanted[0] === null) expect(said(one, other)?.[0]).not.toBe('same')
    else expect(said(one, other)).toEqual(wanted)
    expect(said(other, one)?.[0]).toBe(said(one, other)?.[0])
  })

  test('by the code, whatever the names; a wrong check digit is no code', () => {
    expect(resemblance(of('华为', huawei), of('某某技术', ` ${huawei.toLowerCase()} `))).toEqual({
      degree: 'same',
      reasons: ['同一统一社会信用代码'],
    })
    const wrong = `${huawei.slice(0, -1)}0`
    expect(resemblance(of('甲乙材料', wrong), of('丙丁电子', wrong))).toBeNull()
  })

  test('two codes are two companies, also under one name', () => {
    const [one, other] = [of('上海海川电子有限公司', huawei), of('上海海川电子有限公司', tencent)]
    expect(resemblance(one, other)).toEqual({
      degree: 'perhaps',
      reasons: ['名称相同，但统一社会信用代码不同，可能是关联企业'],
    })
    expect(resemblance(of('海川电子', huawei), of('上海海川电子有限公司', tencent))).toBeNull()
  })

  test('by a name that the city has added', () => {
    const words = [{ name: '浙江石油化工有限公司', aliases: ['浙石化', '鱼山项目'] }]
    expect(resemblance(of('浙石化'), of('鱼山项目'), words)).toEqual({
      degree: 'probably',
      reasons: ['别名：都是“浙江石油化工有限公司”'],
    })
    expect(resemblance(of('浙石化'), of('鱼山项目'))).toBeNull()
    expect(namesFor('浙石化', words)).toEqual(['浙石化', '浙江石油化工有限公司', '鱼山项目'])
  })
})

describe('traps', () => {
  test.each([
    ['homonyms of two cities', '宁波海川电子有限公司', '杭州海川电子有限公司', '字号相同，地名不同'],
    ['homonyms, one short', '西安聚泰', '陕西聚泰新材料有限公司', '地名不同，可能是另一家'],
    ['a subsidiary by its place', '万华化学集团股份有限公司', '万华化学（宁波）有限公司', '可能是关联企业'],
    [
      'the Chinese part of a foreign firm',
      '维斯特风力技术（中国）有限公司',
      '维斯特风力技术有限公司',
      '可能是关联企业',
    ],
    ['the head of a family', '荣盛控股集团有限公司', '荣盛石化股份有限公司', '可能是关联企业'],
    ['a branch', '浙江海川物流有限公司', '浙江海川物流有限公司舟山分公司', '可能是关联企业：一家是另一家的分支机构'],
  ])('%s: %s · %s is at most perhaps', (_, one, other, why) => {
    expect(said(one, other)?.[0]).toBe('perhaps')
    expect(said(one, other)?.join()).toContain(why)
    expect(said(other, one)?.[0]).toBe('perhaps')
  })

  test.each([
    ['only the country', '中国海川电子有限公司', '中国远山食品有限公司'],
    ['only the province', '浙江海川新材料有限公司', '浙江远山新材料有限公司'],
    ['a place and a form', '浙江公司', '浙江海川新材料有限公司'],
    ['a trade and a form', '新材料公司', '海川新材料有限公司'],
    ['two trades of one name', '宁波东方机械有限公司', '宁波东方电气有限公司'],
    ['the name goes on', '东方', '东方红食品有限公司'],
    ['one character', '聚', '陕西聚泰新材料有限公司'],
    ['a name inside another word', '泰新', '陕西聚泰新材料有限公司'],
  ])('%s: %s · %s is nothing', (_, one, other) => {
    expect(said(one, other)).toBeNull()
    expect(said(other, one)).toBeNull()
  })
})

describe('keys', () => {
  const texts = (name: string, code: string | null = null) => keysOf(name, code).map(({ text }) => text)

  test('whatever resembles shares a key', () => {
    for (const [one, other] of [
      ['聚泰', '陕西聚泰新材料有限公司'],
      ['聚泰新材料', '陕西聚泰新材料有限公司'],
      ['万华化学集团', '万华化学（宁波）有限公司'],
      ['宁德时代', '宁德时代新能源科技股份有限公司'],
    ] as const)
      expect(texts(one).filter((key) => texts(other).includes(key))).not.toEqual([])
  })

  test('only the whole name and the code speak for themselves', () => {
    const strong = (name: string, code: string | null = null) =>
      keysOf(name, code).flatMap((key) => (key.strong ? [key.text] : []))
    expect(strong('陕西聚泰新材料有限公司', huawei)).toEqual([`code:${huawei}`, 'name:陕西聚泰新材料'])
    expect(strong('聚泰')).toEqual([])
    expect(strong('陕西')).toEqual([])
    expect(strong('新材料有限公司')).toEqual([])
    expect(strong('聚泰', '91440300192203821X')).toEqual([])
  })

  test('a name without anything of its own has none', () => {
    expect(texts('中国公司')).toEqual([])
    expect(texts('浙江新能源科技有限公司')).toEqual([])
    expect(companyParts('浙江新能源科技有限公司')).toMatchObject({ region: '浙江', core: '' })
  })
})

describe('intentions', () => {
  const wants = (intention: string | null, landM2: number | null = null, investmentFen: number | null = null) => ({
    intention,
    landM2,
    investmentFen,
  })
  test.each([
    [
      wants('年产5万吨正极材料项目', 266_666.67),
      wants('正极材料生产基地', 266_666.67),
      '意向相近：都提到 正极材料、400亩',
    ],
    [wants('建设锂电池回收项目'), wants('锂电池回收利用'), '意向相近：都提到 锂电池回收'],
    [wants(null, 268_000), wants(null, 266_666.67), '意向相近：都提到 402亩'],
    [wants(null, null, 20_000_000_000), wants(null, null, 20_000_000_000), '意向相近：都提到 投资2亿元'],
    [wants('传感器', null, 300_000_000), wants('阀门', null, 300_000_000), '意向相近：都提到 投资300万元'],
    [wants('投资建设生产基地项目'), wants('拟在舟山投资建设生产基地'), null],
    [wants('不锈钢板带'), wants('海洋探测仪器'), null],
    [wants(null), wants('正极材料'), null],
  ])('%j · %j: %s', (one, other, said) => {
    expect(intentionAlike(one, other)).toBe(said)
  })
})

describe('what the form is told', () => {
  const asked = (companyName: string, intention: string | null): AskedMention => ({
    companyName,
    uscCode: null,
    otherNames: [],
    intention,
    industry: null,
    investmentFen: null,
    landM2: null,
  })
  const found = (id: string, companyName: string, sentAt: string, intention: string | null = null): Found => ({
    id,
    number: id,
    unit: { id: 'u', name: '盐仓街道' },
    sentAt,
    validity: 'pending',
    companyName,
    uscCode: null,
    intention,
    industry: null,
    investmentFen: null,
    landM2: null,
  })

  test('the surest first, of equals the newest; of one brief its surest mention; strangers not', () => {
    const rows = resembledRows(asked('陕西聚泰新材料有限公司', null), [
      found('1', '聚泰', '2022-11-03'),
      found('2', '陕西聚泰新材料', '2022-11-01'),
      found('3', '陕西聚泰新材料', '2022-11-02'),
      found('1', '西安聚泰', '2022-11-03'),
      found('4', '聚泰食品', '2022-11-03'),
    ])
    expect(rows.map(({ id, degree }) => [id, degree])).toEqual([
      ['3', 'same'],
      ['2', 'same'],
      ['1', 'probably'],
    ])
  })

  test('that both name the company makes no intention alike', () => {
    const like = (mine: string, theirs: string) =>
      resembledRows(asked('陕西聚泰新材料有限公司', mine), [
        found('1', '聚泰', '2022-11-03', theirs),
      ])[0]?.reasons.slice(1)
    expect(like('拜访陕西聚泰新材料有限公司', '聚泰新材料想来看看')).toEqual([])
    expect(like('陕西聚泰新材料有限公司想做正极材料', '聚泰的正极材料')).toEqual(['意向相近：都提到 正极材料'])
  })
})
