/** The people of the other side whom a brief names with their titles. */
import { Claims, type Found, found } from './span.ts'

/** `value` is the name as written (王建国, or 王总 when only that is said); `title` as written */
export type PersonRead = Found<string> & { title: string }

export const surnames =
  '区赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖涂代付闫覃岳佟冼佘楚兰邸苟芦牟敬粟苑晋亓仝麦邝谌慈揭帅矫鹿侍蹇漆隋佀雒庹卿楼'
const compound = '欧阳|上官|司马|诸葛|皇甫|慕容|尉迟|令狐|东方|夏侯|公孙|端木'
/** surnames of Japanese partners, whose names run to four characters */
const japanese =
  '田中|山本|佐藤|铃木|高桥|渡边|伊藤|中村|小林|加藤|吉田|山田|佐佐木|松本|井上|木村|清水|山口|阿部|池田|桥本|石川|前田|藤田|小川|冈田|长谷川|村上|近藤|石井|后藤|坂本|远藤|青木|藤井|西村|福田|太田|三浦|冈本|松田|中岛|中川|原田|小野|竹内|和田|中山|石田|上田|森田|柴田|酒井|宫崎|横山'
const company =
  '董事长兼总经理|董事长兼总裁|副董事长|董事长|执行董事|董事会秘书|董秘|常务副总经理|常务副总|副总经理|总经理助理|总经理|副总裁|总裁助理|总裁|首席执行官|首席技术官|首席科学家|创始人|联合创始人|合伙人|实际控制人|实控人|法定代表人|法人代表|法人|负责人|投资总监|战略总监|运营总监|总监|总工程师|总经济师|总会计师|总设计师|总规划师|首席运营官|首席财务官|总工|副总|厂长|社长|行长|院长|所长|教授|院士|博士|工程师|项目经理|投资经理|经理|部长|老板|CEO|CTO|CFO'
/** titles of officials and of associations, read where everybody named is asked for */
const office =
  '党工委书记|党委书记|党组书记|镇党委书记|纪委书记|副书记|书记|副区长|副县长|副市长|副镇长|区长|县长|市长|镇长|乡长|州长|盟长|旗长|省长|管委会主任|副主任|主任|副厅长|厅长|司长|部长|校长|总领事|领事|参赞|监事长|副局长|局长|副处长|处长|副科长|科长|副组长|组长|队长|站长|常委|委员|副主席|主席|会长|副会长|秘书长|理事长|专员|专职副书记|政委|人大代表|一级调研员|调研员|经办人|联络员'

type Patterns = { afterTitle: RegExp; beforeTitle: RegExp; spokenTitle: RegExp }

const behindName =
  '(?=[，,。；;、:\\s()<\\n]|一行|等|先生|女士|小姐|带队|率|及|和|与|陪同|电话|手机|联系|表示|介绍|说|在|来|到|赴|座谈|会谈|会见|会晤|见面|交流|洽谈|商谈|对接|碰头|进行|就|参加|告诉|透露|提出|亲自|拟|计划|希望|有意|向|对|前往|的|打|出席|主持|见证|接待|拜访|走访|考察|调研|陪|推荐|牵线|取得|分别|共同|一同|近日|今日|昨日|日前|今天|昨天|上午|下午|专程|应邀|先后|随行|率队|代表|致辞|发言|讲话|汇报|宣布|通报|部署|作|指出|强调|要求|认为|为|于|1\\d|$)'
const given = `(?:(?:${compound})[\\u4e00-\\u9fff]{1,2}|(?:${japanese})[\\u4e00-\\u9fff]{1,3}|[${surnames}][\\u4e00-\\u9fff]{1,2})`

function patternsOf(titles: string): Patterns {
  return {
    afterTitle: new RegExp(`(${titles})(?:\\(?女士|\\(?先生)?[: ]?(${given})${behindName}`, 'g'),
    beforeTitle: new RegExp(
      `(?<=^|[，,。；;、:\\s()\\n的]|公司|集团|人|方|与|和|见|访|待|了|由|请)(${given})(?:\\(| )?(${titles})`,
      'g',
    ),
    spokenTitle: new RegExp(
      `(?<=^|[，,。；;、:\\s()\\n的喂]|公司|集团|老板|与|和|见|访|待|了|系|人|是|跟|找|到|由|请|来)([${surnames}])(总(?![投部量额计体和裁监工会局书结金面建占用理经公产值造成共])|董(?![事会监秘])|工(?![业程厂作人集机])|老板|院士|教授|博士|副总(?!裁|经)|经理(?!人)|小姐|女士|先生|会长|行长${titles.includes('区长') ? '|主任|局长|书记|科长|处长|部长|镇长|区长|县长|市长|组长|老师' : ''})`,
      'g',
    ),
  }
}
const theirs = patternsOf(company)
const all = patternsOf(`${company}|${office}`)

