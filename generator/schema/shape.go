package schema

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/format"
)

// A shape is what a front matter of one format looks like.
type shape struct {
	format *format.Format
	tables []*level        // one for each table of the format
	label  []string        // what [labels] may name, in the order of print
	cells  map[string]bool // cells, and the tables, groups and rows that hold them
}

// A level is a table or group of the front matter: the keys that it must have.
type level struct {
	key   string
	label string // of what it stands for in print
	below []*level
	row   *format.Row // of a row of values; nil for a group
}

func newShape(f *format.Format) *shape {
	s := &shape{format: f, cells: map[string]bool{}}
	for _, t := range f.Tables {
		root := &level{key: t.ID, label: t.Caption}
		for i := range t.Rows {
			root.add(strings.Split(t.Rows[i].Key, "."), &t.Rows[i])
		}
		s.tables = append(s.tables, root)
		for _, key := range t.LabelKeys() {
			s.label = append(s.label, t.ID+"."+key)
		}
		for _, name := range t.Names() {
			for ; name != ""; name = name[:max(0, strings.LastIndexByte(name, '.'))] {
				s.cells[name] = true
			}
		}
	}
	return s
}

// add puts a row where its key says.
func (l *level) add(key []string, row *format.Row) {
	i := slices.IndexFunc(l.below, func(b *level) bool { return b.key == key[0] })
	if i < 0 {
		i = len(l.below)
		l.below = append(l.below, &level{key: key[0]})
	}
	if len(key) == 1 {
		l.below[i].row, l.below[i].label = row, row.Label
		return
	}
	l.below[i].add(key[1:], row)
}

// labels reads [labels].
func (s *shape) labels(front fields) map[string]string {
	front.key("labels")
	t, ok := front.Table("labels")
	if !ok {
		return nil
	}
	f := fields{t, nil}
	v, _ := front.Value("labels")
	labels := make(map[string]string, len(v.Keys()))
	for _, key := range v.Keys() {
		if !slices.Contains(s.label, key) {
			f.Value(key)
			f.Problems.Add(f.KeyPos(key), "unknown-label", diag.Textf("格式 %[2]q 没有标签 %[1]q", "format %[2]q has no label %[1]q", key, s.format.ID), s.nearLabel(key))
			continue
		}
		if text := f.needLine(key); text != "" {
			labels[strings.Clone(key)] = text
		}
	}
	return labels
}

func (s *shape) nearLabel(key string) diag.Text {
	if slices.ContainsFunc(s.label, func(l string) bool { return strings.HasPrefix(l, key+".") }) {
		return diag.Textf("键名要加引号写成一个：\"%s.…\" = \"…\"", "put the whole name in quotes: \"%s.…\" = \"…\"", key)
	}
	return or(near(key, s.label), diag.Textf("写成 \"表.行\"，例如 %q", "write \"table.row\", for example %q", strings.Join(s.label[:min(1, len(s.label))], "")))
}

// checkCell says what is wrong with the name of a cell, row, group or table.
func (s *shape) checkCell(name string) (rule string, text, hint diag.Text) {
	if s.cells[name] {
		return "", diag.Text{}, diag.Text{}
	}
	var names []string
	for _, t := range s.format.Tables {
		names = append(names, t.Names()...)
	}
	return "unknown-cell", diag.Textf("写的 %[1]s 不是单元格", "%[1]s is no cell", quoted(name)),
		or(near(name, names), diag.Textf("写成 表.行.栏，例如 requests.received.total", "write table.row.column, for example requests.received.total"))
}
