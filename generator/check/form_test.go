package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/date"
)

// formUnits are the units of this family.
func formUnits() []Unit {
	return []Unit{outliers, outline, numbering, wrongFormat, absentTables, blankCells, labels, mixedForms, overview, problems, titles}
}

func rulesOf(units ...Unit) []string {
	var names []string
	for _, u := range units {
		for _, r := range u.Rules {
			names = append(names, r.Name)
		}
	}
	return names
}

// found gives what the rules of units find in one report.
func found(t testing.TB, text string, units ...Unit) []Finding {
	t.Helper()
	return check(t, map[string]string{"swj/2022": text}, rulesOf(units...)...)
}

// at is the beginning of a line that want compares: a place in swj/2022.
func at(line, column int, rest string) string {
	return fmt.Sprintf("content/reports/swj/2022.md:%d:%d %s", line, column, rest)
}

func TestNothingToFindInTheBaseReport(t *testing.T) {
	want(t, found(t, reportText(), formUnits()...))
	government := strings.ReplaceAll(reportText(), "示例市商务局", "示例市人民政府")
	want(t, check(t, map[string]string{"qzf/2022": government}, rulesOf(formUnits()...)...))
}

func TestOutline(t *testing.T) {
	const (
		third  = "## 三、收到和处理政府信息公开申请情况"
		fourth = "## 四、政府信息公开行政复议、行政诉讼情况"
		fifth  = "## 五、存在的主要问题及改进情况"
	)
	for _, c := range []struct {
		change []string
		want   []string
	}{
		{[]string{fourth + "\n", ""}, []string{at(68, 4, "error section-missing: the heading of the section 四、政府信息公开行政复议、行政诉讼情况 is missing")}},
		{[]string{fourth, "四、政府信息公开行政复议、行政诉讼情况"}, []string{at(67, 1, "error section-missing: …| this line seems to be its heading")}},
		{[]string{fourth, "### 四、政府信息公开行政复议、行政诉讼情况"}, []string{at(67, 5, "error section-missing: …| this line seems to be its heading")}},
		{[]string{"## 六、其他需要报告的事项", "## 六、其他"}, []string{at(75, 4, "notice section-extra: 六、其他 is no section"), at(77, 58, "error section-missing: the heading of the section 六、其他需要报告的事项 is missing")}},
		{[]string{fourth, third}, []string{at(67, 4, "error section-doubled: 三、收到和处理政府信息公开申请情况 stands there twice, first in line 65"), at(69, 4, "error section-missing: …四")}},
		{[]string{third, "## x", fourth, third, "## x", "## 四、政府信息公开行政复议、行政诉讼情况"}, []string{at(67, 4, "warning section-order: 三、收到和处理政府信息公开申请情况 should stand before 四、")}},
		{[]string{"## 六、其他需要报告的事项", "## 六、下一步工作打算\n\n## 七、其他需要报告的事项"}, []string{at(75, 4, "notice section-extra: 六、下一步工作打算 is no section of the form")}},
		{[]string{fourth, "## 四、政府信息公开行政法复议、行政诉讼情况"}, []string{at(67, 4, "notice section-title: …行政法复议")}},
		// Variants of one heading.
		{[]string{fourth, "## 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"}, nil},
		{[]string{fourth, "## 四、政府信息公开行政复议和行政诉讼情况"}, nil},
		{[]string{fourth, "## （四）被申请行政复议和提起行政诉讼的情况"}, nil},
		{[]string{third, "## 三、依申请公开政府信息情况"}, nil},
		{[]string{third, "## 第三部分 收到和处理政府信息公开申请的情况"}, nil},
		{[]string{fifth, "## 五、政府信息公开工作存在的问题及改进措施"}, nil},
		{[]string{fifth, "## 五、存在问题和下一步改进情况"}, nil},
		{[]string{"## 一、总体情况", "## 一、概述"}, nil},
		{[]string{"## 一、总体情况", "## 一、政府信息公开工作总体情况"}, nil},
		{[]string{"## 六、其他需要报告的事项", "## 六、其它需要说明的事项"}, nil},
		{[]string{"## 一、总体情况", "# 示例市商务局2022年政府信息公开工作年度报告\n\n## 一、总体情况"}, nil},
		{[]string{fifth, "## 五、存在的主要问题", "2023年，将", "## 六、改进措施\n\n2023年，将", "## 六、其他", "## 七、其他"}, []string{at(73, 4, "notice section-extra: 六、改进措施")}},
	} {
		want(t, found(t, reportText(c.change...), outline), c.want...)
	}
	text := reportText()
	want(t, found(t, text[:strings.Index(text, "## 一")]+"见附件。\n", outline), at(48, 1, "error section-missing: the text has none of the 6 sections"))
	free := strings.Replace(reportText("title", "format = \"free\"\ntitle"), tables, "", 1)
	want(t, found(t, strings.ReplaceAll(free, "## ", "### "), outline))
}

