/** Places and zones as they stand in a text, and words that only look like one. */
import { describe, expect, it } from 'vitest'
import { noCityWords } from './city-words.ts'
import { townships } from './gazetteer.ts'
import { namesIn } from './names.ts'
import { fold } from './span.ts'

const named = (text: string) => namesIn(text, fold(text), { townships })
const placesOf = (text: string): string[] => named(text).places.map((place) => place.text)
const zonesOf = (text: string): string[] => named(text).zones.map((zone) => zone.value)

describe('places', () => {
  it.each([
    ['湖南省张家界市集中签约，项目落户张家界', ['湖南省', '张家界市', '张家界']],
    ['项目签约落户望城', ['望城']],
    ['签约广东顺德', ['广东', '顺德']],
    ['来自苏州的海川电子有限公司', ['苏州']],
    ['在昆山千灯镇投资', ['昆山', '千灯镇']],
    ['宜兴市和桥镇地块摘牌', ['宜兴市', '和桥镇']],
    ['考察如东后落户', ['如东']],
    ['与杭州市西湖区洽谈', ['杭州市', '西湖区']],
    ['走访后在横琴设立公司', ['横琴']],
  ])('%s', (text, places) => {
    expect(placesOf(text)).toEqual(places)
  })

  it.each([
    '投资方向比如东部沿海',
    '确保长治久安',
    '发展朝阳产业',
    '走访苏州海川电子有限公司',
    '沿黄河南岸布局',
    '推进新型城镇化',
    '设立华东区域总部',
    '采购大理石板材',
    '杭州湾大桥北接线',
    '祝端午安康',
    '商会会长罗永康说',
  ])('none in %s', (text) => {
    expect(placesOf(text)).toEqual([])
  })
})

describe('zones', () => {
  it.each([
    ['签约湖南宁乡高新区', ['宁乡高新区']],
    ['在儋州市洋浦经济开发区奠基', ['洋浦经济开发区']],
    ['大连金普新区与海川株式会社签约', ['大连金普新区']],
    ['项目落户嘉兴综合保税区B区', ['嘉兴综合保税区B区']],
    ['在和林格尔新区投资', ['和林格尔新区']],
    ['在宁东能源化工基地建设', ['宁东能源化工基地']],
    ['马鞍山郑蒲港新区现代产业园区管委会', ['马鞍山郑蒲港新区现代产业园区']],
    ['推介我区生物医药产业园', ['生物医药产业园']],
  ])('%s', (text, zones) => {
    expect(zonesOf(text)).toEqual(zones)
  })

  it.each(['租我们园区的厂房', '影响园区企业', '预制菜产业园6月26日签约', '智能机床产业园项目开工', '国家级示范区'])(
    'none in %s',
    (text) => {
      expect(zonesOf(text)).toEqual([])
    },
  )
})

describe('what a city adds', () => {
  it('counts a firm once when the text says its name and its other name', () => {
    const words = { ...noCityWords, companies: [{ name: '海川控股', aliases: ['老海川'] }] }
    const text = '老海川来洽谈，海川控股拟投资3亿元'
    expect(namesIn(text, text, { words }).companies.map(({ value }) => value)).toEqual(['海川控股'])
  })

  it('is read like the rest', () => {
    const words = {
      companies: [{ name: '海川控股', aliases: ['老海川'] }],
      places: ['金钵盂'],
      zones: ['仙湖氢谷'],
      industries: ['螺杆'],
      titles: ['链长'],
      suffixes: ['紧固'],
    }
    const text = '链长王建国带队，老海川拟在金钵盂、仙湖氢谷投资螺杆生产线'
    const names = namesIn(text, text, { words })
    expect(names.companies.map(({ value }) => value)).toEqual(['老海川'])
    expect(names.places.map(({ value }) => value)).toEqual(['金钵盂'])
    expect(names.zones.map(({ value }) => value)).toEqual(['仙湖氢谷'])
    expect(names.industries.map(({ value }) => value)).toContain('螺杆')
    expect(names.people).toMatchObject([{ value: '王建国', title: '链长' }])
  })
})
