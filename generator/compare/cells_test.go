package compare

import (
	"slices"
	"testing"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// filled gives a table of a form with 0 in all cells but those named.
func filled(form, id string, cells map[string]report.Cell) *report.Report {
	f, _ := format.Builtin().Get(form)
	def, _ := f.Table(id)
	all := slices.Repeat([]report.Cell{number("0")}, def.Size)
	for key, c := range cells {
		at, ok := def.Index(key)
		if !ok {
			panic(key)
		}
		all[at] = c
	}
	return &report.Report{Format: f, Tables: []report.Table{{Def: def, Cells: report.Pack(all)}}}
}

func number(digits string) report.Cell { return report.Cell{Text: digits, Kind: report.Number} }
func mark(text string) report.Cell     { return report.Cell{Text: text, Kind: report.Mark} }

func TestCell(t *testing.T) {
	const key, fees = "requests.denied.state_secret.business", "proactive.fees"
	for _, c := range []struct {
		table, key string
		old, new   report.Cell
		difference string
	}{
		{"requests", key, number("3"), number("5"), "+2"},
		{"requests", key, number("5"), number("3"), "-2"},
		{"requests", key, number("0"), report.Cell{}, ""},
		{"requests", key, report.Cell{}, mark("/"), ""},
		{"requests", key, mark("/"), number("0"), ""},
		{"requests", key, number("3"), mark("3"), ""},
		{"requests", key, number("9999999999999999999999"), number("10000000000000000000000"), "+1"},
		{"proactive", fees, number("0.1"), number("0.3000"), "+0.2000"},
		{"proactive", fees, number("1.10"), number("1.1"), "0.00"},
	} {
		old, new := filled("2021", c.table, map[string]report.Cell{c.key: c.old}), filled("2021", c.table, map[string]report.Cell{c.key: c.new})
		d := Reports(Version{Report: old}, Version{Report: new})
		if len(d.Tables) != 1 || len(d.Tables[0].Cells) != 1 {
			t.Fatalf("%v → %v: tables %+v", c.old, c.new, d.Tables)
		}
		if got := d.Tables[0].Cells[0]; got.Key != c.key || *got.Old != c.old || *got.New != c.new || got.Difference != c.difference {
			t.Errorf("%v → %v: %+v; want difference %q", c.old, c.new, got, c.difference)
		}
	}
}

func TestCellLabel(t *testing.T) {
	const key = "requests.denied.state_secret.business"
	old, new := filled("2021", "requests", nil), filled("2021", "requests", map[string]report.Cell{key: number("1")})
	label := func() string { return Reports(Version{Report: old}, Version{Report: new}).Tables[0].Cells[0].Label }
	if got, want := label(), "三、本年度办理结果/（三）不予公开/1.属于国家秘密 · 商业企业"; got != want {
		t.Errorf("label is %s; want %s", got, want)
	}
	new.Labels = map[string]string{"requests.denied.state_secret": "1.国家秘密", "requests.denied": "（三）不公开", "requests.column.business": "企业"}
	if got, want := label(), "三、本年度办理结果/（三）不公开/1.国家秘密 · 企业"; got != want {
		t.Errorf("label as published is %s; want %s", got, want)
	}
}

// TestOtherForm compares cells that both forms have, and gives those that one
// lacks with nothing on its side.
func TestOtherForm(t *testing.T) {
	old := filled("2019", "requests", map[string]report.Cell{"requests.received.total": number("4"), "requests.other.total": number("2")})
	new := filled("2021", "requests", map[string]report.Cell{"requests.received.total": number("7")})
	d := Reports(Version{Report: old}, Version{Report: new})
	cells := map[string]Cell{}
	for _, c := range d.Tables[0].Cells {
		cells[c.Key] = c
	}
	if c := cells["requests.received.total"]; c.Difference != "+3" {
		t.Errorf("a cell of both forms: %+v", c)
	}
	if c := cells["requests.other.total"]; c.New != nil || c.Old == nil || *c.Old != number("2") || c.Label != "三、本年度办理结果/（六）其他处理 · 总计" {
		t.Errorf("a cell of the old form: %+v", c)
	}
	if c := cells["requests.other.unpaid.total"]; c.Old != nil || c.New == nil {
		t.Errorf("a cell of the new form: %+v", c)
	}
	if _, ok := cells["requests.granted.total"]; ok {
		t.Error("a cell that is the same in both forms is given")
	}
	if len(d.Fields) != 1 || d.Fields[0].Key != "format" {
		t.Errorf("fields: %+v", d.Fields)
	}
}

// TestEveryLabel gives each row, group and column of each form another label.
func TestEveryLabel(t *testing.T) {
	for _, f := range format.Builtin().All() {
		for _, def := range f.Tables {
			for i := range def.Size {
				if got := label(def, i, map[string]string{"no": "such"}); got != def.Label(i) {
					t.Errorf("%s is %s; want %s", def.Name(i), got, def.Label(i))
				}
			}
			for _, key := range def.LabelKeys() {
				known := slices.ContainsFunc(def.Rows, func(r format.Row) bool { return r.Key == key })
				for _, b := range def.Blocks {
					for _, c := range b.Columns {
						known = known || c.Key != "" && (key == "column."+c.Key || key == b.Key+".column."+c.Key)
					}
				}
				changed := 0
				for i := range def.Size {
					if label(def, i, map[string]string{def.ID + "." + key: "标"}) != def.Label(i) {
						changed++
					}
				}
				if known && changed == 0 {
					t.Errorf("the label %s.%s of format %s names no cell", def.ID, key, f.ID)
				}
			}
		}
	}
}
