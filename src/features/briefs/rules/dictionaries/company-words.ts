/** Words that make up company names, and words that stand before one without belonging to it. Own compilation from the 企业名称登记管理规定 (administrative division + trade name + industry + form) and common usage. */

function words(lines: string): readonly string[] {
  return lines.trim().split(/\s+/)
}

/** forms of organisation, the longest first; each ends a full name */
export const fullForms: readonly string[] = words(`
  股份有限公司 有限责任公司 集团有限公司 控股有限公司 有限合伙企业 股份公司 有限公司 总公司 株式会社
  合伙企业 有限合伙
`)

/** forms that a short name may end in; they need a proper name before them */
export const shortForms: readonly string[] = ['控股集团', '集团公司', '集团', '公司', '控股', '股份', '商会', '协会']

/** what a name ends in when the form is left out: 聚泰新材料, 远景能源 */
export const industryWords: readonly string[] = words(`
  新材料 新能源 生物科技 生物医药 信息技术 环保科技 智能科技 智能制造 装备制造 石油化工 精细化工 电子科技
  半导体 机器人 科技 材料 能源 电子 生物 医药 制药 药业 化工 石化 化学 机械 机电 重工 精密 精工 汽车 汽配
  环保 光电 光学 光伏 电力 电气 电器 电池 动力 钢铁 特钢 不锈钢 铝业 铜业 矿业 矿产 冶金 食品 粮油 农业 水产
  渔业 海洋 海工 船舶 船业 造船 航空 航天 物流 供应链 冷链 仓储 港口 贸易 国贸 实业 工业 产业 制造 装备 智能
  智造 自动化 软件 网络 数据 通信 传媒 文旅 旅游 酒店 地产 置业 建设 建工 资本 投资 基金 创投 控股 股份 集团
  服饰 纺织 塑业 塑胶 橡胶 纸业 包装 玻璃 水泥 建材 家居 家具 食业 乳业 酒业 器械 医疗 健康 仪器 仪表 传感
  芯片 微电子 集成 阀门 轴承 模具 电机 风电 储能 氢能 锂业 锂电 锂能 新材
`)

/** words that never begin or stand within a name; a name starts behind the last of them */
export const wordsBefore: readonly string[] = words(`
  对接了 对接 拜访了 拜访 走访了 走访 接待了 接待 考察了 考察 洽谈 会见 前往 邀请 邀约 联系 会同 引进 引荐
  引入 招引 介绍 推荐 了解到 了解 获悉 得知 听说 签约 签订 携手 陪同 来自 位于 参观 调研 赶赴 奔赴 针对
  关于 通过 根据 经过 其中 包括 分别 以及 再加上 加上 还有 完成 除了 有关 企业 央企 国企 民企 上市 龙头 著名 知名 一家 两家 叫做 名叫
  名为 叫 我们 咱们 他们 上午 下午 中午 晚上 今天 昨天 今日 今早 今晚 近日 日前 近期 最近 刚刚  明天 后天 前天 设立 成立 建立 新设 组建 注册 电话 昨日 董事长 总经理 副总裁 总裁 负责人 老板 老总
  客商 先生 女士 书记 区长 县长 市长 主任 局长 镇长 招商组 招商局与 招商处 管委会 人民政府 市政府 区政府
  县政府 政府 街道办 带队 组织 召开 举行 参加 项目 投资方 业主 客户 供应商 合作伙伴 朋友 后者 前者 母公司 控股股东 股东 的 了 由 与 是 把 跟 被
  让 赴 往 访 去 给 请 该 本 某 及 并 着 过 我 你 他 她 之 等 将 到 在 从 对 为 向 有 见 找 个 家
`)

/** names and words in which one of the single characters above is part of the name */
export const protectedWords: readonly string[] = words(`
  美的 华为 万向 未来 在线 有色 有机 有限 本田 本钢 本土 日本 向日葵 向阳 方向 之江 中之 往来 对外 为华 有为
  在望 家居 家具 家电 家纺 家化 家乐 个性 给水 给力 大为 伟为 到家 到位 万家 全家 国家 皇家 宜家 世家 农家
  百家 家园 从化 从安 通过率 由由 过滤 过控 宝过 将军 请安 让我 见智 远见 高见 找钢 找油 我爱 我家 等离子
  该隐 之恒 之星 之家 往复 去离子 项目管理 企业管理 企业服务 企业发展 企业咨询 投资方舟 国有 联合利华
  联合动力 联合汽车 中国联合 联合化工 联合石化 对二甲苯 上市公司服务 知名网 组织工程 访客 来访 有研 有友
  有棵树 众有 佳有 向荣 向上 志向 航向 本川 本松 本来 根本 资本 成本 见龙 为民 有道 大有 富有 万有 永有
`)

