package indexnumber

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// outline tells a scheme in one line.
func outline(s Scheme) string {
	var b strings.Builder
	for i, g := range s.Segments {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%s:%s:%s", g.Name, g.Kind, g.Charset)
		if g.Min != g.Max {
			fmt.Fprintf(&b, ":%d-%d", g.Min, g.Max)
		} else {
			fmt.Fprintf(&b, ":%d", g.Min)
		}
		if g.Pad {
			b.WriteString(":pad")
		}
		if g.Value != "" {
			fmt.Fprintf(&b, ":%q", g.Value)
		}
		if g.Separator != "" {
			fmt.Fprintf(&b, " %q", g.Separator)
		}
	}
	return b.String()
}

func TestParsePattern(t *testing.T) {
	tests := []struct{ pattern, want, reset, short string }{
		{"{agency.code}/{published.year}-{serial:5}", `agency.code:code:any:1-64 "/" published.year:year:digits:4 "-" serial:serial:digits:5:pad`, "agency.code published.year", "published.year"},
		{"{agency.code:orgcode}/{issued.year}-{serial:5+}", `agency.code:code:orgcode:9 "/" issued.year:year:digits:4 "-" serial:serial:digits:5-18:pad`, "agency.code issued.year", "issued.year"},
		{"{agency.code:uscc}/{published.yearmonth}-{serial}", `agency.code:code:uscc:18 "/" published.yearmonth:yearmonth:digits:6 "-" serial:serial:digits:1-18`, "agency.code published.yearmonth", "published.yearmonth"},
		{"XM{agency.code:5}-{catalogue:2-4}-{year}号", `literal:const:any:2:"XM" agency.code:code:any:5 "-" catalogue:code:any:2-4 "-" year:year:digits:4 literal-2:const:any:1:"号"`, "agency.code catalogue year", "year"},
		{"〔{year:2}〕{serial}", `literal:const:any:1:"〔" year:year:digits:2 "〕" serial:serial:digits:1-18`, "year", "year"},
		{"NB-{agency.id}-{year}-{year}", `literal:const:any:2:"NB" "-" agency.id:code:any:1-64 "-" year:year:digits:4 "-" year-2:year:digits:4`, "agency.id year year-2", "year"},
		{"{issued.date}{serial:3}", `issued.date:date:digits:8 serial:serial:digits:3:pad`, "issued.date", ""},
	}
	for _, test := range tests {
		s, problems := ParsePattern(test.pattern)
		for _, p := range problems {
			t.Errorf("%s: at %d: %s", test.pattern, p.At, p.Text.En)
		}
		if got := outline(s); got != test.want || strings.Join(s.Reset, " ") != test.reset || s.ShortFrom != test.short || s.Pattern != test.pattern {
			t.Errorf("%s:\n %s, reset %q, short from %q\nwant\n %s, reset %q, short from %q", test.pattern, got, s.Reset, s.ShortFrom, test.want, test.reset, test.short)
		}
	}
}

