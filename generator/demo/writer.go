package demo

import (
	"bytes"
	"fmt"

	"gongkai/generator/format"
	rows "gongkai/generator/sheet"
)

// A writer writes sheets as TOML.
type writer struct {
	out *bytes.Buffer
	style
	labels bool // as comments, for people who fill in
}

// table writes a table.
func (w writer) table(s *sheet) {
	cells := make([]string, len(s.values))
	for i := range s.def.Rows {
		r, values := &s.def.Rows[i], s.row(i)
		for c, value := range values {
			text := cell(r, r.Columns[c], value)
			switch {
			case w.dashes && isRules(r):
				text = `"/"`
			case w.leavesBlank(r, r.Columns[c], values):
				text = `""`
			}
			cells[r.First+c] = text
		}
	}
	shown := rows.Sheet{Def: s.def, Cells: cells, Labels: w.labels}
	shown.Write(w.out)
}

// cell writes a value as TOML.
func cell(r *format.Row, c format.Column, value int) string {
	kind, decimals := r.Type, r.Decimals
	if c.Type != "" {
		kind, decimals = c.Type, c.Decimals
	}
	switch {
	case kind == format.Signed && value > 0:
		return fmt.Sprintf("+%d", value)
	case kind == format.Amount:
		return fmt.Sprintf(`"%d元"`, value)
	case kind == format.Decimal && decimals > 0:
		unit := 1
		for range decimals {
			unit *= 10
		}
		return fmt.Sprintf("%d.%0*d", value/unit, decimals, value%unit)
	}
	return fmt.Sprint(value)
}
