package render

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

// A drawnTable is a statutory table as HTML with places for labels and values.
// It is drawn once for each definition; a report only fills it in.
type drawnTable struct {
	def    *format.Table
	pieces []piece // with a place for each label
	plain  []piece // with the official labels filled in
	size   int     // about how many bytes a report's table has
}

// A piece is a run of HTML, followed by a label or a value.
type piece struct {
	text  string
	label string // key of the label that follows; "" for none
	own   string // the official label, escaped
	cell  int    // the value that follows; negative for none
}

// drawTable draws a table with all that does not depend on the report.
func drawTable(def *format.Table) *drawnTable {
	d := &drawing{def: def, numbers: map[int]int{}}
	grid := def.Grid()
	// With several blocks below each other, or lines that head groups, scope alone
	// would give a value the headings of a block before.
	d.named = len(grid.Parts) > 1 || def.Layout == format.Outline
	caption := "table-" + def.ID + "-caption"
	d.textf(`<figure class="table table-%s" id="table-%s">`+"\n"+`<figcaption id="%s">%s`, def.Layout, def.ID, caption, html.EscapeString(def.Caption))
	if unit := onlyUnit(def); unit != "" {
		d.textf(` <span class="unit">单位：%s</span>`, html.EscapeString(unit))
	}
	d.textf("</figcaption>\n"+`<div class="scroll" role="region" tabindex="0" aria-labelledby="%s">`+"\n"+`<table aria-labelledby="%s">`+"\n", caption, caption)
	for _, part := range grid.Parts {
		if len(grid.Parts) > 1 {
			d.text(`<tbody class="part">` + "\n")
			d.lines(part.Head)
		} else {
			d.text("<thead>\n")
			d.lines(part.Head)
			d.text("</thead>\n<tbody>\n")
		}
		d.lines(part.Body)
		d.text("</tbody>\n")
	}
	d.text("</table>\n</div>\n")
	d.flush(piece{cell: -1})
	drawn := &drawnTable{def: def, pieces: d.pieces, plain: merge(d.pieces), size: sizeOfTies * (len(def.Sums) + 1)}
	for _, p := range drawn.plain {
		drawn.size += len(p.text) + sizeOfValue
	}
	return drawn
}

// The usual size of a value with its class, and of a line that says whether a sum
// holds.
const sizeOfValue, sizeOfTies = 14, 160

// onlyUnit gives the unit of all values where it is the same and not printed in
// the table itself.
func onlyUnit(def *format.Table) string {
	units := map[string]bool{}
	unit := ""
	for _, b := range def.Blocks {
		if b.UnitHeader != "" {
			return ""
		}
	}
	for i := range def.Rows {
		for j := range def.Rows[i].Columns {
			unit = def.Rows[i].UnitOf(&def.Rows[i].Columns[j])
			units[unit] = true
		}
	}
	if len(units) != 1 {
		return ""
	}
	return unit
}

// A drawing is a table being drawn.
type drawing struct {
	def     *format.Table
	named   bool        // values name their headings by id
	number  int         // of the printed cell at hand, in reading order
	numbers map[int]int // printed cells that are headings → their number among headings
	buffer  strings.Builder
	pieces  []piece
}

func (d *drawing) text(s string)                  { d.buffer.WriteString(s) }
func (d *drawing) textf(form string, args ...any) { fmt.Fprintf(&d.buffer, form, args...) }

// flush ends a run of HTML with a place.
func (d *drawing) flush(p piece) {
	p.text = d.buffer.String()
	d.buffer.Reset()
	d.pieces = append(d.pieces, p)
}

func (d *drawing) lines(lines []format.GridLine) {
	for _, line := range lines {
		d.text("<tr>")
		for _, c := range line {
			d.cell(c)
			d.number++
		}
		d.text("</tr>\n")
	}
}

