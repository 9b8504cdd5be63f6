/** Chats as they are copied from the programs in use, and briefs that only look like one. */
import { describe, expect, test } from 'vitest'
import { longestStretch } from '../model/transcribing.ts'
import { chatStretch, wordsOf } from './chat-stretch.ts'
import { announcements } from './examples/announcements.ts'
import { chatLines } from './examples/chat-lines.ts'
import { groupBriefs } from './examples/group-briefs.ts'
import { secondReading } from './examples/second-reading.ts'
import { spokenBriefs } from './examples/spoken-briefs.ts'

const thursday = '2022-11-03'
/** poster, day, time, words */
const told = (text: string, on: string | null = thursday) =>
  chatStretch(text, on)?.map(({ poster, at, text: said }) => [poster, at.date, at.time, said])

describe('copied from', () => {
  test('WeChat, with day and time behind each name', () => {
    expect(told('姚敏 2022/11/3 15:04\n今天拜访了宁波海智科技有限公司\n投资2亿\n\n应勇 2022/11/3 15:06\n收到')).toEqual(
      [
        ['姚敏', '2022-11-03', '15:04', '今天拜访了宁波海智科技有限公司\n投资2亿'],
        ['应勇', '2022-11-03', '15:06', '收到'],
      ],
    )
  })

  test('WeChat on a desk, with days between the lines', () => {
    const text = '————— 2022-11-02 —————\n\n姚敏  15:04\n\n拜访了海智\n\n————— 2022-11-03 —————\n\n应勇  09:12\n\n收到'
    expect(told(text)).toEqual([
      ['姚敏', '2022-11-02', '15:04', '拜访了海智'],
      ['应勇', '2022-11-03', '09:12', '收到'],
    ])
    expect(chatStretch(text, null)?.every(({ at }) => at.certain)).toBe(true)
  })

  test('WeChat, names with a colon on lines of their own', () => {
    expect(told('姚敏:\n拜访了海智\n\n展茅-小姚:\n[图片]\n\n姚敏:\n投资2亿')).toEqual([
      ['姚敏', null, null, '拜访了海智'],
      ['展茅-小姚', null, null, '[图片]'],
      ['姚敏', null, null, '投资2亿'],
    ])
  })

  test('a record that was passed on', () => {
    expect(told('【聊天记录】\n姚敏：拜访了海智\n总投资：2亿\n盐仓招商：收到')).toEqual([
      ['姚敏', null, null, '拜访了海智\n总投资：2亿'],
      ['盐仓招商', null, null, '收到'],
    ])
    expect(told('群聊的聊天记录\n姚敏: 拜访了海智\n应勇: 好')).toHaveLength(2)
  })

  test('QQ, with numbers and addresses', () => {
    expect(told('2022-11-03 15:04:22 姚敏(10001234)\n拜访了海智\n2022-11-03 15:05:01 应勇<yy@qq.com>\n好')).toEqual([
      ['姚敏', '2022-11-03', '15:04', '拜访了海智'],
      ['应勇', '2022-11-03', '15:05', '好'],
    ])
  })

  test('钉钉 and 企业微信, units in the name and no year', () => {
    expect(told('姚敏（展茅街道） 11月2日 15:04\n拜访了海智\n应勇@盐仓街道 11/3 09:12:33\n好')).toEqual([
      ['姚敏（展茅街道）', '2022-11-02', '15:04', '拜访了海智'],
      ['应勇@盐仓街道', '2022-11-03', '09:12', '好'],
    ])
    expect(told('[2022-11-03 15:04] 姚敏: 拜访了海智\n[2022-11-03 15:06] 应勇: 好')).toEqual([
      ['姚敏', '2022-11-03', '15:04', '拜访了海智'],
      ['应勇', '2022-11-03', '15:06', '好'],
    ])
  })
})

