/** The lines by which a copied chat tells who speaks and when: 姚敏 15:04, 姚敏：…, —— 2022-11-03 ——. */

import { type PostedAt, postedAt, whenPattern } from './chat-when.ts'
import { surnames } from './people.ts'
import { placesIn } from './places.ts'

export type Head =
  /** a poster with a time: only chats write so */
  | { kind: 'timed'; poster: string; at: PostedAt; rest: string }
  /** a poster and a colon: chats write so, and so do lists of fields */
  | { kind: 'named'; poster: string; rest: string }
  /** a line that is only a time */
  | { kind: 'divider'; at: PostedAt }
  /** 【聊天记录】, 微信聊天记录如下： */
  | { kind: 'title' }
  /** 姚敏撤回了一条消息 */
  | { kind: 'notice' }

/** longer lines are what somebody said */
const longestHead = 80
const nick = '[^\\s:，,。；;！!？?、][^:，。；;！!？?\\n]{0,38}?'
const nickThenTime = new RegExp(`^(${nick}) {1,6}(${whenPattern})$`)
const timeThenNick = new RegExp(`^[\\[(]?(${whenPattern})[\\])]? {1,4}(${nick})(?::|$)`)
const rules = /^[\s\-_=~*·.]{2,60}|[\s\-_=~*·.]{2,60}$/g
const title =
  /^(?:【?(?:群聊|微信|QQ|钉钉|企业微信)?的?(?:聊天|消息|会话)记录】?|.{1,30}的聊天记录|.{0,6}聊天记录(?:如下)?)[: ]*$/
const notice =
  /^(?:"?.{1,30}"?(?:撤回了一条消息|加入了群聊|加入群聊|邀请.{1,40}加入.{0,6}群聊|修改群名为.{1,40}|拍了拍.{1,30})|以下(?:为|是)新消息|以上是打招呼的内容|查看更多消息)$/

/** What this line of the chat is; null: something that was said. `line` is folded (half-width colons and digits). */
export function headIn(line: string, copiedOn: string | null): Head | null {
  const text = line.trim()
  if (text === '') return null
  if (text.length <= longestHead) {
    if (title.test(text)) return { kind: 'title' }
    if (notice.test(text)) return { kind: 'notice' }
    const bare = text.replace(rules, '').trim()
    const divider = bare === '' ? null : postedAt(bare, copiedOn)
    if (divider) return { kind: 'divider', at: divider }
    const timed = nickThenTime.exec(text)
    const poster = timed?.[1] ? posterOf(timed[1]) : null
    const at = timed?.[2] ? postedAt(timed[2], copiedOn) : null
    if (poster && at?.time) return { kind: 'timed', poster, at, rest: '' }
  }
  return timeFirst(text, copiedOn) ?? namedIn(text)
}

/** 2022-11-03 15:04:22 姚敏(10001), [11-03 15:04] 姚敏: … */
function timeFirst(text: string, copiedOn: string | null): Head | null {
  if (!/^[[(]?\d/.test(text)) return null
  const hit = timeThenNick.exec(text.slice(0, longestHead))
  const at = hit?.[1] ? postedAt(hit[1], copiedOn) : null
  const poster = hit ? posterOf(hit.at(-1) ?? '') : null
  if (!hit || !at || at.date === null || at.time === null || !poster) return null
  return { kind: 'timed', poster, at, rest: text.slice(hit[0].length).trim() }
}

function namedIn(text: string): Head | null {
  const at = text.slice(0, 42).indexOf(':')
  if (at < 1) return null
  const poster = posterOf(text.slice(0, at))
  // http://, 3:1
  if (!poster || /^[\d.]+$|https?$/.test(poster)) return null
  return { kind: 'named', poster, rest: text.slice(at + 1).trim() }
}

/** Without the number or the mail address that QQ prints behind a name; null where nobody is called so. */
function posterOf(written: string): string | null {
  const poster = written
    .trim()
    .replace(/(?:\(\d{4,12}\)|<[^<>]{3,60}>)$/, '')
    .trim()
  if (poster === '' || poster.length > 40 || isLabel(poster)) return null
  return /[，,。；;！!？?、“”"《》]/.test(poster) || /^[\d\s.%/-]+$/.test(poster) ? null : poster
}

/** what stands before a colon in a brief, a form or minutes */
const labels =
  /(?:名称|姓名|电话|手机|地址|地点|时间|日期|时段|金额|投资|投资额|总投资|资金|用地|土地|面积|厂房|规模|产能|产值|税收|亩均|需求|诉求|要求|要素|进展|进度|情况|概况|简介|介绍|背景|内容|要点|重点|亮点|问题|困难|难点|建议|意见|措施|对策|计划|打算|方案|安排|下步|下一步|步骤|目标|任务|成果|成效|结果|结论|总结|小结|备注|说明|附件|来源|编号|文号|标题|主题|议题|主送|抄送|报送|单位|部门|企业|公司|客商|项目|产品|行业|产业|类型|类别|性质|阶段|状态|方式|渠道|方向|意向|联系人|负责人|对接人|接待人|参会人|参加人|参与人|陪同|出席|人员|人数|嘉宾|领导|责任人|承办|牵头|配合|级别|优势|劣势|风险|注意|提示|通知|提醒|简报|信息|动态|日报|周报|专报|汇报|报告|例如|比如|如下|其中|包括|表示|指出|强调|认为|提出|介绍说|说|问|答|链接|网址|微信|邮箱|传真|拟选址|选址|供地|能耗|用电|用水|员工|设备|原料|市场|客户|股东|法人|注册资本|成立|主营|经营范围|营收|年产|合计|共计|累计|分别)$/

export function isLabel(written: string): boolean {
  const bare = written
    .replace(/^[\s(（\d一二三四五六七八九十]{1,4}[).、）.]?\s?/, '')
    .replace(/[(（][^()（）]{0,12}[)）]$/, '')
  return bare === '' || labels.test(bare)
}

const unitLike =
  /(?:[区县市镇乡村岛港园]|街道|社区|新城|管委会|[局办处组委部站所]|中心|集团|公司|总[经理]?|局长|主任|书记|镇长|区长)$/
const compound = '欧阳|司马|诸葛|上官|夏侯|尉迟|皇甫|令狐|端木|东方|司徒'
const personName = new RegExp(`^(?:[${surnames}][\\u4e00-\\u9fff]{1,2}|(?:${compound})[\\u4e00-\\u9fff]{1,2})$`)
const familiar = new RegExp(`^[小老阿][${surnames}]$`)

/** Whether somebody is called so: 姚敏, 小姚, 展茅-小姚, 姚敏（展茅街道）; a place or a post before a colon is no poster. */
export function isPersonLike(poster: string): boolean {
  const parts = poster.split(/[-—_·|/@()（）[\]【】\s]+/).filter((part) => part !== '')
  return parts.some((part) => {
    if (familiar.test(part)) return true
    if (!personName.test(part) || unitLike.test(part)) return false
    return !placesIn(part, part, []).some(({ start, end }) => start === 0 && end >= part.length)
  })
}
