/** Company names found in a message, where they begin and end, and words that only look like one. */
import { describe, expect, it } from 'vitest'
import { readBrief } from './reading.ts'

const namesIn = (text: string): string[] => readBrief(text).companies.map((company) => company.value)

describe('companies', () => {
  it.each([
    ['拜访浙江海川新材料有限公司', '浙江海川新材料有限公司'],
    ['由浙江海川新材料有限公司投资', '浙江海川新材料有限公司'],
    ['舟山海川（集团）有限责任公司落户', '舟山海川（集团）有限责任公司'],
    ['海川电子(杭州)股份有限公司', '海川电子(杭州)股份有限公司'],
    ['知名企业海川粮油股份有限公司', '海川粮油股份有限公司'],
    ['拟与中和澳海实业有限公司合作', '中和澳海实业有限公司'],
    ['拜访美的暖通设备有限公司', '美的暖通设备有限公司'],
    ['对接蔚来能源投资有限公司', '蔚来能源投资有限公司'],
    ['对接中海油能源发展股份有限公司舟山分公司', '中海油能源发展股份有限公司舟山分公司'],
    ['JFK化工株式会社', 'JFK化工株式会社'],
    ['接待3E半导体有限公司', '3E半导体有限公司'],
    ['今天海川集团来访', '海川集团'],
    ['与中山创海公司签约', '中山创海公司'],
    ['上海海川股权投资合伙企业（有限合伙）', '上海海川股权投资合伙企业（有限合伙）'],
    ['走访海聚生物', '海聚生物'],
    ['有个叫远航重工的想来', '远航重工'],
    ['Seaview Energy Holdings 来函', 'Seaview Energy Holdings'],
  ])('%s', (text, name) => {
    expect(namesIn(text)).toEqual([name])
  })

  it.each([
    '一家新能源公司有意投资',
    '企业拟在本地设立子公司',
    '该公司主营液压件',
    '项目公司已注册',
    '多家上市公司参会',
    '对接新能源产业',
    '某集团有意来访',
    '请供电公司处理',
    '有限公司',
    '注册公司需要什么材料',
    '招商局开会',
  ])('none in %s', (text) => {
    expect(namesIn(text)).toEqual([])
  })

  it('ties a short name to the full one', () => {
    const [full, short] = readBrief('威海海川复合材料股份有限公司（以下简称“海川复材”）来访').companies
    expect(short).toMatchObject({ value: '海川复材', kind: 'short', shortFor: full?.value })
  })

  it('names each company once', () => {
    expect(namesIn('海川集团来了，海川集团走了')).toEqual(['海川集团'])
  })

  it('splits names that a list joins', () => {
    expect(namesIn('浙江海川有限公司、江苏河山股份有限公司和上海云天科技有限公司与会')).toEqual([
      '浙江海川有限公司',
      '江苏河山股份有限公司',
      '上海云天科技有限公司',
    ])
  })
})