describe('when', () => {
  test.each([
    ['昨天 15:04', '2022-11-02', '15:04'],
    ['星期五 09:12', '2022-10-28', '09:12'],
    ['星期四 上午9:12', '2022-11-03', '09:12'],
    ['2022年11月3日 下午3:04', '2022-11-03', '15:04'],
    ['11月5日 晚上8:21', '2021-11-05', '20:21'],
    ['凌晨12:30', null, '00:30'],
  ])('%s', (said, date, time) => {
    expect(told(`姚敏 ${said}\n拜访了海智\n应勇 ${said}\n好`)?.[0]).toEqual(['姚敏', date, time, '拜访了海智'])
  })

  test('only what is written in full is sure', () => {
    const sure = (said: string) => chatStretch(`姚敏 ${said}\n一\n应勇 ${said}\n二`, thursday)?.[0]?.at.certain
    expect(['2022/11/3 15:04', '昨天 15:04', '11月3日 15:04', '15:04'].map(sure)).toEqual([true, false, false, false])
  })

  test('between the lines it holds for what follows', () => {
    expect(told('2022年11月1日 下午3:04\n姚敏:\n拜访了海智\n昨天 09:10\n应勇:\n好\n姚敏:\n谢谢')).toEqual([
      ['姚敏', '2022-11-01', '15:04', '拜访了海智'],
      ['应勇', '2022-11-02', '09:10', '好'],
      ['姚敏', '2022-11-02', '09:10', '谢谢'],
    ])
  })
})

describe('what was said', () => {
  test('the words that are answered stand apart', () => {
    const text = '姚敏 15:04\n「应勇：拜访了海智」\n- - - - - - - - - - - - - - -\n我们也在谈\n应勇 15:05\n「姚敏：好」'
    expect(chatStretch(text, thursday)).toMatchObject([
      { poster: '姚敏', text: '我们也在谈', quote: '应勇：拜访了海智' },
      { poster: '应勇', text: '姚敏：好', quote: null },
    ])
  })

  test('what was cut off above the first name is not lost', () => {
    expect(told('用地30亩，下周来看。\n姚敏 15:04\n一\n应勇 15:05\n二')?.[0]).toEqual([
      '',
      null,
      null,
      '用地30亩，下周来看。',
    ])
  })

  test('what the program says is no message', () => {
    expect(told('姚敏 15:04\n一\n"姚敏"撤回了一条消息\n应勇 15:05\n二\n以下为新消息')).toHaveLength(2)
  })

  test.each([
    ['[图片]', ''],
    ['[语音] 12"', ''],
    ['@所有人 👍👍', ''],
    ['[链接] 聚泰投产', '聚泰投产'],
    ['@姚敏 收到', '收到'],
  ])('%s is %o in words', (said, words) => {
    expect(wordsOf(said)).toBe(words)
  })
})

describe('no chat', () => {
  test.each([
    '【盐仓街道简报】\n企业：宁波海智科技有限公司\n总投资：2亿元\n用地：30亩\n联系人：王经理 13800000000\n下一步：来看地',
    '一、企业概况：\n海智做传感器。\n二、投资计划：\n总投资2亿。\n三、诉求：\n用地30亩。',
    '金塘：拜访海智，投资2亿。\n高新区：接待东睿，投资1亿。\n沈家门：洽谈芯海，用地30亩。\n白泉：无。',
    '张总：我们想投2亿。\n李局长：欢迎。\n张总：下周来看地。',
    '11月3日 15:04 在会议室座谈：张总表示下周来\n参加人员：姚敏、应勇',
    '会议时间 2022/11/3 15:04\n地点：市投促中心\n议题：聚泰项目',
    '方案：总投资2亿\n金额：2亿\n单位：盐仓街道\n高管：王建国',
    '姚敏：今天拜访了海智，投资2亿，用地30亩。',
    '姚敏 2022/11/3 15:04\n今天拜访了海智，投资2亿，用地30亩。',
    '',
  ])('%s', (text) => {
    expect(chatStretch(text, thursday)).toBeNull()
  })

  test('none of the briefs that the reading is tried on', () => {
    const all = [...chatLines, ...groupBriefs, ...announcements, ...spokenBriefs, ...secondReading]
    expect(all.map(({ text }) => text).filter((text) => chatStretch(text, thursday) !== null)).toEqual([])
  })
})

test('hostile texts of 100,000 characters take no longer than others', () => {
  const hostile = [
    '姚敏 1'.repeat(25_000),
    '姚'.repeat(longestStretch),
    '姚敏:\n'.repeat(25_000),
    `${' '.repeat(50_000)}:`,
    '2022-11-03 15:04 '.repeat(5_900),
    '「'.repeat(longestStretch),
    `姚敏 15:04\n${'「a'.repeat(40_000)}\n应勇 15:05\n好`,
    '- '.repeat(50_000),
  ]
  for (const text of hostile) {
    const before = performance.now()
    chatStretch(text, thursday)
    expect(performance.now() - before, text.slice(0, 20)).toBeLessThan(1_000)
  }
})
