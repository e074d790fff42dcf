package dataset

import (
	"strconv"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// drawForm draws the tables of a report as printed.
func drawForm(e Entry) *drawing {
	r := e.Report
	width := formWidth(r)
	d := &drawing{}
	d.below(titleLook, r.Title, width)
	d.below(noteLook, e.Name+"，"+strconv.Itoa(r.Year)+"年度", width)
	for i := range r.Tables {
		d.statutory(r, &r.Tables[i], width)
	}
	for i := range r.Free {
		d.free(&r.Free[i], width)
	}
	return d
}

// formWidth is the number of columns of the widest table.
func formWidth(r *report.Report) int {
	width := 6 // enough for the title
	for _, t := range r.Tables {
		width = max(width, t.Def.Grid().Width)
	}
	for _, t := range r.Free {
		width = max(width, len(t.Columns))
	}
	return width
}

// statutory draws a statutory table with the labels as published.
func (d *drawing) statutory(r *report.Report, t *report.Table, width int) {
	d.caption(tableCaption(t.Def), width)
	top := d.lines
	for _, line := range t.Def.Grid().Lines() {
		for _, g := range line {
			c := cell{line: top + g.Line, column: g.Column, rows: g.RowSpan, columns: g.ColSpan, look: headLook, text: g.Text}
			if g.Name != "" {
				c.text = labelAs(r, t.Def.ID+"."+g.Name, g.Text)
			}
			switch g.Kind {
			case format.ValueCell:
				value := t.Cells.At(g.Cell)
				c.value = &value
			case format.RowHead:
				if t.Def.Layout != format.Across {
					c.look = labelLook
				}
				if t.Def.Layout == format.Outline {
					c.indent = g.Depth
				}
			}
			d.put(c)
		}
	}
}

// free draws a table of the report's own.
func (d *drawing) free(t *report.FreeTable, width int) {
	name := t.Caption
	if name == "" {
		name = t.ID
	}
	d.caption(name, width)
	top := d.lines
	for j, column := range t.Columns {
		d.put(cell{line: top, column: j, rows: 1, columns: 1, look: headLook, text: column})
	}
	for i, row := range t.Rows {
		for j := range row {
			d.put(cell{line: top + 1 + i, column: j, rows: 1, columns: 1, value: &row[j]})
		}
	}
}

// caption begins a table, after an empty line.
func (d *drawing) caption(text string, width int) {
	d.below(noteLook, "", 1)
	d.below(captionLook, text, width)
}

// tableCaption gives the caption of a table, with the unit of its values where
// that is one and not printed in the table.
func tableCaption(t *format.Table) string {
	unit := ""
	for i := range t.Rows {
		if t.Blocks[t.Rows[i].Block].UnitHeader != "" {
			return t.Caption
		}
		own := rowUnit(&t.Rows[i])
		if i > 0 && own != unit {
			return t.Caption
		}
		unit = own
	}
	if unit == "" {
		return t.Caption
	}
	return t.Caption + "（单位：" + unit + "）"
}
