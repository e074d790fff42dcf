package indexnumber

import (
	"reflect"
	"strings"
	"testing"
)

// schemes are the makes in use that are known well enough to be written down.
var schemes = map[string]Scheme{
	"national": {ID: "national", Segments: []Segment{
		{Name: "body", Kind: Coded, Check: GB11714, Source: "agency.code", Separator: "/"},
		{Name: "year", Kind: Year, Separator: "-"},
		{Name: "serial", Kind: Serial, Min: 5, Max: 5}}},
	"credit": {ID: "credit", Segments: []Segment{
		{Name: "body", Kind: Coded, Check: GB32100, Source: "agency.code", Separator: "/"},
		{Name: "year", Kind: Year, Separator: "-"},
		{Name: "serial", Kind: Serial, Min: 5, Max: 5, Pad: true, Overflow: Widen}}},
	"monthly": {ID: "monthly", Segments: []Segment{
		{Name: "body", Kind: Coded, Check: GB32100, Separator: "/"},
		{Name: "month", Kind: YearMonth, Separator: "-"},
		{Name: "serial", Kind: Serial, Min: 5, Max: 5}}},
	"monthly-old": {ID: "monthly-old", Segments: []Segment{
		{Name: "body", Kind: Coded, Check: GB11714, Separator: "/"},
		{Name: "month", Kind: YearMonth, Separator: "-"},
		{Name: "serial", Kind: Serial, Min: 5, Max: 5}}},
	"fujian": {ID: "fujian", Segments: []Segment{
		{Name: "place", Kind: Enum, Charset: Upper, Min: 2, Max: 2, Codes: []Code{{"XM", "厦门"}, {"FJ", "福建"}}},
		{Name: "body", Kind: Coded, Charset: Digits, Min: 5, Max: 5, Separator: "-"},
		{Name: "class", Kind: Coded, Charset: Digits, Min: 4, Max: 4, Separator: "-", Source: "catalogue"},
		{Name: "year", Kind: Year, Separator: "-"},
		{Name: "serial", Kind: Serial, Min: 5, Max: 5}}},
	"ningbo": {ID: "ningbo", Segments: []Segment{
		{Name: "place", Kind: Coded, Charset: Digits, Min: 6, Max: 6, Separator: "-"},
		{Name: "body", Kind: Coded, Charset: Digits, Min: 2, Max: 2, Separator: "-"},
		{Name: "class", Kind: Coded, Charset: Digits, Min: 2, Max: 2, Separator: "-"},
		{Name: "group", Label: "分组号", Kind: Coded, Charset: Digits, Levels: []int{2, 2}, Separator: "-"},
		{Name: "date", Kind: Date, Separator: "-"},
		{Name: "serial", Kind: Serial}}},
	"yunnan": {ID: "yunnan", Segments: []Segment{ // lengths after the region are not known; these make 21 digits
		{Name: "place", Label: "地区代码", Kind: Coded, Charset: Digits, Min: 6, Max: 6},
		{Name: "body", Kind: Coded, Charset: Digits, Min: 3, Max: 3},
		{Name: "class", Kind: Coded, Charset: Digits, Min: 2, Max: 2},
		{Name: "office", Kind: Coded, Charset: Digits, Min: 2, Max: 2},
		{Name: "year", Kind: Year},
		{Name: "serial", Kind: Serial, Min: 4, Max: 4}}},
	"nujiang": {ID: "nujiang", Segments: []Segment{
		{Name: "body", Kind: Coded, Check: GB11714, Separator: "-"},
		{Name: "year", Kind: Year, Separator: "-"},
		{Name: "serial", Kind: Serial}}},
	"gansu": {ID: "gansu", Segments: []Segment{
		{Name: "body", Kind: Coded, Charset: Alnum, Min: 7, Max: 8},
		{Name: "class", Label: "分类号", Kind: Enum, Charset: Digits, Levels: []int{2, 3}, Min: 5, Max: 5, Separator: "-", Codes: []Code{{"00001", "机构职能"}, {"01001", "政策法规"}}},
		{Name: "year", Kind: Year, Separator: "-"},
		{Name: "serial", Kind: Serial}}},
	"maiji": {ID: "maiji", Segments: []Segment{
		{Name: "body", Kind: Coded, Charset: Lower, Min: 2, Max: 10, Separator: "/"},
		{Name: "year", Kind: Year, Separator: "-"},
		{Name: "serial", Kind: Serial, Min: 5, Max: 5}}},
	"school": {ID: "school", Segments: []Segment{
		{Name: "body", Kind: Coded, Charset: OrgCode, Min: 4, Max: 4},
		{Name: "class", Label: "分类号", Kind: Coded, Charset: Digits, Levels: []int{2, 2, 2}, Fill: "00"},
		{Name: "year", Kind: Year},
		{Name: "serial", Kind: Serial, Min: 4, Max: 4}}},
	"qiqihar": {ID: "qiqihar", Segments: []Segment{
		{Name: "date", Kind: Date, Separator: "-"},
		{Name: "record", Label: "记录号", Kind: Serial}}},
	"tail": {ID: "tail", Segments: []Segment{
		{Name: "mark", Kind: Const, Value: "年报"},
		{Name: "year", Kind: Year, Min: 2, Max: 2, Separator: "〕"},
		{Name: "serial", Kind: Serial, Separator: "号"}}},
}

