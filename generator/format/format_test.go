package format

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
)

func TestForYear(t *testing.T) {
	for year, want := range map[int]string{2008: "free", 2018: "free", 2019: "2019", 2020: "2019", 2021: "2021", 2035: "2021"} {
		if got := Builtin().ForYear(year).ID; got != want {
			t.Errorf("ForYear(%d) = %q; want %q", year, got, want)
		}
	}
}

// The cells that the content format and the commands promise to scripts.
func TestNames(t *testing.T) {
	for id, want := range map[string]map[string]int{
		"2021": {"proactive": 10, "requests": 25 * 7, "disputes": 15},
		"2019": {"proactive": 22, "requests": 23 * 7, "disputes": 15},
		"free": {"statistics": 58},
	} {
		f, _ := Builtin().Get(id)
		if len(f.Tables) != len(want) {
			t.Errorf("%s has %d tables; want %d", id, len(f.Tables), len(want))
		}
		for _, table := range f.Tables {
			if table.Size != want[table.ID] {
				t.Errorf("%s.%s has %d cells; want %d", id, table.ID, table.Size, want[table.ID])
			}
			for i, name := range table.Names() {
				at, ok := table.Index(name)
				row, column := table.RowOf(i)
				spelt := strings.TrimSuffix(table.ID+"."+row.Key+"."+column.Key, ".")
				if !ok || at != i || table.Name(i) != name || spelt != name {
					t.Errorf("cell %d of %s is %q: Index gives %d, row and column give %q", i, table.ID, name, at, spelt)
				}
			}
		}
	}
	f, _ := Builtin().Get("2021")
	for _, name := range []string{"requests.denied.state_secret.natural", "requests.received.total", "proactive.rules.made", "proactive.fees", "disputes.litigation_after.total"} {
		table, _ := f.Table(strings.SplitN(name, ".", 2)[0])
		if _, ok := table.Index(name); !ok {
			t.Errorf("no cell %s", name)
		}
	}
}

// Every printed cell of a grid covers places that no other covers, and together
// they cover all: what HTML needs to print no hole and no overlap.
func TestGridTiles(t *testing.T) {
	for _, f := range Builtin().All() {
		for _, table := range f.Tables {
			checkTiling(t, f.ID+"."+table.ID, table)
		}
	}
}

func checkTiling(t *testing.T, name string, table *Table) {
	g := table.Grid()
	lines := g.Lines()
	covered := make([][]int, len(lines))
	for i := range covered {
		covered[i] = make([]int, g.Width)
	}
	number, values := 0, 0
	var kinds []GridKind
	for i, line := range lines {
		for _, c := range line {
			if c.Line != i {
				t.Errorf("%s: a cell of line %d says it is on line %d", name, i, c.Line)
			}
			kinds = append(kinds, c.Kind)
			for y := c.Line; y < c.Line+c.RowSpan; y++ {
				for x := c.Column; x < c.Column+c.ColSpan; x++ {
					if y >= len(lines) || x >= g.Width {
						t.Fatalf("%s: %+v goes over the edge of %d × %d", name, c, len(lines), g.Width)
					}
					covered[y][x]++
				}
			}
			number++
			if c.Kind == ValueCell {
				values++
			}
		}
	}
	for y, line := range covered {
		for x, n := range line {
			if n != 1 {
				t.Errorf("%s: place %d, %d is covered %d times", name, y, x, n)
			}
		}
	}
	if values != table.Size {
		t.Errorf("%s: the grid has %d values; want %d", name, values, table.Size)
	}
	for _, line := range lines {
		for _, c := range line {
			for _, h := range c.Heads {
				if kinds[h] != ColumnHead && kinds[h] != RowHead {
					t.Errorf("%s: cell %d is named by printed cell %d, which is no heading", name, c.Cell, h)
				}
			}
		}
	}
}

