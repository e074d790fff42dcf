package dataset

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/date"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/settings"
)

var update = flag.Bool("update", false, "write the golden files anew")

// number, mark and blank are the three kinds of cells.
func number(text string) report.Cell { return report.Cell{Text: text, Kind: report.Number} }
func mark(text string) report.Cell   { return report.Cell{Text: text, Kind: report.Mark} }

var blank = report.Cell{}

// cells are values by the names of their cells.
type cells map[string]report.Cell

// fill makes the tables named, all of a format where none is, with 0 in each cell
// but those given.
func fill(t testing.TB, f *format.Format, given cells, tables ...string) []report.Table {
	t.Helper()
	var filled []report.Table
	for _, def := range f.Tables {
		if len(tables) > 0 && !strings.Contains(strings.Join(tables, " "), def.ID) {
			continue
		}
		filled = append(filled, report.Table{Def: def, Cells: report.Pack(slices.Repeat([]report.Cell{number("0")}, def.Size))})
	}
	for name, c := range given {
		found := false
		for i, table := range filled {
			if at, ok := table.Def.Index(name); ok {
				all := table.Cells.All()
				all[at], found = c, true
				filled[i].Cells = report.Pack(all)
			}
		}
		if !found {
			t.Fatalf("no table has a cell %s", name)
		}
	}
	return filled
}

func builtin(t testing.TB, id string) *format.Format {
	t.Helper()
	f, ok := format.Builtin().Get(id)
	if !ok {
		t.Fatalf("no format %s", id)
	}
	return f
}

// set gives a set of the built-in formats and one more.
func set(t testing.TB, id, text string) *format.Set {
	t.Helper()
	s, problems := format.Load(format.Builtin(), []format.Source{{File: id + ".toml", Text: []byte(text)}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

func agency(id, name, short string) settings.Agency {
	return settings.Agency{ID: id, Name: name, Short: short}
}

// example is a small report of 2022 with everything a download can show.
func example(t testing.TB) Entry {
	return Entry{
		Agency: agency("swj", "示例市商务局", "商务局"),
		Name:   "示例市商务局",
		Report: &report.Report{
			Agency: "swj", Year: 2022, Format: builtin(t, "2021"),
			Title:       "示例市商务局2022年政府信息公开工作年度报告",
			IndexNumber: "SWJ/2022-00001", DocumentNumber: "示商〔2023〕1号",
			Issued: date.Date{Year: 2023, Month: 1, Day: 10}, Published: date.Date{Year: 2023, Month: 1, Day: 12},
			Tables: fill(t, builtin(t, "2021"), cells{
				"proactive.rules.made":                  blank,
				"proactive.rules.repealed":              mark("/"),
				"proactive.rules.valid":                 number("0"),
				"proactive.normative.made":              number("007"),
				"proactive.normative.repealed":          number("+3"),
				"proactive.normative.valid":             number("1234567890123456"),
				"proactive.licensing":                   mark("—"),
				"proactive.penalty":                     mark("约12件，含\"简易\"程序"),
				"proactive.coercion":                    mark("1,234"),
				"proactive.fees":                        number("0.0000"),
				"requests.received.natural":             number("12"),
				"requests.received.total":               number("12"),
				"requests.denied.law_forbidden.natural": mark("=1+1"),
				"disputes.reconsideration.upheld":       number("-2"),
			}),
			Labels: map[string]string{
				"requests.denied.law_forbidden": "2.其他法律法规禁止公开",
				"requests.denied":               "(三) 不予公开",
				"proactive.fees.column":         "本年收费金额（单位：万元，保留4位小数）",
			},
			Free: []report.FreeTable{{
				ID: "training", Caption: "培训情况", Columns: []string{"班次", "人数,合计"},
				Rows: [][]report.Cell{{mark("第一期"), number("30.50")}, {mark("@备注"), blank}, {mark("/"), number("0")}},
			}},
		},
		Address: "https://example.org/reports/swj/2022/",
	}
}

// others are reports of other years, formats and agencies.
func others(t testing.TB) []Entry {
	return []Entry{
		{
			Agency: agency("swj", "示例市商务局", "商务局"), Name: "示例市商务委员会", Address: "/reports/swj/2020/",
			Report: &report.Report{Agency: "swj", Year: 2020, Title: "2020年年报", Format: builtin(t, "2019"), Tables: fill(t, builtin(t, "2019"), cells{
				"proactive.licensing.change":   number("+3"),
				"proactive.procurement.amount": mark("251000元"),
			})},
		},
		{
			Agency: agency("swj", "示例市商务局", "商务局"), Name: "示例市商务委员会",
			Report: &report.Report{Agency: "swj", Year: 2016, Title: "2016年年报", Format: builtin(t, "free"), Tables: fill(t, builtin(t, "free"), cells{
				"statistics.requests.answers.granted": number("4"),
			})},
		},
		{
			Agency: agency("xzf", "示例市人民政府", ""), Name: "示例市人民政府",
			Report: &report.Report{Agency: "xzf", Year: 2012, Title: "2012年年报", Format: builtin(t, "free")},
		},
	}
}

// golden compares with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("%s, line %d:\n got %s\nwant %s", path, i+1, gotLines[i], wantLines[i])
		}
	}
	t.Fatalf("%s: %d lines; want %d", path, len(gotLines), len(wantLines))
}

func TestParseDecimal(t *testing.T) {
	for text, want := range map[string]bool{
		"0": true, "007": true, "+3": true, "-2.50": true, "0.0000": true,
		"": false, "+": false, "-": false, ".5": false, "5.": false, "1,234": false, "1e3": false, "-1+2": false, "１": false, "1.2.3": false,
	} {
		if _, got := parseDecimal(text); got != want {
			t.Errorf("parseDecimal(%q) says %v", text, got)
		}
	}
}
