package settings

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
)

// A Key is one key of archive.toml.
type Key struct {
	Table    string // the table it stands in: site, agency, index_number.scheme.segment
	Name     string
	Type     Type
	Required bool
	Default  string   // as written in TOML; "" for none
	Values   []string // the words it may have; nil for any
	Help     diag.Text
}

// A Type is what a key holds.
type Type string

// The types.
const (
	Line     Type = "line"     // text on one line
	Text     Type = "text"     // text, also on several lines
	Verbatim Type = "verbatim" // text that is taken with its blanks
	Word     Type = "word"     // one of Values
	Words    Type = "words"    // a list of Values
	ID       Type = "id"       // the name of a folder in addresses
	IDs      Type = "ids"      // a list of ids or names
	URL      Type = "url"      // an absolute address, http or https
	SiteCode Type = "sitecode" // ten digits, or bm and eight
	Language Type = "language" // BCP 47
	MonthDay Type = "monthday" // a day of any year: 01-31
	Year     Type = "year"     // four digits
	Count    Type = "count"    // a whole number from 1
	Counts   Type = "counts"   // a list of them
	Bool     Type = "bool"
	Table    Type = "table"
	Tables   Type = "tables"
)

// keys is archive.toml, key by key, in the order of the manual.
var keys = []Key{
	{"", "site", Table, true, "", nil, diag.Text{Zh: "网站", En: "the site"}},
	{"", "agency", Tables, false, "", nil, diag.Text{Zh: "发布年报的机关，每个一节", En: "the agencies that report, one table each"}},
	{"", "catalogue", Tables, false, "", nil, diag.Text{Zh: "目录分类，每类一节", En: "the nodes of the catalogue, one table each"}},
	{"", "index_number", Table, false, "", nil, diag.Text{Zh: "索引号的编号规则", En: "how index numbers are made up"}},

	{"site", "title", Line, true, "", nil, diag.Text{Zh: "网站名称", En: "name of the site"}},
	{"site", "base_url", URL, false, "", nil, diag.Text{Zh: "网站发布后的地址，可以带路径", En: "address of the published site; may have a path"}},
	{"site", "language", Language, false, "zh-CN", nil, diag.Text{Zh: "网页的语言标记", En: "language tag of the pages"}},
	{"site", "operator", Line, false, "", nil, diag.Text{Zh: "主办单位", En: "the body that runs the site"}},
	{"site", "description", Text, false, "", nil, diag.Text{Zh: "网站简介", En: "what the site holds"}},
	{"site", "contact", Text, false, "", nil, diag.Text{Zh: "联系方式", En: "how to reach the operator"}},
	{"site", "icp", Line, false, "", nil, diag.Text{Zh: "ICP 备案编号", En: "ICP record number"}},
	{"site", "police_record", Line, false, "", nil, diag.Text{Zh: "公安机关备案号", En: "record number of the police"}},
	{"site", "site_code", SiteCode, false, "", nil, diag.Text{Zh: "政府网站标识码", En: "identification code of government websites"}},
	{"site", "error_report_url", URL, false, "", nil, diag.Text{Zh: "“我为政府网站找错”的地址", En: "where readers report mistakes"}},
	{"site", "index_number_name", Line, false, "索引号", nil, diag.Text{Zh: "编号的叫法，自编号可叫“本库编号”", En: "what readers call the numbers; an archive's own are better called 本库编号"}},
	{"site", "downloads", Words, false, `["csv", "json", "xlsx"]`, []string{"csv", "json", "xlsx"}, diag.Text{Zh: "生成哪些下载文件，[] 为不生成", En: "which downloads are written; [] for none"}},
	{"site", "deadline", MonthDay, false, "01-31", nil, diag.Text{Zh: "年报最迟在下一年的哪一天发布，2019 年度起适用", En: "the day of the next year by which reports are published, for reports on 2019 and later"}},
	{"site", "government_deadline", MonthDay, false, "03-31", nil, diag.Text{Zh: "同上，用于各级政府的年报", En: "the same for reports of whole governments"}},
	{"site", "findings", Bool, false, "false", nil, diag.Text{Zh: "true 为工作人员另外生成各年度、各机关的核查页", En: "true adds pages for staff that list all findings by year and agency"}},
	{"site", "links", Word, false, "folder", []string{"folder", "file"}, diag.Text{Zh: "file 在每个链接后写出 index.html，供在磁盘上打开", En: "file writes index.html into every link, for archives opened from a disk"}},

	{"agency", "id", ID, true, "", nil, diag.Text{Zh: "文件夹名和地址，永不改动", En: "folder name and address; never changes"}},
	{"agency", "name", Line, true, "", nil, diag.Text{Zh: "机关全称", En: "full name"}},
	{"agency", "short", Line, false, "", nil, diag.Text{Zh: "简称", En: "short name"}},
	{"agency", "code", Line, false, "", nil, diag.Text{Zh: "统一社会信用代码，或索引号中的机构代码", En: "unified social credit code, or the agency's code in index numbers"}},
	{"agency", "kind", Line, false, "", nil, diag.Text{Zh: "类别：政府、部门、乡镇街道、公共企事业单位等", En: "what lists group agencies by: 政府, 部门, 乡镇街道, 公共企事业单位 …"}},
	{"agency", "pinyin", Line, false, "", nil, diag.Text{Zh: "排序用的拼音，名称读音特殊时写", En: "sort key, where the reading of the name is unusual"}},
	{"agency", "former_names", Tables, false, "", nil, diag.Text{Zh: "曾用名", En: "names it had before"}},
	{"agency", "since", Year, false, "", nil, diag.Text{Zh: "第一份年报的年度", En: "first year it reports on"}},
	{"agency", "until", Year, false, "", nil, diag.Text{Zh: "最后一份年报的年度", En: "last year it reports on"}},
	{"agency", "successor", ID, false, "", nil, diag.Text{Zh: "承接其职能的机关的 id", En: "id of the agency that followed it"}},
	{"agency", "aggregates", IDs, false, "", nil, diag.Text{Zh: "年报数字为哪些机关之和", En: "ids of the agencies whose reports its own report adds up"}},

	{"agency.former_names", "name", Line, true, "", nil, diag.Text{Zh: "曾用名", En: "the former name"}},
	{"agency.former_names", "until", Year, true, "", nil, diag.Text{Zh: "使用到哪一年度（含）", En: "last year of the name"}},

	{"catalogue", "id", ID, true, "", nil, diag.Text{Zh: "分类的标识，永不改动", En: "id of the node, part of its address; never changes"}},
	{"catalogue", "name", Line, true, "", nil, diag.Text{Zh: "分类名称", En: "name of the node"}},
	{"catalogue", "parent", ID, false, "", nil, diag.Text{Zh: "上级分类的 id", En: "id of the node above"}},
	{"catalogue", "description", Text, false, "", nil, diag.Text{Zh: "分类说明", En: "what it holds"}},
}

