package check

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/date"
	"gongkai/generator/diag"
)

func TestReadWords(t *testing.T) {
	list, problems := ReadWords("content/words/own.toml", []byte("[[word]]\nwrong = \"登陆网站\"\nright = \"登录网站\"\n[[word]]\nwrong = \"甲\"\nseverity = \"error\"\nexcept = [\"甲方\"]\nnote = \"乙\"\n"))
	if len(problems) > 0 || len(list.Words) != 2 || list.Words[0].Severity != Warning || list.Words[1].Severity != Error {
		t.Errorf("%+v %v", list, problems.Print(diag.English))
	}
	_, problems = ReadWords("w.toml", []byte("[[word]]\nwrogn = \"甲\"\n[[word]]\nwrong = \" \"\nseverity = \"fatal\"\n[[word]]\nwrong = \"甲\"\n[[word]]\nwrong = \"甲\"\nnote = 3\n"))
	var rules []string
	for _, p := range problems {
		rules = append(rules, fmt.Sprintf("%d %s", p.Pos.Line, p.Rule))
	}
	if got := strings.Join(rules, ", "); got != "1 missing-key, 2 unknown-key, 4 empty-value, 5 bad-value, 9 duplicate-word, 10 wrong-type" {
		t.Errorf("problems: %s\n%s", got, problems.Print(diag.English))
	}
}

func TestWordLists(t *testing.T) {
	list, _ := ReadWords("w.toml", []byte("[[word]]\nwrong = \"登陆\"\nright = \"登录\"\nexcept = [\"登陆作战\", \"台风登陆\"]\n[[word]]\nwrong = \"商务局\"\nseverity = \"notice\"\n"))
	a, files := read(t, map[string]string{"swj/2022": inSection("二", "台风登陆期间，群众可以登陆网站，登陆后查询；了解登陆作战。")})
	findings, err := Run(context.Background(), a, Options{Files: files, Dir: "content", AsOf: date.Date{Year: 2023, Month: 3, Day: 1}, Jobs: 1, Words: []WordList{list}})
	if err != nil {
		t.Fatal(err)
	}
	var got []Finding
	for _, f := range findings {
		if f.Rule == "word-list" {
			got = append(got, f)
		}
	}
	if len(got) < 2 || got[0].Severity != Notice || got[0].Pos.Line != 2 {
		t.Fatalf("in the title:\n%s", show(got))
	}
	last := got[len(got)-1]
	for _, f := range got {
		if f.Severity == Warning {
			last = f
		}
	}
	if last.Pos.Col != 12 || last.Width != 2 || last.Hint.Zh != "应写“登录”" {
		t.Errorf("got %+v", last)
	}
}

// numbered declares schemes over the settings of other tests.
func numbered(t *testing.T, schemes string, reports map[string]string, rules ...string) string {
	t.Helper()
	before := settingsText
	settingsForTest = strings.Replace(before, "id = \"swj\"", "id = \"swj\"\ncode = \"SWJ\"", 1) + schemes
	defer func() { settingsForTest = before }()
	var got []string
	for _, f := range check(t, reports, rules...) {
		got = append(got, f.Rule+" "+f.Message.En)
	}
	return strings.Join(got, "; ")
}

func TestIndexNumbers(t *testing.T) {
	rules := []string{"index-number-scheme", "index-number-check", "index-number-year", "index-number-serial", "index-number-ambiguous"}
	report := func(number string) string {
		return reportText("catalogue = \"nb\"", "catalogue = \"nb\"\nindex_number = \""+number+"\"")
	}
	scheme := "[index_number]\npattern = \"{agency.code}/{published.year}-{serial:5}\"\n"
	for _, tt := range []struct{ scheme, number, want string }{
		{scheme, "SWJ/2023-00001", ""},
		{scheme, "SWJ/2022-00001", "index-number-year index number SWJ/2022-00001 has 2022"},
		{scheme, "SWJ/2023-001", "index-number-scheme index number SWJ/2023-001: "},
		{"", "anything", ""},
		{"[index_number]\npattern = \"{agency.code:orgcode}/{published.year}-{serial:5}\"\n", "000014349/2023-00013", ""},
		{"[index_number]\npattern = \"{agency.code:orgcode}/{published.year}-{serial:5}\"\n", "000014340/2023-00013", "index-number-check index number 000014340/2023-00013: "},
	} {
		if got := numbered(t, tt.scheme, map[string]string{"swj/2022": report(tt.number)}, rules...); !strings.HasPrefix(got, tt.want) || (got == "") != (tt.want == "") {
			t.Errorf("%s under %s: %s; want %s", tt.number, tt.scheme, got, tt.want)
		}
	}
	later := strings.Replace(strings.Replace(report("SWJ/2023-00003"), "商务局2022", "民政局2022", 1), "published = 2023-01-12", "published = 2023-01-20", 1)
	got := numbered(t, "[index_number]\npattern = \"{agency.code}/{published.year}-{serial:5}\"\n", map[string]string{"swj/2022": report("SWJ/2023-00009"), "mzj/2022": later}, rules...)
	if got != "index-number-serial the serial 3 is less than that of SWJ/2023-00009, published before it on 2023-01-12" {
		t.Errorf("serials: %s", got)
	}
}