/** what stands before 公司 or 集团 without naming one */
export const genericBefore: readonly string[] = words(`
  子 母 分 该 本 我 某 总 家 个 大 小 老 新 外 两 多 各 原 其 此 这 那 贵 他们 我们 咱们 上市 供电 供水 自来水 水务 燃气 公交 外资 合资 独资
  民营 国有 央企 项目 全资子 控股子 全资 运营 合资 平台 物业 投资 贸易 科技 外贸 关联 目标 兄弟 母子 集团
  有限 股份 建筑 施工 中介 评估 咨询 新能源 新材料 食品 电池 材料 机械 化工 船舶 物流 设计 设备 制造 龙头
  知名 大型 国内 国外 外国 本地 当地 外地 创业 初创 独角兽 世界 跨国 大集团 企业 产业 的 销售 生产 管理 租赁
  总部 区域 地区 拟上市 新三板 资产 基金 保险 证券 开发 代理
`)

/** everyday names of large firms, written without any form. Public lists of listed firms and of the 500 strongest; a city adds its own. */
export const wellKnown: readonly string[] = words(`
  宁德时代 比亚迪 国轩高科 亿纬锂能 孚能科技 蜂巢能源 中创新航 欣旺达 星源材质 恩捷股份 天赐材料 当升科技
  容百科技 华友钴业 赣锋锂业 天齐锂业 远景能源 远景动力 上海电气 东方电气 哈电集团 金风科技 明阳智能 隆基绿能 通威股份 晶科能源
  天合光能 阳光电源 福斯特 福莱特 协鑫 特斯拉 蔚来 小鹏汽车 理想汽车 吉利汽车 吉利 长城汽车 奇瑞控股
  上汽集团 广汽集团 华为 中兴通讯 小米 阿里巴巴 腾讯 百度 京东 字节跳动 网易 美团 拼多多 海康威视 大华股份
  科大讯飞 中芯国际 华虹 长江存储 京东方 蓝思科技 立讯精密 歌尔股份 中石化 中石油 中海油 中化 万华化学
  恒力石化 荣盛石化 浙石化 桐昆 新凤鸣 恒逸石化 巨化 新和成 宝武 宝钢 鞍钢 沙钢 青山控股 青山实业 中信特钢
  江西铜业 紫金矿业 中粮 益海嘉里 中储粮 新希望 牧原 温氏 伊利 蒙牛 中船 中远海运 招商局集团 扬子江船业 中集
  中车 中交 中铁 中建 中电建 中能建 三峡集团 国家电网 国家电投 华能 大唐 华电 国家能源集团 中广核 中核
  绿地控股 万科 碧桂园 万达 恒瑞医药 药明康德 迈瑞医疗 美的 格力 海尔 正泰 德力西 公牛 杉杉 均胜 万向 传化
  三一重工 徐工
`)

/** foreign firms by their everyday names in Latin letters or Chinese */
export const foreignKnown: readonly string[] = words(`
  LG化学 LG新能源 SK集团 SK创新 LG SK SKI BASF ABB GE 3M BP IBM TDK POSCO 三星 松下 丰田 本田 日产 东芝 日立
  索尼 三菱 住友 三井 丸红 伊藤忠 西门子 博世 大众 宝马 奔驰 巴斯夫 拜耳 科思创 林德 液化空气 空气产品 壳牌
  埃克森美孚 沙特阿美 道达尔 霍尼韦尔 卡特彼勒 波音 空客 嘉吉 邦吉 路易达孚 托克 嘉能可 必和必拓 力拓
  淡水河谷 浦项 维斯塔斯 施耐德 采埃孚 大陆集团 马士基 地中海航运 普洛斯 安博 雀巢 联合利华 宝洁 辉瑞 强生
  杜邦 陶氏
`)

/** countries that stand before a foreign firm's name */
export const countries: readonly string[] = words(`
  德国 日本 韩国 美国 法国 英国 意大利 荷兰 瑞士 瑞典 新加坡 加拿大 澳大利亚 俄罗斯 沙特 丹麦 芬兰 挪威
  比利时 西班牙 奥地利 以色列 印度 泰国 马来西亚 越南 巴西 香港 台湾 澳门 中国
`)