// scheme gives one of the schemes, completed and found without problems.
func scheme(t testing.TB, id string) *Scheme {
	t.Helper()
	s, ok := schemes[id]
	if !ok {
		t.Fatalf("no scheme %q", id)
	}
	s.Segments = append([]Segment(nil), s.Segments...)
	s.Complete()
	for _, p := range s.Validate() {
		t.Fatalf("scheme %s: segment %d, %s: %s", id, p.Segment, p.Key, p.Text.En)
	}
	return &s
}

func values(parts []Part) string {
	list := make([]string, len(parts))
	for i, p := range parts {
		list[i] = p.Value
	}
	return strings.Join(list, "|")
}

func TestParse(t *testing.T) {
	tests := []struct{ scheme, number, want string }{
		{"national", "000014349/2022-00013", "000014349|2022|00013"},
		{"national", "000014349/2025-00070", "000014349|2025|00070"},
		{"national", "000014349/2017-00110", "000014349|2017|00110"},
		{"national", "000014349/2026-00071", "000014349|2026|00071"},
		{"national", "014416330/2018-04736", "014416330|2018|04736"},
		{"credit", "11500000009275780L/2025-00040", "11500000009275780L|2025|00040"},
		{"credit", "12620600MB0523338C/2025-04735", "12620600MB0523338C|2025|04735"},
		{"credit", "11620403013912770D/2026-206793", "11620403013912770D|2026|206793"},
		{"monthly", "11341702486344515H/202110-00013", "11341702486344515H|202110|00013"},
		{"monthly", "113417030032499282/202011-00140", "113417030032499282|202011|00140"},
		{"monthly-old", "003110926/201510-00216", "003110926|201510|00216"},
		{"fujian", "XM02100-0101-2019-00001", "XM|02100|0101|2019|00001"},
		{"ningbo", "330200-01-02-0102-20070101-1", "330200|01|02|0102|20070101|1"},
		{"ningbo", "330200-01-02-01-20070101-12", "330200|01|02|01|20070101|12"},
		{"yunnan", "530000016020320200003", "530000|016|02|03|2020|0003"},
		{"nujiang", "01527918X-2020-153077", "01527918X|2020|153077"},
		{"gansu", "GSD012201001-2020-7", "GSD0122|01001|2020|7"},
		{"gansu", "GSDE010700001-2020-12", "GSDE0107|00001|2020|12"},
		{"maiji", "zfb/2026-00021", "zfb|2026|00021"},
		{"school", "G06902010020190001", "G069|020100|2019|0001"},
		{"qiqihar", "20191202-189769", "20191202|189769"},
		{"tail", "年报22〕7号", "年报|22|7"},
	}
	for _, test := range tests {
		parts, m := scheme(t, test.scheme).Parse(test.number)
		if m != nil {
			t.Errorf("%s %q: at %d: %s", test.scheme, test.number, m.At, m.Text.En)
		} else if got := values(parts); got != test.want {
			t.Errorf("%s %q: %s; want %s", test.scheme, test.number, got, test.want)
		}
	}
}

