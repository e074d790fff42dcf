package demo

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/format"
)

// indicators fill a table of indicators (政府信息公开情况统计表) from the top down: what
// the format says is a sum is drawn first and then divided among its parts, and
// what it has below a row without adding up to it (其中) is at most that row's.
type indicators struct {
	def   *format.Table
	roots []int   // rows that are drawn, in order
	above []int   // by row: the row whose number it cannot exceed, or -1
	parts [][]int // by row: the rows that add up to it
}

func newIndicators(def *format.Table) (*indicators, error) {
	if def.Size != len(def.Rows) {
		return nil, fmt.Errorf("table %q has %d cells in %d rows; want one in each", def.ID, def.Size, len(def.Rows))
	}
	x := &indicators{def: def, above: make([]int, len(def.Rows)), parts: make([][]int, len(def.Rows))}
	divided := make([]bool, len(def.Rows)) // rows that are parts
	for _, sum := range def.Sums {
		whole, parts, err := x.divide(sum)
		if err != nil {
			return nil, err
		}
		x.parts[whole] = parts
		for _, part := range parts {
			divided[part] = true
		}
	}
	for i := range def.Rows {
		x.above[i] = x.rowAbove(i)
		if !divided[i] {
			x.roots = append(x.roots, i)
		}
	}
	return x, nil
}

// divide reads a sum: one row on one side, its parts on the other.
func (x *indicators) divide(sum format.Sum) (whole int, parts []int, err error) {
	left, right := x.rows(sum.Left), x.rows(sum.Right)
	if len(left) == 1 {
		left, right = right, left
	}
	if sum.Each != format.EachColumn || len(right) != 1 || len(left) == 0 {
		return 0, nil, fmt.Errorf("the demo cannot divide by the sum %q of table %q", sum.Rule, x.def.ID)
	}
	return right[0], left, nil
}

// rows gives the rows that the terms of a sum stand for.
func (x *indicators) rows(terms []string) []int {
	var rows []int
	for _, term := range terms {
		group, all := strings.CutSuffix(term, "*")
		for i, r := range x.def.Rows {
			if r.Key == term || all && strings.HasPrefix(r.Key, group) {
				rows = append(rows, i)
			}
		}
	}
	return rows
}

// fill draws a year. Facts of the year that stand in the table keep their number.
func (x *indicators) fill(d dice, f *figures) *sheet {
	s := newSheet(x.def)
	known := f.known(x.def)
	for _, i := range x.roots {
		s.row(i)[0] = x.root(d, s, i, known)
		x.split(d, s, i, known)
	}
	return s
}

// known gives the facts by their row in the table.
func (f *figures) known(def *format.Table) map[int]int {
	rows := map[int]int{}
	for fact, source := range f.form.sources {
		if len(source) == 1 && f.form.tables[source[0].table] == def {
			rows[source[0].cell] = f.facts[fact]
		}
	}
	return rows
}

// usual are the numbers that an agency has in a year, by unit.
var usual = map[string]int{"条": 25, "篇": 6, "次": 3, "件": 2, "个": 2, "人": 3, "人次": 50, "万元": 20_000}

func (x *indicators) root(d dice, s *sheet, i int, known map[int]int) int {
	value, ok := known[i]
	if !ok {
		value = d.about(max(1, usual[x.def.Rows[i].Unit]))
	}
	if above := x.above[i]; above >= 0 {
		value = min(value, s.row(above)[0])
	}
	return value
}

// split divides the number of a row among its parts.
func (x *indicators) split(d dice, s *sheet, i int, known map[int]int) {
	rest, open := s.row(i)[0], []int(nil)
	for n, part := range x.parts[i] {
		value, ok := known[part]
		if last := n == len(x.parts[i])-1; !ok || last && open == nil {
			open = append(open, part)
			continue
		}
		s.row(part)[0] = min(value, rest)
		rest -= s.row(part)[0]
	}
	for n, part := range open {
		value := rest
		if n < len(open)-1 {
			value = d.IntN(rest + 1)
		}
		s.row(part)[0] = value
		rest -= value
	}
	for _, part := range x.parts[i] {
		x.split(d, s, part, known)
	}
}

// rowAbove gives the row under whose label a row is printed, or -1.
func (x *indicators) rowAbove(i int) int {
	path := x.def.Rows[i].Path
	for j := i - 1; j >= 0; j-- {
		if above := x.def.Rows[j].Path; len(above) < len(path) && slices.Equal(above, path[:len(above)]) {
			return j
		}
	}
	return -1
}