func TestNumbering(t *testing.T) {
	const paragraphs = "（三）政府信息管理。"
	for _, c := range []struct {
		change []string
		want   []string
	}{
		{[]string{"全年通过市政府门户", "\n\n### 一、政务公开标准化规范化推进总体情况\n\n全年通过市政府门户"}, []string{at(55, 5, "warning heading-number: the number 一、 is that of the section 一、总体情况")}},
		{[]string{"对照条例", "一、对照条例", "2023年，将", "二、2023年，将"}, []string{at(71, 1, "warning heading-number: within 五、存在的主要问题及改进情况 the number 一、 is one of the sections' own kind")}},
		{[]string{"## 三、收到", "## 二、收到"}, []string{at(65, 4, "warning heading-number: the number of the heading 二、收到和处理政府信息公开申请情况 does not follow 二、 | in order it is 三、")}},
		{[]string{"## 五、存在", "## 六、存在"}, []string{at(69, 4, "warning heading-number: …does not follow 四、 | in order it is 五、")}},
		{[]string{"## 五、存在", "## 存在"}, []string{at(69, 4, "warning heading-number: the heading 存在的主要问题及改进情况 has no number")}},
		{[]string{paragraphs, "（四）政府信息管理。", "（四）政府信息公开平台", "（五）政府信息公开平台", "（五）监督", "（六）监督"}, []string{at(57, 1, "warning heading-number: the number （四） does not follow the one before, （二） | in order it is （三）")}},
		{[]string{paragraphs, "（二）政府信息管理。"}, []string{at(57, 1, "warning heading-number: the number （二） is that of the one before")}},
		{[]string{"（二）依", "（一）依"}, []string{at(55, 1, "warning heading-number: the number （一） is that of the one before, （一） | in order it is （二）")}},
		{[]string{"二是政策", "三是政策"}, []string{at(71, 40, "warning heading-number: 三是 does not follow the one before, 一是 | in order it is 二是")}},
		{[]string{"二是政策", "一是政策"}, []string{at(71, 40, "warning heading-number: 一是 is that of the one before, 一是")}},
		{[]string{"一是答复书", "一是甲。\n\n二是乙。\n\n一是丙。\n\n此外，一是答复书"}, []string{at(75, 1, "warning heading-number: 一是 does not follow the one before, 二是")}},
		{[]string{"（四）政府信息公开平台", "（一）政府信息公开平台"}, []string{at(59, 1, "warning heading-number: the number （一） does not follow the one before, （三）")}},
		{[]string{"（四）政府信息公开平台建设。", "### （四）平台\n\n### （一）平台\n\n"}, []string{at(61, 5, "warning heading-number: the number （一） does not follow the one before, （四）")}},
		{[]string{"二是每季度", "二是每月一报；二是每季度"}, []string{at(73, 51, "warning heading-number: 二是 is that of the one before, 二是")}},
		{[]string{"一是答复书", "二是答复书"}, []string{at(71, 18, "warning heading-number: 二是 does not follow the one before, —")}},
		// In order: numbers that begin again, numbers within a line, nested ones.
		{[]string{"二是政策", "二是二是二、政策"}, nil},
		{[]string{"（一）主动公开。", "做到（一）主动公开；", "（二）依", "\n\n（二）依"}, nil},
		{[]string{"对照条例", "1. 对照条例\n\n2. 又对照\n\n改进：\n\n1. 第一\n\n2. 第二\n\n"}, nil},
		{[]string{"全年更正", "一是，", "修复", "二是加强"}, nil},
		{[]string{"一是答复书", "一是慢；二是少。改进：一是快；二是多。又，一是答复书"}, nil},
		{[]string{"对照条例", "### （一）问题\n\n（一）时效\n\n（二）解读\n\n### （二）改进\n\n（一）时效\n\n对照条例"}, nil},
		{[]string{"一是答复书", "首先答复书"}, nil},
		{[]string{"## 四、政府信息公开行政复议、行政诉讼情况\n", ""}, nil},
	} {
		want(t, found(t, reportText(c.change...), Unit{Rules: numbering.Rules[:1]}), c.want...)
	}
}

