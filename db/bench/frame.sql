-- What bin/wutong bench draws from: 350 units, 2,000 people, 40,000 companies, and the words of which briefs are made.
-- Loaded into a scratch database over the demo city; every draw is a hash of a number, so that each build is the same.
create schema bench;
create table bench.progress (month date primary key, briefs int not null, first_no bigint not null, told_at timestamptz);
create table bench.finished (step text primary key);
create table bench.indexes (no int, definition text);

create function bench.r(n bigint, salt int) returns float8 language sql immutable parallel safe as $$
  select (hashint8extended(n, salt) & 2147483647)::float8 / 2147483648.0
$$;
create function bench.pick(words text[], x float8) returns text language sql immutable parallel safe as $$
  select words[1 + floor(x * cardinality(words))::int]
$$;
-- rises with time like the city's own ids
create function bench.uid(at timestamptz, kind int, n bigint) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0')
    || '8' || lpad(to_hex(n), 15, '0'))::uuid
$$;

-- 350 units: the demo city's and bureaus beside them, the same number in every block
insert into units (tenant_id, id, name, short, kind)
select tenant_id, bench.uid('2021-01-01', 1, row_number() over ()), name, short, kind
from (
  select k.tenant_id, k.short || b.short as name, b.short, case when b.no > 24 then 'company' else 'bureau' end as kind
  from blocks k cross join unnest(array['商务局', '财政局', '自然资源局', '住房和城乡建设局', '交通局', '农业局', '渔业局', '文旅体局', '科技局',
    '人力社保局', '市场监管局', '生态环境局', '金融中心', '商会', '应急管理局', '大数据局', '卫生健康局', '教育局', '民政局', '司法局', '水利局',
    '统计局', '行政审批局', '机关事务中心', '国资公司', '城投集团', '交投集团', '文旅集团']) with ordinality b (short, no)
  where not exists (select from units u where u.name = k.short || b.short)
  order by b.no, k.sort
  limit greatest(0, 350 - (select count(*) from units))
) more;
insert into unit_blocks (tenant_id, unit_id, block_id, from_day)
select u.tenant_id, u.id, k.id, '2018-01-01'
from units u join blocks k on k.tenant_id = u.tenant_id and starts_with(u.name, k.short)
where not exists (select from unit_blocks ub where ub.unit_id = u.id) and u.name = k.short || u.short;
update unit_blocks set from_day = '2018-01-01';
update posts set from_day = '2018-01-01';
update township_blocks set from_day = '2018-01-01';

-- 2,000 people: whoever is missing writes for some unit
create table bench.hires as
select n, bench.uid('2021-01-01', 2, n) as id, 1 + (n - 1) % 350 as unit_no,
  substr('王李张刘陈杨赵黄吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯', 1 + (n % 30)::int, 1)
    || substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华健俊帆雪晨宇', 1 + ((n / 30) % 30)::int, 1)
    || substr('文一子海思嘉家国志建晓小永春玉红金云天成', 1 + ((n / 7) % 20)::int, 1) as name
from generate_series(1, greatest(700, 2000 - (select count(*) from persons))) n;
insert into persons (tenant_id, id, kind, name) select t.tenant_id, h.id, 'person', h.name from bench.hires h cross join tenants t;

create table bench.units as
select row_number() over (order by md5(u.name)) as no, u.tenant_id, u.id, u.name, k.id as block_id, k.short as block_short,
  k.kind = 'city-level' as city_level, coalesce(k.region_code, case k.kind when 'city-level' then t.region_code else t.region_code || k.short end) as code,
  case when k.kind = 'city-level' then case when exists (select from posts o where o.unit_id = u.id and o.role = 'recogniser') then 'joint' else 'city' end
    when exists (select from posts o where o.unit_id = u.id and o.role = 'verifier') then 'city' else 'block' end as judge
from units u join unit_blocks ub on ub.unit_id = u.id join blocks k on k.id = ub.block_id cross join tenants t;
alter table bench.units add primary key (no);

insert into posts (tenant_id, id, person_id, unit_id, role, from_day, document)
select u.tenant_id, bench.uid('2021-01-01', 3, h.n), h.id, u.id, case when h.n > 1400 then 'unit-head' else 'reporter' end, '2018-01-01', '任职文件'
from bench.hires h join bench.units u on u.no = h.unit_no;

alter table bench.units add column writers uuid[], add column near uuid[], add column writer_of_near uuid[];
update bench.units u set writers = (select array_agg(o.person_id order by o.id) from posts o where o.unit_id = u.id and o.role in ('reporter', 'unit-head'));
-- units of the same block and who writes for each, in one order
update bench.units u set
  near = (select array_agg(x.id order by x.no) from bench.units x where x.block_id = u.block_id),
  writer_of_near = (select array_agg(x.writers[1] order by x.no) from bench.units x where x.block_id = u.block_id);

