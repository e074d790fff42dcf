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