func TestEnumeration(t *testing.T) {
	items := Unit{Rules: numbering.Rules[1:]}
	for _, c := range []struct {
		change []string
		want   []string
	}{
		{[]string{"形式单一。", "形式单一。三是发布不够及时。"}, []string{at(71, 57, "notice enumeration: before 三是 stands 。, between the items before it ；")}},
		{[]string{"形式单一。", "形式单一，三是发布不够及时。"}, []string{at(71, 57, "notice enumeration: before 三是 stands ，")}},
		{[]string{"形式单一。", "形式单一；三是发布不够及时。"}, nil},
		{[]string{"；二是政策", "。又如超期。二是政策", "形式单一。", "形式单一。三是慢。"}, nil},
		{[]string{"形式单一。", "形式单一。改进：一是快；二是好；三是省。"}, nil},
	} {
		want(t, found(t, reportText(c.change...), items), c.want...)
	}
}

func TestOrdinals(t *testing.T) {
	for text, wanted := range map[string]string{
		"一、总体": "1 1 总体", "（十二） 其他": "2 12 其他", "(二)依": "2 2 依", "1.属于": "3 1 属于", "２．重复": "3 2 重复", "（3）三": "4 3 三", "4）四": "4 4 四", "①甲": "5 1 甲", "第三部分 申请": "0 3 申请", "二十一、甲": "1 21 甲",
		"1.5万件": "", "2022年": "", "一是": "", "三、四季度": "", "（示例）": "", "十四五": "", "一带一路": "", "1,234件": "", "（2022年）": "", "": "",
	} {
		got := ""
		if o, ok := ordinalOf(text); ok {
			got = fmt.Sprintf("%d %d %s", o.style, o.value, text[o.end:])
		}
		if got != wanted {
			t.Errorf("%s: %q, want %q", text, got, wanted)
		}
	}
	for n, wanted := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五"} {
		if hanNumber(n) != wanted {
			t.Errorf("%d: %s", n, hanNumber(n))
		}
	}
}

func TestWrongFormat(t *testing.T) {
	other := func(year, format string) string {
		return strings.ReplaceAll(strings.Replace(reportText("title = ", "format = \""+format+"\"\ntitle = "), tables, "", 1), "2022年", year+"年")
	}
	want(t, check(t, map[string]string{"swj/2022": other("2022", "2019")}, "wrong-format"), at(2, 10, `error wrong-format: the report for 2022 uses format "2019"; want "2021"`))
	want(t, check(t, map[string]string{"swj/2022": other("2022", "free")}, "wrong-format"), at(2, 10, `error wrong-format: the report for 2022 uses format "free"; want "2021"`))
	want(t, check(t, map[string]string{"swj/2020": other("2020", "2021")}, "wrong-format"), "content/reports/swj/2020.md:2:10 error wrong-format…")
	want(t, check(t, map[string]string{"swj/2020": other("2020", "2019"), "swj/2018": other("2018", "free"), "swj/2025": other("2025", "2021")}, "wrong-format"))
	want(t, found(t, reportText("## 三、", "| 信息内容 | 本年新制作数量 |\n|---|---|\n| 规章 | 0 |\n\n## 三、"), wrongFormat), at(65, 10, "error wrong-format: 本年新制作数量 is a heading of format \"2019\""))
	want(t, found(t, reportText("[proactive]", "[labels]\n\"proactive.documents.column.made\" = \"本年新制作数量\"\n[proactive]"), wrongFormat, labels), at(7, 37, "error wrong-format: 本年新制作数量"))
	want(t, found(t, reportText("## 三、", "| 信息内容 | 本年制发件数 | 处理决定数量 | 项目 |\n|---|---|---|---|\n| 规章 | 0 | 1 | 2 |\n\n## 三、"), wrongFormat))
}

