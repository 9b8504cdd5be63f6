/** What a form becomes before it is kept: words without phones, faults by field, nothing that is marked secret. */
import { describe, expect, test } from 'vitest'
import type { BriefInput } from '../model.ts'
import { cleaned, faultsIn } from './draft.ts'
import { tooLateToRecall, whyNotOpen } from './recall.ts'

const input = (more: Partial<BriefInput> = {}): BriefInput => ({
  unitId: '驻上海组',
  body: '拜访海川电子',
  contactOn: '2022-11-02',
  channel: 'visit',
  place: '上海市',
  contacts: [],
  contactName: '王经理',
  contactPhone: null,
  nextStep: null,
  nextOn: null,
  helpNeeded: null,
  visibility: 'block',
  unitIds: [],
  intentBlockId: null,
  mentions: [
    {
      companyName: '海川电子',
      uscCode: null,
      companyRegion: null,
      intention: '传感器',
      industry: null,
      investmentFen: null,
      investmentCurrency: 'CNY',
      investmentQualifier: null,
      landM2: null,
      floorAreaM2: null,
    },
  ],
  ...more,
})

describe('words', () => {
  test('lose their phones wherever they stand, and the phone of the form is read as it is written', () => {
    const clean = cleaned(
      input({ body: '电话13800000000', nextStep: '再约13700001111', contactPhone: '139-1111-2222' }),
    )
    expect([clean.body, clean.nextStep]).toEqual(['电话138****0000', '再约137****1111'])
    expect(clean.lifted.map(({ value }) => value)).toEqual(['13800000000', '13700001111'])
    expect(clean.phone?.value).toBe('13911112222')
  })
  test('a foreign number is kept as it was typed', () => {
    expect(cleaned(input({ contactPhone: '+49 30 901820' })).phone).toMatchObject({
      kind: 'phone',
      value: '+49 30 901820',
    })
  })
  test.each([
    [{ body: '机密★1年\n选址' }, 'body'],
    [{ contactName: '【秘密】王' }, 'contactName'],
    [
      { mentions: [{ ...input().mentions[0], intention: '密级：绝密' } as BriefInput['mentions'][0]] },
      'mentions.0.intention',
    ],
  ])('marked secret in %o are refused, naming the field and not the text', (more, field) => {
    expect(() => cleaned(input(more))).toThrow(
      expect.objectContaining({ code: 'secret', because: [expect.objectContaining({ field })] }),
    )
  })
})

test('only what exists may be named', () => {
  const known = {
    unitIds: new Set(['驻上海组', '盐仓', '沈家门']),
    nearUnitIds: new Set(['驻上海组', '盐仓']),
    personIds: new Set(['蒋']),
    intentBlock: null,
  }
  const faults = (more: Partial<BriefInput>) => faultsIn(input(more), known, '2022-11-03').map(({ field }) => field)
  expect(faults({})).toEqual([])
  expect(faults({ visibility: 'units', unitIds: ['盐仓', '盐仓'] })).toEqual(['unitIds'])
  expect(faults({ visibility: 'units', unitIds: ['盐仓'] })).toEqual([])
  expect(faults({ visibility: 'units', unitIds: ['盐仓', '沈家门'] })).toEqual(['unitIds'])
  // whom one met the company with may be of any block
  expect(faults({ contacts: [{ unitId: '沈家门', personId: null, joint: true }] })).toEqual([])
  expect(faults({ contacts: [{ unitId: '龙宫', personId: '龙王', joint: true }] })).toEqual([
    'contacts.0.unitId',
    'contacts.0.personId',
  ])
  expect(faults({ intentBlockId: '蓬莱' })).toEqual(['intentBlockId'])
})

test.each([
  ['2022-11-03T01:02:00.000000Z', true],
  ['2022-11-03T01:02:00.000001Z', false],
])('at %s a brief of 01:00 may be taken back: %s', (now, may) => {
  expect(tooLateToRecall('2022-11-03T01:00:00.000000Z', now, 120) === null).toBe(may)
})

test('what was taken back takes no further word', () => {
  expect([
    whyNotOpen({ state: 'sent' }),
    whyNotOpen({ state: 'recalled' })?.say,
    whyNotOpen({ state: 'withdrawn' })?.say,
  ]).toEqual([null, '这条简报已撤回', '这条简报已撤销'])
})
