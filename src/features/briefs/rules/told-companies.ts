/** Companies that only the sentence gives away: who signs with a government, by whom something is built, who announces, who stands in a list of firms. */
import { behindCountry, behindPlace, isPlaceName, nameStart } from './company-boundary.ts'
import { listAround } from './lists.ts'
import { surnames } from './people.ts'
import { placeNameAt } from './places.ts'
import { type Draft, endsInTrade, hasPlain, isGeneric, nameIsPlain } from './short-companies.ts'
import { Claims } from './span.ts'

const name = '([\\u4e00-\\u9fffA-Za-z0-9&·]{2,14}?(?:\\([\\u4e00-\\u9fff]{2,4}\\))?)'
const office =
  '[\\u4e00-\\u9fff]{2,20}(?:政府|管委会|管理委员会|开发区|高新区|经开区|工业园区?|园区|新区|投促局|商务局|招商局|[市县区镇])'
const open = '(?<=^|[，,。；;:：、！!\\n”)]|[日年月]|上午|下午|今天|昨天|近日|日前|期间|同时|随后|其中|获悉)'

/** those of a firm whom one meets */
const theirPeople =
  '(?:的)?(?:(?:联合)?创始人|(?:执行)?董事长|(?:副)?总经理|(?:副)?总裁|老板|老总|高管|负责人|财务总监|投资总监|市场总监|首席执行官|CEO|的人(?=[，,。聊谈]))'

const told: readonly RegExp[] = [
  // 见了博睿机电的老板, 拜访聚泰总经理
  new RegExp(
    `(?<=(?:拜访|走访|会见|接待|对接|邀请|约见|会晤|联系|见到?|陪同?|跟|与|和)[了过到]?)${name}(?=${theirPeople}|一行|来访|到访|前来)`,
    'g',
  ),
  // 聚泰董事长…来访, 赛克赛斯生物来访
  new RegExp(`${open}${name}(?=${theirPeople}|来访|到访|来电|来函|来人|来考察|来洽谈|前来|来我[市县区镇])`, 'g'),
  // 绿地控股与沈阳市人民政府签约
  new RegExp(`${open}${name}(?:与|和|同)${office}(?=[^，,。；;\\n]{0,24}(?:签|达成|合作))`, 'g'),
  // 沈阳市政府与绿地控股签约
  new RegExp(
    `(?<=(?:政府|管委会|管理委员会|开发区|高新区|经开区|园区|新区|投促局|商务局|[市县区镇])(?:与|和|同|分别与|就))${name}(?=签|就|举行|达成|正式|在|共同|合作|携手)`,
    'g',
  ),
  // 由聚泰投资建设
  new RegExp(`(?<=由)${name}(?=(?:全额|独资|共同|联合|负责|牵头|出资)?(?:投资|出资|建设|投建|承建|打造|兴建))`, 'g'),
  // 引进聚泰投资建设的
  new RegExp(`(?<=引进了?|引入了?|招引了?|引来)${name}(?=(?:总?投资|建设|落户|在|，|,|项目))`, 'g'),
  // 道道全晚间公告称
  new RegExp(
    `${open}${name}(?:\\([^)]{4,16}\\))?(?:\\d{1,2}月\\d{1,2}日)?(?:今日|昨日|日前|近日)?(?:晚间|早间|午间|盘后|晚)?(?:还曾|曾|再次)?(?:发布)?公告(?=[，,称:。]|显示|披露)`,
    'g',
  ),
  // 一家做无人机的企业, 叫成都翼飞智控
  new RegExp(
    `(?<=(?:^|[，,。\\n]|公司|企业|厂|家)(?:名字)?(?:叫做?|名叫|名为|全称|名称[为是]))${name}(?=[，,。；;\\n]|$)`,
    'g',
  ),
  // 投资方为聚泰, 投资方聚泰
  new RegExp(
    `(?<=(?:投资方|投资商|投资主体|投资单位|投资企业|业主单位|建设单位|实施主体|合作方|企业名称|公司名称|对接企业)(?:为|是|分别为|:|: )?)${name}(?=[，,。；;、\\s(]|$)`,
    'g',
  ),
  // 名称前的身份: 龙头企业聚泰, 包装巨头普乐
  new RegExp(
    `(?<=(?:龙头|知名|领军|头部|著名|上市|500强|独角兽|标杆|外资|台资|日资|韩资|德资|民营)企业|巨头|制造商|供应商|生产商|服务商|开发商|运营商|品牌商|制品商|(?:车企|药企|房企)(?!业)|[行产]业(?:龙头|翘楚))(?:——|“|")?${name}(?=(?:总?投资|拟|计划|将|在|与|和|签约|落户|正式|宣布|来|到|、|，|,|”|"|表示|项目|考察|董事长|总经理|集团|公司))`,
    'g',
  ),
]

/** 投资设立聚泰智能装备: what is founded is a firm when its name ends in a trade */
const founded = new RegExp(
  `(?<=(?:设立|成立|组建|注册)了?(?:项目公司|子公司|全资子公司)?)${name}(?=[，,。；;\\n])`,
  'g',
)

/** 跟宏发电子陈总喝茶 */
const withHead = new RegExp(
  `(?<=[跟与和见访待了])${name}(?=[${surnames}](?:总(?![部投量额计体监经裁工])|董(?!事))|聊|谈了|沟通|见面|视频|通电话|座谈|洽谈)`,
  'g',
)

