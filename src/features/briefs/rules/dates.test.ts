/** Days as people write them, read against the day of sending. */
import { describe, expect, it } from 'vitest'
import { readBrief } from './reading.ts'

/** 2022-11-03 is a Thursday */
const posted = '2022-11-03'

describe('the day of the contact', () => {
  it.each([
    ['2022年11月2日拜访', '2022-11-02'],
    ['2022-11-02 拜访', '2022-11-02'],
    ['2022/11/2拜访', '2022-11-02'],
    ['2022.11.02接待', '2022-11-02'],
    ['２０２２年１１月２日拜访', '2022-11-02'],
    ['二〇二二年十一月二日拜访', '2022-11-02'],
    ['22年11月2日拜访', '2022-11-02'],
    ['11月2日拜访', '2022-11-02'],
    ['11月2号拜访', '2022-11-02'],
    ['十一月二号拜访', '2022-11-02'],
    ['11.2下午拜访', '2022-11-02'],
    ['今天拜访', '2022-11-03'],
    ['今对接海川储能', '2022-11-03'],
    ['刚和研究所的李工通完电话', '2022-11-03'],
    ['昨日接待', '2022-11-02'],
    ['前天接待', '2022-11-01'],
    ['本周二接待', '2022-11-01'],
    ['周二接待', '2022-11-01'],
    ['上周五拜访', '2022-10-28'],
    ['2日上午拜访', '2022-11-02'],
    ['上月28日拜访', '2022-10-28'],
    ['2月28日拜访', '2022-02-28'],
    ['去年12月28日拜访', '2021-12-28'],
    ['今年3月8日拜访', '2022-03-08'],
    ['11月1日拜访，计划11月20日再次来访', '2022-11-01'],
    ['公司成立于2009年3月12日，11月2日来访', '2022-11-02'],
  ])('%s', (text, expected) => {
    expect(readBrief(text, { postedOn: posted }).contactOn?.value).toBe(expected)
  })

  it.each([
    '近日拜访',
    '日前接待',
    '拜访了企业',
    '10月底注册',
    '2022年10月签约',
    '计划11月20日来访',
    '明天接待',
    '下周二来访',
    '预计12月开工',
    '成立于2009年3月12日',
    '11月31日拜访',
    '13月2日拜访',
    '1.2亿元',
  ])('is not said in %s', (text) => {
    expect(readBrief(text, { postedOn: posted }).contactOn).toBeNull()
  })

  it('stays open without a year and without a day of posting', () => {
    const reading = readBrief('4月18日签约')
    expect(reading.contactOn).toBeNull()
    expect(reading.dates).toMatchObject([{ value: null, partial: '04-18' }])
    expect(readBrief('2018年7月签约').dates).toMatchObject([{ value: null, partial: '2018-07' }])
  })

  it('takes the year that the same text gives', () => {
    expect(readBrief('2022年3月1日拜访，3月5日回访').dates.map((date) => date.value)).toEqual([
      '2022-03-01',
      '2022-03-05',
    ])
  })

  it('goes back over the turn of the year', () => {
    expect(readBrief('12月30日接待', { postedOn: '2023-01-04' }).contactOn?.value).toBe('2022-12-30')
    expect(readBrief('30日上午接待', { postedOn: '2023-01-04' }).contactOn?.value).toBe('2022-12-30')
  })
})
