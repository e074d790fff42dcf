package demo

// The kinds of agencies.
const (
	government  = "政府"
	department  = "部门"
	township    = "乡镇街道"
	institution = "公共企事业单位"
)

// A post is a body that every city or district has: its education bureau, its
// waterworks. Together with a place it makes an agency.
type post struct {
	id, name string
	short    string // how texts call it; "" for the name
	kind     string
	mark     string // its character in document numbers
	load     load
	topics   []string // what it publishes about

	former      string // its name up to formerUntil
	formerUntil int
	since       int // the first and last year that it reports on; 0: from the beginning, until today
	until       int
	successor   string // id of the post that took over
}

// A load says how much a post has to do in a year: usual numbers, from which each
// agency departs.
type load struct {
	applications int
	documents    int // normative documents in force
	licences     int
	penalties    int
	coercions    int
	fees         int // yuan
}

// posts are those of one place, in the order in which agencies are taken: small
// archives get some of each kind.
var posts = []post{
	{id: "bgs", name: "人民政府办公室", short: "政府办", kind: department, mark: "政办", load: load{applications: 22, documents: 34},
		topics: []string{"重大行政决策", "政府常务会议", "建议提案办理", "重点工作督办", "政务新媒体管理"}},
	{id: "jyj", name: "教育局", kind: department, mark: "教", load: load{applications: 9, documents: 12, licences: 46, penalties: 3},
		topics: []string{"义务教育招生", "学生资助", "教师公开招聘", "校外培训治理", "校舍安全", "普惠性幼儿园认定"}},
	{id: "mzj", name: "民政局", kind: department, mark: "民", load: load{applications: 5, documents: 15, licences: 71, penalties: 2},
		topics: []string{"最低生活保障", "临时救助", "养老机构备案", "社会组织登记", "婚姻登记", "流浪救助"}},
	{id: "swj", name: "商务局", kind: department, mark: "商", load: load{applications: 2, documents: 8, licences: 38, penalties: 6},
		former: "商务和粮食局", formerUntil: 2018,
		topics: []string{"农贸市场改造", "成品油流通", "家政服务", "二手车交易", "电商进村", "展会补助"}},
	{id: "nyj", name: "农业农村局", kind: department, mark: "农", load: load{applications: 12, documents: 18, licences: 128, penalties: 64, coercions: 5},
		former: "农业局", formerUntil: 2018,
		topics: []string{"耕地地力补贴", "农机购置补贴", "高标准农田", "动物防疫", "农产品抽检", "宅基地管理"}},
	{id: "zf", name: "人民政府", short: "政府", kind: government, mark: "政", load: load{applications: 46, documents: 90},
		topics: []string{"民生实事", "财政预算决算", "国土空间规划", "重大建设项目", "应急预案", "权责清单"}},
	{id: "gsjt", name: "供水集团有限公司", short: "供水集团", kind: institution, mark: "水司", load: load{applications: 1},
		topics: []string{"供水水质检测", "计划停水通知", "水价与收费标准", "管网改造", "用水报装"}},
	{id: "xczxj", name: "乡村振兴局", kind: department, mark: "振", load: load{applications: 3, documents: 6},
		former: "扶贫开发办公室", formerUntil: 2020, until: 2022, successor: "nyj",
		topics: []string{"衔接资金使用", "监测帮扶", "产业帮扶项目", "驻村工作"}},
	{id: "zrzyj", name: "自然资源局", kind: department, mark: "自然资", load: load{applications: 168, documents: 22, licences: 940, penalties: 88, coercions: 6, fees: 21_450_300},
		former: "国土资源局", formerUntil: 2018,
		topics: []string{"征地补偿安置", "土地出让", "不动产登记", "规划许可", "矿山修复", "地质灾害防治"}},
	{id: "zi", name: "子镇", kind: township, mark: "子", load: load{applications: 6, documents: 1, penalties: 14},
		topics: []string{"村级财务", "危房改造", "惠农补贴发放", "村庄规划", "环境整治"}},
	{id: "gaj", name: "公安局", kind: department, mark: "公", load: load{applications: 41, documents: 16, licences: 30_560, penalties: 96_320, coercions: 7_415, fees: 8_120_640},
		topics: []string{"户籍办理", "出入境证件", "交通违法处理", "养犬管理", "反诈宣传", "大型活动许可"}},
	{id: "rmyy", name: "人民医院", kind: institution, mark: "医院", load: load{applications: 2},
		topics: []string{"诊疗科室介绍", "医疗服务价格", "预约挂号", "药品集中采购", "医德医风"}},
	{id: "rsj", name: "人力资源和社会保障局", short: "人社局", kind: department, mark: "人社", load: load{applications: 14, documents: 20, licences: 92, penalties: 21, fees: 1_864_200},
		topics: []string{"社会保险经办", "就业补贴", "职称评审", "劳动用工监察", "技能培训", "招聘公告"}},
	{id: "chou", name: "丑街道办事处", short: "丑街道", kind: township, mark: "丑", load: load{applications: 8, penalties: 37, coercions: 2},
		topics: []string{"老旧小区改造", "社区养老", "物业矛盾调处", "垃圾分类", "便民服务"}},
	{id: "czj", name: "财政局", kind: department, mark: "财", load: load{applications: 7, documents: 26, licences: 4, penalties: 3},
		topics: []string{"部门预算", "部门决算", "政府采购", "政府债务", "惠企资金", "绩效评价"}},
	{id: "wjw", name: "卫生健康委员会", short: "卫健委", kind: department, mark: "卫", load: load{applications: 11, documents: 17, licences: 1_320, penalties: 275, coercions: 9, fees: 96_400},
		former: "卫生和计划生育委员会", formerUntil: 2018,
		topics: []string{"医疗机构许可", "疫苗接种", "公共场所卫生", "职业健康", "托育备案", "家庭医生签约"}},
	{id: "zjj", name: "住房和城乡建设局", short: "住建局", kind: department, mark: "住建", load: load{applications: 97, documents: 24, licences: 812, penalties: 143, coercions: 3, fees: 3_540_180},
		topics: []string{"保障性住房分配", "房屋征收", "商品房预售", "建筑工程质量", "物业管理", "燃气安全"}},
	{id: "yin", name: "寅乡", kind: township, mark: "寅", load: load{applications: 4, penalties: 6},
		topics: []string{"灌溉用水", "山林承包", "道路硬化", "村务公开", "产业扶持"}},
	{id: "scjgj", name: "市场监督管理局", short: "市监局", kind: department, mark: "市监", load: load{applications: 63, documents: 19, licences: 18_240, penalties: 2_310, coercions: 118, fees: 240_560},
		former: "工商行政管理局", formerUntil: 2018,
		topics: []string{"食品抽检", "价格检查", "特种设备安全", "消费投诉", "企业信用", "知识产权保护"}},
	{id: "gjgs", name: "公共交通有限公司", short: "公交公司", kind: institution, mark: "公交", load: load{applications: 1},
		topics: []string{"线路调整", "票价优惠", "首末班时间", "车辆更新", "失物招领"}},
	{id: "yjj", name: "应急管理局", kind: department, mark: "应急", load: load{applications: 4, documents: 14, licences: 176, penalties: 132, coercions: 24},
		former: "安全生产监督管理局", formerUntil: 2018,
		topics: []string{"安全生产检查", "危化品许可", "事故调查报告", "避难场所", "防汛物资"}},
	{id: "yan", name: "䶮街道办事处", short: "䶮街道", kind: township, mark: "䶮", load: load{applications: 7, penalties: 29, coercions: 1},
		topics: []string{"社区共建", "流动摊点疏导", "失业登记", "高龄津贴", "停车泊位"}},
	{id: "fgw", name: "发展和改革委员会", short: "发改委", kind: department, mark: "发改", load: load{applications: 10, documents: 16, licences: 214, penalties: 2},
		topics: []string{"项目审批", "价格管理", "节能审查", "规划纲要实施", "粮食储备"}},
	{id: "lsj", name: "粮食局", kind: department, mark: "粮", load: load{applications: 1, documents: 4, licences: 18, penalties: 2},
		until: 2018, successor: "fgw",
		topics: []string{"粮食收购", "储备轮换", "放心粮油", "仓储安全"}},
	{id: "stj", name: "生态环境局", kind: department, mark: "环", load: load{applications: 26, documents: 11, licences: 268, penalties: 196, coercions: 22},
		former: "环境保护局", formerUntil: 2018,
		topics: []string{"环评审批", "空气质量", "排污许可", "水源地保护", "噪声治理", "固体废物"}},
	{id: "chun", name: "𬭚乡", kind: township, mark: "𬭚", load: load{applications: 3, penalties: 4},
		topics: []string{"河道清淤", "农村饮水", "土地流转", "特色种植", "生活补助"}},
	{id: "jtj", name: "交通运输局", kind: department, mark: "交", load: load{applications: 13, documents: 13, licences: 4_120, penalties: 1_640, coercions: 310, fees: 62_800},
		topics: []string{"道路养护", "客运班线", "超限治理", "网约车许可", "桥梁检测"}},
	{id: "rljt", name: "热力集团有限公司", short: "热力集团", kind: institution, mark: "热司", load: load{applications: 1},
		topics: []string{"供热时间", "测温退费", "热价标准", "管网检修", "入网流程"}},
	{id: "slj", name: "水利局", kind: department, mark: "水", load: load{applications: 8, documents: 12, licences: 145, penalties: 58, coercions: 7, fees: 5_206_900},
		topics: []string{"取水许可", "水库除险", "河湖巡查", "水土保持", "防洪调度"}},
	{id: "sfj", name: "司法局", kind: department, mark: "司", load: load{applications: 6, documents: 9, licences: 36, penalties: 4},
		topics: []string{"法律援助", "公证服务", "人民调解", "行政复议", "规范性文件审查"}},
	{id: "ybj", name: "医疗保障局", short: "医保局", kind: department, mark: "医保", load: load{applications: 4, documents: 7, penalties: 12}, since: 2019,
		topics: []string{"居民参保", "异地就医", "药品价格", "定点机构", "基金监管"}},
	{id: "mao", name: "卯镇", kind: township, mark: "卯", load: load{applications: 5, penalties: 9},
		topics: []string{"搬迁安置", "人居环境", "文化广场", "防火巡查", "惠民政策"}},
	{id: "wgl", name: "文化广电和旅游局", short: "文旅局", kind: department, mark: "文旅", load: load{applications: 5, documents: 10, licences: 152, penalties: 41, coercions: 2},
		topics: []string{"文物保护", "公共图书馆", "景区管理", "演出审批", "非遗名录"}},
	{id: "tjj", name: "统计局", kind: department, mark: "统", load: load{applications: 2, documents: 3, penalties: 7},
		topics: []string{"统计公报", "普查数据", "统计执法", "月度数据"}},
	{id: "sjj", name: "审计局", kind: department, mark: "审", load: load{applications: 3, documents: 4},
		topics: []string{"预算执行审计", "经济责任审计", "整改公告", "工程审计"}},
	{id: "cgj", name: "城市管理局", short: "城管局", kind: department, mark: "城管", load: load{applications: 18, documents: 12, licences: 620, penalties: 5_430, coercions: 264, fees: 1_240_050},
		topics: []string{"市容秩序", "渣土运输", "户外广告", "公园绿化", "停车管理", "违建处置"}},
	{id: "chen", name: "辰街道办事处", short: "辰街道", kind: township, mark: "辰", load: load{applications: 9, penalties: 52, coercions: 3},
		topics: []string{"加装电梯", "充电设施", "社区食堂", "网格服务", "就业援助"}},
	{id: "tyjr", name: "退役军人事务局", kind: department, mark: "退役", load: load{applications: 3, documents: 4}, since: 2019,
		topics: []string{"移交安置", "优待抚恤", "褒扬纪念", "就业培训"}},
	{id: "xfj", name: "信访局", kind: department, mark: "信", load: load{applications: 6, documents: 2},
		topics: []string{"来访接待", "网上信访", "积案化解", "办理流程"}},
	{id: "kjj", name: "科学技术局", short: "科技局", kind: department, mark: "科", load: load{applications: 2, documents: 8, licences: 5},
		topics: []string{"科技项目申报", "高新企业培育", "成果转化", "科普活动"}},
	{id: "rqgs", name: "燃气有限公司", short: "燃气公司", kind: institution, mark: "气司", load: load{applications: 1},
		topics: []string{"入户安检", "气价标准", "抢修电话", "开户流程", "停气通知"}},
	{id: "gxj", name: "工业和信息化局", short: "工信局", kind: department, mark: "工信", load: load{applications: 3, documents: 9, licences: 12, penalties: 3},
		topics: []string{"技改补助", "中小企业服务", "园区管理", "电力运行"}},
	{id: "lyj", name: "林业局", kind: department, mark: "林", load: load{applications: 5, documents: 7, licences: 340, penalties: 33, coercions: 1, fees: 684_300},
		topics: []string{"采伐许可", "森林防火", "古树名木", "湿地保护", "退耕还林"}},
	{id: "spj", name: "行政审批服务局", short: "审批局", kind: department, mark: "审批", load: load{applications: 7, documents: 6, licences: 42_180}, since: 2016,
		topics: []string{"企业开办", "窗口服务", "告知承诺", "项目并联审批", "自助终端"}},
	{id: "tyj", name: "体育局", kind: department, mark: "体", load: load{applications: 1, documents: 4, licences: 15, penalties: 1},
		topics: []string{"健身场地", "赛事活动", "青少年体育", "场馆开放"}},
	{id: "sjzx", name: "大数据中心", kind: institution, mark: "数", load: load{applications: 1}, since: 2018,
		topics: []string{"数据开放", "平台运维", "数据目录", "接口服务"}},
}

// aggregated are the posts of the first city whose reports its government's
// report adds up. They report every year.
var aggregated = []string{"bgs", "jyj", "mzj", "swj", "nyj"}
