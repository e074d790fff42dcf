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

// A CarryResult says how it stands with one carry of a table.
type CarryResult struct {
	Carry      *format.Carry
	Holds      int
	Failures   []CarryFailure
	Unassessed int // cases with a cell that is blank, no number, or not in the form of the year before
}

// Assessed gives the number of cases that could be assessed.
func (r CarryResult) Assessed() int { return r.Holds + len(r.Failures) }

// A CarryFailure is a carry that does not tie in one row or column: This is
// published, Want follows from the year before.
type CarryFailure struct {
	Case       *format.CarryCase
	This, Want Number
}

// Carries assesses the carries of a table against the report of the year before,
// in the order of the table's definition. Without that report no case can be
// assessed.
func Carries(t *report.Table, before *report.Report) []CarryResult {
	results := make([]CarryResult, len(t.Def.Carries))
	for i := range t.Def.Carries {
		carry := &t.Def.Carries[i]
		r := CarryResult{Carry: carry}
		for j := range carry.Cases {
			c := &carry.Cases[j]
			this, ok := add(t.Cells, []int{c.This})
			want, known := want(c, t, before)
			switch {
			case !ok || !known:
				r.Unassessed++
			case this.Equal(want):
				r.Holds++
			default:
				r.Failures = append(r.Failures, CarryFailure{c, this, want})
			}
		}
		results[i] = r
	}
	return results
}

// want gives what a case must be.
func want(c *format.CarryCase, t *report.Table, before *report.Report) (Number, bool) {
	if before == nil {
		return Number{}, false
	}
	cell, ok := before.Cell(c.Previous)
	if !ok || cell.Kind != report.Number {
		return Number{}, false
	}
	n, ok := Parse(cell.Text)
	plus, all := add(t.Cells, c.Plus)
	minus, both := add(t.Cells, c.Minus)
	return n.Add(plus).Sub(minus), ok && all && both
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
