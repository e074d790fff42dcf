package tomldoc

import (
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"gongkai/generator/date"
	"gongkai/generator/diag"
)

const places = `# 注释 = 1
title = "甲" # 甲 = 2
published = 2023-01-12
"键 一" = 'x'
'a.b' = 1
"t\u0061b" = 2
a.b.c = 0.0000
a.d = +7.50e0
received = [0, 0, "", 3]
text = """
[no.table]
""""
rules = { made = 1, "已" = [ 10,
  # 一行
  2.50 ], deep = { x = 1979-05-27 07:32:00 } }

[requests]
x = 1
  [ requests . denied ]
  secret = [ ]
[[table]]
id = "一"
[[table]]
id = "二"
[[table.row]]
n = 1
[table.sub]
n = 2
[later.sub]
[later]
`

func TestPlaces(t *testing.T) {
	tests := []struct {
		name       string
		path       []any
		key, value string
		raw        string
	}{
		{"string", []any{"title"}, "5:1", "5:9", `"甲"`},
		{"date", []any{"published"}, "6:1", "6:13", `2023-01-12`},
		{"quoted key", []any{"键 一"}, "7:1", "7:9", `'x'`},
		{"quoted key with a point", []any{"a.b"}, "8:1", "8:9", `1`},
		{"escaped key", []any{"tab"}, "9:1", "9:14", `2`},
		{"dotted key", []any{"a", "b", "c"}, "10:5", "10:9", `0.0000`},
		{"table of a dotted key", []any{"a"}, "10:1", "10:1", ``},
		{"second in a dotted table", []any{"a", "d"}, "11:3", "11:7", `+7.50e0`},
		{"array", []any{"received"}, "12:1", "12:12", `[0, 0, "", 3]`},
		{"first element", []any{"received", 0}, "12:13", "12:13", `0`},
		{"blank element", []any{"received", 2}, "12:19", "12:19", `""`},
		{"last element", []any{"received", 3}, "12:23", "12:23", `3`},
		{"string over lines", []any{"text"}, "13:1", "13:8", "\"\"\"\n[no.table]\n\"\"\"\""},
		{"inline key", []any{"rules", "made"}, "16:11", "16:18", `1`},
		{"inline element on another line", []any{"rules", "已", 1}, "18:3", "18:3", `2.50`},
		{"date with a blank", []any{"rules", "deep", "x"}, "18:20", "18:24", `1979-05-27 07:32:00`},
		{"heading", []any{"requests"}, "20:2", "20:2", ``},
		{"heading with blanks", []any{"requests", "denied"}, "22:16", "22:16", ``},
		{"below a heading", []any{"requests", "denied", "secret"}, "23:3", "23:12", `[ ]`},
		{"list of tables", []any{"table"}, "24:3", "24:3", ``},
		{"element of a list of tables", []any{"table", 1}, "26:3", "26:3", ``},
		{"below an element", []any{"table", 1, "id"}, "27:1", "27:6", `"二"`},
		{"list of tables in one", []any{"table", 1, "row", 0, "n"}, "29:1", "29:5", `1`},
		{"table in an element", []any{"table", 1, "sub", "n"}, "31:1", "31:5", `2`},
		{"heading after one below it", []any{"later"}, "33:2", "33:2", ``},
		{"what is not there", []any{"requests", "denied", "secrets"}, "22:16", "22:16", ``},
		{"element that is not there", []any{"received", 9}, "12:1", "12:12", ``},
		{"root", nil, "4:1", "4:1", ``},
	}
	doc, problems := Parse("x.md", 4, []byte(places))
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	for _, test := range tests {
		key, value := doc.Key(test.path...), doc.Value(test.path...)
		if key.String() != "x.md:"+test.key || value.String() != "x.md:"+test.value || doc.Raw(test.path...) != test.raw {
			t.Errorf("%s: key %s, value %s, raw %q; want %s, %s, %q", test.name, key, value, doc.Raw(test.path...), test.key, test.value, test.raw)
		}
	}
	wantKeys := []string{"title", "published", "键 一", "a.b", "tab", "a", "received", "text", "rules", "requests", "table", "later"}
	if got := doc.Keys(); !slices.Equal(got, wantKeys) {
		t.Errorf("keys %q; want %q", got, wantKeys)
	}
}

// TestPlacesCRLF holds that line ends of two characters move no place.
func TestPlacesCRLF(t *testing.T) {
	text := strings.ReplaceAll("# 甲\na = \"乙\" # 丙\nb = [\n 1,\n 2]\n", "\n", "\r\n")
	doc, problems := Parse("x.md", 2, []byte("\ufeff"+text))
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	if got := fmt.Sprint(doc.Value("a"), doc.Value("b", 1), doc.Raw("a"), doc.Raw("b", 0)); got != `x.md:3:5 x.md:6:2"乙"1` {
		t.Error(got)
	}
}

