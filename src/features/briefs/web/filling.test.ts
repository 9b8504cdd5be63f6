/** What was read fills the form, and nothing is said of a company that the text does not say of it. */
import { describe, expect, it } from 'vitest'
import type { Organisation } from '#features/people/model.ts'
import { readBrief } from '../rules/reading.ts'
import { fillFrom } from './filling.ts'

const town = '00000000-0000-4000-8000-000000000001'
const zone = '00000000-0000-4000-8000-000000000002'
const organisation: Organisation = {
  city: '舟山市',
  on: '2022-11-03',
  blocks: [{ id: zone, name: '高新区', short: '高新区', kind: 'zone', regionCode: null }],
  units: [],
  townships: [],
}

function filledFrom(body: string, postedOn = '2022-11-03') {
  const reading = readBrief(body, { postedOn, units: [{ id: town, name: '盐仓街道', short: '盐仓' }] })
  return fillFrom({ body, reading, ownUnitIds: [town], organisation })
}

describe('一家企业', () => {
  const body =
    '【盐仓街道简报】11月2日上午，赴宁波拜访宁波海泰精密机械有限公司，与董事长周立群座谈，拟投资2.6亿元，需用地约45亩。下一步，街道将于11月8日邀请企业来看地块。电话13857401122。'
  const { form, sources } = filledFrom(body)

  it('企业、金额、用地、日期、地点、单位、联系人、电话都填好', () => {
    expect(form).toMatchObject({
      unitId: town,
      contactOn: '2022-11-02',
      channel: 'visit',
      place: '宁波市',
      contactName: '周立群（董事长）',
      contactPhone: '13857401122',
      nextOn: '2022-11-08',
    })
    expect(form.mentions).toMatchObject([
      { companyName: '宁波海泰精密机械有限公司', investment: '2.6', money: '亿元', landMu: '45' },
    ])
  })

  it('每个值都指得出原文的哪几个字', () => {
    for (const span of [sources.contactOn, sources.contactPhone, sources.mentions[0]?.investment]) {
      expect(span && body.slice(span.start, span.end)).toBe(span?.text)
    }
  })

  it('“下一步”三个字不重复写进下一步', () => {
    expect(form.nextStep?.startsWith('街道将')).toBe(true)
  })
})

describe('几家企业', () => {
  it('金额归所在那句点名的企业', () => {
    const { form } = filledFrom(
      '今天走访了苏州恒昌光学膜股份有限公司和苏州辰光电子有限公司。恒昌拟投资8亿元外迁三期项目。辰光电子有意租厂房5000平方米。',
    )
    expect(form.mentions?.map(({ investment, floorM2 }) => [investment, floorM2])).toEqual([
      ['8', ''],
      ['', '5000'],
    ])
  })

  it('说不清归谁的，空着', () => {
    const { form } = filledFrom('拜访宁波海泰精密机械有限公司、杭州云帆储能科技有限公司，总投资3亿元。')
    expect(form.mentions?.map(({ investment }) => investment)).toEqual(['', ''])
  })
})

describe('没说的不填', () => {
  it('只有一句闲话', () => {
    const { form, sources } = filledFrom('大家辛苦了，晚上继续。')
    expect(form).toEqual({})
    expect(sources.mentions).toEqual([])
  })

  it('别的单位的抬头不换掉自己的单位', () => {
    expect(filledFrom('【白泉镇简报】拜访宁波海泰精密机械有限公司。').form.unitId).toBeUndefined()
  })
})

describe('意向区块', () => {
  it('文中点到的区块', () => {
    expect(filledFrom('宁波海泰精密机械有限公司有意落户高新区。').form.intentBlockId).toBe(zone)
  })
})
