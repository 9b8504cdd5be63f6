/** Figures as they are typed become fen and square metres exactly, or are refused at their field. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#core/actor.ts'
import { emptyForm, emptyMention, fenOf, inputOf, muOf, typedMoney, wordsIn, writingPosts } from './draft.ts'
import { moneyWords } from './money-words.ts'

const unit = '00000000-0000-4000-8000-000000000001'
const other = '00000000-0000-4000-8000-000000000002'
const actor: Actor = {
  kind: 'person',
  tenantId: unit,
  personId: other,
  name: '应勇',
  posts: [],
  delegations: [],
  keys: [],
}
const form = { ...emptyForm(actor, unit), mentions: [{ ...emptyMention, companyName: '海泰' }] }

describe('金额', () => {
  it.each([
    ['2.6', '亿元', 26_000_000_000],
    ['5000', '万元', 5_000_000_000],
    ['１２．５', '万元', 12_500_000],
    ['1,200', '万元', 1_200_000_000],
    ['', '万元', null],
    ['很多', '万元', 'wrong'],
    ['2亿', '亿元', 'wrong'],
  ] as const)('%s %s', (text, word, fen) => {
    expect(fenOf(text, word)).toBe(fen)
  })

  it('写出来再读回去分毫不差', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, BigInt(Number.MAX_SAFE_INTEGER)), (fen) => {
        const { investment, money } = typedMoney(fen, 'CNY')
        expect(fenOf(investment, money)).toBe(Number(fen))
        expect(moneyWords[money]).toBe('CNY')
      }),
    )
  })

  it('外币用外币的单位', () => {
    expect(typedMoney(500_000_000n, 'USD')).toEqual({ investment: '500', money: '万美元' })
  })
})

describe('表单变成要发的内容', () => {
  it('空着的是空，不是空字', () => {
    const { value, errors } = inputOf(' 今天见了海泰 ', form)
    expect(errors).toEqual({})
    expect(value).toMatchObject({ body: '今天见了海泰', place: null, contactName: null, channel: null, nextOn: null })
    expect(value.contacts).toEqual([{ unitId: unit, personId: other, joint: false }])
  })

  it('联合单位不重复本单位', () => {
    const { value } = inputOf('文', { ...form, jointUnitIds: [unit, other] })
    expect(value.contacts.map(({ unitId, joint }) => [unitId, joint])).toEqual([
      [unit, false],
      [other, true],
    ])
  })

  it('错在哪一格就说在哪一格', () => {
    const { errors } = inputOf('', {
      ...form,
      visibility: 'units',
      mentions: [{ ...emptyMention, investment: '几亿', landMu: '一大片', uscCode: '123' }],
    })
    expect(Object.keys(errors).sort()).toEqual([
      'body',
      'mentions.0.companyName',
      'mentions.0.investment',
      'mentions.0.landMu',
      'mentions.0.uscCode',
      'unitIds',
    ])
  })

  it('没有选“指定单位”时不带单位名单', () => {
    expect(inputOf('文', { ...form, unitIds: [other] }).value.unitIds).toEqual([])
  })
})

it('填过的字都看得到，好查密级标志', () => {
  expect(wordsIn({ place: '宁波', jointUnitIds: ['a'], mentions: [{ ...emptyMention, intention: '秘密★' }] })).toEqual(
    expect.arrayContaining(['宁波', 'a', '秘密★']),
  )
})

it('㎡ 写成亩', () => {
  expect(muOf(273_333.33)).toBe('410')
})

it('报送员的岗位在前，管理员不写简报', () => {
  const post = (role: Actor['posts'][0]['role'], unitId: string) => ({
    id: unitId,
    role,
    unitId,
    unitName: role,
    blockId: unit,
    blockName: '定海区',
    cityLevel: false,
    acting: false,
  })
  const posts = [post('unit-head', unit), post('reporter', other), post('system-admin', '3')]
  expect(writingPosts({ ...actor, posts }).map(({ role }) => role)).toEqual(['reporter', 'unit-head'])
})