export function toldNamesIn(text: string): Draft[] {
  const out: Draft[] = []
  for (const pattern of told) {
    for (const hit of text.matchAll(pattern)) {
      const written = hit[1] ?? ''
      const at = hit.index + hit[0].indexOf(written)
      const draft = firmWithin(text, at, at + written.length)
      // 董事长邹方明一行: a person's name
      const isPerson = draft && draft.end - draft.start <= 3 && text.startsWith('一行', draft.end)
      if (draft && !isPerson) out.push(draft)
    }
  }
  for (const hit of [...text.matchAll(withHead), ...text.matchAll(founded)]) {
    const draft = firmWithin(text, hit.index, hit.index + (hit[1]?.length ?? 0))
    if (draft && endsInTrade(text, draft)) out.push(draft)
  }
  return [...out, ...placedNamesIn(text)]
}

/** 对接北京天宜上佳，: behind a word of contact a place begins the name */
const placed = new RegExp(`(?<=(?:拜访|走访|对接|接待|会见)[了过到]?)${name}(?=[，,。；;\\n])`, 'g')
function placedNamesIn(text: string): Draft[] {
  return [...text.matchAll(placed)].flatMap((hit) => {
    const draft = firmWithin(text, hit.index, hit.index + hit[0].length)
    if (!draft) return []
    const written = text.slice(draft.start, draft.end)
    const proper = behindPlace(written)
    const isFirm = proper !== written && proper.length >= 3 && proper.length <= 6 && !hasPlain(proper)
    return isFirm && placeNameAt(proper, 0) === null ? [draft] : []
  })
}

const noFirm =
  /(?:政府|[局委办处]|街道|[镇乡村省市县区]|大学|学院|医院|中心|项目|基地|产业|行业|企业|客商|老板|代表|[团方]|部门|领导|书记|一行|单位|[平台]台|团队|专班|资金|投资|合作|双方|三方|各方|我们|他们|对方|总|企业家|商家|投资人|华侨|侨胞|校友|先生|女士|朋友|同志|老乡|乡贤|专家|友人|客人|商会|协会|[ABH]股|副|原|名誉|[组队]|今日|昨日|发布|榜单?|结果|中标|国家|全国|协议|计划|时间|园|城|厂房|政策|要素|大会|活动|仪式|论坛|展会|博览会|[路号楼期个人年月日次亿万元])$/
const noFirmWithin =
  /^(?:集团|公司|企业|财务|人事|市场|销售|技术)|有意|某|资金|[的了在将把被于是这那该本其各每某些也还就并且约超近]|项目|产业(?!集团|投资|发展)|总投资|政府|管委会|\d{4}|亿|万元|签约|协议|合作|建设|我[市区县镇]/

/** the proper name within [start, end), when it can be one */
export function firmWithin(text: string, start: number, end: number): Draft | null {
  const cut = nameStart(text, end, start)
  if (cut === null) return null
  const from = cut + behindCountry(text.slice(cut, end))
  const written = text.slice(from, end)
  const proper = behindPlace(written)
  if (proper.length < 2 || written.length > 12 || noFirm.test(written) || noFirmWithin.test(proper)) return null
  if (isPlaceName(written) || isGeneric(written) || isGeneric(proper) || nameIsPlain(proper)) return null
  if (/^\d+[名家个人]?$|^[a-z]+$|^(?:特此|本次|上述|现将|有关)/.test(proper)) return null
  return { start: from, end, kind: 'short', shortFor: null }
}

/** A list whose end says that firms stand in it: A、B、C等8家企业. */
const listEnd =
  /等?(?:\d{1,3}|[一二三四五六七八九十两多数]{1,3})?(?:家|个)?[\u4e00-\u9fff]{0,10}?(?:企业|公司|集团|厂商|车企|药企|巨头|龙头|500强)/y

/** Items of lists that hold a firm already, or whose end says so; what stands in a list with firms is a firm. */
export function listedWith(text: string, known: readonly { start: number; end: number }[]): Draft[] {
  const out: Draft[] = []
  const taken = new Claims(text.length, known)
  const starts = new Set(known.map((company) => company.start))
  const ends = new Set(known.map((company) => company.end))
  for (let at = text.indexOf('、'); at !== -1; ) {
    const list = listAround(text, at)
    const items = list.items
    const firms = items.filter((item) => ends.has(item.end) || starts.has(item.start) || endsInTrade(text, item)).length
    listEnd.lastIndex = list.end
    const first = items[0] ? firmWithin(text, items[0].start, items[0].end) : null
    const saysFirms =
      listEnd.test(text) ||
      (first !== null && /(?:企业|龙头)(?:有|为|包括|:)?$/.test(text.slice(Math.max(0, first.start - 5), first.start)))
    if (saysFirms ? items.length >= 2 : items.length >= 3 && firms * 2 >= items.length) {
      for (const [rank, item] of items.entries()) {
        if (!taken.isFree(item)) continue
        if (item.end - item.start > 12 && rank > 0) continue
        const draft = firmWithin(text, item.start, item.end)
        if (draft) out.push(draft)
      }
    }
    at = text.indexOf('、', Math.max(list.end, at + 1))
  }
  return out
}
