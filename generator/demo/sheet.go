package demo

import (
	"fmt"
	"slices"

	"gongkai/generator/format"
)

// total is the key of the columns that add up the others of their row.
const total = "total"

// A sheet is a table filled in. A value is a whole number of units of the last
// decimal: 12345 is 1.2345 in a row with four decimals.
type sheet struct {
	def    *format.Table
	values []int
}

func newSheet(def *format.Table) *sheet {
	return &sheet{def, make([]int, def.Size)}
}

// row gives the values of a row, column by column.
func (s *sheet) row(i int) []int {
	r := &s.def.Rows[i]
	return s.values[r.First : r.First+len(r.Columns)]
}

// column gives the index of a column of a row, by key.
func column(r *format.Row, key string) int {
	return slices.IndexFunc(r.Columns, func(c format.Column) bool { return c.Key == key })
}

// rowNamed gives the index of a row, by key.
func rowNamed(def *format.Table, key string) (int, error) {
	i := slices.IndexFunc(def.Rows, func(r format.Row) bool { return r.Key == key })
	if i < 0 {
		return 0, fmt.Errorf("table %q has no row %q", def.ID, key)
	}
	return i, nil
}

// addUp fills the column of totals of a row.
func (s *sheet) addUp(i int) {
	values, at, sum := s.row(i), column(&s.def.Rows[i], total), 0
	for c, value := range values {
		if c != at {
			sum += value
		}
	}
	if at >= 0 {
		values[at] = sum
	}
}

// plus adds another sheet of the same table.
func (s *sheet) plus(other *sheet) {
	for i, value := range other.values {
		s.values[i] += value
	}
}
