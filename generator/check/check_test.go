package check

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/archive"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// settingsForTest is what read takes for archive.toml.
var settingsForTest = settingsText

// settingsText declares three agencies, one of which sums the others up.
const settingsText = `
[site]
title = "示例年报库"
[[agency]]
id = "swj"
name = "示例市商务局"
short = "市商务局"
kind = "部门"
[[agency]]
id = "mzj"
name = "示例市民政局"
kind = "部门"
[[agency]]
id = "qzf"
name = "示例市人民政府"
kind = "政府"
aggregates = ["swj", "mzj"]
[[catalogue]]
id = "nb"
name = "年报"
`

// tables are statutory tables in which everything ties.
const tables = `[proactive]
rules = { made = 0, repealed = 0, valid = 0 }
normative = { made = 2, repealed = 1, valid = 9 }
licensing = 120
penalty = 7
coercion = 0
fees = 0.0000
[requests]
received = [8, 1, 0, 0, 0, 0, 9]
carried_in = [1, 0, 0, 0, 0, 0, 1]
granted = [5, 1, 0, 0, 0, 0, 6]
partial = [1, 0, 0, 0, 0, 0, 1]
result_total = [8, 1, 0, 0, 0, 0, 9]
carried_out = [1, 0, 0, 0, 0, 0, 1]
[requests.denied]
state_secret = [0, 0, 0, 0, 0, 0, 0]
law_forbidden = [0, 0, 0, 0, 0, 0, 0]
three_safety = [0, 0, 0, 0, 0, 0, 0]
third_party = [1, 0, 0, 0, 0, 0, 1]
internal_affairs = [0, 0, 0, 0, 0, 0, 0]
process_info = [0, 0, 0, 0, 0, 0, 0]
enforcement_file = [0, 0, 0, 0, 0, 0, 0]
admin_query = [0, 0, 0, 0, 0, 0, 0]
[requests.unable]
not_held = [1, 0, 0, 0, 0, 0, 1]
must_create = [0, 0, 0, 0, 0, 0, 0]
unclear_after_correction = [0, 0, 0, 0, 0, 0, 0]
[requests.refused]
petition = [0, 0, 0, 0, 0, 0, 0]
repeated = [0, 0, 0, 0, 0, 0, 0]
publication = [0, 0, 0, 0, 0, 0, 0]
mass_repeated = [0, 0, 0, 0, 0, 0, 0]
confirm_or_reissue = [0, 0, 0, 0, 0, 0, 0]
[requests.other]
no_correction = [0, 0, 0, 0, 0, 0, 0]
unpaid = [0, 0, 0, 0, 0, 0, 0]
other = [0, 0, 0, 0, 0, 0, 0]
[disputes]
reconsideration = [1, 0, 0, 0, 1]
litigation_direct = [0, 0, 0, 0, 0]
litigation_after = [0, 1, 0, 0, 1]
`

// body is a text in which no rule finds anything; its numbers are those of tables.
const body = `
## 一、总体情况

2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》，按照市政府关于政务公开的部署，稳步推进政府信息公开。

（一）主动公开。全年通过市政府门户网站公开政府信息86条，政务新媒体发布52条。制发行政规范性文件2件，废止1件，现行有效9件，文本与解读同步上网。作出行政许可决定120件、行政处罚决定7件，均在法定期限内公示。

（二）依申请公开。本年新收政府信息公开申请9件，上年结转1件，办结9件，结转下年度1件。办结的申请中，予以公开6件，部分公开1件，不予公开1件，无法提供1件。因政府信息公开被申请行政复议1件，结果维持；复议后被提起行政诉讼1件，结果纠正。

（三）政府信息管理。落实先审后发，拟稿人自查、办公室复核、负责人签发，审核记录随信息保存。全年更正错字12处，修复失效链接5个。

（四）政府信息公开平台建设。网站专栏按指南、制度、法定主动公开内容、年报四部分设置，可以按年份和关键词检索。政务服务大厅设查阅点1个，配备电脑和打印设备，接待查阅38人次。

（五）监督保障。召开专题会议2次，举办培训班1期，36人参加。公开工作列入年度工作考核，由人大代表和企业代表参加的社会评议满意率为96%，没有发生需要责任追究的情形。

## 二、主动公开政府信息情况

## 三、收到和处理政府信息公开申请情况

## 四、政府信息公开行政复议、行政诉讼情况

## 五、存在的主要问题及改进情况

对照条例和群众的期待，主要问题有：一是答复书说理不充分，行政诉讼有1件被纠正；二是政策解读以文字为主，形式单一。

2023年，将从两个方面改进：一是不予公开的答复一律先经法律顾问审核，写明事实和依据；二是每季度制作一批图解和短视频，方便企业办事人员阅读。

## 六、其他需要报告的事项

2022年，没有发出政府信息公开信息处理费收费通知，收费通知0件，总金额0元，实际收取0元。没有其他需要报告的事项。
`

