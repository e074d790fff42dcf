package format

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

// A tableReading is one table being read.
type tableReading struct {
	*reading
	table *Table
	entry Entry // of rows with columns that have keys
	base  measure
}

// A measure is what a row or column says about its values. It passes from a table
// to its rows and from a group to what is below it.
type measure struct {
	unit     string
	kind     Type
	decimals int
}

// measure reads unit, type and decimals.
func (r *reading) measure(t *tomldoc.Reader, from measure) measure {
	m := from
	if unit := r.text(t, "unit", wantText); unit != "" {
		m.unit = unit
	}
	if kind := word(r, t, "type", from.kind, Count, Signed, Decimal, Amount); kind != from.kind {
		m.kind, m.decimals = kind, 0
	}
	if n, ok := t.Int("decimals"); ok {
		if n < 0 || n > 20 || m.kind != Decimal {
			r.at(t, "decimals", "bad-value", diag.Textf("decimals 只用于 type = \"decimal\"，为 0 至 20", "decimals goes with type = \"decimal\" and is 0 to 20"), diag.Text{})
		}
		m.decimals = n
	}
	return m
}

// table reads a [[table]]. It gives nil for one with problems in its rows or columns;
// identities are read of a table that is sound.
func (r *reading) table(t *tomldoc.Reader, f *Format) *Table {
	before := len(r.problems)
	d := &Table{
		ID:      r.need(t, "id", wantKey),
		Caption: r.need(t, "caption", wantText),
		Section: r.text(t, "section", wantText),
		Layout:  word(r, t, "layout", Down, Outline, Across),
	}
	tr := &tableReading{reading: r, table: d}
	tr.entry = word(r, t, "entry", Keyed, Array)
	tr.base = r.measure(t, measure{kind: Count})
	if d.Section != "" && !slices.Contains(f.Sections, d.Section) {
		r.at(t, "section", "bad-value", diag.Textf("table.section 写的 %q 不在 sections 中", "table.section %q is not one of sections", d.Section), suggest(d.Section, f.Sections))
	}
	if _, taken := f.Table(d.ID); taken && d.ID != "" {
		r.at(t, "id", "duplicate-id", diag.Textf("table.id %q 重复", "table.id %q is taken", d.ID), diag.Text{})
	}
	tr.blocks(t)
	if len(r.problems) > before {
		return nil // the grid of half a table would have holes
	}
	d.finish(func(name string) {
		r.problems.Add(t.Pos(), "duplicate-key", diag.Textf("表 %[1]q 中 %[2]q 指两处", "table %[1]q has two things named %[2]q", d.ID, name),
			diag.Textf("行、分组、栏的名称各不相同", "give rows, groups and columns names of their own"))
	})
	if len(r.problems) == before {
		tr.identities(t)
		t.Done()
	}
	return d
}

// blocks reads the [[table.block]]s, or the table itself as its only block.
func (r *tableReading) blocks(t *tomldoc.Reader) {
	list := t.Tables("block")
	if len(list) == 0 {
		r.block(t, false)
		return
	}
	if r.table.Layout == Across {
		r.at(t, "layout", "bad-value", diag.Textf("layout = \"across\" 的表不能分块", "a table laid out across has no blocks"), diag.Text{})
	}
	for _, b := range list {
		r.block(b, true)
		b.Done()
	}
}

// block reads corner, columns and rows of a block; of one of several its key and
// caption too.
func (r *tableReading) block(t *tomldoc.Reader, named bool) {
	var b Block
	if named {
		b.Key = r.need(t, "key", wantKey)
		b.Caption = r.text(t, "caption", wantText)
	}
	b.Corner, b.UnitHeader = r.text(t, "corner", wantText), r.text(t, "unit_header", wantText)
	if r.table.Layout == Across && b.Corner+b.UnitHeader != "" {
		r.problems.Add(t.Pos(), "bad-value", diag.Textf("layout = \"across\" 的表没有 corner 和 unit_header", "a table laid out across has no corner and no unit_header"), diag.Text{})
	}
	t.Need("columns", "rows")
	before := len(r.problems)
	b.Head = r.columns(t, &b, 0)
	r.table.Blocks = append(r.table.Blocks, b)
	if len(b.Columns) == 0 {
		if v, ok := t.Value("columns"); ok && v.Len() == 0 && len(r.problems) == before {
			r.at(t, "columns", "empty-value", diag.Textf("%s 至少有一栏", "%s holds at least one column", t.Name("columns")), diag.Text{})
		}
		return
	}
	last := &r.table.Blocks[len(r.table.Blocks)-1]
	last.Tree = r.rows(t, "rows", place{measure: r.base})
}

