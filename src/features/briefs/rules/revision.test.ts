/** What a revision says it has changed, and what of it many may read. */
import { expect, test } from 'vitest'
import { changesBetween, maskedName, type Revisable } from './revision.ts'

const before: Revisable = {
  body: '拜访海川电子',
  contactOn: '2022-11-02',
  channel: 'visit',
  place: '上海市',
  contactName: '王经理',
  contactPhoneMasked: '138****0000',
  nextStep: null,
  nextOn: null,
  helpNeeded: null,
  visibility: 'block',
  mentions: [
    {
      companyName: '海川电子',
      uscCode: null,
      companyRegion: null,
      intention: '传感器',
      industry: null,
      investmentFen: 20_000_000_000,
      investmentCurrency: 'CNY',
      investmentQualifier: 'approx',
      landM2: 20_000,
      floorAreaM2: null,
    },
  ],
  contacts: ['驻上海组 蒋涛'],
  unitNames: [],
  intentBlockName: null,
}
const mention = (more: Partial<Revisable['mentions'][0]>) => ({
  mentions: before.mentions.map((one) => ({ ...one, ...more })),
})

test.each<[string, Partial<Revisable>, [string, string, string][]]>([
  ['nothing', {}, []],
  ['the order of contacts is no change', { contacts: [...before.contacts] }, []],
  [
    'the sum',
    mention({ investmentFen: 30_000_000_000, investmentQualifier: null }),
    [['企业与意向', '海川电子，传感器，投资约2亿元，用地30亩', '海川电子，传感器，投资3亿元，用地30亩']],
  ],
  [
    'another currency',
    mention({ investmentCurrency: 'USD' }),
    [['企业与意向', '海川电子，传感器，投资约2亿元，用地30亩', '海川电子，传感器，投资约2亿USD，用地30亩']],
  ],
  [
    'who may see it',
    { visibility: 'units', unitNames: ['盐仓街道'] },
    [
      ['可见范围', '全区/全市', '指定单位'],
      ['指定单位', '', '盐仓街道'],
    ],
  ],
  [
    'how it came',
    { channel: 'reception', contactOn: null },
    [
      ['接触日期', '2022-11-02', ''],
      ['接触方式', '拜访', '来访'],
    ],
  ],
  ['the contact’s name, which a thread does not spell out', { contactName: '王总' }, [['企业联系人', '王**', '王**']]],
])('%s', (_, more, changes) => {
  expect(
    changesBetween(before, { ...before, ...more }).map(({ field, before: was, after }) => [field, was, after]),
  ).toEqual(changes)
})

test('a name is known by its first character, however that is written', () => {
  expect([maskedName('王经理'), maskedName('𠮷田'), maskedName(null)]).toEqual(['王**', '𠮷**', null])
})