func TestPatternProblems(t *testing.T) {
	all := "agency.code, agency.id, catalogue, year, issued.year, issued.yearmonth, issued.date, published.year, published.yearmonth, published.date, catalogued.year, catalogued.yearmonth, catalogued.date, serial"
	tests := []struct {
		name, pattern  string
		at             int
		zh, en         string
		hintZh, hintEn string
	}{
		{"misspelt field", "{agency.cod}/{serial}", 1, `不认识的字段 "agency.cod"`, `unknown field "agency.cod"`, `是不是 agency.code？`, `did you mean agency.code?`},
		{"unknown field", "年{region}", 2, `不认识的字段 "region"`, `unknown field "region"`, "可用：" + strings.ReplaceAll(all, ", ", "、"), "known: " + all},
		{"no field", "{}", 1, `“{}” 中没有名称`, `nothing between "{" and "}"`, "可用：" + strings.ReplaceAll(all, ", ", "、"), "known: " + all},
		{"blanks", "{ year }", 1, `不认识的字段 " year "`, `unknown field " year "`, `去掉空格：{year}`, `remove the blanks: {year}`},
		{"full-width colon", "{serial：5}", 1, `不认识的字段 "serial：5"`, `unknown field "serial：5"`, `冒号用半角`, `use a half-width colon`},
		{"not closed", "年{year}-{serial", 8, `“{” 没有配对的 “}”`, `"{" without its "}"`, `写成 {名称} 或 {名称:宽度}`, `write {name} or {name:width}`},
		{"opened twice", "{year{serial}", 0, `“{” 没有配对的 “}”`, `"{" without its "}"`, `写成 {名称} 或 {名称:宽度}`, `write {name} or {name:width}`},
		{"not opened", "{year}-serial}", 13, `“}” 前面没有 “{”`, `"}" without a "{" before it`, ``, ``},
		{"full-width brace", "｛year｝", 0, `“｛” 是全角括号`, `'｛' is a full-width brace`, `用半角 { }`, `use { and }`},
		{"blank", "{year} {serial}", 6, `字段之间有空白或不可见字符`, `a blank or invisible character between fields`, ``, ``},
		{"width", "{agency.code:x}/{serial}", 13, `agency.code 的宽度 "x" 无效`, `agency.code cannot have the width "x"`, `写成 {agency.code:4} 或 {agency.code:2-4}`, `write {agency.code:4} or {agency.code:2-4}`},
		{"range backwards", "{catalogue:4-2}", 11, `catalogue 的宽度 "4-2" 无效`, `catalogue cannot have the width "4-2"`, `写成 {catalogue:4} 或 {catalogue:2-4}`, `write {catalogue:4} or {catalogue:2-4}`},
		{"width of a year", "{year:3}", 6, `year 的宽度 "3" 无效`, `year cannot have the width "3"`, `年份是 4 位或 2 位：{year} 或 {year:2}`, `a year has 4 digits or 2: {year} or {year:2}`},
		{"width of a day", "{issued.date:6}", 13, `issued.date 的宽度 "6" 无效`, `issued.date cannot have the width "6"`, `长度固定，写成 {issued.date}`, `its length is fixed: {issued.date}`},
		{"width of a serial", "{serial:0}", 8, `serial 的宽度 "0" 无效`, `serial cannot have the width "0"`, `写成 {serial:5}、{serial:5+} 或 {serial}`, `write {serial:5}, {serial:5+} or {serial}`},
		{"a full-width digit as width", "{serial:５}", 8, `serial 的宽度 "５" 无效`, `serial cannot have the width "５"`, `写成 {serial:5}、{serial:5+} 或 {serial}`, `write {serial:5}, {serial:5+} or {serial}`},
		{"undecidable", "号{agency.code}{serial}", 14, `机构代码段和流水号段长度都不固定，中间又没有分隔符，编号无法切分`, `segments agency.code and serial both have a free length and no separator between them; such numbers cannot be cut`, `固定其中一段的长度，或在中间加分隔符`, `fix the length of one of them, or put a separator between them`},
		{"two serials", "{serial}-{serial}", 9, `流水号段是第二个流水号，一个规则只有一个`, `segment serial-2 is a second serial; a scheme has one`, ``, ``},
		{"empty", "", 0, `编号规则没有分段`, `the scheme has no segments`, `至少写一个分段`, `write one segment at least`},
	}
	for _, test := range tests {
		_, problems := ParsePattern(test.pattern)
		if len(problems) != 1 {
			t.Errorf("%s: %d problems: %v", test.name, len(problems), problems)
			continue
		}
		p := problems[0]
		if p.At != test.at || p.Text.Zh != test.zh || p.Text.En != test.en || p.Hint.Zh != test.hintZh || p.Hint.En != test.hintEn {
			t.Errorf("%s: at %d\n %s\n %s\n %s\n %s\nwant %d\n %s\n %s\n %s\n %s", test.name, p.At, p.Text.Zh, p.Text.En, p.Hint.Zh, p.Hint.En, test.at, test.zh, test.en, test.hintZh, test.hintEn)
		}
	}
}

func TestPatternProblemsTogether(t *testing.T) {
	_, problems := ParsePattern("{a}/{yaer}-{serial:99}")
	var got []int
	for _, p := range problems {
		got = append(got, p.At)
	}
	if fmt.Sprint(got) != "[1 5 19]" {
		t.Errorf("problems at %v; want 1, 5 and 19", got)
	}
}

