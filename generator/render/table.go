package render

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/format"
	"gongkai/generator/report"
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

// fill writes the table of a report: with the labels as published, and below it
// the sums that hold and what the checks have found about its cells.
func (d *drawnTable) fill(b *strings.Builder, t *report.Table, p *archive.Report, found *cellFindings) {
	pieces, others, labels, flags := d.plain, 0, p.Labels, found.flags(t)
	if len(labels) > 0 {
		pieces = d.pieces
	}
	for _, piece := range pieces {
		b.WriteString(piece.text)
		if piece.cell >= 0 {
			value(b, t.Cells.At(piece.cell), flags[piece.cell])
			continue
		}
		if own, ok := labels[d.def.ID+"."+piece.label]; ok && piece.label != "" {
			escape(b, own)
			others++
		} else {
			b.WriteString(piece.own)
		}
	}
	d.ties(b, t, p, others)
	found.list(b, t)
	b.WriteString("</figure>\n")
}

// value writes the class of a cell and what stands in it. A cell that a finding is
// about has the number of the finding, from 1.
func value(b *strings.Builder, c report.Cell, finding int) {
	class := "n"
	switch {
	case c.Empty():
		class = "b"
	case c.Kind == report.Mark:
		class = "m"
	case strings.Trim(c.Text, "0.+-") == "":
		class = "z"
	}
	b.WriteString(` class="`)
	b.WriteString(class)
	if finding > 0 {
		fmt.Fprintf(b, ` flag" aria-describedby="finding-%d`, finding)
	}
	b.WriteString(`">`)
	escape(b, c.Text)
}

// escape writes text that is no HTML.
func escape(b *strings.Builder, s string) { b.WriteString(escaped(s)) }

func escaped(s string) string {
	if strings.ContainsAny(s, `<>&"'`) {
		return html.EscapeString(s)
	}
	return s
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
			fmt.Fprintf(b, `<td id="%s"`, t.CellName(i, j))
			value(b, c, 0)
			b.WriteString("</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n</div>\n</figure>\n")
}
