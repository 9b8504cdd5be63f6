/** What the page of a number says: when a value cannot be sent, what will change, and by which document. */
import { describe, expect, test } from 'vitest'
import type { Setting } from '../model.ts'
import { faultOf, sayPlan, sourceOf } from './words.ts'

const past = (effectiveFrom: string, document: string, blockId: string | null = null): Setting['history'][number] => ({
  ...{ id: 'h', blockId, blockName: null, value: 30, effectiveFrom, document, setByName: '贺敏' },
  setAt: '2022-11-03T01:00:00.000000Z',
})
const setting: Setting = {
  ...{ key: 'brief.lateAfterDays', title: '补报天数', about: '超过多少天算补报', kind: 'number', unit: '天' },
  ...{ min: 1, max: 180, choices: [], default: 15, source: '系统默认值', scope: 'block', setBy: 'business-admin' },
  ...{ value: 15, blocks: [{ blockId: 'dinghai', blockName: '定海区', value: 20 }], history: [] },
}

describe('a number of the city', () => {
  test.each([
    [1, null],
    [180, null],
    [999, '应为 1 到 180 天之间的整数'],
    [0, '应为 1 到 180 天之间的整数'],
    [1.5, '应为 1 到 180 天之间的整数'],
    [undefined, '应为 1 到 180 天之间的整数'],
  ])('%s: %s', (value, said) => {
    expect(faultOf(setting, value)).toBe(said)
  })

  test('the change is said with its day and its document, against the value that it replaces', () => {
    const input = { key: setting.key, value: 30, effectiveFrom: '2022-11-10', document: '舟招办〔2022〕9号' }
    expect(sayPlan(setting, { ...input, blockId: null })).toBe(
      '15 天 → 30 天，自 2022年11月10日 起，依据 舟招办〔2022〕9号',
    )
    expect(sayPlan(setting, { ...input, blockId: 'dinghai' })).toBe(
      '20 天 → 30 天，自 2022年11月10日 起，依据 舟招办〔2022〕9号',
    )
  })

  test('the source is the document in force, of the city, today', () => {
    const history = [past('2022-12-01', '下月的'), past('2022-11-02', '区块的', 'dinghai'), past('2022-11-01', '9号')]
    expect(sourceOf({ ...setting, history }, '2022-11-03')).toBe('9号')
    expect(sourceOf({ ...setting, history: [] }, '2022-11-03')).toBe('系统默认值')
  })
})
