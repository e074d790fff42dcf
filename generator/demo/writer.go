package demo

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/format"
)

// A writer writes sheets as TOML.
type writer struct {
	out *bytes.Buffer
	style
	labels bool // as comments, for people who fill in
}

func (w writer) line(format string, v ...any) { fmt.Fprintf(w.out, format+"\n", v...) }

// table writes a table: rows without a group under the table's own heading, those
// of a group under one of theirs.
func (w writer) table(s *sheet) {
	for n, group := range groups(s.def) {
		w.line("[%s]", strings.TrimSuffix(s.def.ID+"."+group, "."))
		if n == 0 && s.def.Rows[0].Entry == format.Array {
			w.line("# 各列：%s", columnLabels(&s.def.Rows[0]))
		}
		for i := range s.def.Rows {
			if of, key := cutKey(s.def.Rows[i].Key); of == group {
				w.row(key, s, i)
			}
		}
	}
}

// groups lists the groups of the keys of a table, "" for none of them first: in
// TOML, keys of the table itself cannot follow a heading below it.
func groups(def *format.Table) []string {
	var list []string
	for _, r := range def.Rows {
		group, _ := cutKey(r.Key)
		switch {
		case slices.Contains(list, group):
		case group == "":
			list = slices.Insert(list, 0, group)
		default:
			list = append(list, group)
		}
	}
	return list
}

// cutKey cuts the key of a row into the group, which may be none, and the key in it.
func cutKey(row string) (group, key string) {
	at := strings.LastIndexByte(row, '.')
	return row[:max(at, 0)], row[at+1:]
}

func (w writer) row(key string, s *sheet, i int) {
	r, values := &s.def.Rows[i], s.row(i)
	cells := make([]string, len(values))
	for c, value := range values {
		switch {
		case w.dashes && isRules(r):
			cells[c] = `"/"`
		case w.leavesBlank(r, r.Columns[c], values):
			cells[c] = `""`
		default:
			cells[c] = cell(r, r.Columns[c], value)
		}
	}
	text := cells[0]
	switch r.Entry {
	case format.Array:
		text = "[" + strings.Join(cells, ", ") + "]"
	case format.Keyed:
		for c := range cells {
			cells[c] = r.Columns[c].Key + " = " + cells[c]
		}
		text = "{ " + strings.Join(cells, ", ") + " }"
	}
	if w.labels {
		text += "  # " + describe(r)
	}
	w.line("%s = %s", key, text)
}

// describe gives the official labels of a row and, where they are not those of
// the whole table, of its columns.
func describe(r *format.Row) string {
	text := strings.Join(r.Path, "，")
	if r.Entry == format.Array {
		return text
	}
	return strings.TrimSuffix(text+"："+columnLabels(r), "：")
}

func columnLabels(r *format.Row) string {
	labels := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		labels[i] = c.Label
	}
	return strings.Join(labels, "、")
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
