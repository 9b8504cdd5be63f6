/** Whether a text tells of a project that can be entered at all, and whether the project it tells of is off. */
import { type Found, found, sentenceEnds, stretchBefore } from './span.ts'

/** `because` names the words that decided, so that a person can see why a text was passed over */
export type Entry = { isLead: boolean; status: 'cancelled' | null; because: Found<string> | null }

/** kinds of text that hold nothing to enter, by the words that give them away; the weight must outdo what speaks for a project */
const nothing: readonly (readonly [string, number, RegExp])[] = [
  [
    '通知',
    5,
    /会议通知|(?:请|望)(?:各|有关|相关|大家|各位|全体|做好|于|在|务必)[^。！!\n]{0,60}(?:参加|参会|报送|上报|填报|报名|报至|发至|发到|提交|反馈|准时|出席|回复|落实|转发|知悉|查收|学习|下载|完成|到会|签到|安排|自查|整改|核对|汇总|配合)|(?:逾期|过期)(?:视为|不|未)|(?:定于|拟于|将于)[^。\n]{0,40}(?:召开|举办|举行)[^。\n]{0,40}(?:会议|培训|例会|调度会|推进会|讲座|工作会|大会|班)|召开[^。\n]{0,20}(?:例会|调度会|推进会|工作会议|动员会|部署会|分析会|协调会|学习会|座谈会通知)|请[^。，\n]{0,12}准时|报名(?:截止|方式|表|链接)|培训班|值班(?:表|安排)|接龙/,
  ],
  ['通知', 4, /^.{0,20}关于[^。\n]{2,40}的通知|^通知|有意(?:向|愿)?(?:的|者)[^。，,]{0,6}请/],
  ['招聘', 6, /【?招聘】?|诚聘|招募|简历(?:发|投)|年薪|月薪|岗位要求|任职要求/],
  [
    '中标',
    6,
    /中标(?!前)|招标(?:公告|文件|代理)|开标|评标|投标|预中标|成交公告|成交供应商|成交结果|中选结果|竞争性磋商|采购公告|采购结果|流标|(?:工程)?总承包合同/,
  ],
  [
    '股市',
    6,
    /股价|涨停|跌停|收盘|收评|早盘|午评|开盘|大盘|沪指|创业板指|北向资金|主力资金|融资融券|市盈率|目标价|研报|评级|龙虎榜|换手率|成交额|减持|增持(?:股份|计划)|回购(?:股份|公司)|分红|派息|股权质押|股东大会|季报|年报|半年报|业绩预告|归母净利|净利润同比|(?:定增|可转债|募集资金).{0,20}(?:补充流动资金|发行股票)?|利率(?:下调|上调|降至)|存单|板块|概念股|领涨/,
  ],
  [
    '融资',
    4,
    /(?:完成|宣布|获得?)[^，,。\n]{0,10}(?:[A-FＡ-Ｆ]\+?轮|天使轮|战略融资|轮融资|亿元融资|股权融资)|领投|跟投|投后估值|上市辅导|IPO|挂牌新三板|科创板上市/,
  ],
  [
    '排名',
    5,
    /排名|排行|得分|名次|前三名|末位|第[一二三四五]名|通报(?:如下|表扬|批评)|红黑榜|晾晒|赛马(?!场)|考核|打分|评分|零报送|目标任务|任务分解|进度表/,
  ],
  [
    '政策',
    5,
    /印发|若干(?:措施|政策|意见)|实施(?:意见|细则|方案|办法)|管理办法|条例|政策(?:解读|文件|汇编|兑现|问答)|一图读懂|政府工作报告|给予[^。\n]{0,30}(?:补助|奖励|补贴)|补助(?:标准|资金)|专项资金|拨付|申报(?:指南|通知|条件)|公示期|征求意见|解读|最高不超过|降息|LPR/,
  ],
  [
    '统计',
    4,
    /同比(?:增长|下降|增|降)?|环比|增速|规上工业|固定资产投资(?:完成|增长|同比)|GDP|地区生产总值|完成(?:全年|年度|目标)|预计全年|截[至止][^，,。\n]{0,12}(?:月底|月末|目前|今)|累计(?:签约|引进|落地|新增)|(?:前|上|一|二|三|四|[1-9])(?:季度|个月)|上半年全[市区县]|新签约[^。\n]{0,12}项目\d+个|全[市区县省国年]共?[^。\n]{0,10}(?:签约|引进|新增|实现|完成)|外出招商\d+|洽谈项目\d+|储备[^。\n]{0,8}项目\d+|批次|人次|走访(?:企业|客商)\d+[家次]|收集[^，,。]{0,6}\d+[条个]|实现(?:营业)?(?:收入|营收)|签约(?:客户|合同金额)|营业收入/,
  ],
  [
    '问候',
    5,
    /新春快乐|节日快乐|新年快乐|新年好|中秋快乐|国庆快乐|生日快乐|元旦快乐|元宵|端午安康|祝(?:各位|大家|您|领导|全体)|恭祝|拜年|恭喜发财|阖家|早上好|晚上好|晚安|辛苦了|谢谢|感谢(?:领导|各位|大家)|收到|好的|明白|赞|点赞|学习了|已阅|知道了|欢迎(?:新|入群|加入)/,
  ],
  [
    '天气',
    6,
    /台风(?!眼)|暴雨|降温|寒潮|气温|天气|高温|预警信号|防汛|防台|停水|停电|停工|限行|封路|核酸|疫情防控|健康码|降雨/,
  ],
  ['招租', 5, /【?厂房出租】?|出租|招租|转租|急售|可分割(?:出租)?|厂房可(?:出租|租)|有意者|租金\d/],
  [
    '简介',
    4,
    /企业简介|公司简介|公司概况|企业概况|单项冠军|专精特新.{0,6}(?:名单|公示|认定)|荣获|获评|入选|入围|上榜|500强榜|获奖|表彰|授予|认定为/,
  ],
  ['投诉', 5, /投诉|反映:|路灯|噪音|扰民|信访|欠薪|维权|举报|漏水|失信|被执行|行政处罚|裁判|判决|起诉|事故|火灾|诈骗/],
  [
    '寻问',
    4,
    /(?:哪位|谁)(?:有|知道|能|认识|是|在)|有没有(?:人|认识|哪家|哪位|做)|请教|求(?:推荐|助|问|介绍)|请问|转发朋友圈|点击(?:链接|查看|阅读)|\[链接\]|https?:\/\/|投票/,
  ],
  ['人事', 5, /任命|任免|任职|免去|当选|辞任|辞职|聘任|逝世|讣告|调任|干部(?:培训|任用)/],
  [
    '学习',
    4,
    /主题教育|党课|党建|支部|理论学习|专题学习|贯彻落实|精神|观摩学习|工会|志愿者|篮球赛|比赛|献血|体检|捐(?:款|赠)|慰问|运动会|演练|安全(?:生产)?检查|消防/,
  ],
]

