package format

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

// identities reads [[table.sum]] and [[table.carry]].
func (r *tableReading) identities(t *tomldoc.Reader) {
	for _, s := range t.Tables("sum") {
		sum := Sum{
			Rule:  r.need(s, "rule", wantRule),
			Label: r.need(s, "label", wantText),
			Basis: r.text(s, "basis", wantText),
		}
		s.Need("each", "left", "right")
		sum.Each = word(r.reading, s, "each", EachColumn, EachRow)
		sum.In = r.in(s, sum.Each)
		sum.Left, sum.Right = r.terms(s, "left", sum.Each), r.terms(s, "right", sum.Each)
		for _, side := range []string{"left", "right"} {
			if v, ok := s.Value(side); ok && v.Len() == 0 {
				r.at(s, side, "empty-value", diag.Textf("%s 至少有一项", "%s holds at least one term", s.Name(side)), diag.Text{})
			}
		}
		s.Done()
		sum.Cases = r.table.cases(&sum)
		r.table.Sums = append(r.table.Sums, sum)
	}
	for _, c := range t.Tables("carry") {
		carry := Carry{
			Rule:  r.need(c, "rule", wantRule),
			Label: r.need(c, "label", wantText),
			Basis: r.text(c, "basis", wantText),
		}
		c.Need("each", "this", "previous")
		carry.Each = word(r.reading, c, "each", EachColumn, EachRow)
		carry.In = r.in(c, carry.Each)
		carry.This, carry.Previous = r.term(c, "this", carry.Each), r.term(c, "previous", carry.Each)
		carry.Plus, carry.Minus = r.terms(c, "plus", carry.Each), r.terms(c, "minus", carry.Each)
		c.Done()
		carry.Cases = r.table.carryCases(&carry)
		r.table.Carries = append(r.table.Carries, carry)
	}
}

// in reads the rows that an identity ranges over.
func (r *tableReading) in(t *tomldoc.Reader, each Axis) []string {
	if _, ok := t.Value("in"); ok && each != EachRow {
		r.at(t, "in", "bad-value", diag.Textf("in 只用于 each = \"row\"", "in goes with each = \"row\""), diag.Text{})
	}
	return r.terms(t, "in", EachColumn)
}

func (r *tableReading) terms(t *tomldoc.Reader, key string, each Axis) []string {
	terms, _ := t.Strings(key)
	for i, term := range terms {
		r.checkTerm(t, key, i, term, each)
	}
	return terms
}

func (r *tableReading) term(t *tomldoc.Reader, key string, each Axis) string {
	s, ok := t.String(key)
	if ok {
		r.checkTerm(t, key, -1, s, each)
	}
	return s
}

// checkTerm notes a term that is no row, group or column of the table.
func (r *tableReading) checkTerm(t *tomldoc.Reader, key string, i int, term string, each Axis) {
	single := i < 0
	if slices.Contains(r.table.keys(each), term) || !single && each == EachColumn && r.table.isGroup(term) {
		return
	}
	v, _ := t.Value(key)
	if element, ok := v.Elem(max(i, 0)); ok && !single {
		v = element
	}
	kind := diag.Text{Zh: "行", En: "row"}
	if each == EachRow {
		kind = diag.Text{Zh: "栏", En: "column"}
	}
	r.problems.Add(v.Pos(), "unknown-key", diag.Textf("%[1]s 写的 %[2]q 不是表 %[3]q 的%[4]s", "%[1]s: table %[3]q has no %[5]s %[2]q", t.Name(key), term, r.table.ID, kind.Zh, kind.En),
		suggest(term, r.table.keys(each)))
}

// isGroup says that a term of an identity stands for the rows of a group.
func (t *Table) isGroup(term string) bool {
	group, ok := strings.CutSuffix(term, ".*")
	return ok && slices.ContainsFunc(t.Rows, func(row Row) bool { return within(group, row.Key) })
}

// keys gives the keys of all rows, or of all columns.
func (t *Table) keys(each Axis) []string {
	var keys []string
	for _, row := range t.Rows {
		if each == EachColumn {
			keys = append(keys, row.Key)
			continue
		}
		for _, c := range row.Columns {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// cases spells a sum out for each row or column that it ranges over. Rows and
// columns that do not have all of its terms are passed over.
func (t *Table) cases(s *Sum) []Case {
	var cases []Case
	add := func(key string, left, right []int, complete bool) {
		if complete {
			cases = append(cases, Case{key, left, right})
		}
	}
	if s.Each == EachRow {
		for i := range t.Rows {
			if r := &t.Rows[i]; len(s.In) == 0 || slices.Contains(s.In, r.Key) {
				left, ok := r.cells(s.Left)
				right, both := r.cells(s.Right)
				add(r.Key, left, right, ok && both)
			}
		}
		return cases
	}
	left, right := t.expand(s.Left), t.expand(s.Right)
	if len(left) == 0 || len(right) == 0 {
		return nil // said already
	}
	for _, c := range left[0].Columns {
		l, ok := inColumn(left, c.Key)
		r, both := inColumn(right, c.Key)
		add(c.Key, l, r, ok && both)
	}
	return cases
}

// carryCases spells a carry out for each row or column that it ranges over.
func (t *Table) carryCases(c *Carry) []CarryCase {
	this := Sum{Each: c.Each, In: c.In, Left: []string{c.This}, Right: []string{c.This}}
	plus := Sum{Each: c.Each, In: c.In, Left: append([]string{c.This}, c.Plus...), Right: append([]string{c.This}, c.Minus...)}
	var cases []CarryCase
	terms := t.cases(&plus)
	for _, one := range t.cases(&this) {
		i := slices.IndexFunc(terms, func(full Case) bool { return full.Key == one.Key })
		if i < 0 {
			continue // a term is lacking there
		}
		row, column := c.Previous, one.Key
		if c.Each == EachRow {
			row, column = one.Key, c.Previous
		}
		name := t.ID + "." + row
		if column != "" {
			name += "." + column
		}
		cases = append(cases, CarryCase{Key: one.Key, This: one.Left[0], Plus: terms[i].Left[1:], Minus: terms[i].Right[1:], Previous: name})
	}
	return cases
}

// cells gives the row's cells in the columns with these keys, if it has them all.
func (r *Row) cells(columns []string) ([]int, bool) {
	var cells []int
	for _, key := range columns {
		if i := slices.IndexFunc(r.Columns, func(c Column) bool { return c.Key == key }); i >= 0 {
			cells = append(cells, r.First+i)
		}
	}
	return cells, len(cells) == len(columns)
}

// inColumn gives the cells of the rows in one column, if they all have it.
func inColumn(rows []*Row, column string) ([]int, bool) {
	var cells []int
	for _, r := range rows {
		if cell, ok := r.cells([]string{column}); ok {
			cells = append(cells, cell...)
		}
	}
	return cells, len(cells) == len(rows)
}

// expand gives the rows that the terms of an identity stand for.
func (t *Table) expand(terms []string) []*Row {
	var rows []*Row
	for _, term := range terms {
		group, all := strings.CutSuffix(term, ".*")
		for i := range t.Rows {
			if key := t.Rows[i].Key; key == term || all && within(group, key) {
				rows = append(rows, &t.Rows[i])
			}
		}
	}
	return rows
}
