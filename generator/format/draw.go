package format

import (
	"cmp"
	"slices"
)

// newGrid lays out a table.
func newGrid(t *Table) *Grid {
	d := &drawing{table: t}
	for i := range t.Blocks {
		d.width = max(d.width, d.widthOf(&t.Blocks[i]))
	}
	for i := range t.Blocks {
		if t.Layout == Across {
			d.across(&t.Blocks[i])
		} else {
			d.down(&t.Blocks[i])
		}
	}
	return d.grid()
}

// A drawing is a grid being laid out. Its cells stand in any order and know the
// headings that name them; grid sorts and numbers them.
type drawing struct {
	table *Table
	width int
	line  int // the next free one
	cells []*draft
	parts []partLines
}

type draft struct {
	GridCell
	heads  []*draft
	number int
}

// partLines says which lines a part has.
type partLines struct{ first, body, end int }

func (d *drawing) put(c GridCell, heads ...*draft) *draft {
	cell := &draft{GridCell: c, heads: heads}
	d.cells = append(d.cells, cell)
	return cell
}

// grid puts the cells in reading order.
func (d *drawing) grid() *Grid {
	slices.SortFunc(d.cells, func(a, b *draft) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	lines := make([]GridLine, d.line)
	for i, c := range d.cells {
		c.number = i
	}
	for _, c := range d.cells {
		for _, h := range c.heads {
			c.Heads = append(c.Heads, h.number)
		}
		lines[c.Line] = append(lines[c.Line], c.GridCell)
	}
	g := &Grid{Width: d.width}
	for _, p := range d.parts {
		g.Parts = append(g.Parts, GridPart{Head: lines[p.first:p.body], Body: lines[p.body:p.end]})
	}
	return g
}

// widthOf is the number of printed columns that a block needs.
func (d *drawing) widthOf(b *Block) int {
	if d.table.Layout == Across {
		n := 0
		for _, node := range b.Tree {
			n += node.rows()
		}
		return n * len(b.Columns)
	}
	return d.labelColumns(b) + unitColumns(b) + len(b.Columns)
}

// labelColumns is the number of printed columns for the labels of rows.
func (d *drawing) labelColumns(b *Block) int {
	if d.table.Layout == Outline {
		return 1
	}
	return depth(b.Tree)
}

func unitColumns(b *Block) int {
	if b.UnitHeader == "" {
		return 0
	}
	return 1
}

// A blockDrawing is one block being laid out.
type blockDrawing struct {
	*drawing
	*Block
	prefix  string // of the block's label keys
	labels  int    // number of label columns
	at      []int  // where each column begins, and where the last ends
	columns [][]*draft
}

// key gives the name of a printed label of the block that is no row's.
func (b *blockDrawing) key(name string) string { return b.prefix + name }

// down lays out a block with a line for each row.
func (d *drawing) down(block *Block) {
	b := &blockDrawing{drawing: d, Block: block, prefix: block.prefix(), labels: d.labelColumns(block)}
	first := d.line
	if b.Caption != "" {
		d.put(GridCell{Kind: CaptionCell, Text: b.Caption, Name: b.key("caption"), Line: d.line, RowSpan: 1, ColSpan: d.width})
		d.line++
	}
	units := unitColumns(block)
	b.at = deal(b.labels+units, d.width, len(b.Columns))
	height := headDepth(b.Head)
	d.put(GridCell{Kind: CornerCell, Text: b.Corner, Name: b.key("corner"), Line: d.line, RowSpan: height, ColSpan: b.labels})
	if units > 0 {
		d.put(GridCell{Kind: ColumnHead, Text: b.UnitHeader, Name: b.key("unit"), Line: d.line, Column: b.labels, RowSpan: height, ColSpan: 1, Leaf: true})
	}
	b.columns = b.columnHeads(b.at, d.line, height)
	d.line += height
	body := d.line
	for _, n := range b.Tree {
		b.row(n, 0, nil)
	}
	d.parts = append(d.parts, partLines{first, body, d.line})
}

func (b *Block) prefix() string {
	if b.Key == "" {
		return ""
	}
	return b.Key + "."
}

// deal gives where each of k columns begins between two printed columns, and
// where the last ends. A block narrower than the table has wider columns: the one
// column of a block of table 二 spans three.
func deal(from, to, k int) []int {
	at := make([]int, k+1)
	for i := range at {
		at[i] = from + (to-from)*i/k
	}
	return at
}

// columnHeads lays out the headings of columns that begin at the places given,
// and gives for each column the headings that name it.
func (b *blockDrawing) columnHeads(at []int, line, height int) [][]*draft {
	named := make([][]*draft, len(b.Columns))
	var walk func(h Heading, level int, above []*draft)
	walk = func(h Heading, level int, above []*draft) {
		first, last := h.columns()
		c := GridCell{
			Kind: ColumnHead, Text: h.Label, Line: line + level, Column: at[first],
			RowSpan: 1, ColSpan: at[last+1] - at[first], Depth: level,
		}
		if len(h.Columns) == 0 {
			c.Leaf, c.RowSpan = true, height-level
			c.Name = b.key(columnKey(b.Block.Columns[h.Column].Key))
			named[h.Column] = append(slices.Clone(above), b.put(c))
			return
		}
		c.Name = b.key(columnKey(h.Name))
		above = append(slices.Clone(above), b.put(c))
		for _, below := range h.Columns {
			walk(below, level+1, above)
		}
	}
	for _, h := range b.Head {
		walk(h, 0, nil)
	}
	return named
}

// columnKey names a column or group of columns among the label keys.
func columnKey(key string) string {
	if key == "" {
		return "column"
	}
	return "column." + key
}

// row lays out a node of the row tree and what is below it.
func (b *blockDrawing) row(n Node, level int, above []*draft) {
	c := GridCell{Kind: RowHead, Text: n.Label, Name: n.Name, Line: b.line, RowSpan: 1, ColSpan: 1, Depth: level, Leaf: !n.group()}
	switch {
	case b.table.Layout != Outline:
		c.Column = level
		if n.group() {
			c.RowSpan = n.rows()
		} else {
			c.ColSpan = b.labels - level
		}
	case n.group():
		c.ColSpan = b.width
	}
	heads := append(slices.Clone(above), b.put(c))
	if !n.group() {
		b.values(n.Row, heads)
	}
	if !n.group() || b.table.Layout == Outline {
		b.line++
	}
	for _, child := range n.Children {
		b.row(child, level+1, heads)
	}
}

// values lays out the unit and the values of a row.
func (b *blockDrawing) values(row int, heads []*draft) {
	r := &b.table.Rows[row]
	if b.UnitHeader != "" {
		b.put(GridCell{Kind: UnitCell, Text: r.Unit, Line: b.line, Column: b.labels, RowSpan: 1, ColSpan: 1})
	}
	for i := range r.Columns {
		b.value(r.First+i, b.at[i], b.at[i+1]-b.at[i], slices.Concat(b.columns[i], heads))
	}
}

func (d *drawing) value(cell, column, span int, heads []*draft) {
	d.put(GridCell{Kind: ValueCell, Line: d.line, Column: column, RowSpan: 1, ColSpan: span, Cell: cell}, heads...)
}

// across lays out a block in one line of values, each row's label above its
// columns. The columns of a row whose label stands high are as much taller.
func (d *drawing) across(block *Block) {
	b := &blockDrawing{drawing: d, Block: block, prefix: block.prefix()}
	first := d.line
	body := d.line + depth(b.Tree) + headDepth(b.Head)
	d.line = body
	at := 0
	var walk func(n Node, level int, above []*draft)
	walk = func(n Node, level int, above []*draft) {
		width := n.rows() * len(b.Columns)
		above = append(slices.Clone(above), d.put(GridCell{
			Kind: RowHead, Text: n.Label, Name: n.Name, Line: first + level, Column: at, RowSpan: 1, ColSpan: width, Depth: level, Leaf: !n.group(),
		}))
		for _, child := range n.Children {
			walk(child, level+1, above)
		}
		if n.group() {
			return
		}
		places := deal(at, at+width, len(b.Columns))
		line := first + level + 1
		for i, heads := range b.columnHeads(places, line, body-line) {
			d.value(d.table.Rows[n.Row].First+i, places[i], 1, slices.Concat(above, heads))
		}
		at += width
	}
	for _, n := range b.Tree {
		walk(n, 0, nil)
	}
	d.line = body + 1
	d.parts = append(d.parts, partLines{first, body, d.line})
}
