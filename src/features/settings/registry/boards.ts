/** What officials may change about the monthly ranking: by which column, how much of it is published, how long units check. */
import { choiceSetting, numberSetting } from '../model.ts'

export const rankBy = choiceSetting({
  key: 'board.rankBy',
  title: '排名依据',
  about: '月度排名按哪一列排；已公布的期次不变',
  choices: { submitted: '提交数', valid: '有效数', negotiating: '转在谈数' },
  default: 'valid',
  source: '系统默认值：按有效数，以免凑数（2022年工作群按提交数）',
  scope: 'block',
  setBy: 'business-admin',
})

export const publicity = choiceSetting({
  key: 'board.publicity',
  title: '公布范围',
  about: '公布全部名次、只公布前几名，或各单位只看自己的名次',
  choices: { full: '全部公布', top: '只公布前几名', own: '只看本单位' },
  default: 'full',
  source: '系统默认值',
  scope: 'block',
  setBy: 'business-admin',
})

export const topN = numberSetting({
  key: 'board.topN',
  title: '公布前几名',
  about: '公布范围为“只公布前几名”时，公布到第几名',
  unit: '名',
  default: 10,
  min: 1,
  max: 100,
  source: '系统默认值',
  scope: 'block',
  setBy: 'business-admin',
})

export const checkHours = numberSetting({
  key: 'board.checkHours',
  title: '单位核对时间',
  about: '月度关账后，各单位核对本单位数字的时间',
  unit: '小时',
  default: 24,
  min: 1,
  max: 240,
  source: '系统默认值',
  scope: 'block',
  setBy: 'business-admin',
})
