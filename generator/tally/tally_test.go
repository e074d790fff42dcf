package tally

import (
	"math/big"
	"strings"
	"testing"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// requests is a table whose numbers all tie: 25 rows in the order of the form.
const requests = `13612 252 0 45 128 32 14069
535 6 0 1 18 0 560
5345 129 0 41 19 14 5548
2120 39 0 1 6 2 2168
13 0 0 0 0 0 13
30 0 0 0 0 0 30
11 0 0 0 0 0 11
49 2 0 0 0 0 51
103 1 0 0 0 0 104
84 1 0 0 0 0 85
282 4 0 0 0 0 286
147 0 0 0 1 2 150
3075 50 0 0 89 8 3222
177 3 0 0 0 0 180
19 0 0 0 0 0 19
199 1 0 0 3 0 203
147 1 0 0 0 0 148
0 0 0 0 0 0 0
100 1 0 0 0 0 101
5 0 0 0 0 0 5
315 3 0 0 0 0 318
202 0 0 1 0 0 203
941 17 0 1 3 3 965
13364 252 0 44 121 29 13810
783 6 0 2 25 3 819`

// table fills a table of the 2021 format.
func table(t testing.TB, id, cells string) *report.Table {
	f, _ := format.Builtin().Get("2021")
	def, _ := f.Table(id)
	var filled []report.Cell
	for _, text := range strings.Fields(cells) {
		filled = append(filled, report.Cell{Text: text, Kind: report.Number})
	}
	if len(filled) != def.Size {
		t.Fatalf("%d cells; want %d", len(filled), def.Size)
	}
	return &report.Table{Def: def, Cells: report.Pack(filled)}
}

// change puts another value into a table.
func change(t testing.TB, filled *report.Table, name string, c report.Cell) {
	t.Helper()
	at, ok := filled.Def.Index(name)
	if !ok {
		t.Fatalf("no cell %s", name)
	}
	cells := filled.Cells.All()
	cells[at] = c
	filled.Cells = report.Pack(cells)
}

func TestTies(t *testing.T) {
	for i, r := range Table(table(t, "requests", requests)) {
		if want := []int{7, 7, 25}[i]; r.Holds != want || r.Assessed() != want || r.Unassessed != 0 {
			t.Errorf("%s holds %d of %d; want %d", r.Sum.Rule, r.Holds, r.Assessed(), want)
		}
	}
	for _, r := range Table(table(t, "disputes", "376 97 196 121 790 16 1 12 27 56 74 1 30 51 156")) {
		if r.Holds != 3 || r.Assessed() != 3 {
			t.Errorf("%s holds %d of %d; want 3", r.Sum.Rule, r.Holds, r.Assessed())
		}
	}
}

func TestFailureAndBlank(t *testing.T) {
	filled := table(t, "requests", requests)
	change(t, filled, "requests.received.total", report.Cell{Text: "14070", Kind: report.Number})
	change(t, filled, "requests.granted.natural", report.Cell{})
	mark, _ := filled.Def.Index("requests.denied.petition")
	if mark != 0 {
		t.Fatal("a cell that is none was found")
	}
	results := Table(filled)
	balance, result, row := results[0], results[1], results[2]
	if len(balance.Failures) != 1 || balance.Failures[0].Case.Key != "total" || balance.Failures[0].Left.String() != "14630" || balance.Failures[0].Right.String() != "14629" {
		t.Errorf("balance: %+v", balance)
	}
	if result.Unassessed != 1 || result.Holds != 6 || len(result.Failures) != 0 {
		t.Errorf("a blank was added up: %+v", result)
	}
	if row.Unassessed != 1 || len(row.Failures) != 1 || row.Failures[0].Case.Key != "received" || row.Holds != 23 {
		t.Errorf("rows: %+v", row)
	}
}

func TestNumber(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"1", "2", "3"},
		{"0.1", "0.2", "0.3"},
		{"316441.0000", "0.0001", "316441.0001"},
		{"12.3400", "1", "13.3400"},
		{"-5", "+3", "-2"},
		{"9223372036854775807", "1", "9223372036854775808"},
		{"99999999999999999999", "0.5", "99999999999999999999.5"},
		{"4611686018427387904", "4611686018427387904", "9223372036854775808"},
	} {
		a, ok := Parse(tt.a)
		b, both := Parse(tt.b)
		if got := a.Add(b).String(); !ok || !both || got != tt.want {
			t.Errorf("%s + %s = %s; want %s", tt.a, tt.b, got, tt.want)
		}
	}
	for _, bad := range []string{"", "/", "—", "1,234", "１", "1e3", "0x1", ".5", "5.", "--1", "+-1", "1 ", "NaN", "Inf", "1_000", "1/2"} {
		if n, ok := Parse(bad); ok {
			t.Errorf("%q was read as %s", bad, n)
		}
	}
	zero, _ := Parse("0")
	if same, _ := Parse("0.0000"); !same.Equal(zero) || same.String() != "0.0000" {
		t.Error("0.0000 is not 0 with its digits")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0", "-1.50", "+3", "99999999999999999999.0001", "1/2", "1e9", "００"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := Parse(s)
		if !ok || len(s) > 1000 {
			return
		}
		want, valid := new(big.Rat).SetString(s)
		if !valid || n.rat().Cmp(want) != 0 {
			t.Fatalf("%q was read as %s", s, n)
		}
		if again, ok := Parse(n.String()); !ok || !again.Equal(n) {
			t.Fatalf("%q is shown as %s", s, n)
		}
	})
}

func BenchmarkTable(b *testing.B) {
	filled := table(b, "requests", requests)
	for b.Loop() {
		Table(filled)
	}
}

func TestCarries(t *testing.T) {
	before := &report.Report{Tables: []report.Table{*table(t, "requests", requests), *table(t, "proactive", "3 5 74 564 984 4185 1 2 3 0.5")}}
	if len(before.Tables) != 2 {
		t.Fatal("no tables")
	}
	this := table(t, "requests", requests)
	results := Carries(this, before)
	if len(results) != 1 || results[0].Carry.Rule != "requests-carry-over" || results[0].Assessed() != 7 {
		t.Fatalf("got %+v", results)
	}
	// 535 was carried in, 783 were carried out the year before.
	if f := results[0].Failures; len(f) != 5 || f[0].Case.Key != "natural" || f[0].This.String() != "535" || f[0].Want.String() != "783" {
		t.Errorf("failures %+v", f)
	}
	if r := Carries(this, nil); r[0].Assessed() != 0 || r[0].Unassessed != 7 {
		t.Errorf("without the year before: %+v", r)
	}
	proactive := table(t, "proactive", "1 2 73 10 20 4175 1 2 3 0.5")
	if r := Carries(proactive, before); r[0].Holds != 2 {
		t.Errorf("valid = valid + made − repealed: %+v", r)
	}
	change(t, proactive, "proactive.rules.made", report.Cell{Text: "/", Kind: report.Mark})
	change(t, proactive, "proactive.normative.valid", report.Cell{Text: "4176", Kind: report.Number})
	if r := Carries(proactive, before); r[0].Unassessed != 1 || len(r[0].Failures) != 1 || r[0].Failures[0].Want.String() != "4175" {
		t.Errorf("with a mark and a wrong number: %+v", r)
	}
}
