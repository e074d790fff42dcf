package schema

import (
	"os"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

const archive = `
[site]
title = "示例"
[[agency]]
id = "swj"
name = "示例市商务局"
[[catalogue]]
id = "nb"
name = "年报"
`

func newReader(t testing.TB) *Reader {
	s, problems := settings.Read("content/archive.toml", []byte(archive))
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	return New(s, format.Builtin())
}

func file(year int) source.Report {
	return source.Report{File: source.File{Path: "reports/swj/2022.md", Place: "content/reports/swj/2022.md"}, Agency: "swj", Year: year}
}

func read(t testing.TB, front string) (*report.Report, string) {
	r, problems := newReader(t).Report(file(2022), []byte("+++\n"+front+"\n+++\n## 一、总体情况\n"))
	return r, problems.Print(diag.English)
}

// The real report that the archive starts with: its blanks stay blanks and its
// labels are those that were published.
func TestSample(t *testing.T) {
	text, err := os.ReadFile("../../content/reports/swj/2022.md")
	if err != nil {
		t.Fatal(err)
	}
	r, problems := newReader(t).Report(file(2022), text)
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	for name, want := range map[string]report.Cell{
		"requests.received.total":             {Text: "0", Kind: report.Number},
		"requests.result_total.total":         {},
		"requests.denied.state_secret.other":  {Text: "0", Kind: report.Number},
		"disputes.litigation_after.total":     {},
		"proactive.fees":                      {Text: "0", Kind: report.Number},
		"disputes.reconsideration.total":      {Text: "0", Kind: report.Number},
		"requests.unable.must_create.total":   {},
		"requests.other.unpaid.natural":       {Text: "0", Kind: report.Number},
		"proactive.normative.valid":           {Text: "0", Kind: report.Number},
		"requests.refused.petition.legal":     {Text: "0", Kind: report.Number},
		"requests.carried_out.total":          {},
		"disputes.litigation_direct.upheld":   {Text: "0", Kind: report.Number},
		"requests.denied.law_forbidden.total": {},
	} {
		if got, ok := r.Cell(name); !ok || got != want {
			t.Errorf("%s is %+v; want %+v", name, got, want)
		}
	}
	if got := r.Labels["requests.denied.law_forbidden"]; got != "2.其他法律法规禁止公开" {
		t.Errorf("the label as published is %q", got)
	}
	if r.Validity != "有效" || r.IndexNumber != "SWJ/2022-00001" || len(r.Tables) != 3 || r.Body.Start == 0 {
		t.Errorf("read %+v", r)
	}
}

// Blank, mark and 0 are three things, and numbers keep their digits.
func TestCells(t *testing.T) {
	r, problems := read(t, `title = "年报"
[proactive]
rules = { made = 0, repealed = "", valid = "/" }
normative = { made = -1, repealed = +3, valid = 12345678901 }
licensing = "  "
penalty = "—"
coercion = 0.50
fees = 316441.000000000000000000000000`)
	if problems != "" {
		t.Fatal(problems)
	}
	for name, want := range map[string]report.Cell{
		"rules.made": {Text: "0", Kind: report.Number}, "rules.repealed": {}, "rules.valid": {Text: "/", Kind: report.Mark},
		"normative.made": {Text: "-1", Kind: report.Number}, "normative.repealed": {Text: "+3", Kind: report.Number},
		"normative.valid": {Text: "12345678901", Kind: report.Number}, "licensing": {},
		"penalty": {Text: "—", Kind: report.Mark}, "coercion": {Text: "0.50", Kind: report.Number},
		"fees": {Text: "316441.000000000000000000000000", Kind: report.Number},
	} {
		if got, _ := r.Cell("proactive." + name); got != want {
			t.Errorf("%s is %+v; want %+v", name, got, want)
		}
	}
}

func TestEveryKey(t *testing.T) {
	r, problems := read(t, `title = "年报"
agency = "swj"
year = 2022
format = "free"
index_number = " A/2022-1 "
former_index_numbers = ["a", "b"]
document_number = "示商〔2023〕1号"
catalogue = "nb"
issued = 2023-01-12
published = 2023-01-13
validity = "已废止"
keywords = ["政务公开"]
summary = """
两行
概述"""
source = "https://example.gov.cn/x?y=1"
draft = true
[labels]
"statistics.proactive.items" = "主动公开数"
[[waiver]]
rule = "requests-balance"
cells = ["statistics.requests.received", "statistics.requests"]
reason = "机构合并"
by = "办公室"
date = 2023-02-01
until = 2024-01-01
[[correction]]
date = 2023-03-01
reason = "笔误"
sections = ["一、总体情况"]
[[table]]
id = "channels"
caption = "渠道"
columns = ["渠道", "条数"]
rows = [["网站", 326], ["其他", ""]]`)
	if problems != "" {
		t.Fatal(problems)
	}
	if r.Format.ID != "free" || !r.Draft || r.IndexNumber != "A/2022-1" || r.IndexNumberPos.Line != 6 || r.Issued.String() != "2023-01-12" ||
		len(r.FormerPos) != 2 || r.Waivers[0].Until.Year != 2024 || r.Corrections[0].Sections[0] != "一、总体情况" ||
		r.Free[0].Rows[1][1].Kind != report.Blank || r.Free[0].Rows[0][1].Text != "326" || r.Summary != "两行\n概述" {
		t.Errorf("read %+v", r)
	}
}

const rows = `
[disputes]
reconsideration = [0, 0, 0, 0, 0]
litigation_direct = [0, 0, 0, 0, 0]
litigation_after = [0, 0, 0, 0, 0]`

func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{`year = 2022`, `:2:1: title is missing`},
		{`title = ""`, `:2:9: title is empty`},
		{"title = \"年报\"\npublised = 2023-01-13", ":3:1: unknown key \"publised\"\n    hint: did you mean published?"},
		{"title = \"年报\"\npublished = \"2023-01-13\"", ":3:13: published is \"2023-01-13\", a string; want a date"},
		{"title = \"年报\"\npublished = 2023-02-30", ":3:13:"},
		{"title = \"年报\"\nyear = \"2022\"", `:3:8: year is "2022", a string; want a whole number`},
		{"title = \"年报\"\nyear = 2021", `:3:8: year is 2021, but the file is named 2022.md`},
		{"title = \"年报\"\nagency = \"mzj\"", `:3:10: agency is "mzj", but the file lies in the folder of "swj"`},
		{"title = \"年报\"\nformat = \"2012\"", `:3:10: there is no format "2012"`},
		{"title = \"年报\"\ncatalogue = [\"nb\", \"nd\"]", ":3:20: catalogue: \"nd\" is not declared in archive.toml\n    hint: did you mean nb?"},
		{"title = \"年报\"\nkeywords = [\"甲\", 3]", ":3:18: keywords holds 3"},
		{"title = \"年报\"\nkeywords = [\"甲\", \"甲\"]", ":3:18: keywords: \"甲\" stands there twice"},
		{"title = \"年报\"\nsource = \"javascript:alert(1)\"", ":3:10: source is \"javascript:alert(1)\""},
		{"title = \"a\\u0007b\"", ":2:9: title holds the control character U+0007"},
		{"title = \"年报\"\nindex_number = \"\"", ":3:16: index_number is empty"},
		{"title = \"年报\"" + strings.Replace(rows, "litigation_after", "litigation_aftre", 1), `:3:2: disputes lacks the row litigation_after (复议后起诉)`},
		{"title = \"年报\"" + strings.Replace(rows, "litigation_after", "litigation_aftre", 1), ":6:1: disputes has no \"litigation_aftre\"\n    hint: did you mean litigation_after?"},
		{"title = \"年报\"" + strings.Replace(rows, "[0, 0, 0, 0, 0]", "[0, 0, 0, 0]", 1), `:4:19: disputes.reconsideration has 4 values; want 5`},
		{"title = \"年报\"" + strings.Replace(rows, "[0, 0, 0, 0, 0]", "[0, 0, 0, 0, 0, 0]", 1), `:4:19: disputes.reconsideration has 6 values; want 5`},
		{"title = \"年报\"" + strings.Replace(rows, "[0, 0, 0, 0, 0]", "[0, 0, true, 0, 0]", 1), `:4:26: disputes.reconsideration.other is true, a truth value; want a number or a text`},
		{"title = \"年报\"" + strings.Replace(rows, "[0, 0, 0, 0, 0]", "[0, 0, 1e3, 0, 0]", 1), `:4:26: disputes.reconsideration.other is 1e3; want a plain decimal number`},
		{"title = \"年报\"" + strings.Replace(rows, "[0, 0, 0, 0, 0]", "[0, 0, 0x1f, 0, 0]", 1), "hint: write 31"},
		{"title = \"年报\"" + strings.Replace(rows, "[0, 0, 0, 0, 0]", "[0, 0, inf, 0, 0]", 1), `is inf; want a plain decimal number`},
		{"title = \"年报\"" + strings.Replace(rows, "[0, 0, 0, 0, 0]", "[0, 0, \"a\\nb\", 0, 0]", 1), `control character or a line break`},
		{"title = \"年报\"" + strings.Replace(rows, "[0, 0, 0, 0, 0]", "3", 1), `:4:19: disputes.reconsideration is a whole number; want a list`},
		{"title = \"年报\"\ndisputes = 3", `:3:12: disputes is a whole number; want a table`},
		{"title = \"年报\"\n[requests]\nreceived = [0,0,0,0,0,0,0]", `requests lacks the group denied`},
		{"title = \"年报\"\n[proactive]\nrules = { made = 0, repealed = 0 }", `proactive.rules lacks valid (现行有效件数)`},
		{"title = \"年报\"\n[proactive]\nrules = { made = 0, repealed = 0, valid = 0, vaild = 0 }", `proactive.rules has no "vaild"`},
		{"title = \"年报\"\n[labels]\n\"requests.denid\" = \"x\"", ":4:1: format \"2021\" has no label \"requests.denid\"\n    hint: did you mean requests.denied?"},
		{"title = \"年报\"\n[labels]\nrequests.denied = \"x\"", "hint: put the whole name in quotes"},
		{"title = \"年报\"\n[[waiver]]\nrule = \"requests-balance\"\nreason = \"x\"", `waiver.by is missing`},
		{"title = \"年报\"\n[[waiver]]\nrule = \"A1\"\nreason = \"x\"\nby = \"y\"\ndate = 2023-01-01", `:4:8: waiver.rule is "A1"`},
		{"title = \"年报\"\n[[correction]]\ndate = 2023-01-01\nreason = \"x\"", `correction does not say what was changed`},
		{"title = \"年报\"\n[[correction]]\ndate = 2023-01-01\nreason = \"x\"\ncells = [\"requests.recieved.total\"]", `did you mean requests.received.total?`},
		{"title = \"年报\"\n[[table]]\nid = \"requests\"\ncolumns = [\"a\"]\nrows = []", `table.id "requests" is the name of a statutory table`},
		{"title = \"年报\"\n[[table]]\nid = \"a b\"\ncolumns = [\"a\"]\nrows = []", `table.id is "a b"; want letters`},
		{"title = \"年报\"\n[[table]]\nid = \"a\"\ncolumns = [\"a\"]\nrows = [[1], [1, 2], 3]", `:6:14: row 2 of table.rows has 2 values; want 1`},
		{"title = \"年报\"\n[[table]]\nid = \"a\"\ncolumns = [\"a\"]\nrows = [[1], [1, 2], 3]", `:6:22: row 3 of table.rows is a whole number; want a list`},
		{"title = \"年报\"\n[[table]]\nid = \"a\"\ncolumns = []\nrows = []", `table.columns names at least one column`},
		{"title = \"年报\"\n[[table]]\nid = \"a\"\ncolumns = [\"a\"]\nrows = []\n[[table]]\nid = \"a\"\ncolumns = [\"a\"]\nrows = []", `:8:6: table.id "a" is taken; the first is at content/reports/swj/2022.md:4:6`},
	} {
		if _, got := read(t, tt.front); !strings.Contains(got, tt.want) {
			t.Errorf("of\n%s\nthe problems are\n%swant %q", tt.front, got, tt.want)
		}
	}
}