-- who judges and who rules, by block
create table bench.blocks as
select k.id, row_number() over (order by k.sort) as no,
  (select array_agg(o.person_id order by o.id) from posts o join bench.units u on u.id = o.unit_id where u.block_id = k.id and o.role = 'verifier') as verifiers,
  (select (array_agg(o.unit_id order by o.id))[1] from posts o join bench.units u on u.id = o.unit_id where u.block_id = k.id and o.role = 'verifier') as verifier_unit,
  (select array_agg(o.person_id order by o.id) from posts o join bench.units u on u.id = o.unit_id where u.block_id = k.id and o.role = 'block-leader') as leaders
from blocks k;
create table bench.city as
select (select person_id from posts where role = 'recogniser' limit 1) as recogniser, (select unit_id from posts where role = 'recogniser' limit 1) as recogniser_unit,
  (select person_id from posts where role = 'joint-reviewer' limit 1) as joint, (select unit_id from posts where role = 'joint-reviewer' limit 1) as joint_unit,
  (select person_id from posts where role = 'city-leader' limit 1) as leader;

-- 40,000 companies: a brand of two signs, each brand of the 22,500 twice at most, so that most of them are rare words
create table bench.companies as
select no, region, trade, brand, region || brand || trade || '有限公司' as name, brand || trade as short,
  case when bench.r(no, 31) < 0.85 then '91' || (330000 + floor(bench.r(no, 32) * 800))::text || 'MA' || upper(substr(md5(no::text), 1, 8)) end as usc
from (
  select no, bench.pick(array['宁波', '杭州', '上海', '苏州', '无锡', '深圳', '东莞', '青岛', '大连', '西安', '长沙', '合肥', '武汉', '南京', '嘉兴', '绍兴', '温州', '台州', '佛山',
      '天津', '成都', '重庆', '厦门', '泉州', '济南', '郑州', '沈阳', '常州', '南通', '徐州', '湖州', '金华', '芜湖', '江苏', '浙江', '陕西', '山东', '广东', '福建', '安徽'], bench.r(no, 33)) as region,
    bench.pick(array['新材料', '化工科技', '高分子材料', '助剂', '新能源科技', '锂电材料', '电池科技', '国际贸易', '矿产资源', '供应链管理', '船舶科技', '海洋工程',
      '重工', '水产食品', '海洋生物', '冷链物流', '光电科技', '光学材料', '显示技术', '精密机械', '汽车零部件', '液压技术', '风电装备', '氢能科技', '能源', '粮油',
      '生物科技', '食品科技', '信息技术', '文化旅游', '数字科技', '医疗器械', '半导体', '智能装备', '环保科技', '建材', '纺织', '航空部件', '仪器仪表', '石化'], bench.r(no, 34)) as trade,
    substr('华鼎远恒瑞海天正兴盛宏博安信科创明润泰和中东立新凯聚金银鑫汇众联合同德仁义礼智勇嘉佳美康健福禄寿喜春夏秋冬江河湖山川林森木石玉珠宝龙凤麒麟鹏鹤鹰雁飞翔腾跃奔驰迅捷光辉耀星辰日月云霞虹彩丹青紫蓝绿白银杉松柏梅兰竹菊荷莲桂枫桐榕樟楠檀香雅韵诗书画琴棋文章翰墨学思慧敏卓越超凡杰英豪俊贤达通顺畅',
      1 + (no % 150)::int, 1)
    || substr('达通源锐丰诚晟力邦泽隆迪航洋越维耀腾泓奥泰基业昌荣茂繁旺发利益增进升登峰顶极冠冕王侯君卿士元亨贞吉祥瑞庆欢乐怡悦欣宁静平安定固坚强刚毅劲健雄伟壮阔广大深厚博远长久永恒常青松涛波澜浪潮汐洲岛屿港湾桥路道途程旅行帆舟船舰舵桨锚缆索纲维度量衡准则律法典范模型样式格局势态境域界疆土壤田园圃苑庭院堂轩阁楼台亭榭',
      1 + ((no / 150) % 150)::int, 1) as brand
  from generate_series(0, 39999) no
) drawn;
alter table bench.companies add primary key (no);