func TestAbsentTables(t *testing.T) {
	disputes := tables[strings.Index(tables, "[disputes]"):]
	want(t, found(t, reportText(disputes, ""), absentTables), at(63, 4, "error table-missing: there is no table [disputes]"))
	want(t, found(t, reportText(disputes, "", "## 五、", "![表四](b.png)\n\n## 五、"), absentTables), at(65, 3, "error table-as-picture: the table [disputes]"))
	want(t, found(t, reportText(disputes, "", "## 五、", "| 结果维持 |\n|---|\n| 1 |\n\n## 五、"), absentTables), at(65, 3, "error table-missing: …| a table in the text cannot be checked"))
	want(t, found(t, reportText("## 五、", "![现场](b.png)\n\n## 五、"), absentTables))
}

func TestBlankCells(t *testing.T) {
	const zero = "= [0, 0, 0, 0, 0, 0, 0]"
	row := func(key, cells string) []string { return []string{key + " " + zero, key + " = [" + cells + "]"} }
	// As in the sample: rows below the groups and beside them lack a cell.
	lost := slices.Concat(row("state_secret", `0, 0, 0, 0, 0, 0, ""`), row("law_forbidden", `0, 0, 0, 0, 0, 0, ""`), []string{"carried_out = [1, 0, 0, 0, 0, 0, 1]", `carried_out = [0, 0, 0, 0, 0, 0, ""]`})
	// A row of another kind shows where the total went.
	slid := slices.Concat(row("state_secret", `3, 0, 0, 0, 0, 3, ""`), row("law_forbidden", `0, 0, 0, 0, 0, 0, ""`))
	many := []string{}
	for _, key := range []string{"state_secret", "law_forbidden"} {
		many = append(many, row(key, `"", "", "", "", "", "", ""`)...)
	}
	for _, c := range []struct {
		change []string
		want   []string
	}{
		{lost, []string{at(21, 35, "warning lost-cells: requests: rows with one number less than the 7 of the form: denied.state_secret, denied.law_forbidden, carried_out | all numbers of these rows are 0")}},
		{slid, []string{at(21, 35, "warning lost-cells: …denied.state_secret, denied.law_forbidden | in some rows the last number is the sum of those before")}},
		{[]string{"litigation_direct = [0, 0, 0, 0, 0]", `litigation_direct = [0, 0, 0, 0, ""]`}, []string{at(45, 34, "warning lost-cells: disputes: rows with one number less than the 5 of the form: litigation_direct")}},
		{[]string{"granted = [5, 1, 0, 0, 0, 0, 6]", `granted = [5, "", 0, 0, 0, 0, 6]`}, []string{at(16, 15, "warning lost-cells: …granted | if the totals are right, what is lost is requests.granted.business = 1")}},
		{[]string{"granted = [5, 1, 0, 0, 0, 0, 6]", `granted = [5, 1, 0, 0, 0, 0, ""]`}, []string{at(16, 30, "warning total-blank: requests: 1 totals are not filled in; their parts add up to: requests.granted.total 6")}},
		{[]string{"granted = [5, 1, 0, 0, 0, 0, 6]", `granted = [5, 1, 0, 0, 0, 0, "/"]`, "partial = [1, 0, 0, 0, 0, 0, 1]", `partial = [1, 0, 0, 0, 0, 0, ""]`}, []string{at(16, 30, "warning total-blank: requests: 2 totals…requests.granted.total 6, requests.partial.total 1")}},
		{[]string{"result_total = [8, 1,", `result_total = [8, "",`}, []string{at(18, 20, "warning total-blank: …requests.result_total.business 1")}},
		{row("petition", `0, 0, 0, 0, 0, 0, ""`), []string{at(34, 31, "notice total-blank: requests: 1 totals are not filled in; their parts add up to: 1 are 0")}},
		{[]string{"reconsideration = [1, 0, 0, 0, 1]", `reconsideration = [1, 0, 0, 0, ""]`}, []string{at(44, 32, "warning total-blank: disputes: …disputes.reconsideration.total 1")}},
		{row("petition", `0, "/", "-", 0, 0, 0, 0`), []string{at(34, 16, `notice marks-for-zero: requests: 2 cells have "/"`)}},
		{many, []string{at(21, 17, "warning marks-for-zero: requests: 14 cells are blank")}},
		{[]string{"rules = { made = 0, repealed = 0, valid = 0 }", `rules = { made = "/", repealed = "/", valid = "/" }`}, []string{at(7, 18, `notice marks-for-zero: proactive: 3 cells have "/"`)}},
		{[]string{"litigation_direct = [0, 0, 0, 0, 0]", `litigation_direct = ["", "", "", "", ""]`, "litigation_after = [0, 1, 0, 0, 1]", `litigation_after = ["", 1, "", "", 1]`}, []string{at(45, 22, "warning marks-for-zero: disputes: 8 cells are blank")}},
		{row("petition", `0, "若干", 0, 0, 0, 0, 0`), nil},
	} {
		findings := found(t, reportText(c.change...), blankCells)
		want(t, findings, c.want...)
		known := map[string]bool{}
		for _, f := range findings {
			for _, cell := range f.Cells {
				if known[cell] {
					t.Errorf("%s is told twice", cell)
				}
				known[cell] = true
			}
		}
	}
}

