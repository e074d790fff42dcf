package schema

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tomldoc"
)

// tables reads the statutory tables and [[table]].
func (r *Reader) tables(front fields, out *report.Report) {
	s := r.shapes[out.Format.ID]
	for i, def := range s.format.Tables {
		v, ok := front.Value(def.ID)
		if !ok {
			continue
		}
		t := &filling{problems: front.Problems, cells: slices.Repeat([]report.Cell{{Kind: report.Missing}}, def.Size)}
		t.group(v, s.tables[i], def.ID)
		out.Tables = append(out.Tables, report.Table{Def: def, Cells: report.Pack(t.cells)})
	}
	out.Free = freeTables(front, s)
}

// A filling is a statutory table being read.
type filling struct {
	problems *diag.List
	cells    []report.Cell // missing until they are read
}

// group reads a table of the front matter with the rows and groups in it; name is
// its own.
func (t *filling) group(v tomldoc.Value, l *level, name string) {
	if _, ok := v.Any.(map[string]any); !ok {
		t.problems.Add(v.Pos(), "wrong-type", diag.Textf("%[1]s 是%[2]s，应为一个表", "%[1]s is %[3]s; want a table", name, v.Kind().Zh, v.Kind().En),
			diag.Textf("写成一节 [%s]，下面每行一个键", "write a section [%s] with a key for each row", name))
		return
	}
	found := 0
	for _, below := range l.below {
		child, ok := v.Get(below.key)
		if !ok {
			t.missing(v, below, name)
			continue
		}
		found++
		if below.row == nil {
			t.group(child, below, name+"."+below.key)
		} else {
			t.row(child, below.row, name+"."+below.key)
		}
	}
	if found == len(v.Any.(map[string]any)) {
		return
	}
	t.surplus(v, name, "unknown-row", keysOf(l))
}

func keysOf(l *level) []string {
	keys := make([]string, len(l.below))
	for i, b := range l.below {
		keys[i] = b.key
	}
	return keys
}

// surplus notes the keys of a table that mean nothing.
func (t *filling) surplus(v tomldoc.Value, name, rule string, known []string) {
	for _, key := range v.Keys() {
		if !slices.Contains(known, key) {
			child, _ := v.Get(key)
			t.problems.Add(child.KeyPos(), rule, diag.Textf("%[1]s 没有 %[2]q", "%[1]s has no %[2]q", name, key),
				or(near(key, known), diag.Textf("可用的键：%s", "known keys: %s", strings.Join(known, ", "))))
		}
	}
}

// missing notes a row or group that is not there.
func (t *filling) missing(v tomldoc.Value, l *level, name string) {
	if l.row == nil {
		t.problems.Add(v.KeyPos(), "missing-row", diag.Textf("%[1]s 缺少 %[2]s 一组", "%[1]s lacks the group %[2]s", name, l.key),
			diag.Textf("增加一节：[%s.%s]", "add a section: [%s.%s]", name, l.key))
		return
	}
	t.problems.Add(v.KeyPos(), "missing-row", diag.Textf("%[1]s 缺少一行 %[2]s（%[3]s）", "%[1]s lacks the row %[2]s (%[3]s)", name, l.key, l.label),
		diag.Textf("增加一行：%s = %s；原文空着的写 \"\"", "add a line: %s = %s; write \"\" for a cell that was left blank", l.key, example(l.row)))
}

// example shows how a row is written.
func example(r *format.Row) string {
	switch r.Entry {
	case format.Scalar:
		return "0"
	case format.Array:
		return "[" + strings.Repeat("0, ", len(r.Columns)-1) + "0]"
	}
	var b strings.Builder
	for i, c := range r.Columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(c.Key + " = 0")
	}
	return "{ " + b.String() + " }"
}

// row reads a row of values.
func (t *filling) row(v tomldoc.Value, r *format.Row, name string) {
	cells := t.cells[r.First : r.First+len(r.Columns)]
	switch r.Entry {
	case format.Scalar:
		cells[0] = readCell(t.problems, v, name, "")
	case format.Array:
		if _, ok := v.Any.([]any); !ok {
			t.wrong(v, r, name, diag.Text{Zh: "数组", En: "a list"})
			return
		}
		if v.Len() != len(cells) {
			t.length(v, r, name)
			return
		}
		for i, element := range v.Elems() {
			cells[i] = readCell(t.problems, element, name, r.Columns[i].Key)
		}
	default:
		if _, ok := v.Any.(map[string]any); !ok {
			t.wrong(v, r, name, diag.Text{Zh: "表", En: "a table"})
			return
		}
		t.keyed(v, r, name, cells)
	}
}

