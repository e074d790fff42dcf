package demo

import (
	"fmt"
	"strings"

	"gongkai/generator/format"
)

// A style is what an agency does in its own way in the tables of every year.
type style struct {
	halfWidth bool // its labels have half-width brackets
	blanks    bool // it leaves the total blank where nothing is to be added up
	dashes    bool // it makes no rules and writes "/" in their row
}

// styleOf gives the style of an agency. The parts of an aggregate fill in every
// cell, so that the sums over them can be checked.
func (w *world) styleOf(a agency) style {
	d := newDice(w.seed, a.number, forStyle, 0)
	plain := a.aggregates() || a.isPart()
	return style{
		halfWidth: d.oneIn(6) && !plain,
		blanks:    d.oneIn(6) && !plain,
		dashes:    a.post.kind == institution,
	}
}

// isRules says that a row is that of rules (规章).
func isRules(r *format.Row) bool { return r.Key == "rules" }

// leavesBlank says that the agency leaves a cell of a row without applications
// blank. It does so below groups only: the sums of the table stay readable.
func (s style) leavesBlank(r *format.Row, c format.Column, values []int) bool {
	if !s.blanks || c.Key != total || !strings.Contains(r.Key, ".") {
		return false
	}
	for _, value := range values {
		if value != 0 {
			return false
		}
	}
	return true
}

// halfWidth replaces brackets as some typists do.
var halfWidth = strings.NewReplacer("（", "(", "）", ")")

// labels lists the labels of the rows of applications that have other brackets in
// such a style, as lines of TOML.
func (f *form) labels() []string {
	if f.flow == nil {
		return nil
	}
	var lines []string
	for _, r := range f.flow.def.Rows {
		if label := halfWidth.Replace(r.Label); label != r.Label {
			lines = append(lines, fmt.Sprintf("%q = %q", f.flow.def.ID+"."+r.Key, label))
		}
	}
	return lines
}

// dashed names the cells that hold "/" in such a style.
func (f *form) dashed() []string {
	var cells []string
	for _, table := range f.tables {
		for i := range table.Rows {
			if r := &table.Rows[i]; isRules(r) {
				for _, c := range r.Columns {
					cells = append(cells, fmt.Sprintf("%q", table.ID+"."+r.Key+"."+c.Key))
				}
			}
		}
	}
	return cells
}