/** what speaks for a project, each kind once */
const project: readonly (readonly [number, RegExp])[] = [
  [
    4,
    /(?:拟|计划|有意|打算|准备|想(?:在|来|投|要|把|租|设|回|找)?|意向|决定|预计|愿意?|将)[^。！!？?\n]{0,30}(?:投资?|建|落户|落地|设立|设|租|购|办厂|搬|扩产|布局|增资|考察|来看|挪|迁)/,
  ],
  [
    4,
    /(?:投资|合作|落户|入园|入驻|项目|框架|合资|租赁)[^，,。；;\n]{0,8}(?:协议|合同|意向书|备忘录)|签约(?!金额|率|项目?\d+个|客户|合同金额)|签(?:订|署|下|了|定)|意向书|备忘录|达成(?:合作|一致|意向)|合作(?:协议|签约)/,
  ],
  [
    3,
    /接待|拜访|走访|来访|到访|考察|洽谈|座谈|会谈|会见|会晤|商谈|对接|见面|回访|通电话|电话聊|电话联系|见了|谈了|聊了|来电|登门|碰头|跟.{2,40}谈|视频沟通|初步接触|取得联系|过来看/,
  ],
  [
    3,
    /开工|奠基|动工|投产|产品下线|试生产|试产|试运行|试车|摘牌|竞得|拿地|完成注册|已注册|营业执照|注册成立|落户|入驻|竣工|开业|揭牌|封顶|达产|量产|花落/,
  ],
  [
    3,
    /总投资|计划投资|拟投资|投资额|投资约|投资建设|投资(?:超|近|逾)?\d|投资金额|意向投资|投\d|投.{1,3}[个点].{0,2}亿|投[两一二三四五六七八九十]|投了/,
  ],
  [2, /用地|占地|需地|要地|租(?:赁|用)?(?:厂房|写字楼|场地|楼)|拿地|标准厂房|\d亩/],
  [
    2,
    /年产|产能|产业化项目|生产线|生产基地|制造基地|产业园(?:项目)|研发中心|区域总部|合资公司|全资子公司|办厂|建厂|扩产/,
  ],
  [
    2,
    /(?:有限公司|集团|股份|企业|老板|客商|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]总)/,
  ],
  [3, /新建(?:厂房|车间|生产线)|项目占地|建设(?:内容|规模)|购置[^。；;\n]{0,16}设备/],
  [3, /招商线索|线索:|意向:/],
  [2, /项目名称|企业名称|投资规模|报送单位|招商(?:简报|信息|动态|快讯|专报|快报|日报)|对接企业/],
]