// schemeKeys can stand in [index_number] and in each [[index_number.scheme]].
var schemeKeys = []Key{
	{"", "pattern", Verbatim, false, "", nil, diag.Text{Zh: "编号规则的简写：{agency.code}/{published.year}-{serial:5}", En: "the scheme in short: {agency.code}/{published.year}-{serial:5}"}},
	{"", "name", Line, false, "", nil, diag.Text{Zh: "规则名称", En: "name of the scheme"}},
	{"", "label", Line, false, "", nil, diag.Text{Zh: "编号的叫法，默认同 site.index_number_name", En: "what readers call the numbers; default: site.index_number_name"}},
	{"", "basis", Line, false, "", nil, diag.Text{Zh: "依据的文件", En: "the rule it rests on"}},
	{"", "from", Year, false, "", nil, diag.Text{Zh: "启用年份", En: "first year in which numbers are given by it"}},
	{"", "to", Year, false, "", nil, diag.Text{Zh: "停用年份", En: "last year"}},
	{"", "reset", IDs, false, "", nil, diag.Text{Zh: "哪些分段变动时流水号从头编起，[] 为从不；默认：固定文字以外的各段", En: "segments whose change lets the serial begin anew, [] for never; default: all but constants"}},
	{"", "unique", Word, false, "site", []string{"site", "collection", "body"}, diag.Text{Zh: "在什么范围内不重号", En: "where a number occurs once"}},
	{"", "short_from", Line, false, "", nil, diag.Text{Zh: "后段码从哪一段开始", En: "segment that begins the short form"}},
}