func (d *drawing) cell(c format.GridCell) {
	spans := ""
	if c.RowSpan > 1 {
		spans += ` rowspan="` + strconv.Itoa(c.RowSpan) + `"`
	}
	if c.ColSpan > 1 {
		spans += ` colspan="` + strconv.Itoa(c.ColSpan) + `"`
	}
	if c.Kind == format.ValueCell {
		d.textf(`<td%s id="%s"`, spans, d.def.Name(c.Cell))
		if d.named {
			d.headers(c.Heads)
		}
		d.flush(piece{cell: c.Cell})
		d.text("</td>")
		return
	}
	tag := "th"
	switch c.Kind {
	case format.CaptionCell:
		d.textf(`<th class="over"%s`, spans)
	case format.CornerCell:
		tag = "td"
		d.textf(`<td class="corner"%s`, spans)
	case format.UnitCell:
		tag = "td"
		d.textf(`<td class="unit"%s`, spans)
	default:
		d.heading(c, spans)
	}
	d.text(">")
	d.flush(piece{label: c.Name, own: html.EscapeString(c.Text), cell: -1})
	d.text("</" + tag + ">")
}

// heading draws the head of a heading of rows or columns.
func (d *drawing) heading(c format.GridCell, spans string) {
	scope, class := "col", "col"
	if c.Kind == format.RowHead && d.def.Layout != format.Across {
		scope, class = "row", "row"
		if !c.Leaf {
			class = "group"
		}
	}
	if d.def.Layout == format.Outline && c.Kind == format.RowHead {
		class += " d" + strconv.Itoa(min(c.Depth, 4))
	}
	d.textf(`<th class="%s"`, class)
	if d.named {
		d.numbers[d.number] = len(d.numbers)
		d.textf(` id="%s"`, d.headingID(d.number))
	} else {
		d.textf(` scope="%s"`, scope)
	}
	d.text(spans)
}

func (d *drawing) headingID(number int) string {
	return "table-" + d.def.ID + "-" + strconv.Itoa(d.numbers[number]+1)
}

func (d *drawing) headers(heads []int) {
	ids := make([]string, len(heads))
	for i, h := range heads {
		ids[i] = d.headingID(h)
	}
	d.textf(` headers="%s"`, strings.Join(ids, " "))
}

// merge fills in the official labels.
func merge(pieces []piece) []piece {
	var merged []piece
	var run strings.Builder
	for _, p := range pieces {
		run.WriteString(p.text + p.own)
		if p.cell >= 0 {
			merged = append(merged, piece{text: run.String(), cell: p.cell})
			run.Reset()
		}
	}
	return append(merged, piece{text: run.String(), cell: -1})
}

// fill writes the table of a report: with the labels as published, and the sums
// that hold below it.
func (d *drawnTable) fill(b *strings.Builder, t *report.Table, labels map[string]string) {
	pieces, others := d.plain, 0
	if len(labels) > 0 {
		pieces = d.pieces
	}
	for _, p := range pieces {
		b.WriteString(p.text)
		if p.cell >= 0 {
			value(b, t.Cells.At(p.cell))
			continue
		}
		if own, ok := labels[d.def.ID+"."+p.label]; ok && p.label != "" {
			escape(b, own)
			others++
		} else {
			b.WriteString(p.own)
		}
	}
	d.ties(b, t, labels, others)
	b.WriteString("</figure>\n")
}

// value writes the class of a cell and what stands in it.
func value(b *strings.Builder, c report.Cell) {
	switch {
	case c.Kind == report.Blank:
		b.WriteString(` class="b">`)
	case c.Kind == report.Mark:
		b.WriteString(` class="m">`)
		escape(b, c.Text)
	case strings.Trim(c.Text, "0.+-") == "":
		b.WriteString(` class="z">`)
		b.WriteString(c.Text)
	default:
		b.WriteString(` class="n">`)
		b.WriteString(c.Text)
	}
}

// escape writes text that is no HTML.
func escape(b *strings.Builder, s string) {
	if strings.ContainsAny(s, `<>&"'`) {
		s = html.EscapeString(s)
	}
	b.WriteString(s)
}