func TestUnknownAgency(t *testing.T) {
	f := file(2022)
	f.Agency = "sjw"
	r, problems := newReader(t).Report(f, []byte("+++\ntitle = \"年报\"\n+++\n"))
	if got := problems.Print(diag.English); r != nil || !strings.Contains(got, "archive.toml declares no agency \"sjw\"\n    hint: did you mean swj?") {
		t.Errorf("got %v and\n%s", r, got)
	}
}

// TestWithoutSettings reads a report beside an archive.toml that cannot be read: that
// its agency and its node are not declared is no mistake of the report.
func TestWithoutSettings(t *testing.T) {
	reader := New(&settings.Settings{}, format.Builtin())
	_, problems := reader.Report(file(2022), []byte("+++\ntitle = \"报告\"\ncatalogue = \"nb\"\n+++\n"))
	for _, p := range problems {
		if p.Rule == "unknown-agency" || p.Rule == "unknown-catalogue" {
			t.Errorf("%s: %s", p.Rule, p.Text.En)
		}
	}
}

func TestPage(t *testing.T) {
	f := source.Page{File: source.File{Path: "pages/about.md", Place: "content/pages/about.md"}, Name: "about"}
	p, problems := newReader(t).Page(f, []byte("+++\ntitle = \"关于\"\nupdated = 2024-05-06\norder = 2\ncolour = 1\n+++\n正文"))
	if got := problems.Print(diag.English); !strings.Contains(got, ":5:1: unknown key \"colour\"") || len(problems) != 1 {
		t.Errorf("problems: %s", got)
	}
	if p.Title != "关于" || p.Updated.String() != "2024-05-06" || p.Order != 2 || p.Name != "about" {
		t.Errorf("read %+v", p)
	}
}