var segmentKeys = []Key{
	{"", "name", Line, true, "", nil, diag.Text{Zh: "分段的标识，规则内不重复", En: "id of the segment, unique in the scheme"}},
	{"", "kind", Word, true, "", indexnumber.Kinds(), diag.Text{Zh: "种类", En: "what it says"}},
	{"", "label", Line, false, "", nil, diag.Text{Zh: "分段的叫法，用于网页和提示：年度", En: "name for readers and messages"}},
	{"", "value", Verbatim, false, "", nil, diag.Text{Zh: "固定文字（kind = \"const\"）", En: "the text of a constant"}},
	{"", "length", Count, false, "", nil, diag.Text{Zh: "位数固定时的位数", En: "number of characters where it is fixed"}},
	{"", "min", Count, false, "", nil, diag.Text{Zh: "最少位数", En: "least number of characters"}},
	{"", "max", Count, false, "", nil, diag.Text{Zh: "最多位数", En: "greatest number of characters"}},
	{"", "charset", Word, false, "any", indexnumber.Charsets(), diag.Text{Zh: "可用的字符", En: "the characters it may have"}},
	{"", "separator", Verbatim, false, "", nil, diag.Text{Zh: "后面的分隔符，可以没有", En: "what stands after it; may be nothing"}},
	{"", "pad", Bool, false, "false", nil, diag.Text{Zh: "流水号前补零到最少位数", En: "a serial is filled with zeros to its least length"}},
	{"", "overflow", Word, false, "fail", []string{"fail", "widen"}, diag.Text{Zh: "流水号用完后：fail 不再编号，widen 增加一位", En: "a padded serial used up: fail, or one digit more"}},
	{"", "levels", Counts, false, "", nil, diag.Text{Zh: "分级分类号各级的位数", En: "lengths of the levels of a nested code, outermost first"}},
	{"", "fill", Verbatim, false, "", nil, diag.Text{Zh: "不用的各级填什么", En: "what fills each unused level"}},
	{"", "source", Word, false, "", indexnumber.Sources(), diag.Text{Zh: "值从哪里来", En: "where its value comes from"}},
	{"", "values", Table, false, "", nil, diag.Text{Zh: "代码表：{ \"01\" = \"政策法规\" }", En: "table of codes: { \"01\" = \"政策法规\" }"}},
	{"", "check", Word, false, "", indexnumber.Checks(), diag.Text{Zh: "校验码的规则", En: "rule of the check character"}},
}

// The tables of index numbers.
const (
	indexTable   = "index_number"
	schemeTable  = "index_number.scheme"
	segmentTable = "index_number.scheme.segment"
)

// Keys gives every key of archive.toml, table by table.
func Keys() []Key {
	all := slices.Concat(keys, in(indexTable, schemeKeys))
	all = append(all, Key{indexTable, "scheme", Tables, false, "", nil, diag.Text{Zh: "有几种规则，或要逐段写出时，每种规则一节", En: "several schemes, or schemes written out, one table each"}})
	all = append(all, Key{schemeTable, "id", Line, true, "", nil, diag.Text{Zh: "规则的标识", En: "id of the scheme"}})
	all = append(all, in(schemeTable, schemeKeys)...)
	all = append(all, Key{schemeTable, "segment", Tables, false, "", nil, diag.Text{Zh: "逐段写出的规则，每段一节", En: "the segments, one table each"}})
	return append(all, in(segmentTable, segmentKeys)...)
}

// in gives the keys as those of a table.
func in(table string, keys []Key) []Key {
	keys = slices.Clone(keys)
	for i := range keys {
		keys[i].Table = table
	}
	return keys
}
