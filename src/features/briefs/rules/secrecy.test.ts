/** Texts marked as state secrets are seen, and ordinary uses of the same words are not. */
import { describe, expect, it } from 'vitest'
import { secrecyMark } from './secrecy.ts'

const marked: readonly (readonly [string, string])[] = [
  ['机密★1年\n关于某项目的情况报告', '机密'],
  ['绝密★长期', '绝密'],
  ['秘密 ★ 6个月', '秘密'],
  ['机　密★１０年', '机密'],
  ['【秘密】盐仓街道简报', '秘密'],
  ['【机密】', '机密'],
  ['[绝密]不要转发', '绝密'],
  ['密级：机密', '机密'],
  ['密级:秘密\n正文', '秘密'],
  ['密级为绝密', '绝密'],
  ['机密\n今天接待了某研究所', '机密'],
  ['关于选址的报告\n秘密\n正文', '秘密'],
  ['秘密 1年', '秘密'],
  ['机密：军工项目选址', '机密'],
  ['绝密！不要外传', '绝密'],
  ['（机密）关于码头扩建', '机密'],
  ['【岑港街道简报】（秘密）11月2日', '秘密'],
  ['本文件属机密级国家秘密', '机密'],
  ['此件为秘密', '秘密'],
  ['转发机密级文件一份', '机密'],
  ['機密★三年', '机密'],
  ['机\u200b密★1年', '机密'],
  ['《秘密》', '秘密'],
  ['〔机密·5年〕', '机密'],
]

const innocent: readonly string[] = [
  '企业要求注意保密',
  '双方签订了保密协议',
  '涉及商业秘密，暂不公开项目名称',
  '【商业秘密】请勿外传',
  '商业秘密：配方',
  '这是他们的秘密武器',
  '秘密武器是自研的隔膜涂覆工艺',
  '秘密花园民宿项目落户花鸟',
  '该公司具备武器装备科研生产单位二级保密资格，可承担机密级任务',
  '涉密信息系统集成乙级资质',
  '严禁处理国家秘密',
  '请勿在群内发布秘密、机密、绝密信息',
  '对方对投资额保守秘密',
  '机密封技术：精密机械密封件生产线',
  '电机密封圈项目，总投资1亿元',
  '【机械密封】项目洽谈',
  '该企业秘密提交了上市申请',
  '密级：无',
  '项目无秘密可言，公开招商',
  '国家秘密法宣传月活动',
  '今日接待精密机床企业',
]

describe('a text marked as a state secret', () => {
  it.each(marked)('%s', (text, level) => {
    const mark = secrecyMark(text)
    expect(mark?.level).toBe(level)
    expect(text.slice(mark?.at ?? 0)).toMatch(/^[绝机機秘]/)
  })

  it('names the first mark of several', () => {
    expect(secrecyMark('简报\n【秘密】\n密级：绝密')).toEqual({ level: '秘密', at: 4 })
  })
})

describe('words of secrecy that mark nothing', () => {
  it.each(innocent)('%s', (text) => {
    expect(secrecyMark(text)).toBeNull()
  })
})
