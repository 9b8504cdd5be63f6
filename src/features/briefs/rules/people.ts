/** The people of the other side whom a brief names with their titles. */
import { Claims, type Found, found } from './span.ts'

/** `value` is the name as written (王建国, or 王总 when only that is said); `title` as written */
export type PersonRead = Found<string> & { title: string }

export const surnames =
  '区赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖涂代'
const compound = '欧阳|上官|司马|诸葛|皇甫|慕容|尉迟|令狐|东方|夏侯|公孙|端木'
/** surnames of Japanese partners, whose names run to four characters */
const japanese =
  '田中|山本|佐藤|铃木|高桥|渡边|伊藤|中村|小林|加藤|吉田|山田|佐佐木|松本|井上|木村|清水|山口|阿部|池田|桥本|石川|前田|藤田|小川|冈田|长谷川|村上|近藤|石井|后藤|坂本|远藤|青木|藤井|西村|福田|太田|三浦|冈本|松田|中岛|中川|原田|小野|竹内|和田|中山|石田|上田|森田|柴田|酒井|宫崎|横山'
const company =
  '董事长兼总经理|董事长兼总裁|副董事长|董事长|执行董事|董事会秘书|董秘|常务副总经理|常务副总|副总经理|总经理助理|总经理|副总裁|总裁助理|总裁|首席执行官|首席技术官|首席科学家|创始人|联合创始人|合伙人|实际控制人|实控人|法定代表人|法人代表|法人|负责人|投资总监|战略总监|运营总监|总监|总工程师|总工|副总|厂长|社长|行长|院长|所长|教授|院士|博士|工程师|项目经理|投资经理|经理|部长|老板|CEO|CTO|CFO'
/** titles of officials and of associations, read where everybody named is asked for */
const office =
  '党工委书记|党委书记|党组书记|镇党委书记|纪委书记|副书记|书记|副区长|副县长|副市长|副镇长|区长|县长|市长|镇长|乡长|州长|盟长|旗长|省长|管委会主任|副主任|主任|副局长|局长|副处长|处长|副科长|科长|副组长|组长|队长|站长|常委|委员|副主席|主席|会长|副会长|秘书长|理事长|专员|专职副书记|政委|人大代表|一级调研员|调研员|经办人|联络员'

type Patterns = { afterTitle: RegExp; beforeTitle: RegExp; spokenTitle: RegExp }

const behindName =
  '(?=[，,。；;、:\\s()<\\n]|一行|等|先生|女士|小姐|带队|率|及|和|与|陪同|电话|手机|联系|表示|介绍|说|在|来|到|赴|座谈|会谈|会见|会晤|见面|交流|洽谈|商谈|对接|碰头|进行|就|参加|告诉|透露|提出|亲自|拟|计划|希望|有意|向|对|前往|的|打|出席|主持|见证|接待|拜访|走访|考察|调研|陪|推荐|牵线|取得|分别|1\\d|$)'
const given = `(?:(?:${compound})[\\u4e00-\\u9fff]{1,2}|(?:${japanese})[\\u4e00-\\u9fff]{1,3}|[${surnames}][\\u4e00-\\u9fff]{1,2})`

function patternsOf(titles: string): Patterns {
  return {
    afterTitle: new RegExp(`(${titles})(?:\\(?女士|\\(?先生)?[: ]?(${given})${behindName}`, 'g'),
    beforeTitle: new RegExp(
      `(?<=^|[，,。；;、:\\s()\\n的]|公司|集团|人|方|与|和|见|访|待|了|由|请)(${given})(?:\\(| )?(${titles})`,
      'g',
    ),
    spokenTitle: new RegExp(
      `(?<=^|[，,。；;、:\\s()\\n的喂]|公司|集团|老板|与|和|见|访|待|了|系|人|是|跟|找|到|由|请|来)([${surnames}])(总(?![投部量额计体和裁监工会局书结金面建占用理经公产值造成共])|董(?![事会监秘])|工(?![业程厂作人])|老板|院士|教授|博士|副总(?!裁|经)|经理(?!人)|小姐|女士|先生|会长|行长${titles.includes('区长') ? '|主任|局长|书记|科长|处长|部长|镇长|区长|县长|市长|组长|老师' : ''})`,
      'g',
    ),
  }
}
const theirs = patternsOf(company)
const all = patternsOf(`${company}|${office}`)

const contact = new RegExp(
  `(?:企业)?(?:联系人|联络员|经办人|对接人|联络人)(?:为|是)?[: ]{0,2}(?:[\\u4e00-\\u9fff]{2,8}[ ])?(${given}?)(?=[，,。；;、:\\s()\\n\\d]|先生|女士|电话|手机|$)`,
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
  /[办局处科室]$|^(?:区[主局书科处部镇县市组长委领]|[和与及][^的]?|高度|高新|方面|于是|相关|全部|全程|全国|公司|国家|关于|关注|成立|东方|向我|应邀|经过|时任|任|文化|项目|安排|何时|万元|能够|都|家|花)/

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
