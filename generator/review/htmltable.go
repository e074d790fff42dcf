package review

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/generator/compare"
	"gongkai/generator/format"
	"gongkai/generator/report"
)

// changed writes a statutory table that differs: in its new form, with both values
// in the cells that differ. Cells of an old form stand below it.
func (p *page) changed(r *Report, t *compare.Table) {
	version := r.After
	if version != nil {
		if _, ok := version.Table(t.ID); !ok {
			version = r.Before
		}
	}
	cells := map[string]*compare.Cell{}
	for i := range t.Cells {
		cells[t.Cells[i].Key] = &t.Cells[i]
	}
	if version != nil && p.b.Len() <= fullLimit {
		if own, ok := version.Table(t.ID); ok {
			p.table(own, version, cells)
		}
	}
	var rows [][]string
	for i := range t.Cells {
		if c := &t.Cells[i]; cells[c.Key] != nil {
			was, is := p.values(c.Old, c.New)
			rows = append(rows, []string{escaped(c.Label), was, is, escaped(c.Difference)})
		}
	}
	p.pairs([]string{p.say("格", "cell"), p.say("原为", "was"), p.say("现为", "is now"), p.say("差", "difference")}, rows)
}

// table draws a statutory table as printed. The cells that it shows are taken out of
// those given.
func (p *page) table(t *report.Table, r *report.Report, cells map[string]*compare.Cell) {
	def := t.Def
	fmt.Fprintf(&p.b, `<figure class="table table-%s"><figcaption>%s</figcaption><div class="scroll" tabindex="0" role="region" aria-label="%[2]s"><table>`+"\n", def.Layout, escaped(def.Caption))
	grid := def.Grid()
	for _, part := range grid.Parts {
		p.b.WriteString("<tbody>\n")
		for _, line := range append(part.Head[:len(part.Head):len(part.Head)], part.Body...) {
			p.b.WriteString("<tr>")
			for i := range line {
				if c := &line[i]; c.Kind == format.ValueCell {
					p.cell(t, c, cells)
				} else {
					p.heading(def, c, r.Labels)
				}
			}
			p.b.WriteString("</tr>\n")
		}
		p.b.WriteString("</tbody>\n")
	}
	p.b.WriteString("</table></div></figure>\n")
}

func spans(c *format.GridCell) string {
	s := ""
	if c.RowSpan > 1 {
		s += ` rowspan="` + strconv.Itoa(c.RowSpan) + `"`
	}
	if c.ColSpan > 1 {
		s += ` colspan="` + strconv.Itoa(c.ColSpan) + `"`
	}
	return s
}

// cell writes a value, or both where it differs: the old one struck out above the
// new one.
func (p *page) cell(t *report.Table, c *format.GridCell, cells map[string]*compare.Cell) {
	name := t.Def.Name(c.Cell)
	if d := cells[name]; d != nil {
		delete(cells, name)
		was, is := p.values(d.Old, d.New)
		fmt.Fprintf(&p.b, `<td class="changes"%s data-cell="%s"%s title="%s">%s%s`, spans(c), name, p.stop(), escaped(d.Label), was, is)
		if d.Difference != "" {
			fmt.Fprintf(&p.b, "<small>%s</small>", escaped(d.Difference))
		}
		p.b.WriteString("</td>")
		return
	}
	value := t.Cells.At(c.Cell)
	fmt.Fprintf(&p.b, `<td%s%s>%s</td>`, spans(c), classOf(value), escaped(value.Text))
}

// classOf is the class of a value: a blank, a mark, a zero.
func classOf(c report.Cell) string {
	switch {
	case c.Empty():
		return ` class="b"`
	case c.Kind == report.Mark:
		return ` class="m"`
	case strings.Trim(c.Text, "0.+-") == "":
		return ` class="z"`
	}
	return ""
}

