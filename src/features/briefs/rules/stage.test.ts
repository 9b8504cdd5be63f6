/** How far a project has come, in the words of those who write it: what is planned, denied or a condition does not count. */
import { describe, expect, it } from 'vitest'
import type { Stage } from '../model/extraction.ts'
import { fold } from './span.ts'
import { agreementIn, stageIn } from './stage.ts'

const stageOf = (text: string): Stage | null => stageIn(text, fold(text))?.value ?? null

describe('the farthest step that has happened', () => {
  it.each([
    ['企业拟投资3亿元建设储能项目', 'lead'],
    ['公司决定扩产，正在全国选点', 'lead'],
    ['今天接待海川新材料一行', 'negotiating'],
    ['跟海川的老板谈了一下午', 'negotiating'],
    ['双方达成初步合作意向，计划6月签约', 'negotiating'],
    ['签署投资意向书', 'negotiating'],
    ['打算投2000万建糖厂，意向书已签', 'negotiating'],
    ['签订了合作备忘录', 'negotiating'],
    ['就项目落户事宜进行洽谈', 'negotiating'],
    ['投资协议文本报法务审核，已完成两轮谈判', 'negotiating'],
    ['9月28日签约，计划年内开工', 'signed'],
    ['项目签约落户联投产业新城', 'signed'],
    ['本周三签的正式投资协议', 'signed'],
    ['签约入驻，总投资2亿元，拿地30亩', 'signed'],
    ['总投资10亿元的新能源汽车核心部件项目签约', 'signed'],
    ['计划总投资18亿元的液压件项目签约', 'signed'],
    ['已于6月5日完成工商注册', 'registered'],
    ['公司已注册成立，正在办理用地手续', 'registered'],
    ['以1860万元竞得一宗工业用地', 'land'],
    ['地块由海川公司摘牌', 'land'],
    ['签约后8天完成公司设立手续，78天后项目开工奠基', 'construction'],
    ['项目主体结构已封顶，预计8月试生产', 'construction'],
    ['尚未投产，正在安装设备', 'construction'],
    ['生产线点火试产', 'trial'],
    ['去年签约的项目今天竣工投产', 'production'],
  ] as const)('%s', (text, stage) => {
    expect(stageOf(text)).toBe(stage)
  })

  it.each([
    ['预计2025年10月建成投产，2月19日正式开工', 'construction'],
    ['投产后年产值3亿元，今日签约', 'signed'],
    ['未签约，只是来考察', 'negotiating'],
    ['力争年底前开工，已签约', 'signed'],
    ['企业同意4月底前签约，本次会谈调整了用地', 'negotiating'],
  ] as const)('a step to come does not count: %s', (text, stage) => {
    expect(stageOf(text)).toBe(stage)
  })

  it('counts no step on a day that lies ahead', () => {
    const text = '接待海川，6月26日签约'
    const date = { start: text.indexOf('6月'), end: text.indexOf('签约') }
    expect(stageIn(text, text, [date])?.value).toBe('negotiating')
  })

  it('is silent where nothing is told', () => {
    expect(stageOf('收到')).toBeNull()
  })
})

describe('the paper', () => {
  it.each([
    ['签署战略合作框架协议', 'framework'],
    ['签订合作备忘录', 'framework'],
    ['签订《年产5万吨电解液项目投资协议》', 'formal'],
    ['签的正式投资协议', 'formal'],
    ['项目签约落户', null],
    ['双方商定10月底前签订投资协议，已签约一期', null],
    ['投资协议文本在审核，已签约', null],
  ] as const)('%s', (text, agreement) => {
    expect(agreementIn(text, text, stageOf(text))?.value ?? null).toBe(agreement)
  })
})
