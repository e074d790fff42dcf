package dataset

import (
	"math"
	"strings"

	"gongkai/generator/report"
)

// A drawing is a piece of a sheet: cells at their places, with their spans.
type drawing struct {
	cells        []cell
	lines, width int // of the smallest rectangle around all cells
}

// A cell is a heading, a text or a published value.
type cell struct {
	line, column  int // upper left place, from 0
	rows, columns int // spans, at least 1
	look          look
	indent        int
	text          string
	value         *report.Cell // a published value, in place of text and look
}

// put adds a cell.
func (d *drawing) put(c cell) {
	d.cells = append(d.cells, c)
	d.lines = max(d.lines, c.line+c.rows)
	d.width = max(d.width, c.column+c.columns)
}

// below adds a line with one text, over some columns, below all cells.
func (d *drawing) below(l look, text string, columns int) {
	d.put(cell{line: d.lines, rows: 1, columns: columns, look: l, text: text})
}

// shown gives what can be read in a cell.
func (c *cell) shown() (string, look) {
	if c.value == nil {
		return c.text, c.look
	}
	return c.value.Text, markLook
}

const (
	narrowest  = 8   // width of a column, in half-width characters
	lineHeight = 1.4 // in font sizes
	highest    = 409 // what a spreadsheet allows, in points
)

// widths gives the widths of the columns: what the cells of one column want,
// within the bounds of their looks.
func (d *drawing) widths() []float64 {
	widths := make([]float64, d.width)
	for i := range widths {
		widths[i] = narrowest
	}
	for i := range d.cells {
		if c := &d.cells[i]; c.columns == 1 {
			text, l := c.shown()
			widths[c.column] = max(widths[c.column], min(textWidth(text)+2, looks[l].widest))
		}
	}
	return widths
}

// heights gives the heights of the lines in points, with columns of these widths.
// Spreadsheets do not fit lines to merged cells by themselves.
func (d *drawing) heights(widths []float64) []float64 {
	heights := make([]float64, d.lines)
	for i := range d.cells {
		if c := &d.cells[i]; c.rows == 1 {
			heights[c.line] = max(heights[c.line], c.height(widths))
		}
	}
	for i := range d.cells {
		if c := &d.cells[i]; c.rows > 1 {
			covered := heights[c.line : c.line+c.rows]
			if lack := c.height(widths) - sum(covered); lack > 0 {
				covered[len(covered)-1] += lack
			}
		}
	}
	for i := range heights {
		heights[i] = min(heights[i], highest)
	}
	return heights
}

// height gives the height that the text of a cell needs.
func (c *cell) height(widths []float64) float64 {
	text, l := c.shown()
	width := sum(widths[c.column:c.column+c.columns]) - 1 - 2*float64(c.indent)
	size := looks[l].size
	lines := 0.0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(textWidth(paragraph)*size/11/width))
	}
	return math.Ceil(lines*size*lineHeight) + 2
}

// textWidth gives the width of a text of size 11 in half-width characters. In
// Chinese fonts quotation marks and dashes are as wide as characters.
func textWidth(text string) float64 {
	n := 0
	for _, r := range text {
		if n++; r >= 0x2000 {
			n++
		}
	}
	return float64(n)
}

func sum(list []float64) float64 {
	s := 0.0
	for _, f := range list {
		s += f
	}
	return s
}