// What a screen reader says before a value: the headings of its column and row.
func TestHeads(t *testing.T) {
	for _, tt := range []struct{ form, table, cell, want string }{
		{"2021", "requests", "requests.denied.state_secret.business", "申请人情况/法人或其他组织/商业企业/三、本年度办理结果/（三）不予公开/1.属于国家秘密"},
		{"2021", "requests", "requests.received.total", "申请人情况/总计/一、本年新收政府信息公开申请数量"},
		{"2021", "proactive", "proactive.fees", "本年收费金额（单位：万元）/行政事业性收费"},
		{"2021", "disputes", "disputes.litigation_after.pending", "行政诉讼/复议后起诉/尚未审结"},
		{"2021", "disputes", "disputes.reconsideration.upheld", "行政复议/结果维持"},
		{"free", "statistics", "statistics.requests.denied_for.privacy", "统计数/三、依申请公开情况/（三）申请答复数/4.不同意公开答复数/涉及个人隐私"},
	} {
		f, _ := Builtin().Get(tt.form)
		table, _ := f.Table(tt.table)
		at, _ := table.Index(tt.cell)
		var texts []string
		var heads []int
		for _, line := range table.Grid().Lines() {
			for _, c := range line {
				texts = append(texts, c.Text)
				if c.Kind == ValueCell && c.Cell == at {
					heads = c.Heads
				}
			}
		}
		var got []string
		for _, h := range heads {
			got = append(got, texts[h])
		}
		if s := strings.Join(got, "/"); s != tt.want {
			t.Errorf("%s is named %s; want %s", tt.cell, s, tt.want)
		}
	}
}

// An archive's own format, with every key that README.md describes.
const own = `
id = "caiwu"
title = "某地试行格式"
basis = "某文件"
from = 2024
sections = ["一、概述"]
[[table]]
id = "visits"
caption = "接待情况"
section = "一、概述"
layout = "outline"
unit = "次"
corner = "项目"
unit_header = "单位"
columns = [
  { name = "kinds", label = "类别", columns = [{ key = "people", label = "个人", unit = "人" }, { key = "bodies", label = "单位" }] },
  { key = "total", label = "合计" },
]
rows = [
  { key = "all", label = "一、接待", parts = [{ key = "by.phone", label = "其中：电话" }] },
  { name = "fees", label = "二、费用", rows = [{ key = "money", label = "金额", unit = "元", type = "decimal", decimals = 2 }] },
]
[[table.sum]]
rule = "visits-sum"
label = "合计等于个人与单位之和"
each = "row"
in = ["all"]
left = ["people", "bodies"]
right = ["total"]
[[table.carry]]
rule = "visits-carry"
label = "不少于上年"
each = "column"
this = "all"
previous = "by.*"
[[figure]]
id = "visits"
label = "接待"
cell = "visits.all.people"
`

func TestOwnFormat(t *testing.T) {
	text := strings.Replace(own, `previous = "by.*"`, `previous = "by.phone"`, 1)
	set, problems := Load(Builtin(), []Source{{"formats/caiwu.toml", []byte(text)}})
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	f := set.ForYear(2025)
	if f.ID != "caiwu" || set.ForYear(2023).ID != "2021" {
		t.Errorf("2025 has format %q; want the archive's own before the built-in one", f.ID)
	}
	if f.Figures[0].Unit != "人" {
		t.Errorf("the figure's unit is %q; want that of its column", f.Figures[0].Unit)
	}
	checkTiling(t, "own", f.Tables[0])
	if got, want := strings.Join(f.Tables[0].LabelKeys(), " "), "corner unit column.kinds column.total column.people column.bodies all by.phone fees money"; got != want {
		t.Errorf("label keys are %s; want %s", got, want)
	}
	if _, ok := Builtin().Get("caiwu"); ok {
		t.Error("Load changed the set that it was given")
	}
}

