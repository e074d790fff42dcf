package tally

import (
	"gongkai/generator/format"
	"gongkai/generator/report"
)

// A Result says how it stands with one sum of a table.
type Result struct {
	Sum        *format.Sum
	Holds      int       // cases that tie
	Failures   []Failure // cases that do not
	Unassessed int       // cases with a cell that is blank or no number: never a pass
}

// Cases gives the number of cases that could be assessed.
func (r Result) Assessed() int { return r.Holds + len(r.Failures) }

// A Failure is a sum that does not tie in one row or column.
type Failure struct {
	Case        *format.Case
	Left, Right Number
}

// Table assesses the sums of a table, in the order of its definition.
func Table(t *report.Table) []Result {
	results := make([]Result, len(t.Def.Sums))
	for i := range t.Def.Sums {
		sum := &t.Def.Sums[i]
		r := Result{Sum: sum}
		for j := range sum.Cases {
			c := &sum.Cases[j]
			left, ok := add(t.Cells, c.Left)
			right, both := add(t.Cells, c.Right)
			switch {
			case !ok || !both:
				r.Unassessed++
			case left.Equal(right):
				r.Holds++
			default:
				r.Failures = append(r.Failures, Failure{c, left, right})
			}
		}
		results[i] = r
	}
	return results
}

// add adds the cells up; it says false where one is no number.
func add(cells report.Cells, at []int) (Number, bool) {
	var sum Number
	for _, i := range at {
		c := cells.At(i)
		n, ok := Parse(c.Text)
		if !ok || c.Kind != report.Number {
			return Number{}, false
		}
		sum = sum.Add(n)
	}
	return sum, true
}