// keyed reads a row whose columns are keys.
func (t *filling) keyed(v tomldoc.Value, r *format.Row, name string, cells []report.Cell) {
	found := 0
	for i, c := range r.Columns {
		child, ok := v.Get(c.Key)
		if !ok {
			t.problems.Add(v.KeyPos(), "missing-cell", diag.Textf("%[1]s 缺少 %[2]s（%[3]s）", "%[1]s lacks %[2]s (%[3]s)", name, c.Key, c.Label),
				diag.Textf("写成 %s = …；原文空着的写 \"\"", "write %s = …, or \"\" for a cell that was left blank", c.Key))
			continue
		}
		found++
		cells[i] = readCell(t.problems, child, name, c.Key)
	}
	if found < len(v.Any.(map[string]any)) {
		keys := make([]string, len(r.Columns))
		for i, c := range r.Columns {
			keys[i] = c.Key
		}
		t.surplus(v, name, "surplus-cell", keys)
	}
}

// wrong notes a row that is written in another way than the format wants.
func (t *filling) wrong(v tomldoc.Value, r *format.Row, name string, want diag.Text) {
	kind := v.Kind()
	t.problems.Add(v.Pos(), "wrong-type", diag.Textf("%[1]s 是%[2]s，应为%[4]s", "%[1]s is %[3]s; want %[5]s", name, kind.Zh, kind.En, want.Zh, want.En),
		diag.Textf("写成 %[1]s = %[2]s", "write %[1]s = %[2]s", name[strings.LastIndexByte(name, '.')+1:], example(r)))
}

// length notes a row with too few or too many cells.
func (t *filling) length(v tomldoc.Value, r *format.Row, name string) {
	labels := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		labels[i] = c.Label
	}
	rule := "missing-cell"
	if v.Len() > len(r.Columns) {
		rule = "surplus-cell"
	}
	t.problems.Add(v.Pos(), rule, diag.Textf("%[1]s 有 %[2]d 个值，应为 %[3]d 个", "%[1]s has %[2]d values; want %[3]d", name, v.Len(), len(r.Columns)),
		diag.Textf("依次为 %[1]s；原文空着的写 \"\"", "in this order: %[1]s; write \"\" for a cell that was left blank", strings.Join(labels, "、")))
}

// readCell reads one cell: a number, or a text that is shown as it stands. name
// is that of its row or table, key that of its column; "" for none. What is neither
// is a missing cell.
func readCell(problems *diag.List, v tomldoc.Value, name, key string) report.Cell {
	if got, ok := v.Any.(string); ok && got == "" {
		return report.Cell{}
	}
	if raw := v.Raw(); number(v.Any) && plain(raw) {
		return report.Cell{Text: raw, Kind: report.Number}
	}
	if key != "" {
		name += "." + key
	}
	switch got := v.Any.(type) {
	case int64:
		problems.Add(v.Pos(), "bad-number", diag.Textf("%[1]s 写的是 %[2]s，应为普通的十进制数", "%[1]s is %[2]s; want a plain decimal number", name, v.Raw()),
			diag.Textf("写成 %d", "write %d", got))
		return report.Cell{Kind: report.Missing}
	case float64:
		raw := v.Raw()
		problems.Add(v.Pos(), "bad-number", diag.Textf("%[1]s 写的是 %[2]s，应为普通的十进制数", "%[1]s is %[2]s; want a plain decimal number", name, raw),
			diag.Textf("写出全部数字，如 12.3400；不是数的照原文加引号：%q", "write all its digits, such as 12.3400; put what is no number in quotes: %q", raw))
		return report.Cell{Kind: report.Missing}
	case string:
		text := strings.TrimSpace(got)
		switch {
		case text == "":
			return report.Cell{}
		case strings.ContainsFunc(text, unicode.IsControl):
			problems.Add(v.Pos(), "control-character", diag.Textf("%[1]s 中有控制字符或换行，应为一行文字", "%[1]s holds a control character or a line break; want one line", name), diag.Text{})
			return report.Cell{Kind: report.Missing}
		}
		return report.Cell{Text: text, Kind: report.Mark}
	}
	kind := v.Kind()
	shown := v.Shown()
	problems.Add(v.Pos(), "bad-cell", diag.Textf("%[1]s 写的是 %[2]s（%[3]s），应为数或文字", "%[1]s is %[2]s, %[4]s; want a number or a text", name, shown, kind.Zh, kind.En),
		diag.Textf("照原文显示的加引号：%q；原文空着的写 \"\"", "put what is to be shown as it stands in quotes: %q; write \"\" for a blank", shown))
	return report.Cell{Kind: report.Missing}
}

// number says that TOML takes a value for a number.
func number(v any) bool {
	switch v.(type) {
	case int64, float64:
		return true
	}
	return false
}

// plain says that a number is written with sign, digits and point only.
func plain(raw string) bool {
	digits := 0
	for i := range len(raw) {
		switch c := raw[i]; {
		case c == '.' || c >= '0' && c <= '9':
			digits++
		case c != '+' && c != '-' || digits > 0:
			return false
		}
	}
	return digits > 0
}