func TestMismatch(t *testing.T) {
	tests := []struct {
		name, scheme, number string
		at                   int
		segment, zh, en      string
	}{
		{"year too long", "national", "000014349/20222-00013", 10, "year", `年度段 “20222” 有 5 位，应为 4 位`, `segment year "20222" has length 5; want 4`},
		{"month in place of the year", "national", "003110926/201510-00216", 10, "year", `年度段 “201510” 有 6 位，应为 4 位`, `segment year "201510" has length 6; want 4`},
		{"no year", "national", "000014349/-00013", 10, "year", `年度段是空的，应为 4 位`, `segment year is empty; want length 4`},
		{"year zero", "national", "000014349/0022-00013", 10, "year", `年度段 “0022” 中的 0022 不是年份`, `segment year "0022" has 0022, which is no year`},
		{"serial too long", "national", "000014349/2019-000021", 15, "serial", `流水号段 “000021” 有 6 位，应为 5 位`, `segment serial "000021" has length 6; want 5`},
		{"full-width digit", "national", "000014349/2019-0002１", 19, "serial", `流水号段 “0002１” 中有 “１”，应为数字`, `segment serial "0002１" has "１" in it; want digits`},
		{"check digit of a local code", "national", "035210000/2025-00016", 8, "body", `机构代码段 “035210000” 的校验码是 0，按 GB 11714 应为 8`, `segment body "035210000" has the check character 0; want 8 after GB 11714`},
		{"hyphen kept, digit missing", "national", "0142768-8/2022-00185", 7, "body", `机构代码段 “0142768-8” 中有 “-”，应为数字或大写字母`, `segment body "0142768-8" has "-" in it; want digits or capital letters`},
		{"another separator", "national", "000014349-2022-00013", 9, "body", `机构代码段 “000014349” 后面是 “-”，应为 “/”`, `segment body "000014349" is followed by "-"; want "/"`},
		{"too short for a separator", "national", "00001", 0, "body", `机构代码段 “00001” 有 5 位，应为 9 位`, `segment body "00001" has length 5; want 9`},
		{"nothing", "national", "", 0, "body", `机构代码段是空的，应为 9 位`, `segment body is empty; want length 9`},
		{"end after the year", "national", "000014349/2022", 14, "year", `年度段 “2022” 后面应为 “-”，编号却到此为止`, `the number ends after segment year "2022"; want "-" there`},
		{"no UTF-8", "national", "0000143\xff9/2022-00013", 7, "body", `机构代码段有不是 UTF-8 的字节`, `segment body has a byte that is not UTF-8`},
		{"credit code", "credit", "11500000009275780M/2025-00040", 17, "body", `机构代码段 “11500000009275780M” 的校验码是 M，按 GB 32100 应为 L`, `segment body "11500000009275780M" has the check character M; want L after GB 32100`},
		{"letter that credit codes lack", "credit", "1150000000927578OL/2025-00040", 16, "body", `机构代码段 “1150000000927578OL” 中有 “O”，应为数字或大写字母（没有 I、O、S、V、Z）`, `segment body "1150000000927578OL" has "O" in it; want digits or capital letters other than I, O, S, V, Z`},
		{"padded too far", "credit", "11620403013912770D/2026-006793", 24, "serial", `流水号段 “006793” 补零过多，只补到 5 位`, `segment serial "006793" has too many zeros; serials are padded to 5 digits`},
		{"serial too short", "credit", "11620403013912770D/2026-13", 24, "serial", `流水号段 “13” 有 2 位，应为 5 至 18 位`, `segment serial "13" has length 2; want 5 to 18`},
		{"month 13", "monthly", "11341702486344515H/202113-00013", 23, "month", `年月段 “202113” 的月份是 13，应为 01 至 12`, `segment month "202113" has month 13; want 01 to 12`},
		{"year without month", "monthly", "11341702486344515H/2021-00013", 19, "month", `年月段 “2021” 有 4 位，应为 6 位`, `segment month "2021" has length 4; want 6`},
		{"29 February", "ningbo", "330200-01-02-01-20070229-1", 22, "date", `日期段 “20070229” 不是日期：02 月没有 29 日`, `segment date "20070229" is no date: month 02 has no day 29`},
		{"half a level", "ningbo", "330200-01-02-010-20070201-1", 13, "group", `分组号段 “010” 有 3 位，各级应为 2+2 位`, `segment group "010" has length 3; want levels of 2+2`},
		{"padded where nothing is", "ningbo", "330200-01-02-01-20070201-01", 25, "serial", `流水号段 “01” 以 0 开头，本规则不补零`, `segment serial "01" begins with 0; its serials are not padded`},
		{"code that the table lacks", "fujian", "NJ02100-0101-2019-00001", 0, "place", `类别段 “NJ” 不在代码表中，应为 XM、FJ`, `segment place "NJ" is not in the table of codes; want XM, FJ`},
		{"constant", "tail", "年鉴22〕7号", 0, "mark", `固定段是 “年鉴”，应为 “年报”`, `segment mark is "年鉴"; want "年报"`},
		{"no end", "tail", "年报22〕7", 6, "serial", `流水号段 “7” 后面应为 “号”，编号却到此为止`, `the number ends after segment serial "7"; want "号" there`},
		{"below an unused level", "school", "G06902000120190001", 8, "class", `分类号段 “020001” 中 “01” 的上一级是空的`, `segment class "020001" has "01" below an unused level`},
		{"a digit too many without separators", "school", "G069020100201900015", 14, "serial", `流水号段 “00015” 有 5 位，应为 4 位`, `segment serial "00015" has length 5; want 4`},
		{"a digit too few without separators", "yunnan", "53000001602032020003", 17, "serial", `流水号段 “003” 有 3 位，应为 4 位`, `segment serial "003" has length 3; want 4`},
	}
	for _, test := range tests {
		_, m := scheme(t, test.scheme).Parse(test.number)
		if m == nil {
			t.Errorf("%s: %q matches", test.name, test.number)
			continue
		}
		if m.At != test.at || m.Segment != test.segment || m.Text.Zh != test.zh || m.Text.En != test.en {
			t.Errorf("%s: at %d, segment %s\n %s\n %s\nwant %d, %s\n %s\n %s", test.name, m.At, m.Segment, m.Text.Zh, m.Text.En, test.at, test.segment, test.zh, test.en)
		}
	}
}

