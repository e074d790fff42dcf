package settings

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
)

const file = "content/archive.toml"

// whole is a file with every key.
const whole = `[site]
title = "示例市政府信息公开年报库"
base_url = "https://www.example.gov.cn/nianbao"
language = "zh-CN"
operator = "示例市人民政府办公室"
description = """
示例市各机关的年报。
"""
contact = "示例市示例路1号"
icp = "示ICP备00000000号"
police_record = "示公网安备00000000000000号"
site_code = "bm00000000"
error_report_url = "https://www.example.gov.cn/zhaocuo?id=1"
index_number_name = "本库编号"
downloads = ["csv"]
links = "file"

[[agency]]
id = "szf"
name = "示例市人民政府"
short = "市政府"
kind = "政府"
pinyin = "shi li shi ren min zheng fu"
aggregates = ["swj", "gsj"]

[[agency]]
id = "swj"
name = "示例市商务局"
code = "000000000"
former_names = [{ name = "示例市贸易局", until = 2013 }, { name = "示例市商业局", until = 2009 }]
since = 2008

[[agency]]
id = "gsj"
name = "示例市工商局"
since = 2008
until = 2018
successor = "swj"

[[catalogue]]
id = "nb"
name = "政府信息公开年报"
parent = "gk"
description = "历年年报"

[[catalogue]]
id = "gk"
name = "政府信息公开"

[index_number]
label = "编号"

[[index_number.scheme]]
id = "old"
name = "旧编号"
basis = "示例市政府信息公开目录编制规范"
to = 2018
reset = ["year"]
unique = "body"
short_from = "year"
[[index_number.scheme.segment]]
name = "place"
kind = "const"
value = "SL"
[[index_number.scheme.segment]]
name = "class"
label = "分类号"
kind = "enum"
charset = "digits"
levels = [2, 2]
fill = "00"
separator = "-"
source = "catalogue"
values = { "02" = "规划计划", "01" = "政策法规", "0102" = "规范性文件" }
[[index_number.scheme.segment]]
name = "body"
kind = "code"
check = "gb11714"
source = "agency.code"
separator = "-"
[[index_number.scheme.segment]]
name = "year"
kind = "year"
length = 4
separator = "-"
[[index_number.scheme.segment]]
name = "serial"
kind = "serial"
min = 3
max = 6
pad = true
overflow = "fail"

[[index_number.scheme]]
id = "new"
label = "索引号"
from = 2019
pattern = "{agency.code}/{published.year}-{serial:5}"
`

