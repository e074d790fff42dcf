package jsonschema

import (
	"slices"
	"strings"

	"gongkai/generator/format"
)

// cellTypes are those of a cell: a number, or a text that is shown as it stands.
var cellTypes = []string{"number", "string"}

// A level is a table or group of a front matter being described.
type level struct {
	object
	below map[string]*level // its groups
}

// statutory describes a table that the format prescribes. One that is there is
// complete.
func statutory(t *format.Table) node {
	root := &level{object: object{description: t.Caption}}
	for i := range t.Rows {
		root.row(t, &t.Rows[i], "", strings.Split(t.Rows[i].Key, "."))
	}
	return root.close()
}

// row puts a row where its key says; above is the key of this level, with a dot.
func (l *level) row(t *format.Table, r *format.Row, above string, key []string) {
	if len(key) == 1 {
		l.add(key[0], entry(r), true)
		return
	}
	group := l.below[key[0]]
	if group == nil {
		if l.below == nil {
			l.below = map[string]*level{}
		}
		group = &level{object: object{description: groupLabel(t, above+key[0])}}
		l.below[key[0]] = group
		l.add(key[0], nil, true)
	}
	group.row(t, r, above+key[0]+".", key[1:])
}

// close describes the level once all its rows are in.
func (l *level) close() node {
	for name, group := range l.below {
		l.values[slices.Index(l.names, name)] = group.close()
	}
	return l.node()
}

// groupLabel gives the label that is printed of a group; "" where none is.
func groupLabel(t *format.Table, name string) string {
	var find func(nodes []format.Node, above string) string
	find = func(nodes []format.Node, above string) string {
		for _, n := range nodes {
			if n.Name == name && n.Row < 0 {
				return above + n.Label
			}
			if label := find(n.Children, above+n.Label+" / "); label != "" {
				return label
			}
		}
		return ""
	}
	for _, b := range t.Blocks {
		if label := find(b.Tree, ""); label != "" {
			return label
		}
	}
	return ""
}

// entry describes a row as it is written.
func entry(r *format.Row) node {
	label := strings.Join(r.Path, " / ")
	cells := make([]node, len(r.Columns))
	names := make([]string, len(r.Columns))
	for i := range r.Columns {
		c := &r.Columns[i]
		cells[i], names[i] = described(cellTypes, withUnit(c.Label, r.UnitOf(c))), c.Label
	}
	switch r.Entry {
	case format.Scalar:
		return described(cellTypes, withUnit(label, r.UnitOf(&r.Columns[0])))
	case format.Array:
		return append(described("array", label+"。依次为："+strings.Join(names, "、")),
			member{"minItems", len(cells)}, member{"maxItems", len(cells)}, member{"items", cells})
	}
	o := object{description: label}
	for i, c := range r.Columns {
		o.add(c.Key, cells[i], true)
	}
	return o.node()
}

func withUnit(label, unit string) string {
	if unit == "" {
		return label
	}
	return label + "（" + unit + "）"
}

// labels describes [labels]: what of a format's print may have another label.
func labels(f *format.Format, help string) node {
	o := object{description: help}
	for _, t := range f.Tables {
		official := map[string]string{}
		for _, line := range t.Grid().Lines() {
			for _, c := range line {
				official[c.Name] = c.Text
			}
		}
		for _, key := range t.LabelKeys() {
			text := described("string", "规定格式中是：“"+official[key]+"”")
			o.add(t.ID+"."+key, append(text, member{"pattern", notEmpty}), false)
		}
	}
	return o.node()
}

// cellNames gives the names of all cells, and of the tables, groups and rows that
// hold them, in the order of print.
func cellNames(f *format.Format) []string {
	var names []string
	seen := map[string]bool{}
	for _, t := range f.Tables {
		for _, name := range t.Names() {
			for at := range name + "." {
				if at < len(name) && name[at] != '.' || seen[name[:at]] {
					continue
				}
				seen[name[:at]] = true
				names = append(names, name[:at])
			}
		}
	}
	return names
}
