/** What a demo city's reporter pasted yesterday and has not worked off: two mornings of the group, all invented. */
import { addDays } from '#core/calendar.ts'

type Said = readonly [poster: string, time: string, text: string]

const before: readonly Said[] = [
  ['姚敏', '08:31', '各位早上好，请各组今天下班前把简报发到群里'],
  ['盐仓-小应', '08:35', '收到'],
  [
    '盐仓-小应',
    '09:12',
    '【盐仓街道】昨天上午拜访宁波海蓝阀业有限公司，企业有意在盐仓投资建设船用阀门生产基地，计划总投资1.2亿元，用地约25亩。联系人周经理13700001111。下一步邀请企业来看地。',
  ],
  ['唐区长', '09:20', '这个项目不错，抓紧跟'],
  ['陈盐', '10:05', '[图片]'],
  ['陈盐', '10:06', '今天上午接待台州顺泰模具有限公司，想来盐仓建厂，投资3000万元，用地10亩，对接人叶总13700002222'],
]
const after: readonly Said[] = [
  ['姚敏', '08:30', '早上好，今天降温，大家注意保暖'],
  ['海阔天空', '09:30', '今早走访舟山鲜达冷链物流有限公司，洽谈冷库项目，投资5000万元，用地15亩左右'],
  ['唐区长', '09:41', '请经信局研究一下能耗指标'],
  ['盐仓-小应', '10:10', '海蓝阀业周经理来电，下周一带队来看地，请园区准备'],
  ['白露', '10:12', '好的'],
]

const lines = (said: readonly Said[]) =>
  said.map(([poster, time, text]) => `${poster}  ${time}\n\n${text}\n`).join('\n')

export function chatUntil(today: string): string {
  return `—————  ${addDays(today, -2)}  —————\n\n${lines(before)}\n—————  ${addDays(today, -1)}  —————\n\n${lines(after)}`
}

/** Words of the place that no dictionary of the country holds. */
export const demoWords = [
  { kind: 'place', word: '岙山岛', aliasOf: null },
  { kind: 'zone', word: '老塘山港区', aliasOf: null },
  { kind: 'company', word: '海蓝阀业', aliasOf: '宁波海蓝阀业有限公司' },
] as const