func TestLabels(t *testing.T) {
	label := func(pairs ...string) string {
		lines := "[labels]\n"
		for i := 0; i < len(pairs); i += 2 {
			lines += fmt.Sprintf("%q = %q\n", pairs[i], pairs[i+1])
		}
		return reportText("[proactive]", lines+"[proactive]")
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{label("requests.denied.law_forbidden", "2.其他法律法规禁止公开"), []string{at(7, 35, "notice changed-label: 2.其他法律法规禁止公开 is 2.其他法律行政法规禁止公开 in the form and lacks 行政")}},
		{label("requests.refused.repeated", "1.信访举报投诉类申请"), []string{at(7, 31, "warning changed-label: …another row, 1.信访举报投诉类申请, has the same label")}},
		{label("proactive.normative", "规范性文件"), []string{at(7, 25, "notice changed-label: …and lacks 行政")}},
		{label("requests.column.total", "合计"), []string{at(7, 27, "notice changed-label: 合计 is 总计 in the form")}},
		{label("requests.partial", "（二）部分公开"), []string{at(7, 22, "notice changed-label: …")}},
		{label("requests.corner", "项目"), []string{at(7, 21, "notice note-missing: 项目 lacks （本列数据的勾稽关系")}},
		{label("proactive.fees.column", "本年收费金额"), []string{at(7, 27, "notice note-missing: 本年收费金额 lacks 单位：万元")}},
		{label("requests.corner", "本列数据的勾稽关系：第一项+第二项=第三项+第四项"), nil},
		{label("proactive.fees.column", "本年收费金额（单位：万元，保留4位小数）"), nil},
		{label("requests.granted", "(一) 予以公开", "requests.denied.three_safety", "3、危及\"三安全一稳定\"", "requests.partial", "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"), nil},
	} {
		want(t, found(t, c.text, labels), c.want...)
	}
}

func TestMixedForms(t *testing.T) {
	for _, c := range []struct {
		change []string
		want   []string
	}{
		{[]string{"（二）依", "(二) 依", "（五）监", "(五)监"}, []string{at(55, 1, "notice mixed-forms: half-width brackets in (二), 2 places in all")}},
		{[]string{"（二）依", "（二)依"}, []string{at(55, 1, "notice mixed-forms: half-width brackets in （二)")}},
		{[]string{"2022年，示例", "２０２２年，示例"}, []string{at(51, 1, "notice mixed-forms: full-width digits in ２０２２")}},
		{[]string{"修复失效链接", "并且,修复失效链接"}, []string{at(57, 58, "notice mixed-forms: half-width , in Chinese text")}},
		{[]string{"主要问题有：", "主要问题有:"}, []string{at(71, 17, "notice mixed-forms: half-width : in")}},
		{[]string{"## 六、", "## 六，"}, []string{at(75, 4, "notice mixed-forms: the number 六， has another mark")}},
		{[]string{"对照条例", "1.对照\n\n2、对照\n\n3.对照\n\n对照条例"}, []string{at(73, 1, "notice mixed-forms: the number 2、 has another mark")}},
		{[]string{"[proactive]", "[labels]\n\"requests.partial\" = \"(二) 部分公开(区分处理的,只计这一情形,不计其他情形)\"\n\"requests.other.other\" = \"3、其他\"\n[proactive]", "（五）监", "(五)监"}, []string{
			at(7, 22, "notice mixed-forms: half-width brackets in (二), 3 places"), at(7, 22, "notice mixed-forms: half-width , in Chinese text, 2 places in all"), at(8, 26, "notice mixed-forms: the number 3、")}},
		{[]string{"修复失效链接", "（详见www.example.gov.cn/a(b),c:d），12:30修复1,234个，PDF(OFD)链接"}, nil},
	} {
		want(t, found(t, reportText(c.change...), mixedForms), c.want...)
	}
}