/** the project of the text is off */
const off =
  /终止(?:协议|合作|对外投资|投资|项目|在|了|该|本|实施|推进|洽谈|与|建设|此|上述|原|双方)|(?:放弃|取消)(?:了)?(?:在|投资|项目|该|此|本|落户|合作|建设|来|原|这|购地|购买|拿地|参与|对|与|计划|上述)|不再(?:推进|投资|实施|跟进|考虑|建设|落户|合作|继续|来|进行|签约|洽谈)|(?:投资|项目|合作|计划|协议|合同)(?:已|已经|宣告|被|决定|就此|正式|因故|予以|随之)?(?:终止|取消|作废|解除|流产|夭折|搁浅|黄了|泡汤|告吹|中止|撤回|失效|撤销|叫停|破裂|清退|注销)|不(?:来|投|搞|干|做|谈|考虑)了|谈崩|谈黄|黄了|泡汤|告吹|作废|就算了|关掉吧|撤资|终止洽谈|终止推进|终止谈判|婉拒|(?:决定|确定|明确|表示)(?:不|放弃|终止|取消)(?:来|在|到|投|落|再|考虑)|解除[^，,。；;\n]{0,20}(?:协议|合同|合作)|(?:落户|去|选择)(?:了)?(?:其他|别的|外地|邻市|邻县)|(?:项目|投资)[^，,。；;\n]{0,8}(?:退出|撤出|下马|终结)|退出(?:了)?(?:该)?项目|没戏|无意(?:投资|落户|来)|(?:合作|谈判)破裂|未(?:能)?达成(?:一致|合作|协议)|已(?:经)?(?:终止|取消|流产)|(?:宣布|决定|同意|申请)(?:终止|取消|放弃|中止|退出)|线索(?:关闭|作废|注销)/
/** off, but something else: what a company gave up elsewhere, a part, a condition */
const otherOff =
  /(?:如果|若|如|否则|避免|防止|曾|原(?!定|计划|拟|本|来)|其他地|从[^，,。]{1,8}|将会?|不得|可以?|有权|如不|一旦)[^，,。；;\n]{0,12}$/