func TestValidate(t *testing.T) {
	year := Segment{Name: "year", Kind: Year}
	tests := []struct {
		name    string
		scheme  Scheme
		segment int
		key     string
		zh, en  string
	}{
		{"from after to", Scheme{From: 2020, To: 2019, Segments: []Segment{year}}, -1, "to", `to = 2019 早于 from = 2020`, `to is 2019, before from, which is 2020`},
		{"unknown reset", Scheme{Reset: []string{"yaer"}, Segments: []Segment{year}}, -1, "reset", `reset 中的 "yaer" 不是本规则的分段`, `"yaer" in reset is no segment of the scheme`},
		{"serial resets itself", Scheme{Reset: []string{"n"}, Segments: []Segment{{Name: "n", Kind: Serial}}}, -1, "reset", `reset 中的 "n" 是流水号本身`, `"n" in reset is the serial itself`},
		{"unknown start of the short form", Scheme{ShortFrom: "x", Segments: []Segment{year}}, -1, "short_from", `short_from 中的 "x" 不是本规则的分段`, `"x" in short_from is no segment of the scheme`},
		{"unknown scope", Scheme{Unique: "town", Segments: []Segment{year}}, -1, "unique", `不认识的 unique "town"`, `unknown unique "town"`},
		{"no name", Scheme{Segments: []Segment{{Kind: Year}}}, 0, "name", `第 1 个分段没有名称`, `segment 1 has no name`},
		{"name twice", Scheme{Segments: []Segment{year, year}}, 1, "name", `第 1 个和第 2 个分段都叫 "year"`, `segments 1 and 2 are both named "year"`},
		{"unknown kind", Scheme{Segments: []Segment{{Name: "a", Kind: "yaer"}}}, 0, "kind", `不认识的 kind "yaer"`, `unknown kind "yaer"`},
		{"unknown charset", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Charset: "hex"}}}, 0, "charset", `不认识的 charset "hex"`, `unknown charset "hex"`},
		{"unknown check", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Min: 9, Max: 9, Check: "isbn"}}}, 0, "check", `不认识的 check "isbn"`, `unknown check "isbn"`},
		{"source of another kind", Scheme{Segments: []Segment{{Name: "a", Label: "月", Kind: YearMonth, Source: "issued.year"}}}, 0, "source", `月段的来源 issued.year 与种类 yearmonth 不符`, `segment a is of kind yearmonth, which source issued.year cannot fill`},
		{"lengths backwards", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Min: 5, Max: 4}}}, 0, "length", `代码段的长度是 5 至 4 位，应在 1 至 64 位之间`, `segment a has lengths 5 to 4; want 1 to 64`},
		{"empty constant", Scheme{Segments: []Segment{{Name: "a", Kind: Const}}}, 0, "length", `固定段的长度是 0 至 0 位，应在 1 至 64 位之间`, `segment a has lengths 0 to 0; want 1 to 64`},
		{"constant of another length", Scheme{Segments: []Segment{{Name: "a", Kind: Const, Value: "XM", Min: 3, Max: 3}}}, 0, "length", `固定段的值 "XM" 有 2 位，与所写长度不符`, `segment a has the value "XM" of length 2, which is not the length declared`},
		{"blank in a constant", Scheme{Segments: []Segment{{Name: "a", Kind: Const, Value: "X M"}}}, 0, "value", `value "X M" 中有空白或不可见字符`, `value "X M" has a blank or invisible character`},
		{"blank as separator", Scheme{Segments: []Segment{{Name: "a", Kind: Year, Separator: " "}}}, 0, "separator", `separator " " 中有空白或不可见字符`, `separator " " has a blank or invisible character`},
		{"year of three digits", Scheme{Segments: []Segment{{Name: "a", Kind: Year, Min: 3, Max: 3}}}, 0, "length", `年度段有 3 位，应为 2 或 4 位`, `segment a has length 3; want 2 or 4`},
		{"date of letters", Scheme{Segments: []Segment{{Name: "a", Kind: Date, Charset: Upper}}}, 0, "charset", `日期段的字符集是 upper，应为 digits`, `segment a has charset upper; want digits`},
		{"endless serial", Scheme{Segments: []Segment{{Name: "a", Kind: Serial, Min: 1, Max: 30}}}, 0, "length", `流水号段最长 30 位，应不超过 18 位`, `segment a has up to 30 digits; want 18 at most`},
		{"free serial that widens", Scheme{Segments: []Segment{{Name: "a", Kind: Serial, Overflow: Widen}}}, 0, "overflow", `流水号段不补零，用不着 overflow = "widen"`, `segment a is not padded and needs no overflow`},
		{"unknown overflow", Scheme{Segments: []Segment{{Name: "a", Kind: Serial, Overflow: "wide"}}}, 0, "overflow", `不认识的 overflow "wide"`, `unknown overflow "wide"`},
		{"check of another length", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Check: GB32100, Min: 9, Max: 9}}}, 0, "check", `代码段按 GB 32100 校验，应为 18 位，字符集 uscc`, `segment a is checked after GB 32100; want length 18 and charset uscc`},
		{"no codes", Scheme{Segments: []Segment{{Name: "a", Kind: Enum, Min: 2, Max: 2}}}, 0, "values", `类别段没有代码表`, `segment a has no table of codes`},
		{"code that does not fit", Scheme{Segments: []Segment{{Name: "a", Kind: Enum, Min: 2, Max: 2, Codes: []Code{{"001", ""}}}}}, 0, "values", `类别段 “001” 有 3 位，应为 2 位`, `segment a "001" has length 3; want 2`},
		{"levels of another length", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Levels: []int{2, 2}, Min: 5, Max: 5}}}, 0, "levels", `代码段各级共 4 位，与最大长度 5 位不符`, `segment a has levels of length 4 together; want 5, its greatest length`},
		{"fill of another length", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Levels: []int{2, 3}, Fill: "00"}}}, 0, "fill", `代码段有一级是 3 位，填充 "00" 却不是`, `segment a has a level of length 3, and fill "00" is not`},
		{"level of nothing", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Levels: []int{0, 2}, Min: 2, Max: 2}}}, 0, "levels", `代码段有一级是 0 位`, `segment a has a level of length 0`},
		{"fill without levels", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Fill: "00"}}}, 0, "fill", `代码段没有分级，用不着 fill`, `segment a has no levels to fill`},
		{"separator that could be a value", Scheme{Segments: []Segment{{Name: "a", Kind: Coded, Charset: Alnum, Separator: "X"}, year}}, 0, "separator", `代码段长度不固定，后面的分隔符 "X" 又可以是它的一部分，编号无法切分`, `segment a has a free length, and the separator "X" could be a part of it; such numbers cannot be cut`},
	}
	for _, test := range tests {
		test.scheme.Complete()
		problems := test.scheme.Validate()
		if len(problems) != 1 {
			t.Errorf("%s: %d problems: %v", test.name, len(problems), problems)
			continue
		}
		if p := problems[0]; p.Segment != test.segment || p.Key != test.key || p.Text.Zh != test.zh || p.Text.En != test.en {
			t.Errorf("%s: segment %d, %s\n %s\n %s\nwant %d, %s\n %s\n %s", test.name, p.Segment, p.Key, p.Text.Zh, p.Text.En, test.segment, test.key, test.zh, test.en)
		}
	}
}

// FuzzParsePattern holds that problems have places in the pattern, and that a
// pattern without problems gives a valid scheme.
func FuzzParsePattern(f *testing.F) {
	for _, pattern := range []string{"{agency.code}/{published.year}-{serial:5}", "XM{catalogue:2-4}号{serial:3+}", "{{}}", "｛", "{year:", "\xff{serial}"} {
		f.Add(pattern)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		s, problems := ParsePattern(pattern)
		for _, p := range problems {
			if p.At < 0 || p.At > utf8.RuneCountInString(pattern) || p.Text.Zh == "" || p.Text.En == "" {
				t.Errorf("%q: problem %+v", pattern, p)
			}
		}
		if len(problems) == 0 && (len(s.Validate()) > 0 || len(s.Segments) == 0) {
			t.Errorf("%q: %v", pattern, s.Validate())
		}
	})
}

func BenchmarkParsePattern(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParsePattern("{agency.code:uscc}/{published.year}-{serial:5}")
	}
}
