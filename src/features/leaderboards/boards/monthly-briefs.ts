/** 招商简报月度排名: how many briefs each unit sent, how many were valid, how many became talks. */

import type { Counted, Limits } from '../model.ts'
import type { BoardDefinition } from './definition.ts'

const late = ({ daysAfterContact }: Counted, { lateAfterDays }: Limits) =>
  daysAfterContact !== null && daysAfterContact > lateAfterDays
const submitted = (fact: Counted, limits: Limits) => fact.state === 'sent' && !late(fact, limits)

export const monthlyBriefs: BoardDefinition = {
  key: 'monthly-briefs',
  title: '招商简报月度排名',
  source: '定海区“招商一家人”群月度统计与排名公示办法（2022 年），有效数排名为防凑数而设',
  groups: [
    { key: 'towns', title: '镇街', kinds: ['town'] },
    { key: 'bureaus', title: '局办', kinds: ['bureau'] },
    { key: 'posted', title: '驻外招商组', kinds: ['posted'] },
    { key: 'parks', title: '园区和国企', kinds: ['park', 'company'] },
  ],
  columns: [
    {
      key: 'submitted',
      title: '提交数',
      about: '当月收到的简报，不含补报、撤回和撤销',
      counts: submitted,
      movedBy: '修订',
      ranks: true,
    },
    {
      key: 'valid',
      title: '有效数',
      about: '提交数中核实为有效的',
      counts: (fact, limits) => submitted(fact, limits) && fact.validity === 'valid',
      movedBy: '复核',
      ranks: true,
    },
    {
      key: 'negotiating',
      title: '转在谈数',
      about: '有效数中已转为在谈的',
      counts: (fact, limits) => submitted(fact, limits) && fact.validity === 'valid' && fact.negotiating,
      movedBy: '转在谈',
      ranks: true,
    },
    {
      key: 'late',
      title: '补报',
      about: '联系企业超过期限才报的，单列，不参加排名',
      counts: (fact, limits) => fact.state === 'sent' && late(fact, limits),
      movedBy: '修订',
      ranks: false,
    },
  ],
  rankBy: 'valid',
  better: 'more',
  leastToRank: 2,
  unit: '条',
  scope: ({ lateAfterDays }) =>
    `按系统收到简报的时间（北京时间）归月；联系企业超过 ${lateAfterDays} 天才报的算补报，单列，不计入提交数；撤回、撤销的不计；单位按月末所属区块统计`,
  say: ({ unitName, rank, figures }) =>
    `${rank === null ? '' : `第 ${rank} 名 `}${unitName}：提交 ${figures.submitted ?? 0}，有效 ${figures.valid ?? 0}，转在谈 ${figures.negotiating ?? 0}${figures.late ? `，补报 ${figures.late}` : ''}`,
}