// heading writes a heading, as published.
func (p *page) heading(def *format.Table, c *format.GridCell, labels map[string]string) {
	text := c.Text
	if own, ok := labels[def.ID+"."+c.Name]; ok && c.Name != "" {
		text = own
	}
	switch c.Kind {
	case format.CornerCell, format.UnitCell:
		fmt.Fprintf(&p.b, `<td class="%s"%s>%s</td>`, map[format.GridKind]string{format.CornerCell: "corner", format.UnitCell: "unit"}[c.Kind], spans(c), escaped(text))
		return
	case format.CaptionCell:
		fmt.Fprintf(&p.b, `<th class="over"%s>%s</th>`, spans(c), escaped(text))
		return
	}
	scope, class := "col", "col"
	if c.Kind == format.RowHead && def.Layout != format.Across {
		scope, class = "row", "row"
		if !c.Leaf {
			class = "group"
		}
		if def.Layout == format.Outline {
			class += " d" + strconv.Itoa(min(c.Depth, 4))
		}
	}
	fmt.Fprintf(&p.b, `<th class="%s" scope="%s"%s>%s</th>`, class, scope, spans(c), escaped(text))
}

// free writes the rows of a table of the report's own that differ.
func (p *page) free(t *compare.FreeTable) {
	shown := t.New
	if shown == nil {
		shown = t.Old
	}
	fmt.Fprintf(&p.b, "<h3>%s %s <span class=\"note\">%s</span></h3>\n", p.say("自有表格", "Table"), escaped(freeName(shown, t.ID)), p.change(t.Change))
	if t.Change == compare.Added || t.Change == compare.Removed {
		p.wholeTable(shown)
		return
	}
	p.fields(freeFields(p.Options, t), compare.Modified)
	if len(t.Rows) == 0 {
		return
	}
	fmt.Fprintf(&p.b, `<div class="table table-free"><div class="scroll" tabindex="0" role="region" aria-label="%s"><table><thead><tr><th scope="col">%s</th>`, escaped(freeName(shown, t.ID)), p.say("行", "row"))
	for _, c := range shown.Columns {
		fmt.Fprintf(&p.b, `<th scope="col">%s</th>`, escaped(c))
	}
	p.b.WriteString("</tr></thead><tbody>\n")
	for i := range t.Rows {
		p.row(t, &t.Rows[i])
	}
	p.b.WriteString("</tbody></table></div></div>\n")
}

// row writes a row of such a table.
func (p *page) row(t *compare.FreeTable, r *compare.Row) {
	fmt.Fprintf(&p.b, `<tr%s><th class="row" scope="row">%d</th>`, p.stop(), max(r.Old, r.New)+1)
	defer p.b.WriteString("</tr>\n")
	write, cells := p.new, []report.Cell(nil)
	switch {
	case r.New < 0:
		write, cells = p.old, t.Old.Rows[r.Old]
	case r.Old < 0:
		cells = t.New.Rows[r.New]
	default:
		differing := map[int]*compare.FreeCell{}
		for i := range r.Cells {
			differing[r.Cells[i].Column] = &r.Cells[i]
		}
		for i, c := range t.New.Rows[r.New] {
			if d := differing[i]; d != nil {
				was, is := p.values(&d.Old, &d.New)
				fmt.Fprintf(&p.b, `<td class="changes">%s%s</td>`, was, is)
			} else {
				fmt.Fprintf(&p.b, "<td>%s</td>", escaped(c.Text))
			}
		}
		return
	}
	for i := range cells {
		fmt.Fprintf(&p.b, "<td>%s</td>", write(p.cellWord(&cells[i])))
	}
}

// wholeTable writes a table of the report's own that came or went with all its rows.
func (p *page) wholeTable(t *report.FreeTable) {
	fmt.Fprintf(&p.b, `<figure class="table table-free"><figcaption>%s</figcaption><div class="scroll" tabindex="0" role="region" aria-label="%[1]s"><table><thead><tr>`, escaped(freeName(t, t.ID)))
	for _, c := range t.Columns {
		fmt.Fprintf(&p.b, `<th scope="col">%s</th>`, escaped(c))
	}
	p.b.WriteString("</tr></thead><tbody>\n")
	for _, row := range t.Rows {
		p.b.WriteString("<tr>")
		for _, c := range row {
			fmt.Fprintf(&p.b, "<td%s>%s</td>", classOf(c), escaped(c.Text))
		}
		p.b.WriteString("</tr>\n")
	}
	p.b.WriteString("</tbody></table></div></figure>\n")
}

func freeName(t *report.FreeTable, id string) string {
	if t.Caption != "" {
		return t.Caption
	}
	return id
}

// freeFields names what differs in the head of such a table.
func freeFields(o Options, t *compare.FreeTable) []compare.Field {
	fields := tableFields(t)
	for i := range fields {
		fields[i].Key = o.free(fields[i].Key)
	}
	return fields
}
