package indexnumber

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPath(t *testing.T) {
	long := strings.Repeat("号", 60)
	tests := []struct{ name, number, path, href string }{
		{"national", "000014349/2022-00013", "000014349/2022-00013", "000014349/2022-00013"},
		{"small letters", "zfb/2026-00021", "zfb/2026-00021", "zfb/2026-00021"},
		{"Chinese", "示例政〔2022〕7号", "示例政〔2022〕7号", url.PathEscape("示例政〔2022〕7号")},
		{"Chinese zero", "二〇二二", "二〇二二", url.PathEscape("二〇二二")},
		{"punctuation", "a_b.c,(d)[e]（f）-", "a_b.c,(d)[e]（f）-", "a_b.c%2C%28d%29%5Be%5D%EF%BC%88f%EF%BC%89-"},
		{"blank inside", "a b", "a b", "a%20b"},
		{"blanks at the ends", " a / b", "~20a~20/~20b", "~20a~20/~20b"},
		{"dots at the ends", ".a./..b", "~2Ea~2E/~2E.b", "~2Ea~2E/~2E.b"},
		{"climbing", "../../etc", "~2E~2E/~2E~2E/etc", "~2E~2E/~2E~2E/etc"},
		{"dot", ".", "~2E", "~2E"},
		{"nothing", "", "~-", "~-"},
		{"empty parts", "/a//b/", "~-/a/~-/b/~-", "~-/a/~-/b/~-"},
		{"forbidden on Windows", `a\b:c*d?e"f<g>h|i`, "a~5Cb~3Ac~2Ad~3Fe~22f~3Cg~3Eh~7Ci", "a~5Cb~3Ac~2Ad~3Fe~22f~3Cg~3Eh~7Ci"},
		{"marks of addresses", "a#b%c~d&e=f+g", "a~23b~25c~7Ed~26e~3Df~2Bg", "a~23b~25c~7Ed~26e~3Df~2Bg"},
		{"tag", "<script>", "~3Cscript~3E", "~3Cscript~3E"},
		{"control", "a\x00\n\x7fb", "a~00~0A~7Fb", "a~00~0A~7Fb"},
		{"invalid", "a\xff\xe4b", "a~FF~E4b", "a~FF~E4b"},
		{"replacement character", "\ufffd", "~EF~BF~BD", "~EF~BF~BD"},
		{"emoji", "7😀", "7~F0~9F~98~80", "7~F0~9F~98~80"},
		{"full-width", "２０２２／７", "２０２２~EF~BC~8F７", url.PathEscape("２０２２~EF~BC~8F７")},
		{"wide blank", "a　b", "a~E3~80~80b", "a~E3~80~80b"},
		{"page", "a/page/2", "a/~70age/2", "a/~70age/2"},
		{"Page", "Page", "~50age", "~50age"},
		{"pages", "pages", "pages", "pages"},
		{"index.html", "a/index.html", "a/~69ndex.html", "a/~69ndex.html"},
		{"device", "con/NUL.7/com1/com0/lpt9 .x/con-1", "~63on/~4EUL.7/~63om1/com0/~6Cpt9 .x/con-1", "~63on/~4EUL.7/~63om1/com0/~6Cpt9%20.x/con-1"},
		{"combining mark", "e\u0301", "e~CC~81", "e~CC~81"},
		{"compatibility ideograph", "\uf900", "~EF~A4~80", "~EF~A4~80"},
		{"long", long, strings.Repeat("号", 50) + "~/" + strings.Repeat("号", 10), url.PathEscape(strings.Repeat("号", 50)) + "~/" + url.PathEscape(strings.Repeat("号", 10))},
		{"device, then long", "con." + strings.Repeat("a", 150), "~63on." + strings.Repeat("a", 146) + "~/aaaa", "~63on." + strings.Repeat("a", 146) + "~/aaaa"},
		{"as long as may be", strings.Repeat("a", 150), strings.Repeat("a", 150), strings.Repeat("a", 150)},
		{"dot after the cut", strings.Repeat("a", 150) + ".b", strings.Repeat("a", 150) + "~/~2Eb", strings.Repeat("a", 150) + "~/~2Eb"},
	}
	for _, test := range tests {
		path := Path(test.number)
		if path != test.path || Href(path) != test.href {
			t.Errorf("%s: path %q, href %q; want %q, %q", test.name, path, Href(path), test.path, test.href)
		}
		if back, ok := Unpath(path); !ok || back != test.number {
			t.Errorf("%s: %q goes back to %q, %t", test.name, path, back, ok)
		}
	}
}

func TestUnpathRefuses(t *testing.T) {
	for _, path := range []string{"", "/", "a/", "/a", "~", "a~", "~2", "~2e", "~41", "~zz", "page", "con", "a b ", ".", "..", "~-~", "~2F", "a~/~-", "a:b", "\xff", "~other"} {
		if number, ok := Unpath(path); ok {
			t.Errorf("%q is the path of %q", path, number)
		}
	}
}