// ties writes a line for each sum of the table: whether it holds.
func (d *drawnTable) ties(b *strings.Builder, t *report.Table, labels map[string]string, others int) {
	results := tally.Table(t)
	if len(results) == 0 && others == 0 {
		return
	}
	b.WriteString(`<ul class="ties">` + "\n")
	for _, r := range results {
		d.tie(b, r, labels)
	}
	if others > 0 {
		fmt.Fprintf(b, `<li class="note">%d 处标签与规定格式不同，照原文显示</li>`+"\n", others)
	}
	b.WriteString("</ul>\n")
}

func (d *drawnTable) tie(b *strings.Builder, r tally.Result, labels map[string]string) {
	class, sign := "ok", "✓"
	switch {
	case len(r.Failures) > 0:
		class, sign = "bad", "✗"
	case r.Unassessed > 0:
		class, sign = "na", "○"
	}
	fmt.Fprintf(b, `<li class="%s"><span class="sign" aria-hidden="true">%s</span> `, class, sign)
	escape(b, r.Sum.Label)
	b.WriteString("：")
	switch {
	case len(r.Failures)+r.Unassessed == 0:
		fmt.Fprintf(b, "%d 处成立", r.Holds)
	case r.Assessed() == 0:
		fmt.Fprintf(b, "%d 处有空白或文字，无法核对", r.Unassessed)
	default:
		fmt.Fprintf(b, "%d 处成立", r.Holds)
		if len(r.Failures) > 0 {
			fmt.Fprintf(b, "，%d 处不成立", len(r.Failures))
			d.failures(b, r, labels)
		}
		if r.Unassessed > 0 {
			fmt.Fprintf(b, "，%d 处有空白或文字，无法核对", r.Unassessed)
		}
	}
	b.WriteString("</li>\n")
}

// failures names the first rows or columns in which a sum does not hold.
func (d *drawnTable) failures(b *strings.Builder, r tally.Result, labels map[string]string) {
	const most = 3
	b.WriteString("（")
	for i, f := range r.Failures {
		if i == most {
			b.WriteString("等")
			break
		}
		if i > 0 {
			b.WriteString("；")
		}
		fmt.Fprintf(b, `<a href="#%s">`, d.def.Name(f.Case.Right[0]))
		escape(b, d.caseLabel(r.Sum.Each, f.Case.Key, labels))
		fmt.Fprintf(b, "</a>：%s ≠ %s", f.Left, f.Right)
	}
	b.WriteString("）")
}

// caseLabel names a row or column as it is printed.
func (d *drawnTable) caseLabel(each format.Axis, key string, labels map[string]string) string {
	name := key
	if each == format.EachColumn {
		name = "column." + key
	}
	if own, ok := labels[d.def.ID+"."+name]; ok {
		return own
	}
	if row, ok := d.def.Row(key); ok && each == format.EachRow {
		return row.Label
	}
	for _, block := range d.def.Blocks {
		if i := slices.IndexFunc(block.Columns, func(c format.Column) bool { return c.Key == key }); i >= 0 {
			return block.Columns[i].Label
		}
	}
	return key
}

// freeTable writes a table of the report's own.
func freeTable(b *strings.Builder, t *report.FreeTable) {
	name := t.Caption
	if name == "" {
		name = t.ID
	}
	fmt.Fprintf(b, `<figure class="table table-free" id="table-%s">`+"\n", t.ID)
	fmt.Fprintf(b, `<figcaption id="table-%s-caption">`, t.ID)
	escape(b, name)
	fmt.Fprintf(b, "</figcaption>\n"+`<div class="scroll" role="region" tabindex="0" aria-labelledby="table-%[1]s-caption">`+"\n"+`<table aria-labelledby="table-%[1]s-caption">`+"\n<thead>\n<tr>", t.ID)
	for _, c := range t.Columns {
		b.WriteString(`<th scope="col" class="col">`)
		escape(b, c)
		b.WriteString("</th>")
	}
	b.WriteString("</tr>\n</thead>\n<tbody>\n")
	for i, row := range t.Rows {
		b.WriteString("<tr>")
		for j, c := range row {
			fmt.Fprintf(b, `<td id="%s.%d.%d"`, t.ID, i+1, j+1)
			value(b, c)
			b.WriteString("</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n</div>\n</figure>\n")
}
