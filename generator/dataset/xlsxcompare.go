package dataset

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/format"
)

// comparisonHeads is the number of columns before the values: agency and year.
const comparisonHeads = 2

// A comparison is a sheet with one line for each report that has a table.
type comparison struct {
	name string // of the sheet
	def  *format.Table
}

// write adds the sheet to a workbook. It does not draw the lines of the reports,
// which can be many, but writes them one by one.
func (c comparison) write(b *book, entries []Entry) error {
	head := c.drawHead()
	s, err := b.open(c.name, c.widths(), layout{landscape: true, frozenColumns: comparisonHeads, frozenLines: head.lines})
	if err != nil {
		return err
	}
	if err := s.draw(head); err != nil {
		return err
	}
	text, err := b.style(style{look: textLook})
	if err != nil {
		return err
	}
	year, err := b.style(style{look: numberLook, code: "0"})
	if err != nil {
		return err
	}
	line := make([]any, comparisonHeads+c.def.Size)
	for _, e := range entries {
		t, ok := tableOf(e.Report, c.def)
		if !ok {
			continue
		}
		line[0] = excelize.Cell{StyleID: text, Value: e.Name}
		line[1] = excelize.Cell{StyleID: year, Value: e.Report.Year}
		for i := range t.Cells.Len() {
			if line[comparisonHeads+i], err = b.value(t.Cells.At(i)); err != nil {
				return err
			}
		}
		if err := s.line(line, 0); err != nil {
			return err
		}
	}
	return s.out.Flush()
}

// widths gives the widths of the columns, the same for all values.
func (c comparison) widths() []float64 {
	widths := slices.Repeat([]float64{12}, comparisonHeads+c.def.Size)
	widths[0], widths[1] = 28, 8
	return widths
}

// drawHead draws the merged headings: the groups of the rows, the rows, and their
// columns, without a level that says nothing.
func (c comparison) drawHead() *drawing {
	groups, columns := c.levels()
	height := 1
	if groups {
		height++
	}
	rowLine, rowHeight := height-1, height
	if columns {
		height++
	}
	d := &drawing{}
	d.put(cell{rows: height, columns: 1, look: headLook, text: "行政机关"})
	d.put(cell{column: 1, rows: height, columns: 1, look: headLook, text: "年度"})
	for i := 0; i < len(c.def.Rows); {
		group, end := c.group(i)
		at := comparisonHeads + c.def.Rows[i].First
		if group != "" {
			d.put(cell{column: at, rows: 1, columns: c.width(i, end), look: headLook, text: group})
		}
		for ; i < end; i++ {
			row := &c.def.Rows[i]
			own := cell{line: rowLine, column: comparisonHeads + row.First, rows: 1, columns: len(row.Columns), look: headLook, text: c.rowLabel(row)}
			if group == "" {
				own.line, own.rows = 0, rowHeight
			}
			d.put(own)
			for j := range row.Columns {
				if columns {
					d.put(cell{line: height - 1, column: own.column + j, rows: 1, columns: 1, look: headLook, text: row.Columns[j].Label})
				}
			}
		}
	}
	return d
}

// levels says whether any row stands in a group, and whether the labels of columns
// tell anything: not where all rows have one and the same.
func (c comparison) levels() (groups, columns bool) {
	only := c.def.Rows[0].Columns[0].Label
	for i := range c.def.Rows {
		row := &c.def.Rows[i]
		groups = groups || c.groupLabel(row) != ""
		columns = columns || len(row.Columns) > 1 || row.Columns[0].Label != only
	}
	return groups, columns
}

// group gives the group of a row, and the end of the run of rows that share it. A
// row without a group is a run of its own.
func (c comparison) group(first int) (label string, end int) {
	label = c.groupLabel(&c.def.Rows[first])
	end = first + 1
	for label != "" && end < len(c.def.Rows) && c.groupLabel(&c.def.Rows[end]) == label {
		end++
	}
	return label, end
}

// groupLabel gives the labels around a row: of its block and its groups.
func (c comparison) groupLabel(row *format.Row) string {
	labels := row.Path[:len(row.Path)-1]
	if caption := c.def.Blocks[row.Block].Caption; caption != "" {
		labels = append([]string{caption}, labels...)
	}
	return strings.Join(labels, " / ")
}

// rowLabel gives the label of a row, with its unit where the form prints that.
func (c comparison) rowLabel(row *format.Row) string {
	if c.def.Blocks[row.Block].UnitHeader == "" || row.Unit == "" {
		return row.Label
	}
	return row.Label + "（" + row.Unit + "）"
}

// width counts the values of rows.
func (c comparison) width(first, end int) int {
	last := &c.def.Rows[end-1]
	return last.First + len(last.Columns) - c.def.Rows[first].First
}
