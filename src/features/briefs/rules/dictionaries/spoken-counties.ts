/** Districts and counties outside Zhejiang that people name without 区 or 县 and that are no everyday word. Own choice from GB/T 2260. */

export const spokenCounties: readonly string[] =
  `海淀 丰台 昌平 顺义 大兴 怀柔 房山 西青 津南 北辰 武清 宝坻 静海 曹妃甸 正定 甘井子 金州 浑南 于洪
  浦东 静安 徐汇 闵行 嘉定 松江 青浦 奉贤 崇明 虹口 杨浦 江宁 浦口 六合 溧水 高淳 锡山 惠山 滨湖 梁溪 武进 金坛 吴中 相城 姑苏 吴江
  海门 如东 赣榆 灌云 灌南 洪泽 盱眙 大丰 射阳 阜宁 邗江 江都 宝应 姜堰 沭阳 泗阳 泗洪 肥东 肥西 长丰 庐江 繁昌 南陵 鸠江 霍邱 全椒 定远 凤阳 当涂
  马尾 闽侯 连江 平潭 海沧 湖里 翔安 霞浦 漳浦 惠安 安溪 历城 章丘 黄岛 崂山 李沧 即墨 城阳 临淄 桓台 江夏 黄陂 蔡甸 新洲 汉阳 武昌 洪山 岳麓 开福 望城
  顺德 禅城 番禺 花都 南沙 从化 增城 黄埔 罗湖 福田 宝安 龙岗 盐田 龙华 坪山 香洲 斗门 惠阳 博罗 海丰 渝北 北碚 璧山 涪陵 江津 永川
  双流 郫都 龙泉驿 新都 温江 青白江 武侯 成华 雁塔 灞桥 莲湖 鄠邑 阎良 濠江`
    .trim()
    .split(/\s+/)
