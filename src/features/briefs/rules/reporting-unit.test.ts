/** The unit that a message speaks for, found by its short and full names. */
import { describe, expect, it } from 'vitest'
import { readBrief } from './reading.ts'

const units = [
  { id: 'yancang', name: '盐仓街道', short: '盐仓' },
  { id: 'jintang', name: '金塘镇', short: '金塘' },
  { id: 'jintang-zone', name: '金塘管委会', short: '金塘管委会' },
  { id: 'hangzhou', name: '定海区驻杭州招商组', short: '驻杭州组' },
  { id: 'shenzhen', name: '驻深圳招商处', short: '驻深圳处' },
  { id: 'commerce', name: '定海区商务局', short: '商务局' },
]

describe('the unit that reports', () => {
  it.each([
    ['【盐仓街道简报】今天', '盐仓街道', 'yancang'],
    ['【盐仓】今天', '盐仓', 'yancang'],
    ['[盐仓街道招商信息第3期]今天', '盐仓街道', 'yancang'],
    ['驻杭州招商组：今天', '驻杭州招商组', 'hangzhou'],
    ['定海区驻杭州招商组\n今天', '定海区驻杭州招商组', 'hangzhou'],
    ['驻深圳招商处：今天', '驻深圳招商处', 'shenzhen'],
    ['区商务局：今天', '区商务局', 'commerce'],
    ['报送单位：盐仓街道\n今天', '盐仓街道', 'yancang'],
    ['今天接待企业一行。\n（盐仓街道）', '盐仓街道', 'yancang'],
    ['白泉镇招商简报：今天', '白泉镇', null],
    ['源汇区人防办招商进展：今天', '源汇区人防办', null],
    ['【邗江区】今天', '邗江区', null],
    ['报：市招商办\n苏家屯区招商局：今天', '苏家屯区招商局', null],
    ['#招商日报#海勃湾区工信局 11月1日对接企业', '海勃湾区工信局', null],
    ['郧阳区招商局报告，企业来考察', '郧阳区招商局', null],
    ['来自义蓬街道的招商信息：今天', '义蓬街道', null],
    ['报送单位：瓜沥镇人民政府\n今天', '瓜沥镇人民政府', null],
  ])('%s', (text, value, unitId) => {
    expect(readBrief(text, { units }).reportingUnit).toMatchObject({ value, unitId })
  })

  it.each([
    '今天接待了一家企业',
    '【重磅】签约了',
    '【盐城】某项目',
    '公司介绍：主营',
    '我街道接待企业',
    '新乡市委书记带队赴港招商',
    '接待上级检查组一行赴园区',
    '注意：明天开会',
  ])('is not said in %s', (text) => {
    expect(readBrief(text, { units }).reportingUnit).toBeNull()
  })
})