func TestValues(t *testing.T) {
	doc, problems := Parse("x.toml", 1, []byte("s = \"甲\"\ni = 1\nf = 1.5\nb = true\nd = 2023-01-12\nz = 2023-01-12T08:00:00+08:00\nl = [1, 2024-02-29]\nt = [{a = 1}]\n[[u]]\nd = 0001-01-01\n"))
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	z, ok := doc.Values["z"].(time.Time)
	if !ok || z.Unix() != 1673481600 {
		t.Errorf("z is %v", doc.Values["z"])
	}
	delete(doc.Values, "z")
	want := map[string]any{
		"s": "甲", "i": int64(1), "f": 1.5, "b": true, "d": date.Date{Year: 2023, Month: 1, Day: 12},
		"l": []any{int64(1), date.Date{Year: 2024, Month: 2, Day: 29}},
		"t": []any{map[string]any{"a": int64(1)}},
		"u": []any{map[string]any{"d": date.Date{Year: 1, Month: 1, Day: 1}}},
	}
	if !reflect.DeepEqual(doc.Values, want) {
		t.Errorf("values %v; want %v", doc.Values, want)
	}
}

// FuzzParse holds that the places agree with the library: every table has the
// same keys and every array the same length, and what stands at the place of a
// value is the value.
func FuzzParse(f *testing.F) {
	f.Add(places)
	f.Add(front(f))
	for _, b := range broken {
		f.Add(b.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, problems := Parse("x", 1, []byte(text))
		if again, more := Parse("x", 1, []byte(text)); !reflect.DeepEqual(problems, more) || len(again.Values) != len(doc.Values) {
			t.Fatalf("parsed twice: %v and %v", problems, more)
		}
		for _, p := range problems {
			if lines := strings.Count(text, "\n") + 1; p.Pos.Line < 1 || p.Pos.Line > lines || p.Pos.Col < 1 || p.Text.Zh == "" || p.Text.En == "" {
				t.Errorf("problem %v in a text of %d lines", p, lines)
			}
		}
		agrees(t, doc.Root())
	})
}

func agrees(t *testing.T, v Value) {
	switch got := v.Any.(type) {
	case map[string]any:
		keys := v.Keys()
		if len(keys) != len(got) {
			t.Fatalf("keys %q of %v", keys, got)
		}
		for _, key := range keys {
			below, ok := v.Get(key)
			if !ok {
				t.Fatalf("key %q of %v is not there", key, got)
			}
			agrees(t, below)
		}
	case []any:
		for _, element := range v.Elems() {
			if element.id == 0 {
				t.Fatalf("an element of %v has no place", got)
			}
			agrees(t, element)
		}
	default:
		var again map[string]any
		if _, err := toml.Decode("x = "+v.Raw(), &again); err != nil {
			t.Fatalf("%q, the text of %v: %v", v.Raw(), got, err)
		}
		if read := plain(again["x"]); !reflect.DeepEqual(read, got) && !bothNaN(read, got) {
			t.Fatalf("%q is %v; want %v", v.Raw(), read, got)
		}
	}
}

func bothNaN(a, b any) bool {
	x, _ := a.(float64)
	y, _ := b.(float64)
	return math.IsNaN(x) && math.IsNaN(y)
}

// front is the front matter of a report with all tables of 2021.
func front(t testing.TB) string {
	text, err := os.ReadFile("testdata/front.toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func BenchmarkParse(b *testing.B) {
	text := []byte(front(b))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := Parse("x.md", 2, text); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}

// BenchmarkDecode is the library alone: what Parse adds to it is ours.
func BenchmarkDecode(b *testing.B) {
	text := front(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var values map[string]any
		if _, err := toml.Decode(text, &values); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	text := front(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s := newScanner(text)
		s.document()
		if s.twice.at != 0 {
			b.Fatal("a key stands twice")
		}
	}
}

// TestSpan cuts values out of the text where they are said to stand.
func TestSpan(t *testing.T) {
	doc, problems := Parse("x.toml", 1, []byte("\ufeff"+places))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	n := 0
	var down func(v Value)
	down = func(v Value) {
		if start, end := v.Span(); places[start:end] != v.Raw() {
			t.Errorf("%q stands at %d:%d, which is %q", v.Raw(), start, end, places[start:end])
		}
		n++
		for _, k := range v.Keys() {
			below, _ := v.Get(k)
			down(below)
		}
		for _, e := range v.Elems() {
			down(e)
		}
	}
	down(doc.Root())
	if n < 20 {
		t.Errorf("only %d values", n)
	}
}
