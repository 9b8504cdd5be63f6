/** Filters say themselves in words; mentions are read from the text as it stands; form messages are the officials' own. */
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { Refusal } from '#core/refusal.ts'
import { sentenceOf } from './filters.tsx'
import { errorsIn, errorsOf } from './form.tsx'
import { type Candidate, mentionedIn } from './mention.tsx'
import { sayRefusal } from './refusal.tsx'
import { pages } from './routes.ts'

const filters = [
  { name: 'group', label: '区块', all: '全部区块', options: [{ value: 'dh', label: '定海' }] },
  { name: 'state', label: '核实', all: '全部', options: [{ value: 'ok', label: '有效' }] },
  { name: 'q', label: '文字', all: '文字' },
]

describe('the filters’ sentence', () => {
  it.each([
    [{ group: 'dh', state: 'ok' }, 132, false, '定海 · 有效 · 132 条'],
    [{ q: '聚泰' }, 1, false, '“聚泰” · 1 条'],
    [{}, 1000, true, '全部 · 1,000 条以上'],
    [{}, 10_000, true, '全部 · 1 万条以上'],
    [{ group: 'dh' }, undefined, false, '定海'],
  ])('%j', (value, count, capped, said) => {
    expect(sentenceOf(filters, value, count, capped)).toBe(said)
  })
  it('counts people as people', () => {
    expect(sentenceOf(filters, { q: '应勇' }, 50, true, '人')).toBe('“应勇” · 50 人以上')
  })
})

describe('mentions', () => {
  const candidates: readonly Candidate[] = [
    { kind: 'unit', id: 'u1', name: '盐仓' },
    { kind: 'unit', id: 'u2', name: '盐仓街道' },
    { kind: 'person', id: 'p1', name: '周海宁' },
  ]

  it('takes the longest name and each only once', () => {
    expect(mentionedIn('@盐仓街道 @周海宁请回话，@盐仓街道 牵头', candidates)).toEqual([
      { kind: 'unit', id: 'u2' },
      { kind: 'person', id: 'p1' },
    ])
  })

  it('finds nobody where nobody is named', () => {
    expect(mentionedIn('邮箱 a@b.cn', candidates)).toEqual([])
  })
})

describe('messages', () => {
  const schema = z.strictObject({
    company: z.string().trim().min(2).max(5),
    unit: z.string({ error: '请选择单位' }),
    days: z.int().min(1).max(30),
  })

  it('says at each field what is missing', () => {
    expect(errorsIn(schema, {})).toEqual({ company: '请填写', unit: '请选择单位', days: '请填写' })
    expect(errorsIn(schema, { company: '某', unit: 'u', days: 31 })).toEqual({
      company: '至少 2 个字',
      days: '不能大于 30',
    })
    expect(errorsIn(schema, { company: '某某公司有限', unit: 'u', days: 0 })).toEqual({
      company: '最多 5 个字',
      days: '不能小于 1',
    })
  })

  it('lays what the server says at the field it names', () => {
    const refusal = new Refusal('invalid', [{ say: '已报过', field: 'mentions.0.company' }, { say: '请补联系人' }])
    expect(errorsOf(refusal)).toEqual({ mentions: '已报过' })
    expect(sayRefusal(refusal)).toBe('填写的内容有误：已报过；请补联系人')
  })
})

describe('page definitions', () => {
  const load = async () => () => null

  it('refuses a bad one at birth', () => {
    expect(() => pages({ path: 'briefs', title: '简报', load })).toThrow('bad path')
    expect(() =>
      pages({ path: '/briefs', title: '简报', load, inside: [{ path: '/boards/$id', title: '榜', load }] }),
    ).toThrow('not inside')
    expect(pages({ path: '/', title: '待办', load })).toHaveLength(1)
  })
})