const prose = `区商务局着力推进公开平台的建设，及时更新主动公开的目录，凡与群众生产生活有关的事项都在办结后一周内上网。办公室设专人受理申请，登记、会商、答复各有时限，由分管领导每月调度一次。
我们梳理了历年制发的文件，对失效的作出标注，对继续执行的重新排版公布，并配上通俗的问答。来访群众可以在服务大厅的查询机上检索，也可以请工作人员代为打印。
对外公开的内容由起草人自查、科室负责人复核、办公室登记，涉及个人信息的先作遮盖再发布，每季度抽查一次，发现错漏当日更正，并在内部通报。
`

func TestCopied(t *testing.T) {
	section := func(year, agency, text string) string {
		body := reportText("示例市商务局2022年政府", agency+year+"年政府", "issued = 2023-01-10\npublished = 2023-01-12\n", "")
		at, end := strings.Index(body, "## 一"), strings.Index(body, "## 二")
		return body[:at] + "## 一、总体情况\n\n" + strings.ReplaceAll(text, "\n", "\n\n") + "\n" + body[end:]
	}
	own := strings.ReplaceAll(prose, "区商务局", "示例市商务局")
	got := check(t, map[string]string{"swj/2021": section("2021", "示例市商务局", own), "swj/2022": section("2022", "示例市商务局", strings.Replace(own, "每月调度一次", "每两个月调度一次", 1))}, "copied-from-last-year")
	if len(got) != 2 {
		t.Fatalf("%d findings: %s", len(got), show(got)) // sections one and five
	}
	if !strings.Contains(got[0].Message.Zh, "2021年度") || got[0].Year != 2022 || !strings.Contains(got[0].Hint.Zh, "相同的句子") {
		t.Errorf("got %+v", got[0])
	}
	// Another agency's text with the name replaced.
	other := strings.ReplaceAll(prose, "区商务局", "示例市民政局")
	got = check(t, map[string]string{"swj/2022": section("2022", "示例市商务局", own), "mzj/2022": section("2022", "示例市民政局", other)}, "copied-from-agency")
	if len(got) == 0 || got[0].Rule != "copied-from-agency" {
		t.Errorf("another agency's text is not found: %s", show(got))
	}
	different := "2022年，市民政局把公开工作同养老、救助、殡葬改革等业务放在一起安排，先后修订了三项制度，开展两次培训。\n收到的申请由法规科统一登记，疑难的请律师出具意见，全部在期限内作出答复，没有发生纠纷，群众来电咨询均当场说明。\n"
	if got = check(t, map[string]string{"swj/2022": section("2022", "示例市商务局", own), "mzj/2022": section("2022", "示例市民政局", different)}, "copied-from-agency"); len(got) > 1 {
		t.Errorf("different texts: %s", show(got))
	}
	for _, f := range got {
		if strings.Contains(f.Message.En, "section 1") {
			t.Errorf("different texts: %s", f.Message.En)
		}
	}
}

func TestTemplateRemains(t *testing.T) {
	for _, tt := range []struct{ paragraph, want string }{
		{"全年公开政府信息××条。", "××"},
		{"XX局高度重视。", "XX"},
		{"（此处填写工作情况）", "此处填"},
		{"培训情况待补充。", "待补充"},
		{"办结率为NaN%，数量undefined。", "NaN"},
		{"空格&amp;nbsp;没有换掉。", "&nbsp;"},
		{"张××、138××××1234、×月×日", ""},
		{"申请人张某某（138××××1234）。", ""},
		{"采用XXL号和MaxxAir设备。", ""},
		{"nullified、annulled", ""},
	} {
		var got []string
		for _, f := range check(t, map[string]string{"swj/2022": inSection("二", tt.paragraph)}, "template-remains") {
			got = append(got, f.Message.Zh)
		}
		if tt.want == "" && len(got) > 0 || tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], "“"+tt.want)) {
			t.Errorf("%s: %v; want %s", tt.paragraph, got, tt.want)
		}
	}
	if found := check(t, map[string]string{"swj/2022": reportText("catalogue = \"nb\"", "catalogue = \"nb\"\nindex_number = \"null02D/01A/D3C20190807\"")}, "template-remains"); len(found) != 1 || found[0].Pos.Line != 4 {
		t.Errorf("in the index number: %s", show(found))
	}
}

func TestRepeatedAndGeneric(t *testing.T) {
	sentence := "进一步提高信息公开人员的业务水平和服务意识，推动工作落实。"
	found := check(t, map[string]string{"swj/2022": strings.Replace(inSection("五", sentence), "## 二、", sentence+"\n\n## 二、", 1)}, "repeated-passage")
	if len(found) != 1 || found[0].Severity != Notice {
		t.Errorf("repeated: %s", show(found))
	}
	text := reportText()
	at, end := strings.Index(text, "## 一"), strings.Index(text, "## 二")
	generic := text[:at] + "## 一、总体情况\n\n各级政府部门认真贯彻条例，多数部门能在规定时限内公开信息，部分地区还运用大数据、人工智能等技术。\n\n" + text[end:]
	if found := check(t, map[string]string{"swj/2022": generic}, "generic-text"); len(found) != 1 {
		t.Errorf("generic: %s", show(found))
	}
}

func BenchmarkDigest(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": inSection("一", strings.Repeat(prose, 8))})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if d := digest(s); len(d.overview) == 0 {
			b.Fatal("no sketch")
		}
	}
}