func TestFoldPath(t *testing.T) {
	tests := []struct {
		a, b  string
		clash bool
	}{
		{"zfb/2026-00021", "ZFB/2026-00021", true},
		{"zfb/2026-00021", "zfb/2026-00022", false},
		{"Ⅷ", "ⅷ", true},
		{"Ａ", "ａ", true},
		{"σ", "ς", true},
		{"K", "k", true},
		{"ſ", "S", true},
		{"号", "號", false},
	}
	for _, test := range tests {
		if got := FoldPath(Path(test.a)) == FoldPath(Path(test.b)); got != test.clash {
			t.Errorf("%q and %q: clash is %t; want %t", test.a, test.b, got, test.clash)
		}
	}
}

// FuzzPath holds that paths go back to their numbers, that no file system
// misunderstands a segment, and that the link leads to the path.
func FuzzPath(f *testing.F) {
	for _, number := range []string{"000014349/2022-00013", "../a", "", "//", "a~b", "con", "page/2", "index.html", "\xff", "。．", strings.Repeat("é", 200), "a. ", " . ", "ΑΒΓ", "~-", "a~/b", "😀", "\u1100\u1161"} {
		f.Add(number)
	}
	f.Fuzz(func(t *testing.T, number string) {
		path := Path(number)
		if back, ok := Unpath(path); !ok || back != number {
			t.Fatalf("%q: path %q goes back to %q, %t", number, path, back, ok)
		}
		if !utf8.ValidString(path) {
			t.Errorf("%q: path %q is not UTF-8", number, path)
		}
		for _, segment := range strings.Split(path, "/") {
			if segment == "" || len(segment) > longestPiece+3 || strings.Trim(segment, ". ") != segment || Reserved(segment) || strings.ContainsAny(segment, "\x00\\:*?\"<>|#%") {
				t.Errorf("%q: segment %q", number, segment)
			}
		}
		if to, err := url.Parse(Href(path)); err != nil || to.Path != path || to.IsAbs() || to.RawQuery != "" {
			t.Errorf("%q: %q leads to %v, %v", number, Href(path), to, err)
		}
		if other := strings.Map(unicode.SimpleFold, path); FoldPath(other) != FoldPath(path) {
			t.Errorf("%q and %q differ in case only, but have the keys %q and %q", path, other, FoldPath(path), FoldPath(other))
		}
	})
}

// FuzzUnpath holds that a path that is accepted is the path of its number.
func FuzzUnpath(f *testing.F) {
	for _, path := range []string{"a/b", "~2E", "a~/b", "~-", "~zz"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if number, ok := Unpath(path); ok && Path(number) != path {
			t.Errorf("%q is accepted for %q, whose path is %q", path, number, Path(number))
		}
	})
}

func TestNormalize(t *testing.T) {
	tests := []struct{ number, want string }{
		{"000014349/2022-00013", "000014349/2022-00013"},
		{"０００014349／2022－00013", "000014349/2022-00013"},
		{" 000014349 /\t2022 -\u300000013\u200b\ufeff", "000014349/2022-00013"},
		{"a—b–c‐d‑e−f——g", "a-b-c-d-e-f-g"},
		{"a∕b⁄c", "a/b/c"},
		{"Ｚｆｂ", "Zfb"},
		{"示例政〔2022〕7号", "示例政〔2022〕7号"},
		{"", ""},
	}
	for _, test := range tests {
		if got := Normalize(test.number); got != test.want {
			t.Errorf("%q becomes %q; want %q", test.number, got, test.want)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	f.Add("０００014349／2022——00013 ")
	f.Add("\xff〜～")
	f.Fuzz(func(t *testing.T, number string) {
		key := Normalize(number)
		if again := Normalize(key); again != key {
			t.Errorf("%q becomes %q, and that %q", number, key, again)
		}
		if strings.ContainsAny(key, " \t\n　－—–／") {
			t.Errorf("%q becomes %q", number, key)
		}
	})
}

func TestCompare(t *testing.T) {
	sorted := []string{
		"", "000014349/2017-00110", "000014349/2022-00013", "01527918X-2020-9", "01527918X-2020-10", "01527918X-2020-010",
		"330200-01-02-01-20070101-2", "330200-01-02-01-20070101-12", "a", "a1", "a01", "a1b", "a2", "b", "示例〔2022〕2号", "示例〔2022〕10号",
	}
	got := slices.Clone(sorted)
	slices.Reverse(got)
	slices.SortFunc(got, Compare)
	want := []string{
		"", "000014349/2017-00110", "000014349/2022-00013", "330200-01-02-01-20070101-2", "330200-01-02-01-20070101-12", "01527918X-2020-9", "01527918X-2020-010", "01527918X-2020-10",
		"a", "a01", "a1", "a1b", "a2", "b", "示例〔2022〕2号", "示例〔2022〕10号",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("sorted:\n%q\nwant\n%q", got, want)
	}
}

// FuzzCompare holds that the order is total.
func FuzzCompare(f *testing.F) {
	f.Add("a01", "a1", "a1b")
	f.Add("2020-9", "2020-10", "2020-010")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if Compare(a, b) != -Compare(b, a) {
			t.Errorf("%q and %q: %d and %d", a, b, Compare(a, b), Compare(b, a))
		}
		if (Compare(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q compare as %d", a, b, Compare(a, b))
		}
		if Compare(a, b) <= 0 && Compare(b, c) <= 0 && Compare(a, c) > 0 {
			t.Errorf("%q ≤ %q ≤ %q, and yet the first is after the last", a, b, c)
		}
	})
}

func steps(list []Step) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString("/" + s.Key + "=" + s.Label)
	}
	return b.String()
}