/** 郑国栋(区委书记) */
const inBrackets = new RegExp(
  `(?<=^|[，,。；;、:\\s与和见待访由]|代表|领导|老板)(${given})(?=\\([\\u4e00-\\u9fff]{0,10}(?:${office}|${company}|组员|专员|人员)\\))`,
  'g',
)
const contact = new RegExp(
  `(?:企业)?(?:联系人|联络员|经办人|对接人|联络人|主持人?|记录人?|汇报人|跟进人|投资人|责任人|牵头人|整理|撰稿|供稿|审核|签发|带队领导|法人代表|法定代表人|法人|负责人)(?:为|是)?[: ]{0,2}(?:[\\u4e00-\\u9fff]{2,8}[ ])?(${given}?)(?=[，,。；;、:\\s()\\n\\d]|先生|女士|电话|手机|$)`,
  'g',
)
/** 世晓棉业有限公司张世晓拟投资: named right behind the firm, without a title */
const behindFirm = new RegExp(
  `(?:公司|集团)(${given}?)(?=拟|计划|打算|准备|有意|想(?:来|在|投)|一行|来访|前来|来[区市县镇我])`,
  'g',
)
/** 李强、王芳陪同; 参加人员:李强、王芳; 招商组李强、王芳赴: names that stand in a list, without titles of their own */
const listedBehind = new RegExp(
  `(?<=^|[，,。；;、:\\s由]|领导|同志|[组局处办委室科镇院][长员]?)(${given}(?:[、和](?:[\\u4e00-\\u9fff]{0,8}[组局处办委室科镇院])?${given}){0,8})(?=(?:等|等人|等领导|同志)?(?:陪同|参加|出席|随行|一同|赴|前往|带队|率队|参与|一行|见证|牵头|负责对接|于\\d))`,
  'g',
)
const listedAfter = new RegExp(
  `(?:(?:参加|参会|出席|列席|组员|成员|队员|陪同|接待|随行|带队|对接|考察|走访|我方|对方|企业方|参与)(?:人员?|领导|同志)?(?:有|为)?:|(?:组员|队员)|(?:[市区县]|相关|有关|单位|镇|街道)领导)[ ]?(${given}(?:[、， ,]${given}){0,12})(?=[，,。；;、于\\s(]|陪同|参加|出席|一同|参与|$)`,
  'g',
)
const oneListed = new RegExp(`(?:^|[、， ,和组局处办委室科镇院])(${given})(?=[、， ,和]|$)`, 'g')
/** 海川电子王总: what stands before says nothing; surnames in which no place's name ends, and something follows that goes with a person */
const said =
  '王李张刘陈杨黄赵吴周徐孙朱胡郭何罗郑梁谢宋唐许邓冯韩曹曾彭肖萧蔡潘董袁余叶蒋杜魏吕丁沈姚卢傅钟姜崔谭廖范汪戴贾韦夏邱邹熊秦薛侯雷郝孔邵顾赖贺严尹钱施龚陶黎莫樊颜倪庞殷章裘应柳俞'
const bareTitle = new RegExp(
  `([${said}])((?:总|董|副总|主任|副主任|书记|副书记|局长|副局长|处长|副处长|科长|部长|镇长|副镇长|区长|副区长|县长|副县长|市长|副市长|秘书长|厅长|组长|经理|会长|局|处|厅|董事长|总监|厂长)(?:他们|那边)?)(?=[，,。；;、！!？?\\s()]|一行|等|带队|率|陪同|电话|联系|表示|介绍|说|反馈|透露|来|到|赴|聊|对接|交流|洽谈|考察|参加|带着|带我们|带领|希望|计划|打算|有意|觉得|认为|回复|和|跟|与|陪|让|今天|昨天|上午|下午|喝茶|吃饭|$)`,
  'g',
)
/** 参会人员:区投促局张伟、李娜,何总: a line of those present, by unit */
const roster =
  /(?:参加|参会|出席|列席|与会|到会|陪同|随行)(?:人员?|领导|名单)?[: ]{1,2}([^\n。]{2,300})|(?<=[;；\n])(?:企业|我|对|客|投资|外)方:([^\n。;；]{2,120})/g
const present = new RegExp(`(?:^|[局委办镇组处院科室区县市司团会长员任记理监])(${given})$`)
const rankAndName = new RegExp(`([${said}](?:总|董|主任|局长|书记|处长|科长|部长))$`)
/** 王强、李明等区领导陪同 */
const leaders = new RegExp(`(?<=^|[，,。；;\\s])(${given}(?:、${given}){0,8})(?=等[市区县镇]?(?:委)?领导)`, 'g')
/** 小刘, 老周: as colleagues say it */
const familiar =
  /(?<=^|[，,。；;、\s我和跟与见找的由])([小老][王李张刘陈杨黄赵吴周徐孙朱胡郭何罗郑梁谢宋唐许邓冯韩曹曾彭肖萧蔡潘董袁余叶蒋杜魏吕丁沈姚卢傅钟姜崔谭廖范汪戴贾薛])(?=[，,。；;、\s\d]|跑|说|去|跟|和|都|一起|他|那边|聊|谈|电话|$)/g