create table bench.words as select
  array['今天上午', '今天下午', '昨天', '本周二', '本周四', '上周五', '近日', '日前', '本月中旬', '应企业邀请'] as whens,
  array['主要负责人带队', '分管领导一行', '招商组两名同志', '招商专班', '招商小分队', '经办同志', '班子成员', '驻点干部', '产业链专班', '会同商务部门'] as whos,
  array['赴企业总部拜访', '到企业厂区走访', '与企业高层座谈', '接待企业来访考察', '通过视频会议与企业对接', '在展会上结识', '由商会牵线会见', '陪同企业实地踏勘', '参加产业推介会并会见', '回访'] as meetings,
  array['该公司成立于2008年，员工三百余人', '该企业是行业内的隐形冠军', '公司为国家高新技术企业，拥有发明专利二十余项', '企业去年产值约三亿元', '该集团旗下有七家子公司',
    '公司产品主要出口东南亚和欧洲', '企业正在筹备上市，券商已进场', '该公司是多家整车厂的一级供应商', '企业现有厂房为租赁，年底到期', '公司创始人系本地乡贤',
    '该公司主要为石化基地配套', '企业因环保搬迁需要另选厂址', '公司近期刚完成一轮融资', '该企业计划在长三角布局第二个生产基地', '企业原料大部分从港口进口，看重码头条件',
    '该公司与两所高校共建了研发中心', '企业对冷库和电力容量要求较高', '公司在周边已有贸易业务，熟悉情况', '该企业属于产业链缺失环节', '企业负责人曾在本地投资酒店项目'] as backgrounds,
  array['建设年产3万吨特种助剂生产线', '新建高性能膜材料项目', '建设改性塑料生产基地', '建设电池隔膜涂覆生产线', '新建动力电池正极前驱体项目', '建设储能电芯装配基地',
    '设立金属矿石贸易结算中心', '注册铁矿石贸易公司', '设立油品贸易子公司', '建设船用阀门生产基地', '新建海工装备总装车间', '建设船舶脱硫设备项目', '建设水产精深加工厂',
    '新建金枪鱼超低温冷链项目', '建设海洋胶原蛋白生产线', '新建光学膜涂布生产线', '建设光伏背板膜项目', '建设显示模组配套项目', '租赁厂房生产汽车底盘连接件', '新建液压阀智能化车间',
    '建设精密轴承生产线', '建设海上风电运维母港', '新建氢燃料电池系统项目', '建设光伏支架生产基地', '建设玉米精深加工配套项目', '新建大豆蛋白项目', '建设粮食仓储中转基地',
    '设立数字海洋研发中心', '建设海岛民宿集群', '设立软件研发分公司'] as intentions,
  array['石化新材料', '动力电池', '大宗商品贸易', '海洋装备', '水产加工', '光电显示', '机械制造', '清洁能源', '粮食加工', '数字与旅游'] as industries,
  array['企业对本地区位和港口条件比较满意', '企业表示愿意近期来实地考察', '目前企业同时在与外地洽谈', '企业最关心土地价格和用能指标', '双方就合作方式初步交换了意见',
    '企业希望先租赁标准厂房，再考虑购地', '企业内部尚未形成决议，需提交董事会', '企业提出希望政府帮助解决员工住宿', '企业对税收返还提出要求，已说明公平竞争审查的规定', '企业拟派技术团队进行可行性研究',
    '对方认为项目落地的关键是环评', '企业已看过两处地块，倾向靠近码头的一处', '企业法人代表当场表态推进', '对方需要一份书面的政策清单', '企业提出需要引入本地国资基金'] as states,
  array['建议由发改部门先行研判', '请自然资源部门提供可选地块', '建议领导近期会见企业负责人', '请经信部门核实企业情况', '需协调电力容量', '请投促中心统筹', '暂无需要协调的事项', '请港航部门提供岸线资料'] as asks,
  array['下周邀请企业来考察', '本月底前再次拜访', '先把政策清单发给企业', '等企业董事会结果后跟进', '与企业签订意向书', '组织一次线上对接会', '持续跟踪，每周联系一次', '协助企业办理注册登记'] as nexts,
  array['企业总部会议室', '上海虹桥', '杭州未来科技城', '深圳南山', '宁波北仑', '苏州工业园区', '定海宾馆', '展会现场', '企业厂区', '视频会议', '北京国贸', '西安高新区', '市行政中心', '港区码头'] as places,
  array['已联系企业，对方答复本周内反馈。', '收到，我单位已安排专人对接。', '已提供三处可选地块，请企业比选。', '用能指标已与上级沟通，需等月底批复。', '企业昨日来电，计划下周三来考察，共五人。', '已与企业核对注册资料，没有问题。',
    '环评要求已书面告知企业。', '企业表示目前优先考虑外地方案，我们继续跟进。', '已邀请企业参加推介会。', '请补充企业联系人和投资额。', '现场踏勘完成，企业比较满意。', '标准厂房可以提供两层，约五千平方米。',
    '已向领导汇报，同意继续洽谈。', '企业法人更换，需重新核实情况。', '贸易公司注册所需材料清单已发企业。', '与银行对接过，可以提供授信支持。', '码头岸线暂时没有空余，建议考虑后方陆域。', '补充：企业上年纳税一千二百万元。'] as replies,
  array['请抓紧对接，一周内回复进展。', '请持续跟进。', '项目符合产业方向，重点推进。', '先摸清企业情况再议。', '请牵头部门拿出方案。', '同意，注意公平竞争审查。'] as rulings;
