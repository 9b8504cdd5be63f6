/** The officials' words for time and figures, by example. */
import { describe, expect, it } from 'vitest'
import {
  sayAgo,
  sayArea,
  sayDay,
  sayDue,
  sayExactInstant,
  sayExactMoney,
  sayInstant,
  sayMoney,
  sayMonth,
  sayShare,
  todayOf,
} from './format.ts'

/** 2022-11-03 09:30 in Zhoushan */
const now = Date.parse('2022-11-03T01:30:00Z')

describe('time', () => {
  it.each([
    ['2022-11-03T01:12:00.123456Z', '11月3日 周四 09:12'],
    ['2022-11-02T16:00:00.000000Z', '11月3日 周四 00:00'],
    ['2022-11-02T15:59:59.999999Z', '11月2日 周三 23:59'],
    ['2021-12-31T16:00:00.000000Z', '1月1日 周六 00:00'],
    ['2021-12-31T15:00:00.000000Z', '2021年12月31日 周五 23:00'],
  ])('says the instant %s as %s', (iso, said) => {
    expect(sayInstant(iso, now)).toBe(said)
  })

  it('says days, months and the exact instant', () => {
    expect(sayDay('2022-02-28', now)).toBe('2月28日 周一')
    expect(sayDay('2023-01-01', now)).toBe('2023年1月1日 周日')
    expect(sayMonth('2022-11', now)).toBe('11月')
    expect(sayMonth('2021-11', now)).toBe('2021年11月')
    expect(sayExactInstant('2022-11-03T01:12:05.000000Z')).toBe('2022年11月3日 周四 09:12:05')
    expect(todayOf(Date.parse('2022-11-02T16:00:00Z'))).toBe('2022-11-03')
  })

  it.each([
    ['2022-11-06T01:30:00.000000Z', '3 天后到期'],
    ['2022-11-06T01:29:59.000000Z', '2 天后到期'],
    ['2022-11-03T03:30:00.000000Z', '2 小时后到期'],
    ['2022-11-03T01:30:10.000000Z', '1 分钟后到期'],
    ['2022-11-02T01:30:00.000000Z', '已超期 1 天'],
  ])('says the due %s as %s', (iso, said) => {
    expect(sayDue(iso, now)).toBe(said)
  })

  it.each([
    ['2022-11-03T01:29:30.000000Z', '刚刚'],
    ['2022-11-03T01:31:30.000000Z', '刚刚'],
    ['2022-11-03T01:25:00.000000Z', '5 分钟前'],
    ['2022-11-02T16:10:00.000000Z', '今天 00:10'],
    ['2022-11-02T15:50:00.000000Z', '昨天 23:50'],
    ['2022-11-01T01:00:00.000000Z', '11月1日 周二 09:00'],
  ])('says how long ago %s was as %s', (iso, said) => {
    expect(sayAgo(iso, now)).toBe(said)
  })
})

describe('figures', () => {
  it('says money shortly and exactly', () => {
    expect(sayMoney(350_000_000_00)).toBe('3.5亿元')
    expect(sayMoney(66_632_000_000_00n)).toBe('666.32亿元')
    expect(sayExactMoney(350_000_000_00)).toBe('350,000,000.00元')
  })

  it('says land in 亩, and in ㎡ what is smaller than one', () => {
    expect(sayArea(273_333.33)).toBe('410亩')
    expect(sayArea(400)).toBe('400㎡')
  })

  it('says shares', () => {
    expect(sayShare(0.875)).toBe('87.5%')
  })
})