func TestOverview(t *testing.T) {
	section := func(text string) string {
		whole := reportText()
		from, to := strings.Index(whole, "## 一、总体情况\n")+len("## 一、总体情况\n"), strings.Index(whole, "## 二、")
		return whole[:from] + "\n" + text + "\n\n" + whole[to:]
	}
	general := strings.Repeat("我局主动公开各类政府信息，维护门户网站，清理目录。", 9)
	for _, c := range []struct {
		text string
		want []string
	}{
		{section(""), []string{at(49, 4, "warning overview-length: 总体情况 has 0 characters")}},
		{section("2022年，我局认真贯彻条例。"), []string{at(49, 4, "warning overview-length: 总体情况 has 15 characters, less than 200")}},
		{section(strings.Repeat("主动公开；依申请公开；信息管理；网站；监督保障3次。", 50)), []string{at(49, 4, "notice overview-length: …more than 1000")}},
		{section(general), []string{at(49, 4, "warning overview-numbers: 总体情况 has no number"), at(49, 4, "warning overview-topics: 总体情况 does not treat: applications, supervision")}},
		{section(general + "全年按照主动公开、依申请公开、不予公开的分类要求办理，接受监督，2022年5月3日、〔2022〕30号、第3次，条例第五十条、二次利用、一次性告知。"), []string{at(49, 4, "warning overview-numbers…"), at(49, 4, "warning overview-topics: …: applications |")}},
		{section(general + "2021—2022年收到的申请均已答复，考核合格，培训两次。依申请公开规范。"), nil},
		{section(general + "未收到公开申请，接受监督，培训１２人次。"), nil},
		{section(general + "现将2022年政府信息公开工作情况报告如下：\n\n受理申请5件，接受监督。"), []string{at(51, 226, "notice preamble: the announcement 现将2022年政府信息公开工作情况报告如下")}},
		{section(general + "现将台账报送上级，主要做法如下：\n\n受理申请5件，接受监督。"), nil},
		{reportText("（二）依申请公开。", "## （二）依申请公开\n\n"), nil},
	} {
		want(t, found(t, c.text, overview), c.want...)
	}
	government := strings.ReplaceAll(reportText("年度工作考核", "常规工作", "社会评议", "会议"), "示例市商务局", "示例市人民政府")
	want(t, check(t, map[string]string{"qzf/2022": government}, "government-topics"), "content/reports/qzf/2022.md:49:4 warning government-topics: the report of a government does not tell: assessment, public evaluation")
	want(t, check(t, map[string]string{"swj/2022": government}, "government-topics"))
}

func TestProblems(t *testing.T) {
	section := func(text string) string {
		whole := reportText()
		from, to := strings.Index(whole, "改进情况\n")+len("改进情况\n"), strings.Index(whole, "## 六、")
		return whole[:from] + "\n" + text + "\n\n" + whole[to:]
	}
	const (
		told = "规范性文件解读8篇中有2篇只是摘录。一是主动公开的意识有待进一步加强，重点领域的内容不够丰富；二是政策解读的针对性不强，形式单一；三是业务人员的能力仍需改进和提升。"
		done = "一是加强业务培训，提高人员的能力；二是丰富解读的形式，多用图解和短视频；三是定期检查栏目更新情况，做到及时、准确、全面。"
	)
	for _, c := range []struct {
		text string
		want []string
	}{
		{section(""), []string{at(69, 4, "warning problems-empty: 存在的主要问题及改进情况 has no content")}},
		{section("无"), []string{at(69, 4, "warning problems-empty: …has 1 characters")}},
		{section(told), []string{at(69, 4, "warning problems-measures: …tells problems, but no measures")}},
		{section(done), []string{at(69, 4, "warning problems-measures: …tells measures, but no problems")}},
		{section("### （一）存在的问题\n\n" + told + "\n\n### （二）改进措施"), []string{at(69, 4, "warning problems-measures: …but no measures")}},
		{section("（一）主要问题\n\n" + told + "\n\n（二）改进措施\n\n" + done), nil},
		{section(told + "\n\n" + done), nil},
		{section(told + "下一步，我局将逐项落实。"), nil},
		{section("### （一）存在的问题\n\n公开的时效性和标准化程度与群众期待相距尚远，队伍也在变动之中。\n\n### （二）改进措施\n\n" + done), nil},
	} {
		want(t, found(t, c.text, problems), c.want...)
	}
}

