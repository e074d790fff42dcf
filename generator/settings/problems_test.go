package settings

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

const site = "[site]\ntitle = \"甲\"\n"

// broken are files with mistakes; the problems are given without the name of the
// file.
var broken = []struct{ name, text, zh, en string }{
	{"nothing", "", `
1:1: 缺少 [site]
    提示: 增加两行：[site] 和 title = "…"
`, `
1:1: [site] is missing
    hint: add two lines: [site] and title = "…"
`},
	{"no title", "[site]\nbase_url = \"https://example.gov.cn\"\n", `
1:2: 缺少 site.title
    提示: 增加一行：title = …
`, `
1:2: site.title is missing
    hint: add a line: title = …
`},
	{"values of the site", `[site]
title = "　"
base_url = "example.gov.cn/nianbao"
language = "中文"
operator = "甲\n乙"
site_code = "41030400"
error_report_url = "javascript:alert(1)"
downloads = ["csv", "jsn", "csv"]
links = "folders"
titel = "乙"
`, `
2:9: site.title 是空的
3:12: site.base_url 写的是 "example.gov.cn/nianbao"，应为 http:// 或 https:// 开头的完整地址
    提示: 是不是 "https://example.gov.cn/nianbao"？
4:12: site.language 写的是 "中文"，应为语言标记
    提示: 例如 zh-CN
5:12: site.operator 写的是 "甲\n乙"，应为一行文字，不含控制字符
6:13: site.site_code 写的是 "41030400"，应为 10 位数字，或 bm 加 8 位数字
7:20: site.error_report_url 写的是 "javascript:alert(1)"，应为 http:// 或 https:// 开头的完整地址
8:21: site.downloads 中有 "jsn"，应为 csv、json、xlsx
    提示: 是不是 json？
8:28: site.downloads 中 "csv" 重复
9:9: site.links 写的是 "folders"，应为 folder、file
    提示: 是不是 folder？
10:1: 不认识的键 site.titel
    提示: 是不是 title？
`, `
2:9: site.title is empty
3:12: site.base_url is "example.gov.cn/nianbao"; want a whole address that begins with http:// or https://
    hint: did you mean "https://example.gov.cn/nianbao"?
4:12: site.language is "中文"; want a language tag
    hint: for example zh-CN
5:12: site.operator is "甲\n乙"; want one line without control characters
6:13: site.site_code is "41030400"; want ten digits, or bm and eight digits
7:20: site.error_report_url is "javascript:alert(1)"; want a whole address that begins with http:// or https://
8:21: site.downloads has "jsn" in it; want csv, json, xlsx
    hint: did you mean json?
8:28: site.downloads has "csv" twice
9:9: site.links is "folders"; want folder, file
    hint: did you mean folder?
10:1: unknown key "site.titel"
    hint: did you mean title?
`},
	{"a day that is none", site + "deadline = \"02-30\"\ngovernment_deadline = \"3月1日\"\nfindings = \"yes\"\n", `
3:12: site.deadline 写的是 "02-30"，应为月和日
    提示: 例如 01-31
4:23: site.government_deadline 写的是 "3月1日"，应为月和日
    提示: 例如 01-31
5:12: site.findings 写的是 "yes"（文字），应为 true 或 false
    提示: 写成 findings = true
`, `
3:12: site.deadline is "02-30"; want a month and a day
    hint: for example 01-31
4:23: site.government_deadline is "3月1日"; want a month and a day
    hint: for example 01-31
5:12: site.findings is "yes", a string; want true or false
    hint: write findings = true
`},
	{"query in the address", site + "base_url = \"https://example.gov.cn/a?b\"\n", `
3:12: site.base_url 写的是 "https://example.gov.cn/a?b"，后面不能带 "?"
    提示: 写成 base_url = "https://example.gov.cn/a/"
`, `
3:12: site.base_url is "https://example.gov.cn/a?b"; want no "?" part
    hint: write base_url = "https://example.gov.cn/a/"
`},
	{"password in the address", site + "base_url = \"https://a:b@example.gov.cn/\"\n", `
3:12: site.base_url 写的是 "https://a:b@example.gov.cn/"，应为 http:// 或 https:// 开头的完整地址
    提示: 地址中不能有用户名和密码
`, `
3:12: site.base_url is "https://a:b@example.gov.cn/"; want a whole address that begins with http:// or https://
    hint: an address has no user name or password
`},
	{"blank in the address", site + "base_url = \"https://example.gov.cn/年 报/\"\n", `
3:12: site.base_url 写的是 "https://example.gov.cn/年 报/"，应为 http:// 或 https:// 开头的完整地址
    提示: 地址中不能有空格或 “\”
`, `
3:12: site.base_url is "https://example.gov.cn/年 报/"; want a whole address that begins with http:// or https://
    hint: an address has no blanks and no "\"
`},
	{"misspelt table", site + "[[agncy]]\nid = \"swj\"\n", `
3:3: 不认识的键 agncy
    提示: 是不是 agency？
`, `
3:3: unknown key "agncy"
    hint: did you mean agency?
`},
	{"ids", site + `
[[agency]]
name = "一局"
[[agency]]
id = "../swj"
name = "二局"
[[agency]]
id = ""
name = "三局"
[[agency]]
id = ".git"
name = "四局"
[[agency]]
id = "page"
name = "五局"
[[agency]]
id = "con.x"
name = "六局"
[[agency]]
id = "a b"
name = "七局"
[[agency]]
id = "a\\b"
name = "八局"
[[agency]]
id = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
name = "九局"
[[agency]]
id = "\u0000"
name = "十局"
[[agency]]
id = "\uF900"
name = "十一局"
`, `
4:3: 缺少 agency.id
    提示: 增加一行：id = …
7:6: agency.id "../swj" 中有 "/"，只能用字母、数字、“-”、“_” 和 “.”
    提示: 写成 id = "swj"
10:6: agency.id 是空的
13:6: agency.id ".git" 以 “.” 开头或结尾
    提示: 写成 id = "git"
16:6: agency.id "page" 在地址中另有用处
    提示: 换一个 id
19:6: agency.id "con.x" 在地址中另有用处
    提示: 换一个 id
22:6: agency.id "a b" 中有 " "，只能用字母、数字、“-”、“_” 和 “.”
    提示: 写成 id = "a-b"
25:6: agency.id "a\\b" 中有 "\\"，只能用字母、数字、“-”、“_” 和 “.”
    提示: 写成 id = "a-b"
28:6: agency.id "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" 有 101 字节，应不超过 100 字节
31:6: agency.id "\x00" 中有 "\x00"，只能用字母、数字、“-”、“_” 和 “.”
34:6: agency.id "豈" 中有 "豈"，只能用字母、数字、“-”、“_” 和 “.”
`, `
4:3: agency.id is missing
    hint: add a line: id = …
7:6: agency.id "../swj" has "/" in it; want letters, digits, "-", "_" and "."
    hint: write id = "swj"
10:6: agency.id is empty
13:6: agency.id ".git" begins or ends in "."
    hint: write id = "git"
16:6: agency.id "page" has another meaning in addresses
    hint: take another id
19:6: agency.id "con.x" has another meaning in addresses
    hint: take another id
22:6: agency.id "a b" has " " in it; want letters, digits, "-", "_" and "."
    hint: write id = "a-b"
25:6: agency.id "a\\b" has "\\" in it; want letters, digits, "-", "_" and "."
    hint: write id = "a-b"
28:6: agency.id "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" has 101 bytes; want 100 at most
31:6: agency.id "\x00" has "\x00" in it; want letters, digits, "-", "_" and "."
34:6: agency.id "豈" has "豈" in it; want letters, digits, "-", "_" and "."
`},
	{"twice and in another case", site + `
[[agency]]
id = "swj"
name = "一局"
[[agency]]
id = "商务局"
name = "二局"
[[agency]]
id = "SWJ"
name = "三局"
[[agency]]
id = "商务局"
name = "四局"
`, `
11:6: agency.id "SWJ" 与 content/archive.toml:5:6 的 "swj" 只差大小写
    提示: 换一个 id：有的文件系统不分大小写
14:6: agency.id "商务局" 重复，第一次在 content/archive.toml:8:6
`, `
11:6: agency.id "SWJ" differs from "swj" at content/archive.toml:5:6 in case only
    hint: take another id: some file systems ignore case
14:6: agency.id "商务局" is taken; the first is at content/archive.toml:8:6
`},
	{"years", site + `
[[agency]]
id = "swj"
name = "一局"
since = 2020
until = 2019
former_names = [{ name = "甲", until = 2018 }, { name = "乙", until = 18 }, { name = "丙", until = 2018 }, { until = 2017 }, { name = "丁", util = 2016 }]
`, `
8:9: agency.until 写的是 2019，早于 since = 2020
9:69: agency.former_names.until 写的是 18，应为 1900 至 2200 的年份
9:97: 两个曾用名都用到 2018 年
9:105: 缺少 agency.former_names.name
    提示: 增加一行：name = …
9:123: 缺少 agency.former_names.until
    提示: 增加一行：until = …
9:137: 不认识的键 agency.former_names.util
    提示: 是不是 until？
`, `
8:9: agency.until is 2019, before since, which is 2020
9:69: agency.former_names.until is 18; want a year from 1900 to 2200
9:97: two former names end in 2018
9:105: agency.former_names.name is missing
    hint: add a line: name = …
9:123: agency.former_names.until is missing
    hint: add a line: until = …
9:137: unknown key "agency.former_names.util"
    hint: did you mean until?
`},
	{"references", site + `
[[agency]]
id = "szf"
name = "政府"
aggregates = ["swj", "swi", "szf", "swj"]
[[agency]]
id = "swj"
name = "一局"
successor = "gsj"
[[agency]]
id = "gsj"
name = "二局"
successor = "swj"
aggregates = "szf"
[[agency]]
id = "jyj"
name = "三局"
successor = "jyj"
[[agency]]
id = "mzj"
name = "四局"
successor = "wsw"
`, `
7:22: agency.aggregates 写的 "swi" 没有声明
    提示: 是不是 swj？
7:29: agency.aggregates 指向 "szf" 自己
7:36: agency.aggregates 中 "swj" 重复
15:13: agency.successor 成环：swj → gsj → swj
20:13: agency.successor 指向 "jyj" 自己
24:13: agency.successor 写的 "wsw" 没有声明
    提示: 先用 [[agency]] 声明
`, `
7:22: agency.aggregates "swi" is not declared
    hint: did you mean swj?
7:29: agency.aggregates of "szf" is "szf" itself
7:36: agency.aggregates has "swj" twice
15:13: agency.successor goes in a circle: swj → gsj → swj
20:13: agency.successor of "jyj" is "jyj" itself
24:13: agency.successor "wsw" is not declared
    hint: declare it with [[agency]]
`},
	{"sums in a circle", site + `
[[agency]]
id = "a"
name = "一"
aggregates = ["b", "c"]
[[agency]]
id = "b"
name = "二"
aggregates = ["c"]
[[agency]]
id = "c"
name = "三"
aggregates = ["a"]
`, `
15:15: agency.aggregates 成环：a → b → c → a
`, `
15:15: agency.aggregates goes in a circle: a → b → c → a
`},
	{"catalogue", site + `
[[catalogue]]
id = "a"
name = "一"
parent = "b"
[[catalogue]]
id = "b"
name = "二"
parent = "a"
[[catalogue]]
id = "c"
parent = "d"
[[catalogue]]
id = "c"
name = "四"
`, `
11:10: catalogue.parent 成环：a → b → a
12:3: 缺少 catalogue.name
    提示: 增加一行：name = …
14:10: catalogue.parent 写的 "d" 没有声明
    提示: 是不是 a？
16:6: catalogue.id "c" 重复，第一次在 content/archive.toml:13:6
`, `
11:10: catalogue.parent goes in a circle: a → b → a
12:3: catalogue.name is missing
    hint: add a line: name = …
14:10: catalogue.parent "d" is not declared
    hint: did you mean a?
16:6: catalogue.id "c" is taken; the first is at content/archive.toml:13:6
`},
	{"no scheme", site + "[index_number]\nname = \"甲\"\n", `
3:2: [index_number] 没有编号规则
    提示: 写 pattern = "…"，或逐段写 [[index_number.scheme]]
`, `
3:2: [index_number] has no scheme
    hint: write pattern = "…", or [[index_number.scheme]] segment by segment
`},
	{"pattern", site + "[index_number]\npattern = \"号{agency.cod}/{serial:x}\"\n", `
4:14: 不认识的字段 "agency.cod"
    提示: 是不是 agency.code？
4:34: serial 的宽度 "x" 无效
    提示: 写成 {serial:5}、{serial:5+} 或 {serial}
`, `
4:14: unknown field "agency.cod"
    hint: did you mean agency.code?
4:34: serial cannot have the width "x"
    hint: write {serial:5}, {serial:5+} or {serial}
`},
	{"pattern with an escape", site + "[index_number]\npattern = \"\\u53f7{agency.cod}\"\n", `
4:11: 不认识的字段 "agency.cod"
    提示: 是不是 agency.code？
`, `
4:11: unknown field "agency.cod"
    hint: did you mean agency.code?
`},
	{"empty pattern", site + "[index_number]\npattern = \"\"\nreset = [\"yaer\"]\n", `
4:11: index_number.pattern 是空的
`, `
4:11: index_number.pattern is empty
`},
	{"reset of a pattern", site + "[index_number]\npattern = \"{year}-{serial}\"\nreset = [\"yaer\"]\nfrom = 2020\nto = 2019\nunique = \"sites\"\n", `
8:10: index_number.unique 写的是 "sites"，应为 site、collection、body
    提示: 是不是 site？
`, `
8:10: index_number.unique is "sites"; want site, collection, body
    hint: did you mean site?
`},
	{"years of a pattern", site + "[index_number]\npattern = \"{year}-{serial}\"\nreset = [\"yaer\"]\nfrom = 2020\nto = 2019\n", `
5:9: reset 中的 "yaer" 不是本规则的分段
    提示: 是不是 year？
7:6: to = 2019 早于 from = 2020
`, `
5:9: "yaer" in reset is no segment of the scheme
    hint: did you mean year?
7:6: to is 2019, before from, which is 2020
`},
	{"pattern beside schemes", site + `[index_number]
pattern = "{year}-{serial}"
from = 2019
[[index_number.scheme]]
id = "a"
pattern = "{year}-{serial}"
[[index_number.scheme]]
id = "a"
pattern = "{year}/{serial}"
[[index_number.scheme]]
id = "b"
[[index_number.scheme]]
id = "c"
pattern = "{year}"
[[index_number.scheme.segment]]
name = "x"
`, `
4:1: 有了 [[index_number.scheme]]，pattern 就不写在 [index_number] 中
    提示: 移到它所属的 [[index_number.scheme]] 中
5:1: 有了 [[index_number.scheme]]，from 就不写在 [index_number] 中
    提示: 移到它所属的 [[index_number.scheme]] 中
10:6: index_number.scheme.id "a" 重复，第一次在 content/archive.toml:7:6
12:16: 规则 "b" 没有分段
    提示: 写 pattern = "…"，或逐段写 [[index_number.scheme.segment]]
16:11: pattern 和 [[index_number.scheme.segment]] 只写一种
`, `
4:1: pattern does not belong in [index_number] beside [[index_number.scheme]]
    hint: move it into the [[index_number.scheme]] it belongs to
5:1: from does not belong in [index_number] beside [[index_number.scheme]]
    hint: move it into the [[index_number.scheme]] it belongs to
10:6: index_number.scheme.id "a" is taken; the first is at content/archive.toml:7:6
12:16: scheme "b" has no segments
    hint: write pattern = "…", or [[index_number.scheme.segment]] for each segment
16:11: pattern and [[index_number.scheme.segment]] exclude each other
`},
	{"segments", site + `[[index_number.scheme]]
id = "a"
[[index_number.scheme.segment]]
name = "body"
kind = "cod"
[[index_number.scheme.segment]]
name = "class"
kind = "enum"
values = { "01" = 1 }
levels = [2, "2", 0]
charset = "digit"
[[index_number.scheme.segment]]
kind = "serial"
length = 5
min = 0
max = 6
pad = true
[[index_number.scheme.segment]]
name = "x"
kind = "code"
min = 2
levels = 2
`, `
7:8: index_number.scheme.segment.kind 写的是 "cod"，应为 const、code、enum、year、yearmonth、date、serial
    提示: 是不是 code？
11:19: index_number.scheme.segment.values 中代码 "01" 是整数，应为文字
    提示: 写成 "01" = "…"
12:14: index_number.scheme.segment.levels 中有 "2"，应为 1 至 1000 的整数
12:19: index_number.scheme.segment.levels 中有 0，应为 1 至 1000 的整数
13:11: index_number.scheme.segment.charset 写的是 "digit"，应为 digits、upper、lower、alnum、orgcode、uscc、any
    提示: 是不是 digits？
14:23: 缺少 index_number.scheme.segment.name
    提示: 增加一行：name = …
16:10: length 和 min、max 只写一种
17:7: index_number.scheme.segment.min 写的是 0，应为 1 至 1000 的整数
20:23: 缺少 index_number.scheme.segment.max
    提示: 增加一行：max = …
24:10: index_number.scheme.segment.levels 是整数，应为一组整数
    提示: 写成 levels = [2, 2]
`, `
7:8: index_number.scheme.segment.kind is "cod"; want const, code, enum, year, yearmonth, date, serial
    hint: did you mean code?
11:19: code "01" of index_number.scheme.segment.values is a whole number; want a string
    hint: write "01" = "…"
12:14: index_number.scheme.segment.levels has "2" in it; want whole numbers from 1 to 1000
12:19: index_number.scheme.segment.levels has 0 in it; want whole numbers from 1 to 1000
13:11: index_number.scheme.segment.charset is "digit"; want digits, upper, lower, alnum, orgcode, uscc, any
    hint: did you mean digits?
14:23: index_number.scheme.segment.name is missing
    hint: add a line: name = …
16:10: length excludes min and max
17:7: index_number.scheme.segment.min is 0; want a whole number from 1 to 1000
20:23: index_number.scheme.segment.max is missing
    hint: add a line: max = …
24:10: index_number.scheme.segment.levels is a whole number; want a list of whole numbers
    hint: write levels = [2, 2]
`},
	{"segments that cannot be cut", site + `[[index_number.scheme]]
id = "a"
[[index_number.scheme.segment]]
name = "body"
kind = "code"
[[index_number.scheme.segment]]
name = "serial"
kind = "serial"
[[index_number.scheme]]
id = "b"
short_from = "yaer"
[[index_number.scheme.segment]]
name = "year"
kind = "year"
length = 3
separator = " "
`, `
8:23: 代码段和流水号段长度都不固定，中间又没有分隔符，编号无法切分
    提示: 固定其中一段的长度，或在中间加分隔符
13:14: short_from 中的 "yaer" 不是本规则的分段
    提示: 是不是 year？
17:10: 年度段有 3 位，应为 2 或 4 位
18:13: separator " " 中有空白或不可见字符
`, `
8:23: segments body and serial both have a free length and no separator between them; such numbers cannot be cut
    hint: fix the length of one of them, or put a separator between them
13:14: "yaer" in short_from is no segment of the scheme
    hint: did you mean year?
17:10: segment year has length 3; want 2 or 4
18:13: separator " " has a blank or invisible character
`},
}