func TestSteps(t *testing.T) {
	all := []Scheme{*scheme(t, "credit"), *scheme(t, "national"), *scheme(t, "monthly"), *scheme(t, "fujian"), *scheme(t, "ningbo"), *scheme(t, "gansu"), *scheme(t, "school"), *scheme(t, "qiqihar"), *scheme(t, "tail")}
	own, _ := ParsePattern("NB-{agency.id}-{year}")
	all = append(all, own)
	name := func(source, code string) string {
		switch source + " " + code {
		case "agency.code 000014349":
			return "国务院办公厅"
		case "catalogue 0101":
			return "机构职能"
		}
		return ""
	}
	tests := []struct{ number, want string }{
		{"000014349/2022-00013", "/000014349=国务院办公厅/2022=2022年"},
		{"014416330/2018-04736", "/014416330=014416330/2018=2018年"},
		{"113417030032499282/202001-00140", "/113417030032499282=113417030032499282/2020=2020年/01=1月"},
		{"XM02100-0101-2019-00001", "/XM=厦门/02100=02100/0101=机构职能/2019=2019年"},
		{"330200-01-02-0102-20071201-1", "/330200=330200/01=01/02=02/01=01/0102=0102/2007=2007年/12=12月"},
		{"330200-01-02-01-20071201-1", "/330200=330200/01=01/02=02/01=01/2007=2007年/12=12月"},
		{"GSD012201001-2020-7", "/GSD0122=GSD0122/01=01/01001=政策法规/2020=2020年"},
		{"G06902010020190001", "/G069=G069/02=02/0201=0201/2019=2019年"},
		{"20191202-189769", "/2019=2019年/12=12月"},
		{"年报22〕7号", "/22=22年"},
		{"NB-swj-2022", "/swj=swj"},
		{"NB-page-2022", "/~70age=page"},
		{"null02D/01A/D3C20190807", "/null02D=null02D/01A=01A"},
		{"000014349/2019-000021", "/000014349=国务院办公厅"},
		{"/a", "/~-=（空）"},
		{"A-7", "/~other=其他"},
		{"", "/~other=其他"},
	}
	for _, test := range tests {
		if got := steps(Steps(all, test.number, 0, name)); got != test.want {
			t.Errorf("%s: %s; want %s", test.number, got, test.want)
		}
	}
	if got := steps(Steps(all, "000014349/2022-00013", 0, nil)); got != "/000014349=000014349/2022=2022年" {
		t.Errorf("without names: %s", got)
	}
	late := all[1]
	late.From = 2030
	if got := steps(Steps([]Scheme{late}, "000014349/2022-00013", 2022, nil)); got != "/000014349=000014349" {
		t.Errorf("before the scheme is valid: %s", got)
	}
	want := Step{Key: "000014349", Label: "国务院办公厅", Segment: "body", Kind: Coded, Value: "000014349"}
	if got := Steps(all, "000014349/2022-00013", 2022, name)[0]; got != want {
		t.Errorf("step %+v; want %+v", got, want)
	}
	odd, _ := ParsePattern("{agency.code}-{serial}")
	if got := steps(Steps([]Scheme{odd}, "a/b-1", 0, nil)); got != "/a~2Fb=a/b" {
		t.Errorf("a code with a slash: %s", got)
	}
}

func BenchmarkPath(b *testing.B) {
	for _, bench := range []struct{ name, number string }{{"plain", "11500000009275780L/2025-00040"}, {"Chinese", "示例政〔2022〕7号"}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Href(Path(bench.number))
			}
		})
	}
}

func BenchmarkNormalize(b *testing.B) {
	for _, number := range []string{"11500000009275780L/2025-00040", "１１５０００／２０２２—０００１３"} {
		b.Run(number, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Normalize(number)
			}
		})
	}
}

func BenchmarkSteps(b *testing.B) {
	s, _ := ParsePattern("{agency.code:uscc}/{published.year}-{serial:5}")
	all := []Scheme{s}
	b.ReportAllocs()
	for b.Loop() {
		Steps(all, "11500000009275780L/2025-00040", 2025, nil)
	}
}
