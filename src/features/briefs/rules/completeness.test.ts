/** What a claim needs, by example: a placeholder does not win the first report. */
import { expect, test } from 'vitest'
import { missingFor } from './completeness.ts'

const full = {
  contactName: '王经理',
  contactOn: '2022-11-02',
  mentions: [{ companyName: '上海海川电子有限公司', intention: '传感器项目' }],
}

test.each<[string, Partial<typeof full> | { contactName: null } | { contactOn: null }, string[]]>([
  ['all four stand', {}, []],
  ['no contact person', { contactName: null }, ['企业联系人']],
  ['no day', { contactOn: null }, ['接触日期']],
  ['no intention', { mentions: [{ companyName: '海川电子', intention: null as never }] }, ['投资意向']],
  [
    'one of two companies says what it wants',
    {
      mentions: [
        { companyName: '海川电子', intention: null as never },
        { companyName: '聚泰', intention: '正极材料' },
      ],
    },
    [],
  ],
  ['a name that names nobody', { mentions: [{ companyName: '某电子企业', intention: '建厂' }] }, ['企业名称']],
  ['待定', { mentions: [{ companyName: '待定', intention: '建厂' }] }, ['企业名称']],
  ['XX公司', { mentions: [{ companyName: 'XX公司', intention: '建厂' }] }, ['企业名称']],
  [
    '上海某某公司, and nothing said',
    { mentions: [{ companyName: '上海某某公司', intention: null as never }] },
    ['企业名称', '投资意向'],
  ],
  ['无锡 is no placeholder', { mentions: [{ companyName: '无锡先导智能', intention: '建厂' }] }, []],
])('%s', (_, more, missing) => {
  expect(missingFor({ ...full, ...more })).toEqual(missing)
})