// TestWrongTypes holds that mistakes which the TOML reader finds stand at the
// value; their words are its own.
func TestWrongTypes(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"syntax", "[site]\ntitle = 甲\n", "2:9 toml-syntax"},
		{"site as text", "site = \"甲\"\n", "1:8 wrong-type"},
		{"single brackets", site + "[agency]\nid = \"swj\"\n", "3:2 wrong-type"},
		{"number among strings", site + "downloads = [\"csv\", 1]\n", "3:21 wrong-type"},
		{"downloads as truth", site + "downloads = false\n", "3:13 wrong-type"},
		{"year as text", site + "[[agency]]\nid = \"a\"\nname = \"甲\"\nsince = \"2020\"\n", "6:9 wrong-type"},
		{"id as number", site + "[[agency]]\nid = 7\nname = \"甲\"\n", "4:6 wrong-type"},
		{"names as text", site + "[[agency]]\nid = \"a\"\nname = \"甲\"\nformer_names = \"乙\"\n", "6:16 wrong-type"},
		{"parent as number", site + "[[catalogue]]\nid = \"a\"\nname = \"甲\"\nparent = 1\n", "6:10 wrong-type"},
		{"pattern as list", site + "[index_number]\npattern = [\"{year}\"]\n", "4:11 wrong-type"},
		{"pad as text", site + "[[index_number.scheme]]\nid = \"a\"\n[[index_number.scheme.segment]]\nname = \"n\"\nkind = \"serial\"\npad = \"true\"\n", "8:7 wrong-type"},
		{"scheme as table", site + "[index_number.scheme]\nid = \"a\"\n", "3:15 wrong-type"},
		{"CRLF and BOM", "\ufeff[site]\r\ntitle = 7\r\n", "2:9 wrong-type"},
	}
	for _, test := range tests {
		_, problems := Read(file, []byte(test.text))
		if len(problems) != 1 {
			t.Errorf("%s: %d problems\n%s", test.name, len(problems), problems.Print(diag.English))
			continue
		}
		if got := fmt.Sprintf("%d:%d %s", problems[0].Pos.Line, problems[0].Pos.Col, problems[0].Rule); got != test.want {
			t.Errorf("%s: %s; want %s", test.name, got, test.want)
		}
	}
}

func TestProblems(t *testing.T) {
	for _, test := range broken {
		_, problems := Read(file, []byte(test.text))
		for lang, want := range map[diag.Lang]string{diag.Chinese: test.zh, diag.English: test.en} {
			got := "\n" + strings.TrimPrefix(strings.ReplaceAll("\n"+problems.Print(lang), "\n"+file+":", "\n"), "\n")
			if got != want {
				t.Errorf("%s:%swant%s", test.name, got, want)
			}
		}
	}
}