export function entryIn(
  pasted: string,
  text: string,
  facts: { companies: number; projects: number } = { companies: 0, projects: 0 },
): Entry {
  const cancelled = cancelledIn(text)
  if (cancelled) {
    const { start, end } = cancelled
    return { isLead: false, status: 'cancelled', because: found(pasted, start, end, '终止') }
  }
  let against = 0
  let because: Found<string> | null = null
  let heaviest = 0
  for (const [kind, weight, cue] of nothing) {
    const hit = cue.exec(text)
    if (!hit) continue
    against += weight
    if (weight > heaviest) {
      heaviest = weight
      because = found(pasted, hit.index, hit.index + hit[0].length, kind)
    }
  }
  let speaksFor = Math.min(2, facts.companies) * 2 + Math.min(1, facts.projects) * 2
  for (const [weight, cue] of project) if (cue.test(text)) speaksFor += weight
  if (isOnlyBusiness(text)) against += 8
  // in a long text a word of another kind weighs less
  const length = text.length > 400 ? 0.4 : text.length > 160 ? 0.7 : 1
  // numbers over many, nobody named and nothing celebrated: 排名, 批次, 同比
  const nobody = facts.companies === 0 && facts.projects === 0
  if (nobody && against >= 4 && !/签约仪式|集中(?:签约|开工)|现场签约|推介会|落户(?!率)/.test(text)) against += 6
  // 合作交流会举行: an event at which nobody is named and nothing is signed
  if (nobody && event.test(text) && !/签|总投资|拟|意向|达成|\d亿|落户|落地/.test(text)) against += 8
  // 走访辖区企业: nobody named, no wish, no figure
  if (nobody && !concrete.test(text)) against += 8
  const isLead = speaksFor >= 5 && intent.test(text) && speaksFor > against * length && !isTender(text)
  return { isLead, status: null, because: isLead ? null : because }
}

const concrete =
  /\d个?(?:亿|万|亩|平|㎡|千|家|方)|[一二两三四五六七八九十百千几]个?(?:亿|万|亩|千|家)|拟|想|意向|打算|准备|计划|有意|客商|老板|[一-龥]总(?![体量部书])|老乡|有家|某|主营|的企业|企业来|厂|公司|集团|企业家|线索|投(?!促)|[A-Za-z]{3}/
const event =
  /(?:交流会|对接会|座谈会|推介会|论坛|大会|博览会|展会|峰会|年会|研讨会|沙龙|路演)[^。\n]{0,24}(?:举行|举办|召开|开幕|闭幕|落幕)/
/** somebody wants, meets, signs or builds; names and sums alone tell of no project */
const intent =
  /下线|试运行|试车|试营业|运营|投资的|增资|达产|量产|封顶|建成|投用|投运|在建|施工|到访|交流|推介|调研|参观|会商|赴|建设|拟|计划(?:总?投资|在|于|建|新)|有意|打算|准备|(?<![思联])想|意向|决定|新建|扩建|对接|接待|拜访|走访|来访|考察|洽谈|座谈|会谈|会见|商谈|见面|见了|谈|聊|签|落户|落地|入驻|开工|奠基|动工|投产|试产|试生产|摘牌|竞得|拿地|注册(?!资|地)|竣工|投资建设|总投资|投资方|投资约?\d|联合投资|独资|投\d|投[一两二三四五六七八九十]|(?<!人才)引进|合作|揭牌|项目:|过来看|来电|电话|框架协议/
const recruiting = /招商(?!银行|证券)|引进|落户|投资协议|投资合同|拟投资|计划投资|入园/
/** work won or given by tender is somebody's order, no investment of theirs */
function isTender(text: string): boolean {
  return /中标(?!率)|预中标|中选(?:结果|公告)|成交公告|总承包合同|招标公告/.test(text) && !recruiting.test(text)
}

/** 中国移动与中国工商银行签署战略合作协议: two firms' business, with no place, sum or building in it */
function isOnlyBusiness(text: string): boolean {
  return (
    /战略合作|合作协议|供货|采购|订单|授信/.test(text) &&
    !/投资|项目|建设|落户|政府|管委会|园区|厂房|用地|[市县区镇]长|开发区|高新区|基地|设立|招商|洽谈|考察/.test(text)
  )
}

function cancelledIn(text: string): { start: number; end: number } | null {
  const hit = off.exec(text)
  if (!hit) return null
  const before = text.slice(stretchBefore(text, hit.index, sentenceEnds, 20), hit.index)
  if (otherOff.test(before)) return null
  // one item of a long report that goes off leaves the others open
  if (text.length > 300 && hit.index > 200 && (text.match(/项目/g)?.length ?? 0) > 4) return null
  return { start: hit.index, end: hit.index + hit[0].length }
}