const courteous = new RegExp(`(?<=集团|公司|[，,。；;、:与和见待])(${given})(?=先生|女士)`, 'g')
/** 接待华拓智能李明一行 */
const party = new RegExp(
  `(?<=接待|会见|陪同|邀请|公司|集团|[技材子械料物源能电药气化业份资])(${given})(?=等?(?:一行|带队|率队))`,
  'g',
)
/** 贾女士, 毛小姐: asked for by the name as written */
const courtesy = new RegExp(`(?<![\\u4e00-\\u9fff]{1}[${surnames}])([${surnames}](?:女士|小姐|先生))`, 'g')
/** 总裁Martin Vogel一行, 总经理Chen Kai(陈凯) */
const latinName =
  /(?:董事长|总经理|总裁|CEO|CTO|负责人|代表|社长|会长|创始人|总监)[: ]?([A-Z][a-z]{1,15}(?: [A-Z][A-Za-z.]{1,15}){1,2})(?:\(([\u4e00-\u9fff]{2,4})\))?/g

/** our own leaders are in a brief too; only the other side's people are contacts */
const ourSide =
  /(?:区委|县委|市委|区政府|县政府|市政府|街道|镇|管委会|投促|招商|局|办事处|党工委|主任|书记|我)[^，,。；;\n]{0,6}$/
const notGiven =
  /[办局处科室]$|委会|副$|^蔚来|[县市区镇省]$|^(?:[^，]?领导|相关|有关|双方|全体|双边|方可|平台|项目|成员|人员|全程)|客商|企业|公司|集团|代表|专家|^(?:区[主局书科处部镇县市组长委领]|[和与及][^的]?|高度|高新|方面|于是|相关|全部|全程|全国|公司|国家|关于|关注|成立|东方|向我|应邀|经过|时任|任|文化|项目|安排|何时|万元|能够|都|家|花)/

export type PeopleOptions = {
  /** officials too; else only the other side's people, who are contacts */
  everyone?: boolean
  /** titles that the city added */
  titles?: readonly string[]
}

export function peopleIn(pasted: string, text: string, options: PeopleOptions = {}): PersonRead[] {
  const claims = new Claims(text.length)
  const named = new Set<string>()
  const out: PersonRead[] = []
  const { afterTitle, beforeTitle, spokenTitle } = patternsFor(options)
  for (const hit of text.matchAll(afterTitle)) push(hit, hit[2], hit[1])
  for (const hit of text.matchAll(beforeTitle)) push(hit, hit[1], hit[2])
  for (const hit of text.matchAll(contact)) push(hit, hit[1], '联系人')
  for (const hit of text.matchAll(spokenTitle)) push(hit, `${hit[1]}${hit[2]}`, hit[2])
  if (options.everyone) {
    for (const line of text.matchAll(roster)) {
      const written = line[1] ?? line[2] ?? ''
      for (const piece of written.matchAll(/[^、，,;； ()]+/g)) {
        const hit = present.exec(piece[0]) ?? rankAndName.exec(piece[0])
        if (!hit || (piece[0].length > 3 && hit[0].length === hit[1]?.length && !rankAndName.test(piece[0]))) continue
        hit.index += line.index + line[0].lastIndexOf(written) + piece.index
        push(hit, hit[1], '人员')
      }
    }
    for (const hit of text.matchAll(inBrackets)) push(hit, hit[1], '人员')
    for (const hit of text.matchAll(courteous)) push(hit, hit[1], '客商')
    for (const hit of text.matchAll(familiar)) push(hit, hit[1], '人员')
    for (const hit of text.matchAll(party)) push(hit, hit[1], '人员')
    for (const hit of text.matchAll(bareTitle)) push(hit, `${hit[1]}${hit[2]}`.replace(/(?:他们|那边)$/, ''), hit[2])
    for (const pattern of [listedBehind, listedAfter, leaders])
      for (const list of text.matchAll(pattern))
        for (const hit of (list[1] ?? '').matchAll(oneListed)) {
          hit.index += list.index + list[0].lastIndexOf(list[1] ?? '')
          push(hit, hit[1], '人员')
        }
    for (const hit of text.matchAll(behindFirm)) push(hit, hit[1], '客商')
    for (const hit of text.matchAll(latinName)) push(hit, hit[2] ?? hit[1], hit[0].slice(0, 3))
    for (const hit of text.matchAll(courtesy)) push(hit, hit[1], hit[1]?.slice(1))
  }
  return out.sort((a, b) => a.start - b.start)

  function push(hit: RegExpExecArray, name: string | undefined, title: string | undefined): void {
    if (!name || !title || notGiven.test(name)) return
    if (!options.everyone && ourSide.test(text.slice(Math.max(0, hit.index - 12), hit.index))) return
    const start = hit.index + hit[0].lastIndexOf(name)
    const end = start + name.length
    if (named.has(name) || !claims.claim({ start, end })) return
    named.add(name)
    out.push({ ...found(pasted, start, end, name), title })
  }
}

function patternsFor({ everyone, titles }: PeopleOptions): Patterns {
  if (!everyone) return theirs
  const added = (titles ?? []).filter((title) => /^[\u4e00-\u9fffA-Za-z]{2,12}$/.test(title))
  return added.length === 0 ? all : patternsOf(`${added.join('|')}|${company}|${office}`)
}
