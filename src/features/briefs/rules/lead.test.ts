/** What holds a project that can be entered, what holds nothing, and what is off. */
import { describe, expect, it } from 'vitest'
import { namesIn } from './names.ts'
import { fold } from './span.ts'

const entryOf = (text: string) => namesIn(text, fold(text)).entry

describe('a text with something to enter', () => {
  it.each([
    '今天对接了海川新材料有限公司，想投1.2亿，要地25亩',
    '有个老乡在义乌做饰品的想回来办厂大概投一千万左右',
    '总投资35亿元的光学膜项目签约',
    '二季度集中签约仪式举行，共签约12个项目，总投资186.3亿元，海川产业园项目现场签约',
    '【盐仓街道】接待海川电子董事长王建国一行，企业暂无明确投资计划',
    '受市场影响，原计划7月开工的海川项目推迟到10月，投资不变，已签约',
    '海川股份有限公司拟对子公司增资2亿元，用于储能电站项目',
    '项目占地50000平方米，新建厂房3幢；购置焊接设备200台套，设计年产能80万台套',
    '招商线索：深圳海川科技，无人机研发；意向：华东总部；联系人：曹先生',
    '@所有人 周三上午浙江海川渔业集团有限公司来访，请海洋局参加',
    '做液压的老板回话了，投资从五千万加到一个亿',
    '昨晚和客商吃饭，打算来搞海参深加工，大概要两千万',
    '企业名称：海川软件有限公司 投资：300万元',
  ])('%s', (text) => {
    expect(entryOf(text)).toMatchObject({ isLead: true, status: null })
  })
})

describe('a text with nothing to enter', () => {
  it.each([
    ['收到，辛苦了', '问候'],
    ['请各镇街于本周五17:00前报送10月份招商报表，逾期视为零报告', '通知'],
    ['【会议通知】定于9月19日上午召开项目调度会，请准时参会', '通知'],
    ['7月份招商信息排名通报：前三名东升街道31条', '排名'],
    ['关于支持技改的若干措施印发：按投资额的8%给予补助', '政策'],
    ['收评：三大指数上涨，锂电板块领涨，北向资金净买入146亿元', '股市'],
    ['海川建工集团有限公司中标标准厂房工程，中标金额3.47亿元', '中标'],
    ['台风明晨登陆，各在建工地停工', '天气'],
    ['标准厂房出租，9600平方米，可分割出租', '招租'],
    ['【招聘】招商经理2名，年薪20万', '招聘'],
    ['关于做好报送工作的通知\n各镇：请于每月25日前报送在谈项目、签约项目进展', '通知'],
    ['请教一下，有没有认识做膜电极的企业？领导想对接一下', '寻问'],
    ['海川云上半年实现收入1500万元，新签约客户28家，签约合同金额3300万元', '统计'],
    ['前三季度全区新签约亿元以上项目426个，同比增长21.6%', '统计'],
  ])('%s', (text, kind) => {
    const entry = entryOf(text)
    expect(entry.isLead).toBe(false)
    expect(entry.because?.value).toBe(kind)
  })

  it.each([
    '港澳台侨企业合作交流会在合作区举行，近百位企业代表对接合作机遇',
    '走访辖区企业，了解生产经营情况',
    '与农业银行座谈，协商项目贷款',
    '定海区召开招商专题会议，要求紧盯签约项目早开工',
  ])('nobody and nothing is named: %s', (text) => {
    expect(entryOf(text)).toMatchObject({ isLead: false, status: null })
  })

  it('yields no stage, paper or project', () => {
    const text = '各园区注意：请于周五前报送签约项目进展'
    expect(namesIn(text, text)).toMatchObject({ stage: null, agreement: null, projectNames: [] })
  })
})

describe('a project that is off', () => {
  it.each([
    '海川电子有限公司资金链出了问题，放弃在我市投资',
    '公司与四会市政府签订《终止协议》，原投资协议解除',
    '因选址未达成一致，海川公司决定不再推进',
    '客商不来了，他们去了宣城，把线索关掉吧',
    '海川船舶修造项目因环评未通过，已终止',
    '原定落户的海川玻璃项目黄了，企业已转去江西',
  ])('%s', (text) => {
    expect(entryOf(text)).toMatchObject({ isLead: false, status: 'cancelled' })
  })
})
