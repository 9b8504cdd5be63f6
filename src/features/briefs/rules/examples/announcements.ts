/** News, announcements and sums over many projects, with the traps that such texts set. Invented companies. */
import type { Example } from './example.ts'

export const announcements: readonly Example[] = [
  {
    text: '全市一季度集中签约仪式今日举行，共签约16个项目，总投资213.5亿元，其中10亿元以上项目6个。',
    postedOn: '2022-03-30',
    companies: [],
    contactOn: '2022-03-30',
  },
  {
    text: '2022年9月28日，年产20万吨硫酸镍项目在定海工业园区签约，项目由西安聚能新材料有限公司投资建设，总投资35亿元，用地约410亩，年产值约100亿元。',
    companies: ['西安聚能新材料有限公司'],
    investmentWan: 350000,
    landMu: 410,
    contactOn: '2022-09-28',
    places: ['定海区'],
    zones: ['定海工业园区'],
    intention: '总投资35亿元',
  },
  {
    text: '据悉，南京海聚智能装备股份有限公司成立于2009年3月12日，注册资本1.2亿元，去年营收9.8亿元，总资产15亿元，为国家级专精特新小巨人企业。',
    postedOn: '2022-10-10',
    companies: ['南京海聚智能装备股份有限公司'],
    registeredWan: 12000,
  },
  {
    text: '会上，嵊泗县人民政府与中能东海液化天然气有限公司签署合作框架协议，计划投资约65亿元扩建接收站，新增储罐4座。',
    companies: ['中能东海液化天然气有限公司'],
    investmentWan: 650000,
    qualifier: 'approx',
    places: ['嵊泗县'],
    intention: '扩建接收站',
  },
  {
    text: '请各单位于11月25日前报送本月招商信息，逾期不计入排名。',
    postedOn: '2022-11-20',
    companies: [],
  },
  {
    text: '收到，谢谢领导！',
    postedOn: '2022-11-20',
    companies: [],
  },
  {
    text: '明天上午9点在区政府3号楼会议室召开招商例会，请准时参加。',
    postedOn: '2022-11-20',
    companies: [],
  },
  {
    text: '普陀山朱家尖管委会与浙江顺海文旅发展集团有限公司就海岛度假综合体项目达成一致，项目总用地320亩，总建筑面积18.6万平方米，总投资28亿元人民币，分三期建设，其中一期投资9亿元。',
    companies: ['浙江顺海文旅发展集团有限公司'],
    investmentWan: 280000,
    landMu: 320,
    floorM2: 186000,
    places: ['普陀山镇', '朱家尖街道'],
    intention: '总投资28亿元人民币',
  },
  {
    text: '本次引进两个项目：总投资3亿元的海缆项目和总投资5亿元的风电叶片项目，投资方分别为中天海洋系统有限公司和江苏风擎复材有限公司。',
    postedOn: '2022-07-01',
    companies: ['中天海洋系统有限公司', '江苏风擎复材有限公司'],
  },
  {
    text: '高新区：浙江一新塑料科技有限公司项目已累计完成投资12亿元，设备安装完成80%，预计6月试生产。',
    postedOn: '2022-05-10',
    companies: ['浙江一新塑料科技有限公司'],
    unit: '高新区',
  },
  {
    text: '韩国LG新能源与日本三菱商事株式会社代表团参观了综合保税区，未形成具体意向。',
    postedOn: '2022-05-10',
    companies: ['LG新能源', '日本三菱商事株式会社'],
    channel: 'reception',
  },
  {
    text: '1亿元以上产业项目新落地65个，新开工56个，实际到位市外资金666.32亿元。',
    companies: [],
  },
  {
    text: '工业用地出让起始价每亩35万元，投资强度不低于400万元/亩，亩均税收不低于25万元/亩。',
    companies: [],
  },
  {
    text: '拜耳科技（中国）有限公司（Bayview Technology (China) Co., Ltd.）计划增资3000万欧元，在江苏太仓扩建厂房1.2万平方米。',
    companies: ['拜耳科技（中国）有限公司', 'Bayview Technology (China) Co., Ltd.'],
    investmentWan: 3000,
    currency: 'EUR',
    floorM2: 12000,
    places: ['江苏省', '太仓市'],
  },
  {
    text: '朱家尖顺母厂房可出租，面积4000平方米，层高8米，荷载1吨，有意者联系园区办公室0580-2020000。',
    companies: [],
    floorM2: 4000,
    places: ['朱家尖街道'],
  },
  {
    text: '2022-11-03 金塘管委会赴宁波市镇海区走访浙江塑机联合装备集团股份有限公司，商谈螺杆智造产业园二期，投资额由3亿元调整为4.5亿元。',
    companies: ['浙江塑机联合装备集团股份有限公司'],
    investmentWan: 45000,
    contactOn: '2022-11-03',
    unit: '金塘管委会',
    places: ['宁波市', '镇海区'],
    channel: 'visit',
    intention: '螺杆智造产业园二期',
  },
]