// TestFormatParse holds that the parts of a number make up the number.
func TestFormatParse(t *testing.T) {
	numbers := map[string]string{
		"national": "000014349/2022-00013", "credit": "11620403013912770D/2026-206793", "ningbo": "330200-01-02-01-20070101-12",
		"yunnan": "530000016020320200003", "school": "G06902010020190001", "tail": "年报22〕7号",
	}
	for id, number := range numbers {
		s := scheme(t, id)
		parts, m := s.Parse(number)
		if m != nil {
			t.Fatal(m.Text.En)
		}
		values := map[string]string{}
		for _, p := range parts {
			values[p.Segment.Name] = p.Value
		}
		if got, m := s.Format(values); m != nil || got != number {
			t.Errorf("%s: %q, %v; want %q", id, got, m, number)
		}
	}
}

func TestFormat(t *testing.T) {
	tests := []struct {
		name, scheme string
		values       map[string]string
		want, zh, en string
	}{
		{"padded", "national", map[string]string{"body": "000014349", "year": "2022", "serial": "13"}, "000014349/2022-00013", "", ""},
		{"widened", "credit", map[string]string{"body": "11620403013912770D", "year": "2026", "serial": "100000"}, "11620403013912770D/2026-100000", "", ""},
		{"filled", "school", map[string]string{"body": "G069", "class": "02", "year": "2019", "serial": "1"}, "G06902000020190001", "", ""},
		{"free levels", "ningbo", map[string]string{"place": "330200", "body": "01", "class": "02", "group": "01", "date": "20070101", "serial": "3"}, "330200-01-02-01-20070101-3", "", ""},
		{"no serial is made up", "national", map[string]string{"body": "000014349", "year": "2022"}, "", "缺少流水号段的值", "segment serial has no value"},
		{"no overflow", "national", map[string]string{"body": "000014349", "year": "2022", "serial": "100000"}, "", "流水号段 “100000” 有 6 位，应为 5 位", `segment serial "100000" has length 6; want 5`},
	}
	for _, test := range tests {
		got, m := scheme(t, test.scheme).Format(test.values)
		if m == nil {
			m = &Mismatch{}
		}
		if got != test.want || m.Text.Zh != test.zh || m.Text.En != test.en {
			t.Errorf("%s: %q, %q, %q; want %q, %q, %q", test.name, got, m.Text.Zh, m.Text.En, test.want, test.zh, test.en)
		}
	}
}

