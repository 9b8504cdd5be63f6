/** The key under which two spellings of one company meet. */
import { describe, expect, it } from 'vitest'
import { companyKey } from './duplicate-names.ts'

describe('company key', () => {
  it.each([
    ['浙江海川新材料有限公司', '浙江海川新材料有限责任公司'],
    ['浙江海川新材料股份有限公司', '浙江海川新材料有限公司'],
    ['浙江海川新材料集团有限公司', '浙江海川新材料集团'],
    ['维斯特风力技术（中国）有限公司', '维斯特风力技术(中国)有限公司'],
    ['ＡＢＣ电子（舟山）有限公司', 'abc电子(舟山) 有限公司'],
    ['Hermann Chemie GmbH', 'HERMANN CHEMIE GMBH'],
    ['Bayview Co., Ltd.', 'Bayview Co.,Ltd'],
  ])('%s is %s', (one, other) => {
    expect(companyKey(one)).toBe(companyKey(other))
  })

  it.each([
    ['浙江海川新材料有限公司', '浙江海川新能源有限公司'],
    ['海川电子（杭州）有限公司', '海川电子（宁波）有限公司'],
    ['有限公司', '集团'],
  ])('%s is not %s', (one, other) => {
    expect(companyKey(one)).not.toBe(companyKey(other))
  })
})
