package check

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

// An identity is a sum or a carry in one row or column whose numbers are all
// there: its terms add up to Left − Right, which should be nothing.
type identity struct {
	rule        string
	label       diag.Text // what must be equal
	in          diag.Text // the row or column it is about
	terms       []term
	left, right tally.Number
	off         tally.Number // left − right
	shown       []int        // cells that stand for it, the most telling first
	between     bool         // it speaks of another report too
}

// A term is a cell in an identity.
type term struct {
	cell   int
	factor int // 1 on the left, −1 on the right
}

func (id *identity) broken() bool { return id.off.Sign() != 0 }

// factor gives how often a cell counts; 0 where it is not in the identity.
func (id *identity) factor(cell int) int {
	n := 0
	for _, t := range id.terms {
		if t.cell == cell {
			n += t.factor
		}
	}
	return n
}

// identities gives those of a table that can be assessed: its sums, in order,
// then its carries from the report of the year before.
func identities(t *report.Table, before *report.Report) []identity {
	var all []identity
	values := make([]tally.Number, t.Cells.Len())
	known := make([]bool, len(values))
	for i := range values {
		values[i], known[i] = number(t.Cells.At(i))
	}
	add := func(id identity, left, right []int, constant tally.Number) {
		id.left = constant
		for _, cell := range left {
			if !known[cell] {
				return
			}
			id.left = id.left.Add(values[cell])
			id.terms = append(id.terms, term{cell, 1})
		}
		for _, cell := range right {
			if !known[cell] {
				return
			}
			id.right = id.right.Add(values[cell])
			id.terms = append(id.terms, term{cell, -1})
		}
		id.off = id.left.Sub(id.right)
		all = append(all, id)
	}
	for i := range t.Def.Sums {
		sum := &t.Def.Sums[i]
		for _, c := range sum.Cases {
			id := identity{
				rule:  sum.Rule,
				label: diag.Text{Zh: sum.Label, En: equation(sum.Left, sum.Right)},
				in:    caseName(t.Def, sum.Each, c.Key),
				shown: slices.Concat(c.Right, c.Left),
			}
			if len(id.shown) > 12 {
				id.shown = c.Right // all rows of a table tell nothing
			}
			add(id, c.Left, c.Right, tally.Number{})
		}
	}
	if before == nil {
		return all
	}
	for i := range t.Def.Carries {
		carry := &t.Def.Carries[i]
		for _, c := range carry.Cases {
			cell, ok := before.Cell(c.Previous)
			if !ok {
				continue // that year's form does not have it
			}
			previous, ok := number(cell)
			if !ok {
				continue
			}
			id := identity{
				rule: carry.Rule, label: diag.Text{Zh: carry.Label, En: carryEquation(carry)},
				in: caseName(t.Def, carry.Each, c.Key), shown: []int{c.This}, between: true,
			}
			// previous + plus − minus on the left, what is published on the right
			minus := tally.Number{}
			for _, m := range c.Minus {
				if !known[m] {
					ok = false
				}
				minus = minus.Add(values[m])
			}
			if !ok {
				continue
			}
			before := len(all)
			add(id, c.Plus, []int{c.This}, previous.Sub(minus))
			if len(all) > before {
				last := &all[before]
				for _, m := range c.Minus {
					last.terms = append(last.terms, term{m, -1})
				}
			}
		}
	}
	return all
}

// equation writes a sum with the keys of its terms.
func equation(left, right []string) string { return side(left) + " = " + side(right) }

func side(terms []string) string {
	s := terms[0]
	for _, t := range terms[1:] {
		s += " + " + t
	}
	return s
}

func carryEquation(c *format.Carry) string {
	s := c.This + " = " + c.Previous + " of the year before"
	for _, p := range c.Plus {
		s += " + " + p
	}
	for _, m := range c.Minus {
		s += " − " + m
	}
	return s
}

// caseName names a row or a column: “自然人”一栏; column natural.
func caseName(t *format.Table, each format.Axis, key string) diag.Text {
	if each == format.EachRow {
		if row, ok := t.Row(key); ok {
			return diag.Textf("“%[1]s”一行", "row %[2]s", row.Label, key)
		}
		return diag.Textf("“%[1]s”一行", "row %[1]s", key)
	}
	for _, b := range t.Blocks {
		for _, c := range b.Columns {
			if c.Key == key {
				return diag.Textf("“%[1]s”一栏", "column %[2]s", c.Label, key)
			}
		}
	}
	return diag.Textf("“%[1]s”一栏", "column %[1]s", key)
}
