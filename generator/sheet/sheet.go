// Package sheet writes statutory tables as the TOML of a front matter.
package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/format"
)

// A Sheet is a table to be written.
type Sheet struct {
	Def   *format.Table
	Cells []string // each as TOML: 12, 0.5000, "", "/"

	// Labels adds the official labels as comments, for people who fill in.
	Labels bool
	// Note gives a further comment on a row; nil for none.
	Note func(*format.Row) string
}

// Write writes the table in its canonical form (see package tidy): rows without a group under the table's own heading,
// those of a group under one of theirs.
func (s *Sheet) Write(out *bytes.Buffer) {
	for n, group := range groups(s.Def) {
		if n > 0 {
			out.WriteByte('\n')
		}
		width := 0
		for i := range s.Def.Rows {
			if of, key := cutKey(s.Def.Rows[i].Key); of == group {
				width = max(width, len(key))
			}
		}
		fmt.Fprintf(out, "[%s]\n", strings.TrimSuffix(s.Def.ID+"."+group, "."))
		if s.Labels && n == 0 && s.Def.Rows[0].Entry == format.Array {
			fmt.Fprintf(out, "# 各列：%s\n", columnLabels(&s.Def.Rows[0]))
		}
		for i := range s.Def.Rows {
			if of, _ := cutKey(s.Def.Rows[i].Key); of == group {
				s.row(out, &s.Def.Rows[i], width)
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

func (s *Sheet) row(out *bytes.Buffer, r *format.Row, width int) {
	cells := slices.Clone(s.Cells[r.First : r.First+len(r.Columns)])
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
	_, key := cutKey(r.Key)
	fmt.Fprintf(out, "%-*s = %s", width, key, text)
	if comment := s.comment(r); comment != "" {
		out.WriteString("  # " + comment)
	}
	out.WriteByte('\n')
}

func (s *Sheet) comment(r *format.Row) string {
	var parts []string
	if s.Labels {
		parts = append(parts, describe(r))
	}
	if s.Note != nil {
		if note := s.Note(r); note != "" {
			parts = append(parts, note)
		}
	}
	return strings.Join(parts, "；")
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