func TestShortAndCounter(t *testing.T) {
	tests := []struct{ scheme, number, short, counter string }{
		{"national", "000014349/2022-00013", "2022-00013", "national\n000014349\n2022"},
		{"monthly", "113417030032499282/202011-00140", "202011-00140", "monthly\n113417030032499282\n202011"},
		{"qiqihar", "20191202-189769", "", "qiqihar\n20191202"},
	}
	for _, test := range tests {
		s := scheme(t, test.scheme)
		parts, _ := s.Parse(test.number)
		if short, counter := s.Short(parts), s.Counter(parts); short != test.short || counter != test.counter {
			t.Errorf("%s: %q, %q; want %q, %q", test.number, short, counter, test.short, test.counter)
		}
	}
	never := schemes["nujiang"]
	never.Reset = []string{}
	never.Complete()
	if parts, _ := never.Parse("01527918X-2020-153077"); never.Counter(parts) != "nujiang" {
		t.Errorf("one counter for all is %q", never.Counter(parts))
	}
}

func TestCheckCharacters(t *testing.T) {
	for _, code := range []string{"000014349", "01527918X", "014416330", "003110926", "014276868"} {
		if got, ok := OrgCodeCheck(code); !ok || got != code[8] {
			t.Errorf("%s: %c", code, got)
		}
	}
	for _, code := range []string{"11500000009275780L", "12620600MB0523338C", "11620403013912770D", "11341702486344515H", "113417030032499282"} {
		if got, ok := CreditCodeCheck(code); !ok || got != code[17] {
			t.Errorf("%s: %c", code, got)
		}
		if got, ok := OrgCodeCheck(code[8:17]); !ok || got != code[16] {
			t.Errorf("organisation code %s in %s: %c", code[8:17], code, got)
		}
	}
	if _, ok := OrgCodeCheck("0142768-8"); ok {
		t.Error("a hyphen is no character of an organisation code")
	}
	if _, ok := CreditCodeCheck("1150000"); ok {
		t.Error("seven characters are no credit code")
	}
}