// columns reads a list of columns and groups of columns.
func (r *tableReading) columns(t *tomldoc.Reader, b *Block, level int) []Heading {
	var heads []Heading
	for _, c := range t.Tables("columns") {
		h := Heading{Label: r.need(c, "label", wantText)}
		if _, group := c.Value("columns"); group {
			h.Name = r.need(c, "name", wantKey)
			if level < maxDepth {
				h.Columns = r.columns(c, b, level+1)
			}
			if len(h.Columns) == 0 {
				r.at(c, "columns", "empty-value", diag.Textf("一组栏目至少有一栏，至多 %d 层", "a group has at least one column, and at most %d levels", maxDepth), diag.Text{})
			}
		} else {
			m := r.measure(c, measure{})
			h.Column = len(b.Columns)
			column := Column{Key: r.text(c, "key", wantKey), Label: h.Label, Unit: m.unit, Type: m.kind, Decimals: m.decimals}
			if slices.ContainsFunc(b.Columns, func(o Column) bool { return o.Key == column.Key }) {
				r.at(c, "key", "duplicate-key", diag.Textf("两栏的 key 都是 %q；只有一栏时才可以不写", "two columns have the key %q; only a single column may go without", column.Key), diag.Text{})
			}
			b.Columns = append(b.Columns, column)
		}
		c.Done()
		heads = append(heads, h)
	}
	if level == 0 && len(b.Columns) > 1 && slices.ContainsFunc(b.Columns, func(c Column) bool { return c.Key == "" }) {
		r.at(t, "columns", "missing-key", diag.Textf("有几栏时每栏都要有 key", "of several columns each needs a key"), diag.Text{})
	}
	return heads
}

// A place is where a node of the row tree stands.
type place struct {
	key     string   // of the group around it, with a dot at its end
	labels  []string // above it
	level   int
	measure measure
}

// rows reads a list of rows and groups of rows.
func (r *tableReading) rows(t *tomldoc.Reader, list string, p place) []Node {
	var nodes []Node
	for _, row := range t.Tables(list) {
		if n, ok := r.node(row, p); ok {
			nodes = append(nodes, n)
		}
		row.Done()
	}
	if len(nodes) == 0 {
		r.at(t, list, "empty-value", diag.Textf("%s 至少有一行", "%s holds at least one row", t.Name(list)), diag.Text{})
	}
	return nodes
}

func (r *tableReading) node(t *tomldoc.Reader, p place) (Node, bool) {
	if p.level >= maxDepth {
		r.problems.Add(t.Pos(), "bad-value", diag.Textf("行至多分 %d 层", "rows have at most %d levels", maxDepth), diag.Text{})
		return Node{}, false
	}
	label := r.need(t, "label", wantText)
	below := place{key: p.key, labels: append(slices.Clone(p.labels), label), level: p.level + 1, measure: r.measure(t, p.measure)}
	if _, group := t.Value("rows"); group {
		n := Node{Label: label, Row: -1}
		if key := r.text(t, "key", wantKeys); key != "" {
			n.Name = p.key + key
			below.key = n.Name + "."
		} else {
			n.Name = p.key + r.need(t, "name", wantKey)
		}
		n.Children = r.rows(t, "rows", below)
		return n, true
	}
	key := r.need(t, "key", wantKeys)
	if key == "" {
		return Node{}, false
	}
	n := Node{Name: p.key + key, Label: label, Row: r.row(p.key+key, below)}
	r.checkKey(t, n.Name)
	if _, parts := t.Value("parts"); parts {
		if r.table.Layout != Outline {
			r.at(t, "parts", "bad-value", diag.Textf("parts 只用于 layout = \"outline\" 的表", "parts goes with layout = \"outline\""), diag.Text{})
		}
		below.key = p.key
		n.Children = r.rows(t, "parts", below)
	}
	return n, true
}

// row adds a row of values to the table.
func (r *tableReading) row(key string, p place) int {
	t := r.table
	block := len(t.Blocks) - 1
	row := Row{
		Key: key, Path: p.labels, Label: p.labels[len(p.labels)-1],
		Unit: p.measure.unit, Type: p.measure.kind, Decimals: p.measure.decimals,
		Entry: r.entry, Columns: t.Blocks[block].Columns, First: t.Size, Block: block,
	}
	if row.Columns[0].Key == "" {
		row.Entry = Scalar
	}
	t.Rows = append(t.Rows, row)
	t.Size += len(row.Columns)
	return len(t.Rows) - 1
}

// checkKey notes a key that a front matter cannot hold beside the rows before.
func (r *tableReading) checkKey(t *tomldoc.Reader, key string) {
	if r.cells += len(r.table.Blocks[len(r.table.Blocks)-1].Columns); r.cells > maxCells {
		if r.cells-maxCells <= len(r.table.Blocks[len(r.table.Blocks)-1].Columns) {
			r.problems.Add(t.Pos(), "too-large", diag.Textf("一种格式至多 %d 个单元格", "a format has at most %d cells", maxCells), diag.Text{})
		}
		return
	}
	for _, o := range r.table.Rows[:len(r.table.Rows)-1] {
		if o.Key == key {
			r.at(t, "key", "duplicate-key", diag.Textf("行 %q 重复", "row %q is taken", key), diag.Text{})
			return
		}
		if short, long := o.Key, key; within(short, long) || within(long, short) {
			r.at(t, "key", "duplicate-key", diag.Textf("行 %[1]q 与行 %[2]q 不能同时写在报告里", "rows %[1]q and %[2]q cannot both stand in a report", key, o.Key),
				diag.Textf("一行的 key 不能是另一行的上级", "the key of a row cannot be a table around another"))
			return
		}
	}
}

// within says that a key stands in the table that another key would name.
func within(outer, inner string) bool {
	return len(inner) > len(outer) && inner[:len(outer)] == outer && inner[len(outer)] == '.'
}
