/** What officials may change about briefs: how soon one is answered and judged, how long it may be taken back. */
import { numberSetting } from '../model.ts'

export const respondWithinDays = numberSetting({
  key: 'brief.respondWithinDays',
  title: '简报响应时限',
  about: '简报发出后，多少个工作日内要有人回应；对此后发出的简报起算',
  unit: '个工作日',
  default: 1,
  min: 1,
  max: 30,
  source: '江门线索办理时限：1天响应、3天初判（默认值，待本市文件确定）',
  scope: 'block',
  setBy: 'business-admin',
})

export const judgeWithinDays = numberSetting({
  key: 'brief.judgeWithinDays',
  title: '简报核实时限',
  about: '简报发出后，多少个工作日内要核实为有效、无效或重复',
  unit: '个工作日',
  default: 3,
  min: 1,
  max: 30,
  source: '江门线索办理时限：1天响应、3天初判（默认值，待本市文件确定）',
  scope: 'block',
  setBy: 'business-admin',
})

export const recallSeconds = numberSetting({
  key: 'brief.recallSeconds',
  title: '简报撤回时间',
  about: '发出后多少秒内可以撤回；过后只能修订或作废，留有痕迹',
  unit: '秒',
  default: 120,
  min: 0,
  max: 600,
  source: '系统默认值（与工作群的2分钟撤回一致）',
  scope: 'city',
  setBy: 'business-admin',
})

export const undoSeconds = numberSetting({
  key: 'brief.undoSeconds',
  title: '批示撤销时间',
  about: '批示发出后多少秒内可以撤销；过后只能另作批示',
  unit: '秒',
  default: 10,
  min: 0,
  max: 60,
  source: '系统默认值',
  scope: 'city',
  setBy: 'business-admin',
})

export const judgementUndoMinutes = numberSetting({
  key: 'brief.judgementUndoMinutes',
  title: '核实撤回时间',
  about: '核实或复核后多少分钟内，核实的人可以撤回；过后只能走复核',
  unit: '分钟',
  default: 10,
  min: 0,
  max: 1440,
  source: '系统默认值（待本市文件确定）',
  scope: 'city',
  setBy: 'business-admin',
})

export const lateContactDays = numberSetting({
  key: 'brief.lateContactDays',
  title: '补报天数',
  about: '接触日期早于发出日期超过多少天的，排名表中计入补报一列',
  unit: '天',
  default: 15,
  min: 1,
  max: 180,
  source: '系统默认值（待本市文件确定）',
  scope: 'city',
  setBy: 'business-admin',
})

export const draftDays = numberSetting({
  key: 'brief.draftDays',
  title: '补录草稿保留天数',
  about: '从聊天记录拆出的补录草稿保留多少天，到期自动删除；对此后拆出的起算',
  unit: '天',
  default: 30,
  min: 3,
  max: 90,
  source: '系统默认值（聊天记录含个人信息，用完即删：个人信息保护法第十九条）',
  scope: 'city',
  setBy: 'business-admin',
})