func TestMatch(t *testing.T) {
	all := []Scheme{*scheme(t, "national"), *scheme(t, "credit"), *scheme(t, "monthly-old"), *scheme(t, "nujiang")}
	all[0].To = 2018
	all[1].From = 2019
	twin := *scheme(t, "national")
	twin.ID = "twin"
	all = append(all, twin)
	tests := []struct {
		number string
		year   int
		want   []string
	}{
		{"000014349/2017-00110", 2017, []string{"national", "twin"}},
		{"000014349/2017-00110", 2019, []string{"twin"}},
		{"000014349/2017-00110", 0, []string{"national", "twin"}},
		{"003110926/201510-00216", 2015, []string{"monthly-old"}},
		{"01527918X-2020-153077", 2020, []string{"nujiang"}},
		{"null02D/01A/D3C20190807", 2019, nil},
		{"0142768-8/2022-00185", 2022, nil},
	}
	for _, test := range tests {
		var got []string
		for _, s := range Match(all, test.number, test.year) {
			got = append(got, s.ID)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s in %d: %q; want %q", test.number, test.year, got, test.want)
		}
		if s, m := Explain(all, test.number, test.year); (m == nil) != (len(test.want) > 0) || (s == nil) != (m == nil) {
			t.Errorf("%s in %d explained by %v, %v", test.number, test.year, s, m)
		}
	}
	if s, m := Explain(all, "000014349/20222-00013", 2022); s.ID != "monthly-old" || m.Text.En != `segment month "20222" has length 5; want 6` {
		t.Errorf("the scheme followed furthest is %s: %s", s.ID, m.Text.En)
	}
}

func TestCanonical(t *testing.T) {
	tests := []struct{ scheme, number, want string }{
		{"national", "０００014349／2022—13", "000014349/2022-00013"},
		{"national", "000014349 / 2022 - 00013", "000014349/2022-00013"},
		{"national", "000014349202200013", "000014349/2022-00013"},
		{"national", "000014349/2019-000021", "000014349/2019-00021"},
		{"credit", "11500000009275780l/2025-40", "11500000009275780L/2025-00040"},
		{"maiji", "ZFB/2026-21", "zfb/2026-00021"},
		{"maiji", "zfb202621", ""},
		{"nujiang", "01527918x－2020－153077", "01527918X-2020-153077"},
		{"ningbo", "330200-01-02-01-20070101-0012", "330200-01-02-01-20070101-12"},
		{"national", "0142768-8/2022-00185", ""},
		{"national", "", ""},
	}
	for _, test := range tests {
		got, ok := scheme(t, test.scheme).Canonical(test.number)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%s %q: %q, %t; want %q", test.scheme, test.number, got, ok, test.want)
		}
	}
}

// FuzzParse holds that a number that matches is made of its parts, and that a
// mismatch names a segment and a place in the number.
func FuzzParse(f *testing.F) {
	var all []*Scheme
	for _, id := range []string{"credit", "fujian", "gansu", "maiji", "monthly", "national", "ningbo", "qiqihar", "school", "tail", "yunnan"} {
		all = append(all, scheme(f, id))
	}
	for _, number := range []string{"000014349/2022-00013", "330200-01-02-0102-20070101-1", "年报22〕7号", "GSDE010700001-2020-12", "\xff/", "G06902010020190001"} {
		f.Add(number)
	}
	f.Fuzz(func(t *testing.T, number string) {
		for _, s := range all {
			parts, m := s.Parse(number)
			if m != nil {
				if s.segment(m.Segment) == nil || m.At < 0 || m.At > len([]rune(number)) || m.Text.Zh == "" || m.Text.En == "" {
					t.Errorf("%s %q: mismatch %+v", s.ID, number, m)
				}
				continue
			}
			var whole string
			for _, p := range parts {
				whole += p.Value + p.Segment.Separator
			}
			if whole != number {
				t.Errorf("%s %q is read as %q", s.ID, number, whole)
			}
			if same, ok := s.Canonical(number); !ok || same != number {
				t.Errorf("%s: canonical form of %q is %q, %t", s.ID, number, same, ok)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	s := scheme(b, "credit")
	b.ReportAllocs()
	for b.Loop() {
		if _, m := s.Parse("11500000009275780L/2025-00040"); m != nil {
			b.Fatal(m.Text.En)
		}
	}
}