func TestTitles(t *testing.T) {
	title := func(s string) string {
		return reportText("示例市商务局2022年政府信息公开工作年度报告", s)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{title("2022年政府信息公开工作年度报告"), []string{at(2, 9, "warning title-form: the title 2022年政府信息公开工作年度报告 lacks the body's name")}},
		{title("示例市商务局政府信息公开工作年度报告"), []string{at(2, 9, "warning title-form: …lacks the year")}},
		{title("示例市商务局2022年政府信息公开工作报告"), []string{at(2, 9, "warning title-form: …lacks 年度报告")}},
		{title("示例市卫生健康委员会2022年政府信息公开工作年度报告"), []string{at(2, 9, "warning title-form: the title has 示例市卫生健康委员会, which does not fit")}},
		{title("示例市民政局2022年政府信息公开工作年度报告"), []string{at(2, 9, "warning foreign-name: this names 示例市民政局; the report is that of 示例市商务局")}},
		{title("市商务局2022年度政府信息公开年报"), nil},
		{title("2022年示例市商务局政府信息公开工作年度报告"), nil},
		{title("示例市商务局 二〇二二年度政府信息公开工作年度报告"), nil},
		{title("示例市商务局关于2022年度政府信息公开工作情况的报告"), nil},
		{title("示例市商务局2022年度政务公开工作报告"), nil},
		{title("示例市商务局2022年度报告"), []string{at(2, 9, "warning title-form: …lacks 政府信息公开")}},
		{reportText("2022年，示例市商务局认真贯彻", "2022年，示例市民政局认真贯彻"), []string{at(51, 7, "warning foreign-name: this names 示例市民政局")}},
		{reportText("稳步推进政府信息公开。", "稳步推进。现将示例市民政局2022年工作报告如下。"), []string{at(51, 57, "warning foreign-name: this names 示例市民政局")}},
		{reportText("稳步推进政府信息公开。", "稳步推进。现将示例县水利局2022年工作报告如下。"), []string{at(51, 57, "warning foreign-name: this names 示例县水利局")}},
		{reportText("稳步推进政府信息公开。", "稳步推进。现将市商务局2022年工作报告如下。本报告由示例市商务局办公室编制。"), nil},
		{reportText("稳步推进政府信息公开。", "稳步推进，示例市民政局积极配合。"), nil},
		{reportText("2022年，示例市商务局认真贯彻", "2022年，我局按照示例市人民政府部署，认真贯彻"), nil},
	} {
		want(t, found(t, c.text, titles), c.want...)
	}
}