func read(t testing.TB, text string) *Settings {
	t.Helper()
	s, problems := Read(file, []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	return s
}

func TestRead(t *testing.T) {
	s := read(t, whole)
	pos := func(line, col int) diag.Pos { return diag.Pos{File: file, Line: line, Col: col} }
	want := Site{
		Title: "示例市政府信息公开年报库", BaseURL: "https://www.example.gov.cn/nianbao/", Language: "zh-CN", Operator: "示例市人民政府办公室",
		Description: "示例市各机关的年报。", Contact: "示例市示例路1号", ICP: "示ICP备00000000号", PoliceRecord: "示公网安备00000000000000号", SiteCode: "bm00000000",
		ErrorReportURL: "https://www.example.gov.cn/zhaocuo?id=1", IndexNumberName: "本库编号", Downloads: []string{"csv"}, Links: "file", Pos: pos(1, 2),
	}
	if !reflect.DeepEqual(s.Site, want) {
		t.Errorf("site\n%+v\nwant\n%+v", s.Site, want)
	}
	agencies := []Agency{
		{ID: "szf", Name: "示例市人民政府", Short: "市政府", Kind: "政府", Pinyin: "shi li shi ren min zheng fu", Aggregates: []string{"swj", "gsj"}, Pos: pos(18, 3)},
		{ID: "swj", Name: "示例市商务局", Code: "000000000", FormerNames: []FormerName{{"示例市商业局", 2009}, {"示例市贸易局", 2013}}, Since: 2008, Pos: pos(26, 3)},
		{ID: "gsj", Name: "示例市工商局", Since: 2008, Until: 2018, Successor: "swj", Pos: pos(33, 3)},
	}
	if !reflect.DeepEqual(s.Agencies, agencies) {
		t.Errorf("agencies\n%+v\nwant\n%+v", s.Agencies, agencies)
	}
	catalogues := []Catalogue{{"nb", "政府信息公开年报", "gk", "历年年报", pos(40, 3)}, {"gk", "政府信息公开", "", "", pos(46, 3)}}
	if !reflect.DeepEqual(s.Catalogues, catalogues) {
		t.Errorf("catalogues\n%+v\nwant\n%+v", s.Catalogues, catalogues)
	}
}

func TestReadSchemes(t *testing.T) {
	schemes := read(t, whole).Schemes
	if len(schemes) != 2 {
		t.Fatalf("%d schemes", len(schemes))
	}
	old, recent := schemes[0], schemes[1]
	if got := fmt.Sprint(old.ID, old.Name, old.Label, old.Basis, old.From, old.To, old.Reset, old.Unique, old.ShortFrom, old.Pos.Line); got != "old旧编号编号示例市政府信息公开目录编制规范0 2018 [year]bodyyear53" {
		t.Errorf("first scheme: %s", got)
	}
	wantCodes := []indexnumber.Code{{Code: "02", Label: "规划计划"}, {Code: "01", Label: "政策法规"}, {Code: "0102", Label: "规范性文件"}}
	if !reflect.DeepEqual(old.Segments[1].Codes, wantCodes) {
		t.Errorf("codes %v; want %v", old.Segments[1].Codes, wantCodes)
	}
	if got := fmt.Sprint(recent.ID, recent.Label, recent.From, recent.Pattern); got != "new索引号2019{agency.code}/{published.year}-{serial:5}" {
		t.Errorf("second scheme: %s", got)
	}
	for number, want := range map[string]string{"SL0102-000014349-2010-013": "old", "SL0100-01527918X-2010-013": "old", "000014349/2022-00013": "new", "SL0300-01527918X-2010-013": ""} {
		got := ""
		for _, s := range indexnumber.Match(schemes, number, 0) {
			got += s.ID
		}
		if got != want {
			t.Errorf("%s follows %q; want %q", number, got, want)
		}
	}
	one := read(t, "[site]\ntitle = \"甲\"\nindex_number_name = \"本库编号\"\n[index_number]\npattern = '{agency.id}-{year}'\nname = \"自编\"\nreset = []\n").Schemes[0]
	if got := fmt.Sprint(one.ID, one.Name, one.Label, one.Reset, len(one.Segments), one.Pos.Line); got != "default自编本库编号[] 2 4" {
		t.Errorf("pattern: %s", got)
	}
}

func TestDefaults(t *testing.T) {
	s := read(t, "[site]\ntitle = \"甲\"\n")
	want := Site{Title: "甲", Language: "zh-CN", IndexNumberName: "索引号", Downloads: []string{"csv", "json", "xlsx"}, Links: "folder", Pos: diag.Pos{File: file, Line: 1, Col: 2}}
	if !reflect.DeepEqual(s.Site, want) || len(s.Agencies)+len(s.Catalogues)+len(s.Schemes) > 0 {
		t.Errorf("%+v", s)
	}
	if s := read(t, "[site]\ntitle = \"甲\"\ndownloads = []\n").Site; s.Downloads == nil || s.Download("csv") {
		t.Errorf("downloads = [] gives %v", s.Downloads)
	}
	if s := read(t, "[site]\ntitle = \"甲\"\ndownloads = \"xlsx\"\n").Site; !s.Download("xlsx") || s.Download("csv") {
		t.Errorf("downloads = \"xlsx\" gives %v", s.Downloads)
	}
	if s := read(t, "[site]\ntitle = \"甲\"\nbase_url = \"http://示例.中国:8080/a/\"\n").Site; s.BaseURL != "http://示例.中国:8080/a/" {
		t.Errorf("base_url %q", s.BaseURL)
	}
}

func TestNames(t *testing.T) {
	a := Agency{Name: "示例市商务局", FormerNames: []FormerName{{"示例市商业局", 2009}, {"示例市贸易局", 2013}}}
	for year, want := range map[int]string{2008: "示例市商业局", 2009: "示例市商业局", 2010: "示例市贸易局", 2013: "示例市贸易局", 2014: "示例市商务局"} {
		if got := a.NameIn(year); got != want {
			t.Errorf("in %d: %s; want %s", year, got, want)
		}
	}
	if a.DisplayShort() != "示例市商务局" {
		t.Errorf("short name %q", a.DisplayShort())
	}
	if a.Short = "商务局"; a.DisplayShort() != "商务局" {
		t.Errorf("short name %q", a.DisplayShort())
	}
}

// TestKeys checks the manual: every key has help and stands once, and it is the
// list of keys that the reader knows.
func TestKeys(t *testing.T) {
	tables := map[string][]string{}
	for _, k := range Keys() {
		if k.Help.Zh == "" || k.Help.En == "" {
			t.Errorf("%s.%s has no help", k.Table, k.Name)
		}
		if slices.Contains(tables[k.Table], k.Name) {
			t.Errorf("%s.%s stands twice", k.Table, k.Name)
		}
		if (k.Type == Word || k.Type == Words) != (len(k.Values) > 0) {
			t.Errorf("%s.%s is of type %s and has the values %q", k.Table, k.Name, k.Type, k.Values)
		}
		tables[k.Table] = append(tables[k.Table], k.Name)
	}
	const unknown = "unknown_key_of_a_test = 1\n"
	_, problems := Read(file, []byte(unknown+"[site]\n"+unknown+"[[agency]]\n"+unknown+"[[agency.former_names]]\n"+unknown+"[[catalogue]]\n"+unknown+
		"[index_number]\n"+unknown+"[[index_number.scheme]]\n"+unknown+"[[index_number.scheme.segment]]\n"+unknown))
	known := map[string]string{}
	for _, p := range problems {
		if p.Rule == "unknown-key" {
			name := strings.TrimSuffix(strings.TrimPrefix(p.Text.En, `unknown key "`), `"`)
			known[strings.TrimSuffix(strings.TrimSuffix(name, "unknown_key_of_a_test"), ".")] = p.Hint.En
		}
	}
	for table, names := range tables {
		asked := strings.Split(strings.TrimPrefix(known[table], "known keys: "), ", ")
		slices.Sort(asked)
		slices.Sort(names)
		if !slices.Equal(asked, names) {
			t.Errorf("table %q: the manual has\n%q\nthe reader\n%q", table, names, asked)
		}
	}
	if len(known) != len(tables) {
		t.Errorf("%d tables are read, %d in the manual", len(known), len(tables))
	}
}

// FuzzRead holds that each problem has a place and words, and that settings
// without problems keep what later stages rely on.
func FuzzRead(f *testing.F) {
	f.Add(whole)
	for _, test := range broken {
		f.Add(test.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, problems := Read(file, []byte(text))
		for _, p := range problems {
			if p.Pos.File != file || p.Pos.Line < 1 || p.Pos.Col < 1 || p.Pos.Line > strings.Count(text, "\n")+1 || p.Rule == "" || p.Text.Zh == "" || p.Text.En == "" {
				t.Errorf("problem %+v", p)
			}
		}
		if len(problems) > 0 {
			return
		}
		if s.Site.Title == "" || s.Site.BaseURL != "" && !strings.HasSuffix(s.Site.BaseURL, "/") {
			t.Errorf("site %+v", s.Site)
		}
		seen := map[string]bool{}
		for _, a := range s.Agencies {
			if key := indexnumber.FoldPath(a.ID); seen[key] || indexnumber.Path(a.ID) != a.ID || strings.Contains(a.ID, "/") || a.Name == "" {
				t.Errorf("agency %+v", a)
			} else {
				seen[key] = true
			}
		}
		for _, scheme := range s.Schemes {
			if wrong := scheme.Validate(); len(wrong) > 0 || scheme.ID == "" {
				t.Errorf("scheme %+v: %v", scheme, wrong)
			}
		}
	})
}

// many is a file of n agencies, each followed by the next, the last by the first.
func many(n int) []byte {
	var b strings.Builder
	b.WriteString("[site]\ntitle = \"甲\"\n")
	for i := range n {
		fmt.Fprintf(&b, "\n[[agency]]\nid = \"a%d\"\nname = \"示例市第%d局\"\ncode = \"%09d\"\nkind = \"部门\"\nsuccessor = \"a%d\"\n", i, i, i, (i+1)%n)
	}
	return []byte(b.String())
}

// TestMany holds that mistakes in each of many tables, in a circle of all, are
// found in time that grows with their number only.
func TestMany(t *testing.T) {
	text := many(10_000)
	s, problems := Read(file, text)
	want := "content/archive.toml:70002:13: agency.successor goes in a circle: a0 → a1 → a2 → a3 → a4 → … → a0\n"
	if got := problems.Print(diag.English); len(s.Agencies) != 10_000 || got != want {
		t.Errorf("%d agencies, problems\n%s", len(s.Agencies), got)
	}
	_, problems = Read(file, []byte(strings.ReplaceAll(string(text), "successor = \"a", "sucessor = \"b")))
	if len(problems) != 10_000 {
		t.Errorf("%d problems; want one for each agency", len(problems))
	}
	_, problems = Read(file, []byte(strings.ReplaceAll(string(text), "successor = \"a", "successor = \"b")))
	if len(problems) != 10_000 {
		t.Errorf("%d problems; want one for each agency", len(problems))
	}
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		text := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Read(file, text)
			}
		})
	}
}