func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ old, new, want string }{
		{`id = "caiwu"`, `id = "Caiwu"`, "2:6: id is \"Caiwu\""},
		{`id = "caiwu"`, `id = "other"`, `2:6: id is "other", but the file is caiwu.toml`},
		{`id = "caiwu"`, `id = "2021"`, `id is "2021", but the file is caiwu.toml`},
		{`from = 2024`, `from = 24`, "5:8: from is 24; want a year"},
		{`from = 2024`, "from = 2024\nto = 2020", "6:6: to is 2020, before from"},
		{`title = "某地试行格式"`, ``, "title is missing"},
		{`title = "某地试行格式"`, `title = ""`, "title is empty"},
		{`basis =`, `bases =`, `4:1: unknown key "bases"`},
		{`section = "一、概述"`, `section = "一、慨述"`, `10:11: table.section "一、慨述" is not one of sections`},
		{`layout = "outline"`, `layout = "outlin"`, `did you mean outline?`},
		{`layout = "outline"`, `layout = "down"`, `parts goes with layout`},
		{`key = "bodies"`, `key = "people"`, `two columns have the key "people"`},
		{`key = "bodies", `, ``, `of several columns each needs a key`},
		{`key = "money"`, `key = "all"`, `row "all" is taken`},
		{`key = "money"`, `key = "by"`, `rows "by" and "by.phone" cannot both stand in a report`},
		{`key = "money"`, `key = "Money"`, `want small letters`},
		{`key = "money"`, `key = "corner"`, `table "visits" has two things named "corner"`},
		{`type = "decimal", decimals = 2`, `decimals = 2`, `decimals goes with type`},
		{`type = "decimal"`, `type = "float"`, `want one of count, signed, decimal, amount`},
		{`left = ["people", "bodies"]`, `left = ["people", "bodeis"]`, `has no column "bodeis"`},
		{`left = ["people", "bodies"]`, `left = []`, `left holds at least one term`},
		{`right = ["total"]`, ``, `right is missing`},
		{`rule = "visits-sum"`, `rule = "Visits"`, `want small words joined`},
		{`this = "all"`, `this = "al"`, `did you mean all?`},
		{`cell = "visits.all.people"`, `cell = "visits.all.poeple"`, `did you mean visits.all.people?`},
		{"columns = [\n  { name", "columns = []\nunused = [\n  { name", `table.columns holds at least one column`},
		{`rows = [{ key = "money", label = "金额", unit = "元", type = "decimal", decimals = 2 }]`, `rows = []`, `rows holds at least one row`},
		{`id = "visits"` + "\n" + `caption`, `caption`, `table.id is missing`},
	} {
		text := strings.Replace(own, `previous = "by.*"`, `previous = "by.phone"`, 1)
		changed := strings.Replace(text, tt.old, tt.new, 1)
		if changed == text {
			t.Fatalf("%q is not in the definition", tt.old)
		}
		_, problems := Load(Builtin(), []Source{{"formats/caiwu.toml", []byte(changed)}})
		if got := problems.Print(diag.English); !strings.Contains(got, tt.want) {
			t.Errorf("with %q the problems are\n%s\nwant %q", tt.new, got, tt.want)
		}
	}
	_, problems := Load(Builtin(), []Source{{"formats/caiwu.toml", []byte(own)}})
	if got := problems.Print(diag.English); !strings.Contains(got, `has no row "by.*"`) {
		t.Errorf("a group as a term of a carry: %s", got)
	}
}

func TestOverlapAndDouble(t *testing.T) {
	text := strings.Replace(own, `previous = "by.*"`, `previous = "by.phone"`, 1)
	second := strings.Replace(strings.Replace(text, `id = "caiwu"`, `id = "b"`, 1), "from = 2024", "from = 2020\nto = 2024", 1)
	_, problems := Load(Builtin(), []Source{{"formats/caiwu.toml", []byte(text)}, {"formats/b.toml", []byte(second)}})
	if got := problems.Print(diag.English); !strings.Contains(got, `formats/b.toml:1:1: the years of "b" and "caiwu" (formats/caiwu.toml) overlap`) {
		t.Errorf("overlap: %s", got)
	}
	third := strings.Replace(text, `id = "caiwu"`, `id = "2021"`, 1)
	set, problems := Load(Builtin(), []Source{{"formats/2021.toml", []byte(third)}})
	if got := problems.Print(diag.English); !strings.Contains(got, `format "2021" is defined by builtin/2021.toml`) {
		t.Errorf("double: %s", got)
	}
	if set.ForYear(2025).File != "builtin/2021.toml" {
		t.Error("an archive took the place of a format built in")
	}
}

func FuzzLoad(f *testing.F) {
	for _, format := range Builtin().All() {
		text, err := builtin.ReadFile(format.File)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(own))
	f.Fuzz(func(t *testing.T, text []byte) {
		set, problems := Load(Builtin(), []Source{{"formats/caiwu.toml", text}})
		format, ok := set.Get("caiwu")
		if ok == (len(problems) > 0) {
			t.Fatalf("loaded: %v, with problems: %s", ok, problems.Print(diag.English))
		}
		if ok {
			for _, table := range format.Tables {
				checkTiling(t, table.ID, table)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	text, err := builtin.ReadFile("builtin/2021.toml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, problems := read(Source{"builtin/2021.toml", text}); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