// reportText is a report of the given year, after replacements: pairs of what
// stands in it and what shall.
func reportText(replacements ...string) string {
	text := "+++\ntitle = \"示例市商务局2022年政府信息公开工作年度报告\"\ncatalogue = \"nb\"\nissued = 2023-01-10\npublished = 2023-01-12\n" + tables + "+++\n" + body
	for i := 0; i < len(replacements); i += 2 {
		if !strings.Contains(text, replacements[i]) {
			panic("the report has no " + replacements[i])
		}
		text = strings.Replace(text, replacements[i], replacements[i+1], 1)
	}
	return text
}

// shortReport is a report whose sections hold next to nothing, for rules that
// count what a text has.
func shortReport(replacements ...string) string {
	const short = `
## 一、总体情况

2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》。

## 二、主动公开政府信息情况

## 三、收到和处理政府信息公开申请情况

## 四、政府信息公开行政复议、行政诉讼情况

## 五、存在的主要问题及改进情况

## 六、其他需要报告的事项
`
	return reportText(append([]string{body, short}, replacements...)...)
}

// read makes an archive of files; those of reports are named swj/2022.
func read(t testing.TB, reports map[string]string) (*archive.Archive, fs.FS) {
	t.Helper()
	return readWith(t, settingsForTest, reports)
}

// readWith is read with other agencies.
func readWith(t testing.TB, settingsText string, reports map[string]string) (*archive.Archive, fs.FS) {
	t.Helper()
	files := fstest.MapFS{"archive.toml": {Data: []byte(settingsText)}}
	for name, text := range reports {
		files["reports/"+name+".md"] = &fstest.MapFile{Data: []byte(text)}
	}
	listing, problems, err := source.Load(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	s, more := settings.Read("content/archive.toml", files["archive.toml"].Data)
	problems = append(problems, more...)
	reader := schema.New(s, format.Builtin())
	var all []*report.Report
	for _, f := range listing.Reports {
		r, more := reader.Report(f, files[f.Path].Data)
		problems = append(problems, more...)
		all = append(all, r)
	}
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	a, more := archive.New(s, all, nil)
	if len(more) > 0 {
		t.Fatal(more.Print(diag.English))
	}
	return a, files
}

// check gives what the rules find, or only some of them.
func check(t testing.TB, reports map[string]string, rules ...string) []Finding {
	t.Helper()
	a, files := read(t, reports)
	o := Options{Files: files, Dir: "content", AsOf: date.Date{Year: 2023, Month: 3, Day: 1}, Jobs: 2}
	findings, err := Run(context.Background(), a, o)
	if err != nil {
		t.Fatal(err)
	}
	sameAlone(t, a, o, findings)
	var kept []Finding
	for _, f := range findings {
		if len(rules) == 0 || strings.Contains(" "+strings.Join(rules, " ")+" ", " "+f.Rule+" ") {
			kept = append(kept, f)
		}
	}
	return kept
}

// show writes findings for a comparison.
func show(findings []Finding) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteString(f.Pos.String() + " " + string(f.Severity) + " " + f.Rule + ": " + f.Message.En)
		if f.Hint.En != "" {
			b.WriteString(" | " + f.Hint.En)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// want compares findings with lines, of each of which a finding must have the
// beginning and the parts between "…".
func want(t *testing.T, findings []Finding, lines ...string) {
	t.Helper()
	got := strings.Split(strings.TrimSpace(show(findings)), "\n")
	if len(findings) == 0 {
		got = nil
	}
	for i := range max(len(got), len(lines)) {
		g, w := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(lines) {
			w = lines[i]
		}
		rest := g
		fits := (g == "") == (w == "")
		for part := range strings.SplitSeq(w, "…") {
			at := strings.Index(rest, part)
			if at < 0 {
				fits = false
				break
			}
			rest = rest[at+len(part):]
		}
		if !fits {
			t.Errorf("finding %d\n got %s\nwant %s", i+1, g, w)
		}
	}
}

func TestEveryRuleIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules(format.Builtin().All()) {
		if seen[r.Name] {
			t.Errorf("%s twice", r.Name)
		}
		seen[r.Name] = true
		for part, text := range map[string]diag.Text{"title": r.Title, "about": r.About, "basis": r.Basis} {
			if text.Zh == "" || text.En == "" {
				t.Errorf("%s: no %s", r.Name, part)
			}
		}
		if r.Severity.rank() < 0 {
			t.Errorf("%s: severity %q", r.Name, r.Severity)
		}
		known := false
		for _, g := range Groups() {
			known = known || g.Group == r.Group
		}
		if !known {
			t.Errorf("%s: group %q", r.Name, r.Group)
		}
	}
	for _, name := range []string{"requests-balance", "requests-result-sum", "requests-row-sum", "disputes-sum", "requests-carry-over", "proactive-valid", "rollup-sum", "cell-type"} {
		if !seen[name] {
			t.Errorf("%s is gone; its name is fixed", name)
		}
	}
}