func TestOutliers(t *testing.T) {
	year := func(y string, replacements ...string) string {
		return reportText(append([]string{"2022年政府", y + "年政府"}, replacements...)...)
	}
	archive := func(before, now, after []string) map[string]string {
		reports := map[string]string{"swj/2022": year("2022", now...)}
		if before != nil {
			reports["swj/2021"] = year("2021", before...)
		}
		if after != nil {
			reports["swj/2023"] = year("2023", after...)
		}
		return reports
	}
	fee := func(amount string) []string { return []string{"fees = 0.0000", "fees = " + amount} }
	penalty := func(n string) []string { return []string{"penalty = 7", "penalty = " + n} }
	for _, c := range []struct {
		reports map[string]string
		rules   string
		want    []string
	}{
		{archive(fee("31.6441"), fee("316441"), nil), "fees-unit", []string{at(12, 8, "warning fees-unit: proactive.fees is 316441 万元, that of 2021 31.6441: it seems to be in 元 | if it is in 元, it is 31.6441 万元")}},
		{archive(fee("0.5"), fee("5100"), fee("0.6")), "fees-unit", []string{at(12, 8, "warning fees-unit…")}},
		{archive(nil, fee("5000"), fee("0.6")), "fees-unit", []string{at(12, 8, "warning fees-unit: …that of 2023 0.6")}},
		{archive(fee("3"), fee("400"), fee("380")), "fees-unit", nil},
		{archive(fee("3"), fee("250.5"), nil), "fees-unit", nil},
		{archive(fee("0"), fee("250"), nil), "fees-unit", nil},
		{archive(fee("0.0005"), fee("0.1"), nil), "fees-unit", nil},
		{archive(penalty("96"), penalty("9600"), nil), "count-outlier", []string{at(10, 11, "warning count-outlier: proactive.penalty is 9600, and 96 the year before")}},
		{archive(penalty("96"), penalty("9600"), penalty("98")), "count-outlier", []string{at(10, 11, "warning count-outlier…")}},
		{archive(penalty("9600"), penalty("96"), nil), "count-outlier", []string{at(10, 11, "warning count-outlier…")}},
		{archive(penalty("96"), penalty("9600"), penalty("8000")), "count-outlier", nil},
		{archive(penalty("96"), penalty("900"), nil), "count-outlier", nil},
		{archive(penalty("5"), penalty("100"), nil), "count-outlier", nil},
	} {
		var got []Finding
		for _, f := range check(t, c.reports, c.rules) {
			if f.Year == 2022 {
				got = append(got, f)
			}
		}
		want(t, got, c.want...)
	}
	same := check(t, archive([]string{"received = [8, 1, 0, 0, 0, 0, 9]", "received = [9, 1, 0, 0, 0, 0, 10]"}, nil, nil), "table-unchanged")
	want(t, same, at(8, 22, "notice table-unchanged: proactive: every number is that of 2021"))
	same = check(t, archive([]string{"licensing = 120", "licensing = 121"}, nil, nil), "table-unchanged")
	want(t, same, at(14, 13, "notice table-unchanged: requests: every number is that of 2021")) // of table four only four small numbers agree
	small := []string{"licensing = 120", "licensing = 12"}
	same = check(t, archive(append(small, "partial = [1,", "partial = [0,"), small, nil), "table-unchanged")
	want(t, same)
	// Many cells: the gravest, then a summary.
	many := strings.NewReplacer("[8, 1, 0, 0, 0, 0, 9]", "[8000, 1000, 0, 0, 0, 0, 9000]", "[5, 1, 0, 0, 0, 0, 6]", "[5000, 1000, 0, 0, 0, 0, 6000]").Replace(year("2022"))
	got := check(t, map[string]string{"swj/2021": year("2021"), "swj/2022": many}, "count-outlier")
	if len(got) != 6 || len(got[0].Cells)+len(got[1].Cells)+len(got[2].Cells)+len(got[3].Cells)+len(got[4].Cells)+len(got[5].Cells) != 9 {
		t.Errorf("many outliers:\n%s", show(got))
	}
}

// BenchmarkForm checks a report of some 3,000 characters in which nothing is to
// be found, with each unit.
func BenchmarkForm(b *testing.B) {
	text := reportText("2023年，将从", strings.Repeat("全年按照法定职责公开规划、财政预算决算、行政许可和行政处罚、重大建设项目、社会救助、教育、食品药品安全等重点领域的信息，由业务机构提出、办公室复核以后发布，做到内容准确、形式规范、更新及时，方便群众查找和使用。\n\n", 22)+"2023年，将从")
	reports := map[string]string{"swj/2021": strings.Replace(text, "2022年政府", "2021年政府", 1), "swj/2022": text}
	a, files := read(b, reports)
	w := newWhole(a, Options{Files: files, Dir: "content", AsOf: date.Date{Year: 2023}, Jobs: 1})
	for _, u := range formUnits() {
		b.Run(u.Rules[0].Name, func(b *testing.B) {
			s, err := w.open(a.Reports[1])
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				s.found = nil
				if u.Tables != nil {
					u.Tables(s)
				}
				if u.Text != nil {
					u.Text(s)
				}
			}
			b.ReportMetric(float64(len(s.found)), "findings")
		})
	}
	b.Run("sections", func(b *testing.B) {
		s, err := w.open(a.Reports[1])
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			sections(s.Prose, s.Format)
		}
	})
}