func FuzzReport(f *testing.F) {
	text, err := os.ReadFile("testdata/2009.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("+++\ntitle = \"年报\"\n" + rows + "\n+++\n"))
	f.Add([]byte("+++\r\n[[table]]\r\nid = 'a'\r\ncolumns = ['a']\r\nrows = [[1], 2]\r\n+++"))
	reader := newReader(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		r, problems := reader.Report(file(2009), text)
		for _, p := range problems {
			if p.Pos.File == "" || p.Text.Zh == "" || p.Text.En == "" || strings.Contains(p.Text.Zh+p.Text.En+p.Hint.Zh+p.Hint.En, "%!") {
				t.Fatalf("a problem without place or words: %+v", p)
			}
		}
		if r == nil {
			return
		}
		for _, table := range r.Tables {
			if table.Cells.Len() != table.Def.Size {
				t.Fatalf("table %s has %d cells", table.Def.ID, table.Cells.Len())
			}
		}
		for _, table := range r.Free {
			for _, row := range table.Rows {
				if len(row) != len(table.Columns) {
					t.Fatalf("table %s has a row of %d cells; want %d", table.ID, len(row), len(table.Columns))
				}
			}
		}
	})
}

func BenchmarkReport(b *testing.B) {
	text, err := os.ReadFile("testdata/2009.md")
	if err != nil {
		b.Fatal(err)
	}
	reader := newReader(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := reader.Report(file(2009), text); len(problems) > 0 {
			b.Fatal(problems.Print(diag.English))
		}
	}
}
